package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/roles.md is true: every command is typed as every role, where the chart is installed and no operator runs. */
@Alone
class RolesE2E {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String SITE = "mpaas";
    private static final String AS_OPERATOR =
            "kubectl --as system:serviceaccount:mpaas-system:mpaas-operator --as-group system:masters";
    /** Bound in the cluster, for Releases are. */
    private static final Set<String> EVERYWHERE = Set.of("mpaas-vendor", "cluster-admin");
    /** A column that is not one role. */
    private static final Map<String, List<String>> SEVERAL = Map.of("robot", List.of("mpaas-read", "mpaas-deliver"));

    @TempDir
    static Path folder;

    private static LocalCluster cluster;

    @BeforeAll
    static void theChartIsInstalledAndADeliveryIsThere() throws IOException {
        cluster = LocalCluster.start(Options.DEFAULT.withName("roles"));
        Product.createNamespace(cluster.client(), Helm.NAMESPACE);
        Product.createNamespace(cluster.client(), SITE);
        Helm installed = Helm.chart(cluster, "install", "--set", "replicas=0");
        assertThat(installed.exitCode()).as(installed.text()).isZero();
        for (String document : MortalOperator.text("roles.yaml").split("(?m)^---$")) {
            String name = document.strip().lines().findFirst().orElseThrow().substring(2);
            Files.writeString(folder.resolve(name), document);
        }
        table().roles().forEach(RolesE2E::bind);
        Stage.await(
                "definitions are served",
                () -> typed(AS_OPERATOR + " apply -f there.yaml").exitCode() == 0);
        Stage.await(
                "policies are in force",
                () -> as("cluster-admin", "kubectl label mcomp docs -n mpaas mpaas.io/a=b")
                        .equals("policy"));
        Stage.await(
                "roles are gathered",
                () -> as("mpaas-customer-operations", "kubectl annotate mcomp docs -n mpaas a=b")
                                .equals("yes")
                        && as("mpaas-delivery-engineer", "kubectl annotate minst small -n mpaas a=b")
                                .equals("yes")
                        && as("mpaas-vendor", "kubectl delete mrel small").equals("yes"));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    static Stream<RoleTable.Row> rows() {
        return table().rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRoleMayDoWhatTheTableSays(RoleTable.Row row) {
        Map<String, String> found = new TreeMap<>();
        row.may().keySet().forEach(role -> found.put(role, as(role, row.command())));

        assertThat(found).isEqualTo(row.may());
    }

    @Test
    void theTableIsTheSameInBothLanguages() {
        assertThat(RoleTable.read("roles.zh-CN.md")).isEqualTo(table());
        assertThat(table().rows()).hasSizeGreaterThan(20);
    }

    private static RoleTable table() {
        return RoleTable.read("roles.md");
    }

    /** What comes of a command as somebody types it: yes, – or policy. Nothing is written. */
    private static String as(String person, String command) {
        String dry = command.startsWith("kubectl get ") ? "" : " --dry-run=server";
        Helm answer = typed(command.replaceFirst("kubectl", "kubectl --as " + person) + dry);
        if (answer.exitCode() == 0) {
            return "yes";
        }
        if (answer.err().contains("ValidatingAdmissionPolicy 'mpaas-operator-")) {
            return "policy";
        }
        return answer.err().contains("Error from server (Forbidden)") ? "–" : answer.text();
    }

    private static Helm typed(String command) {
        return Helm.shell(cluster, folder, command);
    }

    private static void bind(String person) {
        SEVERAL.getOrDefault(person, List.of(person)).forEach(role -> bind(person, role));
    }

    private static void bind(String person, String role) {
        Subject subject = new Subject(RBAC, "User", person, null);
        RoleRef reference = new RoleRef(RBAC, "ClusterRole", role);
        if (EVERYWHERE.contains(person)) {
            cluster.client()
                    .resource(new ClusterRoleBindingBuilder()
                            .withNewMetadata()
                            .withName("person-" + role)
                            .endMetadata()
                            .withSubjects(subject)
                            .withRoleRef(reference)
                            .build())
                    .create();
        } else {
            cluster.client()
                    .resource(new RoleBindingBuilder()
                            .withNewMetadata()
                            .withName(person + "-" + role)
                            .withNamespace(SITE)
                            .endMetadata()
                            .withSubjects(subject)
                            .withRoleRef(reference)
                            .build())
                    .create();
        }
    }
}
