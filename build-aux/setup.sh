#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what debian/control lists and is missing, and fetches the pinned SQLCipher source.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo)
fi

# dpkg-checkbuilddeps only reads; it comes with dpkg-dev, which a bare machine may not have yet.
if ! dpkg-checkbuilddeps debian/control >/dev/null 2>&1; then
  echo "Installing what Casework needs to build (apt-get build-dep)."
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get build-dep -q -y --no-install-recommends ./
fi

# Debian 13's SQLCipher is new enough (its pkg-config version is SQLite's); elsewhere the pinned source is compiled in.
if ! pkg-config --exists 'sqlcipher >= 3.46'; then
  source=node_modules/@journeyapps/sqlcipher/deps/sqlcipher-amalgamation/sqlite3.c
  if [ ! -f "$source" ] || [ package-lock.json -nt "$source" ]; then
    echo "Fetching the pinned SQLCipher source (npm ci)."
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    touch "$source"
  fi
fi
