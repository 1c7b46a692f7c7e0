package io.mpaas.controller.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.AddOn;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.infrastructure.Infrastructure;
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
     * Whether all of them may be used for a Site; false while that is not known yet.
     *
     * @throws Obstacle if one is missing, is meant for others, or says nothing of the cloud
     */
    boolean allowed(Site site, Infrastructure infrastructure) {
        Optional<JsonNode> credentials =
                allowed(site, infrastructure.field() + ".credentials.secret", infrastructure.credentials());
        credentials.flatMap(secret -> problem(infrastructure, secret)).ifPresent(sentence -> {
            throw new Obstacle(sentence);
        });
        long others = infrastructure.blueprint().addOns().stream()
                .filter(addOn -> addOn.kind() == AddOn.Kind.Secret)
                .filter(addOn -> allowed(site, infrastructure.field() + ".addOns", addOn.name())
                        .isEmpty())
                .count();
        return credentials.isPresent() && others == 0;
    }

    /** A Secret that may be used; empty while that is not known. */
    private Optional<JsonNode> allowed(Site site, String field, String name) {
        String user = site.getMetadata().getNamespace();
        ClusterApi.Found found = api.secret(ResourceID.fromResource(site), name);
        Optional<JsonNode> allowed = found.secret().filter(one -> ClusterApi.isFor(one, Mpaas.CREDENTIALS_FOR, user));
        if (found.asked() && allowed.isEmpty()) {
            throw new Obstacle(field + ": Secret " + name + " is not in the operator's namespace " + api.namespace()
                    + ", or lacks the label " + Mpaas.CREDENTIALS_FOR + user
                    + "=true, which says that Sites of namespace "
                    + user + " may use it");
        }
        return allowed;
    }

    private Optional<String> problem(Infrastructure infrastructure, JsonNode secret) {
        String key = infrastructure.credentialsKey();
        Optional<String> text = ClusterApi.text(secret, key);
        Optional<String> wrong = text.isEmpty()
                ? Optional.of("is missing")
                : kubeconfigs.yaml(text.get()).map(infrastructure::problem).orElse(Optional.of("is not YAML"));
        return wrong.map(words -> infrastructure.field() + ".credentials: key " + key + " of Secret "
                + infrastructure.credentials() + " " + words);
    }
}
