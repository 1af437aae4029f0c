#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where what casework-cli prints goes when it can go nowhere: secrets are neither lost nor left in a file. Prints TAP.

check-output.py CASEWORK-CLI
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from commands import Checks

cli = pathlib.Path(sys.argv[1]).resolve()
work = pathlib.Path(tempfile.mkdtemp(prefix='casework-output-'))
vault = work / 'vault'
PASSPHRASE = 'seven herons over quiet water'
WORDS = 'nine otters under a loud bridge'
MARK = 'Quizzlewick'
CODE = re.compile(r'([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}')
MAKE = ['--post', 'PSA', '--school', 'Hollin Bank Primary', '--hours', '20', '--no-keyring']
check = Checks()


def command(ends, *args):
    """A shell's own redirections (ends), and the passphrase on 5, the words of a handover on 6."""
    script = 'exec "$@" 5<"$PASSPHRASE" 6<"$WORDS" ' + ends
    return ['sh', '-c', script, 'sh', cli, *map(str, args), '--passphrase-fd', '5']


def environment():
    for name, secret in (('PASSPHRASE', PASSPHRASE), ('WORDS', WORDS)):
        (work / name).write_text(secret + '\n')
    return {**os.environ, 'PASSPHRASE': str(work / 'PASSPHRASE'), 'WORDS': str(work / 'WORDS')}


def run(ends, *args):
    return subprocess.run(command(ends, *args), capture_output=True, encoding='utf-8', stdin=subprocess.DEVNULL,
                          env=environment(), timeout=120)


def bytes_beside(folder):
    """Everything that stands in and beside a folder of records."""
    return b''.join(p.read_bytes() for p in folder.parent.rglob('*') if p.is_file() and p.parent != work)


def closed_while_making():
    for number, ends in enumerate(('>&-', '<&- >&-', '<&- >&- 2>&-')):
        folder = work / f'closed{number}' / 'vault'
        made = run(ends, 'create', '--vault', folder, *MAKE)
        left = bytes_beside(folder)
        check(made.returncode == 1 and not folder.exists(), f'create {ends}: refused, and nothing stands', made)
        check(not CODE.search(left.decode('latin-1')), f'create {ends}: the code is in no file', left[:200])
    folder = work / 'open' / 'vault'
    made = run('<&- 2>&-', 'create', '--vault', folder, *MAKE)
    check(made.returncode == 0 and CODE.fullmatch(made.stdout.strip()), 'create <&- 2>&-: made, and its code printed', made)
    check(b'recovery' not in bytes_beside(folder) and (folder / 'casework.lock').stat().st_size == 0,
          'create <&- 2>&-: no word of it in a file')


def closed_while_reading():
    table = work / 'cases.csv'
    table.write_text('reference,opened,how_came,consent_date,consent_how,explained_by,adults\n'
                     f'0001,{MARK},came,2024-09-16,signed,M. W.,A {MARK}\n')
    for ends in ('>&- 2>&-', '<&- >&- 2>&-'):
        refused = run(ends, 'import', '--vault', vault, 'cases', table)
        check(refused.returncode == 1 and MARK.encode() not in bytes_beside(vault),
              f'import {ends}: words of a parent are in no file', (vault / 'casework.lock').read_bytes())
    printed = run('<&- >&-', 'codes', '--vault', vault)
    check(printed.returncode == 1 and (vault / 'casework.lock').stat().st_size == 0, 'codes <&- >&-: not done, and no file',
          printed)
    file = work / 'closed.casework'
    handed = run('<&- >&-', 'handover', '--vault', vault, '--output', file)
    check(handed.returncode == 1 and not file.exists() and (vault / 'casework.lock').stat().st_size == 0,
          'handover <&- >&-: no file that nobody can open, no words in the lock', handed)
    (vault / 'casework.lock').write_text('what an earlier program printed here\n')
    run('', 'codes', '--vault', vault)
    check((vault / 'casework.lock').stat().st_size == 0, 'a lock file that was spoiled before is cleaned')


