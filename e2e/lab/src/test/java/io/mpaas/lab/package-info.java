@NullMarked
package io.mpaas.lab;

import org.jspecify.annotations.NullMarked;
