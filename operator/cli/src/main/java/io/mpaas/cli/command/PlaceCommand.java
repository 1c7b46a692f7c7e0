package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.manifest.Manifest;
import io.mpaas.cli.manifest.ManifestFiles;
import io.mpaas.cli.place.PlaceRecord;
import io.mpaas.cli.place.PlaceText;
import io.mpaas.cli.plan.LivePlan;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.rooms.PlacementPlan;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.value.Problems;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows which site runs how much of each component. */
@Command(
        name = "place",
        exitCodeOnInvalidInput = ExitCode.BAD,
        description =
                "Show which Site runs how much of each component, why, and what remains after the loss of each room."
                        + " Changes nothing.",
        footer = {
            "",
            "With -f, files are read that have an Installation, its Release and its Sites, without a cluster: how it would be"
                    + " placed from nothing. Else the Installation of the namespace is shown: what is placed stays, as far as the"
                    + " rules allow.",
            "A voting set is split so that no room (in tier ThreeCitiesFiveCenters: no city) holds a majority; a Site with"
                    + " spec.witness takes votes and nothing else. Anything else is split evenly over the other Sites.",
            "spec.components.NAME.placement of the Installation asks for other numbers.",
            "",
            "Examples:",
            "  kubectl mpaas place -f release-4.2.0.yaml -f sites.yaml -f installation.yaml",
            "  kubectl mpaas place -n mpaas",
            "  kubectl mpaas place -n mpaas -o json",
            "",
            "Exit codes: 0 everything goes on after the loss of any one room (or city), 4 it does not, 1 it would be refused,"
                    + " 2 no answer, 3 the cluster cannot be reached."
        })
public final class PlaceCommand implements Callable<Integer> {
    private final ManifestFiles files;
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "INSTALLATION", arity = "0..1", description = "default: the only one of the namespace")
    private Optional<String> name = Optional.empty();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description = "files, directories, or - for standard input; no cluster is asked")
    private List<String> paths = List.of();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public PlaceCommand(ManifestFiles files, Terminal terminal) {
        this.files = files;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PlacementPlan plan = paths.isEmpty() ? live() : offline();
        var out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.print(Output.json(PlaceRecord.of(plan)));
        } else {
            PlaceText.of(plan, terminal).forEach(out::println);
        }
        out.flush();
        return plan.survival().automatic() ? ExitCode.GOOD : ExitCode.WARNED;
    }

    private PlacementPlan offline() {
        List<Manifest> manifests = ManifestFiles.expand(paths).stream()
                .flatMap(file -> files.read(file).stream())
                .toList();
        GraphSource.refuseErrors(manifests);
        List<Manifest> installations =
                manifests.stream().filter(one -> one.is("Installation")).toList();
        if (installations.size() != 1) {
            throw Complaint.bad("give files with one Installation, its Release and its Sites; these have "
                    + installations.size() + " Installations");
        }
        Manifest installation = installations.getFirst();
        InstallationSpec asked = installation.spec(InstallationSpec.class);
        Function<String, Optional<Manifest>> release = wanted -> named("Release", wanted, manifests);
        Rooms rooms =
                Rooms.of(asked.sites(), site -> named("Site", site, manifests).map(one -> one.as(Site.class)));
        return plan(
                installation.namespace(),
                asked,
                release.apply(asked.release()).map(one -> one.spec(ReleaseSpec.class)),
                rooms);
    }

    private static Optional<Manifest> named(String kind, String name, List<Manifest> manifests) {
        return manifests.stream()
                .filter(one -> one.is(kind) && one.name().equals(name))
                .findFirst();
    }

    private PlacementPlan live() {
        try (Cluster open = cluster.open()) {
            Installation installation = open.installation(name);
            List<Site> sites = open.ask(() -> open.client()
                    .resources(Site.class)
                    .inNamespace(open.namespace())
                    .list()
                    .getItems());
            Rooms rooms = Rooms.of(
                            installation.getSpec().sites(),
                            site -> sites.stream()
                                    .filter(one -> one.getMetadata().getName().equals(site))
                                    .findFirst())
                    .with(open.components(installation).values());
            Optional<ReleaseSpec> release = new LivePlan(open).releaseSpec(installation);
            return plan(open.namespace(), installation.getSpec(), release, rooms);
        }
    }

    private static PlacementPlan plan(
            String namespace, InstallationSpec asked, Optional<ReleaseSpec> release, Rooms rooms) {
        if (!rooms.several()) {
            throw Complaint.noAnswer(
                    "it runs in one cluster: there is nothing to place. Name several Sites in spec.sites");
        }
        Compilation compilation =
                Compiler.compile(new CompileInput(namespace, release, asked, SiteFacts.UNKNOWN.in(rooms)));
        return compilation
                .blueprint()
                .flatMap(blueprint -> blueprint.placement())
                .orElseThrow(() -> Complaint.bad("this would be refused:\n"
                        + Problems.text(compilation.problems().stream()
                                .filter(Problems::isError)
                                .toList())));
    }
}
