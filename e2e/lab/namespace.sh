# A namespace of its own for a laboratory: network (only a loopback interface), processes and mounts. Sourced, never run; needs root.
#
#   namespace_start STATE   starts it. STATE/root is a Debian with the packages of the cloud, STATE/cloud is its folder /lab
#   in_namespace STATE …    runs a command there, with the files of this machine
#   in_cloud STATE …        runs a command there, in the Debian of the cloud
#   namespace_end STATE     ends it: the kernel kills every process in it together with its first one. Removes STATE
PACKAGES=(python3-keystone python3-placement placement-common glance-common python3-glance python3-nova nova-common python3-neutron
  neutron-common mariadb-server rabbitmq-server uwsgi-core uwsgi-plugin-python3 python3-openstackclient python3-pymysql)

# The first process: it mounts, then waits, and takes up the orphans.
NAMESPACE='
  mount -t overlay overlay -o "lowerdir=$LOWER,upperdir=$STATE/upper,workdir=$STATE/work" "$STATE/root"
  mkdir -p "$STATE/root/lab"
  mount --bind "$STATE/cloud" "$STATE/root/lab"
  mount --bind "$LAB/cloud" "$STATE/root/lab/etc"
  mount -t proc proc "$STATE/root/proc"
  mount --rbind /dev "$STATE/root/dev"
  hostname localhost
  echo "127.0.0.1 localhost" >"$STATE/root/etc/hosts"
  ip link set lo up
  touch "$STATE/ready"
  while :; do sleep 3600 & wait; done'

needs_root() { [ "$(id -u)" = 0 ] || fail "The laboratory needs root: it makes namespaces for network, processes and mounts. Nothing outside them is changed."; }

namespace_start() {
  local state=$1 end=$((SECONDS + 20))
  mkdir -p "$state"/{root,upper,work,tmp,cloud/{etc,log,run,lock,clouds/member}}
  STATE=$state LAB=$lab LOWER=$(layer):$(debian_base) setsid unshare --net --mount --uts --ipc --pid --fork --kill-child --mount-proc \
    --propagation private bash -euo pipefail -c "$NAMESPACE" "$state" >"$state/namespace.log" 2>&1 </dev/null 8>&- 9>&- &
  echo $! >"$state/namespace.pid"
  disown
  until [ -e "$state/ready" ]; do
    kill -0 "$(<"$state/namespace.pid")" 2>/dev/null && [ "$SECONDS" -lt "$end" ] || fail "The namespace did not start: $(tail -n 3 "$state/namespace.log")"
    sleep 0.1
  done
}

layer() { debian_packages "${PACKAGES[@]}"; }

# A process id may be another's meanwhile; the command line tells.
namespace_alive() { [ -e "$1/namespace.pid" ] && grep -qszxF "$1" "/proc/$(<"$1/namespace.pid")/cmdline"; }

first_process() { local pid; pid=$(<"$1/namespace.pid"); read -r pid <"/proc/$pid/task/$pid/children"; echo "$pid"; }

in_namespace() {
  local state=$1; shift
  TMPDIR=$state/tmp nsenter --target "$(first_process "$state")" --net --mount --uts --ipc --pid --wdns="$PWD" "$@"
}

in_cloud() { local state=$1; shift; in_namespace "$state" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$state/root" "$@"; }

namespace_kill() {
  local state=$1
  namespace_alive "$state" || return 0
  kill -KILL "$(<"$state/namespace.pid")"
  while namespace_alive "$state"; do sleep 0.1; done
}

namespace_end() {
  namespace_kill "$1"
  [ ! -d "$1" ] || remove_state "$1"
}

# The mounts were private to the namespace and went with it, a moment after its last process.
remove_state() {
  local try
  for try in $(seq 50); do
    if rm -rf --one-file-system "$1" 2>/dev/null; then return; fi
    sleep 0.1
  done
  rm -rf --one-file-system "$1"
}
