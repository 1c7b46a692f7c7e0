# The second life of the product: what was started is stopped, restarted, moved, updated, upgraded, taken away and installed again, and
# what it was told before is there each time. Sourced by `stories`, never run; wants `product.sh` and the words of `stories`.
rows=1000 keys=1000 znodes=20 messages=100

in_pod() { kubectl -n "$namespace" exec "$1" -- bash -c "$2"; }
ordinals() { seq 0 $(($(kubectl -n "$namespace" get statefulset "$1" -o jsonpath='{.spec.replicas}') - 1)); }

sql() { in_pod "mysql-$1" "MYSQL_PWD=\$MPAAS_PASSWORD_ROOT mariadb --no-defaults --socket=/tmp/mysqld.sock --user=root --skip-column-names mpaas --execute='$2'"; }
redis() { in_pod redis-0 "$1 | REDISCLI_AUTH=\$MPAAS_PASSWORD_APP redis-cli --user app ${2:-}"; }
zookeeper() { in_pod zookeeper-0 ". /etc/zookeeper/conf/environment; $1 | java -cp \"\$CLASSPATH\" org.apache.zookeeper.ZooKeeperMain -server 127.0.0.1:2181 2>/dev/null"; }
broker() { in_pod "mq-broker-$1" "HOME=/tmp RABBITMQ_NODENAME=rabbit@localhost /usr/lib/rabbitmq/bin/rabbitmqctl --quiet $2"; }

