package io.mpaas.planning.plan;

import io.mpaas.planning.value.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What carrying out a spec would do. Equal inputs have equal plans, in whatever order they were read.
 *
 * @param installation ID of the installation; its name where it has none yet
 * @param release SHA-256 of the Release
 * @param weight the heaviest of its steps
 * @param steps in an order in which they may be carried out; what does not wait for each other happens at one time
 * @param kept components that stay as they are
 * @param seconds how long it will take, estimated: the length of {@code longest}
 * @param longest the chain of steps that takes longest, first step first
 * @param irreversible what no roll-back takes back, a sentence each
 * @param unknown data of which is not known what it is made of, so that the hash may still change: {@code Kind/name}
 */
public record Plan(
        String installation,
        String release,
        Weight weight,
        List<Step> steps,
        SortedSet<String> kept,
        long seconds,
        List<String> longest,
        List<String> irreversible,
        SortedSet<String> unknown) {
    public Plan {
        steps = List.copyOf(steps);
        longest = List.copyOf(longest);
        irreversible = List.copyOf(irreversible);
    }

    /** What a change needs to be thought about. */
    public enum Weight {
        /** Pods without data are replaced. */
        Routine,
        /** A set, a Job or a volume is touched. */
        Stateful,
        /** Something is done that cannot be taken back. */
        Irreversible
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Whether the hash may still change, because some inputs are not known. */
    public boolean isProvisional() {
        return !unknown.isEmpty();
    }

    /**
     * SHA-256 (FIPS 180-4) of what will be done, 64 hexadecimal digits: whose, of which Release, each component's action and content
     * before and after, and which pairs are ordered. No status, no time, nobody's name.
     */
    public String hash() {
        List<Object> done = new ArrayList<>();
        steps.stream()
                .sorted(java.util.Comparator.comparing(Step::component))
                .map(Plan::canonical)
                .forEach(done::add);
        return Json.sha256(Json.sorted(Json.tree(Map.of(
                        "installation", installation, "release", release, "weight", weight.name(), "steps", done)))
                .toString());
    }

    private static Map<String, Object> canonical(Step step) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("component", step.component());
        parts.put("action", step.action().name());
        parts.put("from", String.valueOf(step.from()));
        parts.put("to", String.valueOf(step.to()));
        parts.put("replicas", String.valueOf(step.replicas()));
        parts.put("after", step.after());
        return parts;
    }
}
