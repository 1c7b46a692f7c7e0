package io.mpaas.cloud;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.planning.cloud.CloudSeen.Provided;
import io.mpaas.planning.infrastructure.ApiKind;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** In which versions an API server serves kinds. */
public final class ProviderReader {
    private final KubernetesClient client;
    /** Kinds by group and version. */
    private final Map<String, SortedSet<String>> served = new HashMap<>();

    private ProviderReader(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Asks for each group once.
     *
     * @throws KubernetesClientException if the API server does not answer, or does not let us ask
     */
    public static List<Provided> of(KubernetesClient client, List<ApiKind> kinds) {
        ProviderReader reader = new ProviderReader(client);
        return kinds.stream()
                .map(kind -> new Provided(kind, reader.versions(kind)))
                .toList();
    }

    private SortedSet<String> versions(ApiKind kind) {
        SortedSet<String> versions = new TreeSet<>();
        found(() -> client.getApiGroup(kind.group())).stream()
                .flatMap(group -> group.getVersions().stream())
                .filter(one -> kinds(one.getGroupVersion()).contains(kind.kind()))
                .forEach(one -> versions.add(one.getVersion()));
        return versions;
    }

    private SortedSet<String> kinds(String groupVersion) {
        return served.computeIfAbsent(groupVersion, _ -> {
            SortedSet<String> kinds = new TreeSet<>();
            found(() -> client.getApiResources(groupVersion))
                    .ifPresent(all -> all.getResources().forEach(one -> kinds.add(one.getKind())));
            return kinds;
        });
    }

    /** A group that is not there is null, or an answer that says so. */
    private static <T> Optional<T> found(Supplier<T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
