package io.mpaas.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private final Streams streams = new Streams();

    /** A browser that sleeps for an hour reads nothing; it wakes up, comes again and gets all anew. */
    @Test
    void aPageThatDoesNotReadIsLetGoAndGetsAllWhenItComesAgain() throws InterruptedException {
        Scene scene = Scene.sample().allReady();
        View one = scene.view();
        View other = scene.outage("redis").view();
        streams.publish(one);
        Streams.Stream asleep = streams.open().orElseThrow();
        for (int i = 0; asleep.isOpen() && i < 1000; i++) {
            streams.publish(i % 2 == 0 ? other : one);
        }
        assertThat(asleep.isOpen()).isFalse();
        Streams.Stream again = streams.open().orElseThrow();
        assertThat(again.next(Duration.ZERO))
                .hasValueSatisfying(message ->
                        assertThat(message).startsWith("event: snapshot\n").contains("\"redis\":{"));
        assertThat(again.next(Duration.ZERO)).isEmpty();
    }

    @Test
    void whatIsNoNewsIsNotSaid() throws InterruptedException {
        Scene scene = Scene.sample().allReady();
        streams.publish(scene.view());
        Streams.Stream stream = streams.open().orElseThrow();
        stream.next(Duration.ZERO);
        streams.publish(scene.view());
        assertThat(stream.next(Duration.ZERO)).isEmpty();
    }

    @Test
    void isIdleFromTheMomentTheLastPageIsClosed() {
        Streams.Stream one = streams.open().orElseThrow();
        Streams.Stream other = streams.open().orElseThrow();
        one.close();
        assertThat(streams.idle(Instant.now().plusSeconds(3600))).isZero();
        other.close();
        assertThat(streams.idle(Instant.now().plusSeconds(3600)))
                .isBetween(Duration.ofSeconds(3600), Duration.ofSeconds(3700));
    }
}
