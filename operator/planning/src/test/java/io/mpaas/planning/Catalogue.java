package io.mpaas.planning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import java.util.List;
import java.util.Optional;

/** Small Releases and Installations written as YAML in the tests. */
public final class Catalogue {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Catalogue() {}

    public static ReleaseSpec release(String yaml) {
        return read(yaml, ReleaseSpec.class);
    }

    public static InstallationSpec installation(String yaml) {
        return read(yaml, InstallationSpec.class);
    }

    public static Compilation compile(String release, String installation) {
        return Compiler.compile(
                new CompileInput("bank", Optional.of(release(release)), installation(installation), SiteFacts.UNKNOWN));
    }

    public static Blueprint blueprint(String release, String installation) {
        Compilation compilation = compile(release, installation);
        return compilation.blueprint().orElseThrow(() -> new AssertionError(texts(compilation.problems())));
    }

    /** {@code Error UnknownField spec.x: message}, one per problem. */
    public static List<String> texts(List<ReportedProblem> problems) {
        return problems.stream()
                .map(p -> p.severity() + " " + p.reason() + " " + p.field() + ": " + p.message())
                .toList();
    }

    private static <T> T read(String yaml, Class<T> type) {
        try {
            return YAML.readValue(yaml, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Database, schema job, service, gateway: {@code db ◀ schema ◀ api ◀ gate}; {@code api} may use {@code cache}. */
    public static final String SHOP = """
            version: "1.0"
            products: {API: [api], Gate: [gate]}
            components:
              db:
                type: StatefulSet
                quorum: {}
                replicas: {SingleNode: 1, SingleRoom: 3, SameCityActiveActive: 3}
                provides: {port: 3306, type: mysql, secret: {generate: [root, app]}}
                storage: {data: {size: 10Gi, mountPath: /var/lib/db}}
                external: {protocol: mysql}
                typicalStartSeconds: 8
                pod: {containers: [{name: main, image: "r.example/db@sha256:01"}]}
              cache:
                type: Deployment
                replicas: {SingleNode: 1, SingleRoom: 2, SameCityActiveActive: 4}
                provides: {port: 6379}
                pod: {containers: [{name: main, image: "r.example/cache@sha256:02"}]}
              schema:
                type: Job
                dependsOn: {db: [startup]}
                pod: {containers: [{name: main, image: "r.example/schema@sha256:03"}]}
              api:
                type: Deployment
                replicas: {SingleNode: 1, SingleRoom: 2, SameCityActiveActive: 4}
                dependsOn: {db: [startup, runtime], schema: [startup], cache: [optional]}
                provides: {port: 8080}
                config: {LEVEL: info}
                pod: {containers: [{name: main, image: "r.example/api@sha256:04"}]}
              gate:
                type: Deployment
                replicas: {SingleNode: 1, SingleRoom: 2, SameCityActiveActive: 4}
                dependsOn: {api: [startup]}
                expose: {http: {port: 443}}
                pod: {containers: [{name: main, image: "r.example/gate@sha256:05"}]}
            """;
}
