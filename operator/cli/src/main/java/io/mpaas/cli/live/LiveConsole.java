package io.mpaas.cli.live;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.LiveInstallation;
import io.mpaas.cli.web.Detail;
import io.mpaas.cli.web.Link;
import io.mpaas.cli.web.Seen;
import io.mpaas.cli.web.Source;
import io.mpaas.cli.web.Wish;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a console shows of a cluster, by watches with the rights of whoever started it. */
public final class LiveConsole implements Source, AutoCloseable {
    /** A Release may arrive after its Installation. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final Timing timing;
    private final LiveInstallation live;
    private final Pulse pulse;
    private final Discretion discretion;
    private final ComponentReader reader;
    private final Wishes wishes;
    private Installation installation;
    private volatile SortedMap<String, Component> components;
    private boolean deleted;
    private String release = "";
    private SortedMap<String, List<String>> products = Collections.emptySortedMap();
    private Instant productsAsked = Instant.EPOCH;
    private Instant lastLive = Instant.now();
    private Link link = Link.LIVE;

    public LiveConsole(Cluster cluster, Installation installation) {
        this(cluster, installation, Timing.AS_SHIPPED);
    }

    /** One that says sooner, or later, that the API server is away. */
    public LiveConsole(Cluster cluster, Installation installation, Timing timing) {
        this.cluster = cluster;
        this.timing = timing;
        this.installation = installation;
        this.components = cluster.components(installation);
        this.discretion = new Discretion(cluster.client().getMasterUrl().toString());
        this.pulse = new Pulse(cluster, installation, discretion, timing);
        this.live = new LiveInstallation(cluster, installation, components);
        Permissions permissions = new Permissions(cluster, discretion);
        this.reader = new ComponentReader(cluster, permissions, discretion);
        this.wishes = new Wishes(cluster, permissions, discretion);
    }

    @Override
    public Optional<Seen> next(Duration patience) throws InterruptedException {
        Optional<LiveInstallation.State> state = live.newest(patience);
        state.ifPresent(this::take);
        boolean linkChanged = refreshLink();
        return state.isPresent() || linkChanged ? Optional.of(seen()) : Optional.empty();
    }

    private synchronized void take(LiveInstallation.State state) {
        deleted = state.installation().isEmpty();
        installation = state.installation().orElse(installation);
        components = state.components();
        String named = installation.getSpec().release();
        boolean askAgain = products.isEmpty() && productsAsked.plus(ASK_AGAIN).isBefore(Instant.now());
        if (!named.equals(release) || askAgain) {
            release = named;
            products = products(named);
            productsAsked = Instant.now();
        }
    }

    private synchronized Seen seen() {
        return new Seen(installation, deleted, components, products, link);
    }

    /** Empty where the caller may not read Releases, or the API server is away; the page says so. */
    private SortedMap<String, List<String>> products(String name) {
        try {
            Release found =
                    cluster.client().resources(Release.class).withName(name).get();
            return found == null
                    ? Collections.emptySortedMap()
                    : new TreeMap<>(found.getSpec().products());
        } catch (KubernetesClientException e) {
            return Collections.emptySortedMap();
        }
    }

    private boolean refreshLink() {
        Link before = link;
        Instant now = Instant.now();
        boolean answers = pulse.heard().plus(timing.silence()).isAfter(now);
        if (live.connected() && answers && pulse.trouble().isEmpty()) {
            lastLive = now;
            link = Link.LIVE;
        } else if (lastLive.plus(timing.patience()).isBefore(now)) {
            Instant since = answers ? lastLive : pulse.heard();
            link = new Link(
                    false,
                    since.truncatedTo(ChronoUnit.SECONDS).toString(),
                    pulse.trouble().orElse(null));
        }
        return !link.equals(before);
    }

    @Override
    public Optional<Detail> detail(String name) {
        SortedMap<String, Component> now = components;
        return now.containsKey(name) ? Optional.of(reader.read(name, seen().installation(), now)) : Optional.empty();
    }

    @Override
    public Outcome ask(Wish wish) {
        return wishes.carryOut(wish, components);
    }

    @Override
    public void close() {
        pulse.close();
        live.close();
    }
}
