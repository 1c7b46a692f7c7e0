# Processes that are known by name and ended by process id. Sourced, never run. They live in the folder $processes:
#
#   service NAME COMMAND…        starts one; run/NAME holds its command, run/NAME.pid its process id, log/NAME.log what it says
#   again NAME                   starts it again
#   stop NAME                    ends it and waits until it is gone
#   await NAME COMMAND…          waits until the command succeeds; fails when the process ends before, or after two minutes
processes=${processes:-/lab}

service() {
  local name=$1; shift
  { echo '#!/bin/bash'; printf 'exec'; printf ' %q' "$@"; echo; } >"$processes/run/$name"
  again "$name"
}

again() {
  setsid bash "$processes/run/$1" >>"$processes/log/$1.log" 2>&1 </dev/null &
  echo $! >"$processes/run/$1.pid"
}

running() { [ -e "$processes/run/$1.pid" ] && kill -0 "$(<"$processes/run/$1.pid")" 2>/dev/null; }

stop() {
  running "$1" || return 0
  kill "$(<"$processes/run/$1.pid")"
  while running "$1"; do sleep 0.1; done
  rm "$processes/run/$1.pid"
}

await() {
  local name=$1 end=$((SECONDS + 120)); shift
  until "$@" >/dev/null 2>&1; do
    running "$name" && [ "$SECONDS" -lt "$end" ] || { echo "$name does not serve; the last lines of its log:" >&2; tail -n 15 "$processes/log/$name.log" >&2; return 1; }
    sleep 0.2
  done
}
