# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways through the program on which screenshots.py takes its pictures: every page, every dialog, every state
that a person meets. A tour takes the running program and a camera, shoot(NAME)."""
import re

from driver import walk

PASSPHRASE = 'walnut saddle orbit teaspoon grid'


def press_tab_to(app, name, key='Return', pause=.5):
    app.tab_to(name)
    app.key(key, pause=pause)


def open_records(app, shoot):
    """Whether they are locked or open."""
    app.key('ctrl+l', pause=1.5)
    app.shows('The records are locked')
    app.type(PASSPHRASE)
    app.key('Return')
    app.shows('Log an enquiry', 30)
    app.listen(1)


def walk_to(app, row):
    """Into a walk of Safekeeping by its row."""
    app.key('Escape', 'alt+6', pause=.8)
    app.click(row, 'CwSafekeepingPage')


# --- before there are records

def first_start(app, shoot):
    shoot('start-first')
    app.key('F10')
    shoot('main-menu')
    app.key('Escape', 'F1')
    shoot('help')
    app.key('Escape', 'ctrl+question')
    shoot('shortcuts')
    app.key('Escape')


def receive(app, shoot):
    app.focus = None                                # windows were over it: what was heard last is not where it is
    press_tab_to(app, 'Receive a handover')
    app.tab_to('The seven words')
    app.type('walnut saddle')
    app.key('Tab')
    shoot('receive')
    press_tab_to(app, 'Cancel')


def set_up(app, shoot):
    app.focus = None                                # windows were over it: what was heard last is not where it is
    press_tab_to(app, 'Set up my records')
    for words in ('Hollin Bank', 'Jo Adviser', 'Hollin Bank Primary'):
        app.type(words)
        shoot('set-up-1') if words == 'Jo Adviser' else None
        app.key('Tab')
    app.tab_to('First day of')
    shoot('set-up-1-terms')
    press_tab_to(app, 'Continue')
    app.type('password')
    shoot('set-up-2-weak')
    app.key('ctrl+a')
    app.type(PASSPHRASE)
    app.tab_to('The same passphrase again')
    app.type(PASSPHRASE)
    shoot('set-up-2')
    press_tab_to(app, 'Continue')
    shoot('set-up-3')
    groups = [n.name for n in walk(app.root)
              if n.getRoleName() == 'label' and re.fullmatch('[0-9A-HJKMNP-TV-Z]{4}', n.name or '')]
    app.tab_to('Type it back')
    app.type('ABCD EFGH')
    shoot('set-up-3-typing')
    app.key('ctrl+a')
    app.type(' '.join(groups))
    press_tab_to(app, 'Continue')
    shoot('set-up-4')


# --- records that are locked

def locked(app, shoot):
    shoot('start')
    app.type('not the passphrase at all')
    app.key('Return', pause=2)
    shoot('start-wrong')
    press_tab_to(app, 'Use the recovery code')
    shoot('recovery')
    app.tab_to('Recovery code')
    app.type('ABCD EFGH JKMN PQRS TVWX YZ12 3456 789A BCDE')
    shoot('recovery-wrong')


# --- two vaults side by side, and a key file that is not as it was written

def several(app, shoot):
    shoot('start-several')
    app.type(PASSPHRASE)
    app.key('Return')
    app.shows('Make a new one now', 30)
    shoot('renew')


# --- records with nothing in them

def empty(app, shoot):
    open_records(app, shoot)
    for number, page in enumerate(('today', 'enquiries', 'cases', 'summaries', 'directory', 'safekeeping'), 1):
        app.key(f'alt+{number}', pause=.5)
        shoot(f'empty-{page}')
    app.key('ctrl+t')
    shoot('empty-composer')
    app.key('alt+4')
    press_tab_to(app, 'Enter term dates')
    shoot('empty-terms')
    app.key('Escape', 'ctrl+comma')
    shoot('preferences')
    app.key('Escape')


# --- Safekeeping, with records of one's own

def safekeeping(app, shoot):
    open_records(app, shoot)
    app.key('ctrl+l')                               # the first lock of a day makes the backup
    app.listen(3)
    open_records(app, shoot)
    app.key('alt+6')
    shoot('safekeeping')
    app.click('Backups kept on this laptop', 'CwSafekeepingPage')
    shoot('safekeeping-kept')
    app.click('Backups kept on this laptop', 'CwSafekeepingPage')
    walk_to(app, 'Back up to a USB stick')
    shoot('backup-1')
    walk_to(app, 'Test my backup')
    shoot('rehearsal-1')
    app.type('not this one')
    app.key('Return', pause=3)
    shoot('rehearsal-wrong')
    app.key('ctrl+a')
    app.type(PASSPHRASE)
    app.key('Return', pause=3)
    shoot('rehearsal-2')
    walk_to(app, 'Restore a backup beside')
    shoot('restore-1')
    app.key('Down', 'Return')
    shoot('restore-2')
    app.type(PASSPHRASE)
    app.key('Return', pause=3)
    shoot('restore-3')
    press_tab_to(app, 'Restore beside', pause=4)
    shoot('restore-4')
    walk_to(app, 'Change the passphrase')
    shoot('passphrase-1')
    walk_to(app, 'New recovery code')
    shoot('code-1')
    walk_to(app, 'Somebody may know it')
    shoot('keys-1')
    walk_to(app, 'Destroy these records')
    shoot('destroy-1')
    walk_to(app, 'Safety check')
    shoot('safety')


def handover(app, shoot):
    open_records(app, shoot)
    walk_to(app, 'Hand over to the next adviser')
    shoot('handover-1')
    app.key('Return')
    shoot('handover-cases')
    app.key('Return')
    shoot('handover-case')


# --- everyday work, on the demonstration

def today(app, shoot):
    shoot('today')
    app.key('Tab', 'Tab', 'Tab', pause=.2)
    app.key('m')
    shoot('today-move')
    app.key('Escape')


def enquiries(app, shoot):
    app.key('alt+2')
    shoot('enquiries')
    app.key('ctrl+e')
    app.key('f', 'space', pause=.2)
    shoot('enquiries-form')
    app.key('ctrl+Return')
    shoot('enquiries-problem')
    app.tab_to('Add a service')
    app.type('a')
    shoot('enquiries-services')
    app.key('Escape', 'Escape')
    app.click('All categories', 'CwEnquiriesPage')
    shoot('enquiries-filter')
    app.key('Escape')
    for _ in range(8):                              # down into the table, and open the first
        app.key('Down', 'Return', pause=.4)
        if app.has('label', 'Save changes'):
            break
        app.key('Tab')
    shoot('enquiries-change')


def open_first_case(app):
    for _ in range(8):                              # down into the table
        app.key('Down', 'Return', pause=.4)
        if app.has('label', 'On this case'):
            break
        app.key('Tab')


def cases(app, shoot):
    app.key('alt+3')
    shoot('cases')
    app.key('ctrl+f')
    app.type('meeting')
    shoot('cases-search')
    app.key('ctrl+a')
    app.type('xyzzy')
    shoot('cases-none')
    app.key('ctrl+a', 'BackSpace', pause=.5)
    open_first_case(app)
    shoot('case')
    press_tab_to(app, 'Add a next step')
    app.type('Ring the school nurse')
    shoot('case-step')
    app.key('Escape')                               # it is kept, and offered back
    shoot('case-left-open')
    press_tab_to(app, 'Go on')
    press_tab_to(app, 'Cancel')
    press_tab_to(app, 'Menu of this case', 'space')
    shoot('case-menu')
    app.key('Escape', 'ctrl+t')
    app.type('Rang about the meeting on Monday.')
    shoot('case-composer')
    app.key('ctrl+Return')
    shoot('case-composer-problem')
    press_tab_to(app, 'Support given', 'space')
    shoot('case-support')
    app.key('Escape')


def people(app, shoot):
    """What a case leads to: its people and what they agreed to, its family, its steps, and its end."""
    app.key('alt+3')
    open_first_case(app)
    for downs, name in ((2, 'case-adult'), (3, 'case-children'), (4, 'case-link'), (5, 'case-erase')):
        press_tab_to(app, 'Menu of this case', 'space')
        app.key(*['Down'] * downs, 'Return', pause=.4)
        shoot(name)
        app.key('Escape', pause=.5)
    press_tab_to(app, 'Record: agreed', 'space')
    shoot('case-person')
    press_tab_to(app, 'Change who they are')
    shoot('case-identity')
    app.key('Escape', pause=.5)
    press_tab_to(app, 'Record: agreed', 'space')
    press_tab_to(app, 'They do not agree any more')
    shoot('case-withdraw')
    app.key('Escape', pause=.5)


def refusal(app, shoot):
    """R8: on paper only, or not at all."""
    for choice, name in (('On paper only', 'new-case-paper'), ('Nothing kept', 'new-case-nothing')):
        app.key('ctrl+n')
        app.key('space')
        press_tab_to(app, 'Go on')
        app.tab_to('Notes are kept')
        press_tab_to(app, choice, 'space', .2)
        press_tab_to(app, 'Go on')
        shoot(name)
        press_tab_to(app, 'Cancel')


def new_case(app, shoot):
    app.key('ctrl+n')
    shoot('new-case-1')
    app.key('space')
    press_tab_to(app, 'Go on')
    shoot('new-case-2-empty')
    app.tab_to('Notes are kept')
    for _ in range(6):
        app.key('space', 'Tab', pause=.08)
    for choice in ('Record on this laptop', 'The school may know: no', 'The shared database may know: no',
                   'How they agreed: spoken'):
        press_tab_to(app, choice, 'space', .2)
    shoot('new-case-2')
    press_tab_to(app, 'They agree')
    app.shows('They agreed, and that is stored')
    shoot('new-case-3')
    app.tab_to('Name')
    app.type('Zenobia Featherstonehaugh-Cholmondeley')
    app.tab_to('Child’s name')
    app.type('Peregrine')
    shoot('new-case-3-names')
    app.key('Tab')
    press_tab_to(app, 'Save: go on to the first contact', pause=1)
    shoot('new-case-4')


def summaries(app, shoot):
    app.key('alt+4')
    shoot('summaries')
    for button, name in (('Everything published so far', 'publication-list'), ('How terms are counted', 'terms'),
                         ('What a reader could still guess', 'risks')):
        press_tab_to(app, button)
        shoot(name)
        app.key('Escape')
    app.tab_to('Frozen on')
    app.key('Up')
    shoot('summaries-year')


def freeze(app, shoot):
    open_records(app, shoot)
    app.key('alt+4')
    shoot('summaries-ready')
    press_tab_to(app, 'Freeze')
    shoot('freeze-question')
    app.key('Escape')
    press_tab_to(app, 'Freeze')
    press_tab_to(app, 'Freeze', pause=2)
    shoot('summaries-frozen')
    press_tab_to(app, 'Show the pages larger')
    shoot('summaries-larger')
    app.key('Escape')
    press_tab_to(app, 'Summary file')
    shoot('summaries-save')
    app.key('Escape')


def directory(app, shoot):
    app.key('alt+5')
    shoot('directory')
    press_tab_to(app, 'Add a service')
    app.key('ctrl+Return')
    shoot('directory-form')
    app.key('Escape')
    press_tab_to(app, 'Lists', 'space')
    shoot('lists')


def demonstration_safekeeping(app, shoot):
    app.key('alt+6')
    shoot('demonstration-safekeeping')


TOURS = {
    'none': (first_start, receive, set_up),
    'locked': (locked,),
    'several': (several,),
    'empty': (empty,),
    'own': (safekeeping, handover, freeze),
    'demonstration': (today, enquiries, cases, people, refusal, new_case, summaries, directory, demonstration_safekeeping),
}
