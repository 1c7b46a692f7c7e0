package io.mpaas.planning.check;

import static io.mpaas.planning.value.Problems.Reason.NotForThisType;

import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.value.Problems;

/** Which fields a component of a type may have. */
final class TypeCheck {
    private final ReleaseComponent component;
    private final String path;
    private final Problems problems;

    private TypeCheck(ReleaseComponent component, String path, Problems problems) {
        this.component = component;
        this.path = path;
        this.problems = problems;
    }

    /** @param path of the component */
    static void check(ReleaseComponent component, String path, Problems problems) {
        TypeCheck check = new TypeCheck(component, path, problems);
        check.onlyOfASet();
        switch (component.type()) {
            case Job -> check.job();
            case Manifests -> check.manifests();
            case DaemonSet ->
                check.only(
                        component.replicas().isEmpty(),
                        "replicas",
                        "a DaemonSet has as many replicas as there are nodes");
            case Deployment, StatefulSet -> {}
        }
        boolean manifests = component.type() == WorkloadType.Manifests;
        check.only(manifests || component.manifests().isEmpty(), "manifests", "only the type Manifests has manifests");
        check.only(!manifests || component.pod() == null, "pod", "Manifests have no pod of their own");
    }

    private void onlyOfASet() {
        boolean set = component.type() == WorkloadType.StatefulSet;
        boolean votes = component.quorum() != null;
        only(set || component.storage().isEmpty(), "storage", "only a StatefulSet has storage");
        only(set || !votes, "quorum", "only a StatefulSet can be a voting set");
        only(set || component.parallel() == null, "parallel", "only a StatefulSet starts its pods in turn");
        only(!set || !votes || component.parallel() == null, "parallel", "a voting set always starts in parallel");
    }

    private void job() {
        only(component.replicas().isEmpty(), "replicas", "a Job has no replicas");
        only(component.provides() == null, "provides", "a Job provides nothing");
        only(component.expose().isEmpty(), "expose", "a Job exposes nothing");
        only(component.external() == null, "external", "a Job cannot be brought by the customer");
    }

    private void manifests() {
        only(component.replicas().isEmpty(), "replicas", "Manifests have no replicas");
        only(component.provides() == null, "provides", "Manifests provide what their objects say");
        only(component.expose().isEmpty(), "expose", "Manifests expose nothing");
        only(component.config().isEmpty(), "config", "Manifests have no settings");
        only(component.readyWhen().isEmpty(), "readyWhen", "Manifests are ready when every object is Current");
        only(component.external() == null, "external", "Manifests cannot be brought by the customer");
    }

    private void only(boolean fine, String field, String message) {
        if (!fine) {
            problems.error(NotForThisType, path + "." + field, message + ": remove it");
        }
    }
}
