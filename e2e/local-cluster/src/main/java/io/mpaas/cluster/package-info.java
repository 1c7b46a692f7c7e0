/**
 * A real Kubernetes control plane on this machine, from Go modules alone: no container runtime, no image registry, no root.
 *
 * <pre>
 *   Programs        etcd, kube-apiserver, … : built once, kept in the user's cache
 *   ControlPlane    runs them as GuardedProcesses in a WorkDirectory
 *   LocalCluster    what others use: kubeconfigs, a client, simulated nodes, faults
 *   ClusterExtension  the same for JUnit;  Main  the same for the command line
 * </pre>
 *
 * The nodes are simulated (kwok): pods become Ready without a container. That is right for speed, scale and faults and
 * proves nothing about images, probes or processes.
 */
@NullMarked
package io.mpaas.cluster;

import org.jspecify.annotations.NullMarked;
