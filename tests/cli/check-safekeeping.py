#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backup, restore, handover, receive and a new passphrase from end to end, as a script would use them. Prints TAP.

check-safekeeping.py CASEWORK-CLI
"""
import csv
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile

import commands
from commands import Checks

cli = pathlib.Path(sys.argv[1]).resolve()
work = pathlib.Path(tempfile.mkdtemp(prefix='casework-safekeeping-'))
vault = work / 'vault'
FIRST = 'seven herons over quiet water'
SECOND = 'nine otters under a loud bridge'
NEXT = 'her own words for the new post'
CODE = r'([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}'
# Names and words of notes: wherever one turns up in a file, it has got out.
MARKS = ('Quizzlewick', 'Joanne', 'Darren Pike', 'Whitfield', 'free school meals')
check = Checks()


def run(*args, **secrets):
    """Each keyword is an option (passphrase_fd='…') with its secret."""
    return commands.run(cli, *args, secrets=secrets)


def counts(result):
    return dict(line.split('\t') for line in result.stdout.splitlines() if '\t' in line)


def verify(folder, passphrase):
    return run('verify', '--vault', folder, passphrase_fd=passphrase)


def ledger(folder, passphrase, name):
    path = work / name
    result = run('summary', '--ledger', '--format', 'json', '--vault', folder, '--output', path, passphrase_fd=passphrase)
    return path.read_bytes() if result.returncode == 0 else result.stderr


def restore(backup, folder, *more, **secrets):
    return run('restore', '--backup', backup, '--vault', folder, '--label', 'Restored', *more, **secrets)


def left_in(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob('*'))


def make():
    """An invented school with a draft, a consent taken back and published terms, and one family of our own."""
    made = run('demo', '--vault', vault, '--no-keyring', '--families', '20', '--enquiries', '80', '--contacts', '120',
               passphrase_fd=FIRST)
    table = work / 'cases.csv'
    with open(table, 'w', newline='') as file:
        csv.writer(file).writerows([
            'reference,opened,how_came,consent_date,consent_how,explained_by,adults,children'.split(','),
            ['9001', '2025-09-16', 'came', '2025-09-16', 'signed', 'M. W.', f'Ada {MARKS[0]}', f'Kit {MARKS[0]}']])
    added = run('import', 'cases', table, '--vault', vault, passphrase_fd=FIRST)
    table.unlink()
    check(made.returncode == 0 and added.returncode == 0, 'there are records', made.stderr + added.stderr)
    return made.stdout.strip()


def back_up(name, passphrase):
    path = work / name
    result = run('backup', '--vault', vault, '--output', path, passphrase_fd=passphrase)
    return path, result


def backup_and_restore(code):
    path, written = back_up('first.casework', FIRST)
    held = counts(written)
    check(written.returncode == 0 and int(held['contacts']) >= 120 and re.fullmatch('[0-9a-f]{64}', held['digest']),
          'backup says what it holds', written.stderr + written.stdout)
    check(all(int(held[name]) > 0 for name in ('consents', 'drafts', 'ledger', 'codes', 'steps', 'papers', 'children')),
          'of every kind something', held)
    check(stat.S_IMODE(path.stat().st_mode) == 0o600 and '%' not in written.stderr, 'quiet, and only for the owner',
          written.stderr)
    for name, secrets in (('by passphrase', {'passphrase_fd': FIRST}), ('by recovery code', {'recovery_fd': code})):
        folder = work / name
        result = restore(path, folder, **secrets)
        check(result.returncode == 0 and counts(result) == held, f'restore {name}: the same counts and digest',
              result.stderr + result.stdout)
        sound = verify(folder, FIRST)
        again = run('backup', '--vault', folder, '--output', work / 'again.casework', passphrase_fd=FIRST)
        check(sound.returncode == 0 and counts(again) == held, f'restored {name}: sound, and really all there',
              sound.stdout + sound.stderr + again.stderr)
        check(stat.S_IMODE(folder.stat().st_mode) == 0o700, 'R20: only the owner can read it')
    check(verify(vault, FIRST).returncode == 0 and ledger(vault, FIRST, 'a.json') == ledger(folder, FIRST, 'b.json'),
          'R24: what was published is byte for byte the same')
    take_over()
    return path, held


def take_over():
    """R24: what was published after a backup was made is taken over from the records beside it, or it is said that it is not."""
    room, table = work / 'room', work / 'table.csv'
    room.mkdir(0o700)
    used, said, path = room / 'used', 'not in the restored records', work / 'before.casework'
    run('create', '--post', 'PSA', '--school', 'S', '--hours', '20', '--no-keyring', '--vault', used, passphrase_fd=FIRST)
    table.write_text('label,start,end\nAutumn 2024,2024-09-02,2024-12-20\n')
    run('terms', table, '--vault', used, passphrase_fd=FIRST)
    table.write_text('date,categories,method,about\n' + '2024-09-10,housing,telephone,parent\n' * 40)
    run('import', 'enquiries', table, '--vault', used, passphrase_fd=FIRST)
    run('backup', '--vault', used, '--output', path, passphrase_fd=FIRST)
    before = ledger(used, FIRST, 'before.json')
    run('summary', '--freeze', '--period', 'Autumn 2024', '--format', 'json', '--vault', used, '--output', work / 'n.json',
        passphrase_fd=FIRST)
    published = ledger(used, FIRST, 'used.json')
    check(isinstance(published, bytes) and published != before, 'something was published after the backup', published[:80])
    found = restore(path, room / 'found', passphrase_fd=FIRST)
    check(found.returncode == 0 and said not in found.stderr and 'taken over' in found.stderr
          and ledger(room / 'found', FIRST, 'f.json') == published, 'R24: taken over from the records beside', found.stderr)
    shutil.rmtree(room / 'found')
    none = restore(path, work / 'none', '--alone', passphrase_fd=FIRST)
    check(none.returncode == 0 and said not in none.stderr and ledger(work / 'none', FIRST, 'o.json') == before,
          'left alone when asked', none.stderr)
    freeze = ['summary', '--freeze', '--period', 'Autumn 2024', '--format', 'json', '--vault', work / 'none', '--output', work / 'h.json']
    held = run(*freeze, passphrase_fd=FIRST)
    check('restored from a backup' in none.stderr and held.returncode == 1 and 'published twice' in held.stderr
          and '--go-on' in held.stderr and ledger(work / 'none', FIRST, 'h.json') == before,
          'R24: records that stand twice freeze nothing', none.stderr + held.stderr)
    check(run(*freeze, '--go-on', passphrase_fd=FIRST).returncode == 0
          and ledger(work / 'none', FIRST, 'h.json') != before, 'R24: before somebody says that they go on')
    named = restore(path, work / 'other' / 'named', '--present', used, passphrase_fd=FIRST, present_fd=FIRST)
    check(named.returncode == 0 and ledger(work / 'other' / 'named', FIRST, 'm.json') == published,
          'R24: taken over from records that were named', named.stderr)
    lone = restore(path, work / 'lone' / 'one', passphrase_fd=FIRST)
    check(lone.returncode == 0 and said in lone.stderr, 'R24: where there are none it is said', lone.stderr)
    run('change-passphrase', '--vault', used, passphrase_fd=FIRST, new_passphrase_fd=SECOND)
    shut = restore(path, room / 'shut', passphrase_fd=FIRST)
    check(shut.returncode == 0 and said in shut.stderr, 'R24: where they do not open it is said', shut.stderr)
    wrong = restore(path, work / 'wrong', '--present', used, passphrase_fd=FIRST)
    check(wrong.returncode == 1 and not (work / 'wrong').exists(), 'named records that do not open: nothing is made', wrong.stderr)
    for folder in (room, work / 'none', work / 'other', work / 'lone'):
        shutil.rmtree(folder)


def never_over(path):
    before = {p: p.read_bytes() for p in vault.iterdir()}
    result = restore(path, vault, passphrase_fd=FIRST)
    check(result.returncode == 1 and before == {p: p.read_bytes() for p in vault.iterdir()},
          'restore never goes over present records', result.stderr)
    gone = run('backup', '--vault', vault, '--output', work / 'no' / 'where.casework', passphrase_fd=FIRST)
    check(gone.returncode == 1 and not (work / 'no').exists(), 'a backup to nowhere', gone.stderr)


def change(old_backup, code):
    weak = run('change-passphrase', '--vault', vault, passphrase_fd=FIRST, new_passphrase_fd='password')
    check(weak.returncode == 1 and verify(vault, FIRST).returncode == 0, 'a weak passphrase changes nothing', weak.stderr)
    wrong = run('change-passphrase', '--vault', vault, passphrase_fd=SECOND, new_passphrase_fd=SECOND)
    check(wrong.returncode == 1 and verify(vault, FIRST).returncode == 0, 'nor without the present one', wrong.stderr)
    changed = run('change-passphrase', '--vault', vault, passphrase_fd=FIRST, new_passphrase_fd=SECOND)
    check(changed.returncode == 0 and changed.stdout == '', 'another passphrase', changed.stderr)
    old = verify(vault, FIRST)
    check(old.returncode == 1 and 'passphrase' in old.stderr, 'the old one is refused', old.stderr)
    new = verify(vault, SECOND)
    check(new.returncode == 0, 'the new one opens, and the key file is as it was written', new.stdout + new.stderr)
    check(not list(vault.glob('*.bak')), 'no key file is left that the old one opens', left_in(vault))
    result = restore(old_backup, work / 'from-old', passphrase_fd=FIRST)
    check(result.returncode == 0, 'an old backup still opens with the old one', result.stderr)
    result = restore(old_backup, work / 'from-old-2', passphrase_fd=SECOND)
    check(result.returncode == 1 and not (work / 'from-old-2').exists(), 'and not with the new one', result.stderr)
    path, _ = back_up('second.casework', SECOND)
    result = restore(path, work / 'by-code', recovery_fd=code.lower().replace('-', ' '))
    check(result.returncode == 0 and verify(work / 'by-code', SECOND).returncode == 0,
          'the recovery code is the same, however it is typed', result.stderr)


def hand_over():
    path = work / 'post.casework'
    held = counts(back_up('compare.casework', SECOND)[1])
    sheet = work / 'sheet.pdf'
    result = run('handover', '--vault', vault, '--output', path, '--sheet', sheet, passphrase_fd=SECOND)
    words = result.stdout.splitlines()[0] if result.stdout else ''
    sent = counts(result)
    stayed = [sent.pop(name, '') for name in ('left-cases', 'left-entries')]
    digest = sent['digest']
    check('the next adviser publishes from now on' in result.stderr, 'R24: who publishes now is said', result.stderr)
    # The day of the handover is in what is handed over, and not in the records.
    check(result.returncode == 0 and len(words.split()) == 7 and dict(sent, digest='') == dict(held, digest='')
          and digest != held['digest'], 'R21: handover prints seven words, the counts and the digest',
          result.stderr + result.stdout)
    check(stayed == ['0', '0'] and 'stay' not in result.stderr, 'R21: and what stays behind', result.stderr)
    held = sent
    text = subprocess.run(['pdftotext', '-layout', sheet, '-'], capture_output=True, encoding='utf-8', check=True).stdout
    check(digest in text.replace(' ', '').replace('\n', '') and words not in text
          and all(re.search(rf'{name}\s+{held[count]}\n', text) for name, count in (('Cases', 'cases'), ('Contacts', 'contacts')))
          and not any(mark in text for mark in MARKS), 'R21: the cover sheet has counts and digest, no names, no secret', text)
    again = run('handover', '--vault', vault, '--output', work / 'other.casework', passphrase_fd=SECOND)
    check(again.stdout.splitlines()[0] != words, 'other words each time')
    folder = work / 'next'
    for secret, name in ((SECOND, 'the passphrase of the records'), (words + 's', 'a word that is not right')):
        refused = run('receive', '--handover', path, '--vault', folder, '--no-keyring', handover_fd=secret,
                      passphrase_fd=NEXT)
        check(refused.returncode == 1 and not folder.exists(), f'{name} does not open it', refused.stderr)
    weak = run('receive', '--handover', path, '--vault', folder, '--no-keyring', handover_fd=words, passphrase_fd='12345')
    check(weak.returncode == 1 and not folder.exists(), 'a weak passphrase is refused, nothing is left', weak.stderr)
    wrong_kind = restore(path, folder, passphrase_fd=words)
    check(wrong_kind.returncode == 1 and not folder.exists(), 'a handover is no backup', wrong_kind.stderr)
    got = run('receive', '--handover', path, '--vault', folder, '--no-keyring', handover_fd=words, passphrase_fd=NEXT)
    code = got.stdout.splitlines()[0] if got.stdout else ''
    check(got.returncode == 0 and re.fullmatch(CODE, code) and counts(got) == held,
          'R21: received: a new recovery code, the same counts and digest', got.stderr + got.stdout)
    check(verify(folder, NEXT).returncode == 0, 'sound, under their own passphrase')
    check(verify(folder, SECOND).returncode == 1 and verify(folder, words).returncode == 1, 'and under no other')
    check(ledger(folder, NEXT, 'c.json') == ledger(vault, SECOND, 'd.json'), 'R24: the ledger arrives byte for byte')
    lists = [run('codes', '--vault', v, passphrase_fd=p).stdout for v, p in ((vault, SECOND), (folder, NEXT))]
    check(lists[0] == lists[1] and len(lists[0]) > 1000, 'the code lists arrive')
    keys = [(v / 'casework.key').read_bytes() for v in (vault, folder)]
    check(keys[0][8:24] != keys[1][8:24], 'it is another vault')
    mine = run('backup', '--vault', folder, '--output', work / 'theirs.casework', passphrase_fd=NEXT)
    result = restore(work / 'theirs.casework', work / 'theirs', recovery_fd=code)
    check(mine.returncode == 0 and counts(result) == held, 'their recovery code opens their backup', result.stderr)
    return path, words


def bad_files(backup, handover, words):
    whole = backup.read_bytes()
    middle = len(whole) // 2
    zeros = work / 'zeros.casework'
    with open(zeros, 'wb') as file:
        file.truncate(4 << 30)
    flip = lambda at: whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1:]
    bad = {'empty': b'', 'only keys': whole[:4096], 'cut': whole[:-512], 'longer': whole + b'\0', 'key flipped': flip(40),
           'filling flipped': flip(3000), 'records flipped': flip(middle), 'seal flipped': flip(len(whole) - 1),
           'newer': whole[:7] + b'\2' + whole[8:], 'another program': b'PK\3\4' + whole[4:],
           'handover inside': handover.read_bytes()[:4096] + whole[4096:]}
    target = work / 'bad'
    before = left_in(work)
    for name, content in bad.items():
        path = work / 'bad.casework'
        path.write_bytes(content)
        results = [restore(path, target, passphrase_fd=FIRST),
                   run('receive', '--handover', path, '--vault', target, '--no-keyring', handover_fd=words,
                       passphrase_fd=NEXT)]
        path.unlink()
        sentences = all(r.returncode == 1 and r.stdout == '' and r.stderr.strip().endswith('.') for r in results)
        check(sentences and left_in(work) == before, f'refused in words, nothing left: {name}',
              [(r.returncode, r.stderr) for r in results])
    for name, path in (('four gigabytes of zeros', zeros), ('no file', work / 'nothing'), ('a folder', vault)):
        result = restore(path, target, passphrase_fd=FIRST)
        check(result.returncode == 1 and not target.exists(), f'refused: {name}', result.stderr)
    zeros.unlink()
    wrong = restore(backup, target, passphrase_fd='not the one that was chosen')
    check(wrong.returncode == 1 and not target.exists(), 'a wrong passphrase', wrong.stderr)
    wrong = restore(backup, target, recovery_fd='0000-' * 8 + '0000')
    check(wrong.returncode == 1 and not target.exists(), 'a wrong recovery code', wrong.stderr)


def usage():
    cases = [['backup', '--vault', vault], ['restore', '--vault', work / 'x', '--backup', 'y'],
             ['restore', '--vault', work / 'x', '--backup', 'y', '--label', 'z', '--passphrase-fd', '8', '--recovery-fd', '9'],
             ['handover', '--vault', vault], ['receive', '--vault', work / 'x', '--handover', 'y'],
             ['receive', '--vault', work / 'x', '--handover-fd', '9'], ['change-passphrase'],
             ['change-passphrase', '--vault', vault, 'more']]
    codes = [run(*case).returncode for case in cases]
    check(set(codes) == {2}, 'what is not understood ends with 2', codes)


def nothing_leaks():
    ours = [p for p in work.rglob('*') if p.is_file() and p.suffix != '.json']
    found = [(p.name, mark) for p in ours for mark in MARKS
             if mark.encode() in (data := p.read_bytes()) or mark.encode('utf-16-le') in data]
    check(len(ours) >= 25 and not found, 'R20: a name or a note is in no byte of any file', found)
    check(not any(b'SQLite format 3' in p.read_bytes() for p in ours), 'no file is or holds a plain database')
    stray = [p.name for p in work.iterdir() if p.name.startswith('.')]
    check(not stray, 'nothing hidden is left beside the records', stray)


try:
    recovery = make()
    first, _ = backup_and_restore(recovery)
    never_over(first)
    usage()
    change(first, recovery)
    post, seven = hand_over()
    bad_files(first, post, seven)
    nothing_leaks()
finally:
    shutil.rmtree(work)
check.end()
