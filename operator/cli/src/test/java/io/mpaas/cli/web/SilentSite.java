package io.mpaas.cli.web;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.PodEvidence;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.api.v1alpha1.SiteStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A Site that answers no more and that a person gave up; before, a check of it had failed. As an operator would have left it. */
public final class SilentSite {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final String SINCE = "2026-03-01T09:00:50Z";

    private SilentSite() {}

    /** The component, which runs there as far as anybody knows; pods of it failed. */
    public static Component hosts(Component component, String site) {
        Component there = new Component();
        there.setMetadata(component.getMetadata());
        ObjectNode spec = JSON.valueToTree(component.getSpec());
        spec.putObject("placement").putObject(site);
        there.setSpec(JSON.convertValue(spec, ComponentSpec.class));
        PodEvidence evidence = new PodEvidence(
                component.getMetadata().getName() + "-0",
                "CrashLoopBackOff: exit code 1",
                "Back-off restarting failed container",
                "no quorum");
        ComponentSite said = new ComponentSite(SiteState.Out, ComponentSite.Owed.Update, List.of(evidence));
        there.setStatus(Objects.requireNonNull(component.getStatus()).withSites(Map.of(site, said)));
        return there;
    }

    /** The Site itself. */
    public static Site named(String name) {
        Site site = new Site();
        site.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace("bank").build());
        Map<String, Object> status = Map.of(
                "stage", "Unknown",
                "since", SINCE,
                "nodes", "2/3",
                "version", "v1.36.3",
                "conditions",
                        List.of(
                                isFalse("Ready", "SiteUnknown", "it does not answer"),
                                isFalse("PreflightPassed", "ChecksFailed", "there is no storage class ssd")));
        site.setStatus(JSON.convertValue(status, SiteStatus.class));
        return site;
    }

    private static Map<String, String> isFalse(String type, String reason, String message) {
        return Map.of(
                "type", type, "status", "False", "reason", reason, "message", message, "lastTransitionTime", SINCE);
    }
}
