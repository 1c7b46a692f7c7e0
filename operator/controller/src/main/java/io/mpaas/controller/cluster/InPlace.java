package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.Component;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Components of which every object was found in place, and as of which versions of them: a cache, so that looking again where
 * nothing changed costs next to nothing. Forgotten with the process.
 */
public final class InPlace {
    private final Map<ResourceID, State> known = new ConcurrentHashMap<>();

    /** All that decides what is to be done about a component's objects. */
    public record State(String uid, Long generation, String record, Set<Version> objects) {}

    /**
     * One state of one object; status apart where the API server counts generations.
     *
     * @param labels hash of its labels, which are in no generation
     */
    public record Version(String uid, String version, int labels) {
        public static Version of(HasMetadata object) {
            ObjectMeta metadata = object.getMetadata();
            String version = metadata.getGeneration() == null
                    ? metadata.getResourceVersion()
                    : metadata.getGeneration().toString();
            return new Version(metadata.getUid(), version, Objects.hashCode(metadata.getLabels()));
        }
    }

    public boolean isKnown(Component component, State state) {
        return state.equals(known.get(ResourceID.fromResource(component)));
    }

    public void remember(Component component, State state) {
        known.put(ResourceID.fromResource(component), state);
    }

    public void forget(Component component) {
        known.remove(ResourceID.fromResource(component));
    }
}
