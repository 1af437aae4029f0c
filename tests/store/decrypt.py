#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a store without SQLCipher, page by page, as docs/SCHEMA.md describes the format.

Knows nothing but the raw key: AES-256-CBC per page, HMAC-SHA512 over ciphertext, IV and page number. The plain
database it gets goes to Python's own SQLite, in memory, and must hold what the store says it holds.
"""

import hashlib
import hmac
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVED = 80          # IV 16, HMAC 64
SALT = 16
HMAC_SALT_MASK = 0x3A
HMAC_ROUNDS = 2


class Damaged(Exception):
    pass


def decrypt(data, key, salt):
    """The plain database, or Damaged with the number of the first page whose HMAC is wrong."""
    if len(data) % PAGE or data[:SALT] != salt:
        raise Damaged("not whole pages, or another salt")
    mac_salt = bytes(byte ^ HMAC_SALT_MASK for byte in salt)
    mac_key = hashlib.pbkdf2_hmac("sha512", key, mac_salt, HMAC_ROUNDS, 32)
    plain = bytearray()
    for number in range(1, len(data) // PAGE + 1):
        page = data[(number - 1) * PAGE:number * PAGE]
        first = SALT if number == 1 else 0
        body = page[first:PAGE - RESERVED]
        iv = page[PAGE - RESERVED:PAGE - RESERVED + 16]
        mac = page[PAGE - 64:]
        if not any(page):
            raise Damaged(f"page {number} is empty")
        wanted = hmac.new(mac_key, body + iv + number.to_bytes(4, "little"), hashlib.sha512).digest()
        if not hmac.compare_digest(mac, wanted):
            raise Damaged(f"page {number}")
        reader = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        text = reader.update(body) + reader.finalize()
        plain += (b"SQLite format 3\0" if number == 1 else b"") + text + bytes(RESERVED)
    plain[18:20] = b"\1\1"      # no log in memory
    return bytes(plain)


def ask(database, sql):
    return database.execute(sql).fetchone()[0]


def check_contents(data, key, salt, tables):
    database = sqlite3.connect(":memory:")
    database.deserialize(decrypt(data, key, salt))
    assert ask(database, "PRAGMA application_id") == 0x43574B31
    for table, count in tables.items():
        found = ask(database, f'SELECT count (*) FROM "{table}"')
        assert found == count, f"{table}: {found} rows, the store says {count}"
    assert ask(database, "SELECT name FROM adult_identity LIMIT 1") == "Joanne Hughes"


def check_refusals(data, key, salt):
    """The check would notice: another key, and one flipped bit in each of several places."""
    def refused(*arguments):
        try:
            decrypt(*arguments)
        except Damaged:
            return True
        return False

    assert refused(data, bytes(32), salt)
    for place in (0, 20, PAGE - 1, PAGE + 7, len(data) - 100, len(data) - 1):
        flipped = bytearray(data)
        flipped[place] ^= 1
        assert refused(bytes(flipped), key, salt), place


def check_stock_tool(path, key, salt, tables):
    """The stock sqlcipher 4 tool opens it too, where one is installed."""
    tool = shutil.which("sqlcipher")
    if not tool:
        return "no sqlcipher tool here"
    script = f"PRAGMA key=\"x'{key.hex()}{salt.hex()}'\"; PRAGMA cipher_version; SELECT count (*) FROM enquiry;"
    output = subprocess.run([tool, str(path)], input=script, capture_output=True, text=True).stdout.split()
    if not any(word.startswith("4.") for word in output):
        return "the sqlcipher tool here is older than 4"
    assert output[-1] == str(tables["enquiry"]), output
    return "read by the sqlcipher tool too"


def main():
    said = subprocess.run([sys.argv[1]], capture_output=True, text=True, check=True).stdout.splitlines()
    facts = dict(line.split(" ", 1) for line in said if not line.startswith("table "))
    tables = {line.split()[1]: int(line.split()[2]) for line in said if line.startswith("table ")}
    key, salt, path = bytes.fromhex(facts["key"]), bytes.fromhex(facts["salt"]), Path(facts["path"])
    print("1..3")
    try:
        data = path.read_bytes()
        check_contents(data, key, salt, tables)
        print(f"ok 1 {len(data) // PAGE} pages, {len(tables)} tables")
        check_refusals(data, key, salt)
        print("ok 2 another key and flipped bits are noticed")
        print(f"ok 3 {check_stock_tool(path, key, salt, tables)}")
    finally:
        shutil.rmtree(path.parent)


if __name__ == "__main__":
    main()
