package io.mpaas.planning.render;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Set;

/** Kinds of objects that a component is made of, but for those of the type Manifests. */
public final class OwnedKinds {
    /** All of them. */
    public static final List<Class<? extends HasMetadata>> ALL = List.of(
            Deployment.class,
            StatefulSet.class,
            DaemonSet.class,
            Job.class,
            Pod.class,
            Service.class,
            ConfigMap.class,
            Secret.class,
            PodDisruptionBudget.class,
            ControllerRevision.class);

    private static final Set<Class<? extends HasMetadata>> RUNNING =
            Set.of(Deployment.class, StatefulSet.class, DaemonSet.class, Job.class, Pod.class);

    private OwnedKinds() {}

    /** Whether an object runs something; what is around it goes after it. */
    public static boolean runs(HasMetadata object) {
        return RUNNING.contains(object.getClass());
    }
}
