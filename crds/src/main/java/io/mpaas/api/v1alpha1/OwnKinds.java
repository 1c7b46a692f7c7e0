package io.mpaas.api.v1alpha1;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/** Every kind of ours; a new one is added here, and a test names the places that have to know it. */
public final class OwnKinds {
    public static final List<Class<? extends CustomResource<?, ?>>> ALL =
            List.of(Component.class, Installation.class, Release.class, Site.class);

    private OwnKinds() {}

    /** Names of their definitions, such as {@code components.mpaas.io}. */
    public static List<String> definitions() {
        return ALL.stream().map(HasMetadata::getFullResourceName).toList();
    }
}
