package io.mpaas.controller.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** B32: clocks that differ make no second leader, and no leader that is never replaced. */
class SeenLeasesTest {
    private static final ZonedDateTime NOON = ZonedDateTime.of(2026, 11, 22, 12, 0, 0, 0, ZoneOffset.UTC);

    private final AtomicLong seconds = new AtomicLong(1000);
    private final SeenLeases leases =
            new SeenLeases(() -> Duration.ofSeconds(seconds.get()).toNanos());

    @Test
    void aHolderWhoseClockIsBehindHasRenewedWhenThatIsSeen() {
        for (int i = 0; i < 3; i++) {
            seconds.addAndGet(9);
            assertThat(age(lease("one", NOON.minusHours(1).plusSeconds(i)))).isZero();
        }
    }

    @Test
    void aHolderWhoseClockIsAheadGetsOlderWhenItDoesNotRenew() {
        ZonedDateTime far = ZonedDateTime.now(ZoneOffset.UTC).plusYears(1);
        assertThat(age(lease("one", far))).isZero();
        seconds.addAndGet(15);
        assertThat(age(lease("one", far))).isEqualTo(15);
        assertThat(age(lease("two", far))).isZero();
    }

    @Test
    void aLeaseThatNobodyHoldsStaysAsItIs() {
        Lease free = new LeaseBuilder().withNewMetadata().endMetadata().build();
        assertThat(leases.seen(free).getSpec()).isNull();
    }

    private long age(Lease lease) {
        ZonedDateTime renewed = leases.seen(lease).getSpec().getRenewTime();
        return Math.round(
                Duration.between(renewed, ZonedDateTime.now(ZoneOffset.UTC)).toMillis() / 1000.0);
    }

    private static Lease lease(String holder, ZonedDateTime renewed) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("mpaas-operator")
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withRenewTime(renewed)
                .endSpec()
                .build();
    }
}
