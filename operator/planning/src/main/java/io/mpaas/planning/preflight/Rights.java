package io.mpaas.planning.preflight;

import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.preflight.Seen.Permissions;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether whoever asks has every permission that the operator uses: to install it one must have what it is granted, and in another
 * cluster it acts with these very credentials.
 */
final class Rights {
    private Rights() {}

    static Finding answer(Facts facts) {
        boolean installed = facts.of(Seen.OPERATORS).known().stream().anyMatch(found -> !found.isEmpty());
        if (installed) {
            return new Finding.NotApplicable(Say.of("permissions.installed"));
        }
        return facts.of(Seen.PERMISSIONS).judge(permissions -> {
            String user =
                    facts.of(Seen.IDENTITY).known().map(Seen.Identity::user).orElse("USER");
            return Finding.wrongIfAny(
                    denied(permissions),
                    Say.of("permissions.remedy").with("user", user),
                    Say.of("permissions.all").with("number", permissions.asked()));
        });
    }

    /** Verbs of one kind in one line. */
    private static List<Say> denied(Permissions permissions) {
        SortedMap<String, String> verbs = permissions.denied().stream()
                .collect(
                        Collectors.toMap(Right::object, Right::verb, (one, other) -> one + ", " + other, TreeMap::new));
        return verbs.entrySet().stream()
                .map(entry -> Say.of("permissions.denied")
                        .with("verbs", entry.getValue())
                        .with("resource", entry.getKey()))
                .toList();
    }
}
