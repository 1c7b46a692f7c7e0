package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.DeletionPolicy;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.LostSite;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Prompt;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes a Site and, where its policy says so, the cluster that was made for it. */
@Command(
        name = "delete",
        description = "Delete a Site, and the cluster that the operator made for it if its deletionPolicy is Delete.",
        footer = {
            "",
            "Volumes in that cluster keep it: the Site then has the stage DataKept and names them. --with-data deletes them too."
                    + " It may be said at any time, also of a Site that is being deleted."
                    + " It needs the roles mpaas-infrastructure and view. On a terminal it asks first; elsewhere it wants --yes.",
            "",
            "Examples:",
            "  kubectl mpaas site delete room-a -n mpaas",
            "  kubectl mpaas site delete room-a -n mpaas --with-data",
            "",
            "Exit codes: 0 deletion has begun, 1 refused, still used or not agreed to, 2 no answer, 3 the cluster cannot be"
                    + " reached."
        })
public final class SiteDeleteCommand implements Callable<Integer> {
    private final Prompt prompt;

    @Option(names = "--with-data", description = "delete the volumes in its cluster, too")
    private boolean withData;

    @Mixin
    private SiteChange change = new SiteChange();

    public SiteDeleteCommand(Prompt prompt) {
        this.prompt = prompt;
    }

    @Override
    public Integer call() {
        change.with(this::delete);
        return ExitCode.GOOD;
    }

    private void delete(Cluster open, Site site) {
        String name = change.name();
        boolean made = site.getSpec().deletionPolicy() == DeletionPolicy.Delete;
        LostSite here = new LostSite(open, name);
        refuse(here.users(), made);
        change.confirm(prompt, consequence(made));
        if (withData) {
            open.annotate(
                    site,
                    Mpaas.WITH_DATA_ANNOTATION,
                    Optional.of(site.getMetadata().getUid()));
        }
        here.forget(site);
        change.say(
                made
                        ? "Site " + name + " and its cluster are being deleted: `kubectl get msite " + name + " -n "
                                + open.namespace() + " -w` shows how far that is"
                        : "Site " + name + " is deleted; its cluster stays as it is");
    }

    private void refuse(List<Installation> users, boolean made) {
        String name = change.name();
        if (!users.isEmpty()) {
            throw Complaint.bad("Site " + name + " is used by "
                    + users.stream().map(one -> one.getMetadata().getName()).collect(Collectors.joining(", "))
                    + ": delete the Installation first");
        }
        if (withData && !made) {
            throw Complaint.noAnswer("--with-data is for a cluster that the operator made and deletes; that of Site "
                    + name + " stays as it is, with its data");
        }
    }

    private String consequence(boolean made) {
        String name = change.name();
        if (!made) {
            return "Site " + name + " goes; its cluster stays as it is.";
        }
        return withData
                ? "Site " + name
                        + " goes with its cluster, its servers, and all volumes in it: their data cannot be brought back."
                : "Site " + name + " goes with its cluster and its servers; volumes in it keep it from going.";
    }
}
