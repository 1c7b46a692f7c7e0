package io.mpaas.cli.command;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Complaint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster and namespace; the words are kubectl's. */
final class ClusterOptions {
    private static final int CONNECTION_TIMEOUT_MILLIS = 5_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 15_000;
    private static final int RETRIES = 1;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "default: that of the context")
    private Optional<String> namespace = Optional.empty();

    @Option(names = "--context", paramLabel = "CONTEXT", description = "context of the kubeconfig")
    private Optional<String> context = Optional.empty();

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "default: $KUBECONFIG, then ~/.kube/config")
    private Optional<Path> kubeconfig = Optional.empty();

    /** In this namespace, unless another one is asked for, which is an error. */
    ClusterOptions inNamespace(String name) {
        namespace.filter(asked -> !asked.equals(name)).ifPresent(asked -> {
            throw Complaint.bad("this installation belongs to namespace " + name + ", not " + asked
                    + ": host names in it are part of what decides its pods");
        });
        namespace = Optional.of(name);
        return this;
    }

    /** In the namespace that a file says, unless another one is asked for, which is an error as it is one of kubectl. */
    void inNamespaceOfFile(String name) {
        namespace.filter(asked -> !asked.equals(name)).ifPresent(asked -> {
            throw Complaint.bad("the file says namespace " + name + ", not " + asked + ": leave out one of them");
        });
        namespace = Optional.of(name);
    }

    Cluster open() {
        Config found = config(context);
        if (found.getContexts().isEmpty() && System.getenv("KUBERNETES_SERVICE_HOST") == null) {
            throw Complaint.unreachable("no cluster is configured: set KUBECONFIG, or give --kubeconfig");
        }
        String chosen = namespace.orElse(Objects.requireNonNullElse(found.getNamespace(), "default"));
        return new Cluster(impatient(found), chosen);
    }

    /** The cluster that another context of the same kubeconfig leads to. */
    Cluster open(String otherContext, String sameNamespace) {
        return new Cluster(impatient(config(Optional.of(otherContext))), sameNamespace);
    }

    private static Config impatient(Config found) {
        return new ConfigBuilder(found)
                .withConnectionTimeout(CONNECTION_TIMEOUT_MILLIS)
                .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(RETRIES)
                .build();
    }

    private Config config(Optional<String> wanted) {
        kubeconfig.filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw Complaint.noAnswer("cannot read the kubeconfig " + file);
        });
        Config config = kubeconfig.map(file -> read(file, null)).orElseGet(() -> Config.autoConfigure(null));
        if (wanted.isEmpty()) {
            return config;
        }
        List<String> known = config.getContexts().stream()
                .map(NamedContext::getName)
                .sorted()
                .toList();
        if (!known.contains(wanted.get())) {
            throw Complaint.noAnswer("there is no context \"" + wanted.get() + "\" in the kubeconfig; it has: "
                    + known.stream().collect(Collectors.joining(", ")));
        }
        return kubeconfig.map(file -> read(file, wanted.get())).orElseGet(() -> Config.autoConfigure(wanted.get()));
    }

    private static Config read(Path file, @Nullable String context) {
        try {
            return context == null
                    ? Config.fromKubeconfig(file.toFile())
                    : Config.fromKubeconfig(context, file.toFile());
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw Complaint.noAnswer("cannot read the kubeconfig " + file + ": " + e.getMessage());
        }
    }
}
