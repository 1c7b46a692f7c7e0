package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.DeletionPolicy;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.KubeconfigSecret;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.LostSite;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Prompt;
import io.mpaas.cli.console.Terminal;
import io.mpaas.planning.site.LeftBehind;
import io.mpaas.planning.site.SiteSecrets;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lets a Site go whose cluster is lost, and says what that cluster still knows. */
@Command(
        name = "forget",
        description = "List the credentials that a lost cluster still knows, and let its Site go.",
        footer = {
            "",
            "Nothing is deleted there. While an Installation runs in the Site, the list is shown and the Site stays. If the"
                    + " cluster comes back in a Site of this namespace, that Site says so; what is left there is never acted on."
                    + " It needs the roles mpaas-infrastructure and view. On a terminal it asks first; elsewhere it wants --yes.",
            "",
            "Examples:",
            "  kubectl mpaas site forget room-b -n mpaas",
            "",
            "Exit codes: 0 forgotten, 1 refused, still used or not agreed to, 2 no answer, 3 the cluster cannot be reached."
        })
public final class SiteForgetCommand implements Callable<Integer> {
    private final Prompt prompt;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private SiteChange change = new SiteChange();

    public SiteForgetCommand(Prompt prompt) {
        this.prompt = prompt;
    }

    @Override
    public Integer call() {
        change.with(this::forget);
        return ExitCode.GOOD;
    }

    private void forget(Cluster open, Site site) {
        String name = change.name();
        if (site.getSpec().deletionPolicy() == DeletionPolicy.Delete) {
            throw Complaint.bad("the cluster of Site " + name + " goes with it: `kubectl mpaas site delete " + name
                    + "` deletes both; to let the cluster be, set spec.deletionPolicy to Orphan first");
        }
        LostSite lost = new LostSite(open, name);
        List<Installation> users = lost.users();
        List<LeftBehind> left = lost.leftBehind(site);
        show(site, known(open, users, left), left);
        spec.commandLine().getOut().flush();
        if (!users.isEmpty()) {
            throw Complaint.bad("Site " + name + " is used by "
                    + users.stream().map(one -> one.getMetadata().getName()).collect(Collectors.joining(", "))
                    + ": say that it is Out (`kubectl mpaas site out " + name
                    + "`), delete the Installation, then forget the Site");
        }
        change.confirm(prompt, "Site " + name + " goes; nothing is deleted in its cluster.");
        lost.forget(site);
        change.say("Site " + name + " is forgotten");
    }

    private Set<String> known(Cluster open, List<Installation> users, List<LeftBehind> left) {
        TreeSet<String> known = new TreeSet<>();
        left.forEach(entry -> known.addAll(entry.credentials()));
        users.forEach(installation ->
                known.addAll(SiteSecrets.of(open.components(installation).values(), change.name())));
        return known;
    }

    private void show(Site site, Set<String> known, List<LeftBehind> left) {
        PrintWriter out = spec.commandLine().getOut();
        if (known.isEmpty()) {
            out.println("Its cluster was given no credentials that are known here.");
        } else {
            out.println("Its cluster still knows; change them wherever else they are valid:");
            known.forEach(line -> out.println("  " + Terminal.harmless(line)));
        }
        site.getSpec()
                .kubeconfigSecret()
                .map(KubeconfigSecret::name)
                .ifPresent(
                        secret -> out.println(
                                "The operator's account there is in Secret " + secret
                                        + " of the operator's namespace: delete that Secret, and revoke the account if the cluster lives."));
        left.forEach(entry -> out.println("Left there by Installation " + entry.installation() + ": "
                + entry.objects().size() + " objects, listed in ConfigMap " + LeftBehind.NAME));
    }
}
