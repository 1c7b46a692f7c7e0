package io.mpaas.planning.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NIGHT = Instant.parse("2026-01-01T03:00:00Z");

    @Test
    void anEditWarSlowsDownToOneRepairInFiveMinutes() {
        List<Long> waits = new ArrayList<>();
        Pace pace = Pace.NONE;
        Instant now = NIGHT;
        for (int repair = 0; repair < 11; repair++) {
            now = now.plus(pace.wait(now));
            pace = pace.repaired(now);
            waits.add(pace.delay().toSeconds());
        }

        assertThat(waits).containsExactly(0L, 0L, 5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }

    @Test
    void theWaitCountsFromTheLatestRepair() {
        Pace pace = new Pace(4, NIGHT);

        assertThat(pace.wait(NIGHT.plusSeconds(3))).isEqualTo(Duration.ofSeconds(7));
        assertThat(pace.wait(NIGHT.plusSeconds(30))).isZero();
    }

    @Test
    void whoLeavesItAloneForTenMinutesIsForgiven() {
        assertThat(new Pace(9, NIGHT).repaired(NIGHT.plusSeconds(601)).repairs())
                .isEqualTo(1);
        assertThat(new Pace(9, NIGHT).repaired(NIGHT.plusSeconds(599)).repairs())
                .isEqualTo(10);
    }
}
