/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A whole handover (R21): what is passed on arrives row by row, what is not leaves no byte in the
 * file, and what was and will be published is the same on both sides. */

#include <string.h>

#include "keep.h"
#include "store/cw-store-handover.h"
#include "store/cw-store-private.h"
#include "store/cw-store-summaries.h"

#define SPRING "2027-02-03"
#define AFTER_SPRING "2027-05-20"

typedef struct
{
  Keep keep;
  char *path, *dir;
  gint64 hidden; /* the case that stays behind */
} Post;

/* ---- records to hand over ---- */

static gint64
find_code (CwStore *store, CwCodeList list, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCodeBook) book = cw_store_load_codes (store, &error);

  g_assert_no_error (error);
  return cw_code_book_lookup (book, list, name)->id;
}

static CwConsent *
make_consent (const char *day)
{
  CwConsent *consent = cw_consent_new ();

  consent->given_on = cw_day_from_iso (day);
  consent->explained = CW_EXPLAINED_ALL;
  consent->how = CW_CONSENT_SPOKEN;
  g_free (consent->explained_by);
  consent->explained_by = g_strdup ("Adviser");
  return consent;
}

static gint64
add_case (CwStore *store, const char *name, gint64 *adult_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCaseOpening) opening = cw_case_opening_new ();
  g_autoptr (CwAdult) adult = cw_adult_new ();
  gint64 id;

  opening->opened = opening->parent_agreed_on = cw_day_from_iso ("2026-09-07");
  opening->how_came = find_code (store, CW_LIST_HOW_CAME, "came");
  opening->consent = make_consent ("2026-09-07");
  id = cw_store_open_case (store, opening, adult_id, &error);
  g_assert_no_error (error);
  adult->id = *adult_id;
  g_free (adult->name);
  adult->name = g_strdup (name);
  cw_store_save_adult (store, adult, &error);
  g_assert_no_error (error);
  return id;
}

static gint64
add_contact (CwStore *store, gint64 case_id, gint64 adult_id, const char *day, const char *note)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) contact = cw_contact_new ();
  gint64 id;

  contact->case_id = case_id;
  contact->day = cw_day_from_iso (day);
  contact->minutes = 40;
  contact->method = find_code (store, CW_LIST_CONTACT_METHOD, "telephone");
  cw_ids_add (contact->adults, adult_id);
  cw_ids_add (contact->support, find_code (store, CW_LIST_SUPPORT_TYPE, "paperwork"));
  g_ptr_array_add (contact->lines, cw_line_new_take (CW_LINE_SAID, g_strdup (note)));
  id = cw_store_save_contact (store, contact, NULL, 0, &error);
  g_assert_no_error (error);
  return id;
}

static void
add_draft (CwStore *store, const char *kind, gint64 case_id, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDraft) draft = cw_draft_new ();

  g_free (draft->kind);
  draft->kind = g_strdup (kind);
  g_free (draft->subject);
  draft->subject = g_strdup_printf ("%" G_GINT64_FORMAT, case_id);
  g_free (draft->body);
  draft->body = g_strdup_printf ("[contact]\nid=0\ntext=%s\n", words);
  draft->case_id = case_id;
  draft->words = 1;
  cw_store_save_draft (store, draft, &error);
  g_assert_no_error (error);
}

/* Twelve families with a contact in each of two terms, so that a term is published; the first one
 * is passed on in part, the last one not at all. */
static void
add_families (Post *self)
{
  CwStore *store = self->keep.store;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u", i == 11 ? "hiddenname" : "passedname", i);
      g_autoptr (CwHandoverNote) note = cw_handover_note_new ();
      gint64 adult, marked;

      note->case_id = add_case (store, name, &adult);
      add_contact (store, note->case_id, adult, "2026-10-06",
                   i == 11 ? "hiddennote was said" : "passednote was said");
      marked = add_contact (store, note->case_id, adult, SPRING,
                            i == 11  ? "hiddenother was said"
                            : i == 0 ? "markedspeech was said"
                                     : "passedother was said");
      add_draft (store, "contact", note->case_id, i == 11 ? "hiddendraft" : "passeddraft");
      g_free (note->where_we_are);
      note->where_we_are = g_strdup (i == 11 ? "hiddenwords" : "passedwords");
      note->pass_on = i == 11 ? CW_PASS_ON_NONE : CW_PASS_ON_ALL;
      cw_store_save_handover (store, note, &error);
      g_assert_no_error (error);
      if (i == 0)
        cw_store_leave_out (store, marked, TRUE, &error);
      self->hidden = note->case_id;
    }
}

