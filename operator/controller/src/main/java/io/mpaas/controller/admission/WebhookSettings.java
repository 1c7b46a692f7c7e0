package io.mpaas.controller.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What the deployment says about the webhook. */
@ConfigMapping(prefix = "mpaas.webhook")
interface WebhookSettings {
    @WithDefault("true")
    boolean enabled();

    /** 0 = any free one. */
    @WithDefault("0")
    int port();

    /** {@code namespace/name} of the Service in front of it. */
    Optional<String> service();

    Lifetime certificate();

    /** How long a certificate is valid, how long before its end it is replaced, and how often that is looked at. */
    interface Lifetime {
        @WithDefault("365d")
        Duration validity();

        @WithDefault("30d")
        Duration renewBefore();

        @WithDefault("10m")
        Duration lookAgain();
    }
}
