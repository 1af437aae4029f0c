#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Unlock, lock, backup and handover against copying the file with cp, in one run.

bench-vault.py BENCH-VAULT [CONTACTS]
"""
import pathlib
import statistics
import subprocess
import sys
import tempfile

contacts = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
repeats = 5
taken = {}
with tempfile.TemporaryDirectory() as folder:
    lines = subprocess.run([sys.argv[1], folder, str(contacts), str(repeats)], check=True, stdout=subprocess.PIPE,
                           text=True).stdout
    size = (pathlib.Path(folder) / 'vault' / 'casework.db').stat().st_size
for line in lines.splitlines():
    act, microseconds = line.split('\t')
    taken.setdefault(act, []).append(int(microseconds))
median = {act: statistics.median(values) for act, values in taken.items()}
print(f'{contacts:,} contacts, a file of {size / 1e6:.0f} MB')
print(f'{"":24}{"ms":>10}{"ratio to cp":>14}')
for name, act in (('copy with cp and sync', 'cp'), ('unlock', 'unlock'), ('lock', 'lock'), ('backup', 'backup'),
                  ('handover', 'handover')):
    print(f'{name:24}{median[act] / 1000:10.1f}{median[act] / median["cp"]:14.2f}')
print(f'Medians of {repeats} repeats in one run. Unlock without the deliberate cost of the passphrase.')
