package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.manifest.Manifest;
import io.mpaas.cli.manifest.ManifestFiles;
import io.mpaas.cli.review.DiffMarkdown;
import io.mpaas.cli.review.DiffText;
import io.mpaas.planning.review.ReleaseDiff;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a new Release changes, for whoever reviews it. */
@Command(
        name = "diff",
        description = "Show what one Release changes against another, and which risks are new.",
        footer = {
            "",
            "Components, images, sizes, dependencies by kind, the order of starts and the critical path are compared, with"
                    + " every component and the first candidate of each alternative. A risk is something that the new Release"
                    + " can suffer from and the old one could not: one pod that others need at run time, a dependency that"
                    + " is weaker than its dependant, a longer start, an image without a digest.",
            "An argument that is no file is the name of a Release in the cluster.",
            "",
            "Examples:",
            "  kubectl mpaas diff release-4.2.0.yaml release-4.3.0.yaml",
            "  kubectl mpaas diff mpaas-4.2.0 release-4.3.0.yaml -o markdown > description.md",
            "",
            "Exit codes: 0 no new risks, 1 new risks, or a Release has errors (see lint), 2 no answer, 3 the cluster cannot be"
                    + " reached."
        })
public final class DiffCommand implements Callable<Integer> {
    private final ManifestFiles files;
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "file, directory, - for standard input, or name of a Release")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "the same")
    private String now = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: text")
    private Format format = Format.text;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public DiffCommand(ManifestFiles files, Terminal terminal) {
        this.files = files;
        this.terminal = terminal;
    }

    enum Format {
        text,
        markdown,
        json
    }

    @Override
    public Integer call() {
        ReleaseDiff diff = ReleaseDiff.between(release(old), release(now));
        var out = spec.commandLine().getOut();
        switch (format) {
            case text -> DiffText.of(diff, terminal).forEach(out::println);
            case markdown -> out.print(DiffMarkdown.of(diff));
            case json -> out.print(Output.json(diff));
        }
        out.flush();
        return diff.risks().isEmpty() ? ExitCode.GOOD : ExitCode.BAD;
    }

    private ReleaseSpec release(String subject) {
        return Subject.isName(subject) ? live(subject) : fromFiles(subject);
    }

    private ReleaseSpec fromFiles(String subject) {
        List<Manifest> manifests = ManifestFiles.expand(List.of(subject)).stream()
                .flatMap(file -> files.read(file).stream())
                .filter(manifest -> manifest.is("Release"))
                .toList();
        if (manifests.size() != 1) {
            throw Complaint.noAnswer(subject + " has " + manifests.size() + " Releases; give a file with one");
        }
        GraphSource.refuseErrors(manifests);
        return manifests.getFirst().spec(ReleaseSpec.class);
    }

    private ReleaseSpec live(String name) {
        try (Cluster open = cluster.open()) {
            Release found = open.ask(
                    () -> open.client().resources(Release.class).withName(name).get());
            if (found == null) {
                throw Complaint.noAnswer("no file " + name + ", and no Release of that name in the cluster");
            }
            return found.getSpec();
        }
    }
}
