#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the compiler and the linker put into the programs against break-ins, and the AppArmor profile. Prints TAP.

check-binary.py SOURCE_ROOT FORTIFIED(yes|no) PROGRAM…
"""
import pathlib
import re
import shutil
import subprocess
import sys

root, fortified, programs = pathlib.Path(sys.argv[1]), sys.argv[2] == 'yes', sys.argv[3:]
number = 0


def ok(good, name, skip=''):
    global number
    number += 1
    print('ok' if good else 'not ok', number, '-', name, f'# SKIP {skip}' if skip else '', flush=True)


def readelf(*arguments):
    return subprocess.run(['readelf', '--wide', *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


for program in programs:
    name = pathlib.Path(program).name
    header, segments, dynamic = readelf('-h', program), readelf('-l', program), readelf('-d', program)
    symbols = readelf('--dyn-syms', program)
    ok(re.search(r'Type:\s+DYN', header) and 'FLAGS_1' in dynamic and 'PIE' in dynamic,
       f'{name}: may lie anywhere in memory (PIE)')
    ok('GNU_RELRO' in segments and re.search(r'BIND_NOW|\bNOW\b', dynamic), f'{name}: tables are read-only (full RELRO)')
    stack = re.search(r'GNU_STACK.*', segments)
    ok(stack and 'RWE' not in stack.group(0), f'{name}: the stack cannot be run')
    ok('__stack_chk_fail' in symbols, f'{name}: the stack is guarded')
    if fortified:
        ok(re.search(r'__\w+_chk(?!_fail)\b', symbols), f'{name}: calls are checked (_FORTIFY_SOURCE)')
    else:
        ok(True, f'{name}: calls are checked (_FORTIFY_SOURCE)', 'not in a build without the optimizer, or with sanitizers')
    ok(not re.search(r'RPATH', dynamic.replace('RUNPATH', '')), f'{name}: no old-style search path')

profile = root / 'data/apparmor/com.ppp.Casework'
parser = shutil.which('apparmor_parser') or shutil.which('/usr/sbin/apparmor_parser')
if parser:
    checked = subprocess.run([parser, '-Q', '-T', '-K', '-W', str(profile)], stderr=subprocess.PIPE, text=True)
    for line in checked.stderr.split('\n')[:5]:
        print('#', line)
    ok(checked.returncode == 0 and 'Warning' not in checked.stderr, 'the AppArmor profile is well formed')
else:
    ok(True, 'the AppArmor profile is well formed', 'no apparmor_parser')
text = profile.read_text()
ok(all(f'deny network {family},' in text for family in ('inet', 'inet6', 'netlink')), 'the profile lets nothing out (R37)')
print(f'1..{number}')
