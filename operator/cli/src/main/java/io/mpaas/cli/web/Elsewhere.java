package io.mpaas.cli.web;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.SiteState;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A Site in which a component runs, and what the operator says of it there.
 *
 * @param out whether a person gave the Site up: nothing is done there
 * @param owes what is to be done there once it is In again, in the word of the status; absent where nothing is
 * @param failing pods there of which the operator says why they fail: at most three
 */
public record Elsewhere(String site, boolean out, ComponentSite.@Nullable Owed owes, int failing) {

    /** By name; empty for one that runs in the operator's own cluster. */
    public static List<Elsewhere> of(Component component) {
        ComponentStatus status = component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
        TreeSet<String> names = new TreeSet<>(component.getSpec().placement().keySet());
        names.addAll(status.sites().keySet());
        return names.stream().map(name -> of(name, status.sites().get(name))).toList();
    }

    private static Elsewhere of(String name, @Nullable ComponentSite said) {
        return said == null
                ? new Elsewhere(name, false, null, 0)
                : new Elsewhere(
                        name,
                        said.state() == SiteState.Out,
                        said.owes(),
                        said.evidence().size());
    }
}
