/** Asks the API server what it would say to objects, before anything is written. Input: trials; output: problems. */
@NullMarked
package io.mpaas.controller.trial;

import org.jspecify.annotations.NullMarked;
