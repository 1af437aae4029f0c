# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs casework-cli as a script would, and prints what was found as TAP."""
import os
import subprocess
import sys


class Checks:
    """Test Anything Protocol; call it for each check, end() at the end. most: lines of a detail that are shown."""

    def __init__(self, most=None):
        self.number = 0
        self.failed = False
        self.most = most

    def __call__(self, passed, name, detail=''):
        self.number += 1
        if not passed:
            self.failed = True
            for line in str(detail).splitlines()[:self.most]:
                print('#', line)
        print('ok' if passed else 'not ok', self.number, '-', name, flush=True)

    def end(self):
        print(f'1..{self.number}')
        sys.exit(self.failed)


def run(cli, *args, secrets, end='\n', env=None, timeout=120):
    """Runs a command; secrets: by the option's name ('passphrase_fd'), each read from an open file."""
    command, opened = [cli, *map(str, args)], []
    for name, secret in secrets.items():
        reader, writer = os.pipe()
        os.write(writer, (secret + end).encode())
        os.close(writer)
        opened.append(reader)
        command += ['--' + name.replace('_', '-'), str(reader)]
    try:
        return subprocess.run(command, pass_fds=opened, capture_output=True, encoding='utf-8', stdin=subprocess.DEVNULL,
                              timeout=timeout, env=env)
    finally:
        for reader in opened:
            os.close(reader)
