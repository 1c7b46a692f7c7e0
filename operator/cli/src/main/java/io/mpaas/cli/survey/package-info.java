/**
 * Reads of a cluster what checks want to know: {@link io.mpaas.cli.survey.Survey} says what is read in which order, the others read
 * one thing each. What cannot be read becomes an unknown fact with the reason, never an error.
 */
@NullMarked
package io.mpaas.cli.survey;

import org.jspecify.annotations.NullMarked;
