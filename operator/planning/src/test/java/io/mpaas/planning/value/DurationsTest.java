package io.mpaas.planning.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"15m, PT15M", "1h30m, PT1H30M", "90s, PT90S", "99999999999999h, PT99999H", "999999h, PT99999H"})
    void whatIsLongerThanAClockCanCountIsTheLongest(String text, String expected) {
        Duration parsed = Durations.parse(text, Duration.ZERO);

        assertThat(parsed).isEqualTo(Duration.parse(expected));
        assertThat(parsed.toMillis()).isPositive();
        assertThat(Instant.now().plus(parsed)).isAfter(Instant.now());
    }
}
