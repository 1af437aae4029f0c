#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the single tests of a meson run. A program that died counts as one that failed."""
import sys
import xml.etree.ElementTree as ET

passed = failed = skipped = 0
for suite in ET.parse(sys.argv[1]).getroot():
    cases = suite.findall('testcase')
    bad = sum(1 for c in cases if c.find('failure') is not None or c.find('error') is not None)
    left = sum(1 for c in cases if c.find('skipped') is not None)
    # A TAP program can exit badly after its last good line; the suite's own count then says more.
    bad = max(bad, int(suite.get('errors', 0)) + int(suite.get('failures', 0)))
    failed += bad
    skipped += left
    passed += max(len(cases) - bad - left, 0)
print(f'{passed} passed, {failed} failed' + (f', {skipped} skipped' if skipped else ''))
sys.exit(1 if failed or not passed else 0)
