package io.mpaas.planning.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    /** Made by us; then somebody changed the port by hand, and a controller wrote the status. */
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata:
              labels: {app: db, theirs: x}
              managedFields:
                - {manager: mpaas-operator, operation: Update, apiVersion: v1, time: "2026-01-01T00:00:00Z",
                   fieldsV1: {"f:metadata": {"f:labels": {".": {}, "f:app": {}}}, "f:spec": {"f:type": {}}}}
                - {manager: kubectl-edit, operation: Update, apiVersion: v1, time: "2026-01-01T03:00:00Z",
                   fieldsV1: {"f:spec": {"f:ports": {'k:{"port":3307,"protocol":"TCP"}': {".": {}, "f:name": {}, "f:port": {}}}}}}
                - {manager: labeller, operation: Update, apiVersion: v1, time: "2026-01-01T04:00:00Z",
                   fieldsV1: {"f:metadata": {"f:labels": {"f:theirs": {}}}, "f:spec": {"f:ports": {
                     'k:{"port":9,"protocol":"TCP"}': {".": {}}}}}}
                - {manager: mpaas-operator, subresource: status, operation: Update, apiVersion: v1,
                   fieldsV1: {"f:status": {"f:loadBalancer": {}}}}
            spec:
              type: ClusterIP
              ports: [{name: main, port: 3307, protocol: TCP}, {name: admin, port: 9, protocol: TCP}]
            """;

    private static final JsonNode LIVE = Yaml.of(SERVICE);
    private static final List<FieldPath> PORT =
            Drift.between(Yaml.of("{spec: {ports: [{name: main, port: 3306}]}}"), LIVE);

    @Test
    void namesWhoChangedAField() {
        assertThat(PORT).hasToString("[spec.ports[main].port]");
        assertThat(Ownership.of(LIVE).changer(PORT.getFirst())).contains("kubectl-edit");
    }

    @Test
    void namesTheLatestOfSeveral() {
        JsonNode live = Yaml.of(SERVICE.replace("\"f:theirs\": {}", "\"f:theirs\": {}, \"f:app\": {}"));
        List<FieldPath> label = Drift.between(Yaml.of("{metadata: {labels: {app: shop}}}"), live);

        assertThat(Ownership.of(live).changer(label.getFirst())).contains("labeller");
    }

    @Test
    void nobodyIsNamedForAFieldThatIsOursOrGone() {
        List<FieldPath> drifted = Drift.between(
                Yaml.of(
                        "{metadata: {labels: {app: shop}}, spec: {type: LoadBalancer, ports: [{name: gone, port: 1}]}}"),
                LIVE);

        assertThat(drifted)
                .hasSize(3)
                .allMatch(path -> Ownership.of(LIVE).changer(path).isEmpty());
    }

    @Test
    void theVariableThatSomebodyGaveAnotherSourceNamesThem() {
        JsonNode live = Yaml.of("""
                metadata:
                  managedFields:
                    - {manager: kubectl-edit, operation: Update,
                       fieldsV1: {"f:spec": {"f:env": {'k:{"name":"A"}': {"f:valueFrom": {"f:fieldRef": {}}}}}}}
                spec: {env: [{name: A, valueFrom: {fieldRef: {fieldPath: x}}}]}
                """);
        FieldPath value = Drift.between(Yaml.of("{spec: {env: [{name: A, value: x}]}}"), live)
                .getFirst();

        assertThat(value).hasToString("spec.env[A].value");
        assertThat(Ownership.of(live).changer(value)).contains("kubectl-edit");
    }

    @Test
    void takesOverWhatStandsInTheWayAndNothingElse() {
        Ownership ownership = Ownership.of(LIVE);
        JsonNode taken = ownership.takeOver(PORT);

        assertThat(ownership.changer(PORT.getFirst())).contains("kubectl-edit");
        assertThat(taken).isEqualTo(Yaml.of("""
                - {manager: mpaas-operator, operation: Apply, apiVersion: v1, time: "2026-01-01T00:00:00Z",
                   fieldsV1: {"f:metadata": {"f:labels": {".": {}, "f:app": {}}}, "f:spec": {"f:type": {}, "f:ports": {
                     'k:{"port":3307,"protocol":"TCP"}': {".": {}, "f:name": {}, "f:port": {}}}}}}
                - {manager: labeller, operation: Update, apiVersion: v1, time: "2026-01-01T04:00:00Z",
                   fieldsV1: {"f:metadata": {"f:labels": {"f:theirs": {}}}, "f:spec": {"f:ports": {
                     'k:{"port":9,"protocol":"TCP"}': {".": {}}}}}}
                - {manager: mpaas-operator, subresource: status, operation: Update, apiVersion: v1,
                   fieldsV1: {"f:status": {"f:loadBalancer": {}}}}
                """));
    }

    @Test
    void anObjectThatSomebodyReplacedBecomesOursWhereItDrifted() {
        JsonNode live = Yaml.of(SERVICE.replace("mpaas-operator, operation", "kubectl-replace, operation"));

        assertThat(Ownership.of(live).takeOver(PORT).get(0)).isEqualTo(Yaml.of("""
                {manager: mpaas-operator, apiVersion: v1, fieldsType: FieldsV1, operation: Apply,
                 fieldsV1: {"f:spec": {"f:ports": {
                   'k:{"port":3307,"protocol":"TCP"}': {".": {}, "f:name": {}, "f:port": {}}}}}}
                """));
    }
}
