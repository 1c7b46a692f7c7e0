package io.mpaas.controller;

/** What the passes of all components share to keep objects as they were rendered. Nothing in it outlives the process. */
record Upkeep(DriftRepair drift, InPlace inPlace, Transitions transitions) {}
