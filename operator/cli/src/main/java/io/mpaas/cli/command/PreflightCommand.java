package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.bundle.Authorities;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Catalogue;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.console.Progress;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.manifest.Manifest;
import io.mpaas.cli.manifest.ManifestFiles;
import io.mpaas.cli.preflight.PreflightRecord;
import io.mpaas.cli.preflight.PreflightText;
import io.mpaas.cli.survey.CloudSites;
import io.mpaas.cli.survey.Survey;
import io.mpaas.cli.survey.Wanted;
import io.mpaas.planning.cloud.CloudChecks;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Report;
import io.mpaas.planning.preflight.Preflight;
import io.mpaas.planning.preflight.SiteSaid;
import io.mpaas.planning.value.Say;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells whether a cluster is fit, before anything is installed in it. */
@Command(
        name = "preflight",
        description = "Check whether a cluster is fit for mPaaS: all that is wrong, at once, with what to do about it.",
        footer = {
            "",
            "Checks, in this order: whether the API server answers, who you are, its version, the operator's permissions,",
            "what of mPaaS is there, nodes and their room, the namespace and what it refuses, storage, images for each",
            "architecture, clocks, address ranges, leftovers. A check that depends on one that failed is not made, and says so.",
            "With -f it is checked for the Release and the Installation in files, else for the Installation of the namespace.",
            "",
            "Of Sites with openstack, of files or of the namespace, it also asks the cloud: credentials, zones, flavors, image,",
            "networks, quota, load balancers, what is left of earlier clusters. --site NAME asks nothing else. The Secret with the",
            "credentials is read with your own permissions; --clouds FILE is used in its place. Nothing is written in a cloud.",
            "",
            "What is to run in the cluster of a Site elsewhere is not judged here; what the operator found there is told. With a",
            "kubeconfig of that cluster, run it there.",
            "",
            "It writes one thing: a claim of 1 MiB for each StorageClass that is used, which it removes again. --no-probe",
            "leaves that out. Registries are asked from this machine with the credentials of `docker login`.",
            "",
            "To go on although a check did not pass, say so: --accept ID --reason TEXT, as often as need be. The report then",
            "shows result and reason; keep it with -o json, which has both languages.",
            "",
            "Examples:",
            "  kubectl mpaas preflight -n mpaas -f release-4.2.0.yaml -f installation.yaml",
            "  kubectl mpaas preflight -n mpaas --no-probe",
            "  kubectl mpaas preflight -n mpaas -f site.yaml --site room-a --clouds clouds.yaml",
            "  kubectl mpaas preflight -n mpaas --accept images --reason 'loaded into the nodes by hand'",
            "  kubectl mpaas preflight -n mpaas -o json > preflight.json",
            "",
            "Exit codes: 0 fit (all passed, does not apply or was accepted), 2 no answer, 3 something failed, 4 nothing failed,",
            "but something warns or was not checked."
        })
