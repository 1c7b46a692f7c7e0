/**
 * Who wrote what, from the API server's audit log. Input: a file; output: counts; nothing is asked of a cluster.
 */
@NullMarked
package io.mpaas.observer.audit;

import org.jspecify.annotations.NullMarked;
