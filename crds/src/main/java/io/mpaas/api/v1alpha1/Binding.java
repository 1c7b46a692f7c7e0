package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Where a dependency is and with which credentials. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Binding(
        @JsonPropertyDescription("Type of the service, e.g. mysql.")
        String type,

        @JsonPropertyDescription("Host name.") String host,
        @JsonPropertyDescription("Port.") int port,

        @JsonPropertyDescription("User, where it is not in the Secret.") @Nullable
        String username,

        @JsonPropertyDescription("Secret with the password.") @Nullable
        String secret,

        @JsonPropertyDescription("Key of the password in the Secret.") @Nullable
        String passwordKey,

        @JsonPropertyDescription("Key of the user in the Secret.") @Nullable
        String usernameKey,

        @JsonPropertyDescription("Whether pods start without the Secret.") @Nullable
        Boolean optional) {

    /** The same with the password in another Secret. */
    public Binding withSecret(String name) {
        return new Binding(type, host, port, username, name, passwordKey, usernameKey, optional);
    }
}
