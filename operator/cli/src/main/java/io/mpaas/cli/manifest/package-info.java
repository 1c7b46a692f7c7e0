/** From text to documents that are known to fit the CRDs. Reads files; knows no rules but the schema's. */
@NullMarked
package io.mpaas.cli.manifest;

import org.jspecify.annotations.NullMarked;
