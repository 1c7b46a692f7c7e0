/**
 * From what people wrote to what each component shall be, and what to do about it now. Pure: no client, no clock, no environment, no
 * randomness.
 *
 * <pre>
 *   compile   whole   history   observe    a Blueprint; the report of all; what was; cluster objects as facts
 *   preflight                              whether a cluster is fit for it
 *   check     decide  render               problems; the Step of one component; its Kubernetes objects
 *   hash      pods    release  review      what decides pods; pods in trouble; Releases chosen, kept, compared
 *   inspect                                questions about a cluster, answered all at once
 *   value     drift   kstatus              names, JSON, problems; differences; how an object is
 * </pre>
 */
@NullMarked
package io.mpaas.planning;

import org.jspecify.annotations.NullMarked;
