-- Casework schema 2: what is passed on to the next postholder, and what is not (R21).

-- Not to be passed on: the words stay behind when the records are handed over.
ALTER TABLE contact ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0 CHECK (left_out IN (0, 1));
-- In records that were received: the words stayed behind with whoever had them before.
ALTER TABLE contact ADD COLUMN held_back INTEGER NOT NULL DEFAULT 0 CHECK (held_back IN (0, 1));
CREATE INDEX contact_left_out ON contact (case_id) WHERE left_out = 1;

CREATE TABLE handover (
  case_id      INTEGER PRIMARY KEY REFERENCES case_file (id) ON DELETE CASCADE,
  written      INTEGER NOT NULL CHECK (written IN (0, 1)),   -- for the handover to come; 0: came with the last one
  where_we_are TEXT NOT NULL,
  parent_knows INTEGER NOT NULL CHECK (parent_knows IN (0, 1)),
  pass_on      TEXT NOT NULL CHECK (pass_on IN ('all', 'part', 'none'))
) STRICT;
CREATE INDEX handover_none ON handover (case_id) WHERE pass_on = 'none';

-- R7: no new words about a case in which nobody agrees. What is decided about it is no such word.
CREATE TRIGGER handover_gate_insert BEFORE INSERT ON handover
WHEN NEW.where_we_are <> '' AND NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
CREATE TRIGGER handover_gate_update BEFORE UPDATE OF case_id, where_we_are ON handover
WHEN NEW.where_we_are <> '' AND (NEW.where_we_are <> OLD.where_we_are OR NEW.case_id <> OLD.case_id)
  AND NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
