package io.mpaas.planning.whole;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Components that are Ready and yet are refused something that their spec asks for, such as a larger volume. They block nobody, so
 * no root cause names them.
 */
public final class Unfulfilled {
    private Unfulfilled() {}

    /** One sentence for each, by name: {@code fixed: PersistentVolumeClaim data-fixed-0 was refused: …}. */
    public static List<String> of(Map<String, Component> components) {
        return new TreeMap<>(components)
                .entrySet().stream()
                        .filter(entry -> isRefused(entry.getValue()))
                        .map(entry -> entry.getKey() + ": "
                                + InstallationReport.status(entry.getValue()).message())
                        .toList();
    }

    /** The first of them, for a condition; with a blank and a semicolon before it, or nothing. */
    static String text(Map<String, Component> components) {
        List<String> all = of(components);
        if (all.isEmpty()) {
            return "";
        }
        String more = all.size() == 1 ? "" : " (and " + (all.size() - 1) + " more)";
        return "; not as asked for: " + all.getFirst() + more;
    }

    private static boolean isRefused(Component component) {
        return InstallationReport.isReady(component)
                && Conditions.find(InstallationReport.status(component).conditions(), Conditions.Type.Ready)
                        .filter(ready -> Reason.Obstructed.name().equals(ready.getReason()))
                        .isPresent();
    }
}
