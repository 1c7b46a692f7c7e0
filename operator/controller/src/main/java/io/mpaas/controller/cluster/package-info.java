/**
 * Where the objects of components live: caches, indexes, nodes, kept renderings, and the one place that writes. In: rendered objects. Out:
 * objects in the cluster, or an Obstacle in the API server's words.
 */
@NullMarked
package io.mpaas.controller.cluster;

import org.jspecify.annotations.NullMarked;
