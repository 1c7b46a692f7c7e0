# The operator and the product on a kind cluster. Sourced, never run; wants KUBECONFIG, kubectl, $cluster and $state.
namespace=mpaas

# The images of the product; $release is the Release that names them.
load_images() {
  local images; images=$("$kind_dir/images")
  "$kind_dir/cluster" load "$cluster" "$images/images.tar"
  release=$state/release.json
  json "$root/crds/samples/release-4.2.0.yaml" | jq --rawfile images "$images/images.txt" -f "$kind_dir/release.jq" >"$release"
}

# json FILE: needs the CRDs to be there.
json() { kubectl create --dry-run=client --validate=false -o json -f "$1"; }

install_crds() {
  kubectl apply -f "$root/crds/generated" >/dev/null
  kubectl wait --for=condition=Established crd/{releases,installations,components,sites}.mpaas.io >/dev/null
}

# The operator as a process beside the cluster, as a ServiceAccount with exactly the chart's rights.
start_operator() {
  local own=$state/operator.kubeconfig user
  kubectl apply -f - >/dev/null <<END
{apiVersion: v1, kind: Namespace, metadata: {name: mpaas-system}}
---
{apiVersion: v1, kind: ServiceAccount, metadata: {name: mpaas-operator, namespace: mpaas-system}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: mpaas-operator}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: mpaas-operator}
subjects: [{kind: ServiceAccount, name: mpaas-operator, namespace: mpaas-system}]
END
  kubectl apply -f "$root/charts/mpaas-operator/templates/clusterrole.yaml" >/dev/null
  kubectl config view --raw --flatten >"$own"
  user=$(kubectl config view -o jsonpath='{.users[0].name}')
  KUBECONFIG=$own kubectl config unset "users.$user" >/dev/null
  KUBECONFIG=$own kubectl config set-credentials "$user" --token "$(kubectl -n mpaas-system create token mpaas-operator --duration 24h)" >/dev/null
  KUBECONFIG=$own setsid "$("$root/.ci/find-jdk")/bin/java" -XX:+UseSerialGC -Xms16m -Xmx256m -Dquarkus.http.port=0 -Dmpaas.webhook.enabled=false \
    -jar "$root/operator/controller/target/quarkus-app/quarkus-run.jar" >"$state/operator.log" 2>&1 </dev/null 9>&- &
  echo $! >"$state/operator.pid"
}

stop_operator() {
  [ -f "$state/operator.pid" ] || return 0
  local pid; pid=$(cat "$state/operator.pid")
  if grep --quiet --no-messages quarkus-run.jar "/proc/$pid/cmdline"; then
    kill "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  fi
  rm -f "$state/operator.pid"
}

# install SAMPLE: an Installation of crds/samples, with the images of this cluster, in a namespace that admits restricted pods only.
install() {
  kubectl create namespace "$namespace" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
  kubectl label namespace "$namespace" --overwrite pod-security.kubernetes.io/enforce=restricted >/dev/null
  kubectl apply -f "$release" >/dev/null
  json "$root/crds/samples/installation-$1.yaml" | jq --slurpfile release "$release" -f "$kind_dir/installation.jq" |
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
