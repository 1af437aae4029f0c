#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-keyring.sh SITUATION PROGRAM ARGUMENT…
# Runs a test of the keyring half in one situation, on a session bus of its own that can start nothing, with a home
# of its own. The keyring is the real gnome-keyring; "silent" is a service that owns the name and never answers.
# PROGRAM is run once with CW_KEYRING_STEP=prepare where the situation begins with a keyring that works.
# With CW_KEYRING_DISPLAY=:N it has that display; "cancelled", "answered" and "unanswered" are about the question that the real
# prompter asks there. The process id of the keyring stands in the file $CW_KEYRING_ROOT/pid.
set -u
situation=$1
shift

root=$(mktemp -d "${TMPDIR:-/tmp}/casework-keyring.XXXXXX")
mkdir -p "$root"/{home,config,data,cache,services}
mkdir -m 700 "$root/run"
[ -d "${XDG_CONFIG_HOME-/none}/gtk-4.0" ] && cp -r "$XDG_CONFIG_HOME/gtk-4.0" "$root/config/"
export HOME=$root/home XDG_CONFIG_HOME=$root/config XDG_DATA_HOME=$root/data XDG_CACHE_HOME=$root/cache
export XDG_RUNTIME_DIR=$root/run CW_KEYRING_ROOT=$root CW_KEYRING_SITUATION=$situation GIO_USE_VFS=local
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL
[ -n "${CW_KEYRING_DISPLAY-}" ] && export DISPLAY=$CW_KEYRING_DISPLAY

pids=()
clear_away () {
  [ ${#pids[@]} = 0 ] || kill -KILL "${pids[@]}" 2>/dev/null
  wait 2>/dev/null
  rm -rf "$root"
}
trap clear_away EXIT

cat > "$root/bus.conf" <<XML
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><keep_umask/><listen>unix:tmpdir=$root/run</listen><auth>EXTERNAL</auth>
  <servicedir>$root/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
XML

start_bus () {
  dbus-daemon --nofork --config-file="$root/bus.conf" --print-address=1 >"$root/address" 2>>"$root/log" &
  pids+=($!)
  for _ in $(seq 100); do
    [ -s "$root/address" ] && break
    sleep 0.05
  done
  DBUS_SESSION_BUS_ADDRESS=$(head -1 "$root/address")
  export DBUS_SESSION_BUS_ADDRESS
}

wait_for_service () {
  gdbus wait --session --timeout 10 org.freedesktop.secrets || { echo "Bail out! no keyring service"; exit 1; }
}

# start_keyring PASSWORD: as a login does; without a password: nothing is unlocked. (The daemon's own warnings are no
# business of these tests.)
start_keyring () {
  if [ $# = 1 ]; then
    printf '%s' "$1" > "$root/password"
    env -u G_DEBUG gnome-keyring-daemon --foreground --unlock --components=secrets <"$root/password" >>"$root/log" 2>&1 &
  else
    env -u G_DEBUG gnome-keyring-daemon --foreground --components=secrets </dev/null >>"$root/log" 2>&1 &
  fi
  keyring=$!
  pids+=("$keyring")
  echo "$keyring" > "$root/pid"
  wait_for_service
}

# What asks for the keyring's password on the display.
start_prompter () {
  local program
  program=$(ls /usr/libexec/gcr*-prompter 2>/dev/null | tail -1)
  [ -n "$program" ] || { echo "1..0 # SKIP no prompter is installed"; exit 0; }
  env -u G_DEBUG GDK_BACKEND=x11 NO_AT_BRIDGE=1 "$program" >>"$root/log" 2>&1 &
  pids+=($!)
  gdbus wait --session --timeout 10 org.gnome.keyring.SystemPrompter || { echo "Bail out! no prompter"; exit 1; }
}

stop_keyring () {
  kill "$keyring" && wait "$keyring" 2>/dev/null
}

prepare () {
  CW_KEYRING_STEP=prepare "$@" >&2 || { echo "Bail out! the keyring could not be filled"; exit 1; }
}

case $situation in
  ok)
    start_bus; start_keyring login-1 ;;
  dies)
    start_bus; start_keyring login-1; prepare "$@" ;;
  cancelled | answered | unanswered)
    start_bus; start_keyring login-1; prepare "$@"; stop_keyring; start_keyring; start_prompter ;;
  locked)
    start_bus; start_keyring login-1; prepare "$@"; stop_keyring; start_keyring ;;
  wrong-password)
    start_bus; start_keyring login-1; prepare "$@"; stop_keyring; start_keyring login-2 ;;
  deleted)
    start_bus; start_keyring login-1; prepare "$@"; stop_keyring; rm -f "$root"/data/keyrings/*; start_keyring login-1 ;;
  no-collection)
    start_bus; start_keyring login-1; prepare "$@"; stop_keyring; rm -f "$root"/data/keyrings/*; start_keyring ;;
  truncated)
    start_bus; start_keyring login-1; prepare "$@"; stop_keyring
    truncate -s 60 "$root/data/keyrings/login.keyring" || { echo "Bail out! no keyring file"; exit 1; }
    start_keyring login-1 ;;
  died)
    start_bus; start_keyring login-1; prepare "$@"; kill -KILL "$keyring"; wait "$keyring" 2>/dev/null ;;
  no-service)
    start_bus ;;
  no-bus)
    ;;
  silent)
    start_bus
    /usr/bin/python3 - >>"$root/log" 2>&1 <<'PY' &
import os, signal
from gi.repository import Gio, GLib
bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
              GLib.Variant('(su)', ('org.freedesktop.secrets', 0)), None, 0, -1, None)
os.kill(os.getpid(), signal.SIGSTOP)
PY
    pids+=($!)
    wait_for_service
    for _ in $(seq 100); do
      [ "$(ps -o stat= -p $! | cut -c1)" = T ] && break
      sleep 0.05
    done ;;
  *)
    echo "Bail out! unknown situation $situation"; exit 1 ;;
esac

"$@"
