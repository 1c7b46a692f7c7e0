package io.mpaas.planning.value;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Conditions by the Kubernetes API conventions: {@code lastTransitionTime} moves only when the status changes. */
public final class Conditions {
    private static final int MAX_MESSAGE = 1024;

    private Conditions() {}

    /** Types of conditions; one per fact. */
    public enum Type {
        /** Installation: the spec is free of errors. */
        Accepted,
        /** Installation: the cluster it runs in has Ready nodes. */
        SitesReady,
        /** Installation in several sites: everything goes on after the loss of any one failure domain of its tier. */
        AutoFailover,
        /** Installation: every component is Ready. */
        ComponentsReady,
        /** Installation: the Release of the cluster is not the one that was accepted; there while it is so. */
        ReleaseChanged,
        /** Site elsewhere: no check of its cluster failed, of those that the operator can make; before the first write there it must not be False. */
        PreflightPassed,
        /** The operator changes nothing of it, by request; there while it is so. */
        Held,
        /** Installation: updates that have not begun wait, by request; there while it is so. */
        Paused,
        /** Installation: a change failed and was taken back, or is on its way; there until another change, or a retry. */
        RolledBack,
        /** Site: the cluster that was made for it has had all its nodes; from then on it counts as a cluster like others. */
        ClusterMade,
        /** It serves, at whatever revision. */
        Available,
        /** It serves at the revision asked for. */
        Ready
    }

    /**
     * Writes the conditions of one status.
     *
     * @param generation of the spec that they are about
     * @param before the conditions that were written last
     */
    public record Pen(long generation, List<Condition> before, Instant now) {
        public Condition of(Type type, Verdict verdict, Reason reason, String message) {
            String status = verdict.name();
            String since = find(before, type)
                    .filter(old -> status.equals(old.getStatus()))
                    .map(Condition::getLastTransitionTime)
                    .orElse(time(now));
            return new ConditionBuilder()
                    .withType(type.name())
                    .withStatus(status)
                    .withReason(reason.name())
                    .withMessage(message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE - 1) + "…" : message)
                    .withObservedGeneration(generation)
                    .withLastTransitionTime(since)
                    .build();
        }
    }

    public static Optional<Condition> find(List<Condition> conditions, Type type) {
        return conditions.stream()
                .filter(condition -> type.name().equals(condition.getType()))
                .findFirst();
    }

    /** What a condition that is not there says is not known. */
    public static Verdict verdict(List<Condition> conditions, Type type) {
        return find(conditions, type).map(Verdict::of).orElse(Verdict.Unknown);
    }

    public static boolean isTrue(List<Condition> conditions, Type type) {
        return verdict(conditions, type).isTrue();
    }

    /** A time as Kubernetes writes it, in whole seconds. */
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
