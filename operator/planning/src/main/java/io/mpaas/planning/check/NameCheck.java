package io.mpaas.planning.check;

import static io.mpaas.planning.value.Problems.Reason.NameCollision;

import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.value.ObjectKey;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.value.ReleaseGraph;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Objects that two components would both make: of a component's own kinds, of Manifests, and volume claims. */
final class NameCheck {
    private static final Set<WorkloadType> OWN =
            Set.of(WorkloadType.Deployment, WorkloadType.StatefulSet, WorkloadType.DaemonSet);

    private final Problems problems;
    /** Kind and name → where it was asked for first. */
    private final Map<String, String> taken = new HashMap<>();

    private NameCheck(Problems problems) {
        this.problems = problems;
    }

    static void check(ReleaseSpec release, Problems problems) {
        NameCheck check = new NameCheck(problems);
        check.taken.put("Secret/" + ObjectNames.DIGEST_KEY, "the operator");
        release.components().forEach(check::own);
        release.components().forEach(check::manifests);
        check.claims(release);
    }

    /** What settings of an Installation may add counts, too. */
    private void own(String name, ReleaseComponent component) {
        String path = ReleaseGraph.COMPONENTS + name;
        if (!OWN.contains(component.type())) {
            return;
        }
        Stream.of(
                        "apps/" + component.type() + "/" + name,
                        "policy/PodDisruptionBudget/" + name,
                        "Service/" + name,
                        "Service/" + ObjectNames.peers(name),
                        "Service/" + ObjectNames.exposed(name),
                        "ConfigMap/" + ObjectNames.config(name),
                        "ConfigMap/" + ObjectNames.binding(name),
                        "Secret/" + ObjectNames.credentials(name))
                .forEach(object -> taken.put(object, path));
    }

    /** A definition that another component brings, too, is used as it is. */
    private void manifests(String name, ReleaseComponent component) {
        for (int i = 0; i < component.manifests().size(); i++) {
            String path = ReleaseGraph.COMPONENTS + name + ".manifests[" + i + "]";
            if (!component.manifests().get(i).isObject()) {
                continue;
            }
            ObjectKey key = ObjectKey.of(component.manifests().get(i));
            String object = key.groupKind() + "/" + key.name();
            String other = key.isDefinition() ? null : taken.putIfAbsent(object, path);
            if (other != null && !other.startsWith(ReleaseGraph.COMPONENTS + name + ".")) {
                problems.error(
                        NameCollision,
                        path,
                        object.replace('/', ' ') + " would also be made for " + other + ": rename one of them");
            }
        }
    }

    /** A claim is called CLAIM-COMPONENT-0: {@code data} of {@code mysql-log} and {@code data-mysql} of {@code log} are one. */
    private void claims(ReleaseSpec release) {
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
