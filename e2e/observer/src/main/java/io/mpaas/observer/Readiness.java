package io.mpaas.observer;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The moment {@code r} of every component: enough replicas of its own, and the {@code r} of its runtime dependencies before. */
final class Readiness {
    private Readiness() {}

    static Map<String, Moment> of(Graph graph, Map<String, History> histories) {
        Map<String, Moment> ready = new TreeMap<>();
        for (String name : graph.dependenciesFirst()) {
            Node node = graph.node(name);
            History history = histories.getOrDefault(name, History.NONE);
            Optional<Moment> moment = node.external() ? history.external() : own(node, history, ready);
            moment.ifPresent(at -> ready.put(name, at));
        }
        return ready;
    }

    private static Optional<Moment> own(Node node, History history, Map<String, Moment> ready) {
        if (!ready.keySet().containsAll(node.runtime())) {
            return Optional.empty();
        }
        Optional<Moment> needed = node.runtime().stream().map(ready::get).reduce(Moment::or);
        return history.ready().stream()
                .filter(span -> needed.map(span::lastsBeyond).orElse(true))
                .findFirst()
                .map(span -> needed.map(span.from()::or).orElse(span.from()));
    }
}
