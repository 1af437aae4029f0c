#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""casework-cli from end to end, as a script would use it. Prints TAP.

check-cli.py CASEWORK-CLI
"""
import csv
import io
import json
import os
import pathlib
import pty
import re
import shutil
import stat
import subprocess
import sys
import tempfile

import commands
from commands import Checks

cli = pathlib.Path(sys.argv[1]).resolve()
work = pathlib.Path(tempfile.mkdtemp(prefix='casework-cli-'))
vault = work / 'vault'
PASSPHRASE = 'seven herons over quiet water'
# A word that is in no dictionary: wherever it turns up, a name or a note has got out.
MARK = 'Quizzlewick'
check = Checks()


def run(*args, passphrase=PASSPHRASE, **more):
    return commands.run(cli, *args, secrets={'passphrase_fd': passphrase}, **more)


def on(command, *args, **more):
    return run(command, '--vault', vault, *args, **more)


def write(name, heading, *rows):
    path = work / name
    with open(path, 'w', newline='') as file:
        writer = csv.writer(file)
        writer.writerow(heading.split(','))
        writer.writerows(rows)
    return path


def lines_blamed(result):
    return [int(n) for n in re.findall(r'^line (\d+):', result.stderr, re.M)]


def create_and_refuse():
    made = on('create', '--post', 'PSA', '--school', 'Hollin Bank Primary', '--school', 'St Mark’s', '--hours', '20',
              '--no-keyring', env={**os.environ, 'LC_ALL': 'C'})
    check(made.returncode == 0, 'create makes a vault', made.stderr)
    check(re.fullmatch(r'([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}\n', made.stdout), 'the recovery code, once',
          made.stdout)
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in vault.iterdir()}
    check(stat.S_IMODE(vault.stat().st_mode) == 0o700 and set(modes.values()) == {0o600}, 'only the owner can read it',
          modes)
    before = (vault / 'casework.key').read_bytes()
    again = on('create', '--post', 'PSA', '--school', 'Other', '--hours', '20', '--no-keyring')
    check(again.returncode == 1 and (vault / 'casework.key').read_bytes() == before, 'a second time it is refused',
          again.stderr)
    weak = run('create', '--vault', work / 'weak', '--post', 'P', '--school', 'S', '--hours', '5', '--no-keyring',
               passphrase='password')
    check(weak.returncode == 1 and not (work / 'weak').exists(), 'a weak passphrase is refused, nothing is left behind',
          weak.stderr)
    wrong = on('verify', passphrase='not the one that was chosen')
    check(wrong.returncode == 1 and 'passphrase' in wrong.stderr, 'a wrong passphrase is said to be wrong', wrong.stderr)
    crlf = on('verify', end='\r\nand a second line that does not matter')
    check(crlf.returncode == 0, 'the passphrase ends with its line', crlf.stderr)


def terminal():
    """The passphrase asked for on a terminal of its own: never shown, and never waited for without one."""
    pid, terminal_fd = pty.fork()
    if pid == 0:
        os.execv(cli, [str(cli), 'verify', '--vault', str(vault)])
    shown = b''
    while b':' not in shown:
        shown += os.read(terminal_fd, 1000)
    os.write(terminal_fd, PASSPHRASE.encode() + b'\n')
    try:
        while chunk := os.read(terminal_fd, 1000):
            shown += chunk
    except OSError:
        pass
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(terminal_fd)
    check(status == 0 and PASSPHRASE.encode() not in shown, 'the terminal does not show the passphrase', shown)
    alone = subprocess.run([cli, 'verify', '--vault', vault], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                           start_new_session=True)
    check(alone.returncode == 1 and '--passphrase-fd' in alone.stderr, 'no terminal, no waiting', alone.stderr)


def usage():
    cases = [[], ['nonsense'], ['verify'], ['verify', '--vault', vault, 'extra'], ['verify', '--name', 'x'],
             ['create', '--vault', work / 'x', '--post', 'P'], ['import', '--vault', vault, 'people', 'x.csv'],
             ['summary', '--vault', vault, '--format', 'pdf', '--output', 'x'],
             ['summary', '--vault', vault, '--period', 'a', '--ledger', '--format', 'json', '--output', 'x'],
             ['summary', '--vault', vault, '--period', 'a', '--format', 'odt', '--output', 'x'],
             ['create', '--vault', work / 'x', '--post', 'P', '--school', 'S', '--hours', 'many']]
    codes = [subprocess.run([cli, *map(str, c)], capture_output=True, stdin=subprocess.DEVNULL).returncode for c in cases]
    check(set(codes) == {2}, 'what is not understood ends with 2', codes)
    no_secret = subprocess.run([cli, 'verify', '--help'], capture_output=True, text=True)
    check(no_secret.returncode == 0 and '--passphrase-fd' in no_secret.stdout and '--passphrase ' not in no_secret.stdout,
          'no passphrase in an argument', no_secret.stdout)
    listed = subprocess.run([cli, '--help'], capture_output=True, encoding='utf-8').stdout
    manual = (pathlib.Path(os.environ['CW_SOURCE_ROOT']) / 'data/casework-cli.1').read_text().replace('\\-', '-')
    missing = []
    for command in re.findall(r'^  ([\w-]+) ', listed, re.M):
        options = subprocess.run([cli, command, '--help'], capture_output=True, encoding='utf-8').stdout
        missing += [word for word in re.findall(r'--[a-z-]+', options) if word != '--help' and word not in manual]
        missing += [] if re.search(rf'^\.BI? {command}\b', manual, re.M) else [command]
    check(len(listed) > 100 and not missing, 'every command and option stands in the manual', missing)
    bad_fd = subprocess.run([cli, 'verify', '--vault', vault, '--passphrase-fd', '77'], capture_output=True, text=True)
    check(bad_fd.returncode == 1, 'a file that is not open is refused', bad_fd.stderr)


def code_lists():
    printed = on('codes')
    rows = list(csv.DictReader(io.StringIO(printed.stdout)))
    lists = {row['list'] for row in rows}
    check(printed.returncode == 0 and printed.stdout.startswith('list,id,label\n')
          and {'enquiry-category', 'contact-method', 'about', 'support-type', 'service'} <= lists, 'codes as CSV', lists)
    plain = on('codes', env={**os.environ, 'LC_ALL': 'C'})
    check(plain.stdout == printed.stdout and 'Winston’s Wish' in plain.stdout, 'and as UTF-8 in every locale')
    closed = {(r['list'], r['id']) for r in rows}
    check({('how-came', 'came'), ('asked-by', 'senco'), ('consent-how', 'signed'), ('consent-how', 'spoken')} <= closed,
          'the closed lists that import takes are among them', closed)
    check(any(r['list'] == 'enquiry-category' and r['id'] == 'housing' and r['label'] == 'Housing' for r in rows),
          'ids and labels stand in it')


def terms():
    bad = on('terms', write('bad-terms.csv', 'label,start,end', ['Autumn 2024', '2024-09-02', '2024-12-20'],
                            ['Spring 2025', '2025-04-04', '06/01/2025'], ['', 'soon', '2025-07-22']))
    check(bad.returncode == 1 and lines_blamed(bad) == [3, 4, 4], 'terms: every bad line is named', bad.stderr)
    double = on('terms', write('double.csv', 'label,start,end', ['Autumn 2024', '2024-09-02', '2024-12-20'],
                               ['Spring 2025', '2025-01-06', '2025-04-04'], ['autumn 2024', '2025-04-22', '2025-07-22'],
                               ['Summer 2025', '2025-04-01', '2025-07-22']))
    check(double.returncode == 1 and lines_blamed(double) == [4, 5], 'terms: a double name and an overlap by their lines',
          double.stderr)
    good = on('terms', write('terms.csv', 'label,start,end', ['Autumn 2024', '2024-09-02', '2024-12-20'],
                             ['Spring 2025', '06/01/2025', '04/04/2025'], ['Summer 2025', '2025-04-22', '2025-07-22']))
    check(good.returncode == 0, 'terms are taken', good.stderr)


ENQUIRIES = 'date,categories,method,about,services,asked_before'
CASES = 'reference,opened,how_came,asked_by,parent_agreed_on,consent_date,consent_how,explained_by,adults,children'
CONTACTS = 'reference,date,minutes,method,support_types,services,note'


def enquiries():
    named = on('import', 'enquiries', write('named.csv', ENQUIRIES + ',name',
                                            ['2024-09-10', 'housing', 'telephone', 'parent', '', 'no', MARK]))
    check(named.returncode == 1 and 'name' in named.stderr and MARK not in named.stderr,
          'R5: a column that could hold a name is refused', named.stderr)
    good_row = ['2024-09-10', 'Housing;finance', 'Telephone', 'A parent', 'Shelter; citizens-advice', 'no']
    bad = on('import', 'enquiries',
             write('bad.csv', ENQUIRIES, good_row, ['31/02/2025', 'housing', 'telephone', 'parent', '', ''], good_row,
                   ['2024-09-10', 'hosing', 'telephone', 'parent', '', ''], ['2199-01-01', 'housing', 'fax', 'parent', '', '1'],
                   ['1/2/24', '', 'telephone', 'nobody', 'Nowhere', 'perhaps'],
                   ['2024-09-10', ' ; ', 'telephone', 'parent', '', '']))
    check(bad.returncode == 1 and lines_blamed(bad) == [3, 5, 6, 6, 7, 7, 7, 7, 7, 8], 'enquiries: every bad line and why',
          bad.stderr)
    codes = ['housing', 'SEN', 'Behaviour', 'attendance']
    rows = [[f'2024-{9 + i % 3:02d}-{3 + i % 25:02d}' if i % 2 else f'{3 + i % 25:02d}/{9 + i % 3:02d}/2024',
             codes[i % 4], 'telephone' if i % 2 else 'Face to face', 'child' if i % 3 else 'parent',
             'shelter' if i % 4 == 0 else '', ['no', 'FALSE', '0', ''][i % 4]] for i in range(60)]
    good = on('import', 'enquiries', write('enquiries.csv', ENQUIRIES, *rows))
    check(good.returncode == 0 and 'older than the first term' not in good.stderr, 'enquiries are taken', good.stderr)


def old_log():
    old = work / 'old'
    run('create', '--vault', old, '--post', 'PSA', '--school', 'Hollin Bank', '--hours', '20', '--no-keyring')
    run('terms', '--vault', old, write('one.csv', 'label,start,end', ['Autumn 2024', '2024-09-02', '2024-12-20']))
    rows = [[day, 'housing', 'telephone', 'parent', '', 'no'] for day in ('2020-10-01', '2021-10-01', '2024-08-20', '2024-10-01')]
    taken = run('import', '--vault', old, 'enquiries', write('old.csv', ENQUIRIES, *rows))
    check(taken.returncode == 0 and '2 entries are older than the first term' in taken.stderr,
          'what is in no term is said when it is taken', taken.stderr)


def good_cases():
    rows = [[f'{i:04d}', '2024-09-16', 'asked' if i % 2 else 'came', 'SENCO' if i % 2 else '', '2024-09-15' if i % 2 else '',
             '2024-09-16', ['signed', 'spoken', 'verbal'][i % 3], 'M. Whitfield', f'Person{i} {MARK}', f'Child{i}; Other{i}']
            for i in range(1, 13)]
    # A second adult with their own consent, later than the first one's (R2).
    rows.append(['0003', '', '', '', '', '01/10/2024', 'signed', 'M. Whitfield', f'Second {MARK}', ''])
    return rows


def cases():
    rows = good_cases()
    # One bad row among good ones: nothing at all may be stored.
    bad = [list(r) for r in rows]
    bad[4][5:8] = ['', '', '']
    refused = on('import', 'cases', write('no-consent.csv', CASES, *bad))
    check(refused.returncode == 1 and lines_blamed(refused) == [6], 'R7: a row without consent is refused', refused.stderr)
    check(MARK not in refused.stderr, 'reasons never repeat a name', refused.stderr)
    kinds = write('bad-cases.csv', CASES,
                  ['0101', '2024-09-16', 'asked', 'senco', '', '2024-09-16', 'signed', 'M. W.', f'A {MARK}', ''],
                  ['0102', '2024-09-16', 'asked', 'senco', '2024-09-20', '2024-09-16', 'signed', 'M. W.', f'A {MARK}', ''],
                  ['0103', '2024-09-16', 'came', '', '', '2199-01-01', 'signed', 'M. W.', f'A {MARK}', ''],
                  ['0104', '2024-09-16', 'came', '', '', '2024-09-16', 'nodded', 'M. W.', f'A {MARK}', ''],
                  ['0105', '2024-09-16', 'came', '', '', '2024-09-16', 'signed', '', f'A {MARK}', ''],
                  ['0106', '2024-09-16', 'came', '', '', '2024-09-16', 'signed', 'M. W.', '', ''],
                  [MARK, '2024-09-16', 'came', '', '', '2024-09-16', 'signed', 'M. W.', f'A {MARK}', ''])
    refused = on('import', 'cases', kinds)
    check(refused.returncode == 1 and lines_blamed(refused) == [2, 3, 4, 5, 6, 7, 8], 'R1, R7: every kind of bad case',
          refused.stderr)
    repeated = on('import', 'cases', write('repeated.csv', CASES, *rows,
                                           ['0003', '', '', '', '', '2024-10-01', 'signed', 'M. W.', f'second  {MARK.upper()}', ''],
                                           ['0004', '2024-09-17', '', '', '', '2024-10-01', 'signed', 'M. W.', f'B {MARK}', ''],
                                           ['0004', '', '', '', '', '', '', '', f'C {MARK}', '']))
    check(repeated.returncode == 1 and lines_blamed(repeated) == [15, 16, 17],
          'R2: a repeated reference adds another adult, who agreed too', repeated.stderr)
    torn = work / 'torn.csv'
    torn.write_bytes((work / 'repeated.csv').read_bytes()
                     + f'0201,2024-09-16,came,,,2024-09-16,signed,Whitfield, M.,A {MARK},Kai\n'.encode()
                     + f'0202,2024-09-16,came,,,2024-09-16,signed,M. W.,Zo\xeb {MARK},\n'.encode('latin-1')
                     + f'0203,2024-09-16,came,,,2024-09-16,signed,"M." W.,A\0 {MARK},\n'.encode())
    refused = on('import', 'cases', torn)
    check(refused.returncode == 1 and lines_blamed(refused) == [15, 16, 17, 18, 19, 20] and MARK not in refused.stderr
          and refused.stderr.rstrip().endswith('Nothing was stored.'), 'lines that are no rows are named with the others',
          refused.stderr)
    headless = work / 'headless.csv'
    headless.write_bytes('reference'.encode('utf-16'))
    refused = on('import', 'cases', headless)
    check(refused.returncode == 1 and lines_blamed(refused) == [1] and refused.stderr.rstrip().endswith('Nothing was stored.'),
          'and so is a heading that cannot be read', refused.stderr)
    taken = on('import', 'cases', write('cases.csv', CASES, *rows))
    check(taken.returncode == 0, 'cases are taken: nothing of the refused files was stored', taken.stderr)
    twice = on('import', 'cases', work / 'cases.csv')
    check(twice.returncode == 1, 'a file is not taken twice', twice.stderr)


def contacts():
    def row(reference, date, adult='', minutes='30', note='', method='telephone'):
        return [reference, date, minutes, method, 'emotional-support', 'shelter', note, adult]
    heading = CONTACTS + ',adult'
    bad = on('import', 'contacts', write('bad-contacts.csv', heading,
                                         row('0001', '2024-09-20', note=MARK),
                                         row('0001', '2024-09-15'),                            # before consent
                                         row('0001', '2199-01-01'),                            # not yet
                                         row('0003', '2024-10-02'),                            # which of two?
                                         row('0003', '2024-09-20', f'Second {MARK}'),          # before that adult's consent
                                         row('0003', '2024-10-02', f'Third {MARK}'),           # nobody of the case
                                         row('0999', '2024-10-02'),
                                         row('0001', '2024-10-02', minutes='1441'),
                                         row('0001', '2024-10-02', minutes='-5')))
    check(bad.returncode == 1 and lines_blamed(bad) == [3, 4, 5, 6, 7, 8, 9, 10], 'R2, R7, R11: contacts against the rules',
          bad.stderr)
    check(MARK not in bad.stderr, 'no name and no note in the reasons', bad.stderr)
    rows = [row(f'{i:04d}', f'2024-{10 + k}-0{2 + i % 6}', f'Person{i} {MARK}' if i == 3 else '', note=f'{MARK} said so.\n“{MARK}”')
            for i in range(1, 13) for k in range(3)]
    good = on('import', 'contacts', write('contacts.csv', heading, *rows))
    check(good.returncode == 0, 'contacts are taken', good.stderr)


def summary(*args, output):
    return on('summary', *args, '--output', work / output)


def blocks_published():
    result = summary('--ledger', '--format', 'json', output='ledger.json')
    return len(json.loads((work / 'ledger.json').read_text())['blocks']) if result.returncode == 0 else result.stderr


def nothing_counted_for_nothing():
    """Counting is for ever: a command that cannot write what it was asked for counts nothing."""
    (work / 'folder').mkdir()
    for name, period, output in (('a term that is not there', 'Autum 2024', 'x.csv'),
                                 ('a term that has not ended', 'Autumn 2199', 'x.csv'),
                                 ('a folder that is not there', 'Autumn 2024', 'nowhere/x.csv'),
                                 ('a folder in its place', 'Autumn 2024', 'folder'),
                                 ('the folder of the records', 'Autumn 2024', 'vault/x.csv')):
        refused = summary('--freeze', '--period', period, '--format', 'csv', output=output)
        check(refused.returncode == 1 and 'Nothing was counted' in refused.stderr, f'--freeze and {name}: refused', refused.stderr)
    check(blocks_published() == 0, 'and nothing was counted')
    check(not [p for p in work.iterdir() if p.name.startswith('.casework')], 'and nothing is left beside')


def summaries():
    early = summary('--period', 'Autumn 2024', '--format', 'json', output='early.json')
    check(early.returncode == 1 and not (work / 'early.json').exists(), 'what is not frozen is not printed', early.stderr)
    nothing_counted_for_nothing()
    results = [summary('--freeze', '--period', 'Autumn 2024', '--format', f, output=f'summary.{f}')
               for f in ('json', 'summary', 'csv', 'pdf')]
    check([r.returncode for r in results] == [0] * 4, 'freeze, then every format', ''.join(r.stderr for r in results))
    check((work / 'summary.json').read_bytes() == (work / 'summary.summary').read_bytes(), 'json and summary: same bytes')
    check(all(stat.S_IMODE((work / f'summary.{f}').stat().st_mode) == 0o600 for f in ('json', 'csv', 'pdf')),
          'only the owner can read them')
    data = json.loads((work / 'summary.json').read_text())
    blocks = {(b['population'], b['dimension']): b for b in data['blocks']}
    category = blocks['enquiries', 'category']
    check(category['records'] == 60 and all(r['shown'] % 5 == 0 and r['shown'] > 0 for r in category['rows']),
          'R24: figures are rounded', category)
    check(blocks['contacts', 'support']['families'] == 10, 'families are counted once and rounded (12: 10)',
          blocks['contacts', 'support'])
    rows = list(csv.DictReader((work / 'summary.csv').open()))
    check(any(r['line'] == 'Housing' and r['shown'] == '15' for r in rows), 'the same figures in the CSV', rows)
    text = subprocess.run(['pdftotext', '-layout', work / 'summary.pdf', '-'], capture_output=True, text=True).stdout
    check('Housing' in text and 'at least five different families' in text, 'the PDF can be read', text[:400])
    check(MARK not in text and 'Person1' not in text and 'Child1' not in text, 'R24: and names nobody')
    ledger = summary('--ledger', '--format', 'json', output='ledger.json')
    check(ledger.returncode == 0 and len(json.loads((work / 'ledger.json').read_text())['blocks']) == len(data['blocks']),
          'everything published so far', ledger.stderr)
    unknown = summary('--period', 'Autumn 1999', '--format', 'csv', output='unknown.csv')
    check(unknown.returncode == 1 and not (work / 'unknown.csv').exists(), 'a term that is not there', unknown.stderr)


def nothing_leaks():
    ours = [p for p in work.rglob('*') if p.is_file() and (p.parent == vault or p.name.startswith(('summary.', 'ledger.')))]
    found = [p.name for p in ours for mark in (MARK, 'Person1', 'Hollin Bank' if p.suffix == '.db' else MARK)
             if mark.encode() in p.read_bytes() or mark.encode('utf-16-le') in p.read_bytes()]
    check(len(ours) >= 8 and not found, 'a name is in no byte of any file', found)
    check(not any(p.read_bytes().startswith(b'SQLite format 3') for p in ours), 'no file is a plain database')


def damage():
    check(on('verify').returncode == 0, 'verify: all is well')
    key = vault / 'casework.key'
    whole = key.read_bytes()
    for name, place in (('the recovery slot', 32 + 104 + 60), ('the passphrase slot', 32 + 60)):
        key.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:])
        check(on('verify').returncode == 1, f'verify: a flipped byte in {name}')
    key.write_bytes(whole)
    database = vault / 'casework.db'
    sound = database.read_bytes()
    for place in (5, 4096 + 100, len(sound) // 2):
        database.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1:])
        result = on('verify')
        check(result.returncode == 1, f'verify: a flipped byte at {place} of the database', result.stderr)
    database.write_bytes(sound)
    database.unlink()
    gone = on('verify')
    check(gone.returncode == 1 and not database.exists(), 'a missing database is not made anew', gone.stderr)
    nowhere = run('verify', '--vault', work / 'nowhere')
    check(nowhere.returncode == 1 and not (work / 'nowhere').exists(), 'no vault there', nowhere.stderr)


def everything_published():
    """--ledger as tables and pages: each block as its own summary prints it, with its own days, in order."""
    def of_demo(*args, output):
        result = run('summary', '--vault', work / 'demo', *args, '--output', work / output)
        return (work / output).read_bytes() if result.returncode == 0 else result.stderr.encode()
    ledger = json.loads(of_demo('--ledger', '--format', 'json', output='demo.json'))
    blocks = sorted({(b['end'], b['label']) for b in ledger['blocks']})
    parts = [of_demo('--period', label, '--format', 'csv', output='part.csv') for _, label in blocks]
    wanted = parts[0] + b''.join(p.split(b'\r\n', 1)[1] for p in parts[1:])
    check(len(blocks) >= 2 and of_demo('--ledger', '--format', 'csv', output='demo.csv') == wanted,
          'R24: the ledger as CSV is the rows of every term', wanted)
    of_demo('--ledger', '--format', 'pdf', output='demo.pdf')
    text = subprocess.run(['pdftotext', '-layout', work / 'demo.pdf', '-'], capture_output=True, text=True).stdout
    named = [text.find(f'{label.split(" ")[0]} term {label.split(" ")[1]} ·') for _, label in blocks]
    check(-1 not in named and named == sorted(named), 'and as PDF its pages', named)
    of_demo('--period', blocks[0][1], '--format', 'pdf', output='part.pdf')
    part = subprocess.run(['pdftotext', '-layout', work / 'part.pdf', '-'], capture_output=True, text=True).stdout
    counted = [line.split('  ')[0].strip() for line in part.splitlines() if 'was counted on' in line]
    check(counted and counted[0] in text, 'with the day each was counted', counted)
    empty = summary('--ledger', '--format', 'csv', output='empty.csv')
    check(empty.returncode == 0 and (work / 'empty.csv').read_text().startswith('"table"'), 'one term alone', empty.stderr)


def demo():
    made = run('demo', '--vault', work / 'demo', '--no-keyring', '--seed', '5', '--families', '20', '--enquiries', '60',
               '--contacts', '200')
    check(made.returncode == 0, 'demonstration data', made.stderr)
    check(run('verify', '--vault', work / 'demo').returncode == 0, 'and it is sound')
    everything_published()
    refused = [run('demo', '--vault', work / 'none', '--no-keyring', option, value)
               for option, value in (('--seed', '0'), ('--school-year', '0'), ('--families', '-1'))]
    check([r.returncode for r in refused] == [2] * 3 and not (work / 'none').exists(), 'a number that cannot be meant is refused')
    none = run('demo', '--vault', work / 'none', '--no-keyring', '--families', '0', '--enquiries', '0', '--contacts', '0')
    kept = run('backup', '--vault', work / 'none', '--output', work / 'none.casework')
    counts = dict(line.split('\t') for line in kept.stdout.splitlines())
    check(none.returncode == 0 and int(counts['cases']) <= 3 and int(counts['enquiries']) <= 10, 'none at all means none',
          none.stderr + kept.stdout)


try:
    create_and_refuse()
    terminal()
    usage()
    code_lists()
    terms()
    enquiries()
    old_log()
    cases()
    contacts()
    summaries()
    nothing_leaks()
    demo()
    damage()
finally:
    shutil.rmtree(work)
check.end()
