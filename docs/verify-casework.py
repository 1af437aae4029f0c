#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks a *.casework file by docs/SECURITY.md and docs/SCHEMA.md alone, without Casework.

    verify-casework.py FILE                          asks for the passphrase (of a handover: its seven words)
    verify-casework.py --recovery FILE               asks for the recovery code
    verify-casework.py --keyring-half HEX FILE       64 hex digits, where the passphrase wants the half
    verify-casework.py --plain OUT.db FILE           also writes the database WITHOUT encryption: delete it soon

The secret is read from the terminal, or from the first line of the input when that is no terminal. It opens a slot
of the key part, compares the seal over the whole file, and the HMAC of every page of the database; then it counts
the rows and takes the digest that Casework prints. Nothing is written unless --plain says so. The end is 0 when all
is well, 1 when not. Needs Python 3.11, its cryptography package, and libsodium for Argon2id.
"""

import argparse
import ctypes
import ctypes.util
import getpass
import hashlib
import hmac
import os
import sqlite3
import struct
import sys
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

KEY_PART, SEAL = 4096, 32
MOST = 1 << 34
HEADER, SLOT, SLOTS_MOST = 32, 104, 4
MAGIC = b"CWKEY\0\0"
PASSPHRASE, RECOVERY, HANDOVER = 1, 2, 3
KINDS = {PASSPHRASE: "passphrase", RECOVERY: "recovery code", HANDOVER: "handover"}
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PAGE, RESERVED, SALT = 4096, 80, 16
APPLICATION = 0x43574B31
COUNTED = {"enquiries": "enquiry", "cases": "case_file", "adults": "adult", "consents": "consent", "children": "child",
           "contacts": "contact", "steps": "next_step", "papers": "paper_record", "drafts": "draft",
           "services": "service", "codes": "code", "ledger": "ledger"}


class Refused(Exception):
    """Why the file is not accepted, in a whole sentence."""


# ---- the key part ----

def parse_key_part(part):
    """(vault id, header, slots) of the 4096 bytes at the beginning."""
    if len(part) < HEADER or part[:7] != MAGIC:
        raise Refused("This is not a file of Casework.")
    if part[7] != 1:
        raise Refused(f"This file has version {part[7]} of the key part; only version 1 is known.")
    count = part[24]
    if not 1 <= count <= SLOTS_MOST or any(part[25:HEADER]):
        raise Refused("The header of the key part is damaged.")
    end = HEADER + SLOT * count
    if len(part) != KEY_PART or any(part[end:]):
        raise Refused("The key part is not complete, or something stands after it.")
    slots = [part[at:at + SLOT] for at in range(HEADER, end, SLOT)]
    return part[8:24], part[:24], slots


def check_slot(slot):
    ops, mem = struct.unpack_from("<IQ", slot, 4)
    return (slot[0] in KINDS and slot[1] == 2 and slot[2] in (0, 1) and slot[3] == 0
            and 2 <= ops <= 16 and 64 << 20 <= mem <= 1 << 30)


def argon2id(secret, salt, ops, mem):
    sodium = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
    if sodium.sodium_init() < 0:
        raise Refused("libsodium does not start.")
    out = ctypes.create_string_buffer(32)
    algorithm = 2       # crypto_pwhash_ALG_ARGON2ID13
    failed = sodium.crypto_pwhash(out, ctypes.c_ulonglong(32), secret, ctypes.c_ulonglong(len(secret)), salt,
                                  ctypes.c_ulonglong(ops), ctypes.c_size_t(mem), ctypes.c_int(algorithm))
    if failed:
        raise Refused("There is not enough memory for Argon2id. Close other programs.")
    return out.raw


def hchacha20(key, nonce):
    """The key that XChaCha20 makes of the first 16 bytes of its nonce."""
    state = list(struct.unpack("<4I8I4I", b"expand 32-byte k" + key + nonce))

    def quarter(a, b, c, d):
        for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            state[x] = (state[x] + state[y]) & 0xFFFFFFFF
            mixed = state[z] ^ state[x]
            state[z] = ((mixed << turn) | (mixed >> (32 - turn))) & 0xFFFFFFFF

    for _ in range(10):
        for column in range(4):
            quarter(column, column + 4, column + 8, column + 12)
        for column in range(4):
            quarter(column, 4 + (column + 1) % 4, 8 + (column + 2) % 4, 12 + (column + 3) % 4)
    return struct.pack("<8I", *state[:4], *state[12:])


def open_slot(slot, header, vault_id, secret, half):
    """The data key, or None where the secret does not open the slot."""
    ops, mem = struct.unpack_from("<IQ", slot, 4)
    argon = argon2id(secret, slot[16:32], ops, mem)
    kek = hashlib.blake2b(b"casework-kek-v1" + vault_id + argon, digest_size=32, key=half if slot[2] & 1 else b"").digest()
    nonce = slot[32:56]
    aead = ChaCha20Poly1305(hchacha20(kek, nonce[:16]))
    try:
        return aead.decrypt(bytes(4) + nonce[16:], slot[56:], header + bytes(8) + slot[:56])
    except InvalidTag:
        return None


def derive(data_key, number, context, length):
    return hashlib.blake2b(b"", digest_size=length, key=data_key, salt=struct.pack("<QQ", number, 0),
                           person=context + bytes(8)).digest()


# ---- secrets ----

def read_code(typed):
    """The 32 characters of a recovery code as it was typed, with its check group."""
    code = "".join(c for c in typed.upper() if not c.isspace() and c not in "-\u2010\u2011\u2012\u2013\u2014")
    code = code.replace("O", "0").replace("I", "1").replace("L", "1")
    if len(code) != 36 or any(c not in ALPHABET for c in code):
        raise Refused("A recovery code has nine groups of four characters.")
    value = int.from_bytes(hashlib.blake2b(code[:32].encode(), digest_size=16).digest()[:3], "big") >> 4
    check = "".join(ALPHABET[value >> shift & 31] for shift in (15, 10, 5, 0))
    if check != code[32:]:
        raise Refused("The recovery code is mistyped: its last group does not fit.")
    return code[:32].encode()


def ask_secret(prompt):
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    return sys.stdin.readline().rstrip("\n")


def find_data_key(part, recovery, half, ask):
    vault_id, header, slots = parse_key_part(part)
    wanted = (RECOVERY,) if recovery else (PASSPHRASE, HANDOVER)
    fitting = [slot for slot in slots if slot[0] in wanted]
    if not fitting:
        raise Refused("There is no such slot: try " + " or ".join(sorted({KINDS.get(s[0], "?") for s in slots})) + ".")
    typed = ask("Recovery code: " if recovery else "Passphrase: ")
    secret = read_code(typed) if recovery else unicodedata.normalize("NFC", typed).encode()
    for slot in fitting:
        if not check_slot(slot):
            continue
        if slot[2] & 1 and half is None:
            raise Refused("This passphrase wants the keyring half as well: --keyring-half, or --recovery.")
        data_key = open_slot(slot, header, vault_id, secret, half)
        if data_key is not None:
            return data_key, KINDS[slot[0]]
    raise Refused("The secret does not open this file, or the slot is damaged.")


# ---- the database ----

def check_seal(data, data_key):
    seal = hashlib.blake2b(data[:-SEAL], digest_size=SEAL, key=derive(data_key, 3, b"CWarchiv", 32)).digest()
    if not hmac.compare_digest(seal, data[-SEAL:]):
        raise Refused("The seal over the whole file does not fit: a byte was changed, cut off or added.")


def decrypt(database, key, salt):
    """The plain database; each page's HMAC is checked before it is decrypted."""
    if len(database) % PAGE or len(database) < PAGE or database[:SALT] != salt:
        raise Refused("The database part is not whole pages, or begins with another salt.")
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    plain = bytearray()
    for number in range(1, len(database) // PAGE + 1):
        page = database[(number - 1) * PAGE:number * PAGE]
        first = SALT if number == 1 else 0
        body, iv, mac = page[first:PAGE - RESERVED], page[PAGE - RESERVED:PAGE - RESERVED + 16], page[PAGE - 64:]
        wanted = hmac.new(mac_key, body + iv + struct.pack("<I", number), hashlib.sha512).digest()
        if not hmac.compare_digest(mac, wanted):
            raise Refused(f"Page {number} of the database is damaged.")
        reader = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        plain += (b"SQLite format 3\0" if number == 1 else b"") + reader.update(body) + reader.finalize() + bytes(RESERVED)
    if struct.unpack_from(">I", plain, 68)[0] != APPLICATION:
        raise Refused("The database is not one of Casework.")
    return bytes(plain)


def take_digest(base):
    """SHA-256 over every row of every table: docs/SCHEMA.md, Comparing two copies."""
    digest = hashlib.sha256()

    def add(letter, value=b""):
        digest.update(b"%c%d:" % (ord(letter), len(value)) + value)

    tables = base.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                          "AND name NOT LIKE 'sqlite%' ORDER BY name").fetchall()
    for (table,) in tables:
        columns = base.execute("SELECT name, pk FROM pragma_table_info (?) ORDER BY cid", (table,)).fetchall()
        key = [name for name, place in sorted(columns, key=lambda column: column[1]) if place]
        order = ", ".join(f'"{name}"' for name in key) or "rowid"
        where = " WHERE key NOT IN ('key-digest', 'vault-id')" if table == "setting" else ""
        add("T", table.encode())
        for name, _ in columns:
            add("C", name.encode())
        for row in base.execute(f'SELECT * FROM "{table}"{where} ORDER BY {order}'):
            add("R")
            for value in row:
                if value is None:
                    add("N")
                elif isinstance(value, int):
                    add("I", str(value).encode())
                else:
                    add("S", value.encode())
    return digest.hexdigest()


