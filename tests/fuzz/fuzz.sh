#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# fuzz.sh key-file|archive SECONDS: libFuzzer with the address sanitizer; 77 where clang cannot do that. What it finds
# is left in the folder it is called from.
set -euo pipefail
name=$1
seconds=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo 'int LLVMFuzzerTestOneInput (const char *d, unsigned long n); int LLVMFuzzerTestOneInput (const char *d, unsigned long n) { return 0; }' > "$work/try.c"
if ! clang -fsanitize=fuzzer,address "$work/try.c" -o "$work/try" 2> /dev/null; then
  echo "clang has no libFuzzer here"
  exit 77
fi
read -ra flags <<< "$(pkg-config --cflags --libs glib-2.0 gio-unix-2.0 libsodium libsecret-1 libseccomp)"
clang -g -O1 -std=gnu17 -w -fsanitize=fuzzer,address -D_GNU_SOURCE '-DGETTEXT_PACKAGE="casework"' '-DCW_APP_ID="com.ppp.Casework"' \
  -I"$root/src" \
  "$root/tests/fuzz/fuzz-$name.c" "$root"/src/vault/*.c "$root"/src/core/cw-error.c "$root"/src/core/cw-write.c -o "$work/fuzz" "${flags[@]}"
mkdir "$work/corpus"
ASAN_OPTIONS=detect_leaks=1 "$work/fuzz" -max_total_time="$seconds" -max_len=9000 -timeout=20 -rss_limit_mb=4096 \
  -print_final_stats=1 -verbosity=0 "$work/corpus" "$root/tests/data/fuzz-$name"
