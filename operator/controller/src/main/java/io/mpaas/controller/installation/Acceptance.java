package io.mpaas.controller.installation;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.controller.cluster.DataDigests;
import io.mpaas.controller.cluster.Live;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.hash.ContentHash;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.release.ReleaseChoice;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Problems;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is kept of an accepted spec beside the Components: the copy of its Release, its entry in the history, a key. */
final class Acceptance {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;

    private final InstallationSources sources;
    private final KeptReleases releases;
    private final History history;
    /** What was remembered last, by UID: the same object is not to be looked at again. */
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    /** A blueprint, and the number of its entry in the history. */
    private record Remembered(Blueprint blueprint, long entry) {}

    Acceptance(InstallationSources sources, Clock clock) {
        this.sources = sources;
        this.releases = new KeptReleases(sources);
        this.history = new History(sources, clock);
    }

    ReleaseChoice choose(Installation installation) {
        return releases.choose(installation, sources.history(installation));
    }

    /** The Release of an entry that is gone back to; {@code installation} has the spec of the entry. */
    ReleaseChoice choose(Installation installation, HistoryEntry entry) {
        return releases.choose(installation, sources.history(installation), Optional.of(entry.release()));
    }

    /** What a spec comes to, as an entry without a number. */
    HistoryEntry entry(Installation installation, AcceptedRelease release, Blueprint blueprint) {
        return history.entry(installation, release, blueprint);
    }

    /** Number in the history of what was kept last, if it is this. */
    Optional<Long> numberOf(Installation installation, Blueprint blueprint) {
        return Optional.ofNullable(remembered.get(installation.getMetadata().getUid()))
                .filter(last -> isSame(last.blueprint(), blueprint))
                .map(Remembered::entry);
    }

    /** Why nothing can be told of Secrets: their key is gone, and another one would change all that reads them. */
    Optional<ReportedProblem> keyLost(Installation installation) {
        boolean needed = sources.components(installation).values().stream().anyMatch(Acceptance::readsSecrets);
        return needed && sources.digestKey(installation).isEmpty()
                ? Optional.of(new ReportedProblem(
                        Problems.ERROR,
                        Problems.Reason.DigestKeyMissing.name(),
                        "metadata.namespace",
                        "Secret " + ObjectNames.DIGEST_KEY
                                + " is gone, by which changes of Secrets are noticed, or has the label "
                                + Mpaas.COMPONENT_LABEL
                                + ": restore it from a backup, or remove the label. Or make another (`kubectl create secret generic "
                                + ObjectNames.DIGEST_KEY + " --from-literal=key=$(openssl rand -hex 32)`): then every"
                                + " component that reads a Secret is updated once, and Jobs that read one run again"))
                : Optional.empty();
    }

    private static boolean readsSecrets(Component component) {
        var content = component.getSpec().content();
        return content != null
                && content.data().entrySet().stream()
                        .anyMatch(entry -> entry.getKey().startsWith("Secret/")
                                && entry.getValue().startsWith(ContentHash.NEWEST.version() + "-"));
    }

    /** Makes the key, once; whoever was faster wins. What is in the way of it, in a sentence. */
    Optional<String> makeKey(Installation installation, Context<Installation> context) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withName(ObjectNames.DIGEST_KEY)
                .withNamespace(installation.getMetadata().getNamespace())
                .withLabels(KeptReleases.labels(installation, "digest-key"))
                .endMetadata()
                .withImmutable(true)
                .withData(DataDigests.entries(key))
                .build();
        try {
            context.resourceOperations().create(secret, sources.secrets());
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return unusableKey(installation, context);
            }
            RuntimeException failure = Obstacle.orUnavailable(secret, e);
            if (failure instanceof Obstacle obstacle) {
                return Optional.of(obstacle.sentence());
            }
            throw failure;
        }
    }

    private static Optional<String> unusableKey(Installation installation, Context<Installation> context) {
        return new Live(context.getClient())
                .read(Secret.class, installation.getMetadata().getNamespace(), ObjectNames.DIGEST_KEY)
                .flatMap(Acceptance::unusable);
    }

    /** Why a key that is there does not become of use by waiting for the cache. */
    static Optional<String> unusable(Secret there) {
        Map<String, String> labels = there.getMetadata().getLabels();
        if (labels != null && labels.containsKey(Mpaas.COMPONENT_LABEL)) {
            return Optional.of("Secret " + ObjectNames.DIGEST_KEY + " exists and is not seen: remove its label "
                    + Mpaas.COMPONENT_LABEL);
        }
        return DataDigests.key(there).isPresent()
                ? Optional.empty()
                : Optional.of("Secret " + ObjectNames.DIGEST_KEY
                        + " exists and has no entry \"key\": delete it, and the operator makes one");
    }

    void forget(Installation installation) {
        remembered.remove(installation.getMetadata().getUid());
        sources.forget(installation);
    }

    /** The very same: what was compiled anew is looked at again. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Blueprint one, Blueprint other) {
        return one == other;
    }

    /** After the Components were written; what the cluster refused, in its words. */
    Optional<String> keep(
            Installation installation, ReleaseChoice choice, Blueprint blueprint, Context<Installation> context) {
        if (choice.release().isEmpty() || choice.identity().isEmpty()) {
            return Optional.empty();
        }
        AcceptedRelease identity = choice.identity().get();
        try {
            releases.keep(installation, choice.release().get(), identity, context);
            if (numberOf(installation, blueprint).isEmpty()) {
                String uid = installation.getMetadata().getUid();
                history.remember(installation, history.entry(installation, identity, blueprint), context)
                        .ifPresent(number -> remembered.put(uid, new Remembered(blueprint, number)));
            }
            return Optional.empty();
        } catch (Obstacle obstacle) {
            return Optional.of(obstacle.sentence());
        }
    }
}
