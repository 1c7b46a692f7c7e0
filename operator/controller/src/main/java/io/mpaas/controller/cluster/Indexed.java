package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.stream.Stream;

/**
 * What an index finds, each object as this process wrote it last. An index alone answers as of the last event: an object that was
 * just changed would be judged by its former spec, and an installation called Ready for a change that has not arrived. An object
 * that was just made is not found yet.
 */
public final class Indexed {
    private Indexed() {}

    public static <R extends HasMetadata> Stream<R> find(IndexedResourceCache<R> cache, String index, String key) {
        return cache.byIndex(index, key).stream().flatMap(found -> cache.get(ResourceID.fromResource(found)).stream());
    }
}
