package io.mpaas.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import java.util.Locale;
import java.util.Random;

/** Releases of any size for measurements: Deployments of one pod, edges to startup dependencies, the same for the same seed. */
final class Generated {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Generated() {}

    /** Each component needs the one before it. */
    static Release chain(int length) {
        ObjectNode release = empty("chain-" + length);
        for (int index = 0; index < length; index++) {
            ObjectNode component = component(release, index, 0);
            if (index > 0) {
                needs(component, index - 1);
            }
        }
        return read(release, Release.class);
    }

    /**
     * A random acyclic graph: each edge leads from a component to one of the forty before it, so that the graph is deep and wide
     * at once; each pod takes one to three seconds.
     *
     * @param edges at most 40 a component
     */
    static Release graph(int nodes, int edges, long seed) {
        Random random = new Random(seed);
        ObjectNode release = empty("graph-" + nodes);
        for (int index = 0; index < nodes; index++) {
            component(release, index, 1 + random.nextInt(3));
        }
        for (int left = edges; left > 0; ) {
            int from = 1 + random.nextInt(nodes - 1);
            int to = from - 1 - random.nextInt(Math.min(from, 40));
            ObjectNode component = (ObjectNode) release.at("/spec/components/" + name(from));
            if (!component.path("dependsOn").has(name(to))) {
                needs(component, to);
                left--;
            }
        }
        return read(release, Release.class);
    }

    /** Everything the Release has, at one room. */
    static Installation installation(Release release) {
        ObjectNode installation = JSON.createObjectNode();
        installation.putObject("metadata").put("name", "generated");
        installation
                .putObject("spec")
                .put("release", release.getMetadata().getName())
                .put("tier", "SingleRoom");
        return read(installation, Installation.class);
    }

    private static ObjectNode empty(String name) {
        ObjectNode release = JSON.createObjectNode();
        release.putObject("metadata").put("name", name);
        release.putObject("spec").put("version", "1").putObject("components");
        return release;
    }

    private static ObjectNode component(ObjectNode release, int index, int startSeconds) {
        ObjectNode component = release.withObject("/spec/components").putObject(name(index));
        component.put("type", "Deployment").putObject("replicas").put("SingleRoom", 1);
        if (startSeconds > 0) {
            component.put("typicalStartSeconds", startSeconds);
        }
        component
                .putObject("pod")
                .putArray("containers")
                .addObject()
                .put("name", "main")
                .put("image", "r.example/x@sha256:01");
        return component;
    }

    private static void needs(ObjectNode component, int dependency) {
        component.withObject("/dependsOn").putArray(name(dependency)).add("startup");
    }

    private static String name(int index) {
        return String.format(Locale.ROOT, "c%03d", index);
    }

    private static <T> T read(JsonNode object, Class<T> type) {
        return JSON.convertValue(object, type);
    }
}
