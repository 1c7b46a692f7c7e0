package io.mpaas.cli.live;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.Holds;
import io.mpaas.cli.cluster.TraceReader;
import io.mpaas.cli.web.Detail;
import io.mpaas.cli.web.Wish;
import io.mpaas.cli.why.EventSigns;
import io.mpaas.cli.why.Explanation;
import io.mpaas.cli.why.PodSigns;
import io.mpaas.cli.why.Traces;
import io.mpaas.planning.pods.PodTrouble;
import io.mpaas.planning.whole.RestartPlan;
import io.mpaas.planning.whole.RootCauses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads all about one component: what `why` reads, and its pods and logs when nothing is the matter. */
final class ComponentReader {
    private final Cluster cluster;
    private final Permissions permissions;
    private final Discretion discretion;
    private final SiteReader sites;

    ComponentReader(Cluster cluster, Permissions permissions, Discretion discretion) {
        this.cluster = cluster;
        this.discretion = discretion;
        this.permissions = permissions;
        this.sites = new SiteReader(cluster, discretion);
    }

    Detail read(String name, Installation installation, SortedMap<String, Component> components) {
        Component component = Objects.requireNonNull(components.get(name));
        TraceReader reader = new TraceReader(cluster, installation.getMetadata().getName());
        Map<String, Traces> traces = new TreeMap<>();
        Optional<String> about = Optional.of(name);
        Explanation.causes(RootCauses.of(components), about)
                .forEach(cause -> traces.put(cause.name(), discretion.about(reader.read(cause.component()))));
        Explanation why = Explanation.of(installation, components, about, traces);
        Traces own = traces.containsKey(name)
                ? Objects.requireNonNull(traces.get(name))
                : discretion.about(reader.read(component));
        List<String> unread = new ArrayList<>(own.unread());
        Optional<RestartPlan> plan = Wishes.plan(name, components);
        return new Detail(
                name,
                conditions(component),
                why.serves() ? List.of() : why.chain(),
                why.causes(),
                sites.read(component),
                EventSigns.latest(own.events()),
                own.pods().stream().map(ComponentReader::pod).toList(),
                logs(own, reader, unread),
                unread.stream().map(discretion::about).toList(),
                actions(component),
                plan.map(ComponentReader::steps).orElse(List.of()),
                plan.map(RestartPlan::leftOut).map(out -> out.get(name)).orElse(null));
    }

    private static List<String> steps(RestartPlan plan) {
        return plan.steps().stream().map(RestartPlan.Step::component).toList();
    }

    private static List<Detail.ConditionView> conditions(Component component) {
        List<Condition> conditions = component.getStatus() == null
                ? List.of()
                : component.getStatus().conditions();
        return conditions.stream().map(Detail.ConditionView::of).toList();
    }

    private static Detail.PodView pod(Pod pod) {
        int restarts = pod.getStatus() == null
                ? 0
                : pod.getStatus().getContainerStatuses().stream()
                        .map(ContainerStatus::getRestartCount)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .sum();
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return new Detail.PodView(
                pod.getMetadata().getName(),
                Objects.requireNonNullElse(phase, "Unknown"),
                !PodSigns.isBad(pod),
                restarts,
                pod.getSpec() == null ? null : pod.getSpec().getNodeName(),
                PodTrouble.of(pod).map(PodTrouble::words).orElse(null));
    }

    /** Of what crashed; where nothing did, of the first pod. */
    private static List<Detail.LogTail> logs(Traces own, TraceReader reader, List<String> unread) {
        List<Traces.Log> logs = own.logs().isEmpty() && unread.isEmpty() ? reader.tail(own.pods(), unread) : own.logs();
        return logs.stream()
                .map(log -> new Detail.LogTail(log.pod(), log.container(), log.lines()))
                .toList();
    }

    private List<Detail.Action> actions(Component component) {
        boolean held = Holds.of(component).isPresent();
        return Arrays.stream(Wish.Kind.values())
                .filter(kind -> kind != (held ? Wish.Kind.HOLD : Wish.Kind.RESUME))
                .map(kind ->
                        new Detail.Action(kind, permissions.missingToChange().orElse(null)))
                .toList();
    }
}
