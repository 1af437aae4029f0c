#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check.sh BUILD [meson test options]: runs the suites and closes with a line that counts single tests.
set -uo pipefail
build=$1
shift
meson test -C "$build" --no-rebuild --print-errorlogs --num-processes "$(nproc)" "$@"
status=$?
/usr/bin/python3 build-aux/count-tests.py "$build/meson-logs" || status=1
exit $status
