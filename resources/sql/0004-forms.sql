-- Casework schema 4: every form has a draft. A next step holds words about a parent and names its case; "form" is a small form
-- of dates and numbers, which names none (its subject says where it belongs). A check cannot be changed in place: the table is
-- made anew, with what is in it and with its triggers.

CREATE TABLE draft_anew (
  id       INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL CHECK (kind IN ('enquiry', 'opening', 'names', 'contact', 'service', 'step', 'form')),
  subject  TEXT NOT NULL,
  case_id  INTEGER REFERENCES case_file (id) ON DELETE CASCADE,
  body     TEXT NOT NULL,
  words    INTEGER NOT NULL DEFAULT 0,
  saved_at INTEGER NOT NULL,
  UNIQUE (kind, subject),
  CHECK (kind NOT IN ('names', 'contact', 'step') OR case_id IS NOT NULL)
) STRICT;
CREATE TABLE draft_version_anew (
  draft_id INTEGER NOT NULL REFERENCES draft_anew (id) ON DELETE CASCADE,
  version  INTEGER NOT NULL,
  body     TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (draft_id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO draft_anew SELECT id, kind, subject, case_id, body, words, saved_at FROM draft;
INSERT INTO draft_version_anew SELECT draft_id, version, body, saved_at FROM draft_version;
DROP TABLE draft_version;
DROP TABLE draft;
ALTER TABLE draft_anew RENAME TO draft;
ALTER TABLE draft_version_anew RENAME TO draft_version;

CREATE TRIGGER draft_gate_insert BEFORE INSERT ON draft
WHEN NEW.case_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
CREATE TRIGGER draft_gate_update BEFORE UPDATE OF body ON draft
WHEN NEW.case_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
CREATE TRIGGER draft_gate_case BEFORE UPDATE OF case_id ON draft
WHEN NEW.case_id IS NOT OLD.case_id AND NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
CREATE TRIGGER draft_fixed BEFORE UPDATE OF case_id ON draft
WHEN OLD.case_id IS NOT NULL AND NEW.case_id IS NOT OLD.case_id
BEGIN SELECT RAISE (ABORT, 'casework: R7 a draft stays with its case'); END;
CREATE TRIGGER draft_version_gate BEFORE INSERT ON draft_version
WHEN EXISTS (SELECT 1 FROM draft d WHERE d.id = NEW.draft_id AND d.case_id IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM adult_agreeing g WHERE g.case_id = d.case_id))
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
CREATE TRIGGER draft_version_fixed BEFORE UPDATE ON draft_version
BEGIN SELECT RAISE (ABORT, 'casework: R7 a version of a draft stays as it was'); END;
