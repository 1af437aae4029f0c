#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A note is half written when the program is killed: it is offered back, with the kinds of its lines. Prints TAP.

half_written.py CASEWORK CASEWORK_CLI      (inside with-display.sh)

Only keys go in, to the real program; it is killed with SIGKILL, as a dead laptop would.
"""
import os
import pathlib
import signal
import subprocess
import sys

# The bus warns of a program that is gone: fatal in the program, not here.
debug = os.environ.pop('G_DEBUG', '')
sys.path.insert(0, str(pathlib.Path(__file__).parent))
from driver import App, Tap, text_of, until  # noqa: E402

casework, cli = sys.argv[1:3]
PASSPHRASE = 'walnut saddle orbit teaspoon grid'
vault = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'casework/vaults/hollin'
tap = Tap()
app = None


def make_records():
    vault.parent.mkdir(parents=True, mode=0o700)
    subprocess.run([cli, 'create', '--vault', vault, '--post', 'Hollin Bank', '--school', 'Hollin Bank Primary', '--hours', '20',
                    '--no-keyring', '--passphrase-fd', '0'], input=PASSPHRASE, text=True, check=True, stdout=subprocess.DEVNULL)
    cases = pathlib.Path(os.environ['HOME']) / 'cases.csv'
    cases.write_text('reference,opened,how_came,asked_by,parent_agreed_on,consent_date,consent_how,explained_by,adults,children\n'
                     '0001,2026-01-12,came,,2026-01-12,2026-01-12,signed,Jo Adviser,Zenobia Quillfeather,Peregrine\n')
    subprocess.run([cli, 'import', '--vault', vault, '--passphrase-fd', '0', 'cases', cases], input=PASSPHRASE, text=True, check=True,
                   stdout=subprocess.DEVNULL)


def start_and_unlock():
    global app
    app = App([casework], G_DEBUG=debug)
    app.shows('Unlock', 30)
    app.type(PASSPHRASE)
    app.key('Return')
    app.shows('Log an enquiry', 30)


def open_the_case():
    app.key('alt+3', pause=.6)
    app.shows('Zenobia Quillfeather')
    app.key('Down', 'Return', pause=.6)
    app.shows('Case 0001')


def note_text():
    return text_of(app.find('text', 'Note'))


def write_half_a_note():
    app.key('ctrl+t', pause=.5)
    app.tab_to('Note')
    app.type('Rang about the bus pass.')
    app.key('Return', 'alt+2')
    app.type('I cannot get her to school')
    app.shows('Saved as draft', 10)
    assert note_text().startswith('Rang about the bus pass.'), note_text()


def kill():
    app.process.send_signal(signal.SIGKILL)
    app.process.wait(60)


def is_offered_on_today():
    app.shows('Left unfinished')
    app.shows('Note for case 0001')
    app.tab_to('Go on writing')
    app.key('Return', pause=.8)
    until(lambda: note_text() == 'Rang about the bus pass.\nI cannot get her to school', 'both lines')


def kinds_are_kept():
    app.tab_to('Note')
    app.key('ctrl+End')
    until(lambda: 'Said by parent' in app.find('text', 'Note').description, 'the second line is what the parent said')
    app.key('ctrl+Home')
    until(lambda: 'Fact' in app.find('text', 'Note').description, 'the first line is a fact')


def is_saved_from_the_note():
    app.tab_to('How you were in contact')
    app.key('space', 'Down', 'Return', pause=.4)
    app.tab_to('Note')
    app.key('ctrl+Return', pause=1)
    app.shows('The contact is saved.')
    app.key('alt+1', pause=.6)
    app.shows('Log an enquiry')
    until(lambda: not app.has('label', 'Left unfinished'), 'nothing is left unfinished')


ok = True
for name, steps in (('records with one case', (make_records, start_and_unlock, open_the_case)),
                    ('a note half written', (write_half_a_note, kill)),
                    ('it is offered on Today after a kill', (start_and_unlock, is_offered_on_today)),
                    ('the kinds of its lines are there', (kinds_are_kept,)),
                    ('Ctrl+Enter in the note saves it, and the draft is gone', (is_saved_from_the_note,))):
    def run_all(steps=steps):
        for step in steps:
            step()
    ok = ok and tap.run(name, run_all)
if app:
    print(app.stop(), file=sys.stderr)
sys.exit(tap.end())
