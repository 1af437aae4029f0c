#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh BUILD: opens Casework with demonstration data; with no display, the same main job without a window.
set -euo pipefail
build=$1

if [ -n "${DISPLAY-}" ] || [ -n "${WAYLAND_DISPLAY-}" ]; then
  exec "$build/src/app/casework" --demo
fi

out=$build/demo
cli=$build/src/cli/casework-cli
rm -rf "$out"
mkdir -p "$out"
# Nobody needs this passphrase again: the vault is invented and is made anew each time.
passphrase=$(head -c 24 /dev/urandom | base64)
echo "No display here, so the demonstration runs without a window."
"$cli" demo --vault "$out/vault" --no-keyring --passphrase-fd 3 3<<<"$passphrase"
year=$(date +%Y)
[ "$(date +%-m)" -lt 8 ] && year=$((year - 1))
period="$((year - 1))-$(printf '%02d' $((year % 100)))"
for format in pdf csv summary; do
  case $format in
    summary) file=$out/summary.casework-summary ;;
    *) file=$out/summary.$format ;;
  esac
  "$cli" summary --vault "$out/vault" --passphrase-fd 3 --freeze --period "$period" \
    --format "$format" --output "$file" 3<<<"$passphrase"
done
echo "The head teacher's summary of the invented school year $period:"
ls -1 "$out"/summary.*
