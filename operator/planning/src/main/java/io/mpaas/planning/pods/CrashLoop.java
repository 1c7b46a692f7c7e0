package io.mpaas.planning.pods;

import java.time.Instant;

/**
 * A pod that waits out the kubelet's back-off after a crash.
 *
 * @param created when the pod was made
 * @param started when the run began that ended last: what it needed, it looked for after that
 * @param onReadyNode whether its kubelet is known to be there
 */
public record CrashLoop(String pod, Instant created, Instant started, boolean onReadyNode) {}
