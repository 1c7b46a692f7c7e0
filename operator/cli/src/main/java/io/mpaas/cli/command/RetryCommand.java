package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RefusedChange;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.Holds;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.follow.Goal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks the operator to try a change again. */
@Command(
        name = "retry",
        description = "Try again a change that failed and was taken back (spec.rollout.onFailure: Rollback).",
        footer = {
            "",
            "For a cause outside the spec that is gone by now, such as an image that is in the registry now. A corrected spec needs"
                    + " no retry: it is tried as soon as it is applied.",
            "",
            "Examples:",
            "  kubectl mpaas retry -n mpaas --wait",
            "",
            "Exit codes: 0 asked for (with --wait: Ready), 1 refused, failed again or not in time, 2 there is nothing to retry,"
                    + " 3 the cluster cannot be reached."
        })
public final class RetryCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private AskedInstallation asked = new AskedInstallation();

    public RetryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        return asked.ask(terminal, Goal.READY, this::retry);
    }

    private Installation retry(Cluster open, Installation installation) {
        RefusedChange refused = Optional.ofNullable(installation.getStatus())
                .map(status -> status.refused())
                .orElseThrow(() -> Complaint.noAnswer("no change of "
                        + installation.getMetadata().getName() + " was taken back: there is nothing to retry"));
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        Installation retried = open.annotate(installation, Mpaas.RETRY_ANNOTATION, Optional.of(now));
        spec.commandLine()
                .getOut()
                .println("entry " + refused.entry() + " of the history is tried again; the last time "
                        + refused.component() + " failed" + Holds.reminder(installation));
        return retried;
    }
}
