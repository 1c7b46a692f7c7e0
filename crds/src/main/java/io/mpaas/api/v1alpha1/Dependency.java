package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One edge of a component and what its gate asks for. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Dependency(
        @JsonPropertyDescription("startup, runtime, optional; undo: the Job that this one undoes.")
        List<DependencyType> kinds,

        @JsonPropertyDescription(
                "Rollout hash the dependency must have been Ready at before the first start. Absent = any:"
                        + " the dependency is to be updated after this component. Of the kind undo: the content hash that is undone.")
        @Nullable
        String rolloutHash) {

    public Dependency {
        kinds = Values.words(kinds);
    }

    /** Whether it is the Job that an undo Job undoes. */
    public boolean undone() {
        return kinds.contains(DependencyType.UNDO);
    }

    /** Whether the dependency gates the first start. */
    public boolean startup() {
        return kinds.contains(DependencyType.STARTUP);
    }

    /** Whether the dependant serves only while the dependency does. */
    public boolean runtime() {
        return kinds.contains(DependencyType.RUNTIME);
    }

    /** Whether the dependency orders starting and stopping: startup or runtime. */
    public boolean ordering() {
        return startup() || runtime();
    }
}
