package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The dependency of every case became Available at noon. */
class RecoveryTest {
    @Test
    void aPodWhoseContainerBeganBeforeTheDependencyCameBackIsReplaced() {
        Recovery recovery = given().crashLoop("api-1", 300, 5, true).recovery();

        assertThat(recovery.now()).containsExactly("api-1");
        assertThat(recovery.later()).isEmpty();
    }

    @Test
    void aPodWhoseContainerBeganAfterwardsHasItsOwnReasons() {
        assertThat(given().crashLoop("api-1", 300, -1, true).recovery().now()).isEmpty();
    }

    @Test
    void inTheSecondOfTheReturnThePodThatWasThereBeforeIsReplacedAndTheNewOneIsNot() {
        assertThat(given().crashLoop("api-1", 300, 0, true).recovery().now()).containsExactly("api-1");
        assertThat(given().crashLoop("api-1", 0, 0, true).recovery())
                .isEqualTo(new Recovery(List.of(), Optional.empty()));
    }

    @Test
    void aPodOnALostNodeIsLeftAlone() {
        assertThat(given().crashLoop("api-1", 300, 5, false).recovery().now()).isEmpty();
    }

    @Test
    void nothingIsReplacedWhileAnyStartupOrRuntimeDependencyIsAway() {
        Recovery recovery = given().runtime("cache")
                .dependency("cache", false, "h")
                .crashLoop("api-1", 300, 5, true)
                .recovery();

        assertThat(recovery.now()).isEmpty();
    }

    @Test
    void aYoungPodWaitsUntilItIsOldEnough() {
        Recovery recovery = given().crashLoop("api-1", 12, 5, true).recovery();

        assertThat(recovery.now()).isEmpty();
        assertThat(recovery.later()).contains(Duration.ofSeconds(8));
    }

    @Test
    void aComponentWithoutDependenciesCrashesForItsOwnReasons() {
        assertThat(new Given()
                        .workload(Given.CONTENT, 2, 0)
                        .crashLoop("api-1", 300, 5, true)
                        .recovery()
                        .now())
                .isEmpty();
    }

    private static Given given() {
        return new Given().workload(Given.CONTENT, 2, 0).startup("db", "h").dependency("db", true, "h");
    }
}
