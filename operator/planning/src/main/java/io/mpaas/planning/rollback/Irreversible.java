package io.mpaas.planning.rollback;

import io.mpaas.api.v1alpha1.Claim;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.planning.compile.Blueprint;
import java.util.Map;
import java.util.TreeMap;

/** What is never taken back: the size of volumes, which do not shrink. It decides no pod, and is in no content hash. */
public final class Irreversible {
    private Irreversible() {}

    /** The blueprint with what the components of now have of it. */
    public static Blueprint kept(Blueprint back, Map<String, Component> now) {
        Map<String, ComponentSpec> components = new TreeMap<>(back.components());
        components.replaceAll((name, spec) -> {
            Component there = now.get(name);
            return there == null ? spec : kept(spec, there.getSpec());
        });
        return back.with(components);
    }

    private static ComponentSpec kept(ComponentSpec back, ComponentSpec now) {
        ComponentContent content = back.content();
        ComponentContent present = now.content();
        if (content == null || present == null || content.storage().isEmpty()) {
            return back;
        }
        Map<String, Claim> storage = new TreeMap<>(content.storage());
        storage.replaceAll((name, claim) -> {
            Claim there = present.storage().get(name);
            return there == null ? claim : new Claim(there.size(), claim.mountPath(), claim.storageClass());
        });
        return back.withContent(content.withStorage(storage));
    }
}
