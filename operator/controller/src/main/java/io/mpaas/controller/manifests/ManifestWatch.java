package io.mpaas.controller.manifests;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.Access;
import io.mpaas.controller.cluster.InPlace;
import io.mpaas.controller.cluster.ServedKind;
import io.mpaas.planning.kstatus.ObjectStatus;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Owner;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind that belong to Manifests of one installation, seen with the rights of one account. An event of an
 * object wakes its component; so do the filling of the cache and a refusal.
 */
final class ManifestWatch implements ResourceEventHandler<GenericKubernetesResource>, AutoCloseable {
    /** Longer than a watch that works is behind; after it, what the watch says counts alone. */
    private static final Duration WATCH_LAG = Duration.ofSeconds(10);

    private final String namespace;
    private final Consumer<ResourceID> wake;
    private final Set<ResourceID> users = ConcurrentHashMap.newKeySet();
    /** Users to whom every word of a status may matter, for their {@code readyWhen} may read it. */
    private final Set<ResourceID> readers = ConcurrentHashMap.newKeySet();
    /** Own writes that the watch has not told of yet, so that none is repeated. */
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private volatile int refusal;

    private record Written(GenericKubernetesResource object, long nanos) {
        boolean counts() {
            return System.nanoTime() - nanos < WATCH_LAG.toNanos();
        }
    }

    ManifestWatch(Owner owner, ServedKind kind, Access access, Consumer<ResourceID> wake) {
        this.namespace = owner.namespace();
        this.wake = wake;
        this.informer = access.objects(kind, namespace)
                .withLabel(Mpaas.INSTALLATION_ID_LABEL, owner.installationId())
                .withLabel(Mpaas.MANIFEST_OF_LABEL)
                .runnableInformer(0)
                .exceptionHandler(this::failed)
                .addEventHandler(this);
    }

    /** Returns at once; the cache is filled in the background. */
    void start() {
        var _ = informer.start().whenComplete((filled, failure) -> users.forEach(wake));
    }

    /** It is tried again, ever more slowly, whatever the failure. */
    private boolean failed(boolean started, Throwable failure) {
        int code = code(failure);
        if (code != refusal) {
            refusal = code;
            users.forEach(wake);
        }
        return true;
    }

    private static int code(@Nullable Throwable failure) {
        if (failure == null) {
            return 0;
        }
        return failure instanceof KubernetesClientException refused && refused.getCode() != 0
                ? refused.getCode()
                : code(failure.getCause());
    }

    /** The status with which the API server refuses the list or the watch; empty while it serves. */
    Optional<Integer> refusal() {
        return informer.isWatching() || refusal == 0 ? Optional.empty() : Optional.of(refusal);
    }

    boolean isFilled() {
        return informer.hasSynced();
    }

    void usedBy(ResourceID component) {
        users.add(component);
    }

    /** Whether the user has a {@code readyWhen}, which may read any word of its objects. */
    void readBy(ResourceID component, boolean wordByWord) {
        if (wordByWord) {
            readers.add(component);
        } else {
            readers.remove(component);
        }
    }

    /** Whether nobody uses it any more. */
    boolean leftBy(ResourceID component) {
        users.remove(component);
        readers.remove(component);
        return users.isEmpty();
    }

    /** The objects of one component. */
    Stream<GenericKubernetesResource> objects(Owner owner) {
        Map<String, GenericKubernetesResource> byName = new TreeMap<>();
        informer.getStore()
                .list()
                .forEach(object -> byName.put(object.getMetadata().getName(), object));
        written.values().stream()
                .filter(Written::counts)
                .map(Written::object)
                .forEach(object -> byName.merge(object.getMetadata().getName(), object, ManifestWatch::newer));
        return byName.values().stream().filter(owner::owns);
    }

    private static GenericKubernetesResource newer(GenericKubernetesResource seen, GenericKubernetesResource written) {
        return version(written) > version(seen) ? written : seen;
    }

    private static long version(GenericKubernetesResource object) {
        return Long.parseUnsignedLong(object.getMetadata().getResourceVersion());
    }

    /** An object as the API server answered to a write of ours, until the watch tells of it. */
    void wrote(GenericKubernetesResource object) {
        GenericKubernetesResource seen = informer.getStore().getByKey(key(object));
        if (seen == null || version(seen) < version(object)) {
            written.put(object.getMetadata().getName(), new Written(object, System.nanoTime()));
        }
    }

    private static String key(GenericKubernetesResource object) {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName();
        return namespace == null || namespace.isEmpty() ? name : namespace + "/" + name;
    }

    @Override
    public void onAdd(GenericKubernetesResource object) {
        seen(object);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
        written.remove(now.getMetadata().getName());
        if (changed(before, now)) {
            seen(now);
        }
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean unknown) {
        seen(object);
    }

    private void seen(GenericKubernetesResource object) {
        written.remove(object.getMetadata().getName());
        wake.accept(component(object));
    }

    private ResourceID component(GenericKubernetesResource object) {
        return new ResourceID(object.getMetadata().getLabels().get(Mpaas.MANIFEST_OF_LABEL), namespace);
    }

    /** Whether a decision may differ: its status counts by what it means, unless it is read word by word. */
    private boolean changed(GenericKubernetesResource before, GenericKubernetesResource now) {
        return !InPlace.Version.of(before).equals(InPlace.Version.of(now))
                || before.isMarkedForDeletion() != now.isMarkedForDeletion()
                || !Objects.equals(
                        before.getMetadata().getAnnotations(), now.getMetadata().getAnnotations())
                || (readers.contains(component(now))
                        ? !Objects.equals(status(before), status(now))
                        : !ObjectStatus.of(Json.tree(before)).equals(ObjectStatus.of(Json.tree(now))));
    }

    private static @Nullable Object status(GenericKubernetesResource object) {
        return object.getAdditionalProperties().get("status");
    }

    @Override
    public void close() {
        informer.stop();
    }
}
