package io.mpaas.cli.live;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.planning.value.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks the API server what its caller may do, before a button is shown that would not work. Asked again every half minute. */
final class Permissions {
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final Discretion discretion;
    private Instant asked = Instant.EPOCH;
    private Optional<Say> missing = Optional.empty();

    Permissions(Cluster cluster, Discretion discretion) {
        this.cluster = cluster;
        this.discretion = discretion;
    }

    /** The permission that hold, resume and restart need, if it is not there. */
    synchronized Optional<Say> missingToChange() {
        if (asked.plus(FRESH).isBefore(Instant.now())) {
            missing = review();
            asked = Instant.now();
        }
        return missing;
    }

    private Optional<Say> review() {
        var question = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withGroup(Mpaas.GROUP)
                .withResource("components")
                .withVerb("patch")
                .withNamespace(cluster.namespace())
                .endResourceAttributes()
                .endSpec()
                .build();
        try {
            var answer = cluster.client().resource(question).create().getStatus();
            boolean allowed = answer != null && Boolean.TRUE.equals(answer.getAllowed());
            return allowed
                    ? Optional.empty()
                    : Optional.of(Say.of("act.permissionMissing")
                            .with("verb", "patch")
                            .with("resource", "components." + Mpaas.GROUP)
                            .with("namespace", cluster.namespace()));
        } catch (KubernetesClientException e) {
            return Optional.of(
                    Say.of("act.permissionUnknown").with("words", discretion.about(String.valueOf(e.getMessage()))));
        }
    }
}
