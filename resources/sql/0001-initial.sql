-- Casework schema 1. Runs in one exclusive transaction; docs/SCHEMA.md describes it for auditors.
-- Days are ISO text (yyyy-mm-dd), instants are seconds since 1970 (UTC), booleans 0 or 1.

---------------------------------------------------------------- what the post is

CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE school (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE CHECK (length (trim (name)) BETWEEN 1 AND 120),
  position INTEGER NOT NULL
) STRICT;

-- The real first and last day of each term; blocks follow from them. half_end is the last day of its first half.
CREATE TABLE term (
  id       INTEGER PRIMARY KEY,
  label    TEXT NOT NULL UNIQUE CHECK (length (trim (label)) BETWEEN 1 AND 60),
  start    TEXT NOT NULL CHECK (start IS date (start)),
  end      TEXT NOT NULL CHECK (end IS date (end)),
  half_end TEXT CHECK (half_end IS NULL OR half_end IS date (half_end)),
  CHECK (start < end),
  CHECK (half_end IS NULL OR (half_end >= start AND half_end < end))
) STRICT;

CREATE TRIGGER term_no_overlap_insert BEFORE INSERT ON term
WHEN EXISTS (SELECT 1 FROM term WHERE start <= NEW.end AND end >= NEW.start)
BEGIN SELECT RAISE (ABORT, 'casework: terms overlap'); END;

-- Every list of codes, the directory's services among them (list 'service'). A code is renamed or retired, never reused.
CREATE TABLE code (
  id       INTEGER PRIMARY KEY,
  list     TEXT NOT NULL,
  code     TEXT NOT NULL CHECK (length (code) BETWEEN 1 AND 60),
  label    TEXT NOT NULL CHECK (length (trim (label)) BETWEEN 1 AND 120),
  short    TEXT,
  alias    TEXT,
  shipped  INTEGER NOT NULL DEFAULT 0 CHECK (shipped IN (0, 1)),
  position INTEGER NOT NULL,
  retired  INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
  UNIQUE (list, code)
) STRICT;
CREATE UNIQUE INDEX code_by_label ON code (list, label COLLATE NOCASE);
CREATE INDEX code_by_position ON code (list, position, id);

