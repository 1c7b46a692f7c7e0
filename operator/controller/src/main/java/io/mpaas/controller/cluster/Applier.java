package io.mpaas.controller.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Owner;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the objects of a component. The first write is a {@code create}, half as dear as server-side apply; later ones are
 * server-side apply, so fields of others stay.
 *
 * <p>An object of the same name that somebody else made is never adopted: that is an {@link Obstacle}. So is one that is not
 * the component's, or is for another namespace: kept renderings are objects that people can write.
 */
public final class Applier implements Restorer {
    private final TargetCluster cluster;
    private final Owner owner;

    public Applier(TargetCluster cluster, Owner owner) {
        this.cluster = cluster;
        this.owner = owner;
    }

    /** The one gate of all writes: whatever led here, an object goes into the component's own namespace, as its own. */
    private <R extends HasMetadata> R ours(R object) {
        if (!owner.namespace().equals(object.getMetadata().getNamespace()) || !owner.owns(object)) {
            throw new Obstacle(Obstacle.describe(object) + " is not written: it does not belong to component "
                    + owner.component() + " in namespace " + owner.namespace());
        }
        return object;
    }

    @SuppressWarnings("unchecked")
    public <R extends HasMetadata> void create(R object) {
        Class<R> kind = (Class<R>) object.getClass();
        try {
            cluster.of(kind)
                    .eventFilteringUpdateAndCacheResource(
                            ours(object), desired -> client().resource(desired).create());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw Obstacle.orUnavailable(object, e);
            }
            Optional<HasMetadata> there = read(object);
            if (there.filter(Obstacle::isHeld).isPresent()) {
                throw Obstacle.held(there.get());
            }
            if (there.filter(owner::owns).isEmpty()) {
                throw new Obstacle(
                        Obstacle.describe(object)
                                + " exists already and is not this installation's: rename or delete it, it is never taken over");
            }
        }
    }

    /** Brings an object of ours to the desired state by server-side apply; {@link Obstacle.Invalid} if that cannot be. */
    @SuppressWarnings("unchecked")
    public <R extends HasMetadata> void apply(R desired, HasMetadata live) {
        Class<R> kind = (Class<R>) desired.getClass();
        try {
            makeOwnFieldsApplied(live);
            setStrategy(desired, live);
            cluster.of(kind).eventFilteringUpdateAndCacheResource(ours(desired), this::serverSideApply);
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(desired, e);
        }
    }

    @Override
    public Optional<HasMetadata> read(HasMetadata object) {
        try {
            return new Live(client())
                    .read(
                            object.getClass(),
                            object.getMetadata().getNamespace(),
                            object.getMetadata().getName())
                    .map(HasMetadata.class::cast);
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(object, e);
        }
    }

    /**
     * Puts an object of ours back: the new {@code managedFields} make ours what somebody put in our fields' place, so that the
     * apply removes it. The number of replicas stays.
     */
    @Override
    @SuppressWarnings("unchecked")
    public <R extends HasMetadata> R restore(R desired, HasMetadata live, JsonNode managedFields) {
        Class<R> kind = (Class<R>) desired.getClass();
        keepReplicas(desired, live);
        try {
            claim(live, managedFields);
            setStrategy(desired, live);
            return cluster.of(kind).eventFilteringUpdateAndCacheResource(ours(desired), this::serverSideApply);
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(desired, e);
        }
    }

    private void claim(HasMetadata live, JsonNode managedFields) {
        FieldClaims.claim(live, managedFields)
                .ifPresent(patch -> client().resource(live).patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    private static void keepReplicas(HasMetadata desired, HasMetadata live) {
        if (desired instanceof Deployment deployment && live instanceof Deployment now) {
            deployment.getSpec().setReplicas(now.getSpec().getReplicas());
        } else if (desired instanceof StatefulSet set && live instanceof StatefulSet now) {
            set.getSpec().setReplicas(now.getSpec().getReplicas());
        }
    }

    private <R extends HasMetadata> R serverSideApply(R desired) {
        return client().resource(desired).patch(FieldClaims.APPLY);
    }

    private void makeOwnFieldsApplied(HasMetadata live) {
        FieldClaims.applied(live)
                .ifPresent(patch -> client().resource(live).patch(PatchContext.of(PatchType.JSON), patch));
    }

    private void setStrategy(HasMetadata desired, HasMetadata live) {
        FieldClaims.strategy(desired, live)
                .ifPresent(patch -> client().resource(live).patch(FieldClaims.MERGE, patch));
    }

    /** What is done to a StatefulSet besides. */
    public SetWrites sets() {
        return new SetWrites(client());
    }

    /** Deletes the object that was seen; one that is gone already is fine, and so is another one in its place. */
    public void delete(HasMetadata object) {
        delete(object, DeletionPropagation.BACKGROUND);
    }

    /** Deletes a workload that is to be seen until its last pod is gone. */
    public void deleteAfterPods(HasMetadata workload) {
        delete(workload, DeletionPropagation.FOREGROUND);
    }

    private void delete(HasMetadata object, DeletionPropagation propagation) {
        try {
            if (!(object instanceof Job job) || new JobRelease(client()).of(job)) {
                new ExactDelete(client()).delete(object, propagation);
            }
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(object, e);
        }
    }

    /** A Job whose end is recorded may go. */
    public void release(Job job) {
        new JobRelease(client()).of(job);
    }

    /**
     * Deletes the very pod that was judged, as it was judged: in a StatefulSet its successor has its name. False if it has
     * changed since, or is gone.
     */
    public boolean deleteAsJudged(Pod judged) {
        try {
            return new ExactDelete(client()).deleteUnchanged(judged, DeletionPropagation.BACKGROUND);
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(judged, e);
        }
    }

    /** Writes where a Service leads in other sites, as a new slice or, if it is known, in place of the one that is there. */
    public void lead(EndpointSlice slice, boolean known) {
        new SliceWrites(client()).write(ours(slice), known);
    }

    /** Makes an object that is in no cache of this class, unless it is there. */
    public void createCopy(HasMetadata copy) {
        try {
            client().resource(ours(copy)).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw Obstacle.orUnavailable(copy, e);
            }
        }
    }

    /** Deletes an object unless it changed since. */
    public void deleteUnchanged(HasMetadata object) {
        try {
            new ExactDelete(client()).deleteUnchanged(object, DeletionPropagation.BACKGROUND);
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(object, e);
        }
    }

    /** Adds entries to a Secret, unless it has changed since it was read. */
    public void addData(Secret secret, ObjectNode data, Map<String, String> annotations) {
        ObjectNode patch = Json.object();
        ObjectNode metadata = patch.putObject("metadata")
                .put("uid", secret.getMetadata().getUid())
                .put("resourceVersion", secret.getMetadata().getResourceVersion());
        ObjectNode notes = metadata.putObject("annotations");
        annotations.forEach(notes::put);
        patch.set("data", data);
        try {
            cluster.of(Secret.class)
                    .eventFilteringUpdateAndCacheResource(
                            ours(secret),
                            now -> client().resource(now)
                                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString()));
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(secret, e);
        }
    }

    /** Pods of the component, as the API server has them now. */
    public List<Pod> pods() {
        return list(Pod.class, owner.selector(), "the list of its pods");
    }

    /** Claims of the component; there is no cache of them. */
    public List<PersistentVolumeClaim> claims() {
        return list(PersistentVolumeClaim.class, owner.selector(), "the list of its volumes");
    }

    /** Every claim of the namespace, whoever made it. */
    public List<PersistentVolumeClaim> allClaims() {
        return list(PersistentVolumeClaim.class, Map.of(), "the list of volumes");
    }

    private <R extends HasMetadata> List<R> list(Class<R> kind, Map<String, String> labels, String what) {
        try {
            return client().resources(kind)
                    .inNamespace(owner.namespace())
                    .withLabels(labels)
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(what, e);
        }
    }

    /** Asks for a larger volume; the API server refuses where the StorageClass does not allow it. */
    public void enlarge(PersistentVolumeClaim claim, String size) {
        ObjectNode patch = Json.object();
        patch.putObject("metadata").put("uid", claim.getMetadata().getUid());
        patch.putObject("spec").putObject("resources").putObject("requests").put("storage", size);
        try {
            client().resource(claim).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(claim, e);
        }
    }

    /** An object of the customer, or one of ours, as it is now. */
    public <R extends HasMetadata> Optional<R> read(Class<R> kind, String name) {
        try {
            return new Live(client()).read(kind, owner.namespace(), name);
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(kind.getSimpleName() + " " + name, e);
        }
    }

    /** What the cluster warns of about an object, as its events have it. */
    public List<Event> warnings(String kind, String name) {
        return client().v1()
                .events()
                .inNamespace(owner.namespace())
                .withField("involvedObject.kind", kind)
                .withField("involvedObject.name", name)
                .withField("type", "Warning")
                .list()
                .getItems();
    }

    private KubernetesClient client() {
        return cluster.client();
    }
}
