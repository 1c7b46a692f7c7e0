# The operator in the running laboratory: with exactly the permissions of its chart. Sourced by what proves something of it, never run.
#
#   work        a folder that ends with the script
#   hub …       kubectl on the management cluster
#   mpaas …     kubectl mpaas there
#   site        the Site room-a, as JSON
work=$(mktemp -d)
operator=
finish() { [ -z "$operator" ] || kill "$operator" 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT

in_lab() { "$lab/openstack" shell "$@"; }
hub() { in_lab kubectl "$@"; }
mpaas() { in_lab "$root/operator/cli/target/kubectl-mpaas" "$@"; }
site() { hub -n mpaas get site room-a -o json; }

# made ARGUMENT…: kubectl create, of what may be there already.
made() { hub "$@" --dry-run=client -o yaml >"$work/made.yaml"; hub apply -f "$work/made.yaml" >/dev/null; }

# With exactly the permissions of the chart. The endpoint of the cluster is on this machine, so it may connect to its own addresses.
start_operator() {
  hub apply --server-side -f "$root/crds/generated" >/dev/null
  hub wait --for=condition=Established crd/releases.mpaas.io crd/installations.mpaas.io crd/components.mpaas.io crd/sites.mpaas.io >/dev/null
  made create namespace mpaas-system
  made -n mpaas-system create serviceaccount mpaas-operator
  hub apply -f "$root/charts/mpaas-operator/templates/clusterrole.yaml" >/dev/null
  sed 's/{{ .Release.Namespace }}/mpaas-system/' "$root/charts/mpaas-operator/templates/role.yaml" >"$work/role.yaml"
  hub apply -f "$work/role.yaml" >/dev/null
  made create clusterrolebinding mpaas-operator --clusterrole mpaas-operator --serviceaccount mpaas-system:mpaas-operator
  made -n mpaas-system create rolebinding mpaas-operator --role mpaas-operator --serviceaccount mpaas-system:mpaas-operator
  local token; token=$(hub -n mpaas-system create token mpaas-operator --duration 24h)
  hub config view --raw -o json | jq --arg token "$token" '.users[0].user = {token: $token} | .contexts[0].context.namespace = "mpaas-system"' >"$work/kubeconfig"
  in_lab env KUBECONFIG="$work/kubeconfig" "$(java)" -XX:+UseSerialGC -Xms16m -Xmx256m -Dquarkus.http.port=0 \
    -Dmpaas.probes.own-addresses=true -jar "$root/operator/controller/target/quarkus-app/quarkus-run.jar" \
    >"$lab/target/operator.log" 2>&1 </dev/null &
  operator=$!
}

credentials() {
  made -n mpaas-system create secret generic cloud --from-file=clouds.yaml="$(in_lab printenv OS_CLIENT_CONFIG_FILE)"
  hub -n mpaas-system label --overwrite secret cloud credentials-for.mpaas.io/mpaas=true >/dev/null
  made -n mpaas-system create configmap add-ons --from-file="$lab/fixtures/add-ons.yaml"
}