public final class PreflightCommand implements Callable<Integer> {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final ManifestFiles files;
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description = "Release and Installation that are not applied yet: file, directory, or - for standard input")
    private List<String> paths = List.of();

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<Acceptance> acceptances = new ArrayList<>();

    @Option(names = "--no-probe", description = "make no claim to see whether storage works")
    private boolean noProbe;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "for a claim to get its volume, e.g. 90s; default: ${DEFAULT-VALUE}",
            defaultValue = "60s")
    private String timeout = "60s";

    @Option(names = "--ca", paramLabel = "FILE", description = "PEM certificates of the registry's authority")
    private Optional<Path> authority = Optional.empty();

    @Option(
            names = "--site",
            paramLabel = "SITE",
            description = "only the cloud that the cluster of this Site is made in")
    private Optional<String> site = Optional.empty();

    @Mixin
    private CloudOptions cloud = new CloudOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    /** That a person goes on all the same. */
    static final class Acceptance {
        @Option(names = "--accept", required = true, paramLabel = "ID", description = "a check that need not pass")
        private String id = "";

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "TEXT",
                description = "why, for those who read the report")
        private String reason = "";
    }

    public PreflightCommand(ManifestFiles files, Terminal terminal) {
        this.files = files;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> accepted = accepted();
        Duration patience = WaitOptions.time(spec.commandLine(), timeout);
        List<Manifest> manifests = ManifestFiles.expand(paths).stream()
                .flatMap(file -> files.read(file).stream())
                .toList();
        Wanted wanted = Wanted.in(manifests);
        CloudSites sites = CloudSites.in(manifests);
        wanted.namespace().or(sites::namespace).ifPresent(cluster::inNamespace);
        Catalogue catalogue = Catalogue.of("inspect", System.getenv());
        try (Cluster open = cluster.open()) {
            Instant now = Instant.now();
            Report report = site.isPresent()
                    ? new Report(List.of())
                    : Preflight.CHECKS.of(
                            survey(open, wanted, noProbe ? Optional.empty() : Optional.of(patience), catalogue),
                            accepted);
            SortedMap<String, Report> clouds = new TreeMap<>();
            for (Site one : site.map(name -> List.of(sites.one(open, name))).orElseGet(() -> sites.all(open))) {
                clouds.put(one.getMetadata().getName(), cloud(open, one, wanted, catalogue, accepted));
            }
            Reports all = new Reports(report, clouds, elsewhere(open));
            print(all, open, now, catalogue);
            return exitCode(Stream.concat(Stream.of(report), all.sites().values().stream()));
        }
    }

    private static int exitCode(Stream<Report> reports) {
        return reports.map(Report::outcome).max(Comparator.naturalOrder()).stream()
                .mapToInt(worst -> switch (worst) {
                    case Good -> ExitCode.GOOD;
                    case Warned -> ExitCode.WARNED;
                    case Failed -> ExitCode.FAILED;
                })
                .findFirst()
                .orElse(ExitCode.GOOD);
    }

    private Report cloud(Cluster open, Site one, Wanted wanted, Catalogue catalogue, Map<String, String> accepted) {
        try (Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
            progress.tell(catalogue.text(
                    Say.of("progress.cloud").with("site", one.getMetadata().getName())));
            return CloudChecks.CHECKS.of(cloud.reader(open).facts(one, wanted), accepted);
        }
    }

    private Facts survey(Cluster open, Wanted wanted, Optional<Duration> volumes, Catalogue catalogue) {
        HttpClient.Builder registries = HttpClient.newBuilder().connectTimeout(CONNECT);
        authority.map(Authorities::trust).ifPresent(registries::sslContext);
        try (HttpClient http = registries.build();
                Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
            return Survey.of(open, wanted, new Survey.Effort(volumes, http), say -> progress.tell(catalogue.text(say)));
        }
    }

    /** Of this cluster, of clouds, and what the operator says of clusters elsewhere; the latter by Site. */
    private record Reports(Report here, SortedMap<String, Report> clouds, SortedMap<String, Report> elsewhere) {
        SortedMap<String, Report> sites() {
            SortedMap<String, Report> all = new TreeMap<>(clouds);
            all.putAll(elsewhere);
            return all;
        }
    }

    private SortedMap<String, Report> elsewhere(Cluster open) {
        SortedMap<String, Report> all = new TreeMap<>();
        if (site.isEmpty()) {
            CloudSites.elsewhere(open).forEach((name, facts) -> all.put(name, SiteSaid.CHECKS.of(facts, Map.of())));
        }
        return all;
    }

    private void print(Reports all, Cluster open, Instant now, Catalogue catalogue) {
        var out = spec.commandLine().getOut();
        String server = open.client().getMasterUrl().toString().replaceAll("/$", "");
        if (output.isJson()) {
            String at = now.truncatedTo(ChronoUnit.SECONDS).toString();
            out.print(Output.json(PreflightRecord.of(all.here(), all.sites(), at, server, open.namespace())));
        } else {
            List<List<String>> parts = new ArrayList<>();
            if (site.isEmpty()) {
                parts.add(PreflightText.of(all.here(), server, open.namespace(), catalogue, terminal));
            }
            all.clouds().forEach((name, one) -> parts.add(PreflightText.ofCloud(one, name, catalogue, terminal)));
            all.elsewhere().forEach((name, one) -> parts.add(PreflightText.ofSite(one, name, catalogue, terminal)));
            out.println(parts.stream().map(part -> String.join("\n", part)).collect(Collectors.joining("\n\n")));
        }
        out.flush();
    }

    private Map<String, String> accepted() {
        Map<String, String> accepted = new TreeMap<>();
        for (Acceptance acceptance : acceptances) {
            CheckId.accept(spec.commandLine(), acceptance.id, acceptance.reason);
            accepted.put(acceptance.id, acceptance.reason);
        }
        return accepted;
    }
}