# Every broker is one of its own, so each gets its messages: persistent ones, in a durable queue.
fill_broker() {
  broker "$1" "eval 'rabbit_amqqueue:declare({resource,<<\"/\">>,queue,<<\"kept\">>}, true, false, [], none, <<\"story\">>),
    [rabbit_basic:publish({resource,<<\"/\">>,exchange,<<>>}, <<\"kept\">>, [{delivery_mode,2}], integer_to_binary(N)) || N <- lists:seq(1,$messages)].'" >/dev/null
}

write_data() {
  local ordinal
  say "Rows, keys, znodes and messages are written"
  sql 0 "CREATE TABLE IF NOT EXISTS kept (n INT PRIMARY KEY); INSERT IGNORE INTO kept SELECT seq FROM seq_1_to_$rows"
  redis "seq $keys | sed 's/.*/SET kept-& &/'" >/dev/null
  zookeeper "{ echo create /kept; seq $znodes | sed 's#.*#create /kept/& &#'; }" >/dev/null
  for ordinal in $(ordinals mq-broker); do fill_broker "$ordinal"; done
  passwords=$(passwords)
  the_data_is_there
}

rows() { local ordinal; for ordinal in $(ordinals mysql); do sql "$ordinal" "SELECT COUNT(*) FROM kept"; done | paste -sd' '; }
keys() { redis true "--scan --pattern 'kept-*'" | wc -l; }
znodes() { zookeeper "echo ls /kept" | grep '^\[' | tr , '\n' | wc -l; }
messages() { local ordinal; for ordinal in $(ordinals mq-broker); do broker "$ordinal" "list_queues name messages" | awk '$1 == "kept" { print $2 }'; done | paste -sd' '; }
passwords() { kubectl -n "$namespace" get secrets -l app.kubernetes.io/managed-by=mpaas-operator -o json | jq -c '[.items[] | [.metadata.name, .data]] | sort' | sha256sum; }
each() { local set=$1 value=$2; for _ in $(ordinals "$set"); do echo "$value"; done | paste -sd' '; }

the_data_is_there() {
  expect "rows, asked of each member" "$(rows)" "$(each mysql $rows)"
  expect "keys" "$(keys)" "$keys"
  expect "znodes" "$(znodes)" "$znodes"
  expect "messages of each broker" "$(messages)" "$(each mq-broker $messages)"
  expect "passwords that changed" "$([ "$(passwords)" = "$passwords" ] && echo none || echo some)" none
}

# lives_again WHAT SINCE: everything is Ready with its data, and no container restarted.
lives_again() {
  within 600 "everything is Ready again" settled
  the_data_is_there
  nobody_restarted "$namespace"
  figure "$1: everything Ready again, with its data, after $((SECONDS - $2)) s, restarts $(restarts "$namespace")"
}

# Ready of what the spec asks for now, by every component, and the last replicas are there as well.
settled() {
  kubectl -n "$namespace" get minst mpaas -o json | jq -e '.metadata.generation as $now | .status | .observedGeneration == $now and any(.conditions[]; .type == "Ready" and .status == "True")' &&
    kubectl -n "$namespace" get mcomp -o json | jq -e 'all(.items[]; .status.phase | IN("Ready", "Completed"))' &&
    kubectl -n "$namespace" get deployments,statefulsets -o json | jq -e 'all(.items[]; .status.readyReplicas == .spec.replicas and .status.observedGeneration == .metadata.generation)'
}

ask() { "$root/operator/cli/target/kubectl-mpaas" "$@" -n "$namespace" --wait --timeout 15m; }
components() { kubectl -n "$namespace" get mcomp -o json | jq -r ".items[] | select(.spec.type | IN($1)) | .metadata.name"; }
completed() { kubectl -n "$namespace" get pods -o json | jq '[.items[] | select(.status.phase == "Succeeded")] | length'; }
all_new() { [ "$(comm -12 <(sort <<<"$1") <(identities | sort) | wc -l)" = "$(completed)" ]; }

stops_and_starts() {
  local start=$SECONDS
  say "Everything is stopped, and started again"
  ask stop --yes >&2
  expect "pods that run while it is stopped" "$(kubectl -n "$namespace" get pods -o json | jq '[.items[] | select(.status.phase != "Succeeded")] | length')" 0
  ask start >&2
  lives_again "stop and start" "$start"
}

restarts_each() {
  local start=$SECONDS before; before=$(identities)
  say "Every component is restarted"
  # shellcheck disable=SC2046 # one word each
  ask restart $(components '"Deployment", "StatefulSet", "DaemonSet"') >&2
  within 180 "every pod is a new one, but for those of Jobs" all_new "$before"
  lives_again "restart of every component" "$start"
}

restarts_cold() {
  local start=$SECONDS
  say "Everything is restarted cold"
  ask restart --cold --yes >&2
  lives_again "cold restart" "$start"
}

moves_off_a_node() {
  local start=$SECONDS
  say "The node $cluster-worker is drained, and removed"
  step "kubectl drain" kubectl drain "$cluster-worker" --ignore-daemonsets --delete-emptydir-data --timeout 5m
  kubectl delete node "$cluster-worker" >/dev/null
  lives_again "a node drained and removed" "$start"
  "$kind_dir/cluster" restart-kubelet "$cluster"
  within 120 "the node is back" kubectl wait --for condition=Ready "node/$cluster-worker" --timeout 1s
}

# The same images under other names: what a new build of each is to the operator.
updates_every_image() {
  local start=$SECONDS
  say "Every image is updated"
  "$kind_dir/cluster" alias "$cluster" kind.local/mpaas/ kind.local/next/
  jq '.metadata.name = "mpaas-4.2.1" | .spec.version = "4.2.1" | walk(if type == "object" and (.image | type) == "string" then .image |= sub("/mpaas/"; "/next/") else . end)' \
    "$state/release.json" >"$state/release-next.json"
  kubectl apply --server-side -f "$state/release-next.json" >/dev/null
  kubectl -n "$namespace" patch minst mpaas --type merge -p '{"spec": {"release": "mpaas-4.2.1"}}' >/dev/null
  lives_again "update of every image" "$start"
  expect "images of the former build" "$(kubectl -n "$namespace" get pods -o json | jq '[.items[].spec.containers[].image | select(contains("/mpaas/"))] | length')" 0
}

upgrades_the_operator() {
  local before; before=$(identities)
  say "The operator is replaced by helm upgrade, with other settings"
  step "helm upgrade" chart --set resources.requests.cpu=110m --wait --timeout 5m
  kubectl -n "$operator_namespace" rollout status deployment/mpaas-operator --timeout 3m >/dev/null
  within 120 "everything is Ready" settled
  expect "pods replaced" "$(diff <(echo "$before") <(identities) | grep -c '^>')" 0
  figure "helm upgrade of the operator: pods of the product replaced 0"
}

# lose_volume POD: the folder goes with its claim.
lose_volume() {
  kubectl -n "$namespace" delete pvc "data-$1" --wait=false >/dev/null
}

refills_a_lost_volume() {
  local start=$SECONDS uid
  say "The volume of mysql-0 is lost, and later all members at once"
  uid=$(uid_of mysql-0)
  lose_volume mysql-0
  kubectl -n "$namespace" delete pod mysql-0 --wait=false >/dev/null
  within 300 "mysql-0 is back" is_back mysql-0 "$uid"
  lives_again "a member's volume lost" "$start"
  start=$SECONDS
  kill_members
  lives_again "then all members at once" "$start"
}

uid_of() { kubectl -n "$namespace" get pod "$1" -o jsonpath='{.metadata.uid}'; }
is_back() { [ "$(uid_of "$1")" != "$2" ] && kubectl -n "$namespace" wait --for condition=Ready "pod/$1" --timeout 1s; }

kill_members() {
  kubectl -n "$namespace" delete pod -l mpaas.io/component=mysql --grace-period=1 --wait=false >/dev/null
  within 60 "mysql is degraded" component_is mysql Degraded
}

survives_both_losses() {
  local start=$SECONDS
  say "All members of mysql and the volume of one are lost at once"
  lose_volume mysql-0
  kill_members
  lives_again "all members and a volume lost at once" "$start"
}

is_installed_again() {
  local start=$SECONDS
  say "It is deleted, its data kept, and installed again"
  kubectl -n "$namespace" get minst mpaas -o json | jq '{apiVersion, kind, metadata: {name: .metadata.name}, spec}' >"$state/again.json"
  kubectl -n "$namespace" delete minst mpaas --timeout 5m >/dev/null
  expect "pods left" "$(pods)" 0
  kubectl -n "$namespace" apply -f "$state/again.json" >/dev/null
  lives_again "deleted and installed on the kept data" "$start"
}

second_life() {
  write_data
  stops_and_starts
  restarts_each
  moves_off_a_node
  updates_every_image
  restarts_cold
  refills_a_lost_volume
  survives_both_losses
  upgrades_the_operator
  is_installed_again
}
