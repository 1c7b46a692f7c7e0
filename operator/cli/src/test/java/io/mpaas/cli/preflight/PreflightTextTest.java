package io.mpaas.cli.preflight;

import static io.mpaas.planning.inspect.Check.advised;
import static io.mpaas.planning.inspect.Check.required;

import io.mpaas.cli.Golden;
import io.mpaas.cli.console.Catalogue;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.console.Terminal;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.inspect.Inspection;
import io.mpaas.planning.inspect.Report;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreflightTextTest {
    private static final String SERVER = "https://10.1.0.1:6443";

    private final Report report = new Inspection(List.of(
                    required("reach", _ -> Finding.fine(Say.of("reach.answers").with("server", SERVER))),
                    required(
                            "nodes",
                            _ -> Finding.fine(
                                    Say.of("nodes.usable").with("usable", 9).with("total", 9))),
                    advised(
                            "nodes-ready",
                            _ -> new Finding.Wrong(
                                    IntStream.range(0, 7)
                                            .mapToObj(i ->
                                                    Say.of("nodes-ready.not").with("node", "n" + i))
                                            .toList(),
                                    Say.of("nodes-ready.remedy"))),
                    required(
                            "namespace",
                            _ -> Finding.wrong(
                                    Say.of("namespace.remedy").with("namespace", "mpaas"),
                                    Say.of("namespace.absent").with("namespace", "mpaas"))),
                    required("quota", _ -> Finding.fine(Say.of("quota.enough").with("number", 1)))
                            .after("namespace"),
                    required(
                            "images",
                            _ -> new Finding.NotChecked(Say.of("images.silent")
                                    .with("registry", "harbor.bank")
                                    .with("words", "\033[31mno\nroute"))),
                    advised("zones", _ -> new Finding.NotApplicable(Say.of("zones.nobody")))))
            .of(Facts.NONE, Map.of("images", "loaded into the nodes by hand"));

    @Test
    void showsEachCheckWithEvidenceAndRemedy() {
        Golden.check("preflight.txt", text("en"));
    }

    @Test
    void showsItInChinese() {
        Golden.check("preflight.zh.txt", text("zh"));
    }

    @Test
    void writesBothLanguagesForPrograms() {
        Golden.check(
                "preflight.json",
                Output.json(PreflightRecord.of(
                        report, java.util.Collections.emptySortedMap(), "2026-01-02T03:04:05Z", SERVER, "mpaas")));
    }

    private String text(String language) {
        List<String> lines =
                PreflightText.of(report, SERVER, "mpaas", Catalogue.read("inspect", language), Terminal.PIPE);
        return String.join("\n", lines) + "\n";
    }
}
