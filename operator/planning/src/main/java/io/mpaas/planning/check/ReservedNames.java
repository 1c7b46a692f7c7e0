package io.mpaas.planning.check;

import static io.mpaas.planning.value.Problems.Reason.InvalidName;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.Problems;

/**
 * Labels and annotations {@code mpaas.io/…} are the operator's; people do not write them. Those of a pod template are copied by
 * Kubernetes' controllers to ControllerRevisions, which would look like kept renderings: the policies would refuse them.
 */
final class ReservedNames {
    private ReservedNames() {}

    /**
     * An error for each name of ours.
     *
     * @param names the labels or annotations
     */
    static void check(JsonNode names, String path, Problems problems) {
        names.fieldNames().forEachRemaining(key -> {
            if (key.startsWith(Mpaas.GROUP + "/")) {
                problems.error(
                        InvalidName,
                        path + "[" + key + "]",
                        "names of " + Mpaas.GROUP + " are the operator's: remove it");
            }
        });
    }
}
