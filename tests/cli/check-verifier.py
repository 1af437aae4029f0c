#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads archives with docs/verify-casework.py, which knows the documents and nothing of the program. Prints TAP.

The small files of tests/data never change: a format that no longer reads them is another format. Files written now
must give the counts and the digest that the program says; and what is changed in them must be found out.
"""

import importlib.util
import json
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

ROOT, MAKER = Path(sys.argv[1]), sys.argv[2]
SCRIPT = ROOT / "docs" / "verify-casework.py"
DATA = ROOT / "tests" / "data"

done = []


def check(passed, name):
    done.append(passed)
    print(f"{'ok' if passed else 'not ok'} {len(done)} - {name}", flush=True)


def load_verifier():
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location("verify_casework", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(path, secret, *options):
    result = subprocess.run([sys.executable, str(SCRIPT), *options, str(path)], input=secret + "\n", text=True,
                            capture_output=True, check=False)
    return result.returncode, result.stdout


def check_vectors(verifier, vectors):
    half = vectors["keyring-half"]
    for vector in vectors["files"]:
        path, passphrase = DATA / vector["file"], vector["passphrase"]
        code, out = run(path, passphrase, "--keyring-half", half)
        check(code == 0 and f"pages: {vector['pages']}" in out and f"enquiries: {vector['enquiries']}" in out,
              f"{path.name}: the passphrase opens it")
        code, out = run(path, passphrase + "s", "--keyring-half", half)
        check(code == 1 and out.startswith("REFUSED: The secret"), f"{path.name}: another passphrase does not")
        key, _ = verifier.find_data_key(path.read_bytes()[:verifier.KEY_PART], False, bytes.fromhex(half), lambda _: passphrase)
        check(key.hex() == vector["data-key"], f"{path.name}: the data key is the one that was sealed in")


def check_backup_vector(vector, half):
    path, typed = DATA / vector["file"], vector["recovery-code"]
    apart = unicodedata.normalize("NFD", vector["passphrase"])
    check(apart != vector["passphrase"] and run(path, apart, "--keyring-half", half)[0] == 0,
          "an accent written as two characters opens it too")
    check(run(path, vector["passphrase"])[0] == 1, "without the keyring half it does not open")
    check(run(path, vector["passphrase"], "--keyring-half", "00" * 32)[0] == 1, "nor with another half")
    check(run(path, typed, "--recovery")[0] == 0, "the recovery code needs no half")
    check(run(path, typed.lower().replace("-", " ").replace("0", "o"), "--recovery")[0] == 0, "however it is typed")
    wrong = ("1" if typed[0] != "1" else "2") + typed[1:]
    code, out = run(path, wrong, "--recovery")
    check(code == 1 and "mistyped" in out, "a slip in the recovery code is told by its check group")


def check_changes(verifier, vector):
    """With the right data key in hand: a byte of a page or of the seal that is another is found."""
    data = (DATA / vector["file"]).read_bytes()
    key = bytes.fromhex(vector["data-key"])
    page_key, salt = verifier.derive(key, 1, b"CWdbkey1", 32), verifier.derive(key, 2, b"CWdbsalt", 16)

    def is_refused(func, *arguments):
        try:
            func(*arguments)
        except verifier.Refused:
            return True
        return False

    def changed(at):
        return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]

    places = range(0, len(data), 7)
    check(not is_refused(verifier.check_seal, data, key)
          and all(is_refused(verifier.check_seal, changed(at), key) for at in places), "a changed byte breaks the seal")
    inside = [at for at in places if verifier.KEY_PART <= at < len(data) - verifier.SEAL]
    check(all(is_refused(verifier.decrypt, changed(at)[verifier.KEY_PART:-verifier.SEAL], page_key, salt)
              for at in inside), "a changed byte breaks the HMAC of its page")
    check(all(is_refused(verifier.check_seal, data[:length], key) for length in range(5000, len(data), 512)),
          "a file that is cut off breaks the seal")


def check_live(folder):
    out = subprocess.run([MAKER, folder], text=True, capture_output=True, check=True).stdout
    # GLib writes a test's messages as TAP comments or bare, by its version.
    said = dict(line.removeprefix("# ").split("=", 1) for line in out.splitlines() if "=" in line)
    for name, secret in (("backup", said["passphrase"]), ("handover", said["words"])):
        path = Path(folder) / f"{name}.casework"
        code, out = run(path, secret)
        wanted = [f"{word}: {said[word]}" for word in ("enquiries", "contacts", "consents")]
        wanted.append("digest: " + said[f"{name}-digest"])
        check(code == 0 and set(wanted) <= set(out.splitlines()), f"{name}: counts and digest are what the program says")
    path.write_bytes(b"PK\3\4" + bytes(9000))
    check("not a file of Casework" in run(path, said["words"])[1], "a file of another program is refused")


def main():
    verifier = load_verifier()
    vectors = json.loads((DATA / "vectors.json").read_text(encoding="utf-8"))
    check_vectors(verifier, vectors)
    check_backup_vector(vectors["files"][0], vectors["keyring-half"])
    check_changes(verifier, vectors["files"][0])
    with tempfile.TemporaryDirectory() as folder:
        check_live(folder)
    print(f"1..{len(done)}")
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
