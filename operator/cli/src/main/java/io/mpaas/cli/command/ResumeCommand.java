package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.Holds;
import io.mpaas.cli.cluster.Names;
import io.mpaas.cli.console.ExitCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives back to the operator what was held. */
@Command(
        name = "resume",
        description = "End a hold: the operator brings what was held to its spec again.",
        footer = {
            "",
            "Without a component the hold of the whole installation ends; components with a hold of their own stay held.",
            "",
            "Examples:",
            "  kubectl mpaas resume mysql -n mpaas",
            "  kubectl mpaas resume -n mpaas",
            "",
            "Exit codes: 0 not held any more, 1 refused, 2 no answer, 3 the cluster cannot be reached."
        })
public final class ResumeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "COMPONENT", arity = "0..*", description = "default: the whole installation")
    private List<String> names = List.of();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() {
        try (Cluster open = cluster.open()) {
            Installation installation = open.installation(Optional.empty());
            SortedMap<String, Component> components = open.components(installation);
            if (names.isEmpty()) {
                resumeAll(open, installation, components);
            } else {
                resume(open, installation, components);
            }
            return ExitCode.GOOD;
        }
    }

    private void resumeAll(Cluster open, Installation installation, SortedMap<String, Component> components) {
        String title = installation.getMetadata().getName();
        if (Holds.of(installation).isPresent()) {
            open.annotate(installation, Mpaas.HOLD_ANNOTATION, Optional.empty());
            say(title + " is resumed");
        } else {
            say(title + " is not held");
        }
        String others = Holds.list(components);
        if (!others.isEmpty()) {
            say("still held: " + others);
        }
    }

    private void resume(Cluster open, Installation installation, SortedMap<String, Component> components) {
        String title = installation.getMetadata().getName();
        for (String name : Names.known(names, components, title)) {
            Component component = Objects.requireNonNull(components.get(name));
            if (Holds.of(component).isPresent()) {
                open.annotate(component, Mpaas.HOLD_ANNOTATION, Optional.empty());
                say(name + " is resumed");
            } else {
                say(name + " has no hold of its own");
            }
        }
        Holds.of(installation)
                .ifPresent(
                        reason -> say("all of " + title + " is still held (" + reason + "): `kubectl mpaas resume`"));
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
