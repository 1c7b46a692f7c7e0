/**
 * The operator: reads caches, asks {@code io.mpaas.planning} what to do, does it, writes status if it changed.
 *
 * <pre>
 *   component   health                                       one Component, from observing to status
 *   workload   manifests   installation   site   startup     what a component is made of; an Installation; the process
 *   cluster   admission   observe                            where objects live; the webhook; metrics
 *   report   leader   skew                                   what is said; who acts; objects of other versions
 * </pre>
 *
 * <p>Nothing sleeps or blocks here, and no decision lives in memory only: all state is in the API server.
 */
@NullMarked
package io.mpaas.controller;

import org.jspecify.annotations.NullMarked;
