#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Casework's store against the same statements on plain SQLite, small and large, as ratios in one run.

bench-store.py ENCRYPTED PLAIN
"""
import pathlib
import statistics
import subprocess
import sys
import tempfile

programs = {'casework': sys.argv[1], 'plain': sys.argv[2]}
sizes = (1200, 100_000)
repeats = 5
taken = {}

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    # The kinds take turns, so that whatever else the machine does falls on all of them alike.
    for _ in range(repeats):
        for size in sizes:
            for name, program in programs.items():
                lines = subprocess.run([program, folder / 'run.db', str(size)], check=True,
                                       stdout=subprocess.PIPE, text=True).stdout
                for line in lines.splitlines():
                    act, microseconds = line.split('\t')
                    taken.setdefault((act, size, name), []).append(int(microseconds))
                for left in folder.glob('run.db*'):
                    left.unlink()

median = {key: statistics.median(values) for key, values in taken.items()}
acts = list(dict.fromkeys(act for act, _, _ in taken))
print(f'{"":24}{"1,200 contacts":>34}{"100,000 contacts":>34}{"growth":>10}')
print(f'{"":24}' + f'{"Casework ms":>13}{"plain ms":>11}{"ratio":>10}' * 2)
for act in acts:
    row = f'{act:24}'
    for size in sizes:
        ours, plain = (median[act, size, name] for name in programs)
        row += f'{ours / 1000:13.2f}{plain / 1000:11.2f}{ours / max(plain, 1):10.2f}'
    growth = median[act, sizes[1], 'casework'] / max(median[act, sizes[0], 'casework'], 1)
    print(row + f'{growth:10.2f}')
print('Medians of five repeats in one run. Growth: 100,000 contacts against 1,200.')
