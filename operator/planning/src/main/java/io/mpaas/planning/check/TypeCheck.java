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
        check.onlyOfOneType();
        if (component.type() == WorkloadType.Job) {
            check.job();
        }
        if (component.type() == WorkloadType.Manifests) {
            check.manifests();
        }
    }

    private void onlyOfOneType() {
        boolean set = component.type() == WorkloadType.StatefulSet;
        boolean votes = component.quorum() != null;
        only(set || component.storage().isEmpty(), "storage", "only a StatefulSet has storage");
        only(set || !votes, "quorum", "only a StatefulSet can be a voting set");
        only(set || component.parallel() == null, "parallel", "only a StatefulSet starts its pods in turn");
        only(!set || !votes || component.parallel() == null, "parallel", "a voting set always starts in parallel");
        only(
                component.type() != WorkloadType.DaemonSet
                        || component.replicas().isEmpty(),
                "replicas",
                "a DaemonSet has as many replicas as there are nodes");
        only(
                component.type() == WorkloadType.Deployment || component.strategy() == null,
                "strategy",
                "only a Deployment has a strategy");
        boolean job = component.type() == WorkloadType.Job;
        only(job || component.undo() == null, "undo", "only a Job has undo");
        only(job || component.undoJob() == null, "undoJob", "only a Job has undoJob");
        only(job || component.when() == null, "when", "only a Job has when");
        only(
                component.type() == WorkloadType.Manifests
                        || component.manifests().isEmpty(),
                "manifests",
                "only the type Manifests has manifests");
    }

    private void job() {
        only(component.replicas().isEmpty(), "replicas", "a Job has no replicas");
        only(component.provides() == null, "provides", "a Job provides nothing");
        only(component.expose().isEmpty(), "expose", "a Job exposes nothing");
        only(component.external() == null, "external", "a Job cannot be brought by the customer");
    }

    private void manifests() {
        only(component.pod() == null, "pod", "Manifests have no pod of their own");
        only(component.replicas().isEmpty(), "replicas", "Manifests have no replicas");
        only(component.provides() == null, "provides", "Manifests provide what their objects say");
        only(component.expose().isEmpty(), "expose", "Manifests expose nothing");
        only(component.config().isEmpty(), "config", "Manifests have no settings");
        only(component.external() == null, "external", "Manifests cannot be brought by the customer");
    }

    private void only(boolean fine, String field, String message) {
        if (!fine) {
            problems.error(NotForThisType, path + "." + field, message + ": remove it");
        }
    }
}
