@NullMarked
package io.mpaas.planning.security;

import org.jspecify.annotations.NullMarked;
