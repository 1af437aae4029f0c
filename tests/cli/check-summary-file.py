#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real summary files against docs/summary-file.schema.json, and the audit script of docs/SUMMARIES.md on them. Prints TAP.

check-summary-file.py SOURCE_ROOT CASEWORK-CLI
"""
import copy
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import jsonschema

import commands
from commands import Checks

root, cli = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
work = pathlib.Path(tempfile.mkdtemp(prefix='casework-summary-'))
vault = work / 'vault'
schema = json.loads((root / 'docs/summary-file.schema.json').read_text())
check = Checks()


def run(command, *args):
    return commands.run(cli, command, '--vault', vault, *args, timeout=200,
                        secrets={'passphrase_fd': 'seven herons over quiet water'})


def export(name, *args):
    path = work / name
    done = run('summary', *args, '--format', 'json', '--output', path)
    check(done.returncode == 0, f'{name} is written', done.stderr)
    return json.loads(path.read_text())


def problems(summary):
    return [f'{"/".join(map(str, e.path))}: {e.message}' for e in jsonschema.Draft7Validator(schema).iter_errors(summary)]


def audit(summary, *args):
    path = work / 'audited.json'
    path.write_text(json.dumps(summary))
    return subprocess.run([sys.executable, work / 'audit.py', path, *args], capture_output=True, text=True)


def spoil(summary, change):
    other = copy.deepcopy(summary)
    change(other)
    return other


def set_at(*path, to):
    def change(summary):
        place = summary
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to
    return change


jsonschema.Draft7Validator.check_schema(schema)
document = (root / 'docs/SUMMARIES.md').read_text()
script = re.findall(r'^```python\n(.*?)^```', document, re.M | re.S)
check(len(script) == 1, 'the document holds one script')
(work / 'audit.py').write_text(script[0])

made = run('demo', '--no-keyring', '--school-year', '2025')
check(made.returncode == 0, 'a vault with a school year', made.stderr)
frozen = run('summary', '--freeze', '--ledger', '--format', 'json', '--output', work / 'all.json')
check(frozen.returncode == 0, 'what has ended is frozen', frozen.stderr)
everything = export('list.json', '--ledger')
periods = sorted({b['label'] for b in everything['blocks']})
check(len(everything['blocks']) >= 7, 'something was published', periods)
files = {'publication list': everything}
files.update({p: export(f'period-{i}.json', '--period', p) for i, p in enumerate(periods)})

for name, summary in files.items():
    check(not problems(summary), f'{name}: the schema fits', '\n'.join(problems(summary)[:10]))
    done = audit(summary)
    check(done.returncode == 0 and f'{len(summary["blocks"])} entries' in done.stdout, f'{name}: every entry has its hash',
          done.stdout + done.stderr)
done = audit(everything, '--list')
check(done.returncode == 0, 'the publication list has no gaps', done.stdout + done.stderr)

# Figures that the rule never gives, wherever they come from.
hours = next(i for i, b in enumerate(everything['blocks']) if b['population'] == 'contacts' and b['rows'])
plain = next(i for i, b in enumerate(everything['blocks']) if b['population'] == 'enquiries' and b['rows'])
bad = {
    'a zero': set_at('blocks', plain, 'rows', 0, 'shown', to=0),
    'a figure that is not rounded': set_at('blocks', plain, 'rows', 0, 'shown', to=13),
    'four families': set_at('blocks', plain, 'families', to=4),
    'a threshold below five': set_at('blocks', plain, 'k', to=4),
    'exact hours': set_at('blocks', hours, 'rows', 0, 'hours', to=7.5),
    'hours of an enquiry': set_at('blocks', plain, 'rows', 0, 'hours', to=5),
    'a table that is not published': set_at('blocks', plain, 'dimension', to='adviser'),
    'a line without a code': set_at('blocks', plain, 'rows', 0, 'codes', to=[]),
    'another version': set_at('version', to=2),
}
for name, change in bad.items():
    check(problems(spoil(everything, change)), f'the schema refuses {name}')

# What an auditor has to notice.
tampered = spoil(everything, set_at('blocks', plain, 'rows', 0, 'shown', to=everything['blocks'][plain]['rows'][0]['shown'] + 5))
check(audit(tampered).returncode == 1, 'the script notices a changed figure')
check(audit(spoil(everything, lambda s: s['blocks'].pop(1)), '--list').returncode == 1, 'the script notices a missing entry')
twice = spoil(everything, lambda s: s['blocks'].append(s['blocks'][0]))
check('published twice' in audit(twice).stdout, 'the script notices days that were published twice')

added = {r['id'] for r in everything['codes'].get('enquiries.category', [])}
check(all(set(c for c in row['codes']) <= added for b in everything['blocks'] if b['dimension'] == 'category'
          for row in b['rows']), 'every code of a line has its label in the file')

shutil.rmtree(work)
check.end()
