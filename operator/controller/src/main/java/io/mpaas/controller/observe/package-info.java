/**
 * What an operations platform sees: metrics and the context of log lines. Input: what the framework and the client report of each
 * pass and request. Nothing here decides anything or is waited for.
 *
 * <p>Labels are bounded: namespaces, installations, phases, kinds and verbs; never a component's name.
 */
@NullMarked
package io.mpaas.controller.observe;

import org.jspecify.annotations.NullMarked;
