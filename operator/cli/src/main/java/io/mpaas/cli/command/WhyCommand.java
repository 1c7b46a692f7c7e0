package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.Names;
import io.mpaas.cli.cluster.TraceReader;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.why.Explanation;
import io.mpaas.cli.why.Traces;
import io.mpaas.cli.why.WhyText;
import io.mpaas.planning.whole.RootCauses;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the few components that explain an outage, and shows the evidence. */
@Command(
        name = "why",
        description = "Tell which components explain what does not serve, with evidence, and who suffers.",
        footer = {
            "",
            "A component whose startup and runtime dependencies all serve is a cause; one that would be down even so (its"
                    + " image cannot be pulled, its Job failed) is one as well; all others are victims. With a COMPONENT"
                    + " the chain from it down to its causes comes first.",
            "",
            "Examples:",
            "  kubectl mpaas why -n mpaas",
            "  kubectl mpaas why mgs-core -n mpaas",
            "  kubectl mpaas why -n mpaas --site room-b=admin@room-b",
            "  kubectl mpaas why -n mpaas -o json | jq -r '.causes[].component'",
            "",
            "Exit codes: 0 it serves, 1 it does not, 2 no answer, 3 the cluster cannot be reached."
        })
public final class WhyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "COMPONENT", arity = "0..1", description = "default: all that does not serve")
    private Optional<String> about = Optional.empty();

    @Option(
            names = "--site",
            paramLabel = "SITE=CONTEXT",
            description =
                    "look at workloads and pods in the cluster of a Site, too, through this context of your kubeconfig")
    private Map<String, String> sites = Map.of();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public WhyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Explanation explanation = explain();
        var out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.print(Output.json(explanation));
        } else {
            WhyText.of(explanation, terminal, Instant.now()).forEach(out::println);
        }
        out.flush();
        return explanation.serves() ? ExitCode.GOOD : ExitCode.BAD;
    }

    private Explanation explain() {
        try (Cluster open = cluster.open()) {
            Installation installation = open.installation(Optional.empty());
            String title = installation.getMetadata().getName();
            SortedMap<String, Component> components = open.components(installation);
            about.ifPresent(name -> Names.known(List.of(name), components, title));
            refuseUnknown(sites.keySet(), installation);
            Map<String, Cluster> elsewhere = new TreeMap<>();
            try {
                sites.forEach((site, context) -> {
                    elsewhere.put(site, cluster.open(context, open.namespace()));
                    check(open.site(site), context, elsewhere.get(site));
                });
                TraceReader reader = new TraceReader(open, title, elsewhere);
                Map<String, Traces> traces = new TreeMap<>();
                Explanation.causes(RootCauses.of(components), about)
                        .forEach(cause -> traces.put(cause.name(), reader.read(cause.component())));
                return Explanation.of(installation, components, about, traces);
            } finally {
                elsewhere.values().forEach(Cluster::close);
            }
        }
    }

    private static void refuseUnknown(Set<String> named, Installation installation) {
        List<String> used =
                installation.getSpec().sites().stream().map(SiteReference::name).toList();
        named.stream().filter(site -> !used.contains(site)).findFirst().ifPresent(site -> {
            throw Complaint.noAnswer("nothing of " + installation.getMetadata().getName() + " runs in Site " + site
                    + (used.isEmpty() ? "; it runs in this cluster" : "; it runs in: " + String.join(", ", used)));
        });
    }

    /** Pods of another cluster are no evidence. */
    private void check(Site site, String context, Cluster there) {
        String recorded = site.getStatus() == null ? null : site.getStatus().identity();
        String name = site.getMetadata().getName();
        Optional<String> found = there.identity();
        if (recorded == null || found.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "note: could not verify that context " + context + " leads to the cluster of Site " + name);
        } else if (!found.get().equals(recorded)) {
            throw Complaint.noAnswer("context " + context + " leads to another cluster than Site " + name
                    + ": give one that leads there");
        }
    }
}
