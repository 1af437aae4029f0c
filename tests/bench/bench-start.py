#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start to first frame and peak memory, Casework against a bare libadwaita window, in one run.

bench-start.py BARE CASEWORK

Casework is timed twice: to its first frame, and from the moment its demonstration records are open to the first
frame that shows them (making the invented school year is work that only the demonstration has). Both together are a
start with records that are open, without what a passphrase costs on purpose.
"""
import os
import statistics
import subprocess
import sys
import time

bare, casework = sys.argv[1:3]
repeats = 9


def processor_seconds(pid):
    """What the program has worked itself: other work on the computer does not count."""
    fields = open(f'/proc/{pid}/stat').read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def measure(command, *marks):
    """Seconds from the start to each line that holds a mark, by the clock and of the processor, and peak memory in MiB
    after the last."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               env={**os.environ, 'G_MESSAGES_DEBUG': 'all'})
    times = []
    for line in process.stdout:
        if marks[len(times)] in line:
            times.append((time.monotonic() - begin, processor_seconds(process.pid)))
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
        before = times[0] if len(times) > 1 else (0, 0)
        results[name].append((times[-1][0] - before[0], times[-1][1] - before[1], peak))

alone, shown = (results[f'Casework, {part}'] for part in ('start page', 'demonstration'))
results['Casework, start and records'] = [(a[0] + b[0], a[1] + b[1], b[2]) for a, b in zip(alone, shown)]

base = None
print(f'{"":28}{"first frame ms":>16}{"ratio":>8}{"processor ms":>14}{"ratio":>8}{"peak MiB":>11}{"more MiB":>10}')
for name, values in results.items():
    frame, work, peak = (statistics.median(v[i] for v in values) for i in (0, 1, 2))
    base = base or (frame, work, peak)
    print(f'{name:28}{frame * 1000:16.0f}{frame / base[0]:8.2f}{work * 1000:14.0f}{work / base[1]:8.2f}'
          f'{peak:11.1f}{peak - base[2]:10.1f}')
print(f'Medians of {repeats} repeats in one run. The demonstration is timed from the moment its records are open.')
