package io.mpaas.controller.installation;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.controller.cluster.ExactDelete;
import io.mpaas.controller.cluster.Live;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.release.ReleaseChoice;
import io.mpaas.planning.release.ReleaseCopy;
import io.mpaas.planning.value.ObjectNames;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies of accepted Releases, one immutable ConfigMap each: an installation is compiled from its copy, so that whatever becomes
 * of the Release changes nothing that runs.
 */
final class KeptReleases {
    static final String PART = "release";
    private static final String KEY = "release.json.gz";
    private static final int MAX_REMEMBERED = 64;

    private final InstallationSources sources;
    /** Digest of each Release, by UID and generation: computing it again costs time only. */
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    /** What a copy holds, by UID and version of the copy. */
    private final Map<String, Optional<ReleaseSpec>> unpacked = new ConcurrentHashMap<>();

    KeptReleases(InstallationSources sources) {
        this.sources = sources;
    }

    /** Which Release to compile. */
    ReleaseChoice choose(Installation installation, List<HistoryEntry> history) {
        return choose(
                installation,
                history,
                Optional.ofNullable(installation.getStatus())
                        .map(status -> status.release())
                        .or(() -> history.stream().findFirst().map(HistoryEntry::release)));
    }

    /** The same, where another one is known to be accepted. */
    ReleaseChoice choose(Installation installation, List<HistoryEntry> history, Optional<AcceptedRelease> accepted) {
        Optional<ReleaseChoice.Digested> cluster = sources.release(installation)
                .map(release -> new ReleaseChoice.Digested(release.getSpec(), digest(release)));
        return ReleaseChoice.of(
                installation.getSpec(),
                new ReleaseChoice.Known(
                        accepted,
                        history.stream().map(HistoryEntry::release).toList(),
                        cluster,
                        digest -> copy(installation, digest).flatMap(copy -> unpack(copy, digest))));
    }

    private String digest(Release release) {
        forgetMany(digests);
        return digests.computeIfAbsent(
                release.getMetadata().getUid() + "/" + release.getMetadata().getGeneration(),
                _ -> ReleaseCopy.digest(release.getSpec()));
    }

    private Optional<ConfigMap> copy(Installation installation, String digest) {
        return sources.releaseCopy(installation.getMetadata().getNamespace(), ObjectNames.release(digest));
    }

    private Optional<ReleaseSpec> unpack(ConfigMap copy, String digest) {
        forgetMany(unpacked);
        String version = copy.getMetadata().getUid() + "/" + copy.getMetadata().getResourceVersion();
        return unpacked.computeIfAbsent(version, _ -> contentOf(copy, digest));
    }

    private static Optional<ReleaseSpec> contentOf(ConfigMap copy, String digest) {
        String text = copy.getBinaryData() == null ? null : copy.getBinaryData().get(KEY);
        return Optional.ofNullable(text).flatMap(base64 -> {
            try {
                return ReleaseCopy.unpack(Base64.getDecoder().decode(base64), digest);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static void forgetMany(Map<String, ?> remembered) {
        if (remembered.size() > MAX_REMEMBERED) {
            remembered.clear();
        }
    }

    /** Makes the copy of an accepted Release, unless it is there; what stands in its place and is not it goes, if it is ours. */
    void keep(Installation installation, ReleaseSpec release, AcceptedRelease identity, Context<Installation> context) {
        String digest = identity.digest();
        if (copy(installation, digest).flatMap(copy -> unpack(copy, digest)).isPresent()) {
            return;
        }
        ConfigMap copy = render(installation, release, identity);
        try {
            create(copy, context);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw Obstacle.orUnavailable(copy, e);
            }
            replaceSpoiled(copy, digest, context);
        }
    }

    private void replaceSpoiled(ConfigMap copy, String digest, Context<Installation> context) {
        Optional<ConfigMap> there = new Live(context.getClient())
                .read(
                        ConfigMap.class,
                        copy.getMetadata().getNamespace(),
                        copy.getMetadata().getName())
                .filter(found -> contentOf(found, digest).isEmpty());
        if (there.isEmpty()) {
            return;
        }
        Map<String, String> labels = there.get().getMetadata().getLabels();
        if (labels == null || !PART.equals(labels.get(Mpaas.PART_LABEL))) {
            throw new Obstacle(
                    Obstacle.describe(copy) + " exists already and is not this installation's: rename or delete it");
        }
        if (new ExactDelete(context.getClient()).deleteUnchanged(there.get(), DeletionPropagation.BACKGROUND)) {
            create(copy, context);
        }
    }

    private void create(ConfigMap copy, Context<Installation> context) {
        context.resourceOperations().create(copy, sources.releaseCopies());
    }

    private static ConfigMap render(Installation installation, ReleaseSpec release, AcceptedRelease identity) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(ObjectNames.release(identity.digest()))
                .withNamespace(installation.getMetadata().getNamespace())
                .withLabels(labels(installation, PART))
                .addToAnnotations("mpaas.io/release", identity.name())
                .endMetadata()
                .withImmutable(true)
                .addToBinaryData(KEY, Base64.getEncoder().encodeToString(ReleaseCopy.pack(release)))
                .build();
    }

    /** Labels of what belongs to an installation as a whole. */
    static Map<String, String> labels(Installation installation, String part) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(Mpaas.INSTALLATION_LABEL, installation.getMetadata().getName());
        labels.put(Mpaas.INSTALLATION_ID_LABEL, InstallationId.of(installation));
        labels.put(Mpaas.PART_LABEL, part);
        labels.put("app.kubernetes.io/instance", installation.getMetadata().getName());
        labels.put("app.kubernetes.io/part-of", "mpaas");
        labels.put("app.kubernetes.io/managed-by", Mpaas.FIELD_MANAGER);
        return labels;
    }
}
