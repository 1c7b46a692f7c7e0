package io.mpaas.controller.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Strategy;
import io.mpaas.planning.value.Json;
import java.util.List;
import java.util.Optional;

/** Patches of {@code metadata.managedFields} that make server-side apply remove what it is to remove. */
public final class FieldClaims {
    /** How everything of ours is applied. */
    public static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Mpaas.FIELD_MANAGER)
            .withForce(true)
            .build();

    /** How what an apply cannot change is changed before. */
    static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(Mpaas.FIELD_MANAGER)
            .build();

    private FieldClaims() {}

    /**
     * A merge patch to these {@code managedFields}; empty if the object has them. It fails with a conflict, and so is tried
     * again, if the object has changed since it was read.
     */
    public static Optional<String> claim(HasMetadata live, JsonNode managedFields) {
        if (managedFields.equals(Json.tree(live).at("/metadata/managedFields"))) {
            return Optional.empty();
        }
        ObjectNode patch = Json.object();
        patch.putObject("metadata")
                .put("resourceVersion", live.getMetadata().getResourceVersion())
                .set("managedFields", managedFields);
        return Optional.of(patch.toString());
    }

    /**
     * A merge patch to the strategy that a Deployment is to have; empty if it has it. Kubernetes fills in the settings of a rolling
     * update, nobody owns them, and with them no other strategy is valid: so an apply cannot change it.
     */
    static Optional<String> strategy(HasMetadata desired, HasMetadata live) {
        if (!(desired instanceof Deployment) || !(live instanceof Deployment)) {
            return Optional.empty();
        }
        String wanted = strategy(desired);
        if (wanted.equals(strategy(live))) {
            return Optional.empty();
        }
        ObjectNode patch = Json.object();
        patch.putObject("spec").putObject("strategy").put("type", wanted).putNull("rollingUpdate");
        return Optional.of(patch.toString());
    }

    private static String strategy(HasMetadata deployment) {
        return Json.tree(deployment).at("/spec/strategy/type").asText(Strategy.RollingUpdate.name());
    }

    /**
     * What {@code create} wrote is ours by update, and server-side apply would never remove such a field. Once per object the
     * entry is turned into one by apply: a JSON patch.
     */
    public static Optional<String> applied(HasMetadata live) {
        List<ManagedFieldsEntry> entries = live.getMetadata().getManagedFields();
        if (entries != null && entries.stream().anyMatch(entry -> isOurs(entry, "Apply"))) {
            return Optional.empty(); // and two of them would be one
        }
        for (int i = 0; entries != null && i < entries.size(); i++) {
            ManagedFieldsEntry entry = entries.get(i);
            if (isOurs(entry, "Update")) {
                return Optional.of("""
                        [{"op":"test","path":"/metadata/managedFields/%1$d/manager","value":"%2$s"},
                         {"op":"replace","path":"/metadata/managedFields/%1$d/operation","value":"Apply"}]""".formatted(i, Mpaas.FIELD_MANAGER));
            }
        }
        return Optional.empty();
    }

    private static boolean isOurs(ManagedFieldsEntry entry, String operation) {
        return Mpaas.FIELD_MANAGER.equals(entry.getManager())
                && operation.equals(entry.getOperation())
                && entry.getSubresource() == null;
    }
}
