-- Casework schema 3: what the program never does, the database refuses as well (R2, R7, R9), and a word that is taken out
-- of the records leaves the search index with them.

-- Written anew by the program, never changed in place: so no trigger has to ask what a change would say.
CREATE TRIGGER contact_adult_fixed BEFORE UPDATE ON contact_adult
BEGIN SELECT RAISE (ABORT, 'casework: R7 with whom a contact was is entered anew'); END;
CREATE TRIGGER contact_line_fixed BEFORE UPDATE ON contact_line
BEGIN SELECT RAISE (ABORT, 'casework: R7 a line is entered anew'); END;
CREATE TRIGGER draft_version_fixed BEFORE UPDATE ON draft_version
BEGIN SELECT RAISE (ABORT, 'casework: R7 a version of a draft stays as it was'); END;

-- What is known of a parent stays with that parent and that case.
CREATE TRIGGER adult_fixed BEFORE UPDATE OF case_id, first_consent_id ON adult
BEGIN SELECT RAISE (ABORT, 'casework: R7 a parent stays with their case'); END;
CREATE TRIGGER adult_identity_fixed BEFORE UPDATE OF adult_id ON adult_identity
BEGIN SELECT RAISE (ABORT, 'casework: R7 a name stays with its parent'); END;
CREATE TRIGGER child_fixed BEFORE UPDATE OF case_id ON child
BEGIN SELECT RAISE (ABORT, 'casework: R7 a child stays with its case'); END;
CREATE TRIGGER contact_fixed BEFORE UPDATE OF case_id ON contact
BEGIN SELECT RAISE (ABORT, 'casework: R7 a contact stays with its case'); END;
CREATE TRIGGER next_step_fixed BEFORE UPDATE OF case_id ON next_step
BEGIN SELECT RAISE (ABORT, 'casework: R7 a step stays with its case'); END;
CREATE TRIGGER draft_fixed BEFORE UPDATE OF case_id ON draft
WHEN OLD.case_id IS NOT NULL AND NEW.case_id IS NOT OLD.case_id
BEGIN SELECT RAISE (ABORT, 'casework: R7 a draft stays with its case'); END;

-- R9: of a consent that was given only its end is written, once; and the history stays as long as the parent is there.
CREATE TRIGGER consent_fixed BEFORE UPDATE OF id, adult_id, given_on, how, explained, explained_by, school_may_know,
  database_may_know, recorded_at ON consent
BEGIN SELECT RAISE (ABORT, 'casework: R7 what was agreed to stays as it was'); END;
CREATE TRIGGER consent_withdrawn_once BEFORE UPDATE OF withdrawn_on ON consent
WHEN OLD.withdrawn_on IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'casework: R7 a withdrawal stays as it was'); END;
CREATE TRIGGER consent_stands_once BEFORE INSERT ON consent
WHEN EXISTS (SELECT 1 FROM consent WHERE id = NEW.id)
  OR (NEW.withdrawn_on IS NULL AND EXISTS (SELECT 1 FROM consent WHERE adult_id = NEW.adult_id AND withdrawn_on IS NULL))
BEGIN SELECT RAISE (ABORT, 'casework: R7 one consent stands'); END;
CREATE TRIGGER consent_kept BEFORE DELETE ON consent
WHEN EXISTS (SELECT 1 FROM adult WHERE id = OLD.adult_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 the history of consents is kept'); END;

-- A step may be moved and ticked off; its words, and for whom it is, need somebody who agrees.
CREATE TRIGGER next_step_gate_update BEFORE UPDATE OF adult_id, text ON next_step
WHEN (NEW.text IS NOT OLD.text OR NEW.adult_id IS NOT OLD.adult_id)
  AND NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id
                    AND (NEW.adult_id IS NULL OR adult_id = NEW.adult_id))
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;

CREATE TRIGGER draft_gate_case BEFORE UPDATE OF case_id ON draft
WHEN NEW.case_id IS NOT OLD.case_id AND NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
CREATE TRIGGER draft_version_gate BEFORE INSERT ON draft_version
WHEN EXISTS (SELECT 1 FROM draft d WHERE d.id = NEW.draft_id AND d.case_id IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM adult_agreeing g WHERE g.case_id = d.case_id))
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;

-- The words for searching need what the things themselves need. A document that is there already may be offered again.
CREATE TRIGGER search_doc_gate_insert BEFORE INSERT ON search_doc
WHEN NOT CASE NEW.kind
    WHEN 'case' THEN EXISTS (SELECT 1 FROM case_file WHERE id = NEW.item_id AND id = NEW.case_id AND reference = NEW.body)
    WHEN 'adult' THEN EXISTS (SELECT 1 FROM adult_agreeing WHERE adult_id = NEW.item_id AND case_id = NEW.case_id)
    WHEN 'contact' THEN EXISTS (SELECT 1 FROM contact k JOIN contact_adult w ON w.contact_id = k.id
                                WHERE k.id = NEW.item_id AND k.case_id = NEW.case_id)
    ELSE EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id) END
  AND NOT EXISTS (SELECT 1 FROM search_doc d WHERE d.kind = NEW.kind AND d.item_id = NEW.item_id
                    AND d.case_id = NEW.case_id AND d.body = NEW.body)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
CREATE TRIGGER search_doc_gate_update BEFORE UPDATE OF body ON search_doc
WHEN NEW.body IS NOT OLD.body
  AND NOT CASE NEW.kind
    WHEN 'case' THEN EXISTS (SELECT 1 FROM case_file WHERE id = NEW.item_id AND id = NEW.case_id AND reference = NEW.body)
    WHEN 'adult' THEN EXISTS (SELECT 1 FROM adult_agreeing WHERE adult_id = NEW.item_id AND case_id = NEW.case_id)
    WHEN 'contact' THEN EXISTS (SELECT 1 FROM contact k JOIN contact_adult w ON w.contact_id = k.id
                                WHERE k.id = NEW.item_id AND k.case_id = NEW.case_id)
    ELSE EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id) END
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
CREATE TRIGGER search_doc_fixed BEFORE UPDATE OF case_id, kind, item_id ON search_doc
BEGIN SELECT RAISE (ABORT, 'casework: R7 an entry of the search stays with what it is of'); END;

-- A record is counted once: what a block has counted stays counted.
CREATE TRIGGER contact_counted_once BEFORE UPDATE OF counted_in ON contact
WHEN OLD.counted_in IS NOT NULL AND NEW.counted_in IS NOT OLD.counted_in
BEGIN SELECT RAISE (ABORT, 'casework: what was published stays as it is'); END;
CREATE TRIGGER enquiry_counted_once BEFORE UPDATE OF counted_in ON enquiry
WHEN OLD.counted_in IS NOT NULL AND NEW.counted_in IS NOT OLD.counted_in
BEGIN SELECT RAISE (ABORT, 'casework: what was published stays as it is'); END;

-- Words that are deleted or corrected leave the index at once and no longer with one of its later merges. Those that were
-- left in it until now go when it is made anew, and from the pages when all of them are (cw-store-erase.c).
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
INSERT INTO search (search) VALUES ('rebuild');
INSERT OR REPLACE INTO setting (key, value) SELECT 'erasing-unfinished', '1' WHERE EXISTS (SELECT 1 FROM search_doc);
