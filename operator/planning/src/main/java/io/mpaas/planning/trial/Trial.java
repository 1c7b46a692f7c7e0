package io.mpaas.planning.trial;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * One object to ask the API server about.
 *
 * @param component whose object it is
 * @param what it is, for people: {@code StatefulSet mysql}
 * @param object as it would be made
 * @param as what it is tried
 * @param account by whose permissions; empty = the operator's own
 */
public record Trial(String component, String what, HasMetadata object, As as, Optional<String> account) {
    /** Those that say the most come first. */
    public enum As {
        /** What makes the pods. */
        WORKLOAD,
        /** The pods of a set, in a Deployment: the API server reads next to nothing of a StatefulSet's template. */
        PODS,
        /** An object of a component of the type Manifests. */
        MANIFEST,
        /** A Service or a ConfigMap. */
        SUPPORT
    }
}
