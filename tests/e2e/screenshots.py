#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures every page from demonstration data, light and dark, at 1366x768.

screenshots.py CASEWORK FOLDER [--light]      (inside with-display.sh)
"""
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from driver import App  # noqa: E402

casework, folder = sys.argv[1], pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
styles = {'light': {}} if '--light' in sys.argv else {'light': {}, 'dark': {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}}


def shoot(app, name, style):
    time.sleep(.9)
    path = folder / (name + ('' if style == 'light' else f'-{style}') + '.png')
    app.picture(str(path))
    print(path)


def demonstration(style, environment):
    app = App([casework, '--demo'], **environment)
    try:
        app.shows('Nothing you do here is kept', 60)
        shoot(app, 'today', style)
        app.key('ctrl+e')
        shoot(app, 'enquiries', style)
        app.key('Escape')
        app.key('alt+3')
        shoot(app, 'cases', style)
        app.key('ctrl+f')
        app.type('meeting')
        shoot(app, 'cases-search', style)
        app.key('Escape')
        app.key('alt+3')
        time.sleep(.5)
        app.key('Tab', 'Tab', 'Tab')
        open_first_case(app)
        shoot(app, 'case', style)
        app.key('ctrl+t')
        shoot(app, 'case-composer', style)
        app.key('ctrl+n')
        shoot(app, 'new-case', style)
        app.key('alt+4')
        shoot(app, 'summaries', style)
        app.key('alt+5')
        shoot(app, 'directory', style)
    finally:
        print(app.stop(), file=sys.stderr)


def open_first_case(app):
    """Down into the table of cases, and Enter."""
    for _ in range(8):
        app.key('Down', 'Return', pause=.3)
        if app.has('label', 'Next steps'):
            return
        app.key('Tab')


def locked(style, environment):
    app = App([casework], XDG_DATA_HOME=os.environ['XDG_DATA_HOME'] + '/empty', **environment)
    try:
        shoot(app, 'start-first', style)
    finally:
        app.stop()


for style, environment in styles.items():
    locked(style, environment)
    demonstration(style, environment)
