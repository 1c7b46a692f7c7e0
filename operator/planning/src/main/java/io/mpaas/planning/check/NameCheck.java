package io.mpaas.planning.check;

import static io.mpaas.planning.value.Problems.Reason.NameCollision;

import io.mpaas.api.v1alpha1.ComponentSettings;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.value.ObjectKey;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.value.ReleaseGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Objects that two components would both make: of a component's own kinds, of Manifests, and volume claims. */
public final class NameCheck {
    private static final Set<WorkloadType> OWN =
            Set.of(WorkloadType.Deployment, WorkloadType.StatefulSet, WorkloadType.DaemonSet);

    private final ReleaseSpec release;
    private final Problems problems;
    /** Kind and name → the component that asked for it first, and where. */
    private final Map<String, Maker> makers = new HashMap<>();

    private record Maker(String component, String path) {}

    /** Not of one installation: alternatives are told apart. */
    private final boolean ofAny;

    private NameCheck(ReleaseSpec release, boolean ofAny, Problems problems) {
        this.release = release;
        this.ofAny = ofAny;
        this.problems = problems;
    }

    /** Of a whole Release. Alternatives for one need may make the same objects: an Installation has one of them. */
    static void check(ReleaseSpec release, Problems problems) {
        NameCheck check = new NameCheck(release, true, problems);
        check.all(release.components().keySet(), Map.of());
        check.claims();
    }

    /** Of the components of one installation, with what its settings add; it is for an Installation whose Release is sound. */
    public static void check(
            ReleaseSpec release, Collection<String> installed, InstallationSpec spec, Problems problems) {
        Problems found = new Problems();
        new NameCheck(release, false, found).all(installed, spec.components());
        found.list()
                .forEach(problem -> problems.error(
                        NameCollision,
                        "spec.components",
                        "of the Release, " + problem.field() + ": " + problem.message()));
    }

    private void all(Collection<String> names, Map<String, ComponentSettings> settings) {
        makers.put("Secret/" + ObjectNames.DIGEST_KEY, new Maker("", "the operator"));
        for (String name : names) {
            ReleaseComponent component = release.components().get(name);
            ComponentSettings its = settings.getOrDefault(name, ComponentSettings.NONE);
            if (component != null && its.external() == null) {
                own(name, component, its).forEach(object -> makers.put(object, new Maker(name, path(name))));
            }
        }
        names.forEach(this::manifests);
    }

    private static String path(String name) {
        return ReleaseGraph.COMPONENTS + name;
    }

    /** What is made for a component with pods. */
    private static List<String> own(String name, ReleaseComponent component, ComponentSettings settings) {
        if (!OWN.contains(component.type())) {
            return List.of();
        }
        List<String> objects = new ArrayList<>(List.of("apps/" + component.type() + "/" + name));
        if (component.type() == WorkloadType.StatefulSet) {
            objects.add("Service/" + ObjectNames.peers(name));
        }
        if (component.provides() != null) {
            objects.add("Service/" + name);
            objects.add("ConfigMap/" + ObjectNames.binding(name));
            if (component.provides().secret() != null) {
                objects.add("Secret/" + ObjectNames.credentials(name));
            }
        }
        if (!component.expose().isEmpty()) {
            objects.add("Service/" + ObjectNames.exposed(name));
        }
        if (!component.config().isEmpty() || !settings.config().isEmpty()) {
            objects.add("ConfigMap/" + ObjectNames.config(name));
        }
        if (component.replicas().values().stream().anyMatch(replicas -> replicas > 1)) {
            objects.add("policy/PodDisruptionBudget/" + name);
        }
        return objects;
    }

    /** A definition that another component brings, too, is used as it is. */
    private void manifests(String name) {
        ReleaseComponent component = release.components().get(name);
        for (int i = 0; component != null && i < component.manifests().size(); i++) {
            if (!component.manifests().get(i).isObject()) {
                continue;
            }
            String path = path(name) + ".manifests[" + i + "]";
            ObjectKey key = ObjectKey.of(component.manifests().get(i));
            String object = key.groupKind() + "/" + key.name();
            Maker other = key.isDefinition() ? null : makers.putIfAbsent(object, new Maker(name, path));
            if (other != null && collide(name, other.component())) {
                problems.error(
                        NameCollision,
                        path,
                        object.replace('/', ' ') + " would also be made for " + other.path() + ": rename one of them");
            }
        }
    }

    private boolean collide(String one, String other) {
        return !one.equals(other) && !(ofAny && excludeEachOther(one, other));
    }

    private boolean excludeEachOther(String one, String other) {
        return release.components().values().stream()
                .flatMap(component -> component.dependsOnOneOf().values().stream())
                .anyMatch(oneOf -> oneOf.of().containsAll(Set.of(one, other)));
    }

    /** A claim is called CLAIM-COMPONENT-0: {@code data} of {@code mysql-log} and {@code data-mysql} of {@code log} are one. */
    private void claims() {
        Map<String, String> claims = new HashMap<>();
        release.components()
                .forEach((name, component) -> component.storage().forEach((claim, storage) -> {
                    String path = ReleaseGraph.COMPONENTS + name + ".storage." + claim;
                    String other = claims.putIfAbsent(claim + "-" + name, path);
                    if (other != null) {
                        problems.error(
                                NameCollision,
                                path,
                                "its volume claims would be those of " + other + ", " + claim + "-" + name
                                        + "-0 and so on: rename one of them");
                    }
                }));
    }
}
