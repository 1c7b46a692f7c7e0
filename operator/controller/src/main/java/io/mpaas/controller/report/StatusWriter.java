package io.mpaas.controller.report;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.value.Reason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes statuses, by server-side apply, and tells of a new phase by an event. That a status cannot be written is all that it
 * cannot say: an event does.
 */
@Singleton
public class StatusWriter {
    private final Transitions transitions;
    /** UIDs of those whose status was refused last time. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    @Inject
    StatusWriter(Transitions transitions) {
        this.transitions = transitions;
    }

    /**
     * Gives an object a status, unless it is gone.
     *
     * @param fresh an empty object of the same kind
     * @return whether somebody changed its spec or asked for something meanwhile, so that another pass is due: the event of a change that
     *     comes while this write is under way is taken for this write's own
     */
    public <S, T, R extends CustomResource<S, T>> boolean write(R object, R fresh, T status, Context<R> context) {
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(object.getMetadata().getName())
                .withNamespace(object.getMetadata().getNamespace())
                .build());
        fresh.setStatus(status);
        String uid = object.getMetadata().getUid();
        try {
            R written = context.resourceOperations().serverSideApplyPrimaryStatus(fresh);
            refused.remove(uid);
            return isNews(object, written);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                refused.remove(uid);
                return false;
            }
            RuntimeException failure = Obstacle.orUnavailable("its status", e);
            if (failure instanceof Obstacle obstacle && refused.add(uid)) {
                transitions.warning(object, Reason.Obstructed.name(), obstacle.sentence());
            }
            throw e;
        }
    }

    /** Whether the object that was written holds what a pass over this one did not know. */
    static boolean isNews(HasMetadata known, HasMetadata written) {
        return !Objects.equals(
                        written.getMetadata().getGeneration(),
                        known.getMetadata().getGeneration())
                || !Asked.same(written, known);
    }

    /** Tells that an object has come into a phase. */
    public void announce(HasMetadata object, Enum<?> phase, boolean bad, String message) {
        if (bad) {
            transitions.warning(object, phase.name(), message);
        } else {
            transitions.normal(object, phase.name(), message);
        }
    }
}
