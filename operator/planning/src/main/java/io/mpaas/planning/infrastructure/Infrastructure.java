package io.mpaas.planning.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One kind of cloud that Cluster API has a provider for. It says what is the provider's own; all else is the same everywhere. Pure: it
 * reads the spec of a Site, and objects as they were seen. It never throws: what is wrong with a spec was refused before.
 */
public interface Infrastructure {
    /** Servers by what they are for. */
    enum Role {
        CONTROL_PLANE("cp"),
        WORKER("md");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** What is to be made. */
    Blueprint blueprint();

    /** The provider's part of the Cluster, e.g. an OpenStackCluster: networks, the endpoint. It is named like the Cluster. */
    ObjectNode cluster();

    /** What servers are made of, e.g. an OpenStackMachineTemplate. Such objects never change, so its name ends with its content. */
    ObjectNode machines(Role role);

    /** Arguments of kubelets, by name. */
    SortedMap<String, String> kubelet();

    /** Kinds of the provider whose objects say what Cluster API does not pass on. */
    List<ApiKind> telling();

    /**
     * What the provider says is wrong, a sentence; empty if it says nothing.
     *
     * @param seen objects of this cluster
     */
    Optional<String> trouble(Seen seen);

    /** The field of a Site's spec that it is, with its path. */
    String field();

    /** The Secret with its credentials, in the operator's namespace. */
    String credentials();

    /** The key of that Secret, whose value is YAML. */
    String credentialsKey();

    /** What is wrong with credentials, a sentence without a subject that tells nothing secret; empty if nothing is. */
    Optional<String> problem(JsonNode credentials);
}