/* Given, withdrawn, given again with another choice: all of it is history (R7, R9). */
static void
add_history (CwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwConsent) again = make_consent ("2027-01-12");
  gint64 adult;

  add_case (store, "passedhistory", &adult);
  cw_store_withdraw_consent (store, adult, cw_day_from_iso ("2026-11-02"), &error);
  g_assert_no_error (error);
  again->adult_id = adult;
  again->school_may_know = TRUE;
  cw_store_give_consent (store, again, &error);
  g_assert_no_error (error);
  add_case (store, "passedleaving", &adult);
  cw_store_withdraw_consent (store, adult, cw_day_from_iso ("2026-12-01"), &error);
  g_assert_no_error (error);
}

static void
change_lists (CwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwService) service = cw_service_new ();

  cw_store_rename_code (store, find_code (store, CW_LIST_SUPPORT_TYPE, "paperwork"), "Forms",
                        &error);
  g_assert_no_error (error);
  cw_store_add_code (store, CW_LIST_SUPPORT_TYPE, "Lending a bicycle", &error);
  g_assert_no_error (error);
  cw_store_retire_code (store, find_code (store, CW_LIST_CONTACT_METHOD, "letter"), TRUE, &error);
  g_assert_no_error (error);
  g_free (service->name);
  service->name = g_strdup ("Bicycle library");
  cw_store_save_service (store, service, &error);
  g_assert_no_error (error);
}

/* What the sender did with their own records. */
static const char *const own_settings[]
    = { "backup-off-laptop", "handover-written", "handover-case-1" };

static void
set_up (Post *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  keep_set_up (&self->keep, NULL);
  cw_clock_set (self->keep.clock, cw_day_from_iso (SPRING), 600);
  self->path = keep_file (&self->keep, "Handover.casework");
  self->dir = keep_place (&self->keep, "new-post");
  add_history (self->keep.store);
  add_families (self);
  change_lists (self->keep.store);
  add_draft (self->keep.store, "enquiry", 0, "an enquiry that was begun");
  g_assert_cmpint (cw_store_freeze_ended (self->keep.store, &error), >, 0);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (own_settings); i++)
    cw_store_set_setting (self->keep.store, own_settings[i], "1", NULL);
  cw_inventory_free (self->keep.before);
  self->keep.before = keep_take (self->keep.store);
  g_assert_cmpint (self->keep.before->ledger, >, 0);
}

static void
tear_down (Post *self, gconstpointer unused)
{
  g_free (self->path);
  g_free (self->dir);
  keep_tear_down (&self->keep, NULL);
}

/* ---- handing over ---- */

