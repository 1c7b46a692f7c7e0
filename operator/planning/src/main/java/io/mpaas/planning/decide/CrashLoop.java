package io.mpaas.planning.decide;

import java.time.Instant;

/**
 * A pod that waits out the kubelet's back-off after a crash.
 *
 * @param created when the pod was made
 * @param crashed when its container ended last
 * @param onReadyNode whether its kubelet is known to be there
 */
public record CrashLoop(String pod, Instant created, Instant crashed, boolean onReadyNode) {}
