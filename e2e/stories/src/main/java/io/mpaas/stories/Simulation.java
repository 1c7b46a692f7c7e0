package io.mpaas.stories;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.ComponentSettings;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.WorkloadType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells simulated nodes how long each component takes to start: as long as its Release says it usually does. */
public final class Simulation {
    static final String START_SECONDS = "mpaas.io/simulated-start-seconds";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Simulation() {}

    /**
     * The same Installation, with an annotation on the pods of each component.
     *
     * @param factor scales the usual seconds; 0.1 makes a test ten times as fast
     */
    public static Installation of(Release release, Installation installation, double factor) {
        Map<String, Map<String, String>> annotations = new TreeMap<>();
        release.getSpec().components().forEach((name, component) -> {
            Integer typical = component.typicalStartSeconds();
            if (typical != null) {
                annotations.put(name, Map.of(START_SECONDS, String.valueOf(typical * factor)));
            }
        });
        return annotated(installation, annotations);
    }

    /** The same Installation, with pods that the simulated nodes leave to somebody else, except those of Jobs. */
    static Installation playedBy(String somebody, Release release, Installation installation) {
        return annotated(
                installation,
                release.getSpec().components().entrySet().stream()
                        .filter(component -> component.getValue().type() != WorkloadType.Job)
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, _ -> Map.of(SimulatedKubelet.ANNOTATION, somebody))));
    }

    /** How long a component takes to start; nothing for a Job, which has been done once and for all. */
    static Duration startTime(Release release, String component) {
        ReleaseComponent its = release.getSpec().components().get(component);
        Integer typical = its == null || its.type() == WorkloadType.Job ? null : its.typicalStartSeconds();
        return Duration.ofSeconds(typical == null ? 0 : typical);
    }

    private static Installation annotated(Installation installation, Map<String, Map<String, String>> annotations) {
        Map<String, ComponentSettings> settings =
                new TreeMap<>(installation.getSpec().components());
        annotations.forEach((name, values) -> {
            ComponentSettings own = settings.getOrDefault(name, ComponentSettings.NONE);
            if (own.external() == null) {
                ObjectNode template = own.podTemplate() == null
                        ? JSON.createObjectNode()
                        : (ObjectNode) own.podTemplate().deepCopy();
                values.forEach(template.withObject("/metadata/annotations")::put);
                settings.put(name, own.withPodTemplate(template));
            }
        });
        Installation simulated = new Installation();
        simulated.setMetadata(installation.getMetadata());
        simulated.setSpec(installation.getSpec().withComponents(settings));
        return simulated;
    }

    /** Prints an Installation file of the samples with the annotations: {@code Simulation NAME [FACTOR]}. */
    public static void main(String[] arguments) throws IOException {
        double factor = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
        Installation installation = Files.exists(Path.of(arguments[0]))
                ? Serialization.unmarshal(Files.readString(Path.of(arguments[0])), Installation.class)
                : Product.installation(arguments[0]);
        System.out.write(Serialization.asYaml(of(Product.release(), installation, factor))
                .getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
