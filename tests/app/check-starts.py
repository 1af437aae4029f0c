#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A hundred starts at once: one program, one window; the others end. Prints TAP.

check-starts.py CASEWORK      (inside with-display.sh)
"""
import os
import subprocess
import sys
import time

STARTS = 100
PATIENCE = int(os.environ.get('CW_PATIENCE', '2'))
casework = sys.argv[1]
number = 0


def ok(good, name):
    global number
    number += 1
    print('ok' if good else 'not ok', number, '-', name, flush=True)


def count_windows():
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '^Casework$'],
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return len(found.stdout.split())


environment = {**os.environ, 'GTK_A11Y': 'none'}
starts = [subprocess.Popen([casework], env=environment, stderr=subprocess.PIPE, text=True) for _ in range(STARTS)]
try:
    end = time.monotonic() + 80 * PATIENCE
    while time.monotonic() < end and sum(p.poll() is None for p in starts) > 1:
        time.sleep(.1)
    while time.monotonic() < end and count_windows() == 0:
        time.sleep(.1)
    time.sleep(.5)      # that no second one comes cannot be waited for
    running = [p for p in starts if p.poll() is None]
    ok(len(running) == 1, f'one of {STARTS} starts is left')
    if len(running) != 1:
        print('#', len(running), 'are running')
    ended = [p for p in starts if p.poll() is not None]
    ok(all(p.returncode == 0 for p in ended), 'the others ended well')
    noise = [line for p in ended for line in p.stderr.read().split('\n') if line]
    for line in noise[:5]:
        print('#', line)
    ok(not noise, 'and without a word')
    windows = count_windows()
    ok(windows == 1, 'one window')

    again = time.monotonic()
    second = subprocess.run([casework], env=environment, timeout=20 * PATIENCE)
    print(f'# a second start took {time.monotonic() - again:.2f} s')
    ok(second.returncode == 0 and count_windows() == 1 and running[0].poll() is None, 'a later start raises that window')
    running[0].terminate()
    ok(running[0].wait(20 * PATIENCE) == 0, 'the one ends when it is told to')
finally:
    for process in starts:
        if process.poll() is None:
            process.kill()
print(f'1..{number}')
