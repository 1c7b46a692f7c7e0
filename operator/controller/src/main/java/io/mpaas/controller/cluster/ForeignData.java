package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.compile.NamedInSpecs;
import io.mpaas.planning.release.ReleaseChoice;
import io.mpaas.planning.value.ObjectNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * ConfigMaps and Secrets of customers. Of all those in the cluster only who they are is known here ({@link MetadataOnly}); the data
 * of those that a spec names is read by name, once per version. So what others store costs nothing.
 */
public final class ForeignData {
    static final String SELECTOR = "!" + Mpaas.COMPONENT_LABEL;
    /** Objects of one list. They can be large, metadata alone: an annotation has up to 256 KiB. */
    public static final long PAGE = 100;

    private final InformerEventSource<Secret, Installation> secrets;
    private final InformerEventSource<ConfigMap, Installation> configMaps;
    private final Live live;
    private final DataDigests digests = new DataDigests();
    private final Map<String, Named> named = new ConcurrentHashMap<>();
    private final Map<String, Key> keys = new ConcurrentHashMap<>();

    /** What an Installation and its Release mention, as of a version of both. */
    private record Named(long generation, Optional<AcceptedRelease> release, Set<String> words) {}

    private record Key(String version, Optional<byte[]> bytes) {}

    /** @param wake Installations of a namespace */
    public ForeignData(EventSourceContext<Installation> context, Function<String, Set<ResourceID>> wake) {
        secrets = source(Secret.class, "customer-secrets", Secret::new, context, wake);
        configMaps = source(ConfigMap.class, "customer-configmaps", ConfigMap::new, context, wake);
        live = new Live(context.getClient());
    }

    private static <R extends HasMetadata> InformerEventSource<R, Installation> source(
            Class<R> kind,
            String name,
            Supplier<R> fresh,
            EventSourceContext<Installation> context,
            Function<String, Set<ResourceID>> wake) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, Installation.class)
                        .withName(name)
                        .withLabelSelector(SELECTOR)
                        .withInformerListLimit(PAGE)
                        .withItemStore(new Slim<>(fresh))
                        .withSecondaryToPrimaryMapper(
                                object -> wake.apply(object.getMetadata().getNamespace()))
                        .build(),
                context);
    }

    public List<EventSource<?, Installation>> all() {
        return List.of(secrets, configMaps);
    }

    /** Where a Secret that is made is to be seen at once. */
    public InformerEventSource<Secret, Installation> secrets() {
        return secrets;
    }

    /** Of every object of the namespace that there is; of those that are named, of their data. */
    public Map<String, Map<String, String>> digests(Installation installation, ReleaseChoice choice) {
        String namespace = installation.getMetadata().getNamespace();
        Stream<HasMetadata> there = Stream.concat(
                secrets.list(namespace, secret -> true).map(HasMetadata.class::cast),
                configMaps.list(namespace, map -> true).map(HasMetadata.class::cast));
        return digests.of(
                namespace,
                there,
                key(namespace),
                words(installation, choice),
                object -> live.read(
                        object.getClass(), namespace, object.getMetadata().getName()));
    }

    private Set<String> words(Installation installation, ReleaseChoice choice) {
        long generation = installation.getMetadata().getGeneration();
        Named last = named.get(installation.getMetadata().getUid());
        if (last != null && last.generation() == generation && last.release().equals(choice.identity())) {
            return last.words();
        }
        Set<String> words = NamedInSpecs.words(installation.getSpec(), choice.release());
        named.put(installation.getMetadata().getUid(), new Named(generation, choice.identity(), words));
        return words;
    }

    /** The key of the digests of Secrets in a namespace, if there is one. */
    public Optional<byte[]> key(String namespace) {
        Secret seen =
                secrets.get(new ResourceID(ObjectNames.DIGEST_KEY, namespace)).orElse(null);
        if (seen == null) {
            keys.remove(namespace);
            return Optional.empty();
        }
        String version = version(seen);
        Key known = keys.get(namespace);
        if (known == null || !known.version().equals(version)) {
            known = new Key(
                    version,
                    live.read(Secret.class, namespace, ObjectNames.DIGEST_KEY).flatMap(DataDigests::key));
            keys.put(namespace, known);
        }
        return known.bytes();
    }

    private static String version(HasMetadata object) {
        return object.getMetadata().getUid() + "/" + object.getMetadata().getResourceVersion();
    }

    public void forget(Installation installation) {
        named.remove(installation.getMetadata().getUid());
        keys.remove(installation.getMetadata().getNamespace());
        digests.forget(installation.getMetadata().getNamespace());
    }

    /** Keeps of an object what tells it from others, even if more of it came. */
    private static final class Slim<R extends HasMetadata> extends BasicItemStore<R> {
        private final Supplier<R> fresh;

        Slim(Supplier<R> fresh) {
            super(Cache::metaNamespaceKeyFunc);
            this.fresh = fresh;
        }

        @Override
        public @Nullable R put(String key, R object) {
            ObjectMeta all = object.getMetadata();
            R slim = fresh.get();
            slim.setMetadata(new ObjectMetaBuilder()
                    .withName(all.getName())
                    .withNamespace(all.getNamespace())
                    .withUid(all.getUid())
                    .withResourceVersion(all.getResourceVersion())
                    .withLabels(all.getLabels())
                    .build());
            return super.put(key, slim);
        }
    }
}
