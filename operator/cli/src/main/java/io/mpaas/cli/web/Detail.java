package io.mpaas.cli.web;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.cli.why.Chain;
import io.mpaas.cli.why.Explanation;
import io.mpaas.cli.why.Sign;
import io.mpaas.planning.value.Say;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All about one component, as it was read when somebody looked.
 *
 * @param chain from it down to its causes, as `why` tells it
 * @param causes of it, with evidence, as `why` tells them
 * @param sites where it runs, if that is not the operator's own cluster
 * @param events that happened last, oldest first
 * @param unread what could not be read, and why
 * @param restarts what a restart would replace, dependencies first; empty if nothing
 * @param notRestarted why nothing of it would be replaced, in the words of `restart`
 */
public record Detail(
        String name,
        List<ConditionView> conditions,
        List<Chain.Link> chain,
        List<Explanation.Cause> causes,
        List<SiteView> sites,
        List<Sign> events,
        List<PodView> pods,
        List<LogTail> logs,
        List<String> unread,
        List<Action> actions,
        List<String> restarts,
        @Nullable String notRestarted) {

    /** A condition as the operator wrote it. */
    public record ConditionView(
            String type,
            String status,
            String reason,
            @Nullable String message,
            @Nullable String since) {
        public static ConditionView of(Condition condition) {
            return new ConditionView(
                    condition.getType(),
                    condition.getStatus(),
                    condition.getReason(),
                    condition.getMessage(),
                    condition.getLastTransitionTime());
        }
    }

    /**
     * A pod.
     *
     * @param words what keeps it from serving
     */
    public record PodView(
            String name,
            String phase,
            boolean ready,
            int restarts,
            @Nullable String node,
            @Nullable String words) {}

    /** The end of a container's log. */
    public record LogTail(String pod, String container, List<String> lines) {}

    /**
     * What may be asked for.
     *
     * @param missing why it may not: the permission that is not there; absent where it may
     */
    public record Action(Wish.Kind kind, @Nullable Say missing) {}
}
