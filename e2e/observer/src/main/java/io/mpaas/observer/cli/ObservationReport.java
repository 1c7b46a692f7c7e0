package io.mpaas.observer.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.observer.Moment;
import io.mpaas.observer.Observation;
import io.mpaas.observer.Observation.Start;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** An observation as text; times are milliseconds since the observation began, unless the column says otherwise. */
public final class ObservationReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NANOS_PER_MILLI = 1e6;

    private ObservationReport() {}

    /** For people. */
    public static String table(Observation observation) {
        StringBuilder text = new StringBuilder();
        text.append(line("COMPONENT", "W", "R", "R-W", "GATE"));
        observation
                .components()
                .forEach((name, start) -> text.append(line(
                        name, moment(start.w()), moment(start.r()), duration(start.took()), duration(start.gate()))));
        text.append("\nmakespan       %s ms%n".formatted(millis(observation.makespan())));
        text.append("critical path  %s ms  %s%n"
                .formatted(
                        millis(observation.criticalPath().length()),
                        String.join(" → ", observation.criticalPath().chain())));
        text.append("makespan / CP  %.3f%n".formatted(observation.stretch()));
        text.append("gates          p50 %s ms, p99 %s ms, max %s ms of %d%n"
                .formatted(
                        millis(observation.gates().p50()),
                        millis(observation.gates().p99()),
                        millis(observation.gates().max()),
                        observation.gates().count()));
        text.append("violations     %d%n".formatted(observation.violations().size()));
        observation
                .violations()
                .forEach(violation -> text.append("  ").append(violation).append('\n'));
        if (observation.gaps() > 0) {
            text.append("Watches were cut %d times: events may be missing.%n".formatted(observation.gaps()));
        }
        return text.toString();
    }

    /** For programs: one object, one line; a time that is not known is absent. */
    public static String json(Observation observation) {
        ObjectNode root = JSON.createObjectNode();
        root.put("complete", observation.complete());
        root.put("makespanMillis", number(observation.makespan()));
        root.put("criticalPathMillis", number(observation.criticalPath().length()));
        observation.criticalPath().chain().forEach(root.putArray("criticalPath")::add);
        root.putObject("gateMillis")
                .put("count", observation.gates().count())
                .put("p50", number(observation.gates().p50()))
                .put("p99", number(observation.gates().p99()))
                .put("max", number(observation.gates().max()));
        observation
                .violations()
                .forEach(violation -> root.withArray("violations").add(violation.toString()));
        root.put("gaps", observation.gaps());
        ObjectNode components = root.putObject("components");
        observation.components().forEach((name, start) -> add(components.putObject(name), start));
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(ObjectNode node, Start start) {
        start.w().ifPresent(moment -> add(node.putObject("w"), moment));
        start.r().ifPresent(moment -> add(node.putObject("r"), moment));
        start.gate().ifPresent(gate -> node.put("gateMillis", number(gate)));
    }

    private static void add(ObjectNode node, Moment moment) {
        node.put("resourceVersion", Long.toUnsignedString(moment.resourceVersion()));
        if (moment.witnessed()) {
            node.put("millis", number(Duration.ofNanos(moment.nanos())));
        }
    }

    private static String line(String name, String w, String r, String took, String gate) {
        return "%-32s %12s %12s %10s %9s%n".formatted(name, w, r, took, gate);
    }

    private static String moment(Optional<Moment> moment) {
        return moment.map(at -> at.witnessed() ? millis(Duration.ofNanos(at.nanos())) : "before")
                .orElse("-");
    }

    private static String duration(Optional<Duration> duration) {
        return duration.map(ObservationReport::millis).orElse("-");
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", number(duration));
    }

    private static double number(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }
}
