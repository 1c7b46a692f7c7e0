package io.mpaas.planning.compile;

import io.mpaas.api.v1alpha1.Placement;
import io.mpaas.planning.check.InstallationCheck;
import io.mpaas.planning.value.Problems;
import java.util.Map;
import java.util.Optional;

/** What is different for components that do not run in the operator's own cluster. */
final class Elsewhere {
    private final Optional<String> site;

    Elsewhere(SiteFacts facts) {
        this.site = facts.elsewhere();
    }

    boolean isIt() {
        return site.isPresent();
    }

    Map<String, Placement> placement() {
        return site.map(name -> Map.of(name, Placement.ALL)).orElse(Map.of());
    }

    void refuseManifests(String component, Problems problems) {
        site.ifPresent(name -> problems.error(
                Problems.Reason.NotForThisType,
                InstallationCheck.path(component),
                "Manifests are applied in the operator's own cluster only, so far, and Site " + name
                        + " is another one: set skip to true, and apply them there by hand"));
    }
}
