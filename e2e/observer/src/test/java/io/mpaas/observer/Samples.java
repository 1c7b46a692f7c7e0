package io.mpaas.observer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Small workloads as an operator would make them. */
public final class Samples {
    private Samples() {}

    /** With pods that are ready after {@code seconds}. */
    public static HasMetadata deployment(String name, int replicas, String seconds, String contentHash) {
        return new KubernetesSerialization()
                .unmarshal("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %1$s
                  labels: {mpaas.io/component: %1$s}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {mpaas.io/component: %1$s}}
                  template: %3$s
                """.formatted(name, replicas, template(name, seconds, contentHash)), Deployment.class);
    }

    /** With a volume each, all at once. */
    public static HasMetadata statefulSet(String name, int replicas, String seconds) {
        return new KubernetesSerialization()
                .unmarshal("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata:
                  name: %1$s
                  labels: {mpaas.io/component: %1$s}
                spec:
                  replicas: %2$d
                  serviceName: %1$s-peers
                  podManagementPolicy: Parallel
                  selector: {matchLabels: {mpaas.io/component: %1$s}}
                  template: %3$s
                  volumeClaimTemplates:
                  - metadata: {name: data}
                    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """.formatted(name, replicas, template(name, seconds, "v1")), StatefulSet.class);
    }

    public static HasMetadata job(String name, String seconds) {
        return new KubernetesSerialization()
                .unmarshal(
                        """
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: %1$s-v1
                  labels: {mpaas.io/component: %1$s}
                spec:
                  template: %2$s
                """.formatted(
                                name,
                                template(name, seconds, "v1").replace("spec: {", "spec: {restartPolicy: Never, ")),
                        Job.class);
    }

    private static String template(String name, String seconds, String contentHash) {
        return """
                {metadata: {labels: {mpaas.io/component: %s, mpaas.io/content-hash: %s}, \
                annotations: {mpaas.io/simulated-start-seconds: "%s"}}, \
                spec: {containers: [{name: main, image: example/main}]}}""".formatted(name, contentHash, seconds);
    }
}
