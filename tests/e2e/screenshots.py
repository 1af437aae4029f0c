#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures every page, light and dark (inside with-display.sh). Fails where a page cannot be reached, or where the
toolkit warned of something on the way.

screenshots.py [--light] [--dark] [--hc] [--text 2] [--size 1366x768] [--only TOUR,…] CASEWORK CASEWORK_CLI FOLDER

--hc is high contrast, --text makes all text so many times larger, --size is the window's.
"""
import argparse
import datetime
import os
import pathlib
import re
import subprocess
import sys
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from driver import App  # noqa: E402
from tours import PASSPHRASE, TOURS  # noqa: E402

reader = argparse.ArgumentParser()
reader.add_argument('--light', action='store_true')
reader.add_argument('--dark', action='store_true')
reader.add_argument('--hc', action='store_true')
reader.add_argument('--text', type=float, default=1)
reader.add_argument('--size', default='1366x768')
reader.add_argument('--only', default=','.join(name for tours in TOURS.values() for name in (t.__name__ for t in tours)))
reader.add_argument('casework')
reader.add_argument('cli')
reader.add_argument('folder', type=pathlib.Path)
asked = reader.parse_args()
WIDTH, HEIGHT = map(int, asked.size.split('x'))
data = pathlib.Path(os.environ['XDG_DATA_HOME'])


class Camera:
    def __init__(self, app, style, main):
        self.app = app
        self.main = main                            # its window
        self.ending = ('' if style == 'light' else '-dark') + ('-hc' if asked.hc else '') + \
            (f'-text{asked.text:g}' if asked.text != 1 else '') + (f'-{asked.size}' if asked.size != '1366x768' else '')

    def __call__(self, name):
        self.app.listen(.9)
        self.arrange()
        path = asked.folder / f'{name}{self.ending}.png'
        self.app.picture(path)
        subprocess.run(['mogrify', '-crop', asked.size + '+0+0', '+repage', path], check=True)
        print(path, flush=True)

    def arrange(self):
        """A window manager's part: the main window has the size that is asked for, others stand in its middle."""
        moved = False
        for window in xdotool('search', '--onlyvisible', '--pid', str(self.app.process.pid)).split():
            place = dict(re.findall(r'(\w+)=(-?\d+)', xdotool('getwindowgeometry', '--shell', window)))
            if window == self.main or (place.get('X'), place.get('Y')) != ('0', '0'):
                continue                            # the main window, a popover, or moved before
            xdotool('windowmove', window, str(max(1, (WIDTH - int(place['WIDTH'])) // 2)),
                    str(max(1, (HEIGHT - int(place['HEIGHT'])) // 2)))
            moved = True
        if moved:
            self.app.listen(.4)


def xdotool(*words):
    return subprocess.run(['xdotool', *words], capture_output=True, text=True).stdout


def make_vaults():
    """Homes: with records that hold nothing, with a school year in them, and with two vaults, of which one has a spoilt
    recovery slot."""
    for home in ('empty', 'own', 'several'):
        (data / home / 'casework/vaults').mkdir(parents=True, mode=0o700)
    command('empty', 'create', '--no-keyring', '--post', 'Hollin Bank Primary', '--school', 'Hollin Bank Primary',
            '--hours', '20')
    command('own', 'demo', '--no-keyring')
    today = datetime.date.today()                   # a term that has ended, so that there is one to freeze
    terms = data / 'terms.csv'
    terms.write_text(f'label,start,end\nAutumn {today:%Y},{today - datetime.timedelta(80)},{today - datetime.timedelta(1)}\n')
    command('own', 'terms', terms)
    for name in ('Larkfield', 'Hollin Bank Primary'):
        command('several', 'create', '--no-keyring', '--post', name, '--school', name, '--hours', '20',
                vault=name.split()[0].lower())
    key = data / 'several/casework/vaults/hollin/casework.key'
    whole = key.read_bytes()
    key.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))


def command(home, name, *words, vault='hollin'):
    subprocess.run([asked.cli, name, '--vault', data / home / 'casework/vaults' / vault, '--passphrase-fd', '0', *words],
                   input=PASSPHRASE, text=True, check=True, stdout=subprocess.DEVNULL)


def surroundings(style):
    """GTK takes the text's size from the X resources where no desktop tells it."""
    resources = data / 'xresources'
    resources.write_text(f'Xft.dpi: {round(96 * asked.text)}\n')
    return {'XENVIRONMENT': str(resources), **({'ADW_DEBUG_HIGH_CONTRAST': '1'} if asked.hc else {}),
            **({'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'} if style == 'dark' else {})}


def go(home, tours, style):
    """One run of the program. A tour that cannot go on is told, and the next begins."""
    app = App([asked.casework] + (['--demo'] if home == 'demonstration' else []), **surroundings(style),
              XDG_DATA_HOME=str(data / ('empty' if home == 'locked' else home)))
    bad = 0
    try:
        window = xdotool('search', '--onlyvisible', '--name', '^Casework$').split()[-1]
        xdotool('windowsize', window, str(WIDTH), str(HEIGHT))
        if home == 'demonstration':
            app.shows('Nothing you do here is kept', 60)
        app.listen(2)
        for tour in tours:
            try:
                tour(app, Camera(app, style, window))
            except Exception:
                bad += 1
                traceback.print_exc()
                Camera(app, style, window)(f'failed-{tour.__name__}')
                app.key('Escape', 'Escape')
    finally:
        complaints = app.complaints() or (print(app.words(), file=sys.stderr) if app.process.poll() else None) or []
        app.stop()
        print(*complaints, sep='\n', file=sys.stderr)
    return bad + len(complaints)


asked.folder.mkdir(parents=True, exist_ok=True)
make_vaults()
styles = [style for style in ('light', 'dark') if getattr(asked, style)] or ['light', 'dark']
bad = 0
for style in styles:
    for home, tours in TOURS.items():
        chosen = [tour for tour in tours if tour.__name__ in asked.only.split(',')]
        if chosen:
            bad += go(home, chosen, style)
sys.exit(1 if bad else 0)
