/** Operator and CustomResourceDefinitions of two versions: what is too old to work with, and what is newer than we understand. */
@NullMarked
package io.mpaas.controller.skew;

import org.jspecify.annotations.NullMarked;
