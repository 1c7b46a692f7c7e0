package io.mpaas.cli.survey;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.preflight.Right;
import io.mpaas.planning.preflight.Seen.Trial;
import io.mpaas.planning.value.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether a StorageClass really makes volumes: a claim of 1 MiB is made, watched and removed, also when the program is interrupted.
 *
 * <p>A class that waits for a first pod is told a node in the scheduler's place. A class that keeps volumes of deleted claims is made
 * to let this one go.
 */
final class VolumeTrial {
    private static final String SIZE = "1Mi";
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
    private static final String STATIC = "kubernetes.io/no-provisioner";
    private static final Right MAKE = new Right("", "persistentvolumeclaims", "", "create");
    private static final Right LET_GO = new Right("", "persistentvolumes", "", "patch");

    private final KubernetesClient client;
    private final String namespace;
    private final Optional<String> node;
    private final Duration patience;

    /** @param node a usable one, for classes that wait for a pod */
    VolumeTrial(Cluster cluster, Optional<String> node, Duration patience) {
        this.client = cluster.client();
        this.namespace = cluster.namespace();
        this.node = node;
        this.patience = patience;
    }

    Reading<Trial> of(StorageClass storageClass) {
        try {
            Optional<Say> obstacle = obstacle(storageClass);
            return obstacle.<Reading<Trial>>map(Reading.Unknown::new)
                    .orElseGet(() -> new Reading.Known<>(tried(storageClass)));
        } catch (KubernetesClientException e) {
            return new Reading.Unknown<>(Answers.why(e));
        }
    }

    private Optional<Say> obstacle(StorageClass storageClass) {
        String name = storageClass.getMetadata().getName();
        OwnRights rights = new OwnRights(client);
        if (STATIC.equals(storageClass.getProvisioner())) {
            return Optional.of(Say.of("storage.static").with("class", name));
        }
        if (waits(storageClass) && node.isEmpty()) {
            return Optional.of(Say.of("inspect.after").with("check", "nodes"));
        }
        if (!rights.has(MAKE, namespace)) {
            return Optional.of(Say.of("inspect.refused").with("words", "create persistentvolumeclaims"));
        }
        return keeps(storageClass) && !rights.has(LET_GO, "")
                ? Optional.of(Say.of("storage.kept").with("class", name))
                : Optional.empty();
    }

    private Trial tried(StorageClass storageClass) {
        Instant begun = Instant.now();
        try {
            PersistentVolumeClaim claim =
                    client.resource(claim(storageClass)).inNamespace(namespace).create();
            Thread onInterrupt = new Thread(() -> Answers.of(() -> remove(claim)), "remove the claim");
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            try {
                return watched(claim, keeps(storageClass), begun);
            } finally {
                remove(claim);
                Runtime.getRuntime().removeShutdownHook(onInterrupt);
            }
        } catch (KubernetesClientException e) {
            return new Trial(false, seconds(begun), Cluster.reason(e));
        }
    }

    private Trial watched(PersistentVolumeClaim claim, boolean kept, Instant begun) {
        try {
            PersistentVolumeClaim bound = client.resource(claim)
                    .waitUntilCondition(VolumeTrial::isBound, patience.toMillis(), TimeUnit.MILLISECONDS);
            if (kept) {
                client.persistentVolumes()
                        .withName(bound.getSpec().getVolumeName())
                        .patch("{\"spec\": {\"persistentVolumeReclaimPolicy\": \"Delete\"}}");
            }
            return new Trial(true, seconds(begun), "");
        } catch (KubernetesClientTimeoutException e) {
            return new Trial(false, seconds(begun), lastEvent(claim));
        }
    }

    private List<StatusDetails> remove(PersistentVolumeClaim claim) {
        return client.resource(claim).inNamespace(namespace).delete();
    }

    private PersistentVolumeClaim claim(StorageClass storageClass) {
        PersistentVolumeClaim claim = new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withGenerateName("mpaas-preflight-")
                .addToLabels(MANAGED_BY, "kubectl-mpaas")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storageClass.getMetadata().getName())
                .withNewResources()
                .addToRequests("storage", new Quantity(SIZE))
                .endResources()
                .endSpec()
                .build();
        if (waits(storageClass)) {
            claim.getMetadata().getAnnotations().put(SELECTED_NODE, node.orElseThrow());
        }
        return claim;
    }

    /** What the cluster said of it last; a provisioner that does not run says nothing. */
    private String lastEvent(PersistentVolumeClaim claim) {
        return client
                .v1()
                .events()
                .inNamespace(namespace)
                .withField("involvedObject.uid", claim.getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .max(Comparator.comparing(event -> String.valueOf(event.getLastTimestamp())))
                .map(Event::getMessage)
                .orElse("");
    }

    private static boolean isBound(PersistentVolumeClaim claim) {
        return claim != null
                && claim.getStatus() != null
                && "Bound".equals(claim.getStatus().getPhase());
    }

    private static boolean waits(StorageClass storageClass) {
        return "WaitForFirstConsumer".equals(storageClass.getVolumeBindingMode());
    }

    private static boolean keeps(StorageClass storageClass) {
        return Objects.equals(storageClass.getReclaimPolicy(), "Retain");
    }

    private static long seconds(Instant begun) {
        return Duration.between(begun, Instant.now()).toSeconds();
    }
}
