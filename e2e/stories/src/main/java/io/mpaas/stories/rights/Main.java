package io.mpaas.stories.rights;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.mpaas.stories.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code make rights}: fails when the chart grants what no story used. Arguments: the folder of the audit logs; {@code --counts} to
 * show how often each right was used.
 */
public final class Main {
    private static final String USER = "operator";

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        UsedRights used = new UsedRights(USER);
        try (Stream<Path> logs = Files.list(Path.of(arguments[0]))) {
            for (Path log : logs.toList()) {
                used.read(log);
            }
        }
        SortedSet<Right> granted = granted();
        SortedSet<Right> unused = new TreeSet<>(granted);
        unused.removeAll(used.times().keySet());
        if (List.of(arguments).contains("--counts")) {
            used.times().forEach((right, times) -> System.out.printf("%8d  %s%n", times, right));
        }
        System.out.printf(
                "granted: %d, used: %d, granted and not used: %s%n",
                granted.size(),
                granted.size() - unused.size(),
                unused.isEmpty()
                        ? "none"
                        : unused.stream().map(Right::toString).collect(Collectors.joining("\n  ", "\n  ", "")));
        System.exit(unused.isEmpty() ? 0 : 1);
    }

    private static SortedSet<Right> granted() {
        List<PolicyRule> everywhere =
                Product.chart("clusterrole.yaml", ClusterRole.class).getRules();
        List<PolicyRule> atHome = Product.chart("role.yaml", Role.class).getRules();
        return Stream.concat(
                        everywhere.stream().flatMap(rule -> Right.of("ClusterRole", rule)),
                        atHome.stream().flatMap(rule -> Right.of("Role", rule)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
