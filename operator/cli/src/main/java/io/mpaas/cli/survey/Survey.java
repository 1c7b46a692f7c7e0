package io.mpaas.cli.survey;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.planning.inspect.Fact;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.pods.ClusterNodes;
import io.mpaas.planning.preflight.Load;
import io.mpaas.planning.preflight.Right;
import io.mpaas.planning.preflight.Seen;
import io.mpaas.planning.preflight.Storage;
import io.mpaas.planning.value.Say;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Everything that preflight asks about, read of one cluster once. What is slow is told before it begins. */
public final class Survey {
    private final Cluster cluster;
    private final KubernetesClient client;
    private final ClusterReader reader;
    private final Effort effort;
    private final Consumer<Say> progress;
    private Facts facts = Facts.NONE;

    /**
     * How much is tried.
     *
     * @param volumes how long a claim may take to get its volume; empty = none is made
     * @param registries asks them
     */
    public record Effort(Optional<Duration> volumes, HttpClient registries) {}

    private Survey(Cluster cluster, Effort effort, Consumer<Say> progress) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.reader = new ClusterReader(cluster);
        this.effort = effort;
        this.progress = progress;
    }

    /**
     * Reads it all.
     *
     * @param progress hears what is about to take a while
     */
    public static Facts of(Cluster cluster, Wanted wanted, Effort effort, Consumer<Say> progress) {
        Survey survey = new Survey(cluster, effort, progress);
        progress.accept(Say.of("progress.contact"));
        FirstContact first = FirstContact.with(cluster.client());
        survey.facts = survey.facts.with(Seen.CONTACT, first.contact());
        switch (first.contact().status()) {
            case 0 -> survey.withoutCluster(wanted, "reach");
            case HttpURLConnection.HTTP_UNAUTHORIZED -> survey.withoutCluster(wanted, "identity");
            default -> survey.withCluster(wanted);
        }
        return survey.facts;
    }

    private void withoutCluster(Wanted wanted, String check) {
        facts = facts.with(
                Seen.LOAD,
                wanted.offline(cluster.namespace(), Say.of("inspect.after").with("check", check)));
    }

    private void withCluster(Wanted wanted) {
        permissions();
        progress.accept(Say.of("progress.cluster"));
        String namespace = cluster.namespace();
        Reading<Load> load = load(cluster, wanted, Wanted::here);
        facts = facts.with(Seen.LOAD, load);
        read(Seen.NODES, () -> client.nodes().list().getItems());
        read(Seen.PODS, () -> client.pods().inAnyNamespace().list().getItems());
        read(Seen.NAMESPACE, reader::place);
        read(
                Seen.QUOTAS,
                () -> client.resourceQuotas().inNamespace(namespace).list().getItems());
        read(
                Seen.LIMITS,
                () -> client.limitRanges().inNamespace(namespace).list().getItems());
        read(
                Seen.STORAGE_CLASSES,
                () -> client.storage().v1().storageClasses().list().getItems());
        read(Seen.SERVICE_RANGES, reader::serviceRanges);
        facts = facts.with(Seen.LEFTOVERS, reader.leftovers());
        clocks();
        Optional<Load> sound = load.known().filter(known -> known.problems().isEmpty());
        volumes(sound);
        sound.ifPresent(this::images);
    }

    private <T> void read(Fact<T> fact, Supplier<T> question) {
        facts = facts.with(fact, Answers.of(question));
    }

    private void permissions() {
        read(Seen.IDENTITY, reader::identity);
        read(Seen.OPERATORS, reader::operators);
        read(Seen.DEFINITIONS, reader::definitions);
        if (facts.of(Seen.OPERATORS).known().filter(found -> !found.isEmpty()).isEmpty()) {
            SortedSet<Right> asked = OwnRights.ofOperator();
            progress.accept(Say.of("progress.permissions").with("number", asked.size()));
            read(Seen.PERMISSIONS, () -> new OwnRights(client).lacking(asked));
        }
    }

    /** What is to run anywhere, or why that is not known. */
    static Reading<Load> load(Cluster cluster, Wanted wanted) {
        return load(cluster, wanted, Wanted::in);
    }

    private static Reading<Load> load(
            Cluster cluster, Wanted wanted, BiFunction<Wanted, Cluster, Reading<Load>> where) {
        try {
            return where.apply(wanted, cluster);
        } catch (KubernetesClientException e) {
            Say why = e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                    ? Say.of("spec.none").with("namespace", cluster.namespace())
                    : Answers.why(e);
            return wanted.offline(cluster.namespace(), why);
        }
    }

    /** Once more, because the first answer took a connection to be made first. */
    private void clocks() {
        FirstContact again = FirstContact.with(client);
        again.server()
                .ifPresent(
                        server -> read(Seen.CLOCKS, () -> new Seen.Clocks(again.machine(), server, reader.renewals())));
    }

    private void volumes(Optional<Load> load) {
        if (effort.volumes().isEmpty()) {
            facts = facts.with(Seen.TRIALS, new Reading.Unknown<>(Say.of("storage.left")));
            return;
        }
        boolean there = facts.of(Seen.NAMESPACE)
                .known()
                .flatMap(Seen.Place::found)
                .filter(namespace -> !namespace.isMarkedForDeletion())
                .isPresent();
        List<StorageClass> classes = facts.of(Seen.STORAGE_CLASSES).known().orElse(List.of());
        if (there) {
            VolumeTrial trial =
                    new VolumeTrial(cluster, usableNode(), effort.volumes().get());
            SortedMap<String, Reading<Seen.Trial>> trials = new TreeMap<>();
            Storage.tried(load, classes).forEach((name, found) -> {
                progress.accept(Say.of("progress.storage").with("class", name));
                trials.put(name, trial.of(found));
            });
            facts = facts.with(Seen.TRIALS, trials);
        }
    }

    private Optional<String> usableNode() {
        return facts.of(Seen.NODES).known().stream()
                .flatMap(List::stream)
                .filter(node -> ClusterNodes.isReady(node)
                        && !Boolean.TRUE.equals(node.getSpec().getUnschedulable())
                        && node.getSpec().getTaints().isEmpty())
                .map(Node::getMetadata)
                .map(metadata -> metadata.getName())
                .findFirst();
    }

    private void images(Load load) {
        SortedSet<String> wanted = load.images();
        progress.accept(Say.of("progress.images").with("number", wanted.size()));
        facts = facts.with(Seen.IMAGES, new ImageSearch(effort.registries()).all(wanted));
    }
}
