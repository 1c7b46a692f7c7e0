package io.mpaas.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {
    private final StringWriter out = new StringWriter();

    private void ask(Prompt prompt) {
        prompt.confirm(new PrintWriter(out), "This stops all.", "mpaas");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpaas\n", "y\n", "Y", " mpaas \n"})
    void goesOnForTheNameOrY(String answer) {
        ask(Prompt.of(new StringReader(answer)));
        assertThat(out).hasToString("This stops all.\nType mpaas or y to go on: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "mpaa\n"})
    void changesNothingForAnythingElse(String answer) {
        assertThatThrownBy(() -> ask(Prompt.of(new StringReader(answer))))
                .isInstanceOfSatisfying(
                        Complaint.class,
                        complaint -> assertThat(complaint.exitCode()).isEqualTo(ExitCode.BAD))
                .hasMessage("nothing was changed");
    }

    @Test
    void wantsYesWhereNobodyCanBeAsked() {
        assertThatThrownBy(() -> ask(Prompt.NOBODY))
                .isInstanceOfSatisfying(
                        Complaint.class,
                        complaint -> assertThat(complaint.exitCode()).isEqualTo(ExitCode.NO_ANSWER))
                .hasMessageContaining("confirm with --yes");
    }
}
