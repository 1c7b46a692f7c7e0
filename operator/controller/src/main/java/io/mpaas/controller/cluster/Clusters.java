package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.planning.site.Kubeconfig;
import io.mpaas.planning.site.Reach;
import io.mpaas.planning.value.AddressRange;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The clusters that components run in: the operator's own, and that of each Site with a kubeconfig. */
@Singleton
public class Clusters {
    /** By then every Site was looked at once. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(30);

    private final Clients clients;
    private final Addresses addresses;
    private final SiteChecks checks = new SiteChecks(this, this::offersChanged);
    private final Map<ResourceID, SiteConnection> connections = new ConcurrentHashMap<>();
    /** Sites to which no kubeconfig leads, and why. */
    private final Map<ResourceID, String> without = new ConcurrentHashMap<>();
    /** Sites whose cluster is reached, and not to be worked in yet; and why. */
    private final Map<ResourceID, String> withheld = new ConcurrentHashMap<>();

    /** Sites that are the operator's own cluster. */
    private final Set<ResourceID> here = ConcurrentHashMap.newKeySet();
    /** Address ranges of the pods of Sites. */
    private final Map<ResourceID, List<AddressRange>> networks = new ConcurrentHashMap<>();

    private final List<ClusterEvents<?>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable EventSourceContext<Component> context;
    private volatile @Nullable ClusterEvents<Component> components;
    private volatile @Nullable TargetCluster own;
    private volatile Instant begun = Instant.MAX;

    @Inject
    Clusters(Clients clients, Addresses addresses) {
        this.clients = clients;
        this.addresses = addresses;
    }

    /** To be called once, before anything is reconciled. */
    void begin(EventSourceContext<Component> began, ClusterEvents<Component> events) {
        context = began;
        begun = Instant.now();
        components = events;
        own = TargetCluster.own(began);
    }

    /** Wakes objects when something is new of the cluster of a Site; {@code concerned} are those that look at it. */
    public <P extends HasMetadata> EventSource<?, P> events(Function<ResourceID, Set<ResourceID>> concerned) {
        return listen(concerned);
    }

    <P extends HasMetadata> ClusterEvents<P> listen(Function<ResourceID, Set<ResourceID>> concerned) {
        ClusterEvents<P> events = new ClusterEvents<>(concerned);
        listeners.add(events);
        return events;
    }

    /** The cluster that the operator runs in. */
    public TargetCluster own() {
        return Objects.requireNonNull(own, "the controllers are not begun");
    }

    /**
     * From now on the cluster of a Site is reached by this kubeconfig; one that was reached otherwise before is left only when this
     * one leads there.
     *
     * @param recorded the identity that it is to have; empty at the first contact
     */
    public void connect(ResourceID site, Kubeconfig kubeconfig, Optional<String> recorded) {
        without.remove(site);
        RemoteCluster.Means means =
                new RemoteCluster.Means(clients, addresses, client -> open(site, client), () -> changed(site));
        String namespace = site.getNamespace().orElseThrow();
        connections
                .computeIfAbsent(site, _ -> new SiteConnection(namespace, kubeconfig, recorded, means))
                .use(kubeconfig, recorded);
    }

    private TargetCluster open(ResourceID site, KubernetesClient client) {
        return TargetCluster.elsewhere(
                client,
                site.getNamespace().orElseThrow(),
                Objects.requireNonNull(context),
                Objects.requireNonNull(components).handler(),
                () -> offersChanged(site));
    }

    /** Components do not look at what a cluster offers. */
    private void offersChanged(ResourceID site) {
        listeners.stream().filter(one -> one != components).forEach(one -> one.changed(site));
    }

    /** Whether clusters are fit. */
    public SiteChecks checks() {
        return checks;
    }

    private void changed(ResourceID site) {
        SiteConnection connection = connections.get(site);
        if (connection != null) {
            connection.settle();
        }
        listeners.forEach(listener -> listener.changed(site));
    }

