package io.mpaas.cli.command;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.planning.site.SiteRbac;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what the owner of a cluster applies there. */
@Command(
        name = "rbac",
        description = "Print what the owner of a cluster applies there: a namespace, and an account for the operator.",
        footer = {
            "",
            "The account may do what the operator does in that namespace, read nodes and StorageClasses, and no more. Its"
                    + " token is in Secret " + SiteRbac.TOKEN + ". No cluster is asked.",
            "",
            "Examples:",
            "  kubectl mpaas site rbac -n mpaas | kubectl --context room-b apply -f -",
            "",
            "Exit codes: 0 printed, 2 wrong usage."
        })
public final class SiteRbacCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            required = true,
            description = "namespace of the Site, here and there")
    private String namespace = "";

    @Option(
            names = "--pod-security",
            paramLabel = "LEVEL",
            defaultValue = "baseline",
            description = "level of Pod Security that it enforces: privileged, baseline or restricted; default:"
                    + " ${DEFAULT-VALUE}")
    private String podSecurity = "";

    @Override
    public Integer call() {
        new SiteRbac(namespace, podSecurity)
                .objects()
                .forEach(object -> spec.commandLine().getOut().print(Serialization.asYaml(object)));
        spec.commandLine().getOut().flush();
        return ExitCode.GOOD;
    }
}
