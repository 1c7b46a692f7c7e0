/**
 * From a status or a refusal to what people see: writes that change something only, events, sentences.
 */
@NullMarked
package io.mpaas.controller.report;

import org.jspecify.annotations.NullMarked;
