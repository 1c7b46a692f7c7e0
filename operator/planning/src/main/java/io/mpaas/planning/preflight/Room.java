package io.mpaas.planning.preflight;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.pods.Amounts;
import io.mpaas.planning.pods.PodRequests;
import io.mpaas.planning.value.Say;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the nodes have room: for each pod by itself, and for all together. */
final class Room {
    private static final String PODS = "pods";
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private Room() {}

    static Finding fits(Facts facts) {
        return facts.of(Seen.LOAD)
                .judge(load -> facts.of(Seen.NODES).judge(nodes -> {
                    if (load.isNothing()) {
                        return new Finding.NotApplicable(Say.of("spec.nothing"));
                    }
                    List<Node> usable = Nodes.usable(nodes);
                    return Finding.wrongIfAny(
                            load.workloads().stream()
                                    .flatMap(workload -> refusal(workload, usable))
                                    .distinct()
                                    .toList(),
                            Say.of("fits.remedy"),
                            Say.of("fits.all").with("number", load.workloads().size()));
                }));
    }

    /** Why no node takes a pod of a workload: by its labels, its taints, or its size, whichever is the first that leaves none. */
    private static Stream<Say> refusal(Workload workload, List<Node> usable) {
        Say about = Say.of("fits.labels").with("component", workload.component());
        List<Node> wanted = usable.stream()
                .filter(node -> Schedulable.wants(workload.pod(), node))
                .toList();
        if (wanted.isEmpty()) {
            return Stream.of(about);
        }
        List<Node> open = wanted.stream()
                .filter(node -> Schedulable.repels(workload.pod(), node).isEmpty())
                .toList();
        if (open.isEmpty()) {
            String taints = wanted.stream()
                    .flatMap(node -> Schedulable.repels(workload.pod(), node).stream())
                    .map(Room::text)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            return Stream.of(Say.of("fits.taints")
                    .with("component", workload.component())
                    .with("taints", taints));
        }
        SortedMap<String, BigDecimal> asked = PodRequests.of(workload.pod());
        boolean held = open.stream()
                .anyMatch(node -> asked.entrySet().stream()
                        .allMatch(entry -> allocatable(node, entry.getKey()).compareTo(entry.getValue()) >= 0));
        return held ? Stream.of() : tooLarge(workload.component(), asked, open);
    }

    private static Stream<Say> tooLarge(String component, SortedMap<String, BigDecimal> asked, List<Node> nodes) {
        List<Say> single = asked.entrySet().stream()
                .flatMap(entry -> {
                    BigDecimal most = nodes.stream()
                            .map(node -> allocatable(node, entry.getKey()))
                            .max(BigDecimal::compareTo)
                            .orElse(BigDecimal.ZERO);
                    return entry.getValue().compareTo(most) <= 0
                            ? Stream.<Say>of()
                            : Stream.of(Say.of("fits.large")
                                    .with("component", component)
                                    .with("resource", entry.getKey())
                                    .with("asked", Amounts.asked(entry.getKey(), entry.getValue()))
                                    .with("most", Amounts.there(entry.getKey(), most)));
                })
                .toList();
        return single.isEmpty()
                ? Stream.of(Say.of("fits.shape").with("component", component).with("asked", text(asked)))
                : single.stream();
    }

    /** The sum of all that stays, against what others leave of the nodes that any of it may run on. */
    static Finding capacity(Facts facts) {
        return facts.of(Seen.LOAD)
                .judge(load -> facts.of(Seen.NODES).judge(nodes -> {
                    if (load.isNothing()) {
                        return new Finding.NotApplicable(Say.of("spec.nothing"));
                    }
                    List<Node> open = Nodes.usable(nodes).stream()
                            .filter(node -> load.workloads().stream().anyMatch(workload -> takes(node, workload)))
                            .toList();
                    if (open.isEmpty()) {
                        return new Finding.NotChecked(Say.of("inspect.after").with("check", "fits"));
                    }
                    return switch (facts.of(Seen.PODS)) {
                        case Reading.Known<List<Pod>>(List<Pod> pods) -> left(load, open, pods);
                        case Reading.Unknown<List<Pod>>(Say why) ->
                            atMost(load, open, facts.of(Seen.OWN_PODS).known(), why);
                    };
                }));
    }

