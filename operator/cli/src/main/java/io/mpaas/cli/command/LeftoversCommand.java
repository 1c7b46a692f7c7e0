package io.mpaas.cli.command;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.OwnObjects;
import io.mpaas.cli.cluster.Removal;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.console.Prompt;
import io.mpaas.cli.leftovers.Leftovers;
import io.mpaas.cli.leftovers.LeftoversText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows, and removes if asked, what installations that are not here any more left in a namespace. */
@Command(
        name = "leftovers",
        description = "Show what earlier installations left in a namespace, or remove it in order.",
        footer = {
            "",
            "Leftovers are objects of an installation ID that no Installation of the namespace carries: after a restore, when"
                    + " an Installation was removed by force, or data that was kept. They are never removed unless you ask.",
            "--delete stops components in reverse order (the operator does that), then removes what has no component, pods"
                    + " first. Volume claims and passwords go with --data only. On a terminal it asks first; elsewhere it wants"
                    + " --yes.",
            "",
            "Examples:",
            "  kubectl mpaas leftovers -n mpaas",
            "  kubectl mpaas leftovers -n mpaas --delete --id 2f6c…",
            "  kubectl mpaas leftovers -n mpaas --delete --data --yes",
            "",
            "Exit codes: 0 nothing is left, or shown, or removed; 1 not agreed to or not in time, 2 no answer, 3 the cluster"
                    + " cannot be reached."
        })
public final class LeftoversCommand implements Callable<Integer> {
    private final Prompt prompt;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--delete", description = "remove them, in order")
    private boolean delete;

    @Option(names = "--data", description = "with --delete: volume claims and passwords, too")
    private boolean data;

    @Option(names = "--id", paramLabel = "ID", description = "only those of this installation ID")
    private Optional<String> id = Optional.empty();

    @Option(
            names = {"-y", "--yes"},
            description = "with --delete: do not ask")
    private boolean yes;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "of --delete, e.g. 90s, 1h30m; default: ${DEFAULT-VALUE}",
            defaultValue = "10m")
    private String timeout = "10m";

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public LeftoversCommand(Prompt prompt) {
        this.prompt = prompt;
    }

    @Override
    public Integer call() throws InterruptedException {
        Duration patience = WaitOptions.time(spec.commandLine(), timeout);
        var out = spec.commandLine().getOut();
        try (Cluster open = cluster.open()) {
            OwnObjects seen = OwnObjects.in(open);
            List<Leftovers> found = chosen(open, seen);
            if (!delete) {
                out.print(
                        output.isJson()
                                ? Output.json(found.stream()
                                        .map(LeftoversCommand::json)
                                        .toList())
                                : String.join("\n", LeftoversText.of(found, seen.unseen(), open.namespace())) + "\n");
                out.flush();
                return ExitCode.GOOD;
            }
            if (found.isEmpty()) {
                out.println("nothing is left of earlier installations in namespace " + open.namespace());
                return ExitCode.GOOD;
            }
            if (!seen.unseen().isEmpty()) {
                throw Complaint.noAnswer("not allowed to list " + String.join(", ", seen.unseen())
                        + ": nothing was removed; ask for a role that may");
            }
            agree(found, open.namespace());
            Removal removal = new Removal(open, out, data, patience);
            for (Leftovers one : found) {
                removal.remove(
                        one,
                        () -> chosen(open, OwnObjects.in(open)).stream()
                                .filter(now -> now.id().equals(one.id()))
                                .findFirst());
            }
            return ExitCode.GOOD;
        }
    }

    private List<Leftovers> chosen(Cluster open, OwnObjects seen) {
        return Leftovers.among(seen.objects(), open.installations()).stream()
                .filter(one -> id.isEmpty() || one.id().equals(id.get()))
                .toList();
    }

    private void agree(List<Leftovers> found, String namespace) {
        if (yes) {
            return;
        }
        List<HasMetadata> going = found.stream()
                .flatMap(one -> Stream.of(Leftovers.Part.values())
                        .filter(part -> data || part != Leftovers.Part.Data)
                        .flatMap(part -> one.of(part).stream()))
                .toList();
        String titles =
                String.join("; ", found.stream().map(LeftoversText::title).toList());
        prompt.confirm(
                spec.commandLine().getOut(),
                "This removes from namespace " + namespace + " what is left of " + titles + ": "
                        + Leftovers.count(going) + (data ? ", with all data." : "; data stays."),
                namespace);
    }

    private static Map<String, Object> json(Leftovers one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", one.id());
        json.put("installations", one.installations());
        json.put(
                "objects",
                one.objects().stream()
                        .map(object -> Map.of(
                                "kind", object.getKind(),
                                "name", object.getMetadata().getName(),
                                "part", Leftovers.part(object).name()))
                        .toList());
        return json;
    }
}
