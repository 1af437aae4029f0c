#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# keyring-windows.sh WITH_KEYRING PROGRAM SITUATION…      (inside with-display.sh)
# Runs PROGRAM in one situation of the keyring after the other, on this display, each with a bus and a home of its own.
# Prints TAP: one line a situation.
set -u
with_keyring=$1
program=$2
shift 2
export CW_KEYRING_DISPLAY=$DISPLAY GTK_A11Y=none
number=0
bad=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "1..$#"
for situation; do
  number=$((number + 1))
  begun=$(date +%s%N)
  timeout -k 5 90 "$with_keyring" "$situation" "$program" >"$log" 2>&1 </dev/null
  status=$?
  took=$((($(date +%s%N) - begun) / 100000000))
  if grep -q '# SKIP' "$log"; then
    echo "ok $number - $situation # SKIP"
    continue
  fi
  [ $status = 0 ] || { bad=1; printf 'not '; }
  echo "ok $number - $situation"
  echo "# $((took / 10)).$((took % 10)) s; $(grep -o 'longest pause.*' "$log" | tail -1)"
  [ $status = 0 ] || sed 's/^/# /' "$log"
done
exit $bad
