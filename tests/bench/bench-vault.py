#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Unlock, lock, backup and handover against copying the file with cp, in one run.

bench-vault.py BENCH-VAULT CONTACTS [BENCH-ALIVE]

With BENCH-ALIVE, and a display, the same records are backed up from the program's own page, and the longest time
between two frames is told.
"""
import pathlib
import statistics
import subprocess
import sys
import tempfile

contacts = int(sys.argv[2])
repeats = 5


def run(*command):
    """Lines "act<TAB>microseconds", in the order in which they came first."""
    taken = {}
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    for line in lines.splitlines():
        act, number = line.split('\t')
        taken.setdefault(act, []).append(int(number))
    return taken


alive = {}
with tempfile.TemporaryDirectory() as folder:
    taken = run(sys.argv[1], folder, str(contacts), str(repeats))
    vault = pathlib.Path(folder) / 'vault'
    size = (vault / 'casework.db').stat().st_size
    if len(sys.argv) > 3:
        alive = run(sys.argv[3], vault, pathlib.Path(folder) / 'alive.casework')
median = {act: statistics.median(values) for act, values in taken.items()}
print(f'{contacts:,} contacts, a file of {size / 1e6:.0f} MB')
print(f'{"":40}{"ms":>10}{"ratio to cp":>14}')
acts = ['cp', 'unlock', 'lock']
for act in ('backup', 'handover'):
    acts += [act] + [name for name in median if name.startswith(act + ':')]
for act in acts:
    ratio = '' if act.endswith('longest silence') else f'{median[act] / median["cp"]:14.2f}'
    name = 'cp, and sync of the copy' if act == 'cp' else act
    print(f'{name:40}{median[act] / 1000:10.1f}{ratio}')
print(f'Medians of {repeats} repeats in one run. Unlock without the deliberate cost of the passphrase, handover with the least of it.')
if alive:
    print(f'The window meanwhile: {alive["frames"][0]} frames, the longest gap between two {alive["gap"][0] / 1000:.0f} ms '
          f'({alive["gap before"][0] / 1000:.0f} ms when nothing is written); '
          f'the bar moved {alive["moves"][0]} times and stood still for {alive["stand"][0] / 1000:.0f} ms at most.')
