package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.Set;

/**
 * Asks the API server for the metadata alone where ConfigMaps and Secrets of the whole cluster are listed and watched (API
 * concepts, "Metadata-only fetches"): what others store in them is neither sent nor held. The client has no word for it.
 */
public final class MetadataOnly implements Interceptor {
    private static final Set<String> PATHS = Set.of("/api/v1/configmaps", "/api/v1/secrets");
    private static final String SELECTOR = "labelSelector=" + ForeignData.SELECTOR;
    private static final String AS = "application/json;as=%s;g=meta.k8s.io;v=v1,application/json";

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        URI uri = request.uri();
        boolean asked = uri.getPath() != null
                && PATHS.stream().anyMatch(uri.getPath()::endsWith)
                && uri.getQuery() != null
                && uri.getQuery().contains(SELECTOR);
        if (asked) {
            boolean watch = uri.getQuery().contains("watch=true");
            builder.setHeader("Accept", AS.formatted(watch ? "PartialObjectMetadata" : "PartialObjectMetadataList"));
        }
    }
}
