package io.mpaas.controller.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseWatchdogTest {
    private final AtomicLong seconds = new AtomicLong(1000);
    private final AtomicInteger deaths = new AtomicInteger();
    private final LeaseWatchdog watchdog = new LeaseWatchdog(
            Duration.ofSeconds(10), () -> Duration.ofSeconds(seconds.get()).toNanos(), deaths::incrementAndGet);

    @AfterEach
    void end() {
        watchdog.rest();
    }

    @Test
    void aLeaderThatRenewsLives() {
        watchdog.guard();
        for (int i = 0; i < 5; i++) {
            seconds.addAndGet(9);
            watchdog.look();
            watchdog.renewed();
        }

        assertThat(deaths).hasValue(0);
    }

    @Test
    void aLeaderWhoseRenewalHangsDiesAtTheDeadline() {
        watchdog.guard();
        seconds.addAndGet(10);
        watchdog.look();
        assertThat(deaths).hasValue(0);

        seconds.addAndGet(1);
        watchdog.look();
        assertThat(deaths.get()).isPositive();
    }

    @Test
    void aStandbyAndAnOperatorThatIsAskedToEndDoNotDie() {
        seconds.addAndGet(100);
        watchdog.look();
        watchdog.lost();
        watchdog.guard();
        watchdog.rest();
        seconds.addAndGet(100);
        watchdog.look();
        watchdog.lost();

        assertThat(deaths).hasValue(0);
    }
}
