package io.mpaas.faults;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is done, to which component, and what goes wrong meanwhile. The same seed gives the same plan for ever.
 *
 * <p>The seed's remainder decides the three, so that consecutive seeds go through all combinations; the rest decides the details.
 *
 * @param resource the kind, as plural, whose watches or requests are disturbed
 * @param number which watch, or which request or write from the beginning of the scenario, counted from 1
 * @param milliseconds how late, or how long
 * @param status what is answered
 * @param first whether the operator dies before it learns of the write
 */
record Plan(
        long seed,
        Scenario scenario,
        Target target,
        Disturbance disturbance,
        String resource,
        int number,
        int milliseconds,
        int status,
        boolean first) {
    private static final List<Integer> STATUS = List.of(409, 429, 500, 503);
    private static final List<Integer> LATE = List.of(5, 20, 50, 100, 300, 1_000, 3_000);
    private static final List<Integer> LONG = List.of(1_000, 3_000, 6_000);
    /** Kinds of which the operator has two caches that may disagree. */
    private static final Set<String> TWO_CACHES = Set.of("installations", "components", "configmaps");

    /** In the order of the seeds; what came later is behind the rest, so that seeds keep their meaning. */
    private static final List<Combination> COMBINATIONS = Stream.concat(
                    combinations(scenario -> scenario != Scenario.TAKEN_BACK),
                    combinations(scenario -> scenario == Scenario.TAKEN_BACK))
            .toList();

    private record Combination(Pair pair, Disturbance disturbance) {}

    private static Stream<Combination> combinations(Predicate<Scenario> which) {
        List<Pair> pairs = Stream.of(Scenario.values())
                .filter(which)
                .flatMap(scenario ->
                        Stream.of(Target.values()).filter(scenario::fits).map(target -> new Pair(scenario, target)))
                .toList();
        return Disturbance.ALL.stream()
                .flatMap(disturbance -> pairs.stream().map(pair -> new Combination(pair, disturbance)));
    }

    /** What is done to which component. */
    record Pair(Scenario scenario, Target target) {}

    /** How many seeds in a row go through all combinations once. */
    static int combinations() {
        return COMBINATIONS.size();
    }

    static Plan of(long seed) {
        Combination combination = COMBINATIONS.get(Math.floorMod(seed, combinations()));
        Pair pair = combination.pair();
        Disturbance disturbance = combination.disturbance();
        Random random = new Random(mixed(seed));
        List<String> resources =
                disturbance.ofWrites() ? pair.target().written() : pair.target().resources();
        String resource = resources.get(random.nextInt(resources.size()));
        int caches = TWO_CACHES.contains(resource) ? 2 : 1;
        int number = 1
                + random.nextInt(
                        disturbance.ofAWatch() ? caches : pair.scenario().writes());
        List<Integer> times = disturbance == Disturbance.LATE_WATCH ? LATE : LONG;
        return new Plan(
                seed,
                pair.scenario(),
                pair.target(),
                disturbance,
                resource,
                number,
                times.get(random.nextInt(times.size())),
                STATUS.get(random.nextInt(STATUS.size())),
                random.nextBoolean());
    }

    /** First numbers of a {@link Random} are alike where seeds are: the finalizer of SplitMix64 makes them unlike. */
    private static long mixed(long seed) {
        long mixed = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** The same with nothing that goes wrong. */
    Plan undisturbed() {
        return new Plan(seed, scenario, target, Disturbance.NONE, resource, number, milliseconds, status, first);
    }

    @Override
    public String toString() {
        String details = disturbance == Disturbance.NONE ? "" : " (" + disturbance.details(this) + ")";
        return "seed %d: %s of %s (%s), %s%s"
                .formatted(seed, words(scenario), target.component, words(target), words(disturbance), details);
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
