package io.mpaas.cli;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.Prompt;
import io.mpaas.cli.console.Terminal;
import io.mpaas.planning.whole.RecordedGraph;
import io.mpaas.planning.whole.RestartPlan;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for new pods: of components, in order, or of everything from zero. */
@Command(
        name = "restart",
        description = "Replace the pods of components, dependencies first; or stop everything and start it again.",
        footer = {
            "",
            "Components restart one after the other where one needs the other. A Job that completed never runs again, a"
                    + " failed one does. --cold stops all of an installation, dependants first, then starts it; it asks"
                    + " first on a terminal, and wants --yes elsewhere.",
            "",
            "Examples:",
            "  kubectl mpaas restart mgs-core -n mpaas",
            "  kubectl mpaas restart mysql -n mpaas --with-dependants --wait",
            "  kubectl mpaas restart --cold -n mpaas --yes --wait --timeout 30m",
            "",
            "Exit codes: 0 asked for (with --wait: done), 1 refused, not agreed to or not in time, 2 no answer, 3 the"
                    + " cluster cannot be reached."
        })
final class RestartCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Prompt prompt;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "COMPONENT",
            arity = "0..*",
            description = "with --cold: the Installation; default: the only one of the namespace")
    private List<String> names = List.of();

    @Option(
            names = "--with-dependants",
            description = "and of all that need them, over startup and runtime dependencies")
    private boolean withDependants;

    @Option(names = "--cold", description = "stop everything, then start it")
    private boolean cold;

    @Option(
            names = {"-y", "--yes"},
            description = "with --cold: do not ask")
    private boolean yes;

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    RestartCommand(Terminal terminal, Prompt prompt) {
        this.terminal = terminal;
        this.prompt = prompt;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (cold ? names.size() > 1 || withDependants : names.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    cold
                            ? "--cold is for one whole Installation: leave out components and --with-dependants"
                            : "name the components to restart, or give --cold to restart everything");
        }
        waiting.check();
        try (Cluster open = cluster.open()) {
            Installation installation = open.installation(cold ? names.stream().findFirst() : Optional.empty());
            if (installation.getSpec().state() == RunState.Stopped) {
                throw Complaint.bad(installation.getMetadata().getName()
                        + " is asked to be stopped: `kubectl mpaas start` starts it, with new pods");
            }
            String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
            Goal goal = cold ? cold(open, installation, now) : warm(open, installation, now);
            return waiting.follow(terminal, open, installation, goal);
        }
    }

    private Goal cold(Cluster open, Installation installation, String now) {
        PrintWriter out = spec.commandLine().getOut();
        String title = installation.getMetadata().getName();
        if (!yes) {
            int count = open.components(installation).size();
            prompt.confirm(
                    out,
                    "This stops all " + count + " components of " + title + " in namespace " + open.namespace()
                            + ", dependants first, then starts them again; data is kept.",
                    title);
        }
        open.annotate(installation, Mpaas.COLD_RESTART_ANNOTATION, Optional.of(now));
        out.println(title + " is asked to stop and start again" + Holds.reminder(installation));
        return Goal.coldRestarted(now);
    }

    /** Written dependencies first: a dependant that sees the request sees that of its dependencies, too. */
    private Goal warm(Cluster open, Installation installation, String now) {
        String title = installation.getMetadata().getName();
        SortedMap<String, Component> components = open.components(installation);
        SortedSet<String> known = Names.known(names, components, title);
        RestartPlan plan = RecordedGraph.of(components)
                .map(graph -> RestartPlan.of(graph, components, known, withDependants))
                .orElseThrow(() -> Complaint.noAnswer("a change of the graph is being written: ask again"));
        if (plan.steps().isEmpty()) {
            throw Complaint.noAnswer("nothing to restart" + leftOut(plan));
        }
        SortedSet<String> asked = new TreeSet<>();
        for (RestartPlan.Step step : plan.steps()) {
            Component component = Objects.requireNonNull(components.get(step.component()));
            open.annotate(component, Mpaas.RESTART_ANNOTATION, Optional.of(now));
            asked.add(step.component());
        }
        print(plan, installation);
        return Goal.restarted(asked, now);
    }

    private void print(RestartPlan plan, Installation installation) {
        PrintWriter out = spec.commandLine().getOut();
        int width = plan.steps().stream()
                .mapToInt(step -> step.component().length())
                .max()
                .orElse(0);
        out.println("restarting, in this order" + Holds.reminder(installation) + ":");
        for (RestartPlan.Step step : plan.steps()) {
            String after = step.after().isEmpty() ? "" : "  after " + String.join(", ", step.after());
            String note = step.note().map(text -> "  " + text).orElse("");
            String name = step.component() + " ".repeat(width - step.component().length());
            out.println(("  " + name + after + note).stripTrailing());
        }
        if (!plan.leftOut().isEmpty()) {
            out.println("left out" + leftOut(plan));
        }
    }

    private static String leftOut(RestartPlan plan) {
        StringBuilder text = new StringBuilder(":");
        plan.leftOut()
                .forEach((name, why) ->
                        text.append("\n  ").append(name).append("  ").append(why));
        return text.toString();
    }
}
