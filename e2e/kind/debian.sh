# Debian root file systems from the package sources that this machine's apt uses. Sourced, never run; needs root.
#
#   debian_base            the folder of a minimal Debian, made once
#   debian_layer OUT …     packages installed on top of it; OUT holds only what they add
#   debian_packages …      the same, kept in the cache; prints the folder
#   debian_merged OUT …    runs a command with $merged: given folders with OUT on top, writable
debian_codename() { (. /etc/os-release && echo "${VERSION_CODENAME:-}"); }

# One line "URI CODENAME COMPONENT" for each source of the distribution itself.
debian_sources() { apt-get indextargets --format '$(ORIGIN) $(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' | sed -n 's/^Debian //p' | sort -u; }

debian_base() {
  local base; base=$cache/debian/$(debian_codename)-$(dpkg --print-architecture)
  if [ ! -d "$base" ]; then
    need debootstrap debootstrap
    [ -n "$(debian_sources)" ] || fail "apt on this machine has no Debian source; run this on Debian, or where the official kindest/node image can be pulled."
    mkdir -p "$cache/debian"
    rm -rf "$base.new"
    step "debootstrap a minimal $(debian_codename) (once)" debian_bootstrap "$base.new"
    mv "$base.new" "$base"
  fi
  echo "$base"
}

debian_bootstrap() {
  local mirror; mirror=$(debian_sources | awk -v codename="$(debian_codename)" '$2 == codename { print $1; exit }')
  nice -n 10 debootstrap --variant=minbase "$(debian_codename)" "$1" "$mirror"
  debian_sources | sed 's/^/deb /' >"$1/etc/apt/sources.list"
  apt-config dump | grep '^Acquire::' >"$1/etc/apt/apt.conf.d/90machine" || true
  printf '%s\n' force-unsafe-io 'path-exclude /usr/share/doc/*' 'path-exclude /usr/share/man/*' 'path-exclude /usr/share/locale/*' \
    >"$1/etc/dpkg/dpkg.cfg.d/90image"
  echo 'exit 101' | install -m 755 /dev/stdin "$1/usr/sbin/policy-rc.d" # no service starts while packages are installed
}

# debian_merged OUT LOWER COMMAND…: LOWER is one folder or several, the uppermost first, with colons between. The mounts are private to
# the command and end with it.
debian_merged() {
  local out=$1 lower=$2; shift 2
  mkdir -p "$out" "$out.work"
  OUT=$out LOWER=$lower unshare --mount --propagation private bash -euo pipefail -c '
    merged=$(mktemp -d)
    mount -t overlay overlay -o "lowerdir=$LOWER,upperdir=$OUT,workdir=$OUT.work" "$merged"
    mount -t proc proc "$merged/proc"
    export merged
    "$@"
    umount --recursive "$merged"
    rmdir "$merged"' _ "$@"
  rm -rf "$out.work"
}

# debian_layer OUT PACKAGE…; the package lists are shared by all.
debian_layer() {
  local out=$1; shift
  export lists=$cache/debian/lists
  mkdir -p "$lists/partial"
  debian_merged "$out" "$(debian_base)" bash -euo pipefail -c '
    install -m 644 /etc/resolv.conf "$merged/etc/resolv.conf"
    in_it() { DEBIAN_FRONTEND=noninteractive nice -n 10 chroot "$merged" "$@"; }
    mount --bind "$lists" "$merged/var/lib/apt/lists"
    in_it apt-get update
    in_it apt-get install -y --no-install-recommends "$@"
    in_it apt-get clean
    umount "$merged/var/lib/apt/lists"
    rm -f "$merged"/var/log/*.log "$merged"/var/log/apt/* "$merged"/var/cache/ldconfig/aux-cache' _ "$@"
}

# debian_packages PACKAGE…: key = the names. To have newer versions, remove the folder debian/ of the cache.
debian_packages() {
  local layer; layer=$cache/debian/packages-$(sha256sum <<<"$*" | cut -c1-10)
  if [ ! -d "$layer" ]; then
    rm -rf "$layer.new"
    step "install $*" debian_layer "$layer.new" "$@"
    mv "$layer.new" "$layer"
  fi
  echo "$layer"
}
