#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures every page from demonstration data, light and dark, at 1366x768.

screenshots.py CASEWORK CASEWORK_CLI FOLDER [--light]      (inside with-display.sh)
"""
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from driver import App  # noqa: E402

casework, cli, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
folder.mkdir(parents=True, exist_ok=True)
styles = {'light': {}} if '--light' in sys.argv else {'light': {}, 'dark': {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}}
PASSPHRASE = 'walnut saddle orbit teaspoon grid'


class Camera:
    def __init__(self, app, style):
        self.app, self.ending = app, '' if style == 'light' else f'-{style}'

    def __call__(self, name):
        self.app.listen(.9)
        path = folder / f'{name}{self.ending}.png'
        self.app.picture(str(path))
        print(path, flush=True)


def picture_demonstration(app, shoot):
    app.shows('Nothing you do here is kept', 60)
    shoot('today')
    app.key('alt+2')
    shoot('enquiries')
    app.key('ctrl+e')
    app.key('f', 'space', pause=.2)
    shoot('enquiries-form')
    app.key('Escape', 'alt+3')
    shoot('cases')
    app.key('ctrl+f')
    app.type('meeting')
    shoot('cases-search')
    app.key('ctrl+a', 'BackSpace', pause=.5)
    for _ in range(8):                              # down into the table, and open the first
        app.key('Down', 'Return', pause=.4)
        if app.has('label', 'Next steps'):
            break
        app.key('Tab')
    shoot('case')
    app.key('ctrl+t')
    app.type('Rang about the meeting on Monday.')
    shoot('case-composer')
    app.key('ctrl+n')
    shoot('new-case-1')
    app.key('space')
    app.tab_to('Go on')
    app.key('Return')
    app.tab_to('Notes are kept')
    for _ in range(6):
        app.key('space', 'Tab', pause=.08)
    shoot('new-case-2')
    app.key('alt+4')
    shoot('summaries')
    for button, name in (('Everything published so far', 'publication-list'), ('How terms are counted', 'terms'),
                         ('What a reader could still guess', 'risks')):
        app.tab_to(button)
        app.key('Return')
        shoot(name)
        app.key('Escape')
    app.key('alt+5')
    shoot('directory')
    app.tab_to('Lists')
    app.key('space')
    shoot('lists')
    app.key('ctrl+question')
    shoot('shortcuts')


def picture_start(app, shoot):
    shoot('start-first')
    app.tab_to('Set up my records')
    app.key('Return')
    app.type('Hollin Bank')
    shoot('set-up-1')
    app.key('Tab')
    app.type('Jo Adviser')
    app.key('Tab')
    app.type('Hollin Bank Primary')
    app.tab_to('Continue')
    app.key('Return', pause=.5)
    app.type(PASSPHRASE)
    app.tab_to('The same passphrase again')
    app.type(PASSPHRASE)
    shoot('set-up-2')
    app.tab_to('Continue')
    app.key('Return')
    shoot('set-up-3')


def picture_locked(app, shoot):
    shoot('start')
    app.type('not the passphrase at all')
    app.key('Return', pause=2)
    shoot('start-wrong')
    app.tab_to('Use the recovery code')
    app.key('Return')
    shoot('recovery')


def make_vault(parent):
    vault = pathlib.Path(parent) / 'casework/vaults/hollin'
    if not vault.exists():
        vault.parent.mkdir(parents=True, mode=0o700)
        subprocess.run([cli, 'create', '--vault', vault, '--post', 'Hollin Bank Primary', '--school', 'Hollin Bank Primary',
                        '--hours', '20', '--no-keyring', '--passphrase-fd', '0'], input=PASSPHRASE, text=True, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def run(command, style, pictures, **environment):
    app = App(command, **styles[style], **environment)
    try:
        pictures(app, Camera(app, style))
    finally:
        print(app.stop(), file=sys.stderr)


data = os.environ['XDG_DATA_HOME']
make_vault(data + '/one')
for style in styles:
    run([casework], style, picture_start, XDG_DATA_HOME=data + '/none')
    run([casework], style, picture_locked, XDG_DATA_HOME=data + '/one')
    run([casework, '--demo'], style, picture_demonstration)
