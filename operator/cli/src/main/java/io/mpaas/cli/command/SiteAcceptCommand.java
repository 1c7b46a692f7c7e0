package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says that the cluster that answers is the one that a Site means from now on, or that a check of it need not pass. */
@Command(
        name = "accept",
        description =
                "Accept that another cluster answers than the one that was recorded, or that a check does not pass.",
        footer = {
            "",
            "Another cluster answers when it was rebuilt. Installations of the Site are then started in it from what is kept"
                    + " here: settings and passwords. Data is not kept here, and Jobs that completed do not run again: bring the"
                    + " data back first, or delete the Installation and install anew. On a terminal it asks first; elsewhere it"
                    + " wants --yes.",
            "",
            "With --check ID --reason TEXT, as often as need be, a check that fails no longer keeps the operator from its first"
                    + " write there. The condition PreflightPassed of the Site names the checks. The reason is kept on the Site"
                    + " as annotation " + Mpaas.ACCEPTED_CHECK + "ID; remove the annotation to take it back.",
            "",
            "Examples:",
            "  kubectl mpaas site accept room-b -n mpaas",
            "  kubectl mpaas site accept room-b -n mpaas --check fits --reason 'two nodes come on Monday'",
            "",
            "Exit codes: 0 accepted, or nothing to accept, 1 refused or not agreed to, 2 no answer, 3 the cluster cannot be"
                    + " reached."
        })
public final class SiteAcceptCommand implements Callable<Integer> {
    private final Prompt prompt;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private SiteChange change = new SiteChange();

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<Acceptance> acceptances = new ArrayList<>();

    /** That a person goes on all the same. */
    static final class Acceptance {
        @Option(names = "--check", required = true, paramLabel = "ID", description = "a check that need not pass")
        private String id = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; shown to others")
        private String reason = "";
    }

    public SiteAcceptCommand(Prompt prompt) {
        this.prompt = prompt;
    }

    @Override
    public Integer call() {
        acceptances.forEach(one -> CheckId.accept(spec.commandLine(), one.id, one.reason));
        change.with(acceptances.isEmpty() ? this::cluster : this::checks);
        return ExitCode.GOOD;
    }

    private void checks(Cluster open, Site site) {
        for (Acceptance one : acceptances) {
            open.annotate(site, Mpaas.ACCEPTED_CHECK + one.id, Optional.of(one.reason));
            change.say("check " + one.id + " of Site " + change.name() + " is accepted: " + one.reason);
        }
    }

    private void cluster(Cluster open, Site site) {
        SiteStatus status = Objects.requireNonNullElse(site.getStatus(), SiteStatus.EMPTY);
        String answering = status.answering();
        if (answering == null) {
            change.say(
                    "Site " + change.name() + " is " + (status.stage() == null ? "not looked at yet" : status.stage())
                            + ": no other cluster answers, so there is nothing to accept");
            return;
        }
        change.confirm(prompt, consequence(status, answering));
        open.annotate(site, Mpaas.ACCEPTED_CLUSTER_ANNOTATION, Optional.of(answering));
        change.say("Site " + change.name() + " is cluster " + answering + " from now on");
    }

    private String consequence(SiteStatus status, String answering) {
        String users = status.usedBy().isEmpty()
                ? "No Installation runs there."
                : "What runs there (" + String.join(", ", status.usedBy())
                        + ") is started in it from what is kept here;"
                        + " its data is not kept here, and Jobs that completed do not run again.";
        return "Site " + change.name() + " was cluster " + status.identity() + "; cluster " + answering
                + " answers now. " + users;
    }
}
