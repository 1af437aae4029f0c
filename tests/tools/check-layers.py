#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The layering rule of docs/DESIGN.md: who may include and who may link what. Prints TAP.

check-layers.py SOURCE_ROOT BUILD_ROOT
"""
import pathlib
import re
import subprocess
import sys

root, build = map(pathlib.Path, sys.argv[1:3])

# Folder -> our folders it may include.
OURS = {
    'core': {'core'},
    'vault': {'core', 'vault'},
    'store': {'core', 'store'},
    'report': {'core', 'report'},
    'cli': {'core', 'vault', 'store', 'report', 'cli'},
    'app': {'core', 'vault', 'store', 'report', 'cli', 'app'},
}
# Folder -> headers of others it must not include.
THEIRS = {
    'core': r'sqlite3|sqlcipher|libsecret|sodium|cairo|pango|gtk/|gdk|adwaita|json-glib|seccomp',
    'vault': r'sqlite3|sqlcipher|gtk/|gdk|adwaita|cairo|pango|json-glib',
    'store': r'libsecret|sodium|gtk/|gdk|adwaita|cairo|pango|json-glib',
    'report': r'sqlite3|sqlcipher|libsecret|sodium|gtk/|gdk|adwaita',
    'cli': r'sqlite3|sqlcipher|gtk/|gdk|adwaita',
    'app': r'sqlite3|sqlcipher',
}
# Library, or what a program or the areas are made of -> symbols it must not need.
SYMBOLS = {
    'src/core/libcw-core.a': r'sqlite3_|secret_|sodium_|crypto_|cairo_|pango_|gtk_|gdk_|adw_|json_|cw_store_|cw_vault_',
    'src/vault/libcw-vault.a': r'sqlite3_|gtk_|gdk_|adw_|cairo_|pango_|json_|cw_store_',
    'src/store/libcw-store.a': r'secret_|sodium_|crypto_|gtk_|gdk_|adw_|cairo_|pango_|json_|cw_vault_|cw_key_file_',
    'src/report/libcw-report.a': r'sqlite3_|secret_|sodium_|gtk_|gdk_|adw_|cw_store_|cw_vault_',
    'src/cli/libcw-doors.a': r'sqlite3_|gtk_|gdk_|adw_',
    'src/cli/casework-cli.p/*.o': r'sqlite3_|gtk_|gdk_|adw_',
    'src/app/libcw-app-*.a': r'sqlite3_',
}

number = 0


def report(problems, name):
    global number
    number += 1
    for problem in problems:
        print('#', problem)
    print('not ok' if problems else 'ok', number, '-', name, flush=True)


for layer in OURS:
    files = sorted((root / 'src' / layer).rglob('*.[ch]'))
    problems = [] if files else [f'src/{layer} has no sources']
    for path in files:
        for line_number, line in enumerate(path.read_text().splitlines(), 1):
            found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if not found:
                continue
            header = found.group(2)
            where = f'{path.relative_to(root)}:{line_number} includes {header}'
            if found.group(1) == '"' and '/' in header and header.split('/')[0] in OURS:
                if header.split('/')[0] not in OURS[layer]:
                    problems.append(where)
            elif re.match(THEIRS[layer], header):
                problems.append(where)
    report(problems, f'{layer} includes only what it may')

for library, forbidden in SYMBOLS.items():
    paths = sorted(build.glob(library))
    problems = [] if paths else [f'{library} is not there']
    for path in paths:
        needed = subprocess.run(['nm', '--undefined-only', path], capture_output=True, text=True).stdout
        symbols = {line.split()[-1] for line in needed.splitlines() if ' U ' in line}
        problems += [f'{path.relative_to(build)} needs {s}' for s in sorted(symbols) if re.match(forbidden, s)]
    report(problems, f'{library} links only what it may')

print(f'1..{number}')
