package io.mpaas.planning.preflight;

import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.pods.ClusterNodes;
import io.mpaas.planning.preflight.Seen.Renewal;
import io.mpaas.planning.value.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether clocks agree: certificates, tokens and databases suffer where they do not.
 *
 * <p>An API server tells its time by the second. A node tells when it renewed its lease by its own clock, which is up to one period
 * of the lease ago: a node that is behind by less than that is not noticed. Nodes that are not Ready renew nothing and are left out.
 */
final class ClockSkew {
    /** More than a clock that is kept by NTP is ever off, and more than the two imprecisions come to. */
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private ClockSkew() {}

    static Finding answer(Facts facts) {
        return facts.of(Seen.CLOCKS)
                .judge(clocks -> facts.of(Seen.NODES).judge(nodes -> {
                    List<Say> wrong = new ArrayList<>();
                    Duration machine = Duration.between(clocks.server(), clocks.machine());
                    if (machine.abs().compareTo(TOLERATED) > 0) {
                        wrong.add(says(machine, "clocks.machineAhead", "clocks.machineBehind"));
                    }
                    SortedMap<String, Renewal> ready = new TreeMap<>(clocks.nodes());
                    ready.keySet()
                            .retainAll(nodes.stream()
                                    .filter(ClusterNodes::isReady)
                                    .map(Nodes::name)
                                    .toList());
                    ready.forEach((node, renewal) -> off(renewal, clocks.server())
                            .ifPresent(skew -> wrong.add(says(skew, "clocks.nodeAhead", "clocks.nodeBehind")
                                    .with("node", node))));
                    return Finding.wrongIfAny(
                            wrong,
                            Say.of("clocks.remedy"),
                            Say.of("clocks.agree").with("nodes", ready.size()).with("seconds", TOLERATED.toSeconds()));
                }));
    }

    private static Say says(Duration skew, String ahead, String behind) {
        return Say.of(skew.isNegative() ? behind : ahead)
                .with("seconds", skew.abs().toSeconds());
    }

    /** How far a node is ahead (or, negative, behind at least), if it is. */
    private static Optional<Duration> off(Renewal renewal, Instant server) {
        Duration ahead = Duration.between(server, renewal.at());
        Duration behind = ahead.plus(renewal.lasts());
        if (ahead.compareTo(TOLERATED) > 0) {
            return Optional.of(ahead);
        }
        return behind.plus(TOLERATED).isNegative() ? Optional.of(behind) : Optional.empty();
    }
}
