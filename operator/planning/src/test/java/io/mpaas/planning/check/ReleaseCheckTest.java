package io.mpaas.planning.check;

import static io.mpaas.planning.Catalogue.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.planning.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseCheckTest {
    private static List<String> problems(String yaml) {
        return Catalogue.texts(ReleaseCheck.check(Catalogue.release(yaml)));
    }

    @Test
    void aSoundReleaseHasNoProblem() {
        assertThat(problems(SHOP)).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            SingleRoom: 3, SameCity      | SingleRoom: 2, SameCity        | Error EvenVoters spec.components.db.replicas.SingleRoom:
            SingleRoom: 3, SameCity      | Room: 3, SameCity              | Error InvalidValue spec.components.db.replicas.Room: unknown tier
            SingleRoom: 3, SameCity      | SingleRoom: 0, SameCity        | Error InvalidValue spec.components.db.replicas.SingleRoom: must be from 1
            products: {API: [api]        | products: {API: [apis]         | Error UnknownComponent spec.products.API: product API names component apis
            schema: [startup]            | schema: [startup, runtime]     | Error JobDependency spec.components.api.dependsOn.schema: schema is a Job
            cache: [optional]            | cash: [optional]               | Error UnknownDependency spec.components.api.dependsOn.cash:
            generate: [root, app]        | generate: [root, root]         | Error InvalidValue spec.components.db.provides.secret.generate:
            generate: [root, app]        | generate: [ro ot]              | Error InvalidName spec.components.db.provides.secret.generate:
            config: {LEVEL: info}        | config: {1X: info}             | Error InvalidName spec.components.api.config.1X:
            config: {LEVEL: info}        | parallel: true                 | Error NotForThisType spec.components.api.parallel: only a StatefulSet starts
            'type: StatefulSet'          | 'type: StatefulSet\n    parallel: false' | Error NotForThisType spec.components.db.parallel: a voting set always
            config: {LEVEL: info}        | config: {DB_PASSWORD: hunter2} | Warning SecretInConfig spec.components.api.config.DB_PASSWORD: looks like a secret
            config: {LEVEL: info}        | readyWhen: ['workload.']       | Error InvalidExpression spec.components.api.readyWhen[0]: is no CEL
            config: {LEVEL: info}        | storage: {a: {size: 1Gi, mountPath: /a}} | Error NotForThisType spec.components.api.storage:
            config: {LEVEL: info}        | 'storage: {a: {size: 1Gi, mountPath: /a}, b: {size: 1Gi, mountPath: /a}}' | Error NameCollision spec.components.api.storage.b.mountPath: storage a is mounted there
            config: {LEVEL: info}        | 'storage: {a: {size: 1Gi, mountPath: "/a:b"}}' | Error InvalidValue spec.components.api.storage.a.mountPath: must not have
            'image: "r.example/api@sha256:04"' | imagee: x                | Error UnknownField spec.components.api.pod.containers[0].imagee:
            'image: "r.example/api@sha256:04"' | imagee: x                | Error InvalidValue spec.components.api.pod.containers[0].image: is missing
            'image: "r.example/api@sha256:04"' | image: a, stdin: "yes"   | Error InvalidValue spec.components.api.pod.containers[0].stdin: must be true or false
            'image: "r.example/api@sha256:04"' | 'image: a, resources: {requests: {cpu: 2x}}' | Error InvalidValue spec.components.api.pod.containers[0].resources.requests.cpu: must be a quantity
            'image: "r.example/api@sha256:04"' | 'image: a, resources: {requests: {cpu: 1e999999999}}' | Error InvalidValue spec.components.api.pod.containers[0].resources.requests.cpu: must be a quantity
            'image: "r.example/api@sha256:04"' | 'image: a, ports: [{containerPort: 3000000000}]' | Error InvalidValue spec.components.api.pod.containers[0].ports[0].containerPort: must be a whole number of at most 32 bits
            'image: "r.example/api@sha256:04"' | 'image: a, env: [null]'  | Error InvalidValue spec.components.api.pod.containers[0].env[0]: is null
            """)
    void saysWhatIsWrongAndWhere(String from, String to, String expected) {
        assertThat(SHOP).contains(from);
        assertThat(problems(SHOP.replace(from, to))).anyMatch(problem -> problem.startsWith(expected));
    }

    @Test
    void whatOnlySpeaksOfASecretIsNone() {
        assertThat(
                        problems(
                                SHOP.replace(
                                        "config: {LEVEL: info}",
                                        "config: {TOKEN_FILE: /credentials/app, TOKEN_TTL: 15m, PASSWORD_MIN_LENGTH: \"12\", API_KEY: \"\"}")))
                .isEmpty();
    }

    @Test
    void aNameThatObjectsOfAnotherComponentHaveIsRefused() {
        assertThat(problems(SHOP.replace("  cache:\n", "  db-peers:\n")
                        .replace("cache: [optional]", "db-peers: [optional]")))
                .anyMatch(problem -> problem.startsWith("Error NameCollision spec.components.db-peers: "));
    }

    /** X03-two-components-one-claim.yaml. */
    @Test
    void twoComponentsWhoseClaimsWouldHaveOneNameAreRefused() {
        assertThat(problems("""
                version: "1"
                components:
                  log:
                    type: StatefulSet
                    replicas: {SingleNode: 1}
                    storage: {data-mysql: {size: 1Gi, mountPath: /d}}
                    pod: {containers: [{name: main, image: "r.example/log@sha256:01"}]}
                  mysql-log:
                    type: StatefulSet
                    replicas: {SingleNode: 1}
                    storage: {data: {size: 1Gi, mountPath: /d}}
                    pod: {containers: [{name: main, image: "r.example/ml@sha256:02"}]}
                """))
                .contains(
                        "Error NameCollision spec.components.mysql-log.storage.data: its volume claims would be those of"
                                + " spec.components.log.storage.data-mysql, data-mysql-log-0 and so on: rename one of them");
    }
}
