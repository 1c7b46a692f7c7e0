/**
 * One Installation: accept, compile, write Components, report the whole, remember, end.
 *
 * <pre>
 *   InstallationSources ─▶ InstallationView ─▶ InstallationPass (Acceptance, Compilations) ─▶ ComponentWriter ─▶ InstallationPublisher
 *                                          └─▶ InstallationEnd (deleted: Components go, then what is left)
 * </pre>
 */
@NullMarked
package io.mpaas.controller.installation;

import org.jspecify.annotations.NullMarked;
