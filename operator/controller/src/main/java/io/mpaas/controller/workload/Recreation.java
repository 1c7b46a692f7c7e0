package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.Applier;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a StatefulSet anew around its pods and claims where a change cannot be made in place.
 *
 * <pre>
 *   refused in place ─▶ would it be made? (a dry run) ─▶ named on the Component ─▶ old set deleted, pods stay
 *                            │ no                                                     │ in a pass of its own
 *                            ▼                                                        ▼
 *                       said, nothing changed                              {@link io.mpaas.planning.decide.Step.Remake}
 * </pre>
 *
 * What is to be made is kept in the ControllerRevision of the content that the Component names: whatever happens in between, the
 * pods get their set again.
 */
final class Recreation {
    private final Component component;
    private final Applier applier;
    private final Consumer<Consumer<Map<String, String>>> annotations;

    /** @param annotations changes the annotations of the Component */
    Recreation(Component component, Applier applier, Consumer<Consumer<Map<String, String>>> annotations) {
        this.component = component;
        this.applier = applier;
        this.annotations = annotations;
    }

    void begin(StatefulSet wanted, HasMetadata live) {
        String content = component.getSpec().contentHash();
        if (!annotation(component, Mpaas.RECREATE_ANNOTATION).equals(Optional.of(content))) {
            applier.sets().tryToMake(wanted);
        }
        if (named(component).isEmpty()) {
            annotations.accept(all -> all.put(Mpaas.RECREATING_ANNOTATION, content));
        }
        applier.sets().deleteKeepingPods(live);
    }

    /** The content whose set is to be made around the pods that live; none where the spec was corrected or reverted since. */
    static Optional<String> named(Component component) {
        return annotation(component, Mpaas.RECREATING_ANNOTATION)
                .filter(component.getSpec().contentHash()::equals);
    }

    /** It is there. */
    void end() {
        if (annotation(component, Mpaas.RECREATING_ANNOTATION).isPresent()
                || annotation(component, Mpaas.RECREATE_ANNOTATION).isPresent()) {
            annotations.accept(all -> {
                all.remove(Mpaas.RECREATING_ANNOTATION);
                all.remove(Mpaas.RECREATE_ANNOTATION);
            });
        }
    }

    private static Optional<String> annotation(Component component, String name) {
        return Optional.ofNullable(component.getMetadata().getAnnotations()).map(all -> all.get(name));
    }
}
