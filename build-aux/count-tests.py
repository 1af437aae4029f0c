#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the single tests of a meson run: count-tests.py MESON_LOGS_FOLDER.

A program that died or hung counts as one that failed, whatever it said before.
"""
import json
import pathlib
import sys
import xml.etree.ElementTree as ET

logs = pathlib.Path(sys.argv[1])
ended_well = {}
for line in (logs / 'testlog.json').read_text().splitlines():
    test = json.loads(line)
    ended_well[test['name'].split(' / ')[-1]] = test['result'] in ('OK', 'SKIP', 'EXPECTEDFAIL')

passed = failed = skipped = 0
for suite in ET.parse(logs / 'testlog.junit.xml').getroot():
    for case in suite.findall('testcase'):
        if case.find('failure') is not None or case.find('error') is not None:
            failed += 1
        elif case.find('skipped') is not None:
            skipped += 1
        else:
            passed += 1
bad_programs = sum(1 for good in ended_well.values() if not good)
failed = max(failed, bad_programs)
print(f'{passed} passed, {failed} failed' + (f', {skipped} skipped' if skipped else ''))
sys.exit(1 if failed or not passed else 0)
