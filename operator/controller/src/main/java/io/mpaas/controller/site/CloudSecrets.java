package io.mpaas.controller.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.AddOn;
import io.mpaas.api.v1alpha1.CloudCredentials;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.infrastructure.CloudsFile;
import io.mpaas.planning.infrastructure.Infrastructure;
import java.util.Objects;
import java.util.Optional;

/** Secrets of the operator's namespace that a cluster is made with: the credentials of a cloud, and add-ons. */
final class CloudSecrets {
    private final ClusterApi api;
    private final Kubeconfigs kubeconfigs;

    CloudSecrets(ClusterApi api, Kubeconfigs kubeconfigs) {
        this.api = api;
        this.kubeconfigs = kubeconfigs;
    }

    /**
     * Makes sure that they may be used for a Site, as far as that is known by now.
     *
     * @throws Obstacle if one is missing, is meant for others, or says nothing of the cloud
     */
    void check(Site site, Infrastructure infrastructure) {
        allowed(site, "spec.openstack.credentials.secret", infrastructure.credentials())
                .flatMap(secret -> problem(site, secret))
                .ifPresent(sentence -> {
                    throw new Obstacle(sentence);
                });
        infrastructure.blueprint().addOns().stream()
                .filter(addOn -> addOn.kind() == AddOn.Kind.Secret)
                .forEach(addOn -> allowed(site, "spec.openstack.addOns", addOn.name()));
    }

    private Optional<JsonNode> allowed(Site site, String field, String name) {
        String user = site.getMetadata().getNamespace();
        Optional<JsonNode> secret = api.secret(ResourceID.fromResource(site), name);
        boolean allowed = secret.filter(one -> ClusterApi.isFor(one, Mpaas.CREDENTIALS_FOR, user))
                .isPresent();
        if (!allowed && api.isAsked(name)) {
            throw new Obstacle(field + ": Secret " + name + " is not in the operator's namespace " + api.namespace()
                    + ", or lacks the label " + Mpaas.CREDENTIALS_FOR + user
                    + "=true, which says that Sites of namespace "
                    + user + " may use it");
        }
        return secret;
    }

    private Optional<String> problem(Site site, JsonNode secret) {
        CloudCredentials credentials =
                Objects.requireNonNull(site.getSpec().openstack()).credentials();
        Optional<String> text = ClusterApi.text(secret, CloudCredentials.KEY);
        Optional<String> wrong = text.isEmpty()
                ? Optional.of("is missing")
                : kubeconfigs
                        .yaml(text.get())
                        .map(file -> CloudsFile.problem(file, credentials.cloud()))
                        .orElse(Optional.of("is not YAML"));
        return wrong.map(words -> "spec.openstack.credentials: key " + CloudCredentials.KEY + " of Secret "
                + credentials.secret() + " " + words);
    }
}
