# How a story is judged, and what it tells at the end. Sourced, never run; wants `product.sh`.
figures=()

# expect WHAT ACTUAL EXPECTED
expect() { [ "$2" = "$3" ] && say "  ✓ $1: $2" || fail "  ✗ $1: $2, expected $3"; }

# nobody_restarted NAMESPACE: who did says why in its last words.
nobody_restarted() {
  local pod container
  kubectl -n "$1" get pods -o json | jq -r '.items[] | .metadata.name as $pod | .status.containerStatuses[]? | select(.restartCount > 0) | "\($pod) \(.name)"' |
    while read -r pod container; do
      say "    $pod $container ended with"
      kubectl -n "$1" logs "$pod" -c "$container" --previous --tail 5 >&2 || true
    done
  expect "restarts" "$(restarts "$1")" 0
}

# within SECONDS WHAT COMMAND…: prints how long it took.
within() {
  local limit=$1 what=$2 start=$SECONDS; shift 2
  until "$@" >/dev/null 2>&1; do
    [ $((SECONDS - start)) -lt "$limit" ] || fail "  ✗ $what: not within $limit s"
    sleep 0.2
  done
  say "  ✓ $what: after $((SECONDS - start)) s"
}

# figure TEXT: for the closing lines.
figure() { figures+=("$1"); }

component_is() { [ "$(kubectl -n "$namespace" get mcomp "$1" -o jsonpath='{.status.phase}')" = "$2" ]; }
installation_is() { [ "$(kubectl -n "$namespace" get minst mpaas -o jsonpath="{.status.conditions[?(@.type=='$1')].status}")" = "$2" ]; }

all_hold() {
  say "All stories hold."
  printf '  %s\n' "${figures[@]}" >&2
}
