/**
 * The page of `kubectl mpaas console`: what it is told, and the server that tells it to one person on one machine.
 *
 * <pre>
 *   Source (informers) ─▶ Seen ─▶ View ─▶ Patch ─▶ Feed (at most 4 a second) ─▶ Streams ─▶ every open page
 *   browser ─▶ PageServer ─▶ Guard (host, origin, site, cookie) ─▶ Routes ─▶ Assets, Streams, Detail, Wish
 * </pre>
 *
 * <p>What a page is told is made by pure functions from what {@code status} and {@code why} show; the package knows no cluster client.
 * Sentences travel as ids of the message catalogue with arguments ({@link io.mpaas.planning.value.Say}); the page builds none.
 */
@NullMarked
package io.mpaas.cli.web;

import org.jspecify.annotations.NullMarked;
