package io.mpaas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.Holds;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Prompt;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.follow.Goal;
import io.mpaas.cli.history.Entries;
import io.mpaas.cli.plan.LivePlan;
import io.mpaas.cli.plan.PlanText;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.history.WayBack;
import io.mpaas.planning.value.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks for a spec that was accepted earlier. */
@Command(
        name = "rollback",
        description = "Go back to a spec that was accepted earlier: settings, Release, and what they made of the pods.",
        footer = {
            "",
            "Without --to: to what was asked for before the present spec; after a roll-back that is the spec that was rolled"
                    + " back. The plan is shown first. Components go back in update order, dependencies first. What is stopped"
                    + " stays stopped.",
            "Not taken back: what Jobs did to data, sizes of volumes, and ConfigMaps and Secrets that other people changed.",
            "Correct the file that you apply, too: fields that it does not name stay as the roll-back set them.",
            "",
            "Examples:",
            "  kubectl mpaas rollback -n mpaas --dry-run",
            "  kubectl mpaas rollback -n mpaas --to 3 --yes --wait",
            "",
            "Exit codes: 0 asked for (with --wait: Ready), 1 refused, not agreed to or not in time, 2 no answer, 3 the cluster"
                    + " cannot be reached."
        })
public final class RollbackCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Prompt prompt;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private InstallationParameter chosen = new InstallationParameter();

    @Option(names = "--to", paramLabel = "N", description = "entry of `kubectl mpaas history`; default: the one before")
    private Optional<Long> to = Optional.empty();

    @Option(names = "--dry-run", description = "show the plan, change nothing")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public RollbackCommand(Terminal terminal, Prompt prompt) {
        this.terminal = terminal;
        this.prompt = prompt;
    }

    @Override
    public Integer call() throws InterruptedException {
        waiting.check();
        PrintWriter out = spec.commandLine().getOut();
        try (Cluster open = cluster.open()) {
            Installation installation = chosen.in(open);
            String title = installation.getMetadata().getName();
            List<HistoryEntry> entries = open.history(installation);
            HistoryEntry entry = entry(installation, entries);
            String back = "entry " + entry.number() + " (Release "
                    + entry.release().name() + ", accepted " + entry.at() + ")";
            if (WayBack.isThere(installation, entry)) {
                out.println(title + " asks for " + back + " already");
                return waiting.follow(terminal, open, installation, Goal.READY);
            }
            return goBack(open, installation, entry, entries, back);
        }
    }

    private int goBack(
            Cluster open, Installation installation, HistoryEntry entry, List<HistoryEntry> entries, String back)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        String title = installation.getMetadata().getName();
        JsonNode wanted = wanted(open, installation, entry);
        show(
                open,
                installation,
                wanted,
                WayBack.jobsSince(entry, entries, installation, open.components(installation)));
        if (dryRun) {
            return ExitCode.GOOD;
        }
        if (!yes) {
            prompt.confirm(out, "This brings " + title + " back to " + back + ".", title);
        }
        Installation asked = open.replace(installation, "/spec", wanted);
        out.println(title + " is asked to go back to " + back + Holds.reminder(asked));
        out.println("note: correct the file that you apply, too; fields that it does not name stay as they are now");
        return follow(open, asked);
    }

    /** What is stopped, held or paused does not become Ready. */
    private int follow(Cluster open, Installation asked) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (asked.getSpec().state() == RunState.Stopped) {
            out.println("note: it is stopped; this comes with `kubectl mpaas start`");
            return ExitCode.GOOD;
        }
        if (asked.getSpec().updatesWait()) {
            out.println("note: updates are paused; this begins when spec.paused is false");
            return ExitCode.GOOD;
        }
        return Holds.of(asked).isPresent() ? ExitCode.GOOD : waiting.follow(terminal, open, asked, Goal.READY);
    }

    private HistoryEntry entry(Installation installation, List<HistoryEntry> entries) {
        return to.map(number -> Entries.find(entries, number))
                .orElseGet(() -> WayBack.previous(installation, entries)
                        .orElseThrow(() -> Complaint.noAnswer(
                                "nothing else was accepted so far: there is nothing to go back to")));
    }

    /** A Release of the same name may be another one by now. */
    private static JsonNode wanted(Cluster open, Installation installation, HistoryEntry entry) {
        JsonNode byName = WayBack.spec(installation, entry, false);
        boolean same = new LivePlan(open)
                .release(installation, Json.as(byName, InstallationSpec.class))
                .filter(entry.release()::equals)
                .isPresent();
        return same ? byName : WayBack.spec(installation, entry, true);
    }

    private void show(Cluster open, Installation installation, JsonNode wanted, SortedSet<String> jobs) {
        PrintWriter out = spec.commandLine().getOut();
        InstallationSpec running = Json.as(wanted, InstallationSpec.class).withState(RunState.Running);
        PlanText.of(new LivePlan(open).plan(installation, running), terminal, false)
                .forEach(out::println);
        if (!jobs.isEmpty()) {
            out.println("note: completed since: Job " + String.join(", ", jobs)
                    + ". What it did to data stays: make sure that the earlier content works with it");
        }
        out.flush();
    }
}