-- What the directory knows about a service beyond its name (R34).
CREATE TABLE service (
  code_id     INTEGER PRIMARY KEY REFERENCES code (id),
  what_for    TEXT NOT NULL DEFAULT '',
  telephone   TEXT NOT NULL DEFAULT '',
  email       TEXT NOT NULL DEFAULT '',
  website     TEXT NOT NULL DEFAULT '',
  address     TEXT NOT NULL DEFAULT '',
  hours       TEXT NOT NULL DEFAULT '',
  independent INTEGER NOT NULL DEFAULT 0 CHECK (independent IN (0, 1)),
  checked_on  TEXT CHECK (checked_on IS NULL OR checked_on IS date (checked_on))
) STRICT;
CREATE TABLE service_category (
  service_id  INTEGER NOT NULL REFERENCES service (code_id) ON DELETE CASCADE,
  category_id INTEGER NOT NULL REFERENCES code (id),
  PRIMARY KEY (service_id, category_id)
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------- what has been published (docs/SUMMARIES.md)

-- Locked at a school year's first freeze: k, and the one calendar of each population.
CREATE TABLE year_rule (
  year       INTEGER NOT NULL,            -- the calendar year in which the school year begins
  population TEXT NOT NULL,
  calendar   TEXT NOT NULL CHECK (calendar IN ('half-term', 'term', 'year')),
  k          INTEGER NOT NULL CHECK (k >= 5),
  base       INTEGER NOT NULL CHECK (base = 5),
  PRIMARY KEY (year, population)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER year_rule_fixed BEFORE UPDATE ON year_rule
BEGIN SELECT RAISE (ABORT, 'casework: the rule of a school year is fixed at its first freeze'); END;
CREATE TRIGGER year_rule_kept BEFORE DELETE ON year_rule
BEGIN SELECT RAISE (ABORT, 'casework: the rule of a school year is kept'); END;

-- One row per block of a population that has been frozen, published or withheld.
CREATE TABLE block (
  id         INTEGER PRIMARY KEY,
  population TEXT NOT NULL,
  label      TEXT NOT NULL,
  year       INTEGER NOT NULL,
  start      TEXT NOT NULL CHECK (start IS date (start)),
  end        TEXT NOT NULL CHECK (end IS date (end)),
  state      TEXT NOT NULL CHECK (state IN ('published', 'withheld')),
  frozen_on  TEXT NOT NULL CHECK (frozen_on IS date (frozen_on)),
  CHECK (start <= end),
  CHECK (frozen_on > end),
  UNIQUE (population, end)
) STRICT;
CREATE TRIGGER block_published_once BEFORE INSERT ON block
WHEN NEW.state = 'published' AND EXISTS (
  SELECT 1 FROM block WHERE population = NEW.population AND state = 'published'
    AND start <= NEW.end AND end >= NEW.start)
BEGIN SELECT RAISE (ABORT, 'casework: these days have been published already'); END;
CREATE TRIGGER block_fixed BEFORE UPDATE ON block
BEGIN SELECT RAISE (ABORT, 'casework: what was published stays as it is'); END;
CREATE TRIGGER block_kept BEFORE DELETE ON block
BEGIN SELECT RAISE (ABORT, 'casework: what was published is kept'); END;

-- The ledger: one row per population, dimension and published block, in a chain of hashes.
CREATE TABLE ledger (
  seq        INTEGER PRIMARY KEY,
  block_id   INTEGER NOT NULL REFERENCES block (id),
  population TEXT NOT NULL,
  dimension  TEXT NOT NULL,
  multi      INTEGER NOT NULL CHECK (multi IN (0, 1)),
  absorber   TEXT NOT NULL,
  label      TEXT NOT NULL,
  start      TEXT NOT NULL CHECK (start IS date (start)),
  end        TEXT NOT NULL CHECK (end IS date (end)),
  k          INTEGER NOT NULL CHECK (k >= 5),
  base       INTEGER NOT NULL CHECK (base = 5),
  records    INTEGER NOT NULL CHECK (records >= 5 AND records % 5 = 0),
  families   INTEGER NOT NULL CHECK (families >= 5 AND families % 5 = 0),
  previous   TEXT NOT NULL,
  hash       TEXT NOT NULL UNIQUE CHECK (length (hash) = 64),
  UNIQUE (block_id, dimension),
  UNIQUE (population, dimension, end)
) STRICT;
CREATE TABLE ledger_row (
  seq      INTEGER NOT NULL REFERENCES ledger (seq),
  position INTEGER NOT NULL,
  codes    TEXT NOT NULL,                 -- code names, ';' between them, in the published order
  shown    INTEGER NOT NULL CHECK (shown >= 5 AND shown % 5 = 0),
  hours    INTEGER CHECK (hours IS NULL OR (hours >= 0 AND hours % 5 = 0)),   -- 0: under 5; NULL: not shown
  PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER ledger_published_once BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE population = NEW.population AND dimension = NEW.dimension
               AND start <= NEW.end AND end >= NEW.start)
BEGIN SELECT RAISE (ABORT, 'casework: these days have been published already'); END;
CREATE TRIGGER ledger_fixed BEFORE UPDATE ON ledger
BEGIN SELECT RAISE (ABORT, 'casework: what was published stays as it is'); END;
CREATE TRIGGER ledger_kept BEFORE DELETE ON ledger
BEGIN SELECT RAISE (ABORT, 'casework: what was published is kept'); END;
CREATE TRIGGER ledger_row_fixed BEFORE UPDATE ON ledger_row
BEGIN SELECT RAISE (ABORT, 'casework: what was published stays as it is'); END;
CREATE TRIGGER ledger_row_kept BEFORE DELETE ON ledger_row
BEGIN SELECT RAISE (ABORT, 'casework: what was published is kept'); END;

-- The labels that the codes had when they were published (a code renamed later does not change an old paper).
CREATE TABLE ledger_label (
  seq   INTEGER NOT NULL REFERENCES ledger (seq),
  code  TEXT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (seq, code)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER ledger_label_fixed BEFORE UPDATE ON ledger_label
BEGIN SELECT RAISE (ABORT, 'casework: what was published stays as it is'); END;
CREATE TRIGGER ledger_label_kept BEFORE DELETE ON ledger_label
BEGIN SELECT RAISE (ABORT, 'casework: what was published is kept'); END;

-- A closed school year's families, counted once. Until then the year's families are kept as random numbers.
CREATE TABLE year_families (
  year       INTEGER NOT NULL,
  population TEXT NOT NULL,
  families   INTEGER NOT NULL CHECK (families >= 5 AND families % 5 = 0),
  PRIMARY KEY (year, population)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER year_families_fixed BEFORE UPDATE ON year_families
BEGIN SELECT RAISE (ABORT, 'casework: what was published stays as it is'); END;
CREATE TRIGGER year_families_kept BEFORE DELETE ON year_families
BEGIN SELECT RAISE (ABORT, 'casework: what was published is kept'); END;
CREATE TABLE year_family_seen (
  year       INTEGER NOT NULL,
  population TEXT NOT NULL,
  family     INTEGER NOT NULL,
  PRIMARY KEY (year, population, family)
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------- level 1: the anonymous log (R5)

CREATE TABLE enquiry (
  id           INTEGER PRIMARY KEY,
  day          TEXT NOT NULL CHECK (day IS date (day)),
  method_id    INTEGER NOT NULL REFERENCES code (id),
  about_id     INTEGER NOT NULL REFERENCES code (id),
  asked_before INTEGER NOT NULL DEFAULT 0 CHECK (asked_before IN (0, 1)),
  counted_in   INTEGER REFERENCES block (id),
  first_category_id INTEGER NOT NULL REFERENCES code (id)   -- of its categories the first in public order, to sort by
) STRICT;
CREATE INDEX enquiry_by_day ON enquiry (day, id);
CREATE INDEX enquiry_by_method ON enquiry (method_id, day, id);
CREATE INDEX enquiry_by_about ON enquiry (about_id, day, id);
CREATE INDEX enquiry_by_category ON enquiry (first_category_id, day, id);
CREATE INDEX enquiry_uncounted ON enquiry (day) WHERE counted_in IS NULL;
CREATE TABLE enquiry_category (
  enquiry_id  INTEGER NOT NULL REFERENCES enquiry (id) ON DELETE CASCADE,
  category_id INTEGER NOT NULL REFERENCES code (id),
  PRIMARY KEY (enquiry_id, category_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX enquiry_category_by_category ON enquiry_category (category_id, enquiry_id);
CREATE TABLE enquiry_service (
  enquiry_id INTEGER NOT NULL REFERENCES enquiry (id) ON DELETE CASCADE,
  service_id INTEGER NOT NULL REFERENCES code (id),
  PRIMARY KEY (enquiry_id, service_id)
) STRICT, WITHOUT ROWID;

-- R8: a parent who wants no electronic record. A number and dates, nothing else.
CREATE TABLE paper_record (
  id         INTEGER PRIMARY KEY,          -- printed as P-001
  opened     TEXT NOT NULL CHECK (opened IS date (opened)),
  last_seen  TEXT CHECK (last_seen IS NULL OR last_seen IS date (last_seen)),
  look_again TEXT CHECK (look_again IS NULL OR look_again IS date (look_again)),
  closed     TEXT CHECK (closed IS NULL OR closed IS date (closed))
) STRICT;
CREATE INDEX paper_record_by_look_again ON paper_record (look_again, id);

---------------------------------------------------------------- level 2: casework (R1, R2, R7)

CREATE TABLE case_file (
  id              INTEGER PRIMARY KEY,
  reference       TEXT NOT NULL UNIQUE CHECK (length (reference) BETWEEN 1 AND 20
                    AND reference NOT GLOB '*[^A-Za-z0-9/_-]*' AND reference GLOB '*[0-9]*'),
  opened          TEXT NOT NULL CHECK (opened IS date (opened)),
  closed          TEXT CHECK (closed IS NULL OR closed IS date (closed)),
  status          TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'waiting', 'closed')),
  how_came_id     INTEGER NOT NULL REFERENCES code (id),
  asked_by_id     INTEGER REFERENCES code (id),
  parent_agreed_on TEXT NOT NULL CHECK (parent_agreed_on IS date (parent_agreed_on)),
  family          INTEGER NOT NULL,        -- a random number; linked cases share it
  -- Kept by the triggers below, so that a list of cases reads only what it shows.
  next_due        TEXT NOT NULL DEFAULT '9999-12-31',
  last_contact    TEXT NOT NULL DEFAULT '',
  contacts        INTEGER NOT NULL DEFAULT 0,
  minutes         INTEGER NOT NULL DEFAULT 0,
  CHECK ((status = 'closed') = (closed IS NOT NULL))
) STRICT;
CREATE INDEX case_by_due ON case_file (status, next_due, id);
CREATE INDEX case_by_reference ON case_file (status, length (reference), reference, id);
CREATE INDEX case_by_last_contact ON case_file (status, last_contact, id);
CREATE INDEX case_by_family ON case_file (family);
-- Families that turn out to be one are one in what is counted too (docs/SUMMARIES.md).
CREATE TRIGGER case_family_joined AFTER UPDATE OF family ON case_file
WHEN NEW.family <> OLD.family AND NOT EXISTS (SELECT 1 FROM case_file WHERE family = OLD.family)
BEGIN
  UPDATE OR REPLACE year_family_seen SET family = NEW.family
  WHERE population = 'contacts' AND family = OLD.family;
  UPDATE stub SET family = NEW.family WHERE population = 'contacts' AND family = OLD.family;
END;

CREATE TABLE case_link (
  a INTEGER NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
  PRIMARY KEY (a, b),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_link_by_b ON case_link (b);

-- The history of what one adult agreed to. An adult cannot exist without a consent (adult.first_consent_id),
-- and a consent cannot exist without its adult: both rows come in one transaction.
CREATE TABLE consent (
  id              INTEGER PRIMARY KEY,
  adult_id        INTEGER NOT NULL REFERENCES adult (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  given_on        TEXT NOT NULL CHECK (given_on IS date (given_on)),
  how             TEXT NOT NULL CHECK (how IN ('signed', 'spoken')),
  explained       INTEGER NOT NULL CHECK (explained = 63),  -- all six points of R7, one bit each
  explained_by    TEXT NOT NULL CHECK (length (trim (explained_by)) > 0),
  school_may_know   INTEGER NOT NULL CHECK (school_may_know IN (0, 1)),
  database_may_know INTEGER NOT NULL CHECK (database_may_know IN (0, 1)),
  withdrawn_on    TEXT CHECK (withdrawn_on IS NULL OR (withdrawn_on IS date (withdrawn_on) AND withdrawn_on >= given_on)),
  recorded_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_by_adult ON consent (adult_id, given_on);
CREATE INDEX consent_withdrawn ON consent (adult_id) WHERE withdrawn_on IS NOT NULL;

CREATE TABLE adult (
  id               INTEGER PRIMARY KEY,
  case_id          INTEGER NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
  first_consent_id INTEGER NOT NULL UNIQUE REFERENCES consent (id),
  position         INTEGER NOT NULL,
  kept_apart       INTEGER NOT NULL DEFAULT 0 CHECK (kept_apart IN (0, 1))
) STRICT;
CREATE INDEX adult_by_case ON adult (case_id, position);

-- Who may be written about now, in one place for every trigger.
CREATE VIEW adult_agreeing AS
  SELECT a.id AS adult_id, a.case_id AS case_id
  FROM adult a
  WHERE EXISTS (SELECT 1 FROM consent c WHERE c.adult_id = a.id AND c.withdrawn_on IS NULL);

CREATE TABLE adult_identity (
  adult_id    INTEGER PRIMARY KEY REFERENCES adult (id) ON DELETE CASCADE,
  name        TEXT NOT NULL CHECK (length (trim (name)) BETWEEN 1 AND 200),
  relation_id INTEGER REFERENCES code (id),
  lives_with  INTEGER NOT NULL DEFAULT 1 CHECK (lives_with IN (0, 1)),
  telephone   TEXT NOT NULL DEFAULT '',
  email       TEXT NOT NULL DEFAULT '',
  address     TEXT NOT NULL DEFAULT '',
  wishes      TEXT NOT NULL DEFAULT ''    -- how and when they want to be reached
) STRICT;
CREATE TABLE child (
  id         INTEGER PRIMARY KEY,
  case_id    INTEGER NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  name       TEXT NOT NULL CHECK (length (trim (name)) BETWEEN 1 AND 200),
  year_group TEXT NOT NULL DEFAULT '' CHECK (length (year_group) <= 20),
  born       TEXT CHECK (born IS NULL OR born IS date (born))
) STRICT;
CREATE INDEX child_by_case ON child (case_id, position);

-- R11. The row itself identifies nobody; with whom and what was said do.
CREATE TABLE contact (
  id         INTEGER PRIMARY KEY,
  case_id    INTEGER NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
  day        TEXT NOT NULL CHECK (day IS date (day)),
  time       TEXT CHECK (time IS NULL OR time GLOB '[0-2][0-9]:[0-5][0-9]'),
  minutes    INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
  method_id  INTEGER NOT NULL REFERENCES code (id),
  counted_in INTEGER REFERENCES block (id),
  entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_by_case ON contact (case_id, day, time, id);
CREATE INDEX contact_by_day ON contact (day, id);
CREATE INDEX contact_uncounted ON contact (day) WHERE counted_in IS NULL;
CREATE TABLE contact_adult (
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  adult_id   INTEGER NOT NULL REFERENCES adult (id) ON DELETE CASCADE,
  PRIMARY KEY (contact_id, adult_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_adult_by_adult ON contact_adult (adult_id, contact_id);
CREATE TABLE contact_support (
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  support_id INTEGER NOT NULL REFERENCES code (id),
  PRIMARY KEY (contact_id, support_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE contact_service (
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  service_id INTEGER NOT NULL REFERENCES code (id),
  PRIMARY KEY (contact_id, service_id)
) STRICT, WITHOUT ROWID;
-- R10: lines of a kind, so that what the parent said is marked as such.
CREATE TABLE contact_line (
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('fact', 'said', 'other', 'agreed')),
  text       TEXT NOT NULL CHECK (length (text) > 0),
  PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE next_step (
  id       INTEGER PRIMARY KEY,
  case_id  INTEGER NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
  adult_id INTEGER REFERENCES adult (id) ON DELETE CASCADE,
  text     TEXT NOT NULL CHECK (length (trim (text)) > 0),
  due      TEXT NOT NULL CHECK (due IS date (due)),
  time     TEXT CHECK (time IS NULL OR time GLOB '[0-2][0-9]:[0-5][0-9]'),
  done_on  TEXT CHECK (done_on IS NULL OR done_on IS date (done_on))
) STRICT;
CREATE INDEX next_step_due ON next_step (due, id) WHERE done_on IS NULL;
CREATE INDEX next_step_by_case ON next_step (case_id, due);

-- R7: the database refuses by itself whatever would identify a parent who has not agreed, or not any more.
CREATE TRIGGER adult_identity_gate_insert BEFORE INSERT ON adult_identity
WHEN NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE adult_id = NEW.adult_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
CREATE TRIGGER adult_identity_gate_update BEFORE UPDATE ON adult_identity
WHEN NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE adult_id = NEW.adult_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
CREATE TRIGGER child_gate_insert BEFORE INSERT ON child
WHEN NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
CREATE TRIGGER child_gate_update BEFORE UPDATE ON child
WHEN NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
-- A contact belongs to a day on which each of its adults agreed.
CREATE TRIGGER contact_adult_gate BEFORE INSERT ON contact_adult
WHEN NOT EXISTS (
  SELECT 1 FROM contact k JOIN adult a ON a.id = NEW.adult_id AND a.case_id = k.case_id
    JOIN consent c ON c.adult_id = a.id
  WHERE k.id = NEW.contact_id AND c.given_on <= k.day AND (c.withdrawn_on IS NULL OR k.day < c.withdrawn_on))
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent on that day'); END;
CREATE TRIGGER contact_day_gate BEFORE UPDATE OF day ON contact
WHEN EXISTS (
  SELECT 1 FROM contact_adult ka WHERE ka.contact_id = NEW.id AND NOT EXISTS (
    SELECT 1 FROM consent c WHERE c.adult_id = ka.adult_id
      AND c.given_on <= NEW.day AND (c.withdrawn_on IS NULL OR NEW.day < c.withdrawn_on)))
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent on that day'); END;
CREATE TRIGGER contact_line_gate BEFORE INSERT ON contact_line
WHEN NOT EXISTS (SELECT 1 FROM contact_adult WHERE contact_id = NEW.contact_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
CREATE TRIGGER next_step_gate BEFORE INSERT ON next_step
WHEN NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id
                   AND (NEW.adult_id IS NULL OR adult_id = NEW.adult_id))
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;

-- What the list of cases shows.
CREATE TRIGGER contact_tally_insert AFTER INSERT ON contact BEGIN
  UPDATE case_file SET contacts = contacts + 1, minutes = minutes + NEW.minutes,
    last_contact = max (last_contact, NEW.day) WHERE id = NEW.case_id;
END;
CREATE TRIGGER contact_tally_update AFTER UPDATE OF day, minutes ON contact BEGIN
  UPDATE case_file SET minutes = minutes - OLD.minutes + NEW.minutes,
    last_contact = coalesce ((SELECT max (day) FROM contact WHERE case_id = NEW.case_id), '') WHERE id = NEW.case_id;
END;
CREATE TRIGGER contact_tally_delete AFTER DELETE ON contact BEGIN
  UPDATE case_file SET contacts = contacts - 1, minutes = minutes - OLD.minutes,
    last_contact = coalesce ((SELECT max (day) FROM contact WHERE case_id = OLD.case_id), '') WHERE id = OLD.case_id;
END;
CREATE TRIGGER next_step_tally_insert AFTER INSERT ON next_step BEGIN
  UPDATE case_file SET next_due = coalesce ((SELECT min (due) FROM next_step WHERE case_id = NEW.case_id AND done_on IS NULL), '9999-12-31')
  WHERE id = NEW.case_id;
END;
CREATE TRIGGER next_step_tally_update AFTER UPDATE OF due, done_on ON next_step BEGIN
  UPDATE case_file SET next_due = coalesce ((SELECT min (due) FROM next_step WHERE case_id = NEW.case_id AND done_on IS NULL), '9999-12-31')
  WHERE id = NEW.case_id;
END;
CREATE TRIGGER next_step_tally_delete AFTER DELETE ON next_step BEGIN
  UPDATE case_file SET next_due = coalesce ((SELECT min (due) FROM next_step WHERE case_id = OLD.case_id AND done_on IS NULL), '9999-12-31')
  WHERE id = OLD.case_id;
END;

-- An erased record of days not counted yet leaves this until they are (docs/SUMMARIES.md, Erasure).
CREATE TABLE stub (
  id         INTEGER PRIMARY KEY,
  population TEXT NOT NULL,
  day        TEXT NOT NULL CHECK (day IS date (day)),
  family     INTEGER NOT NULL,             -- a random number that stands for nobody
  minutes    INTEGER NOT NULL
) STRICT;
CREATE TABLE stub_code (
  stub_id INTEGER NOT NULL REFERENCES stub (id) ON DELETE CASCADE,
  code_id INTEGER NOT NULL REFERENCES code (id),
  PRIMARY KEY (stub_id, code_id)
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------- drafts and search

-- One form left open. `subject` tells several drafts of a kind apart. A draft that can hold words about a
-- parent names its case, and the case needs an agreeing adult.
CREATE TABLE draft (
  id       INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL CHECK (kind IN ('enquiry', 'opening', 'names', 'contact', 'service')),
  subject  TEXT NOT NULL,
  case_id  INTEGER REFERENCES case_file (id) ON DELETE CASCADE,
  body     TEXT NOT NULL,
  words    INTEGER NOT NULL DEFAULT 0,
  saved_at INTEGER NOT NULL,
  UNIQUE (kind, subject),
  CHECK (kind NOT IN ('names', 'contact') OR case_id IS NOT NULL)
) STRICT;
CREATE TABLE draft_version (
  draft_id INTEGER NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
  version  INTEGER NOT NULL,
  body     TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (draft_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER draft_gate_insert BEFORE INSERT ON draft
WHEN NEW.case_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;
CREATE TRIGGER draft_gate_update BEFORE UPDATE OF body ON draft
WHEN NEW.case_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM adult_agreeing WHERE case_id = NEW.case_id)
BEGIN SELECT RAISE (ABORT, 'casework: R7 no consent'); END;

-- Search. One document per name, child, contact or step; rowid order is order of entry, newest found first.
CREATE TABLE search_doc (
  id      INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
  kind    TEXT NOT NULL CHECK (kind IN ('case', 'adult', 'child', 'contact', 'step')),
  item_id INTEGER NOT NULL,
  body    TEXT NOT NULL,
  UNIQUE (kind, item_id)
) STRICT;
CREATE INDEX search_doc_by_case ON search_doc (case_id);
CREATE VIRTUAL TABLE search USING fts5 (body, content='search_doc', content_rowid='id', prefix='2 3',
  tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER search_doc_insert AFTER INSERT ON search_doc BEGIN
  INSERT INTO search (rowid, body) VALUES (NEW.id, NEW.body);
END;
CREATE TRIGGER search_doc_delete AFTER DELETE ON search_doc BEGIN
  INSERT INTO search (search, rowid, body) VALUES ('delete', OLD.id, OLD.body);
END;
CREATE TRIGGER search_doc_update AFTER UPDATE ON search_doc BEGIN
  INSERT INTO search (search, rowid, body) VALUES ('delete', OLD.id, OLD.body);
  INSERT INTO search (rowid, body) VALUES (NEW.id, NEW.body);
END;
