@NullMarked
package io.mpaas.observer.audit;

import org.jspecify.annotations.NullMarked;
