package io.mpaas.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.security.PodSecurity;
import io.mpaas.planning.security.PodSecurity.Level;
import io.mpaas.planning.value.Problems;
import java.util.ArrayList;
import java.util.List;

/** Pods that a namespace would refuse which enforces a level of Pod Security: an error for each field. */
final class RefusedPods {
    /** Where the pod is in an object of Kubernetes' own. */
    private static final List<String> PODS =
            List.of("/spec/template/spec", "/spec/jobTemplate/spec/template/spec", "/spec");

    private final Level level;
    private final List<ReportedProblem> problems = new ArrayList<>();

    private RefusedPods(Level level) {
        this.level = level;
    }

    /** Of a Release by itself. */
    static List<ReportedProblem> of(ReleaseSpec release, Level level) {
        RefusedPods refused = new RefusedPods(level);
        release.components().forEach((name, component) -> {
            String path = "spec.components." + name;
            if (component.pod() != null) {
                refused.pod(component.pod(), path + ".pod");
            }
            refused.manifests(component.manifests(), path + ".manifests");
        });
        return refused.problems;
    }

    /** Of an Installation, as its pods come out of the Release and all settings. */
    static List<ReportedProblem> of(Blueprint blueprint, Level level) {
        RefusedPods refused = new RefusedPods(level);
        blueprint.components().forEach((name, component) -> {
            String path = "spec.components." + name;
            ComponentContent content = component.content();
            if (content != null && content.podTemplate() != null) {
                refused.pod(content.podTemplate().path("spec"), path + ".podTemplate.spec");
            }
            if (content != null) {
                refused.manifests(content.manifests(), path + ".manifests");
            }
        });
        return refused.problems;
    }

    private void manifests(List<JsonNode> objects, String path) {
        for (int i = 0; i < objects.size(); i++) {
            for (String place : PODS) {
                if (objects.get(i).at(place).has("containers")) {
                    pod(objects.get(i).at(place), path + "[" + i + "]" + place.replace('/', '.'));
                }
            }
        }
    }

    private void pod(JsonNode pod, String path) {
        PodSecurity.refusals(level, pod)
                .forEach(refusal -> problems.add(new ReportedProblem(
                        Problems.ERROR,
                        "PodSecurity",
                        path + "." + refusal.field(),
                        refusal.message() + ": a namespace that enforces Pod Security " + level
                                + " refuses the pods")));
    }
}
