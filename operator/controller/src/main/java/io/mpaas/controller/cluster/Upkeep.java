package io.mpaas.controller.cluster;

import io.mpaas.controller.report.Transitions;

/** What the passes of all components share to keep objects as they were rendered. Nothing in it outlives the process. */
public record Upkeep(DriftRepair drift, InPlace inPlace, Transitions transitions) {}
