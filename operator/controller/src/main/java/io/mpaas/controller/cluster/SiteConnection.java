package io.mpaas.controller.cluster;

import io.mpaas.planning.site.Kubeconfig;
import io.mpaas.planning.site.Reach;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the cluster of one Site is reached: by its kubeconfig, and while that is being replaced by the former one, until the new one has
 * proved to lead to the same cluster and its caches are filled.
 */
final class SiteConnection implements AutoCloseable {
    private final String namespace;
    private final RemoteCluster.Means means;
    private RemoteCluster present;
    private @Nullable RemoteCluster next;

    SiteConnection(String namespace, Kubeconfig kubeconfig, Optional<String> recorded, RemoteCluster.Means means) {
        this.namespace = namespace;
        this.means = means;
        this.present = RemoteCluster.begin(namespace, kubeconfig, recorded, means);
    }

    synchronized void use(Kubeconfig kubeconfig, Optional<String> recorded) {
        if (isAnother(recorded)) {
            drop();
            present.close();
            present = RemoteCluster.begin(namespace, kubeconfig, recorded, means);
        } else if (present.kubeconfig().equals(kubeconfig)) {
            drop();
        } else if (next == null || !next.kubeconfig().equals(kubeconfig)) {
            drop();
            Optional<String> identity = recorded.or(() -> present.reach().identity());
            next = RemoteCluster.begin(namespace, kubeconfig, identity, means);
            settle();
        }
    }

    /** Whether it is to be another cluster from now on: nothing of what was known of the former one holds. */
    private boolean isAnother(Optional<String> recorded) {
        Optional<String> known = present.reach().identity();
        return recorded.isPresent() && known.isPresent() && !recorded.equals(known);
    }

    /** The new one takes over once it can be worked with, or at once if the former cannot be. */
    synchronized void settle() {
        RemoteCluster after = next;
        if (after != null && (after.target().isPresent() || !present.reach().reachable())) {
            present.close();
            present = after;
            next = null;
        }
    }

    private void drop() {
        if (next != null) {
            next.close();
            next = null;
        }
    }

    synchronized Reach reach() {
        return present.reach();
    }

    /** Why a kubeconfig that came later does not take over, a sentence. */
    synchronized Optional<String> remark() {
        return Optional.ofNullable(next)
                .map(RemoteCluster::reach)
                .filter(reach -> reach.seen().isPresent() || reach.silences() > 0)
                .filter(reach -> !reach.reachable())
                .map(reach -> "the kubeconfig that is there now does not lead there (" + reach.words()
                        + "): the former one is still used");
    }

    synchronized Optional<TargetCluster> target() {
        return present.target();
    }

    synchronized void doubt() {
        present.doubt();
    }

    @Override
    public synchronized void close() {
        drop();
        present.close();
    }
}
