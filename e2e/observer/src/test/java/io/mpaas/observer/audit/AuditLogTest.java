package io.mpaas.observer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    @TempDir
    Path directory;

    @Test
    void countsWhoWroteWhat() throws IOException {
        WriteCounts counts = log(
                        event("operator", "create", "components", "", "a", 201),
                        event("operator", "patch", "components", "status", "a", 200),
                        event("operator", "patch", "components", "status", "a", 200),
                        event("operator", "create", "deployments", "", "a", 201),
                        event("admin", "create", "components", "", "b", 201))
                .counts();

        assertThat(counts.total()).isEqualTo(5);
        assertThat(counts.byKind().toString())
                .isEqualTo("{admin create components=1, operator create components=1, operator create deployments=1,"
                        + " operator patch components/status=2}");
        assertThat(counts.byObject().toString())
                .isEqualTo("{components bank/a=3, components bank/b=1, deployments bank/a=1}");
        assertThat(counts.mostOnOneObject()).isEqualTo(3);
        assertThat(counts.createdAgain()).isEmpty();
    }

    @Test
    void leavesOutWhatWasRefusedReadOrIsHalfWritten() throws IOException {
        AuditLog log = log(
                event("operator", "create", "jobs", "", "a", 409),
                event("operator", "get", "jobs", "", "a", 200),
                event("operator", "create", "jobs", "", "a", 201).replace("ResponseComplete", "RequestReceived"),
                event("operator", "delete", "jobs", "", "a", 200),
                "{\"kind\":\"Event\",\"ver");

        assertThat(log.writes()).extracting(Write::verb).containsExactly("delete");
    }

    @Test
    void namesWhatWasCreatedTwice() throws IOException {
        AuditLog log = log(
                event("operator", "create", "jobs", "", "a", 201),
                event("operator", "create", "jobs", "", "a", 201),
                event("operator", "create", "pods", "binding", "a", 201),
                event("operator", "create", "pods", "binding", "a", 201),
                event("operator", "create", "jobs", "", "b", 201));

        assertThat(log.counts().createdAgain().toString()).isEqualTo("{jobs bank/a=2}");
    }

    @Test
    void narrowsDown() throws IOException {
        AuditLog log = log(
                event("operator", "update", "leases", "", "lock", 200),
                event("operator", "create", "events", "", "x", 201),
                event("operator", "create", "components", "", "a", 201),
                event("admin", "create", "components", "", "b", 201));

        assertThat(log.withoutNoise().writes()).hasSize(2);
        assertThat(log.by("admin").writes()).hasSize(1);
        assertThat(log.on("components").writes()).hasSize(2);
        assertThat(log.in("elsewhere").writes()).isEmpty();
        assertThat(log.since(Instant.parse("2026-01-01T00:00:00Z")).writes()).hasSize(4);
        assertThat(log.since(Instant.parse("2026-01-01T00:00:01Z")).writes()).isEmpty();
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        String real = event("operator", "create", "components", "", "a", 201);
        String dry = real.replace("\"stage\"", "\"requestURI\":\"/apis/x?dryRun=All\",\"stage\"");

        assertThat(log(real, dry).writes()).hasSize(1);
    }

    private AuditLog log(String... lines) throws IOException {
        Path file = directory.resolve("audit.log");
        Files.writeString(file, String.join("\n", lines));
        return AuditLog.read(file);
    }

    private static String event(String user, String verb, String resource, String subresource, String name, int code) {
        return """
                {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","stage":"ResponseComplete","verb":"%s",\
                "user":{"username":"%s"},"objectRef":{"resource":"%s","namespace":"bank","name":"%s"%s},\
                "responseStatus":{"metadata":{},"code":%d},"requestReceivedTimestamp":"2026-01-01T00:00:00.123456Z"}""".formatted(
                        verb,
                        user,
                        resource,
                        name,
                        subresource.isEmpty() ? "" : ",\"subresource\":\"%s\"".formatted(subresource),
                        code);
    }
}