def full():
    folder = work / 'full' / 'vault'
    made = run('>/dev/full', 'create', '--vault', folder, *MAKE)
    check(made.returncode == 1 and not folder.exists() and not any(folder.parent.iterdir()),
          'create >/dev/full: refused, and nothing is left behind', made)
    file = work / 'full.casework'
    handed = run('>/dev/full', 'handover', '--vault', vault, '--output', file)
    check(handed.returncode == 1 and not file.exists(), 'handover >/dev/full: no file that nobody can open', handed)
    for name, more in (('codes', []), ('verify', []), ('backup', ['--output', work / 'a.casework'])):
        result = run('>/dev/full', name, '--vault', vault, *more)
        check(result.returncode == 1 and 'printed' in result.stderr, f'{name} >/dev/full: not done, and said', result)
    helped = run('>/dev/full', 'codes', '--help')
    check(helped.returncode == 1, 'help >/dev/full: the same', helped)


def full_while_receiving():
    file = work / 'handed.casework'
    handed = run('', 'handover', '--vault', vault, '--output', file)
    check(handed.returncode == 0, 'a handover', handed)
    global WORDS
    WORDS = handed.stdout.splitlines()[0]
    folder = work / 'received' / 'vault'
    refused = run('>/dev/full', 'receive', '--vault', folder, '--handover', file, '--handover-fd', '6', '--no-keyring')
    check(refused.returncode == 1 and not folder.exists() and not any(folder.parent.iterdir()),
          'receive >/dev/full: refused, and nothing is left behind', refused)
    received = run('', 'receive', '--vault', folder, '--handover', file, '--handover-fd', '6', '--no-keyring')
    check(received.returncode == 0 and CODE.fullmatch(received.stdout.splitlines()[0]), 'receive: the code comes first', received)


def taken_back(name, *more):
    """Something else takes the folder's place at the last moment, when the code is out already."""
    folder = work / f'taken-{name}' / 'vault'
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    filled = 0
    try:
        while True:
            filled += os.write(writer, b'.')
    except BlockingIOError:
        os.set_blocking(writer, True)  # whoever prints into it waits
    process = subprocess.Popen(command('', name, '--vault', folder, *more), stdout=writer, stderr=subprocess.PIPE,
                               stdin=subprocess.DEVNULL, env=environment(), encoding='utf-8')
    os.close(writer)
    while not (folder.parent.exists() and any(folder.parent.glob('.casework-new-*/casework.db'))) and process.poll() is None:
        time.sleep(0.001)
    (folder / 'in the way').mkdir(parents=True)
    with open(reader, 'rb') as output:
        shown = output.read()[filled:].decode()
    said = process.communicate()[1]
    check(process.returncode == 1 and CODE.match(shown) and 'throw it away' in said,
          f'{name}: refused, and the code that was shown is taken back', said)


def killed():
    """Whenever the folder is there, the code has been printed."""
    folder, shown = work / 'killed' / 'vault', work / 'killed.txt'
    with open(shown, 'w') as output:
        process = subprocess.Popen(command('', 'create', '--vault', folder, *MAKE), stdout=output, stderr=subprocess.DEVNULL,
                                   stdin=subprocess.DEVNULL, env=environment())
        while not folder.exists() and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.wait()
    check(folder.exists() and CODE.fullmatch(shown.read_text().strip()), 'create, killed when its folder is there: the code is out',
          shown.read_text())


try:
    check(run('', 'create', '--vault', vault, *MAKE).returncode == 0, 'records')
    closed_while_making()
    closed_while_reading()
    full()
    full_while_receiving()
    taken_back('create', *MAKE)
    taken_back('receive', '--handover', work / 'handed.casework', '--handover-fd', '6', '--no-keyring')
    killed()
finally:
    shutil.rmtree(work)
check.end()
