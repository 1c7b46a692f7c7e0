package io.mpaas.cli.survey;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.planning.preflight.Right;
import io.mpaas.planning.preflight.Seen.Permissions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the caller may do, asked by SelfSubjectAccessReviews. */
final class OwnRights {
    /** The chart's own file, packed into this program: what the operator is granted and uses. */
    private static final String OPERATOR = "/io/mpaas/chart/clusterrole.yaml";

    private static final int AT_ONCE = 8;

    private final KubernetesClient client;

    OwnRights(KubernetesClient client) {
        this.client = client;
    }

    /** All that the operator uses, in every namespace. */
    static SortedSet<Right> ofOperator() {
        try (InputStream file = OwnRights.class.getResourceAsStream(OPERATOR)) {
            if (file == null) {
                throw new IllegalStateException("the program is not whole: no " + OPERATOR);
            }
            return Right.of(Serialization.unmarshal(file, ClusterRole.class).getRules());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Which of these the caller has not, in every namespace.
     *
     * @throws KubernetesClientException if it cannot be asked
     */
    Permissions lacking(SortedSet<Right> wanted) {
        SortedSet<Right> denied = new TreeSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<CompletableFuture<Boolean>> answers = wanted.stream()
                    .map(right -> CompletableFuture.supplyAsync(() -> has(right, ""), threads))
                    .toList();
            int i = 0;
            for (Right right : wanted) {
                if (!answers.get(i++).join()) {
                    denied.add(right);
                }
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof KubernetesClientException refusal ? refusal : e;
        }
        return new Permissions(wanted.size(), denied);
    }

    /** @param namespace empty = in all of them */
    boolean has(Right right, String namespace) {
        String[] parts = right.resource().split("/", 2);
        var question = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withResourceAttributes(new ResourceAttributesBuilder()
                        .withGroup(right.group())
                        .withResource(parts[0])
                        .withSubresource(parts.length == 2 ? parts[1] : null)
                        .withName(right.name().isEmpty() ? null : right.name())
                        .withNamespace(namespace.isEmpty() ? null : namespace)
                        .withVerb(right.verb())
                        .build())
                .endSpec()
                .build();
        var status = client.resource(question).create().getStatus();
        return status != null && Boolean.TRUE.equals(status.getAllowed());
    }
}
