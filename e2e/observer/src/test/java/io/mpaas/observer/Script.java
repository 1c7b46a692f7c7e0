package io.mpaas.observer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What happened, and a graph, as text.
 *
 * <pre>
 *   10 a v1 0/3           resourceVersion 10, seen after 10 ms: a has template v1, 0 of 3 replicas ready
 *   10@12 a v1 0/3        the same, seen after 12 ms; @0 = was so before
 *   x/10@12 a v1 0/3      the same in cluster x; then all is in the order of arrival
 *   10 a leaving | gone   its workload is marked for deletion; is deleted
 *   10 a +p | -p          its pod p appears; ends
 *   10 a Ready | deleted  its Component says so; is marked for deletion
 *
 *   a: b ~c quorum        a needs b to start and c to run, and is a voting set
 *   d: external           the customer brings d
 *   e: in2                it has pods in two clusters
 * </pre>
 */
final class Script {
    private static final long MILLI = 1_000_000;

    private Script() {}

    static List<Sighting> sightings(String text) {
        List<Sighting> sightings = new ArrayList<>();
        Map<String, WorkloadState> last = new HashMap<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] words = line.trim().split("\\s+", -1);
            sightings.add(sighting(words, moment(words[0]), last));
        });
        boolean several = sightings.stream().anyMatch(one -> !one.at().cluster().isEmpty());
        return sightings.stream()
                .sorted(several ? Sighting.ARRIVAL : Sighting.ORDER)
                .toList();
    }

    private static Sighting sighting(String[] words, Moment at, Map<String, WorkloadState> last) {
        String component = words[1];
        if (words.length > 3) {
            String[] counts = words[3].split("/", -1);
            last.put(
                    component,
                    new WorkloadState(words[2], Integer.parseInt(counts[1]), Integer.parseInt(counts[0]), true));
            return workload(component, at, Presence.HERE, last);
        }
        return switch (words[2]) {
            case "leaving" -> workload(component, at, Presence.LEAVING, last);
            case "gone" -> workload(component, at, Presence.GONE, last);
            case "Ready" -> new Sighting.OfComponent(component, at, Presence.HERE, Node.ALONE, true);
            case "deleted" -> new Sighting.OfComponent(component, at, Presence.LEAVING, Node.ALONE, false);
            default -> new Sighting.OfPod(component, words[2].substring(1), at, words[2].startsWith("+"));
        };
    }

    private static Sighting workload(String component, Moment at, Presence presence, Map<String, WorkloadState> last) {
        WorkloadState state = last.getOrDefault(component, new WorkloadState("", 0, 0, true));
        return new Sighting.OfWorkload(component, "Deployment/" + component, at, presence, state);
    }

    private static Moment moment(String word) {
        int slash = word.indexOf('/');
        String[] parts = word.substring(slash + 1).split("@", -1);
        return Moment.of(parts[0], Long.parseLong(parts[parts.length - 1]) * MILLI)
                .in(word.substring(0, Math.max(0, slash)));
    }

    static Graph graph(String text) {
        Map<String, Node> nodes = new TreeMap<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] parts = line.trim().split(":\\s*", -1);
            nodes.put(parts[0], parts[1].isEmpty() ? Node.ALONE : node(parts[1].split("\\s+", -1)));
        });
        return Graph.of(nodes);
    }

    private static Node node(String[] words) {
        TreeSet<String> startup = new TreeSet<>(List.of(words));
        TreeSet<String> runtime = new TreeSet<>();
        boolean quorum = startup.remove("quorum");
        boolean external = startup.remove("external");
        int sites = startup.remove("in3") ? 3 : startup.remove("in2") ? 2 : 1;
        startup.removeIf(word -> word.startsWith("~") && runtime.add(word.substring(1)));
        Node node = Node.of(startup, runtime).inSites(sites);
        node = quorum ? node.asVotingSet() : node;
        return external ? node.asExternal() : node;
    }
}
