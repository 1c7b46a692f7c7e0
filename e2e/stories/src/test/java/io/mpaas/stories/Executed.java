package io.mpaas.stories;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.observer.audit.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the API server's log says of one change: who wrote what of which component, and when. Components are called {@code c0},
 * {@code c1} and so on; what belongs to one is called after it.
 */
final class Executed {
    private static final Set<String> WORKLOADS = Set.of("deployments", "statefulsets", "daemonsets", "jobs");
    private static final Pattern NAME = Pattern.compile("(?:data-)?(c\\d+)(?:-.*)?");

    private final SortedMap<String, List<Write>> operator;
    private final SortedMap<String, List<Write>> everybody;

    private Executed(Stream<Write> writes) {
        this.everybody = writes.filter(write -> component(write).isPresent())
                .collect(Collectors.groupingBy(
                        write -> component(write).orElseThrow(), TreeMap::new, Collectors.toList()));
        this.operator = new TreeMap<>();
        everybody.forEach((name, all) -> {
            List<Write> own = all.stream()
                    .filter(write -> write.user().equals(Stage.OPERATOR))
                    .toList();
            if (!own.isEmpty()) {
                operator.put(name, own);
            }
        });
    }

    static Executed of(AuditLog log, String namespace, Instant from, Instant until) {
        return new Executed(log.in(namespace).withoutNoise().since(from).writes().stream()
                .filter(write -> write.at().isBefore(until)));
    }

    private static Optional<String> component(Write write) {
        Matcher matcher = NAME.matcher(write.name());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** In what it differs from the plan, a sentence each: other steps, another order, writes beside the steps. */
    List<String> differences(JsonNode steps) {
        SortedMap<String, String> planned = new TreeMap<>();
        steps.forEach(step ->
                planned.put(step.path("component").asText(), step.path("action").asText()));
        SortedMap<String, String> done = actions();
        List<String> differences = new ArrayList<>();
        if (!planned.equals(done)) {
            differences.add("planned " + planned + ", executed " + done);
        }
        operator.forEach((name, writes) -> writes.stream()
                .filter(write -> !planned.containsKey(name) && !write.resource().equals("components"))
                .forEach(write -> differences.add("beside the plan: " + text(write))));
        steps.forEach(step -> step.path("after")
                .forEach(before -> order(step.path("component").asText(), before.asText(), done)
                        .ifPresent(differences::add)));
        return differences;
    }

    /** What was done to each component whose workload or Component came, changed or went. */
    SortedMap<String, String> actions() {
        SortedMap<String, String> actions = new TreeMap<>();
        operator.forEach((name, _) -> action(name).ifPresent(action -> actions.put(name, action)));
        return actions;
    }

    private Optional<String> action(String name) {
        boolean created = has(name, "create", Executed::isWorkload);
        boolean deleted = has(name, "delete", Executed::isWorkload);
        boolean changed = has(name, "patch", Executed::isWorkload) || has(name, "update", Executed::isWorkload);
        if (has(name, "delete", Executed::isComponent)) {
            return Optional.of("Remove");
        }
        if (has(name, "create", write -> write.resource().equals("jobs"))) {
            return Optional.of("Run");
        }
        if (created) {
            return Optional.of(deleted ? "Replace" : has(name, "create", Executed::isComponent) ? "Add" : "Start");
        }
        if (deleted) {
            return Optional.of("Stop");
        }
        boolean content = writes(name).stream().anyMatch(Executed::isContent);
        return changed ? Optional.of(content ? "Update" : "Scale") : Optional.empty();
    }

    /** Its settings, or an object of Manifests. */
    private static boolean isContent(Write write) {
        return write.resource().equals("configmaps");
    }

    private static boolean isWorkload(Write write) {
        return WORKLOADS.contains(write.resource()) || write.name().endsWith("-object");
    }

    private static boolean isComponent(Write write) {
        return write.resource().equals("components") && write.subresource().isEmpty();
    }

    private List<Write> writes(String name) {
        return operator.getOrDefault(name, List.of());
    }

    private boolean has(String name, String verb, Predicate<Write> what) {
        return writes(name).stream().anyMatch(write -> write.verb().equals(verb) && what.test(write));
    }

    /** Empty if the first write of a step comes after the other one was done. */
    private Optional<String> order(String name, String before, SortedMap<String, String> done) {
        Optional<Write> begin =
                writes(name).stream().filter(Executed::isWorkload).findFirst();
        if (begin.isEmpty() || !done.containsKey(before)) {
            return Optional.empty(); // said above, or there were no pods to take away
        }
        Optional<Instant> end =
                end(before, Optional.ofNullable(done.get(before)).orElse(""));
        return end.filter(at -> at.isBefore(begin.get().at())).isPresent()
                ? Optional.empty()
                : Optional.of(text(begin.get()) + " of " + name + " came before " + before + " was done at " + end);
    }

    /** When a step was done, by what others wrote of its pods and what the operator said of it then. */
    private Optional<Instant> end(String name, String action) {
        List<Write> own = writes(name);
        List<Write> all = everybody.getOrDefault(name, List.of());
        Optional<Instant> begin = own.stream()
                .filter(Executed::isWorkload)
                .filter(write -> !action.equals("Replace") || write.verb().equals("create"))
                .map(Write::at)
                .findFirst();
        if (action.equals("Remove") || action.equals("Stop")) {
            return all.stream()
                    .filter(write -> write.verb().equals("delete"))
                    .filter(write -> write.resource().equals("pods") || isWorkload(write))
                    .map(Write::at)
                    .max(Instant::compareTo)
                    .or(() -> own.stream().map(Write::at).findFirst());
        }
        boolean manifests = own.stream().anyMatch(write -> write.name().endsWith("-object"));
        Optional<Instant> served =
                action.equals("Run") || manifests ? begin : begin.flatMap(at -> firstPodServes(all, at));
        return served.flatMap(at -> own.stream()
                .filter(write -> write.resource().equals("components"))
                .filter(write -> write.subresource().isEmpty() == action.equals("Run"))
                .map(Write::at)
                .filter(said -> said.isAfter(at))
                .findFirst());
    }

    /** A pod that was bound to a node since says something of itself. */
    private static Optional<Instant> firstPodServes(List<Write> all, Instant since) {
        Map<String, Instant> bound = new TreeMap<>();
        for (Write write : all) {
            if (write.resource().equals("pods") && write.at().isAfter(since)) {
                if (write.subresource().equals("binding")) {
                    bound.put(write.name(), write.at());
                } else if (write.subresource().equals("status") && bound.containsKey(write.name())) {
                    return Optional.of(write.at());
                }
            }
        }
        return Optional.empty();
    }

    private static String text(Write write) {
        String sub = write.subresource().isEmpty() ? "" : "/" + write.subresource();
        return write.verb() + " " + write.resource() + sub + " " + write.name() + " at " + write.at();
    }
}
