package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.Names;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says that a StatefulSet may be made anew although it cannot be tried first. */
@Command(
        name = "recreate",
        description = "Make a StatefulSet anew around its pods, where a webhook allows no trial.",
        footer = {
            "",
            "What cannot be changed in place is made anew by the operator itself, once a dry run has shown that the new set"
                    + " would be made. Only where the component says that no trial is possible a person decides. Pods and"
                    + " volumes stay. It holds for the present content, once.",
            "",
            "Examples:",
            "  kubectl mpaas recreate zookeeper -n mpaas",
            "",
            "Exit codes: 0 asked for, 1 refused, 2 no answer, 3 the cluster cannot be reached."
        })
public final class RecreateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "COMPONENT", arity = "1", description = "the component")
    private String name = "";

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() {
        try (Cluster open = cluster.open()) {
            Installation installation = open.installation(Optional.empty());
            SortedMap<String, Component> components = open.components(installation);
            Names.known(
                    new TreeSet<>(Set.of(name)),
                    components,
                    installation.getMetadata().getName());
            Component component = Objects.requireNonNull(components.get(name));
            if (component.getSpec().type() != WorkloadType.StatefulSet) {
                throw Complaint.bad(name + " is no StatefulSet: it is never made anew");
            }
            open.annotate(
                    component,
                    Mpaas.RECREATE_ANNOTATION,
                    Optional.of(component.getSpec().contentHash()));
            spec.commandLine()
                    .getOut()
                    .println(name + " is asked to be made anew around its pods, if it cannot be changed in place");
            return ExitCode.GOOD;
        }
    }
}
