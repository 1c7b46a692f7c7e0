package io.mpaas.stories;

import io.mpaas.api.v1alpha1.ComponentSettings;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Changes to an Installation as a delivery engineer would make them with {@code kubectl edit}. */
final class Settings {
    private Settings() {}

    static Installation withConfig(Installation installation, String component, String key, String value) {
        return changed(installation, component, own -> {
            Map<String, String> config = new TreeMap<>(own.config());
            config.put(key, value);
            return own.withConfig(config);
        });
    }

    static Installation changed(Installation installation, String component, UnaryOperator<ComponentSettings> change) {
        InstallationSpec spec = installation.getSpec();
        Map<String, ComponentSettings> components = new TreeMap<>(spec.components());
        components.put(component, change.apply(components.getOrDefault(component, ComponentSettings.NONE)));
        installation.setSpec(spec.withComponents(components));
        return installation;
    }
}