static CwInventory *
hand_over (Post *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwInventory) after = NULL;
  CwInventory *sent = NULL;

  g_assert_true (cw_handover_write (self->keep.store, self->path, self->keep.words, cw_kdf_least,
                                    &sent, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  after = keep_take (self->keep.store);
  g_assert_true (cw_inventory_equal (after, self->keep.before));
  return sent;
}

static CwStore *
receive (Post *self, CwVault **vault, CwInventory **arrived)
{
  g_autoptr (GError) error = NULL;
  const CwNewVault wanted = { .dir = self->dir,
                              .passphrase = self->keep.other,
                              .recovery_code = self->keep.code,
                              .kdf = cw_kdf_least,
                              .clock = self->keep.clock };
  CwStore *store = NULL;

  cw_handover_receive (self->path, self->keep.words, &wanted, "Larkfield", vault, &store, NULL,
                       arrived, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return store;
}

/* ---- bytes ---- */

static CwStore *
open_file (Post *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwArchive) archive = cw_archive_open (self->path, &error);
  g_autofree char *db_path = keep_file (&self->keep, "opened.db");
  g_autoptr (CwSecret) data_key = NULL, key = NULL, salt = NULL;
  CwStore *store;

  g_assert_no_error (error);
  data_key = cw_key_file_open_slot (cw_archive_get_key_file (archive), CW_SLOT_HANDOVER,
                                    self->keep.words, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_archive_check (archive, data_key, NULL, NULL, NULL, &error));
  g_assert_true (cw_archive_extract (archive, db_path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  key = cw_data_key_derive_db_key (data_key);
  salt = cw_data_key_derive_db_salt (data_key);
  store = cw_store_open (db_path, cw_secret_peek (key), cw_secret_peek (salt), self->keep.clock,
                         &error);
  g_assert_no_error (error);
  return store;
}

/* How many of these are in any byte of any page, decrypted; without their beginning, which the
 * search index shares among neighbours. */
static guint
count_in_pages (CwStore *store, const char *const *words)
{
  sqlite3_int64 size = 0;
  unsigned char *bytes = sqlite3_serialize (store->db, "main", &size, 0);
  guint found = 0;

  g_assert_nonnull (bytes);
  g_assert_nonnull (memmem (bytes, (gsize) size, "CREATE TABLE handover", 21));
  for (guint i = 0; words[i] != NULL; i++)
    if (memmem (bytes, (gsize) size, words[i] + 4, strlen (words[i] + 4)) != NULL)
      {
        g_test_message ("%s", words[i]);
        found++;
      }
  sqlite3_free (bytes);
  return found;
}

static const char *const staying[] = { "hiddenname11", "hiddennote",   "hiddenother", "hiddendraft",
                                       "hiddenwords",  "markedspeech", NULL };
static const char *const passing[] = { "passedname10",
                                       "passednote",
                                       "passedother",
                                       "passeddraft",
                                       "passedwords",
                                       "passedhistory",
                                       "passedleaving",
                                       "enquiry that was begun",
                                       NULL };

/* R21: no byte of what stays behind is in the file, and nothing else is missing from it. */
static void
test_bytes (Post *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwInventory) sent = hand_over (self);
  g_autoptr (CwStore) file = open_file (self), received = NULL;
  g_autoptr (CwInventory) arrived = NULL;
  g_autoptr (CwVault) vault = NULL;
  const CwInventory *before = self->keep.before;
  gint64 cases, entries;

  g_assert_cmpuint (count_in_pages (self->keep.store, staying), ==, 6);
  g_assert_cmpuint (count_in_pages (self->keep.store, passing), ==, 8);
  g_assert_cmpuint (count_in_pages (file, staying), ==, 0);
  g_assert_cmpuint (count_in_pages (file, passing), ==, 8);
  received = receive (self, &vault, &arrived);
  g_assert_true (cw_inventory_equal (sent, arrived));
  g_assert_cmpuint (count_in_pages (received, staying), ==, 0);
  g_assert_cmpuint (count_in_pages (received, passing), ==, 8);

  g_assert_true (cw_store_count_left_behind (self->keep.store, &cases, &entries, &error));
  g_assert_cmpint (cases, ==, 1);
  g_assert_cmpint (entries, ==, 1);
  g_assert_cmpint (sent->cases, ==, before->cases - 1);
  g_assert_cmpint (sent->consents, ==, before->consents - 1);
  g_assert_cmpint (sent->contacts, ==, before->contacts - 2);
  g_assert_cmpint (sent->drafts, ==, before->drafts - 1);
  g_assert_cmpint (sent->ledger, ==, before->ledger);
  g_assert_cmpint (sent->codes, ==, before->codes);
  g_assert_cmpint (sent->services, ==, before->services);
  g_assert_cmpint (sent->enquiries, ==, before->enquiries);
}

/* ---- row by row ---- */

static int
add_row_cb (void *data, int n, char **values, char **names)
{
  for (int i = 0; i < n; i++)
    g_string_append_printf (data, "%s=%s|", names[i], values[i] ? values[i] : "NULL");
  g_string_append_c (data, '\n');
  return 0;
}

static char *
list_rows (CwStore *store, const char *sql)
{
  GString *rows = g_string_new (NULL);

  g_assert_cmpint (sqlite3_exec (store->db, sql, add_row_cb, rows, NULL), ==, SQLITE_OK);
  return g_string_free (rows, FALSE);
}

static void
assert_same_rows (CwStore *one, CwStore *other, const char *sql)
{
  g_autofree char *rows = list_rows (one, sql), *others = list_rows (other, sql);

  g_test_message ("%s", sql);
  g_assert_cmpstr (rows, ==, others);
  g_assert_cmpstr (rows, !=, "");
}

/* Asked of both sides; %s is the case that stays behind. */
static const char *const questions[] = {
  "SELECT * FROM code ORDER BY id",
  "SELECT * FROM service ORDER BY 1",
  "SELECT * FROM school ORDER BY 1",
  "SELECT * FROM term ORDER BY 1",
  "SELECT * FROM enquiry ORDER BY id",
  "SELECT * FROM year_rule ORDER BY 1, 2",
  "SELECT * FROM block ORDER BY id",
  "SELECT * FROM ledger ORDER BY seq",
  "SELECT * FROM ledger_row ORDER BY 1, 2",
  "SELECT * FROM ledger_label ORDER BY 1, 2",
  "SELECT * FROM case_file WHERE id <> %s ORDER BY id",
  "SELECT c.* FROM consent c JOIN adult a ON a.id = c.adult_id WHERE a.case_id <> %s ORDER BY c.id",
  "SELECT i.* FROM adult_identity i JOIN adult a ON a.id = i.adult_id WHERE a.case_id <> %s "
  "ORDER BY 1",
  "SELECT id, case_id, day, time, minutes, method_id, counted_in, entered_at FROM contact WHERE "
  "case_id <> %s ORDER BY id",
  "SELECT l.* FROM contact_line l JOIN contact k ON k.id = l.contact_id WHERE k.case_id <> %s AND "
  "l.text NOT LIKE 'markedspeech%' ORDER BY 1, 2",
  "SELECT * FROM draft WHERE case_id IS NOT %s ORDER BY id",
  "SELECT v.* FROM draft_version v JOIN draft d ON d.id = v.draft_id WHERE d.case_id IS NOT %s "
  "ORDER BY 1, 2",
  "SELECT case_id, where_we_are, parent_knows FROM handover WHERE case_id <> %s ORDER BY 1",
  "SELECT key, value FROM setting WHERE key NOT IN ('key-digest', 'vault-id', 'received-on', "
  "'backup-off-laptop', 'handover-written', 'handover-case-1') ORDER BY key",
};

static void
test_rows (Post *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hidden = g_strdup_printf ("%" G_GINT64_FORMAT, self->hidden);
  g_autoptr (CwInventory) sent = hand_over (self), arrived = NULL;
  g_autoptr (CwVault) vault = NULL;
  g_autoptr (CwStore) received = receive (self, &vault, &arrived);
  CwDay day = CW_DAY_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (GString) sql = g_string_new (questions[i]);

      g_string_replace (sql, "%s", hidden, 0);
      assert_same_rows (self->keep.store, received, sql->str);
    }
  for (guint i = 0; i < G_N_ELEMENTS (own_settings); i++)
    {
      g_autofree char *value = cw_store_get_setting (received, own_settings[i], NULL);

      g_assert_null (value);
    }
  g_assert_true (cw_store_get_received (received, &day, &error));
  g_assert_cmpint (day, ==, cw_day_from_iso (SPRING));
  g_assert_true (cw_store_get_received (self->keep.store, &day, &error));
  g_assert_cmpint (day, ==, CW_DAY_NONE);
  g_assert_no_error (error);
}

/* R19: what will be published of days not counted yet is the same, with the case that stayed
 * behind. */
static void
test_summaries (Post *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwInventory) sent = hand_over (self), arrived = NULL;
  g_autoptr (CwVault) vault = NULL;
  g_autoptr (CwStore) received = receive (self, &vault, &arrived);
  g_autofree char *before = list_rows (received, "SELECT count (*) FROM ledger"), *after = NULL;

  cw_clock_set (self->keep.clock, cw_day_from_iso (AFTER_SPRING), 600);
  g_assert_cmpint (cw_store_freeze_ended (self->keep.store, &error), ==, -1);
  g_assert_error (error, CW_ERROR, CW_ERROR_HELD);
  g_clear_error (&error);
  g_assert_true (cw_store_lift_hold (self->keep.store, &error));
  g_assert_cmpint (cw_store_freeze_ended (self->keep.store, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpint (cw_store_freeze_ended (received, &error), >, 0);
  g_assert_no_error (error);
  after = list_rows (received, "SELECT count (*) FROM ledger");
  g_assert_cmpstr (before, !=, after);
  assert_same_rows (self->keep.store, received, "SELECT * FROM ledger ORDER BY seq");
  assert_same_rows (self->keep.store, received, "SELECT * FROM ledger_row ORDER BY seq, position");
}

/* ---- written by an older Casework ---- */

static const guint8 old_db_key[32] = "casework test file, key, 32 byte";
static const guint8 old_db_salt[16] = "casework, salt";

/* What an older Casework would have handed over or backed up: the file of schema 1 in tests/data
 * under a data key. Returns its digest, as that Casework printed it. */
static char *
write_old_archive (Post *self, CwKeyFile *key_file, const CwSecret *data_key, const char *path)
{
  g_autofree char *source
      = g_build_filename (g_getenv ("CW_SOURCE_ROOT"), "tests", "data", "casework-v1.db", NULL);
  g_autofree char *from = keep_file (&self->keep, "from.db"),
                  *to = keep_file (&self->keep, "to.db");
  g_autoptr (CwSecret) key = cw_data_key_derive_db_key (data_key),
                       salt = cw_data_key_derive_db_salt (data_key);
  g_autofree char *bytes = NULL;
  g_autoptr (CwInventory) held = NULL;
  g_autoptr (CwStore) store = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents_full (from, bytes, (gssize) length, 0, 0600, NULL));
  store = cw_store_open_version (from, old_db_key, old_db_salt, self->keep.clock, &error);
  g_assert_no_error (error);
  held = keep_take (store);
  g_assert_true (
      cw_store_copy_to (store, to, cw_secret_peek (key), cw_secret_peek (salt), NULL, &error));
  g_assert_true (cw_archive_write (path, key_file, data_key, to, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  return g_strdup (held->digest);
}

static void
assert_up_to_date (CwStore *store, const char *dir)
{
  g_autofree char *version = list_rows (store, "PRAGMA user_version"), *files = keep_list (dir);
  g_autofree char *wanted = g_strdup_printf ("user_version=%d|\n", CW_STORE_VERSION);
  g_autoptr (CwInventory) held = keep_take (store);

  g_assert_cmpstr (version, ==, wanted);
  g_assert_null (strstr (files, ".version-"));
  g_assert_cmpint (held->contacts, ==, 85);
}

/* Counts and digest are those of the older cover sheet, and no copy as it was is left behind. */
static void
test_older (Post *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwKeyFile) key_file = cw_key_file_new ();
  g_autoptr (CwSecret) data_key = cw_secret_new_random (32);
  g_autoptr (CwInventory) arrived = NULL;
  g_autoptr (CwStore) received = NULL;
  g_autoptr (CwVault) vault = NULL;
  g_autofree char *digest = NULL;

  cw_key_file_set_slot (key_file, CW_SLOT_HANDOVER, data_key, self->keep.words, NULL, cw_kdf_least,
                        &error);
  g_assert_no_error (error);
  digest = write_old_archive (self, key_file, data_key, self->path);
  received = receive (self, &vault, &arrived);
  g_assert_cmpstr (arrived->digest, ==, digest);
  assert_up_to_date (received, self->dir);
}

static void
test_older_backup (Post *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwKeyFile) key_file = cw_key_file_new ();
  g_autoptr (CwSecret) data_key = cw_secret_new_random (32), opened = NULL;
  g_autoptr (CwVault) vault = NULL;
  g_autoptr (CwStore) store = NULL;
  g_autofree char *digest = NULL;
  gboolean changed = FALSE;

  cw_key_file_set_slot (key_file, CW_SLOT_PASSPHRASE, data_key, self->keep.passphrase, NULL,
                        cw_kdf_least, &error);
  g_assert_no_error (error);
  digest = write_old_archive (self, key_file, data_key, self->path);
  vault = cw_restore (self->path, self->dir, "Restored", CW_SLOT_PASSPHRASE, self->keep.passphrase,
                      NULL, NULL, self->keep.clock, &opened, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_open_vault (vault, opened, self->keep.clock, &store, &changed, &error));
  assert_up_to_date (store, self->dir);
}

#define ADD(name, func) g_test_add ("/handover/" name, Post, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  keep_init (&argc, &argv);
  ADD ("bytes", test_bytes);
  ADD ("rows", test_rows);
  ADD ("summaries", test_summaries);
  ADD ("older", test_older);
  ADD ("older-backup", test_older_backup);
  return g_test_run ();
}
