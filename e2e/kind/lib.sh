# What the scripts of this folder share: words, cache, Go programs, the container engine. Sourced, never run.
set -euo pipefail
kind_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$kind_dir/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/mpaas-operator/kind

say() { echo "$*" >&2; }
fail() { say "$*"; exit 1; }

# step TEXT COMMAND...: runs it silently and says how long it took; its output is shown only if it fails.
step() {
  local text=$1 log; shift
  log=$(mktemp)
  printf '  %s … ' "$text" >&2
  local start=$SECONDS
  if ("$@") >"$log" 2>&1 </dev/null; then
    say "$((SECONDS - start)) s"
    rm -f "$log"
  else
    say "failed; the last lines of $log:"
    tail -n 12 "$log" >&2
    exit 1
  fi
}

# need COMMAND PACKAGE…: installs Debian packages as root, names them otherwise.
need() {
  local command=$1; shift
  command -v "$command" >/dev/null && return
  command -v apt-get >/dev/null || fail "\`$command\` is missing: install it."
  [ "$(id -u)" = 0 ] || fail "\`$command\` is missing: run  apt-get install --no-install-recommends $*"
  say "Installs Debian packages on this machine: $*"
  step "apt-get install" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# hash_of FILE…: a short hash of names and contents; folders are taken whole.
hash_of() { (cd "$kind_dir" && find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-10); }

# one_at_a_time NAME: until this script ends, no other one of this user enters the same section.
one_at_a_time() {
  mkdir -p "$cache"
  exec 9>"$cache/$1.lock"
  flock --nonblock 9 || { say "Another process works on $1; waiting for it."; flock 9; }
}

kubernetes_version() { awk '$1 == "k8s.io/kubernetes" { print $2 }' "$kind_dir/go/kubernetes/go.mod"; }

# go_build MODULE PACKAGE OUT: a static program from a pinned Go module; Go's own cache makes the second time quick.
go_build() {
  local version; version=$(kubernetes_version)
  local flags="-s -w -X k8s.io/component-base/version.gitVersion=$version -X k8s.io/component-base/version.gitTreeState=clean"
  flags+=" -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=$(cut -d. -f2 <<<"$version")"
  (cd "$1" && fetch_modules "$2" && CGO_ENABLED=0 GOWORK=off nice -n 10 go build -trimpath -ldflags "$flags" -o "$3" "$2")
}

# fetch_modules PACKAGE: where modules come from may be away for a moment.
fetch_modules() {
  local try
  for try in 1 2 3; do
    if CGO_ENABLED=0 GOWORK=off go list -deps "$1" >/dev/null; then return; fi
    [ "$try" = 3 ] || sleep $((try * 10))
  done
  return 1
}

# program MODULE PACKAGE [NAME]: builds it once per content of the module, prints where it is.
program() {
  local home name=${3:-$(basename "$2")}
  home=$cache/programs/$(basename "$1")-$(hash_of "$1")
  if [ ! -x "$home/$name" ]; then
    need go golang
    mkdir -p "$home"
    step "build $name (once)" go_build "$kind_dir/$1" "$2" "$home/$name.new"
    mv "$home/$name.new" "$home/$name"
  fi
  echo "$home/$name"
}

docker_runs() { [ -z "${KIND_EXPERIMENTAL_PROVIDER:-}" ] && command -v docker >/dev/null && timeout 10 docker info >/dev/null 2>&1; }

# engine: Docker where its daemon runs, else podman with settings, images and networks of its own in our cache.
engine() {
  docker_runs && return
  need podman podman conmon netavark aardvark-dns uidmap runc
  # podman may be there already, with another runtime and another network.
  need runc runc
  PATH=$PATH:/usr/lib/podman:/usr/libexec/podman need netavark netavark aardvark-dns
  PATH=$PATH:/usr/sbin need iptables iptables # netavark calls it, and its package does not say so
  export KIND_EXPERIMENTAL_PROVIDER=podman
  [ "$(id -u)" = 0 ] || return 0
  mkdir -p "$cache/podman/networks" /lib/modules # kind mounts /lib/modules; podman refuses a missing source
  local files; files=$(ulimit -Hn)
  cat >"$cache/podman/containers.conf" <<END
[containers]
default_ulimits = ["nofile=$files:$files", "nproc=32768:32768"]
pids_limit = 0
log_driver = "k8s-file"
[engine]
events_logger = "file"
cgroup_manager = "cgroupfs"
runtime = "runc"
[network]
network_backend = "netavark"
network_config_dir = "$cache/podman/networks"
END
  cat >"$cache/podman/storage.conf" <<END
[storage]
driver = "overlay"
graphroot = "$cache/podman/storage"
runroot = "/run/mpaas-kind"
END
  export CONTAINERS_CONF=$cache/podman/containers.conf CONTAINERS_STORAGE_CONF=$cache/podman/storage.conf
}

engine_name() { echo "${KIND_EXPERIMENTAL_PROVIDER:-docker}"; }
