package io.mpaas.planning.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MakingTest {
    private static final Infrastructure OPENSTACK = Infrastructures.of(
                    Serialization.unmarshal(RolloutTest.SITE, Site.class))
            .orElseThrow();

    private static final String APPLIED =
            "{kind: ClusterResourceSet, status: {conditions: [{type: ResourcesApplied, status: \"True\"}]}}";
    private static final String NOT_APPLIED =
            "{kind: ClusterResourceSet, status: {conditions: [{type: ResourcesApplied,"
                    + " status: \"False\", reason: InternalError, message: \"namespace x\\nnot found\"}]}}";
    private static final String LOGGED_IN = "{kind: OpenStackCluster, status: {}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // provisioned, initialized, kubeconfig, add-ons applied | stage of an adopted one | of one of ours
                "false, false, false, false | Infrastructure | Infrastructure",
                "false, true,  true,  true  | Infrastructure | Infrastructure",
                "true,  false, false, false | ControlPlane   | ControlPlane",
                "true,  true,  false, false | ControlPlane   | ControlPlane",
                "true,  false, true,  false | ControlPlane   | ControlPlane",
                "true,  true,  true,  false | Nodes          | AddOns",
                "true,  true,  true,  true  | Nodes          | Nodes"
            })
    void gatesAreInOrder(String facts, SiteStage adopted, SiteStage ours) {
        List<Boolean> on = Arrays.stream(facts.split(","))
                .map(word -> Boolean.valueOf(word.strip()))
                .toList();
        Seen seen = seen(on.get(2), cluster(on.get(0), on.get(1), ""), on.get(3) ? APPLIED : NOT_APPLIED, LOGGED_IN);
        assertThat(Making.adopted(seen).stage()).isEqualTo(adopted);
        assertThat(Making.of(seen, OPENSTACK).stage()).isEqualTo(ours);
        assertThat(Making.of(seen, OPENSTACK).leads()).isEqualTo(ours == SiteStage.AddOns || ours == SiteStage.Nodes);
    }

    @Test
    void whatClusterApiSaysIsSaid() {
        Seen seen = seen(false, cluster(true, false, """
                        {type: ControlPlaneInitialized, status: "False", reason: NotInitialized, message: "still waiting"},
                        {type: ControlPlaneMachinesReady, status: "False", reason: NotReady, message: "* a:\\n  * b"}
                        """), LOGGED_IN);
        assertThat(Making.of(seen, OPENSTACK).words())
                .isEqualTo("the first server becomes the control plane (ControlPlaneInitialized NotInitialized: still"
                        + " waiting)");
    }

    @Test
    void whatTheProviderHidesIsSaid() {
        Seen silent = seen(false, cluster(false, false, ""), "{kind: OpenStackCluster}");
        assertThat(Making.of(silent, OPENSTACK).words())
                .contains("OpenStackCluster mpaas-a has no status yet", "cannot log in with Secret cloud");

        Seen failed = seen(false, cluster(true, false, ""), LOGGED_IN, """
                kind: OpenStackServer
                metadata: {name: mpaas-a-x}
                status:
                  instanceState: ERROR
                  conditions:
                    - {type: InstanceReady, status: "False", severity: Error, reason: InstanceStateError}
                """);
        assertThat(Making.of(failed, OPENSTACK).words())
                .isEqualTo("the first server becomes the control plane (OpenStackServer mpaas-a-x: InstanceReady"
                        + " InstanceStateError, the server is ERROR)");
    }

    @Test
    void whyAddOnsAreNotAppliedIsSaidOnOneLine() {
        Seen seen = seen(true, cluster(true, true, ""), NOT_APPLIED, LOGGED_IN);
        assertThat(Making.of(seen, OPENSTACK).words())
                .isEqualTo("add-ons are applied (ResourcesApplied InternalError: namespace x not found)");
    }

    private static String cluster(boolean provisioned, boolean initialized, String conditions) {
        return """
                kind: Cluster
                status:
                  initialization: {infrastructureProvisioned: %s, controlPlaneInitialized: %s}
                  conditions: [%s]
                """.formatted(provisioned, initialized, conditions.replace("\n", " "));
    }

    private static Seen seen(boolean kubeconfig, String... objects) {
        return new Seen(
                Arrays.stream(objects)
                        .map(text -> Serialization.unmarshal("---\n" + text, JsonNode.class))
                        .toList(),
                kubeconfig);
    }
}
