#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display.sh [--keyring PASSWORD] COMMAND…
# Runs a command on a display, a session bus and a home of its own, and clears all three away afterwards.
# The bus can start nothing but the accessibility bus: a plain session bus would start portals, gvfs and
# the keyring wherever they are installed. With --keyring a real gnome-keyring holds an unlocked login keyring.
# CW_SCREEN sets the size of the display (default 1366x768).
set -u

keyring=
if [ "${1-}" = --keyring ]; then
  keyring=$2
  shift 2
fi

root=$(mktemp -d "${TMPDIR:-/tmp}/casework-test.XXXXXX")
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/services "$root"/home "$root"/config "$root"/data "$root"/cache
mkdir -m 700 "$root/run"
# The desktop's own font, and nothing that moves: a picture taken twice is the same picture.
mkdir -p "$root/config/gtk-4.0"
printf '[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=false\n' > "$root/config/gtk-4.0/settings.ini"
cp /usr/share/dbus-1/services/org.a11y.Bus.service "$root/services/" 2>/dev/null
cat > "$root/session.conf" <<XML
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><keep_umask/><listen>unix:tmpdir=$root/run</listen><auth>EXTERNAL</auth>
  <servicedir>$root/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
XML

export HOME=$root/home XDG_CONFIG_HOME=$root/config XDG_DATA_HOME=$root/data
export XDG_CACHE_HOME=$root/cache XDG_RUNTIME_DIR=$root/run
export GDK_BACKEND=x11 GSK_RENDERER=${GSK_RENDERER:-cairo}
export GDK_DEBUG=${GDK_DEBUG-gl-disable} GDK_DISABLE=${GDK_DISABLE-gl,vulkan}
export ADW_DISABLE_PORTAL=1 GSETTINGS_BACKEND=memory GIO_USE_VFS=local NO_AT_BRIDGE=1
export LC_ALL=C.UTF-8 TZ=UTC
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS DISPLAY

# What the daemons say goes to a file, so that it cannot be taken for a test's output.
printf '#!/bin/sh\nexec dbus-daemon "$@" >>"%s" 2>&1\n' "$root/bus.log" > "$root/dbus-daemon"
chmod +x "$root/dbus-daemon"

cat > "$root/inside" <<'SH'
#!/bin/bash
if [ -n "$CW_TEST_KEYRING" ]; then
  printf '%s' "$CW_TEST_KEYRING" | env -u G_DEBUG gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  gdbus wait --session --timeout 10 org.freedesktop.secrets
fi
exec "$@"
SH
chmod +x "$root/inside"

CW_TEST_KEYRING=$keyring xvfb-run -a -s "-screen 0 ${CW_SCREEN:-1366x768}x24 -nolisten tcp -noreset" \
  dbus-run-session --dbus-daemon="$root/dbus-daemon" --config-file="$root/session.conf" -- "$root/inside" "$@"
status=$?
# Whoever still runs in this home goes with it.
for pid in $(pgrep -u "$(id -u)" gnome-keyring-d 2>/dev/null); do
  { tr '\0' '\n' < "/proc/$pid/environ"; } 2>/dev/null | grep -qx "HOME=$HOME" && kill "$pid"
done
if [ $status -ne 0 ] && [ $status -ne 77 ]; then
  { echo "--- session bus:"; tail -n 15 "$root/bus.log"; } >&2
fi
exit $status
