# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program from outside: reads it over the accessibility bus, types with xdotool.

Needs a display and a session bus of its own (tests/support/with-display.sh).
"""
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback

# For Casework, not for who listens: a busy bus answers late, of which libatspi warns. Before GLib is loaded.
G_DEBUG = {'G_DEBUG': os.environ.pop('G_DEBUG')} if 'G_DEBUG' in os.environ else {}

import pyatspi  # noqa: E402
from gi.repository import GLib  # noqa: E402

# What GTK, libadwaita and GLib write when they were used wrongly: “(casework:7): Gtk-WARNING **: …”.
COMPLAINT = re.compile(r'\b(WARNING|CRITICAL|ERROR) \*\*')
# at-spi2-core renamed some roles between Debian 12 and 13.
SAME_ROLE = {'push button': {'push button', 'button'}, 'text': {'text', 'entry', 'password text'}}
PATIENCE = int(os.environ.get('CW_PATIENCE', '2'))      # limits are against a program that hangs
SHADOW = 5          # around a window where no window manager is


def walk(node):
    yield node
    try:
        count = node.childCount
    except Exception:
        return
    for i in range(count):
        try:
            child = node.getChildAtIndex(i)
        except Exception:
            continue
        if child is not None:
            yield from walk(child)


def states(node):
    return {pyatspi.stateToString(s) for s in node.getState().getStates()}


def text_of(node):
    text = node.queryText()
    return text.getText(0, text.characterCount)     # GTK 4.8: an end of -1 gives ''


def says(node):
    """Its name; where newer GTK gives a text of its own role (a status, an alert) none, the text."""
    if node.name or node.getRoleName() not in {'status bar', 'statusbar', 'notification', 'alert', 'label'}:
        return node.name or ''
    try:
        return text_of(node)
    except NotImplementedError:
        return ''


def until(attempt, what, seconds=10):
    end = time.monotonic() + seconds * PATIENCE
    while time.monotonic() < end:
        try:
            result = attempt()
            if result:
                return result
        except Exception:
            pass
        time.sleep(.05)
    raise AssertionError('timed out: ' + what)


class App:
    """One running Casework."""

    def __init__(self, command, **environment):
        self.said = tempfile.TemporaryFile('w+', errors='replace')      # a pipe that nobody reads fills up
        self.process = subprocess.Popen(command, env={**os.environ, **G_DEBUG, 'GTK_A11Y': 'atspi', **environment}, stderr=self.said)
        self.focus = None
        self.heard = 0                              # changes of the focus
        pyatspi.Registry.registerEventListener(self._focus_moved, 'object:state-changed:focused')
        self.root = until(self._find_root, 'the program on the accessibility bus', 30)

    def _focus_moved(self, event):
        if event.detail1:
            self.focus = event.source
            self.heard += 1

    def focus_name(self):
        try:
            return self.focus.name or ''
        except Exception:                           # nothing yet, or what had it is gone
            return ''

    def tab_to(self, name, most=70):
        """Goes on with Tab until the focus is on something of that name, as somebody who listens would."""
        heard = []
        for _ in range(most):
            here = self.focus_name()
            if name in here:
                return
            heard.append(here)
            self.heard = 0
            self.key('Tab', pause=.05)
            for _ in range(3 * PATIENCE):           # a busy machine tells it late; some rows tell nothing
                if not self.heard:
                    self.listen(.05)
        raise AssertionError(f'no way to “{name}” by Tab: {heard}')

    def listen(self, seconds):
        """Takes in what the program says of its focus."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            while GLib.MainContext.default().iteration(False):
                pass
            time.sleep(.01)

    def answered(self):
        """Goes on when the program has taken in what was typed: it answers this bus in the same loop, one after the other."""
        for _ in range(6):
            try:
                self.root.getChildAtIndex(0).queryComponent().getExtents(pyatspi.WINDOW_COORDS)
            except Exception:                       # there is no window any more
                pass
            self.listen(.005)

    def _find_root(self):
        for app in pyatspi.Registry.getDesktop(0):
            if app and app.get_process_id() == self.process.pid and app.childCount:
                return app
        if self.process.poll() is not None:
            raise SystemExit(f'the program ended: {self.words()}')
        return None

    # --- reading

    def has(self, role, name):
        roles = SAME_ROLE.get(role, {role})
        return next((n for n in walk(self.root) if n.getRoleName() in roles and name in (n.name or '')), None)

    def find(self, role, name, seconds=10):
        return until(lambda: self.has(role, name), f'{role} “{name}”', seconds)

    def shows(self, words, seconds=10):
        return until(lambda: any(words in says(n) for n in walk(self.root)), f'“{words}” on the screen', seconds)

    def names(self):
        return [f'{n.getRoleName()}: {n.name}' for n in walk(self.root) if n.name]

    def windows(self):
        return self.root.childCount

    # --- acting

    def press(self, name, role='push button', seconds=10):
        button = self.find(role, name, seconds)
        until(lambda: 'sensitive' in states(button), f'“{name}” can be pressed', seconds)
        action = button.queryAction()
        index = [action.getName(i) for i in range(action.nActions)].index('click')
        assert action.doAction(index), name
        time.sleep(.4)                              # GtkButton says “clicked” 250 ms after an activation: nothing tells when
        self.answered()

    def key(self, *keys, pause=.12):
        for key in keys:
            subprocess.run(['xdotool', 'key', '--clearmodifiers', key], check=True)
            self.listen(pause)
            self.answered()

    def type(self, words, pause=.12):
        subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '6', words], check=True)
        self.listen(pause)
        self.answered()

    def fill(self, name, words):
        field = self.find('text', name)
        assert field.queryEditableText().setTextContents(words)
        until(lambda: text_of(field) == words, f'“{name}” holds “{words}”')

    def click(self, name, within=None):
        """The pointer: for what has no other way from outside. “within” is a page by its class, as “CwCasesPage”."""
        def place():
            root = next(n for n in walk(self.root) if n.name == within) if within else self.root
            node = next(n for n in walk(root) if name in (n.name or '') and n.queryComponent().getSize()[0] > 0)
            box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
            return box.x + box.width // 2 + SHADOW, box.y + min(box.height // 2, 20) + SHADOW
        x, y = until(place, f'“{name}” to click on')
        bottom = self.root.getChildAtIndex(0).queryComponent().getSize()[1]
        for _ in range(30):
            if y < bottom - 80:
                break
            subprocess.run(['xdotool', 'mousemove', str(x), str(bottom // 2), 'click', '5'], check=True)
            self.listen(.3)
            x, y = place()
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '1'], check=True)
        self.listen(.3)

    def picture(self, path):
        subprocess.run(['import', '-window', 'root', path], check=True)

    def words(self):
        """What the program wrote to its standard error."""
        self.said.seek(0)
        return self.said.read()

    def complaints(self):
        """Warnings of the toolkit among it."""
        return [line for line in self.words().splitlines() if COMPLAINT.search(line)]

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10 * PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
        return self.words()


class Tap:
    """Test Anything Protocol: one line a check."""

    def __init__(self):
        self.number = 0
        self.bad = 0

    def ok(self, good, name):
        self.number += 1
        self.bad += not good
        print('ok' if good else 'not ok', self.number, '-', name, flush=True)
        return good

    def run(self, name, step):
        try:
            step()
        except Exception as problem:
            traceback.print_exc(file=sys.stderr)
            if os.environ.get('CW_BUILD_ROOT'):     # what a person would have seen
                subprocess.run(['import', '-window', 'root', os.environ['CW_BUILD_ROOT'] + '/e2e-failure.png'])
            print('#', str(problem).replace('\n', ' '))
            self.ok(False, name)
            return False
        return self.ok(True, name)

    def end(self):
        print(f'1..{self.number}', flush=True)
        return 1 if self.bad else 0
