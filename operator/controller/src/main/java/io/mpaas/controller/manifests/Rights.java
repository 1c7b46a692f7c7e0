package io.mpaas.controller.manifests;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.controller.cluster.Access;
import io.mpaas.controller.cluster.Account;
import io.mpaas.controller.cluster.ServedKind;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says which right an account lacks when the API server refused it something. A refusal can have other reasons (a quota, a
 * policy), so the API server is asked for the right itself.
 */
final class Rights {
    private final Account account;
    private final Access access;

    Rights(Account account, Access access) {
        this.account = account;
        this.access = access;
    }

    /** One sentence: verb, resource, account; empty if it has all of these rights. */
    Optional<String> missing(ServedKind kind, String... verbs) {
        try {
            return Stream.of(verbs)
                    .filter(verb -> !allowed(kind, verb))
                    .map(verb -> sentence(kind, verb))
                    .findFirst();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return Optional.of("the operator may not impersonate " + account + " of namespace "
                        + account.namespace() + ": grant it the verb impersonate on serviceaccounts");
            }
            throw e;
        }
    }

    private String sentence(ServedKind kind, String verb) {
        String where = kind.namespaced() ? " in namespace " + account.namespace() : "";
        String cure =
                account.name().isPresent() ? ": bind a role with this right to it" : ": set spec.serviceAccountName";
        return account + " may not " + verb + " " + kind.resource() + where + cure;
    }

    private boolean allowed(ServedKind kind, String verb) {
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(verb)
                .withGroup(kind.group())
                .withResource(kind.plural())
                .withNamespace(kind.namespaced() ? account.namespace() : null)
                .endResourceAttributes()
                .endSpec()
                .build();
        return access.allows(review);
    }
}
