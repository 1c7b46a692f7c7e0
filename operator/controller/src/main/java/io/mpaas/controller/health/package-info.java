/** Answers to the probes of a kubelet: alive, ready, started. */
@NullMarked
package io.mpaas.controller.health;

import org.jspecify.annotations.NullMarked;
