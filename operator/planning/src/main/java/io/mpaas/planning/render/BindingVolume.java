package io.mpaas.planning.render;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import io.mpaas.api.v1alpha1.Binding;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.PodVolumes;
import java.util.ArrayList;
import java.util.List;

/** A service binding (servicebinding.io) as a volume: one file per entry, passwords straight from their Secret. */
final class BindingVolume {
    private BindingVolume() {}

    static Volume render(String dependency, Binding binding) {
        List<VolumeProjection> sources = new ArrayList<>();
        sources.add(new VolumeProjectionBuilder()
                .withNewConfigMap()
                .withName(ObjectNames.binding(dependency))
                .withOptional(binding.optional())
                .endConfigMap()
                .build());
        if (binding.secret() != null) {
            List<KeyToPath> items = new ArrayList<>();
            if (binding.usernameKey() != null) {
                items.add(new KeyToPath(binding.usernameKey(), null, "username"));
            }
            items.add(new KeyToPath(binding.passwordKey(), null, "password"));
            sources.add(new VolumeProjectionBuilder()
                    .withNewSecret()
                    .withName(binding.secret())
                    .withItems(items)
                    .withOptional(binding.optional())
                    .endSecret()
                    .build());
        }
        return new VolumeBuilder()
                .withName(PodVolumes.binding(dependency))
                .withNewProjected()
                .withSources(sources)
                .endProjected()
                .build();
    }

    static Volume credentials(String secret) {
        return new VolumeBuilder()
                .withName(PodVolumes.CREDENTIALS)
                .withNewSecret()
                .withSecretName(secret)
                .endSecret()
                .build();
    }
}
