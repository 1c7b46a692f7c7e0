package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Endpoint;
import io.mpaas.api.v1alpha1.ReportedProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the status of an installation says is taken from here.
 *
 * @param generation of the Installation
 * @param deleting whether it is being deleted
 * @param refused why the spec is not carried out
 * @param problems everything wrong with the spec
 * @param expected number of components the blueprint has; those recorded, while there is no blueprint
 * @param version product version of the Release
 * @param components Component objects by name
 * @param endpoints addresses of exposed ports
 */
public record InstallationFacts(
        long generation,
        boolean deleting,
        Optional<Reason> refused,
        List<ReportedProblem> problems,
        int expected,
        Optional<String> version,
        Map<String, Component> components,
        List<Endpoint> endpoints) {}
