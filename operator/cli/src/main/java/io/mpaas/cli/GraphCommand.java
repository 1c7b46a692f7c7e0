package io.mpaas.cli;

import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.graph.DotDrawing;
import io.mpaas.cli.graph.Drawing;
import io.mpaas.cli.graph.JsonDrawing;
import io.mpaas.cli.graph.MermaidDrawing;
import io.mpaas.cli.graph.TextDrawing;
import io.mpaas.cli.manifest.Manifest;
import io.mpaas.cli.manifest.ManifestFiles;
import io.mpaas.planning.whole.RecordedGraph;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws what needs what. */
@Command(
        name = "graph",
        description = "Draw what needs what: of a Release, of an Installation in files, or of a live one.",
        footer = {
            "",
            "With a Release and an Installation among the files the Installation's graph is drawn; with a Release alone,"
                    + " every component with first candidates. An argument that is no file is the name of a live"
                    + " Installation.",
            "",
            "Examples:",
            "  kubectl mpaas graph release-4.2.0.yaml",
            "  kubectl mpaas graph release-4.2.0.yaml installation.yaml -o mermaid",
            "  kubectl mpaas graph -n mpaas mpaas -o dot | dot -Tsvg > graph.svg",
            "",
            "Exit codes: 0 drawn, 1 the files have errors (see lint), 2 no answer, 3 the cluster cannot be reached."
        })
final class GraphCommand implements Callable<Integer> {
    private final ManifestFiles files;
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE|NAME",
            arity = "1..*",
            description = "files, directories, - for standard input; or the name of a live Installation")
    private List<String> subjects = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: text")
    private Format format = Format.text;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    GraphCommand(ManifestFiles files, Terminal terminal) {
        this.files = files;
        this.terminal = terminal;
    }

    enum Format {
        text,
        dot,
        mermaid,
        json
    }

    @Override
    public Integer call() {
        Drawing drawing = isName() ? live(subjects.getFirst()) : fromFiles();
        var out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case text -> TextDrawing.of(drawing, terminal);
                    case dot -> DotDrawing.of(drawing);
                    case mermaid -> MermaidDrawing.of(drawing);
                    case json -> JsonDrawing.of(drawing);
                });
        out.flush();
        return 0;
    }

    private boolean isName() {
        return subjects.size() == 1 && Subject.isName(subjects.getFirst());
    }

    private Drawing fromFiles() {
        List<Manifest> manifests = ManifestFiles.expand(subjects).stream()
                .flatMap(file -> files.read(file).stream())
                .toList();
        return GraphSource.of(manifests);
    }

    private Drawing live(String name) {
        try (Cluster open = cluster.open()) {
            var components = open.components(open.installation(Optional.of(name)));
            if (components.isEmpty()) {
                throw Complaint.noAnswer(
                        "Installation " + name + " has no components yet: see `kubectl mpaas status -n "
                                + open.namespace() + " " + name + "`");
            }
            return RecordedGraph.of(components)
                    .map(graph -> Drawing.live(
                            "Installation " + name + " (namespace " + open.namespace() + ")", graph, components))
                    .orElseThrow(() -> Complaint.noAnswer("a change of the graph is being written: ask again"));
        }
    }
}
