package io.mpaas.controller.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leases with the time at which this process saw them change in place of the time that their holder wrote: the clock of another
 * machine may be wrong, and a leader that renews leads on, whatever it takes the time to be. Kubernetes' own components judge
 * alike.
 *
 * <pre>
 *   renewTime by the holder's clock   10:00:00 ─ 10:00:02 ─ 10:00:04 ─ nothing new ─────────▶ its duration later: free
 *   seen by ours, an hour ahead       11:00:01 ─ 11:00:03 ─ 11:00:05 ─ 15 s without a change ─▶ 11:00:20: free
 * </pre>
 *
 * <p>Whoever sees a lease for the first time takes it to have been renewed just then.
 */
@Singleton
public class SeenLeases {
    private final LongSupplier nanoTime;
    private final Map<String, Sighting> sightings = new ConcurrentHashMap<>();

    @Inject
    SeenLeases() {
        this(System::nanoTime);
    }

    SeenLeases(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What a holder wrote, and since when it has been known, by a clock that only goes forward. */
    private record Sighting(@Nullable String holder, ZonedDateTime renewed, long nanos) {
        boolean isOf(LeaseSpec spec) {
            return Objects.equals(holder, spec.getHolderIdentity()) && renewed.equals(spec.getRenewTime());
        }
    }

    /** The lease as it is to be judged now. */
    public Lease seen(Lease lease) {
        LeaseSpec spec = lease.getSpec();
        if (spec == null || spec.getRenewTime() == null) {
            return lease;
        }
        long now = nanoTime.getAsLong();
        String key =
                lease.getMetadata().getNamespace() + "/" + lease.getMetadata().getName();
        Sighting sighting = Objects.requireNonNull(sightings.compute(
                key,
                (_, before) -> before != null && before.isOf(spec)
                        ? before
                        : new Sighting(spec.getHolderIdentity(), spec.getRenewTime(), now)));
        spec.setRenewTime(ZonedDateTime.now(ZoneOffset.UTC).minusNanos(now - sighting.nanos()));
        return lease;
    }
}
