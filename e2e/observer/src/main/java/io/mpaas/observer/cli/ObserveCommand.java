package io.mpaas.observer.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.observer.Graph;
import io.mpaas.observer.Observation;
import io.mpaas.observer.Observer;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Watches a start and prints what it saw. */
@Command(
        name = "observe",
        description =
                "Watch a start. Run it before the installation is created; it ends when all components are Ready.",
        footer = "Exits with 1 if an order was violated or not everything got Ready.",
        mixinStandardHelpOptions = true)
final class ObserveCommand implements Callable<Integer> {
    private static final Duration QUIET = Duration.ofSeconds(2);

    @Mixin
    ClusterOption cluster = new ClusterOption();

    @Option(names = "--namespace", paramLabel = "NAMESPACE", required = true, description = "Namespace to watch.")
    String namespace = "";

    @Option(
            names = "--edges-of",
            paramLabel = "NAMESPACE",
            description = "Take the edges from the Components of another namespace, as for a floor run.")
    @Nullable
    String edgesOf;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to watch at most. Default: ${DEFAULT-VALUE}.",
            defaultValue = "3600")
    long timeout;

    @Option(names = "--json", description = "Print one JSON object in place of the table.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final AtomicBoolean printed = new AtomicBoolean();

    @Override
    public Integer call() {
        try (KubernetesClient client = cluster.client();
                Observer observer = Observer.open(client, namespace)) {
            Optional<Graph> graph = Optional.ofNullable(edgesOf)
                    .map(other -> Graph.of(client.resources(Component.class)
                            .inNamespace(other)
                            .list()
                            .getItems()));
            Thread interrupted = new Thread(() -> print(observe(observer, graph)));
            Runtime.getRuntime().addShutdownHook(interrupted);
            spec.commandLine()
                    .getErr()
                    .println("Watching namespace " + namespace + "; interrupt to see how far it got.");
            spec.commandLine().getErr().flush();
            Duration patience = Duration.ofSeconds(timeout);
            boolean ready = graph.map(edges -> observer.awaitReady(edges, patience))
                    .orElseGet(() -> observer.awaitReady(QUIET, patience));
            Observation observation = observe(observer, graph);
            print(observation);
            if (observation.components().isEmpty()) {
                spec.commandLine().getErr().println("There was no Component; --edges-of takes them from elsewhere.");
                spec.commandLine().getErr().flush();
            }
            return ready && observation.violations().isEmpty() ? 0 : 1;
        }
    }

    private static Observation observe(Observer observer, Optional<Graph> graph) {
        return observer.observation(graph.orElseGet(observer::graph));
    }

    /** Once, whether it ends by itself or is interrupted. */
    private void print(Observation observation) {
        if (printed.compareAndSet(false, true)) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(json ? ObservationReport.json(observation) : ObservationReport.table(observation));
            out.flush();
        }
    }
}
