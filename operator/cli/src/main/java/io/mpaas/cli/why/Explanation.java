package io.mpaas.cli.why;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.planning.whole.InstallationReport;
import io.mpaas.planning.whole.RootCauses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why an installation, or one component of it, does not serve.
 *
 * @param about the component that was asked about; absent = all of the installation
 * @param serves whether it, or all of them, are Available
 * @param total components of the installation
 * @param unavailable components that are to serve and do not
 * @param remarks what holds for the installation as a whole, a sentence each
 * @param chain from the component that was asked about down to its causes
 */
public record Explanation(
        String namespace,
        String installation,
        @Nullable String about,
        boolean serves,
        int total,
        List<String> unavailable,
        List<String> remarks,
        List<Chain.Link> chain,
        List<Cause> causes) {

    /**
     * A component whose own state has to change.
     *
     * @param since since when it is in this phase
     * @param victims components that do not serve because of it
     */
    public record Cause(
            String component,
            ComponentPhase phase,
            @Nullable String since,
            List<String> victims,
            List<Sign> evidence) {}

    /** The causes to be explained: of one component that is to serve and does not, or of all of those. */
    public static List<RootCauses.Cause> causes(RootCauses all, Optional<String> about) {
        return about.map(name -> all.unavailable().contains(name) ? all.of(name) : List.<RootCauses.Cause>of())
                .orElseGet(all::ofOutage);
    }

    /**
     * What explains an installation, or one component of it.
     *
     * @param traces what was found of each cause
     */
    public static Explanation of(
            Installation installation,
            SortedMap<String, Component> components,
            Optional<String> about,
            Map<String, Traces> traces) {
        RootCauses all = RootCauses.of(components);
        SortedSet<String> unavailable = all.unavailable();
        boolean serves = serves(components, about);
        List<String> remarks = new ArrayList<>(Remarks.of(installation));
        remarks.addAll(Remarks.ofStopping(components));
        if (serves) {
            SortedMap<String, Component> looked = about.<SortedMap<String, Component>>map(
                            name -> new TreeMap<>(Map.of(name, Objects.requireNonNull(components.get(name)))))
                    .orElse(components);
            remarks.addAll(Remarks.ofServing(installation, about.map(all::of).orElseGet(all::all), looked));
        }
        return new Explanation(
                installation.getMetadata().getNamespace(),
                installation.getMetadata().getName(),
                about.orElse(null),
                serves,
                components.size(),
                List.copyOf(unavailable),
                List.copyOf(remarks),
                about.map(name -> Chain.of(name, all, components)).orElse(List.of()),
                causes(all, about).stream()
                        .map(cause -> cause(cause, unavailable, Objects.requireNonNull(traces.get(cause.name()))))
                        .toList());
    }

    private static boolean serves(SortedMap<String, Component> components, Optional<String> about) {
        return about.map(name -> InstallationReport.isAvailable(Objects.requireNonNull(components.get(name))))
                .orElseGet(() -> !components.isEmpty()
                        && components.values().stream().allMatch(InstallationReport::isAvailable));
    }

    private static Cause cause(RootCauses.Cause cause, SortedSet<String> unavailable, Traces traces) {
        Component component = cause.component();
        ComponentStatus status = component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
        return new Cause(
                cause.name(),
                Objects.requireNonNullElse(status.phase(), ComponentPhase.Waiting),
                status.since(),
                cause.victims().stream().filter(unavailable::contains).toList(),
                Evidence.of(component, traces));
    }
}
