package io.mpaas.controller.report;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.mpaas.api.v1alpha1.Component;
import java.time.Duration;
import java.time.Instant;

/**
 * The API server, or something that it asks on the way, such as somebody else's webhook, did not do what it was asked for, and may
 * do so the next time.
 *
 * <p>The first tries come quickly and are not worth a word. What {@link #lasts lasts} is said on the object, and tried again every
 * {@link Obstacle#RETRY}.
 */
public final class Unavailable extends RuntimeException {
    /** Quick tries, in about a second and a half. */
    private static final int QUICK_TRIES = 3;

    /** A component is to have a phase within ten seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private static final long serialVersionUID = 1L;

    private final boolean silence;

    public Unavailable(String what, KubernetesClientException cause) {
        super(what + ": " + sentence(cause), cause);
        this.silence = isSilence(cause);
    }

    /** Whether the API server gave no answer at all. */
    boolean isSilence() {
        return silence;
    }

    /** What ends on the way has no code, or -1. */
    private static boolean isSilence(KubernetesClientException e) {
        return e.getCode() <= 0;
    }

    /** Whether the quick tries of this pass are over. */
    public static boolean lasts(Context<?> context) {
        return context.getRetryInfo()
                .map(RetryInfo::getAttemptCount)
                .filter(tries -> tries >= QUICK_TRIES)
                .isPresent();
    }

    /**
     * The same of a component: one that has said nothing yet says it as soon as slow answers use up the time in which it is to say
     * something.
     */
    public static boolean lasts(Context<?> context, Component component, Instant now) {
        boolean silent = component.getStatus() == null || component.getStatus().phase() == null;
        String made = component.getMetadata().getCreationTimestamp();
        return lasts(context)
                || (silent && made != null && !now.isBefore(Instant.parse(made).plus(SILENCE)));
    }

    /** A sentence for people. */
    public String sentence() {
        return getMessage() + "; tried again every " + Obstacle.RETRY.toSeconds() + " s";
    }

    /** What ended a pass early, a sentence for people; the pass is tried again with a growing pause. */
    public static String describe(Exception failure) {
        String words = failure instanceof Unavailable unavailable
                ? String.valueOf(unavailable.getMessage())
                : failure instanceof KubernetesClientException refused
                        ? sentence(refused)
                        : "internal error, see the operator's log: " + failure;
        return words + "; tried again within 30 s";
    }

    /** What the API server answered, if it answered. */
    public static String sentence(KubernetesClientException e) {
        return isSilence(e)
                ? "the API server did not answer: " + Obstacle.words(e)
                : "the API server answered " + e.getCode() + ": " + Obstacle.words(e);
    }
}
