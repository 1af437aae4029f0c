#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An adviser's whole term, by keyboard alone, on the real program with the real keyring. Prints TAP.

term.py CASEWORK CASEWORK_CLI      (inside with-display.sh --keyring PASSWORD)

Only keys go in. The accessibility bus is read to know where the focus is and what the screen says, as a screen
reader would; the PDF is read back with pdftotext.
"""
import datetime
import os
import pathlib
import re
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from driver import App, Tap, states, text_of, until, walk  # noqa: E402

casework, cli = sys.argv[1:3]
home = pathlib.Path(os.environ['HOME'])
PASSPHRASE = 'walnut saddle orbit teaspoon grid'
PARENT, CHILD, WORDS = 'Zenobia Quillfeather', 'Peregrine', 'marmalade skylark'
today = datetime.date.today()
yesterday = today - datetime.timedelta(days=1)
CODE_GROUP = re.compile('[0-9A-HJKMNP-TV-Z]{4}')
tap = Tap()
app = App([casework])


def uk(day):
    return day.strftime('%d/%m/%Y')


def after(days):
    return today + datetime.timedelta(days=days)


stale = set()


def focused():
    """What has the focus. GTK 4.8 lets some entries say so after it has left them: what said so before the last Tab
    and still does is such a one, unless nothing else does."""
    found = [n for n in walk(app.root) if 'focused' in states(n)]
    fresh = [n for n in found if mark(n) not in stale]
    return (fresh or found or [None])[-1]


def mark(node):
    return node.getRoleName(), node.name, node.getIndexInParent()


def tab_to(name, most=60):
    """Goes on with Tab until the focus is on something of that name, as somebody who listens would."""
    for _ in range(most):
        here = focused()
        if here is not None and name in (here.name or ''):
            stale.clear()
            return here
        stale.clear()
        stale.update(mark(n) for n in walk(app.root) if 'focused' in states(n))
        app.key('Tab', pause=.05)
    here = focused()
    raise AssertionError(f'no way to “{name}” by Tab; the focus is on {here.name if here else None}')


def put(name, words):
    """Goes to an entry and types over what it holds."""
    tab_to(name)
    app.key('ctrl+a', pause=.03)
    app.type(words)


def set_up():
    tab_to('Set up my records')
    app.key('Return')
    app.shows('Your post')
    # GTK 4.8 does not tell the focus of these rows; they follow each other.
    for words in ('Hollin Bank', 'Jo Adviser', 'Hollin Bank Primary'):
        app.type(words)
        app.key('Tab')
    until(lambda: text_of(app.has('text', 'School')) == 'Hollin Bank Primary', 'the school')
    # A term that ended yesterday, so that there is one to freeze.
    dates = [after(-80), yesterday, after(20), after(90), after(110), after(170)]
    tab_to('First day of')
    for i, day in enumerate(dates):
        app.key('ctrl+a', pause=.03)
        app.type(uk(day))
        app.key('Tab', 'Tab', pause=.05)
    tab_to('Continue')
    app.key('Return')
    put('Passphrase to use from now on', PASSPHRASE)
    put('The same passphrase again', PASSPHRASE)
    tab_to('Continue')
    app.key('Return')


def write_down_the_code():
    """From the screen to paper, and back from paper."""
    app.shows('Write down your recovery code')
    groups = [n.name for n in walk(app.root) if n.getRoleName() == 'label' and CODE_GROUP.fullmatch(n.name or '')]
    assert len(groups) == 9, groups
    put('Type it back', ' '.join(groups).lower())
    tab_to('Continue')
    app.key('Return')
    app.shows('Two things will open your records together')     # the keyring is there
    tab_to('Create and open my records')
    app.key('Return')
    app.shows('Log an enquiry', 30)


def log_ten_enquiries():
    """R5: no field for a name, and the form is ready for the next one at once."""
    app.key('ctrl+e')
    time.sleep(.5)
    for i, letter in enumerate('bhaefbhaeb'):
        app.key(letter, 'space', pause=.06)
        tab_to('Face to face')
        if i % 2:
            app.key('Right', pause=.06)
        app.key('space', pause=.06)
        tab_to('A child')
        app.key('space', pause=.06)
        if i == 0:
            app.picture('/tmp/t4.png')
            put('Date', uk(yesterday))
        app.key('ctrl+Return', pause=.5)

    app.shows('10 enquiries')


tap.run('the adviser sets up her records: post and passphrase', set_up)
tap.run('she writes the recovery code down and types it back', write_down_the_code)
tap.run('she logs ten enquiries', log_ten_enquiries)
print(app.stop(), file=sys.stderr)
sys.exit(tap.end())
