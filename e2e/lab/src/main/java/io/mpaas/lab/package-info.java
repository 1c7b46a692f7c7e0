/**
 * The guest simulator of the OpenStack laboratory: what would boot in a server, boots here as processes.
 *
 * <pre>
 *   Nova ── servers that are ACTIVE ──▶ CloudConfig ──▶ Kubeadm: Init or Join      pure
 *                                                          │
 *            etcd, kube-apiserver, kwok on the server's address ◀── Guest          a server
 *            TCP balancer on the endpoint, kube-controller-manager, scheduler      GuestCluster
 *            Node Ready once a CNI runs, taint gone once a cloud controller runs   AddOns
 * </pre>
 *
 * Real are the user data with its certificates and tokens, etcd with one member per control plane, the API servers, and whatever
 * decides in Kubernetes. Simulated are the disk, the kernel, the kubelet (kwok), the network and the containers.
 */
@NullMarked
package io.mpaas.lab;

import org.jspecify.annotations.NullMarked;
