#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An adviser's whole term, by keyboard alone, on the real program with the real keyring. Prints TAP.

term.py CASEWORK CASEWORK_CLI      (inside with-display.sh --keyring PASSWORD)

Only keys go in. The accessibility bus is read to know where the focus is and what the screen says, as a screen
reader would; the PDF is read back with pdftotext.
"""
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from driver import App, Tap, states, text_of, until, walk  # noqa: E402

casework, cli = sys.argv[1:3]
home = pathlib.Path(os.environ['HOME'])
PASSPHRASE = 'walnut saddle orbit teaspoon grid'
PARENT, CHILD, WORDS = 'Zenobia Quillfeather', 'Peregrine', 'marmalade skylark'
today = datetime.date.today()
yesterday = today - datetime.timedelta(days=1)
CODE_GROUP = re.compile('[0-9A-HJKMNP-TV-Z]{4}')
paper = home / 'summary.pdf'
tops = {os.environ[v] for v in ('HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_RUNTIME_DIR')}
tap = Tap()
app = App([casework])
tab_to = app.tab_to


def uk(day):
    return day.strftime('%d/%m/%Y')


def after(days):
    return today + datetime.timedelta(days=days)


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
    app.key('ctrl+e', pause=.5)
    for i, letter in enumerate('bhaefbhaeb'):
        app.key(letter, 'space', pause=.06)
        tab_to('Face to face')
        if i % 2:
            app.key('Right', pause=.06)
        app.key('space', pause=.06)
        tab_to('A child')
        app.key('space', pause=.06)
        if i == 0:
            put('Date', uk(yesterday))
        app.key('ctrl+Return', pause=.5)

    app.shows('10 enquiries')


def talk_with_a_parent():
    """R1, R7: first how they came and what was explained, then their choices; no place for a name before."""
    app.key('ctrl+n')
    app.shows('How did the parent come to you?')
    tab_to('The parent came')
    app.key('space')
    put('The day on which the case begins', uk(yesterday))
    tab_to('Go on')
    app.key('Return')
    app.shows('What the parent chooses')
    assert not [n for n in walk(app.root) if n.getRoleName() == 'text' and 'name' in (n.name or '').lower()]
    tab_to('Notes are kept')
    for _ in range(6):
        app.key('space', 'Tab', pause=.06)
    for choice in ('Record on this laptop', 'The school may know: no', 'The shared database may know: no',
                   'How they agreed: spoken'):
        tab_to(choice)
        app.key('space')
    put('The day they agreed', uk(yesterday))
    app.key('Tab')
    tab_to('They agree')
    app.key('Return')
    app.shows('They agreed, and that is stored')
    put('Name', PARENT)
    put('Child’s name', CHILD)
    app.key('Tab')
    tab_to('Save: go on to the first contact')
    app.key('Return')


def write_the_first_contact():
    app.shows('What was said and done')
    app.key('space', 'Down', 'Return', pause=.4)    # how: the focus is there
    put('Day of the contact', uk(yesterday))
    put('Minutes', '25')
    tab_to('Note')
    app.type(f'Told me about the {WORDS}.')
    app.shows('Saved as draft', 10)
    hold_no_word()                                  # with a draft, and a log beside the database
    put('Next step', 'Ring after the weekend')
    put('Next step due', uk(after(3)))
    app.key('ctrl+Return', pause=1.5)
    app.shows('Told me about')


def lock_and_unlock():
    app.key('ctrl+l', pause=1)
    app.shows('The records are locked')
    assert not [n for n in walk(app.root) if WORDS in (n.name or '') or PARENT in (n.name or '')], 'a locked program shows a name'
    app.type('not the passphrase at all')
    app.key('Return')
    app.shows('That passphrase does not open these records', 30)
    app.key('ctrl+a')
    app.type(PASSPHRASE)
    app.key('Return')
    app.shows('Log an enquiry', 30)


def freeze_the_term():
    app.key('alt+4', pause=1)
    tab_to('Freeze')
    app.key('Return', pause=1)
    app.shows('It cannot be undone')
    tab_to('Freeze')
    app.key('Return', pause=2)
    app.shows('Frozen on')


def export(button, path):
    """The real file dialog; what is proposed is kept, but for the folder."""
    tab_to(button)
    app.key('Return', pause=2)
    app.key('ctrl+a')
    app.type(str(path))
    app.key('Return', pause=1)
    until(lambda: path.is_file() and path.stat().st_size, f'{path.name} is saved', 20)


def export_the_page():
    export('PDF', paper)
    export('CSV', home / 'summary.csv')
    export('Summary file', home / 'summary.casework-summary')
    assert 'Other' in (home / 'summary.csv').read_text()
    assert json.loads((home / 'summary.casework-summary').read_text())['school'] == 'Hollin Bank Primary'
    app.key('ctrl+p', pause=2)                      # the print dialog opens, and lets go again
    assert app.windows() > 1
    app.key('Escape', pause=1)
    until(lambda: app.windows() == 1, 'the print dialog is closed')


def read_it_back():
    """R24: the figures are there, and nothing that points at anybody."""
    text = subprocess.run(['pdftotext', '-layout', paper, '-'], check=True, capture_output=True, text=True).stdout
    info = subprocess.run(['pdfinfo', paper], check=True, capture_output=True, text=True).stdout
    assert 'Parent support summary' in text and 'Hollin Bank Primary' in text, text
    assert 'A line is shown only when at least five different families are behind it.' in ' '.join(text.split()), text
    assert 'Author' not in info, info
    for word in (*PARENT.split(), CHILD, *WORDS.split()):
        assert word.lower() not in text.lower(), f'“{word}” is in the PDF'


def hold_no_word():
    """Not one byte of what the parent said, of a name or of the passphrase in any file, and no plain database."""
    words = [w.encode() for w in (WORDS, PARENT, CHILD, PASSPHRASE)]
    files = [p for top in tops for p in pathlib.Path(top).rglob('*') if p.is_file()]
    assert any(p.name == 'casework.db' for p in files), files
    for path in files:
        content = path.read_bytes()
        assert not content.startswith(b'SQLite format 3'), path
        assert not [w for w in words if w in content], path
    assert not [w for w in words if w.decode() in app.words()], 'a word is in what the program says to its log'


def leave_nothing_behind():
    app.key('ctrl+q')
    app.process.wait(20)
    hold_no_word()


def complain_of_nothing():
    """No warning of the toolkit in a whole term."""
    assert not app.complaints(), app.complaints()


tap.run('the adviser sets up her records: post and passphrase', set_up)
tap.run('she writes the recovery code down and types it back', write_down_the_code)
tap.run('she logs ten enquiries', log_ten_enquiries)
tap.run('she talks with a parent, who agrees to a record', talk_with_a_parent)
tap.run('she writes up the first contact', write_the_first_contact)
tap.run('she locks the records and opens them again', lock_and_unlock)
tap.run('she freezes the term', freeze_the_term)
tap.run('she exports the summary as PDF, table and summary file', export_the_page)
tap.run('the PDF holds figures and no name', read_it_back)
tap.run('no file that the program leaves holds a word in the clear', leave_nothing_behind)
tap.run('the toolkit had nothing to warn of', complain_of_nothing)
print(app.stop(), file=sys.stderr)
sys.exit(tap.end())
