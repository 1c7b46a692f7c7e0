package io.mpaas.controller.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.observe.SetReader;
import io.mpaas.planning.value.Json;
import java.net.HttpURLConnection;
import java.util.TreeMap;

/** What is done to a StatefulSet besides applying it. */
public final class SetWrites {
    private static final String TRIAL = "-try";

    private final KubernetesClient client;

    SetWrites(KubernetesClient client) {
        this.client = client;
    }

    /** From now on its controller replaces no pod by itself: before a change, so that none is taken out of turn. */
    public void replaceByUs(StatefulSet set) {
        ObjectNode patch = Json.object();
        patch.putObject("metadata").put("uid", set.getMetadata().getUid());
        patch.putObject("spec")
                .putObject("updateStrategy")
                .put("type", SetReader.BY_US.getType())
                .putNull("rollingUpdate");
        try {
            client.resource(set).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(set, e);
        }
    }

    /**
     * Asks the API server whether it would make this set, without making it: under another name, for a name that is taken
     * answers nothing, and without the label that would make it ours.
     */
    public void tryToMake(StatefulSet set) {
        String name = set.getMetadata().getName();
        StatefulSet trial = new StatefulSetBuilder(set)
                .editMetadata()
                .withName(name + TRIAL)
                .withLabels(new TreeMap<>(set.getMetadata().getLabels()))
                .removeFromLabels(Mpaas.COMPONENT_LABEL)
                .endMetadata()
                .build();
        try {
            client.resource(trial).dryRun().create();
        } catch (KubernetesClientException e) {
            String words = words(e).replace(name + TRIAL, name);
            if (e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST) {
                throw new Obstacle("StatefulSet " + name
                        + " cannot be changed in place, and whether it can be made anew"
                        + " cannot be tried: " + words + ". Nothing was changed. `kubectl mpaas recreate " + name
                        + "` makes it anew around its pods without a trial");
            }
            if (Obstacle.isRefusal(e) || e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                throw new Obstacle("StatefulSet " + name + " was refused: " + words
                        + ". Nothing was changed: correct or revert the spec");
            }
            throw e;
        }
    }

    /** Deletes the very set that is there now, if it is the one that was judged; its pods stay, without owner. */
    public void deleteKeepingPods(HasMetadata judged) {
        try {
            new Live(client)
                    .read(
                            StatefulSet.class,
                            judged.getMetadata().getNamespace(),
                            judged.getMetadata().getName())
                    .filter(now -> judged.getMetadata()
                                    .getUid()
                                    .equals(now.getMetadata().getUid())
                            && !now.isMarkedForDeletion())
                    .ifPresent(now -> new ExactDelete(client).deleteUnchanged(now, DeletionPropagation.ORPHAN));
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(judged, e);
        }
    }

    private static String words(KubernetesClientException e) {
        return e.getStatus() == null
                ? String.valueOf(e.getMessage())
                : e.getStatus().getMessage();
    }
}
