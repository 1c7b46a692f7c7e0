package io.mpaas.planning.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: db, labels: {app: db, team: ""}}
            spec:
              selector: {matchLabels: {app: db}}
              template:
                metadata: {labels: {app: db}}
                spec:
                  automountServiceAccountToken: false
                  containers:
                    - name: main
                      image: "r.example/db:1"
                      command: [run, fast]
                      env: [{name: A, value: "1"}, {name: EMPTY, value: ""}]
                      ports: [{name: sql, containerPort: 3306}]
                      resources: {requests: {cpu: 500m, memory: 1024Mi}}
                      volumeMounts: [{mountPath: /data, name: data, readOnly: false}]
                      readinessProbe: {httpGet: {path: /up, port: 80}}
                  tolerations: [{key: pool, operator: Exists}]
                  topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: DoNotSchedule, maxSkew: 1}]
                  volumes: [{name: data, emptyDir: {}}]
            """;

    /** As the API server stores it, with its defaults and its spelling of quantities. */
    private static final String STORED = DEPLOYMENT
            .replace("spec:\n  selector", "spec:\n  replicas: 5\n  progressDeadlineSeconds: 600\n  selector")
            .replace("value: \"\"", "x: y")
            .replace(", readOnly: false", "")
            .replace("containerPort: 3306", "containerPort: 3306, protocol: TCP")
            .replace("cpu: 500m, memory: 1024Mi", "cpu: \"0.5\", memory: 1Gi")
            .replace("port: 80}", "port: 80, scheme: HTTP}, timeoutSeconds: 1");

    private static final String POD = "spec.template.spec.";
    private static final String MAIN = POD + "containers[main].";

    private static List<String> drift(String rendered, String live) {
        return Drift.between(Yaml.of(rendered), Yaml.of(live)).stream()
                .map(FieldPath::toString)
                .toList();
    }

    @Test
    void whatTheApiServerMakesOfARenderingIsNoDrift() {
        assertThat(STORED).isNotEqualTo(DEPLOYMENT);
        assertThat(drift(DEPLOYMENT, STORED)).isEmpty();
    }

    /** X04: nothing is selected any more, and everything looks Ready. */
    @Test
    void aTermThatSomebodyAddedToASelectorIsDrift() {
        String service =
                "{apiVersion: v1, kind: Service, metadata: {name: db}, spec: {selector: {app: db}, ports: [{port: 1}]}}";
        assertThat(drift(service, service.replace("{app: db}", "{app: db, extra: key}")))
                .containsExactly("spec.selector.extra");
        String budget =
                "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: db}, spec: {selector: {matchLabels: {app: db}}}}";
        assertThat(drift(budget, budget.replace("{app: db}", "{app: db, extra: key}")))
                .containsExactly("spec.selector.matchLabels.extra");
        assertThat(drift(
                        budget,
                        budget.replace("{matchLabels", "{matchExpressions: [{key: a, operator: Exists}], matchLabels")))
                .containsExactly("spec.selector.matchExpressions");
    }

    @ParameterizedTest(name = "{1} is left alone")
    @CsvSource(delimiter = '|', textBlock = """
            replicas: 5                          | replicas: 9
            labels: {app: db, team: ""}          | labels: {app: db, team: "", theirs: x}, annotations: {theirs: x}
            - name: main                         | - {name: injected, image: proxy}\\n        - name: main
            env: [{name: A                       | env: [{name: INJECTED, value: x}, {name: A
            ports: [{                            | ports: [{name: admin, containerPort: 9}, {
            volumes: [{name: data                | volumes: [{name: injected, emptyDir: {}}, {name: data
            volumeMounts: [{mountPath: /data     | volumeMounts: [{mountPath: /injected, name: x}, {mountPath: /data
            topologySpreadConstraints: [{        | topologySpreadConstraints: [{topologyKey: host, whenUnsatisfiable: DoNotSchedule}, {
            automountServiceAccountToken: false  | automountServiceAccountToken: false\\n      priorityClassName: high
            """)
    void whatOthersAddIsLeftAlone(String from, String to) {
        assertThat(STORED).contains(from);
        assertThat(drift(DEPLOYMENT, STORED.replace(from, to.replace("\\n", "\n"))))
                .isEmpty();
    }

    @ParameterizedTest(name = "{1} differs at {2}")
    @CsvSource(delimiter = '|', textBlock = """
            r.example/db:1                       | r.example/db:2               | MAIN.image
            command: [run, fast]                 | command: [run]               | MAIN.command
            command: [run, fast]                 | command: [fast, run]         | MAIN.command
            command: [run, fast]                 | args: [x]                    | MAIN.command
            name: A, value: "1"                  | name: A, value: "2"          | MAIN.env[A].value
            {name: A, value: "1"},               | ''                           | MAIN.env[A]
            name: A, value: "1"                  | name: A, valueFrom: {}       | MAIN.env[A].value
            containerPort: 3306                  | containerPort: 3307          | MAIN.ports[sql].containerPort
            name: sql                            | name: web                    | MAIN.ports[sql].name
            memory: 1Gi                          | memory: 2Gi                  | MAIN.resources.requests.memory
            "0.5"                                | "1"                          | MAIN.resources.requests.cpu
            mountPath: /data                     | mountPath: /other            | MAIN.volumeMounts[/data]
            path: /up                            | path: /down                  | MAIN.readinessProbe.httpGet.path
            key: pool                            | key: other                   | POD.tolerations
            DoNotSchedule                        | ScheduleAnyway               | POD.topologySpreadConstraints[zone/DoNotSchedule]
            emptyDir: {}                         | hostPath: {path: /}          | POD.volumes[data].emptyDir
            automountServiceAccountToken: false  | dnsPolicy: Default           | POD.automountServiceAccountToken
            - name: main                         | - name: other                | POD.containers[main]
            , team: ""                           | ''                           | metadata.labels.team
            """)
    void whatWasRenderedIsJudged(String from, String to, String path) {
        assertThat(STORED).contains(from);
        assertThat(drift(DEPLOYMENT, STORED.replace(from, to)))
                .containsExactly(path.replace("MAIN.", MAIN).replace("POD.", POD));
    }

    @Test
    void aVariableIsTextAndNoQuantity() {
        assertThat(drift(DEPLOYMENT.replace("\"1\"", "1024Mi"), STORED.replace("value: \"1\"", "value: 1Gi")))
                .containsExactly(MAIN + "env[A].value");
    }

    @Test
    void claimsOfAStatefulSetAreNotJudged() {
        String set = "{kind: StatefulSet, spec: {serviceName: db, volumeClaimTemplates: [{metadata: {name: data}}]}}";

        assertThat(drift(set, "{kind: StatefulSet, spec: {serviceName: db}}")).isEmpty();
    }

    @ParameterizedTest(name = "{1} differs at {2}")
    @CsvSource(delimiter = '|', textBlock = """
            {data: {A: x, B.c: ""}}                     | {data: {A: x, B.c: "", C: theirs}}                         |
            {data: {A: x, B.c: ""}}                     | {data: {A: y, B.c: ""}}                                    | data.A
            {data: {A: x, B.c: ""}}                     | {data: {A: x}}                                             | data[B.c]
            {spec: {ports: [{name: m, port: 1}]}}       | {spec: {ports: [{name: m, port: 1, nodePort: 30000}]}}     |
            {spec: {ports: [{name: m, port: 1}]}}       | {spec: {ports: [{name: m, port: 2}]}}                      | spec.ports[m].port
            {spec: {ports: [{port: 1}]}}                | {spec: {ports: [{port: 1, protocol: UDP}]}}                | spec.ports[1/TCP]
            {spec: {type: LoadBalancer}}                | {spec: {type: ClusterIP}}                                  | spec.type
            {spec: {selector: {a: b}}}                  | {spec: {selector: {a: b, c: d}}}                           | spec.selector.c
            {spec: {maxUnavailable: 1}}                 | {spec: {maxUnavailable: 2}}                                | spec.maxUnavailable
            """)
    void otherKindsAreJudgedAlike(String rendered, String live, String path) {
        assertThat(drift(rendered, live)).isEqualTo(path == null ? List.of() : List.of(path));
    }
}