    /**
     * What a Site says of itself, beside how its cluster is reached.
     *
     * @param own whether it is the cluster that the operator runs in
     * @param pods address ranges of its pods
     */
    public void describe(ResourceID site, boolean own, List<AddressRange> pods) {
        boolean moved = !pods.equals(networks.put(site, List.copyOf(pods)));
        boolean news = own ? here.add(site) : here.remove(site);
        if (moved || news) {
            listeners.forEach(listener -> listener.changed(site));
        }
    }

    /** Address ranges of the pods of a Site; empty while it has not said them. */
    public List<AddressRange> network(ResourceID site) {
        return networks.getOrDefault(site, List.of());
    }

    /** The cluster of a Site is left alone from now on. */
    public void forget(ResourceID site) {
        leave(site, noKubeconfig(site));
    }

    /**
     * The same, where it can be said why.
     *
     * @param why a sentence
     */
    public void leave(ResourceID site, String why) {
        SiteConnection connection = connections.remove(site);
        checks.forget(site);
        withheld.remove(site);
        if (connection != null) {
            connection.close();
        }
        if (!why.equals(without.put(site, why)) || connection != null) {
            listeners.forEach(listener -> listener.changed(site));
        }
    }

    /**
     * The cluster of a Site is looked at, but not worked in, as long as there is a reason.
     *
     * @param why a sentence; empty if it may be worked in
     */
    public void withhold(ResourceID site, Optional<String> why) {
        String before = why.isPresent() ? withheld.put(site, why.get()) : withheld.remove(site);
        if (!why.equals(Optional.ofNullable(before))) {
            listeners.forEach(listener -> listener.changed(site));
        }
    }

    /** Why nothing can be done in the cluster of a Site, a sentence; empty while nobody knows yet, and while its caches fill. */
    public Optional<String> away(ResourceID site) {
        if (here.contains(site)) {
            return Optional.empty();
        }
        Optional<Reach> reach = reach(site);
        String none = without.get(site);
        if (reach.isPresent() || none != null) {
            return reach.filter(it -> !it.reachable() && !it.isFirstAsked())
                    .map(it -> "Site " + site.getName() + " is " + it.stage() + ": " + it.words())
                    .or(() -> Optional.ofNullable(withheld.get(site)))
                    .or(() -> Optional.ofNullable(none));
        }
        return Instant.now().isBefore(begun.plus(FIRST_LOOK)) ? Optional.empty() : Optional.of(noKubeconfig(site));
    }

    private static String noKubeconfig(ResourceID site) {
        return "no kubeconfig leads to Site " + site.getName() + ": `kubectl get msite` says why, if it is there";
    }

    /** What is known of the cluster of a Site; empty if no kubeconfig leads to it. */
    public Optional<Reach> reach(ResourceID site) {
        return Optional.ofNullable(connections.get(site)).map(SiteConnection::reach);
    }

    /** What is to be said besides of how the cluster of a Site is reached. */
    public Optional<String> remark(ResourceID site) {
        return Optional.ofNullable(connections.get(site)).flatMap(SiteConnection::remark);
    }

    /** The cluster of a Site, while it can be worked in. */
    public Optional<TargetCluster> at(ResourceID site) {
        if (here.contains(site)) {
            return Optional.of(own());
        }
        return withheld.containsKey(site) ? Optional.empty() : evenWithheld(site);
    }

    /** The cluster of a Site while it answers, also where it is not to be worked in yet. */
    public Optional<TargetCluster> evenWithheld(ResourceID site) {
        return Optional.ofNullable(connections.get(site)).flatMap(SiteConnection::target);
    }

    /** Something that was asked of the cluster of a Site failed. */
    public void doubt(ResourceID site) {
        SiteConnection connection = connections.get(site);
        if (connection != null) {
            connection.doubt();
        }
    }
}
