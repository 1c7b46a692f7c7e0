# The operator and the product on a kind cluster. Sourced, never run; wants KUBECONFIG, kubectl, $cluster and $state.
namespace=mpaas

operator_namespace=mpaas-system
helm() { "$root/charts/helm" --namespace "$operator_namespace" "$@"; }

# The operator as it is shipped: image and chart, in a namespace that admits restricted pods only.
start_operator() {
  load_operator
  step "install the chart" chart --wait --timeout 5m
}

load_operator() {
  local archive; archive=$(ls "$root"/operator/image/target/image/mpaas-operator-*.tar) || fail "There is no image of the operator: make image"
  "$kind_dir/cluster" load "$cluster" "$archive"
  restricted_namespace "$operator_namespace"
}

# chart OPTION…: installs or upgrades it.
chart() { helm upgrade --install mpaas-operator "$root/charts/mpaas-operator" --set image.pullPolicy=Never "$@"; }

stop_operator() {
  step "uninstall the chart" helm uninstall mpaas-operator --wait
  kubectl delete validatingwebhookconfiguration mpaas-operator --ignore-not-found >/dev/null
}

# The images of the product, and the Release that names them.
load_product() {
  local images; images=$("$kind_dir/images")
  "$kind_dir/cluster" load "$cluster" "$images/images.tar"
  json "$root/crds/samples/release-4.2.0.yaml" | jq --rawfile images "$images/images.txt" -f "$kind_dir/release.jq" >"$state/release.json"
  kubectl apply -f "$state/release.json" >/dev/null
}

# json FILE: needs the CRDs to be there.
json() { kubectl create --dry-run=client --validate=false -o json -f "$1"; }

restricted_namespace() {
  kubectl create namespace "$1" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
  kubectl label namespace "$1" --overwrite pod-security.kubernetes.io/enforce=restricted >/dev/null
}

# install_sample SAMPLE: an Installation of crds/samples, with the images of this cluster.
install_sample() {
  restricted_namespace "$namespace"
  json "$root/crds/samples/installation-$1.yaml" | jq -f "$kind_dir/installation.jq" |
    kubectl -n "$namespace" apply -f - >/dev/null
}

follow() { "$root/operator/cli/target/kubectl-mpaas" status -n "$namespace" --watch --until-ready --timeout "$1"; }

# restarts NAMESPACE: of all containers of all pods there.
restarts() { kubectl -n "$1" get pods -o json | jq '[.items[].status.containerStatuses[]?.restartCount] | add // 0'; }

# uninstall: everything, volumes and passwords too.
uninstall() {
  kubectl -n "$namespace" patch minst mpaas --type merge -p '{"spec": {"deletion": {"data": "Delete"}}}' >/dev/null
  kubectl -n "$namespace" delete minst mpaas --timeout 5m >/dev/null
  kubectl delete namespace "$namespace" --timeout 2m >/dev/null
}
