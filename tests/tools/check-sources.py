#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Style that a machine can check. Prints TAP.

check-sources.py SOURCE_ROOT
"""
import pathlib
import re
import shutil
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
number = 0


def report(problems, name):
    global number
    number += 1
    for problem in problems[:40]:
        print('#', problem)
    print('not ok' if problems else 'ok', number, '-', name, flush=True)


def skip(name, why):
    global number
    number += 1
    print('ok', number, '-', name, '# SKIP', why)


def files(*patterns, folders=('src', 'tests', 'ui', 'resources', 'data', 'build-aux')):
    return sorted(p for folder in folders for pattern in patterns for p in (root / folder).rglob(pattern)
                  if '__pycache__' not in p.parts)


def short(path):
    return str(path.relative_to(root))


code = files('*.c', '*.h')
shipped = [p for p in code if p.is_relative_to(root / 'src')]
templates = files('*.ui')

report([short(p) for p in code + files('*.py', '*.sh') if 'SPDX-License-Identifier' not in p.read_text()[:500]],
       'every source names its licence (SPDX)')

marked = re.compile(r'\b(?:C_|N_|NC_|_|g_dngettext|ngettext|dgettext) ?\(|translatable="yes"')
translated = sorted(short(p) for p in shipped + templates if marked.search(p.read_text()))
translated += [p for p in ('com.ppp.Casework.desktop', 'data/com.ppp.Casework.metainfo.xml') if (root / p).is_file()]
listed = [line for line in (root / 'po/POTFILES.in').read_text().split('\n') if line and not line.startswith('#')]
report([f'missing: {p}' for p in sorted(set(translated) - set(listed))]
       + [f'has no text: {p}' for p in sorted(set(listed) - set(translated))], 'po/POTFILES.in lists every file with text')

literal = re.compile(r'\b(?:_|N_) ?\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)')
problems = []
for path in shipped:
    text = path.read_text()
    for found in literal.finditer(text):
        words = ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', found.group(1)))
        line = text.count('\n', 0, found.start()) + 1
        if '!' in words:
            problems.append(f'{short(path)}:{line} exclaims: {words}')
report(problems, 'texts do not exclaim')

# As the catalogue has them: a comment reaches it only when it stands directly before its text.
run = subprocess.run(['xgettext', '--from-code=UTF-8', '--add-comments=Translators', '--no-wrap', '--output=-', '--keyword=_',
                      '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=ngettext:1,2', '--keyword=g_dngettext:2,3',
                      '--keyword=dgettext:2', *listed], cwd=root, capture_output=True, text=True)
entries = [entry.split('\n') for entry in run.stdout.split('\n\n')[1:]]
problems = [] if len(entries) > 1000 else [run.stderr or f'only {len(entries)} texts are in the catalogue']
for entry in entries:
    words = ' '.join(line for line in entry if not line.startswith('#'))
    if re.search(r'%[-0-9$.]*[a-zA-Z]', words.replace('%%', '')) and not any(line.startswith('#.') for line in entry):
        problems.append(f'no translators\' comment in the catalogue: {" ".join(entry)}')
report(problems, 'texts explain their placeholders to those who translate them')

problems = []
for path in shipped:
    lines = path.read_text().split('\n')
    if len(lines) > 1000:
        problems.append(f'{short(path)} has {len(lines)} lines')
    start = None
    for i, line in enumerate(lines, 1):
        if line == '{':
            start = i
        elif line == '}' and start:
            if i - start > 80:
                problems.append(f'{short(path)}:{start} is a function of {i - start} lines')
            start = None
report(problems, 'no file over 1,000 lines, no function over 80')

problems = []
for path in shipped:
    for i, line in enumerate(path.read_text().split('\n'), 1):
        if re.search(r'^\s*goto\b|\bgchar\b|\bgint\b|== TRUE\b|== FALSE\b', line):
            problems.append(f'{short(path)}:{i} {line.strip()}')
report(problems, 'no goto, no gchar, no comparison with TRUE')

report([short(p) for p in files('*.c', '*.h', '*.py', '*.sh', '*.ui', '*.sql', '*.build', 'Makefile')
        if p.name != 'check-sources.py' and re.search(r'/work/|/home/[a-z]+/|\.\./shared', p.read_text(errors='replace'))],
       'no path of one machine')

formatter = shutil.which('clang-format')
version = subprocess.run([formatter, '--version'], capture_output=True, text=True).stdout if formatter else ''
if ' version 14.' not in version:
    skip('clang-format agrees', 'needs clang-format 14: other versions break lines elsewhere')
else:
    run = subprocess.run([formatter, '--dry-run', '--Werror', *map(str, code)], capture_output=True, text=True)
    report(sorted({line.split(':')[0].replace(str(root) + '/', '') for line in run.stderr.splitlines() if 'error:' in line}),
           'clang-format agrees (make format)')

run = subprocess.run(['xmllint', '--noout', *map(str, templates), *map(str, files('*.xml'))],
                     capture_output=True, text=True)
report(run.stderr.splitlines(), 'templates, resource lists and what the desktop reads are well-formed')

desktop = root / 'com.ppp.Casework.desktop'
run = subprocess.run(['desktop-file-validate', desktop], capture_output=True, text=True)
report((run.stdout + run.stderr).splitlines() if run.returncode else [], 'the desktop file is valid')

metainfo = root / 'data/com.ppp.Casework.metainfo.xml'
# There is no home page to name; versions before 1.0 do not ask for one, and refuse to be told.
about = subprocess.run(['appstreamcli', '--version'], capture_output=True, text=True).stdout
override = [] if ' 0.' in about else ['--override=url-homepage-missing=info']
run = subprocess.run(['appstreamcli', 'validate', '--no-net', *override, metainfo], capture_output=True, text=True)
report((run.stdout + run.stderr).splitlines() if run.returncode else [], 'the metainfo file is valid')

print(f'1..{number}')
