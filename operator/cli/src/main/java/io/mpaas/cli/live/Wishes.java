package io.mpaas.cli.live;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.web.Source;
import io.mpaas.cli.web.Wish;
import io.mpaas.planning.value.Say;
import io.mpaas.planning.whole.RecordedGraph;
import io.mpaas.planning.whole.RestartPlan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** Tells the operator what a person wishes on the page, as `hold`, `resume` and `restart` do. */
final class Wishes {
    private final Cluster cluster;
    private final Permissions permissions;
    private final Discretion discretion;

    Wishes(Cluster cluster, Permissions permissions, Discretion discretion) {
        this.cluster = cluster;
        this.discretion = discretion;
        this.permissions = permissions;
    }

    Source.Outcome carryOut(Wish wish, SortedMap<String, Component> components) {
        Component component = components.get(wish.component());
        if (component == null) {
            return new Source.Outcome(false, Say.of("error.noComponent").with("name", wish.component()));
        }
        Optional<Say> missing = permissions.missingToChange();
        if (missing.isPresent()) {
            return new Source.Outcome(false, missing.get());
        }
        try {
            return switch (wish.kind()) {
                case HOLD -> annotate(wish, component, Mpaas.HOLD_ANNOTATION, Optional.of(wish.reason()));
                case RESUME -> annotate(wish, component, Mpaas.HOLD_ANNOTATION, Optional.empty());
                case RESTART -> restart(wish, components);
            };
        } catch (Complaint complaint) {
            return new Source.Outcome(false, Say.of("act.failed").with("words", discretion.about(complaint.text())));
        }
    }

    private Source.Outcome annotate(Wish wish, Component component, String annotation, Optional<String> value) {
        cluster.annotate(component, annotation, value);
        return new Source.Outcome(true, done(wish));
    }

    private Source.Outcome restart(Wish wish, SortedMap<String, Component> components) {
        Optional<RestartPlan> plan = plan(wish.component(), components);
        if (plan.isEmpty() || plan.get().steps().isEmpty()) {
            return new Source.Outcome(false, Say.of("act.nothingToRestart").with("name", wish.component()));
        }
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        for (RestartPlan.Step step : plan.get().steps()) {
            cluster.annotate(
                    Objects.requireNonNull(components.get(step.component())),
                    Mpaas.RESTART_ANNOTATION,
                    Optional.of(now));
        }
        return new Source.Outcome(true, done(wish));
    }

    /** What a restart of one component would do; empty while a change of the graph is being written. */
    static Optional<RestartPlan> plan(String component, SortedMap<String, Component> components) {
        return RecordedGraph.of(components)
                .map(graph -> RestartPlan.of(graph, components, new TreeSet<>(List.of(component)), false));
    }

    private static Say done(Wish wish) {
        return Say.of("act.done." + wish.kind().word()).with("name", wish.component());
    }
}
