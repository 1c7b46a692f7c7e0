# What the scripts of this folder share: cache, versions, Go programs. Sourced, never run. Words and `step` come from ../kind/lib.sh.
# shellcheck source=../kind/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../kind/lib.sh"
lab=$root/e2e/lab
lab_cache=${XDG_CACHE_HOME:-$HOME/.cache}/mpaas-operator/lab

# version_of MODULE GO-MODULE: the pinned version.
version_of() { awk -v module="$2" '{ sub(/^require /, "") } $1 == module && $2 ~ /^v/ { print $2; exit }' "$lab/go/$1/go.mod"; }

# key_of FILE…: a short hash of names and contents.
key_of() { (cd "$lab" && find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-10); }

# once HOME COMMAND…: fills the folder HOME of the cache by running COMMAND with an empty folder as last argument. HOME is complete or not
# there; one process fills it, the others wait. Never call it in a condition: bash would then ignore what fails in COMMAND.
once() {
  local home=$1; shift
  [ ! -d "$home" ] || return 0
  mkdir -p "$lab_cache"
  (
    exec 8>"$home.lock"
    flock --nonblock 8 || { say "Another process makes $(basename "$home"); waiting for it."; flock 8; }
    [ ! -d "$home" ] || exit 0
    rm -rf "$home.new"
    mkdir "$home.new"
    trap 'rm -rf "$home.new"' EXIT
    "$@" "$home.new" 8>&-
    mv "$home.new" "$home"
  )
}

java() { echo "$(JAVA_HOME=${JAVA_HOME:-} "$root/.ci/find-jdk")/bin/java"; }

# The jars of our own programs, packaged by `make build`.
local_cluster() { built "$root/e2e/local-cluster/target/local-cluster.jar"; }
guests_jar() { built "$root/e2e/lab/target/lab-guests.jar"; }
built() { [ -e "$1" ] || fail "$1 is not there: run make build"; echo "$1"; }
