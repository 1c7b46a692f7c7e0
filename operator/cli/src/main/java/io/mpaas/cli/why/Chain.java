package io.mpaas.cli.why;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.planning.whole.RootCauses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The way from one component down to its causes, each component once. */
public final class Chain {
    private final RootCauses all;
    private final Map<String, Component> components;
    private final Set<String> causes = new TreeSet<>();
    private final Set<String> seen = new TreeSet<>();
    private final List<Link> links = new ArrayList<>();

    private Chain(RootCauses all, Map<String, Component> components) {
        this.all = all;
        this.components = components;
    }

    /**
     * A component on the way down.
     *
     * @param depth 0 for the one that was asked about
     * @param cause whether it is one
     */
    public record Link(
            int depth,
            String component,
            ComponentPhase phase,
            @Nullable String message,
            boolean cause) {}

    static List<Link> of(String name, RootCauses all, Map<String, Component> components) {
        Chain chain = new Chain(all, components);
        all.of(name).forEach(cause -> chain.causes.add(cause.name()));
        chain.link(name, 0);
        return List.copyOf(chain.links);
    }

    /** As deep as the chain is long; the graph of an installation is some ten deep. */
    private void link(String name, int depth) {
        if (seen.add(name)) {
            ComponentStatus status =
                    Objects.requireNonNull(components.get(name)).getStatus();
            ComponentStatus says = status == null ? ComponentStatus.EMPTY : status;
            ComponentPhase phase = Objects.requireNonNullElse(says.phase(), ComponentPhase.Waiting);
            links.add(new Link(depth, name, phase, says.message(), causes.contains(name)));
            all.blamedBy(name).forEach(next -> link(next, depth + 1));
        }
    }
}
