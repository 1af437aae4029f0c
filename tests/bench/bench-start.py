#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start to first frame and peak memory, Casework against a bare libadwaita window, in one run.

bench-start.py BARE CASEWORK

Casework is timed twice: to its first frame, and from the moment its demonstration records are open to the first
frame that shows them (making the invented school year is work that only the demonstration has).
"""
import os
import statistics
import subprocess
import sys
import time

bare, casework = sys.argv[1:3]
repeats = 5


def measure(command, *marks):
    """Seconds from the start to each line that holds a mark, and peak memory in MiB after the last."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               env={**os.environ, 'G_MESSAGES_DEBUG': 'all'})
    times = []
    for line in process.stdout:
        if marks[len(times)] in line:
            times.append(time.monotonic() - begin)
            if len(times) == len(marks):
                break
    peak = next(int(line.split()[1]) / 1024 for line in open(f'/proc/{process.pid}/status') if line.startswith('VmHWM'))
    process.kill()
    process.wait()
    if len(times) < len(marks):
        sys.exit(f'{command} never said {marks[len(times)]}')
    return times, peak


kinds = {
    'bare libadwaita window': lambda: measure([bare], 'First frame'),
    'Casework, start page': lambda: measure([casework], 'First frame'),
    'Casework, demonstration': lambda: measure([casework, '--demo'], 'Records are open', 'First page painted'),
}
results = {name: [] for name in kinds}
for _ in range(repeats):
    for name, run in kinds.items():
        times, peak = run()
        results[name].append((times[-1] - (times[0] if len(times) > 1 else 0), peak))

base = None
print(f'{"":26}{"first frame ms":>16}{"ratio":>8}{"peak MiB":>11}{"more MiB":>10}')
for name, values in results.items():
    frame, peak = (statistics.median(v[i] for v in values) for i in (0, 1))
    base = base or (frame, peak)
    print(f'{name:26}{frame * 1000:16.0f}{frame / base[0]:8.2f}{peak:11.1f}{peak - base[1]:10.1f}')
print('Medians of five repeats in one run. The demonstration is timed from the moment its records are open.')
