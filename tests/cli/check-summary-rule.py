#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts invented schools a second time, from their tables and by docs/SUMMARIES.md alone, and compares every line that
casework-cli publishes about them. Prints TAP.

check-summary-rule.py SOURCE_ROOT CASEWORK-CLI
"""
import csv
import datetime
import io
import json
import pathlib
import random
import re
import shutil
import sys
import tempfile

import commands
from commands import Checks

root, cli = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
work = pathlib.Path(tempfile.mkdtemp(prefix='casework-rule-'))
K, BASE = 5, 5
YEARS = [[('Autumn 2022', '2022-09-01', '2022-12-16'), ('Spring 2023', '2023-01-04', '2023-03-31'),
          ('Summer 2023', '2023-04-17', '2023-07-21')],
         [('Autumn 2023', '2023-09-04', '2023-12-20'), ('Spring 2024', '2024-01-08', '2024-03-28'),
          ('Summer 2024', '2024-04-15', '2024-07-19')]]
TABLES = {'enquiries': {'category': 'other', 'method': 'other', 'about': 'parent', 'service': 'other'},
          'contacts': {'support': 'other', 'method': 'other', 'service': 'other'}}
LISTS = {'category': 'enquiry-category', 'method': 'contact-method', 'about': 'about', 'service': 'service',
         'support': 'support-type'}
check = Checks(most=30)


document = (root / 'docs/SUMMARIES.md').read_text()
section = document.split('## The public order')[1].split('\n## ')[0]
ORDER = {m.group(1): m.group(2).split(', ') for m in re.finditer(r'^- \*\*(\w+):\*\* (.*)$', section, re.M)}
check(set(ORDER) == set(LISTS), 'the document gives the public order of every table', ORDER)


class School:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.vault = work / f'vault-{seed}'
        self.terms, self.waiting, self.entries = [], {'enquiries': [], 'contacts': []}, []
        self.start = {'enquiries': None, 'contacts': None}
        self.spread = self.random.choice([1, 2, 3])
        self.serial = 0
        self.run('create', '--post', 'PSA', '--school', 'S', '--hours', '20', '--no-keyring')
        rows = list(csv.DictReader(io.StringIO(self.run('codes').stdout)))
        self.codes = {d: [r['id'] for r in rows if r['list'] == name] for d, name in LISTS.items()}

    def run(self, command, *args):
        done = commands.run(cli, command, '--vault', self.vault, *args,
                            secrets={'passphrase_fd': 'seven herons over quiet water'})
        if done.returncode:
            raise SystemExit(f'{command}: {done.stderr}')
        return done

    def take(self, kind, heading, rows):
        self.serial += 1
        path = work / f'{kind}-{self.serial}.csv'
        with open(path, 'w', newline='') as file:
            csv.writer(file).writerows([heading.split(','), *rows])
        self.run(*(['terms', path] if kind == 'terms' else ['import', kind, path]))

    def choose(self, dimension, least=1, most=1):
        codes = self.codes[dimension]
        n = self.random.randint(least, most)
        return sorted({codes[int(len(codes) * self.random.random() ** self.spread)] for _ in range(n)})

    def day(self, first, last):
        a, b = (datetime.date.fromisoformat(d) for d in (first, last))
        return (a + datetime.timedelta(days=self.random.randint(0, (b - a).days))).isoformat()

    def add_year(self, terms):
        self.take('terms', 'label,start,end', terms)
        self.terms += terms
        enquiries, contacts, first = [], [], self.terms[0][1]
        cases = [f'{len(terms)}{self.serial:02d}{i:02d}' for i in range(self.random.randint(6, 30))]
        family = {c: self.random.randint(0, int(len(cases) * 1.3)) for c in cases}
        for label, start, end in terms:
            busy = self.random.choice([1, 1, 1, 0.05])
            for _ in range(int(self.random.randint(20, 120) * busy)):
                day = self.day(start, end) if self.random.random() > 0.1 else self.day(first, end)
                enquiries.append(dict(day=day, category=self.choose('category', 1, 3), method=self.choose('method'),
                                      about=self.choose('about'), service=self.choose('service', 0, 2),
                                      asked=self.random.random() < 0.2))
            for _ in range(int(self.random.randint(20, 200) * busy)):
                day = self.day(start, end) if self.random.random() > 0.1 else self.day(first, end)
                case = self.random.choice(cases)
                contacts.append(dict(day=day, case=case, family=(len(self.terms), family[case]),
                                     minutes=self.random.randint(0, 150), support=self.choose('support', 0, 3),
                                     method=self.choose('method'), service=self.choose('service', 0, 2)))
        join = ';'.join
        self.take('enquiries', 'date,categories,method,about,services,asked_before',
                  [[e['day'], join(e['category']), e['method'][0], e['about'][0], join(e['service']), 'yes' if e['asked'] else 'no']
                   for e in enquiries])
        self.take('cases', 'reference,opened,how_came,asked_by,parent_agreed_on,consent_date,consent_how,explained_by,adults,'
                  'children,family',
                  [[c, first, 'came', '', '', first, 'signed', 'A', f'Person {c}', '', f'{len(self.terms)}-{family[c]}']
                   for c in cases])
        self.take('contacts', 'reference,date,minutes,method,support_types,services,note',
                  [[c['case'], c['day'], c['minutes'], c['method'][0], join(c['support']), join(c['service']), '']
                   for c in contacts])
        self.waiting['enquiries'] += enquiries
        self.waiting['contacts'] += contacts

    # ---- the rule, once more ----

    def behind(self, population, records):
        """Families behind records."""
        if population == 'contacts':
            return len({r['family'] for r in records})
        in_term = {}
        for r in records:
            term = sum(r['day'] > end for _, _, end in self.terms)
            in_term[term] = in_term.get(term, 0) + (not r['asked'])
        return max(in_term.values(), default=0)

    def count_table(self, population, dimension, records):
        absorber = TABLES[population][dimension]
        order = [c for c in ORDER[dimension] if c != absorber]
        codes = [absorber, *order]
        assert sorted(codes) == sorted(self.codes[dimension])

        def having(some):
            return [r for r in records if set(some) & set(r[dimension])]

        small = {c for c in codes if self.behind(population, having([c])) < K}
        pool = small | {absorber} if small else set()
        for c in order:
            if not pool or self.behind(population, having(pool)) >= K:
                break
            pool.add(c)
        lines = [[c] for c in [*order, absorber] if c not in pool]
        if pool and self.behind(population, having(pool)) >= K:
            lines.append([c for c in codes if c in pool])
        return [(line, round_figure(len(having(line))), self.hours(population, having(line))) for line in lines]

    @staticmethod
    def hours(population, records):
        if population == 'enquiries':
            return None
        of_family = {}
        for r in records:
            of_family[r['family']] = of_family.get(r['family'], 0) + r['minutes']
        total = sum(of_family.values())
        if 2 * max(of_family.values()) > total:
            return None
        hours = BASE * int((total / 60 + BASE / 2) // BASE)
        return hours or 'under 5'

    def freeze(self, terms):
        for label, first, end in terms:
            for population, tables in TABLES.items():
                start = self.start[population] or self.next_start(first)
                records = [r for r in self.waiting[population] if r['day'] <= end]
                if self.behind(population, records) < K:
                    self.start[population] = start
                    continue
                self.start[population] = None
                self.waiting[population] = [r for r in self.waiting[population] if r['day'] > end]
                for dimension in tables:
                    self.entries.append((population, dimension, label, start, end, round_figure(len(records)),
                                         round_figure(self.behind(population, records)),
                                         self.count_table(population, dimension, records)))

    def next_start(self, first):
        before = [end for _, _, end in self.terms if end < first]
        if not before:
            return first
        return (datetime.date.fromisoformat(max(before)) + datetime.timedelta(days=1)).isoformat()

    def published(self):
        self.run('summary', '--freeze', '--ledger', '--format', 'json', '--output', work / 'list.json')
        blocks = json.loads((work / 'list.json').read_text())['blocks']
        return [(b['population'], b['dimension'], b['label'], b['start'], b['end'], b['records'], b['families'],
                 [(r['codes'], r['shown'], r['hours']) for r in b['rows']]) for b in blocks]


def round_figure(n):
    return max(BASE, BASE * ((2 * n + BASE) // (2 * BASE)))


withheld = lines = 0
for seed in (1, 3, 4):
    school = School(seed)
    for year in YEARS:
        school.add_year(year)
        school.freeze(year)
        printed = school.published()
        unlike = [f'published {a}\ncounted   {b}' for a, b in zip(printed, school.entries) if a != b]
        check(printed == school.entries, f'school {seed}, {year[0][0]} to {year[-1][0]}: {len(printed)} tables as counted here',
              '\n'.join(unlike[:2]) or f'{len(printed)} tables, {len(school.entries)} counted')
    lines += sum(len(entry[-1]) for entry in school.entries)
    withheld += 2 * 6 - len({(e[0], e[4]) for e in school.entries})
check(lines > 300 and withheld > 3, f'{lines} lines compared, {withheld} blocks were withheld')

shutil.rmtree(work)
check.end()
