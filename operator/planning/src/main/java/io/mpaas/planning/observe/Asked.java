package io.mpaas.planning.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.decide.Requests;
import java.util.Optional;

/** Reads what a person asked for beside the spec of a component. */
public final class Asked {
    private Asked() {}

    /** What concerns a component; a hold or a pause of its installation is one of the component. */
    public static Requests of(Component component, Optional<Installation> installation) {
        return new Requests(
                hold(component).or(() -> installation.flatMap(Asked::hold)),
                annotation(component, Mpaas.RESTART_ANNOTATION),
                installation.filter(one -> one.getSpec().updatesWait()).isPresent(),
                installation.filter(Asked::goesBack).isPresent());
    }

    /** Whether a change of it that failed is taken back, or was. */
    public static boolean goesBack(Installation installation) {
        return installation.getStatus() != null && installation.getStatus().refused() != null;
    }

    public static Optional<String> hold(HasMetadata object) {
        return annotation(object, Mpaas.HOLD_ANNOTATION);
    }

    public static Optional<String> coldRestart(Installation installation) {
        return annotation(installation, Mpaas.COLD_RESTART_ANNOTATION);
    }

    /** The request to try again what was taken back. */
    public static Optional<String> retry(Installation installation) {
        return annotation(installation, Mpaas.RETRY_ANNOTATION);
    }

    /** Whether two states of an object ask for the same. */
    public static boolean same(HasMetadata one, HasMetadata other) {
        return hold(one).equals(hold(other))
                && annotation(one, Mpaas.RESTART_ANNOTATION).equals(annotation(other, Mpaas.RESTART_ANNOTATION))
                && annotation(one, Mpaas.COLD_RESTART_ANNOTATION)
                        .equals(annotation(other, Mpaas.COLD_RESTART_ANNOTATION))
                && annotation(one, Mpaas.RETRY_ANNOTATION).equals(annotation(other, Mpaas.RETRY_ANNOTATION));
    }

    private static Optional<String> annotation(HasMetadata object, String name) {
        return Optional.ofNullable(object.getMetadata().getAnnotations()).map(annotations -> annotations.get(name));
    }
}
