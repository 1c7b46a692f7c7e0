package io.mpaas.observer.audit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The audit log of a kube-apiserver: one JSON object of audit.k8s.io/v1, level Metadata or more, per line. It may be written to
 * while it is read.
 */
public record AuditLog(List<Write> writes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public AuditLog {
        writes = List.copyOf(writes);
    }

    /** The committed writes of the file so far, in the order in which they were finished. */
    public static AuditLog read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return new AuditLog(lines.flatMap(line -> parse(line).stream())
                    .filter(Write::committed)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("The audit log cannot be read: " + file, e);
        }
    }

    /** Empty for reads, dry runs, unfinished requests and the last line while it is being written. */
    static Optional<Write> parse(String line) {
        JsonNode event;
        try {
            event = JSON.readTree(line);
        } catch (JacksonException e) {
            return Optional.empty();
        }
        String verb = event.path("verb").asText();
        boolean write = switch (verb) {
            case "create", "update", "patch", "delete", "deletecollection" -> true;
            default -> false;
        };
        boolean dryRun = event.path("requestURI").asText().contains("dryRun=");
        if (!write || dryRun || !event.path("stage").asText().equals("ResponseComplete")) {
            return Optional.empty();
        }
        JsonNode object = event.path("objectRef");
        return Optional.of(new Write(
                Instant.parse(event.path("requestReceivedTimestamp").asText()),
                event.at("/user/username").asText(),
                verb,
                object.path("resource").asText(),
                object.path("subresource").asText(),
                object.path("namespace").asText(),
                object.path("name").asText(),
                event.at("/responseStatus/code").asInt()));
    }

    public AuditLog by(String user) {
        return new AuditLog(
                writes.stream().filter(write -> write.user().equals(user)).toList());
    }

    /** Those received at that time or later. */
    public AuditLog since(Instant time) {
        return new AuditLog(
                writes.stream().filter(write -> !write.at().isBefore(time)).toList());
    }

    public AuditLog in(String namespace) {
        return new AuditLog(writes.stream()
                .filter(write -> write.namespace().equals(namespace))
                .toList());
    }

    /** Those on a kind given as plural, such as {@code components}, and on its subresources. */
    public AuditLog on(String resource) {
        return new AuditLog(writes.stream()
                .filter(write -> write.resource().equals(resource))
                .toList());
    }

    /** Neither Leases nor Events, which every operator writes all the time. */
    public AuditLog withoutNoise() {
        return without("leases").without("events");
    }

    /** What a leader writes to stay one is apart. */
    public AuditLog withoutLeases() {
        return without("leases");
    }

    private AuditLog without(String resource) {
        return new AuditLog(writes.stream()
                .filter(write -> !write.resource().equals(resource))
                .toList());
    }

    public WriteCounts counts() {
        return WriteCounts.of(writes);
    }
}
