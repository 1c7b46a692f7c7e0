/**
 * Clusters elsewhere: what a kubeconfig may say, and what is known of a cluster by what it answered. Input: text, answers and times.
 * Output: how it is reached, or problems; its stage; the status of a Site. Pure.
 */
@NullMarked
package io.mpaas.planning.site;

import org.jspecify.annotations.NullMarked;
