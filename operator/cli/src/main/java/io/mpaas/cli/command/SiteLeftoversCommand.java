package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Catalogue;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.leftovers.CloudLeftovers;
import io.mpaas.cli.manifest.ManifestFiles;
import io.mpaas.cli.survey.CloudReader;
import io.mpaas.cli.survey.CloudSites;
import io.mpaas.cloud.CloudFailure;
import io.mpaas.cloud.CloudSearch;
import io.mpaas.cloud.Hosts;
import io.mpaas.planning.cloud.CloudAccess;
import io.mpaas.planning.cloud.CloudAccessReading;
import io.mpaas.planning.cloud.CloudPlan;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a cloud still has of the cluster of a Site. */
@Command(
        name = "leftovers",
        description = "Show what the cloud still has of the cluster that was made for a Site.",
        footer = {
            "",
            "It asks Nova, Neutron and, where they are, Octavia and Cinder for servers, ports, networks, routers, security groups,"
                    + " floating addresses, load balancers and volumes of this cluster, and changes nothing. A Site that is gone is"
                    + " given by its file. Volumes that their StorageClass keeps are listed apart.",
            "",
            "Examples:",
            "  kubectl mpaas site leftovers room-a -n mpaas",
            "  kubectl mpaas site leftovers room-a -n mpaas -f site.yaml --clouds clouds.yaml",
            "",
            "Exit codes: 0 nothing is left but volumes that are kept, 1 something is left, 2 no answer, 3 the cluster or the cloud"
                    + " cannot be reached."
        })
public final class SiteLeftoversCommand implements Callable<Integer> {
    private final ManifestFiles files;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "SITE", description = "name of the Site")
    private String name = "";

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description = "the Site, if it is not applied: file, directory, or - for standard input")
    private List<String> paths = List.of();

    @Mixin
    private CloudOptions cloud = new CloudOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public SiteLeftoversCommand(ManifestFiles files) {
        this.files = files;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = Catalogue.of("inspect", System.getenv());
        CloudSites sites = CloudSites.in(ManifestFiles.expand(paths).stream()
                .flatMap(file -> files.read(file).stream())
                .toList());
        sites.namespace().ifPresent(cluster::inNamespaceOfFile);
        try (Cluster open = cluster.open()) {
            Site site = sites.one(open, name);
            CloudReader reader = cloud.reader(open);
            CloudPlan plan = reader.plan(site);
            CloudLeftovers found = new CloudLeftovers(plan.cluster(), plan.made(), search(reader, plan, catalogue));
            var out = spec.commandLine().getOut();
            out.println(
                    output.isJson() ? Output.json(found.json()).strip() : String.join("\n", found.lines(catalogue)));
            out.flush();
            return found.found().holdings().left().isEmpty() ? ExitCode.GOOD : ExitCode.BAD;
        }
    }

    private static CloudSearch.Found search(CloudReader reader, CloudPlan plan, Catalogue catalogue) {
        try {
            return CloudSearch.in(access(reader.access(plan), catalogue), plan.names(), Hosts.ANY);
        } catch (CloudFailure e) {
            String words = "the cloud cannot be asked: " + e.words();
            throw e.kind() == CloudFailure.Kind.REFUSED ? Complaint.noAnswer(words) : Complaint.unreachable(words);
        }
    }

    private static CloudAccess access(Reading<CloudAccessReading.Result> reading, Catalogue catalogue) {
        return switch (reading) {
            case Reading.Unknown<CloudAccessReading.Result>(Say why) ->
                throw Complaint.noAnswer(catalogue.text(Say.of("cloud.away").with("words", catalogue.text(why))));
            case Reading.Known<CloudAccessReading.Result>(CloudAccessReading.Result read) ->
                read.access()
                        .orElseThrow(() ->
                                Complaint.noAnswer(catalogue.text(read.problem().orElseThrow())));
        };
    }
}
