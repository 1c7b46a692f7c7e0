package io.mpaas.controller;

import io.mpaas.planning.decide.Situation;
import io.mpaas.planning.decide.Step;

/** What a pass did, and the situation it left. */
record Outcome(Situation situation, Step step) {}
