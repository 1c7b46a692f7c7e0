package io.mpaas.planning.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.planning.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kubernetes would refuse of a pod or of the objects around it is refused before, with its path. */
class PodCheckTest {
    private static final String POD =
            "{containers: [{name: main, image: a, ports: [{containerPort: 80}], volumeMounts: [{name: data, mountPath: /d}]}]}";

    private static List<String> problems(String component) {
        return Catalogue.texts(ReleaseCheck.check(Catalogue.release("""
                version: "1"
                components:
                  api: {type: StatefulSet, replicas: {SingleNode: 1}, storage: {data: {size: 1Gi, mountPath: /data}}, COMPONENT}
                """.replace("COMPONENT", component))));
    }

    private static List<String> pod(String from, String to) {
        assertThat(POD).contains(from);
        return problems("pod: " + POD.replace(from, to));
    }

    @Test
    void aPodThatMountsItsClaimIsSound() {
        assertThat(problems("pod: " + POD)).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: main        | name: Main_1             | InvalidName containers[Main_1].name: "Main_1" must be at most 63
            name: data        | name: dta                | InvalidName containers[main].volumeMounts[dta].name: the pod has no volume dta; it has [data]
            {containers       | {initContainers: [{name: main, image: i}], containers | InvalidName containers[main].name: two containers of the pod have this name
            {containers       | {volumes: [{name: data, emptyDir: {}}], containers | NameCollision volumes[data]: the operator makes a volume
            {containers       | {volumes: [{name: x, emptyDir: {}}, {name: x, hostPath: {path: /}}], containers | NameCollision volumes[x]: is there twice
            {containers       | {volumes: [{name: x, emptyDir: {}, secret: {secretName: s}}], containers | InvalidValue volumes[x]: must have one source, not 2
            {containers       | {restartPolicy: Never, containers | NotForThisType restartPolicy: a StatefulSet always restarts
            {containers       | {activeDeadlineSeconds: 5, containers | NotForThisType activeDeadlineSeconds: only the pods of a Job
            {containerPort: 80} | {containerPort: 80, name: a}, {containerPort: 80, name: b} | NameCollision containers[main].ports[80/TCP]: is there twice
            {containerPort: 80} | {containerPort: 80, name: a}, {containerPort: 81, name: a} | InvalidName containers[main].ports[81].name: two ports
            {containerPort: 80} | {containerPort: 70000}   | InvalidValue containers[main].ports[70000].containerPort: must be a port
            {containerPort: 80} | {containerPort: 80, hostPort: 70000} | InvalidValue containers[main].ports[80].hostPort: must be a port
            {containerPort: 80} | {containerPort: 80, name: a--b} | InvalidName containers[main].ports[80].name: "a--b" is not a valid port name
            image: a          | `image: a, env: [{name: A, value: "1"}, {name: A, value: "2"}]` | NameCollision containers[main].env[A]: is there twice
            image: a          | `image: a, env: [{name: A=B, value: "1"}]` | InvalidName containers[main].env[A=B].name: "A=B" is not a valid
            image: a          | `image: a, env: [{name: A, value: "1", valueFrom: {fieldRef: {fieldPath: x}}}]` | InvalidValue containers[main].env[A]: must have one source
            image: a          | `image: a, readinessProbe: {tcpSocket: {port: 1}, exec: {command: [x]}}` | InvalidValue containers[main].readinessProbe: must have one handler, not exec and tcpSocket
            image: a          | `image: a, livenessProbe: {periodSeconds: 2}` | InvalidValue containers[main].livenessProbe: must have a handler
            image: a          | `image: a, resources: {requests: {memory: 2Gi}, limits: {memory: 1Gi}}` | InvalidValue containers[main].resources.requests.memory: is more than the limit of 1Gi
            image: a          | `image: " a"` | InvalidValue containers[main].image: must not begin
            {name: data, mountPath: /d} | {name: data, mountPath: /d}, {name: data, mountPath: /d} | NameCollision containers[main].volumeMounts[/d]: is there twice
            """)
    void saysWhatIsWrongOfAPodAndWhere(String from, String to, String expected) {
        String[] reasonAndRest = expected.split(" ", 2);
        assertThat(pod(from, to))
                .anyMatch(problem -> problem.startsWith(
                        "Error " + reasonAndRest[0] + " spec.components.api.pod." + reasonAndRest[1]));
    }

    /** Kubernetes makes an emptyDir of it. */
    @Test
    void aVolumeWithoutASourceIsSound() {
        assertThat(pod("{containers", "{volumes: [{name: x}], containers")).isEmpty();
    }

    /** Services that the operator does not make, and alternatives of which an Installation has one. */
    @Test
    void objectsThatNobodyElseMakesAreSound() {
        assertThat(Catalogue.texts(ReleaseCheck.check(Catalogue.release(ALTERNATIVES))))
                .isEmpty();
        assertThat(Catalogue.texts(Catalogue.compile(
                                ALTERNATIVES,
                                "{release: shop, tier: SingleNode, components: {web: {use: {cache: two}}, one: {skip: true}}}")
                        .problems()))
                .isEmpty();
        assertThat(Catalogue.texts(Catalogue.compile(
                                ALTERNATIVES,
                                "{release: shop, tier: SingleNode, components: {web: {use: {cache: two}, config: {A: b}}, one: {skip: true}}}")
                        .problems()))
                .containsExactly(
                        "Error NameCollision spec.components: of the Release, spec.components.two.manifests[1]:"
                                + " ConfigMap web-config would also be made for spec.components.web: rename one of them");
    }

    private static final String ALTERNATIVES = """
            version: "1"
            components:
              web: {type: Deployment, replicas: {SingleNode: 1}, dependsOnOneOf: {cache: {of: [one, two], kinds: [startup]}}, pod: {containers: [{name: main, image: "r.example/a@sha256:01"}]}}
              one: {type: Manifests, manifests: [{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 1}]}}]}
              two:
                type: Manifests
                manifests:
                - {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 1}]}}
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: web-config}, data: {X: "1"}}
            """;

    @Test
    void onePortOfTwoProtocolsIsSound() {
        assertThat(pod("{containerPort: 80}", "{containerPort: 53}, {containerPort: 53, protocol: UDP}"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            expose: {HTTP_API: {port: 80}}                    | InvalidName expose.HTTP_API: "HTTP_API" must be at most 63
            expose: {http: {port: 80}, web: {port: 80}}       | NameCollision expose.web: has the port 80 of http: remove one
            provides: {port: 1, secret: {generate: ["."]}}    | InvalidName provides.secret.generate: "." must be
            provides: {port: 1, secret: {generate: ["..a"]}}  | InvalidName provides.secret.generate: "..a" must be
            provides: {port: 1, secret: {generate: [a-b, a.b]}} | NameCollision provides.secret.generate: the passwords of a-b and a.b would be in the same variable, MPAAS_PASSWORD_A_B
            """)
    void saysWhatIsWrongAroundThePods(String addition, String expected) {
        String[] reasonAndRest = expected.split(" ", 2);
        assertThat(problems(addition + ", pod: " + POD))
                .anyMatch(problem ->
                        problem.startsWith("Error " + reasonAndRest[0] + " spec.components.api." + reasonAndRest[1]));
    }

    @Test
    void storageThatCouldNotBeAVolumeIsRefused() {
        assertThat(problems("pod: " + POD).size()).isZero();
        assertThat(Catalogue.texts(ReleaseCheck.check(Catalogue.release("""
                version: "1"
                components:
                  c: {type: StatefulSet, replicas: {SingleNode: 1}, storage: {Data_1: {size: 1Gi, mountPath: /d}}, pod: {containers: [{name: main, image: a}]}}
                """))))
                .anyMatch(problem -> problem.startsWith("Error InvalidName spec.components.c.storage.Data_1: "));
    }

    /** B40: which of two came first decided which one failed. */
    @Test
    void objectsThatTwoComponentsWouldMakeAreRefused() {
        assertThat(Catalogue.texts(ReleaseCheck.check(Catalogue.release("""
                version: "1"
                components:
                  mysql: {type: Deployment, replicas: {SingleNode: 1}, config: {A: b}, provides: {port: 1}, pod: {containers: [{name: main, image: a}]}}
                  things: {type: Manifests, manifests: [{apiVersion: v1, kind: ConfigMap, metadata: {name: mysql-config}, data: {X: "1"}}]}
                  more: {type: Manifests, manifests: [{apiVersion: v1, kind: ConfigMap, metadata: {name: shared}, data: {X: "1"}}]}
                  more2: {type: Manifests, manifests: [{apiVersion: v1, kind: ConfigMap, metadata: {name: shared}, data: {X: "2"}}]}
                  other: {type: Manifests, manifests: [{apiVersion: v1, kind: Service, metadata: {name: mysql}, spec: {ports: [{port: 1}]}}]}
                """))))
                .containsExactlyInAnyOrder(
                        "Error NameCollision spec.components.things.manifests[0]: ConfigMap mysql-config would also be made for"
                                + " spec.components.mysql: rename one of them",
                        "Error NameCollision spec.components.more2.manifests[0]: ConfigMap shared would also be made for"
                                + " spec.components.more.manifests[0]: rename one of them",
                        "Error NameCollision spec.components.other.manifests[0]: Service mysql would also be made for"
                                + " spec.components.mysql: rename one of them");
    }
}
