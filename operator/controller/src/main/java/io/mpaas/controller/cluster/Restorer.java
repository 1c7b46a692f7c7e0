package io.mpaas.controller.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** Reads objects of a component and puts them back, by the operator's rights or by those of a ServiceAccount. */
public interface Restorer {
    /** The object as the API server has it now, for a cache may be behind; empty if it is gone. */
    Optional<HasMetadata> read(HasMetadata object);

    /** Puts an object of ours back, with these {@code managedFields}; what the API server has then. */
    <R extends HasMetadata> R restore(R desired, HasMetadata live, JsonNode managedFields);
}
