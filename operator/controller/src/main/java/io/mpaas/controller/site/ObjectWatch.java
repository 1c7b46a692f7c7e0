package io.mpaas.controller.site;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.Access;
import io.mpaas.controller.cluster.ServedKind;
import io.mpaas.controller.report.Obstacle;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Objects of one kind in the operator's namespace. Whoever needs them is told of each that comes, changes or goes. */
final class ObjectWatch implements ResourceEventHandler<GenericKubernetesResource>, AutoCloseable {
    private final ServedKind kind;
    private final Consumer<GenericKubernetesResource> changed;
    private final Runnable news;
    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private volatile boolean gone;
    private volatile Optional<KubernetesClientException> refusal = Optional.empty();

    /** Objects that are meant. */
    interface Selection
            extends UnaryOperator<
                    FilterWatchListDeletable<
                            GenericKubernetesResource,
                            GenericKubernetesResourceList,
                            Resource<GenericKubernetesResource>>> {}

    /** All of them. */
    static final Selection ALL = all -> all;
    /** Those that were made for Sites. */
    static final Selection OF_SITES = all -> all.withLabel(Mpaas.SITE_LABEL);

    /** The one of that name. */
    static Selection named(String name) {
        return all -> all.withField("metadata.name", name);
    }

    /**
     * Begins to fill; returns at once.
     *
     * @param changed is told of an object
     * @param news is told when it is filled, and when it is refused
     */
    static ObjectWatch begin(Scope scope, Selection which, Consumer<GenericKubernetesResource> changed, Runnable news) {
        ObjectWatch watch = new ObjectWatch(scope, which, changed, news);
        var _ = watch.informer.start().whenComplete((_, _) -> news.run());
        return watch;
    }

    /** What is watched, where and by whom. */
    record Scope(Access access, ServedKind kind, String namespace) {}

    private ObjectWatch(Scope scope, Selection which, Consumer<GenericKubernetesResource> changed, Runnable news) {
        this.kind = scope.kind();
        this.changed = changed;
        this.news = news;
        this.informer = which.apply(scope.access().objects(scope.kind(), scope.namespace()))
                .runnableInformer(0)
                .exceptionHandler((_, failure) -> failed(failure))
                .addEventHandler(this);
    }

    /** It is tried again, ever more slowly, whatever the failure. */
    private boolean failed(Throwable failure) {
        boolean before = refusal.isPresent();
        if (failure instanceof KubernetesClientException e && e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            gone = true;
            news.run();
        }
        refusal = Optional.of(failure)
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .filter(Obstacle::isRefusal);
        if (before != refusal.isPresent()) {
            news.run();
        }
        return true;
    }

    /** Whether its kind is served no more: this watch is worth nothing then. */
    boolean isGone() {
        return gone;
    }

    /**
     * All of them; empty while they are being listed.
     *
     * @throws Obstacle where the API server refuses to list them
     */
    Optional<List<GenericKubernetesResource>> objects() {
        if (!informer.isWatching() && refusal.isPresent()) {
            throw Obstacle.orUnavailable("the list of " + kind.resource(), refusal.get());
        }
        return informer.hasSynced() ? Optional.of(informer.getStore().list()) : Optional.empty();
    }

    @Override
    public void onAdd(GenericKubernetesResource object) {
        changed.accept(object);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
        if (!Objects.equals(
                before.getMetadata().getResourceVersion(), now.getMetadata().getResourceVersion())) {
            changed.accept(now);
        }
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean unknown) {
        changed.accept(object);
    }

    @Override
    public void close() {
        informer.stop();
    }
}
