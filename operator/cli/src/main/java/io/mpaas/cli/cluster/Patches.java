package io.mpaas.cli.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.RunState;
import java.util.Optional;

/** The JSON merge patches by which a person asks the operator for something. Pure. */
public final class Patches {
    private Patches() {}

    /** An Installation is to run, or to be stopped. */
    public static String state(RunState state) {
        ObjectNode patch = object();
        patch.putObject("spec").put("state", state.name());
        return patch.toString();
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
