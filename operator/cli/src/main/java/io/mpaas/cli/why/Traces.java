package io.mpaas.cli.why;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster has about one component, as it was read.
 *
 * @param workload its Deployment, StatefulSet, DaemonSet or latest Job
 * @param events of the Component, the workload and the pods
 * @param logs last lines of containers that ended badly
 * @param unread what could not be read, and why
 */
public record Traces(
        Optional<HasMetadata> workload, List<Pod> pods, List<Event> events, List<Log> logs, List<String> unread) {
    /**
     * The end of a container's log.
     */
    public record Log(String pod, String container, List<String> lines) {
        public Log {
            lines = List.copyOf(lines);
        }
    }

    public Traces {
        pods = List.copyOf(pods);
        events = List.copyOf(events);
        logs = List.copyOf(logs);
        unread = List.copyOf(unread);
    }
}
