package io.mpaas.cli.cluster;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.console.Complaint;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.history.HistoryEntry;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Installations and Components of one namespace; whatever fails becomes a {@link Complaint}. */
public final class Cluster implements AutoCloseable {
    /** Field manager of what is asked for from here. */
    private static final String MANAGER = "kubectl-mpaas";

    private static final PatchContext BY_US = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(MANAGER)
            .build();

    private static final PatchContext JSON_PATCH = new PatchContext.Builder()
            .withPatchType(PatchType.JSON)
            .withFieldManager(MANAGER)
            .build();

    private static final Set<Integer> REFUSED =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_CONFLICT, 422);

    /** Of Installations of other namespaces. */
    private static final int MOST_NAMED = 10;

    private final KubernetesClient client;
    private final String namespace;

    public Cluster(Config config, String namespace) {
        this.client = new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(new KubernetesSerialization(
                        new ObjectMapper()
                                // What a newer operator writes is shown as far as it is known here.
                                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                                .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL),
                        true))
                .build();
        this.namespace = namespace;
    }

    public String namespace() {
        return namespace;
    }

    public KubernetesClient client() {
        return client;
    }

    /** All of the namespace. */
    public List<Installation> installations() {
        return ask(() -> client.resources(Installation.class)
                .inNamespace(namespace)
                .list()
                .getItems());
    }

    /** The accepted specs that are remembered, the newest first. */
    public List<HistoryEntry> history(Installation installation) {
        return ask(() -> client.resources(ControllerRevision.class)
                        .inNamespace(namespace)
                        .withLabel(
                                Mpaas.HISTORY_OF_LABEL,
                                installation.getMetadata().getName())
                        .withLabel(Mpaas.INSTALLATION_ID_LABEL, InstallationId.of(installation))
                        .list()
                        .getItems())
                .stream()
                .flatMap(revision -> HistoryEntry.of(revision).stream())
                .sorted(HistoryEntry.NEWEST_FIRST)
                .toList();
    }

    /** The one of this name or, without a name, the only one of the namespace, or the only one that has components. */
    public Installation installation(Optional<String> name) {
        List<Installation> all = installations();
        List<Installation> matching = all.stream()
                .filter(one -> name.isEmpty() || one.getMetadata().getName().equals(name.get()))
                .toList();
        List<Installation> owners = matching.size() > 1 ? withComponents(matching) : matching;
        if (owners.size() == 1) {
            return owners.getFirst();
        }
        throw Complaint.noAnswer(
                matching.isEmpty()
                        ? notFound(name, names(all))
                        : "several Installations in namespace " + namespace + "; name one: " + names(all));
    }

    /** Which cluster it is: the UID of its namespace kube-system; empty where one may not read that. */
    public Optional<String> identity() {
        try {
            return Optional.ofNullable(
                            client.namespaces().withName("kube-system").get())
                    .map(system -> system.getMetadata().getUid());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return Optional.empty();
            }
            throw complaint(e);
        }
    }

    /** A Site of the namespace. */
    public Site site(String name) {
        List<Site> all = ask(
                () -> client.resources(Site.class).inNamespace(namespace).list().getItems());
        return all.stream()
                .filter(site -> site.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> Complaint.noAnswer("no Site \"" + name + "\" in namespace " + namespace
                        + (all.isEmpty()
                                ? ""
                                : "; there is: "
                                        + all.stream()
                                                .map(site -> site.getMetadata().getName())
                                                .sorted()
                                                .collect(Collectors.joining(", ")))));
    }

    private List<Installation> withComponents(List<Installation> installations) {
        return installations.stream()
                .filter(installation -> !components(installation).isEmpty())
                .toList();
    }

    private String notFound(Optional<String> name, String here) {
        String what = name.map(wanted -> "no Installation \"" + wanted + "\"").orElse("no Installation");
        if (!here.isEmpty()) {
            return what + " in namespace " + namespace + "; there is: " + here;
        }
        String elsewhere = elsewhere();
        return what + " in namespace " + namespace
                + (elsewhere.isEmpty()
                        ? ": create one with `kubectl apply -n " + namespace + " -f installation.yaml`"
                        : "; elsewhere: " + elsewhere);
    }

    /** Empty also when one may not look into other namespaces. */
    private String elsewhere() {
        try {
            List<String> all = client.resources(Installation.class).inAnyNamespace().list().getItems().stream()
                    .map(one -> one.getMetadata().getName() + " (-n "
                            + one.getMetadata().getNamespace() + ")")
                    .sorted()
                    .toList();
            String first = all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
            return all.size() <= MOST_NAMED ? first : first + " and " + (all.size() - MOST_NAMED) + " more";
        } catch (KubernetesClientException e) {
            return "";
        }
    }

    private static String names(List<Installation> installations) {
        return installations.stream()
                .map(one -> one.getMetadata().getName())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    public SortedMap<String, Component> components(Installation installation) {
        SortedMap<String, Component> components = new TreeMap<>();
        ask(() -> componentsOf(installation).list().getItems())
                .forEach(component -> components.put(component.getMetadata().getName(), component));
        return components;
    }

    FilterWatchListDeletable<Component, KubernetesResourceList<Component>, Resource<Component>> componentsOf(
            Installation installation) {
        return client.resources(Component.class)
                .inNamespace(namespace)
                .withLabel(Mpaas.INSTALLATION_LABEL, installation.getMetadata().getName());
    }

    public Resource<Installation> resource(Installation installation) {
        return client.resources(Installation.class)
                .inNamespace(namespace)
                .withName(installation.getMetadata().getName());
    }

    /** Changes one object by a JSON merge patch (RFC 7386); returns it as it is then. */
    @SuppressWarnings("unchecked")
    public <T extends HasMetadata> T patch(T object, String patch) {
        return ask(() -> client.resources((Class<T>) object.getClass())
                .inNamespace(namespace)
                .withName(object.getMetadata().getName())
                .patch(BY_US, patch));
    }

    /**
     * Replaces what is at a path in the spec of an Installation if that is still the one that was read; else ends with a {@link
     * Complaint}.
     *
     * @param path e.g. {@code /spec/sites}
     * @return the Installation as it is then
     */
    public Installation replace(Installation read, String path, JsonNode value) {
        try {
            return resource(read).patch(JSON_PATCH, Patches.spec(read, path, value));
        } catch (KubernetesClientException e) {
            Installation now = ask(resource(read)::get);
            throw now != null && Patches.isSpecOf(read, now)
                    ? complaint(e)
                    : Complaint.bad("nothing was changed: the spec of "
                            + read.getMetadata().getName() + " was changed by somebody else meanwhile; look at it, and"
                            + " ask again");
        }
    }

    /** Sets an annotation, or takes it away; returns the object as it is then. */
    public <T extends HasMetadata> T annotate(T object, String name, Optional<String> value) {
        return patch(object, Patches.annotation(name, value));
    }

    /** An answer, or a {@link Complaint}. */
    public <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            throw complaint(e);
        }
    }

    /** What to say of a failure, and what to do about it. */
    public Complaint complaint(KubernetesClientException failure) {
        String server = client.getMasterUrl().toString();
        if (REFUSED.contains(failure.getCode())) {
            return Complaint.bad("refused: " + reason(failure));
        }
        if (failure.getCode() <= 0) {
            return Complaint.unreachable("cannot reach " + server + " (" + cause(failure)
                    + "): is the cluster up, and is it the one you mean? See --context, --kubeconfig and `kubectl"
                    + " cluster-info`");
        }
        return switch (failure.getCode()) {
            case HttpURLConnection.HTTP_NOT_FOUND ->
                Complaint.noAnswer(server + " does not know " + Mpaas.GROUP + "/" + Mpaas.VERSION
                        + ": install the operator there (its CRDs come with it), or choose another --context");
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                Complaint.noAnswer(
                        server + " does not accept these credentials: log in again, or choose another --context");
            case HttpURLConnection.HTTP_FORBIDDEN ->
                Complaint.noAnswer("not allowed: " + reason(failure)
                        + "\nask for a role that may list, watch and, for what changes them, patch installations and components of "
                        + Mpaas.GROUP);
            default -> Complaint.unreachable(server + " answers " + failure.getCode() + ": " + reason(failure));
        };
    }

    /** What the API server said. */
    public static String reason(KubernetesClientException failure) {
        return failure.getStatus() == null || failure.getStatus().getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getStatus().getMessage();
    }

    /** The innermost reason of a failure. */
    public static String cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return cause.getClass().getSimpleName() + message;
    }

    @Override
    public void close() {
        client.close();
    }
}
