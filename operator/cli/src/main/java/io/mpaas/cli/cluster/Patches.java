package io.mpaas.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.RunState;
import java.util.Objects;
import java.util.Optional;

/** The patches by which a person asks the operator for something. Pure. */
public final class Patches {
    private Patches() {}

    /** An Installation is to run, or to be stopped. */
    public static String state(RunState state) {
        ObjectNode patch = object();
        patch.putObject("spec").put("state", state.name());
        return patch.toString();
    }

    /**
     * A JSON patch (RFC 6902): another value at a path in the spec, as long as the Installation is the one that was read, with the
     * spec that it had.
     */
    static String spec(Installation read, String path, JsonNode value) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        step(patch, "test", "/metadata/uid").put("value", read.getMetadata().getUid());
        step(patch, "test", "/metadata/generation")
                .put("value", read.getMetadata().getGeneration());
        step(patch, "replace", path).set("value", value);
        return patch.toString();
    }

    /** Whether it still has the spec that was read. */
    static boolean isSpecOf(Installation read, Installation now) {
        ObjectMeta then = read.getMetadata();
        ObjectMeta metadata = now.getMetadata();
        return Objects.equals(then.getUid(), metadata.getUid())
                && Objects.equals(then.getGeneration(), metadata.getGeneration());
    }

    private static ObjectNode step(ArrayNode patch, String operation, String path) {
        return patch.addObject().put("op", operation).put("path", path);
    }

    /** An annotation is to be there, or not. */
    static String annotation(String name, Optional<String> value) {
        ObjectNode patch = object();
        patch.putObject("metadata").putObject("annotations").put(name, value.orElse(null));
        return patch.toString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
