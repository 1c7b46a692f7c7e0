package io.mpaas.stories;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.ComponentSettings;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Tells simulated nodes how long each component takes to start: as long as its Release says it usually does. */
public final class Simulation {
    private static final String START_SECONDS = "mpaas.io/simulated-start-seconds";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Simulation() {}

    /**
     * The same Installation, with an annotation on the pods of each component.
     *
     * @param factor scales the usual seconds; 0.1 makes a test ten times as fast
     */
    public static Installation of(Release release, Installation installation, double factor) {
        Map<String, ComponentSettings> settings =
                new TreeMap<>(installation.getSpec().components());
        release.getSpec().components().forEach((name, component) -> {
            ComponentSettings own = settings.getOrDefault(
                    name, new ComponentSettings(null, null, Map.of(), null, Map.of(), Map.of(), null));
            Integer typical = component.typicalStartSeconds();
            if (own.external() == null && typical != null) {
                ObjectNode template = own.podTemplate() == null
                        ? JSON.createObjectNode()
                        : (ObjectNode) own.podTemplate().deepCopy();
                template.withObject("/metadata/annotations").put(START_SECONDS, String.valueOf(typical * factor));
                settings.put(
                        name,
                        new ComponentSettings(
                                null, own.skip(), own.use(), own.replicas(), own.config(), own.storage(), template));
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
