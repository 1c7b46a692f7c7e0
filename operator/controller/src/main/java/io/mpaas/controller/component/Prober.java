package io.mpaas.controller.component;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.ExternalEndpoint;
import io.mpaas.controller.cluster.Addresses;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Probes the services customers bring: the only poll there is. A TCP connection every 2 s until it succeeds, then every 10 s;
 * three failures in a row mean down. An answer that changes is an event for the component.
 *
 * <p>It connects to whatever host a spec names, from where the operator is. So addresses that mean the operator's own machine are
 * refused, by what a name resolves to; probes must not reveal what listens there.
 */
final class Prober extends AbstractEventSource<Void, Component> implements ResourceEventAware<Component> {
    private static final Duration WHILE_DOWN = Duration.ofSeconds(2);
    private static final Duration WHILE_UP = Duration.ofSeconds(10);
    private static final int TIMEOUT_MILLIS = 2000;
    private static final int FAILURES_TO_GO_DOWN = 3;

    private final Map<ResourceID, Probe> probes = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("prober").daemon().factory());

    private final Addresses addresses;

    Prober(Addresses addresses) {
        super(Void.class, "prober");
        this.addresses = addresses;
    }

    /** The last answer; begins to probe at the first question, and anew when the endpoint changed. */
    Optional<Boolean> reachable(Component component) {
        ExternalEndpoint endpoint = component.getSpec().external();
        ResourceID id = ResourceID.fromResource(component);
        if (endpoint == null) {
            stop(id);
            return Optional.empty();
        }
        Probe known = probes.get(id);
        if (known != null && known.endpoint.equals(endpoint)) {
            return known.answer;
        }
        return begin(new Probe(id, endpoint, lastSaid(component)));
    }

    /** Why its endpoint is never connected to, in a sentence; as of the last probe. */
    Optional<String> refusal(Component component) {
        return Optional.ofNullable(probes.get(ResourceID.fromResource(component)))
                .filter(known -> known.endpoint.equals(component.getSpec().external()))
                .flatMap(known -> known.refusal);
    }

    /** It is known before it runs, for a probe that is not known ends; a component asks in one thread at a time. */
    private Optional<Boolean> begin(Probe fresh) {
        Optional<Boolean> lastSaid = fresh.answer;
        probes.put(fresh.id, fresh);
        fresh.schedule(Duration.ZERO);
        return lastSaid;
    }

    @Override
    public void onResourceDeleted(Component component) {
        stop(ResourceID.fromResource(component));
    }

    @Override
    public void stop() {
        super.stop();
        timer.shutdownNow();
    }

    @Override
    public Set<Void> getSecondaryResources(Component primary) {
        return Set.of();
    }

    /** What the probe before this process said of the same endpoint holds until it is answered: a restart is no news. */
    private static Optional<Boolean> lastSaid(Component component) {
        ComponentStatus status = Neighbour.status(component);
        boolean ofThisSpec = Objects.equals(
                status.observedGeneration(), component.getMetadata().getGeneration());
        return Conditions.find(status.conditions(), Conditions.Type.Available)
                .filter(available -> ofThisSpec)
                .filter(available -> Verdict.of(available).isTrue()
                        || Reason.EndpointUnreachable.name().equals(available.getReason()))
                .map(available -> Verdict.of(available).isTrue());
    }

    private void stop(ResourceID id) {
        probes.remove(id);
    }

    private final class Probe {
        private final ResourceID id;
        private final ExternalEndpoint endpoint;
        private volatile Optional<Boolean> answer;
        private volatile Optional<String> refusal = Optional.empty();
        private int failures;

        Probe(ResourceID id, ExternalEndpoint endpoint, Optional<Boolean> answer) {
            this.id = id;
            this.endpoint = endpoint;
            this.answer = answer;
        }

        void schedule(Duration delay) {
            if (timer.isShutdown()) {
                return;
            }
            Future<?> scheduled = timer.schedule(
                    () -> Thread.ofVirtual().name("probe-" + id.getName()).start(this::run),
                    delay.toMillis(),
                    TimeUnit.MILLISECONDS);
            if (scheduled.isCancelled()) {
                probes.remove(id, this);
            }
        }

        private void run() {
            if (probes.get(id) != this) {
                return;
            }
            Optional<String> refusedBefore = refusal;
            boolean connected = connects();
            failures = connected ? 0 : failures + 1;
            boolean wasUp = answer.orElse(false);
            boolean up = connected || (wasUp && failures < FAILURES_TO_GO_DOWN);
            Optional<Boolean> before = answer;
            answer = Optional.of(up);
            if (!before.equals(answer) || !refusedBefore.equals(refusal)) {
                getEventHandler().handleEvent(new Event(id));
            }
            schedule(up && failures == 0 ? WHILE_UP : WHILE_DOWN);
        }

        private boolean connects() {
            try (Socket socket = new Socket()) {
                InetAddress address = InetAddress.getByName(endpoint.host());
                refusal = addresses
                        .refusal(address)
                        .map(words -> endpoint.host() + ":" + endpoint.port() + " " + words
                                + ", and is never probed: name the host by which pods reach it");
                if (refusal.isPresent()) {
                    return false;
                }
                socket.connect(new InetSocketAddress(address, endpoint.port()), TIMEOUT_MILLIS);
                return true;
            } catch (IOException unreachable) {
                return false;
            }
        }
    }
}
