package io.mpaas.planning.decide;

import io.mpaas.planning.pods.CrashLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which crash-looping pods to replace because what they crashed for has come back.
 *
 * <p>A container that began before the last of the startup and runtime dependencies became Available crashed for lack of it, as
 * far as anybody can tell, however long it tried; one that began later, or in a pod made later, has its own reasons and is the
 * kubelet's. So a pod is replaced once per recovery, and nothing needs to be remembered. A pod younger than {@link #YOUNGEST} waits until it is that old: the kubelet's own back-off
 * is no longer then, and a dependency that comes and goes every second costs one pod in that time, not one a second.
 *
 * @param now pods to replace
 * @param later until when to look again for those that are too young
 */
public record Recovery(List<String> now, Optional<Duration> later) {
    /** The first back-off of a kubelet takes 10 s, the second 20 s. */
    static final Duration YOUNGEST = Duration.ofSeconds(20);

    private static final Recovery NONE = new Recovery(List.of(), Optional.empty());

    public static Recovery of(Situation situation) {
        List<CrashLoop> loops = situation.pods().crashLoops();
        if (loops.isEmpty() || !situation.dependenciesAvailable()) {
            return NONE;
        }
        Optional<Instant> back = situation.dependenciesAvailableSince();
        List<CrashLoop> victims = loops.stream()
                .filter(CrashLoop::onReadyNode)
                .filter(loop -> back.filter(since -> beganWithout(loop, since)).isPresent())
                .toList();
        List<CrashLoop> young = victims.stream()
                .filter(loop -> age(loop, situation).compareTo(YOUNGEST) < 0)
                .toList();
        return new Recovery(
                victims.stream()
                        .filter(loop -> !young.contains(loop))
                        .map(CrashLoop::pod)
                        .toList(),
                young.stream().map(loop -> YOUNGEST.minus(age(loop, situation))).min(Duration::compareTo));
    }

    /** Times are whole seconds: of a container that began in the very one the age of its pod decides. */
    private static boolean beganWithout(CrashLoop loop, Instant since) {
        return loop.created().isBefore(since) && !loop.started().isAfter(since);
    }

    private static Duration age(CrashLoop loop, Situation situation) {
        return Duration.between(loop.created(), situation.now());
    }
}
