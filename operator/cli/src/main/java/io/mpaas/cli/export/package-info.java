/**
 * An installation as one file: what the operator has to know to go on elsewhere, without what runs.
 *
 * <pre>
 *   objects ─▶ Archive (stripped, in the order in which they are made) ─▶ YAML; Secrets only sealed with a passphrase
 * </pre>
 */
@NullMarked
package io.mpaas.cli.export;

import org.jspecify.annotations.NullMarked;