    private static Finding left(Load load, List<Node> open, List<Pod> pods) {
        SortedMap<String, BigDecimal> need = need(load, open);
        return Finding.wrongIfAny(
                lacks("capacity.lacks", need, free(open, load, pods, need.keySet())),
                Say.of("capacity.remedy"),
                Say.of("capacity.enough").with("need", text(need)).with("nodes", open.size()));
    }

    /** Where pods of others are not seen: what is more than the nodes have fails all the same; what is less may fit, or not. */
    private static Finding atMost(Load load, List<Node> open, Optional<List<Pod>> own, Say why) {
        SortedMap<String, BigDecimal> need = need(load, open);
        SortedMap<String, BigDecimal> most = free(open, load, own.orElse(List.of()), need.keySet());
        List<Say> lacks = lacks("capacity.over", need, most);
        if (!lacks.isEmpty()) {
            return new Finding.Wrong(lacks, Say.of("capacity.remedy"));
        }
        return new Finding.NotChecked(
                own.isEmpty()
                        ? why
                        : Say.of("capacity.unseen")
                                .with("need", text(need))
                                .with("most", text(most))
                                .with("nodes", open.size()));
    }

    private static List<Say> lacks(String id, SortedMap<String, BigDecimal> need, SortedMap<String, BigDecimal> free) {
        return need.entrySet().stream()
                .filter(entry -> entry.getValue().compareTo(amount(free, entry.getKey())) > 0)
                .map(entry -> Say.of(id)
                        .with("resource", entry.getKey())
                        .with("need", Amounts.asked(entry.getKey(), entry.getValue()))
                        .with("free", Amounts.there(entry.getKey(), amount(free, entry.getKey()))))
                .toList();
    }

    private static BigDecimal amount(Map<String, BigDecimal> amounts, String resource) {
        return amounts.getOrDefault(resource, BigDecimal.ZERO);
    }

    private static boolean takes(Node node, Workload workload) {
        return Schedulable.wants(workload.pod(), node)
                && Schedulable.repels(workload.pod(), node).isEmpty();
    }

    private static SortedMap<String, BigDecimal> need(Load load, List<Node> open) {
        SortedMap<String, BigDecimal> need = new TreeMap<>();
        load.workloads().stream().filter(workload -> !workload.ends()).forEach(workload -> {
            long nodes = open.stream().filter(node -> takes(node, workload)).count();
            BigDecimal pods = BigDecimal.valueOf(workload.pods(Math.toIntExact(nodes)));
            PodRequests.of(workload.pod())
                    .forEach((resource, amount) -> need.merge(resource, amount.multiply(pods), BigDecimal::add));
            need.merge(PODS, pods, BigDecimal::add);
        });
        return need;
    }

    private static SortedMap<String, BigDecimal> free(
            List<Node> open, Load load, List<Pod> pods, Collection<String> resources) {
        SortedMap<String, BigDecimal> free = new TreeMap<>();
        for (String resource : resources) {
            free.put(
                    resource,
                    open.stream().map(node -> allocatable(node, resource)).reduce(BigDecimal.ZERO, BigDecimal::add));
        }
        Set<String> names = open.stream().map(Nodes::name).collect(Collectors.toSet());
        pods.stream()
                .filter(pod -> names.contains(String.valueOf(pod.getSpec().getNodeName())) && !load.owns(pod))
                .filter(pod -> pod.getStatus() == null
                        || !ENDED.contains(String.valueOf(pod.getStatus().getPhase())))
                .forEach(pod -> {
                    PodRequests.of(pod.getSpec())
                            .forEach((resource, amount) ->
                                    free.computeIfPresent(resource, (_, left) -> left.subtract(amount)));
                    free.computeIfPresent(PODS, (_, left) -> left.subtract(BigDecimal.ONE));
                });
        free.replaceAll((_, left) -> left.max(BigDecimal.ZERO));
        return free;
    }

    private static BigDecimal allocatable(Node node, String resource) {
        return Optional.ofNullable(node.getStatus().getAllocatable())
                .map(room -> room.get(resource))
                .map(Quantity::getNumericalAmount)
                .orElse(BigDecimal.ZERO);
    }

    private static String text(Taint taint) {
        String value = taint.getValue() == null ? "" : "=" + taint.getValue();
        return taint.getKey() + value + ":" + taint.getEffect();
    }

    private static String text(Map<String, BigDecimal> amounts) {
        return amounts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Amounts.asked(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
