package io.mpaas.cluster;

/** A program of the cluster and the Go package that it is built from. */
enum Program {
    ETCD("etcd", "kubernetes", "go.etcd.io/etcd/server/v3"),
    KUBE_APISERVER("kube-apiserver", "kubernetes", "k8s.io/kubernetes/cmd/kube-apiserver"),
    KUBE_CONTROLLER_MANAGER("kube-controller-manager", "kubernetes", "k8s.io/kubernetes/cmd/kube-controller-manager"),
    KUBE_SCHEDULER("kube-scheduler", "kubernetes", "k8s.io/kubernetes/cmd/kube-scheduler"),
    KUBECTL("kubectl", "kubernetes", "k8s.io/kubernetes/cmd/kubectl"),
    KWOK("kwok", "kwok", "sigs.k8s.io/kwok/cmd/kwok");

    /** Name of the executable file. */
    final String executable;
    /** Folder of the pinned Go module below {@code go/}. */
    final String module;

    final String goPackage;

    Program(String executable, String module, String goPackage) {
        this.executable = executable;
        this.module = module;
        this.goPackage = goPackage;
    }
}