def describe(plain):
    """What Casework prints of a file: counts and digest."""
    memory = bytearray(plain)
    memory[18:20] = b"\1\1"     # no log in memory
    base = sqlite3.connect(":memory:")
    base.deserialize(bytes(memory))
    if base.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        raise Refused("The database does not hang together, though nobody changed the file.")
    there = {name for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    lines = [f"{word}: {base.execute(f'SELECT count (*) FROM {table}').fetchone()[0]}"
             for word, table in COUNTED.items() if table in there]
    return lines + ["digest: " + take_digest(base)]


def verify(path, recovery, half, ask):
    """(lines to print, plain database), or Refused."""
    size = os.stat(path).st_size
    if size > MOST:
        raise Refused("The file is larger than 16 GiB.")
    with open(path, "rb") as file:
        parse_key_part(file.read(KEY_PART))
        file.seek(0)
        data = file.read()
    if len(data) <= KEY_PART + SEAL:
        raise Refused("The file is cut off.")
    data_key, kind = find_data_key(data[:KEY_PART], recovery, half, ask)
    check_seal(data, data_key)
    plain = decrypt(data[KEY_PART:-SEAL], derive(data_key, 1, b"CWdbkey1", 32), derive(data_key, 2, b"CWdbsalt", 16))
    return [f"opened by: {kind}", f"pages: {len(plain) // PAGE}"] + describe(plain), plain


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--recovery", action="store_true")
    parser.add_argument("--keyring-half", type=bytes.fromhex)
    parser.add_argument("--plain")
    options = parser.parse_args()
    try:
        lines, plain = verify(options.file, options.recovery, options.keyring_half, ask_secret)
    except (Refused, OSError) as problem:
        print(f"REFUSED: {problem}")
        return 1
    if options.plain:
        with os.fdopen(os.open(options.plain, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(plain)
    print("\n".join(lines + ["whole: the seal and every page fit"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
