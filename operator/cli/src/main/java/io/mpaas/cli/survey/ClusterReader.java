package io.mpaas.cli.survey;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.OwnObjects;
import io.mpaas.cli.leftovers.Leftovers;
import io.mpaas.cli.manifest.Crds;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.preflight.Seen;
import io.mpaas.planning.value.Say;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One fact each, in the words of {@link Seen}; whatever the API server refuses is thrown. */
final class ClusterReader {
    private static final String NAME = "app.kubernetes.io/name";
    private static final String VERSION = "app.kubernetes.io/version";
    private static final String NODE_LEASES = "kube-node-lease";

    private final Cluster cluster;
    private final KubernetesClient client;

    ClusterReader(Cluster cluster) {
        this.cluster = cluster;
        this.client = cluster.client();
    }

    /** The user name is {@code ?} where the API server does not tell it: SelfSubjectReview is served since Kubernetes 1.28. */
    Seen.Identity identity() {
        String user = Answers.of(() -> client.resource(new SelfSubjectReview()).create())
                .known()
                .map(answer -> answer.getStatus().getUserInfo().getUsername())
                .orElse("?");
        Optional<String> cluster = Answers.of(
                        () -> client.namespaces().withName("kube-system").get())
                .known()
                .map(namespace -> namespace.getMetadata().getUid());
        return new Seen.Identity(user, cluster);
    }

    List<Seen.Operator> operators() {
        return client
                .apps()
                .deployments()
                .inAnyNamespace()
                .withLabel(NAME, Mpaas.FIELD_MANAGER)
                .list()
                .getItems()
                .stream()
                .map(found -> new Seen.Operator(
                        found.getMetadata().getNamespace(),
                        found.getMetadata().getLabels().getOrDefault(VERSION, "?")))
                .toList();
    }

    List<Seen.Definition> definitions() {
        return List.of(Release.class, Installation.class, Component.class, Site.class).stream()
                .map(CustomResource::getCRDName)
                .map(name -> new Seen.Definition(name, schema(name), Crds.number(name)))
                .toList();
    }

    private OptionalInt schema(String name) {
        CustomResourceDefinition found = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .get();
        if (found == null) {
            return OptionalInt.empty();
        }
        Map<String, String> annotations = found.getMetadata().getAnnotations();
        String number = annotations == null ? null : annotations.get(Mpaas.SCHEMA_ANNOTATION);
        return OptionalInt.of(number != null && number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0);
    }

    Seen.Place place() {
        String name = cluster.namespace();
        return new Seen.Place(
                name, Optional.ofNullable(client.namespaces().withName(name).get()));
    }

    /** Where the API server does not tell its ranges (before Kubernetes 1.33), the one address that every cluster has. */
    List<String> serviceRanges() {
        List<String> ranges = none(
                        () -> client.resources(io.fabric8.kubernetes.api.model.networking.v1.ServiceCIDR.class)
                                .list()
                                .getItems())
                .stream()
                .flatMap(range -> range.getSpec().getCidrs().stream())
                .sorted()
                .toList();
        return ranges.isEmpty()
                ? client.services()
                        .inNamespace("default")
                        .withName("kubernetes")
                        .get()
                        .getSpec()
                        .getClusterIPs()
                : ranges;
    }

    /** The last lease of each node. */
    SortedMap<String, Seen.Renewal> renewals() {
        SortedMap<String, Seen.Renewal> renewals = new TreeMap<>();
        for (Lease lease : client.leases().inNamespace(NODE_LEASES).list().getItems()) {
            if (lease.getSpec() != null && lease.getSpec().getRenewTime() != null) {
                Integer seconds = lease.getSpec().getLeaseDurationSeconds();
                renewals.put(
                        lease.getMetadata().getName(),
                        new Seen.Renewal(
                                lease.getSpec().getRenewTime().toInstant(),
                                Duration.ofSeconds(seconds == null ? 0 : seconds)));
            }
        }
        return renewals;
    }

    Reading<List<Seen.Left>> leftovers() {
        OwnObjects own = OwnObjects.in(cluster);
        List<Installation> installations = none(() -> client.resources(Installation.class)
                .inNamespace(cluster.namespace())
                .list()
                .getItems());
        List<Seen.Left> left = Leftovers.among(own.objects(), installations).stream()
                .map(one ->
                        new Seen.Left(String.join(", ", one.installations()), one.id(), Leftovers.count(one.objects())))
                .toList();
        return left.isEmpty() && !own.unseen().isEmpty()
                ? new Reading.Unknown<>(
                        Say.of("inspect.refused").with("words", "list " + String.join(", ", own.unseen())))
                : new Reading.Known<>(left);
    }

    /** Of a kind that the cluster may not have. */
    private static <T extends HasMetadata> List<T> none(Supplier<List<T>> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }
}
