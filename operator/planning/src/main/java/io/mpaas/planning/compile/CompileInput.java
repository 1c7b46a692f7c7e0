package io.mpaas.planning.compile;

import io.mpaas.api.v1alpha1.ComponentSettings;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.Tier;
import java.util.Optional;

/**
 * All that a compilation reads.
 *
 * @param namespace namespace of the Installation; part of the host names dependants are told
 * @param release the catalogue, or empty while no Release of that name exists
 * @param spec what the customer wants
 * @param facts what the cluster has
 */
public record CompileInput(String namespace, Optional<ReleaseSpec> release, InstallationSpec spec, SiteFacts facts) {
    Tier tier() {
        Tier tier = spec.tier();
        return tier == null ? Tier.SameCityActiveActive : tier;
    }

    ComponentSettings settings(String component) {
        return spec.components().getOrDefault(component, ComponentSettings.NONE);
    }
}
