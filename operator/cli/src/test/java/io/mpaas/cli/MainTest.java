package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "why",
                "console",
                "stop",
                "start",
                "restart",
                "recreate",
                "hold",
                "resume",
                "history",
                "rollback",
                "retry",
                "plan",
                "leftovers",
                "export",
                "import",
                "preflight",
                "lint",
                "graph"
            })
    void everyVerbExplainsItselfWithExamplesAndExitCodes(String command) {
        Run run = Run.of(command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Examples:\n  ", "kubectl mpaas " + command, "Exit codes: 0 ");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbac", "accept", "out", "in", "forget", "delete", "leftovers"})
    void everyWordAboutASiteExplainsItself(String command) {
        Run run = Run.of("site", command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Examples:\n  ", "kubectl mpaas site " + command, "Exit codes: 0 ");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        Run run = Run.of("statsu");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Did you mean: kubectl-mpaas status");
    }

    @Test
    void printsVersionAndCompletion() {
        assertThat(Run.of("version").out()).isEqualTo("kubectl-mpaas unreleased, API mpaas.io/v1alpha1\n");
        assertThat(Run.of("--version").out()).isEqualTo(Run.of("version").out());
        assertThat(Run.of("completion", "zsh").out()).contains("bashcompinit").contains("--until-ready");
    }

    @Test
    void refusesWrongUsage() {
        assertThat(Run.of("status", "--watch", "-o", "json").exitCode()).isEqualTo(2);
        assertThat(Run.of("status", "--timeout", "soon").err())
                .contains("must be a time such as 90s or 1h30m, not soon");
        assertThat(Run.of("restart").err()).contains("name the components to restart, or give --cold");
        assertThat(Run.of("restart", "--cold", "a", "b").err()).contains("--cold is for one whole Installation");
        assertThat(Run.of("hold", "mysql").err()).contains("--reason");
        assertThat(Run.of("hold", "mysql", "--reason", " ").err()).contains("--reason must say why");
        assertThat(Run.of("site", "out", "far").err()).contains("--reason");
        assertThat(Run.of("site", "in", "far").err()).contains("--reason");
        assertThat(Run.of("console", "--show", "<b>").err()).contains("--show must be a view such as table");
        assertThat(Run.of("preflight", "--accept", "nodes").err()).contains("--reason");
        assertThat(Run.of("preflight", "--accept", "node", "--reason", "x").err())
                .contains("there is no check \"node\"; there are: reach, identity, ");
        assertThat(Run.of("preflight", "--accept", "nodes", "--reason", " ").err())
                .contains("--reason must say why nodes is accepted");
        assertThat(Run.of("console", "--from", "x.tar").err()).contains("--from is reserved");
        assertThat(Run.of("stop", "--wait", "--timeout", "soon").err()).contains("must be a time such as 90s");
        assertThat(Run.of("status", "--kubeconfig", "/absent").err()).isEqualTo("cannot read the kubeconfig /absent\n");
    }
}
