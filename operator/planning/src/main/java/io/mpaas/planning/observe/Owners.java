package io.mpaas.planning.observe;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.Owner;
import java.util.Map;
import java.util.Optional;

/** Reads whose a Component is from its labels. */
public final class Owners {
    private Owners() {}

    /** Empty for a Component that no Installation made. */
    public static Optional<Owner> of(Component component) {
        Map<String, String> labels = component.getMetadata().getLabels();
        String installation = labels == null ? null : labels.get(Mpaas.INSTALLATION_LABEL);
        String uid = labels == null ? null : labels.get(Mpaas.INSTALLATION_ID_LABEL);
        return installation == null || uid == null
                ? Optional.empty()
                : Optional.of(new Owner(
                        component.getMetadata().getNamespace(),
                        installation,
                        uid,
                        component.getMetadata().getName()));
    }
}
