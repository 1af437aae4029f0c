/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Backup, restore, handover and new keys, as they go when nothing goes wrong or the wrong thing is
 * asked (R20, R21). */

#include "keep.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/cw-store-summaries.h"

static CwInventory *
inspect (Keep *keep, const char *path, CwSlotType slot, const CwSecret *secret, GError **error)
{
  return cw_backup_inspect (path, slot, secret, NULL, keep->clock, NULL, NULL, NULL, error);
}

static void
expect_in_file (Keep *keep, const char *path, CwSlotType slot, const CwSecret *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwInventory) found = inspect (keep, path, slot, secret, &error);

  g_assert_no_error (error);
  g_assert_true (cw_inventory_equal (found, keep->before));
}

static void
refuse_file (Keep *keep, const char *path, CwSlotType slot, const CwSecret *secret, CwError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (inspect (keep, path, slot, secret, &error));
  g_assert_error (error, CW_ERROR, (int) code);
}

static void
expect_no_words (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length = 0;
  const char *const words[] = { NAME, "Hughes", "sleep", "SQLite format 3", PASSPHRASE };

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_null (memmem (contents, length, words[i], strlen (words[i])));
}

static mode_t
get_mode (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  return info.st_mode & 07777;
}

/* ---- backup ---- */

typedef struct
{
  goffset last, total;
} Told;

static void
count_cb (goffset done, goffset total, gpointer data)
{
  Told *told = data;

  g_assert_cmpint (done, >=, told->last);
  g_assert_cmpint (done, <=, total);
  told->last = done;
  told->total = total;
}

static void
test_backup (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = keep_file (keep, "Casework.casework");
  g_autofree char *before = keep_list (keep->dir), *after = NULL, *beside = NULL;
  Told told = { 0 };

  g_assert_true (cw_backup_write (keep->vault, keep->store, keep->data_key, path, NULL, count_cb,
                                  &told, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (told.total, >, 0);
  g_assert_cmpint (told.last, ==, told.total);
  g_assert_cmpint (get_mode (path), ==, 0600);
  expect_no_words (path);
  expect_in_file (keep, path, CW_SLOT_PASSPHRASE, keep->passphrase);
  expect_in_file (keep, path, CW_SLOT_RECOVERY, keep->code);
  refuse_file (keep, path, CW_SLOT_PASSPHRASE, keep->other, CW_ERROR_WRONG_SECRET);
  refuse_file (keep, path, CW_SLOT_HANDOVER, keep->words, CW_ERROR_INVALID);
  after = keep_list (keep->dir);
  g_assert_cmpstr (before, ==, after);
  beside = keep_list (keep->stick);
  g_assert_cmpstr (beside, ==, "/Casework.casework");
}

/* The newer one takes the place of the older one. */
static void
test_backup_again (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = keep_file (keep, "Casework.casework");

  keep_backup (keep, path, &error);
  keep_add_enquiries (keep->store, "2026-11-02", 2);
  cw_inventory_free (keep->before);
  keep->before = keep_take (keep->store);
  keep_backup (keep, path, &error);
  g_assert_no_error (error);
  expect_in_file (keep, path, CW_SLOT_PASSPHRASE, keep->passphrase);
}

static void
flip (int fd, goffset place)
{
  guint8 byte;

  g_assert_cmpint (pread (fd, &byte, 1, place), ==, 1);
  byte ^= 0x10;
  g_assert_cmpint (pwrite (fd, &byte, 1, place), ==, 1);
}

/* Nothing is encrypted again for a backup, so what is damaged on the disk goes along, even where
 * the program still has the page in memory and sees nothing. Any page: no backup is said to be
 * made, and the one from before stays. */
static void
test_backup_of_damage (Keep *keep, gconstpointer unused)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree char *path = keep_file (keep, "Casework.casework"), *beside = NULL;
  g_autofree char *db = cw_vault_get_db_path (keep->vault);
  g_autoptr (GError) problem = NULL;
  GStatBuf info;
  int fd;

  keep_backup (keep, path, &problem);
  g_assert_no_error (problem);
  fd = g_open (db, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (fstat (fd, &info), ==, 0);
  for (goffset page = 0; page < info.st_size; page += 4096)
    {
      goffset place = page + g_rand_int_range (random, 0, 4096);
      g_autoptr (GError) error = NULL;

      flip (fd, place);
      g_assert_false (keep_backup (keep, path, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
      flip (fd, place);
    }
  close (fd);
  beside = keep_list (keep->stick);
  g_assert_cmpstr (beside, ==, "/Casework.casework");
  expect_in_file (keep, path, CW_SLOT_PASSPHRASE, keep->passphrase);
}

/* What bringing the records up to date left goes when there is a newer backup, and not before. */
static void
test_backup_old_copy (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = keep_file (keep, "Casework.casework");
  g_autofree char *nowhere = keep_file (keep, "no/where.casework");
  g_autofree char *old = g_build_filename (keep->dir, "casework.db.version-1", NULL);

  g_assert_true (g_file_set_contents (old, "as it was", -1, NULL));
  g_assert_false (keep_backup (keep, nowhere, NULL));
  g_assert_true (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (keep_backup (keep, path, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
}

static void
add_old_file (const char *dir, CwDay day)
{
  g_autofree char *iso = cw_day_to_iso (day);
  g_autofree char *name = g_strdup_printf ("Casework backup %s.casework", iso);
  g_autofree char *path = g_build_filename (dir, name, NULL);

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
}

static void
test_daily (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = cw_backup_dir (keep->vault);
  g_autofree char *stray = g_build_filename (dir, "Notes.casework", NULL);
  g_autoptr (GPtrArray) none = cw_backup_list (keep->vault, &error), files = NULL, again = NULL;
  CwBackupFile *file;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  for (CwDay day = cw_day_from_iso ("2026-09-20"); day < cw_day_from_iso ("2026-11-19"); day++)
    add_old_file (dir, day);
  g_assert_true (g_file_set_contents (stray, "mine", -1, NULL));
  cw_backup_daily (keep->vault, keep->store, keep->data_key, keep->clock, &error);
  g_assert_no_error (error);
  files = cw_backup_list (keep->vault, &error);
  g_assert_cmpuint (files->len, ==, 11);
  file = g_ptr_array_index (files, 0);
  g_assert_cmpint (file->day, ==, cw_day_from_iso ("2026-11-19"));
  g_assert_true (g_str_has_suffix (file->path, "/Casework backup 2026-11-19.casework"));
  expect_in_file (keep, file->path, CW_SLOT_PASSPHRASE, keep->passphrase);
  g_assert_cmpint (get_mode (dir), ==, 0700);
  g_assert_true (g_file_test (stray, G_FILE_TEST_EXISTS));

  /* Once a day: what is written in the afternoon goes into tomorrow's. */
  keep_add_enquiries (keep->store, "2026-11-18", 1);
  cw_backup_daily (keep->vault, keep->store, keep->data_key, keep->clock, &error);
  expect_in_file (keep, file->path, CW_SLOT_PASSPHRASE, keep->passphrase);
  cw_clock_set (keep->clock, cw_day_from_iso ("2026-11-20"), 600);
  cw_backup_daily (keep->vault, keep->store, keep->data_key, keep->clock, &error);
  g_assert_no_error (error);
  again = cw_backup_list (keep->vault, &error);
  file = g_ptr_array_index (again, 0);
  g_assert_cmpint (file->day, ==, cw_day_from_iso ("2026-11-20"));
}

/* 2026-11-19 is a Thursday. Each line: days before it that have a backup, and those kept. */
static void
test_choose (void)
{
  static const struct
  {
    const char *days, *kept;
  } table[] = {
    { "", "" },
    { "0", "0" },
    { "0 1 2 3 4 5 6", "0 1 2 3 4 5 6" },
    /* day 7 is of the week of days 4 to 6, which has its newest already */
    { "0 1 2 3 4 5 6 7 8 9 10", "0 1 2 3 4 5 6" },
    { "0 1 2 3 4 5 6 7 8 9 10 11", "0 1 2 3 4 5 6 11" },
    { "0 1 2 3 4 5 6 11 12 18 25 32 39 46", "0 1 2 3 4 5 6 11 18 25 32" },
    /* school days: a Friday of each week stays */
    { "0 1 2 3 6 7 8 9 10 13 14 15 20 27 34 41", "0 1 2 3 6 7 8 13 20 27 34" },
    /* a long holiday costs nothing */
    { "0 100 101 102 200 300 301 400 500 600 700 800 900",
      "0 100 101 102 200 300 301 400 500 600 700" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto (GStrv) days = g_strsplit (table[i].days, " ", -1);
      guint n = g_strv_length (days);
      g_autofree CwDay *list = g_new0 (CwDay, n + 1);
      g_autofree gboolean *keep = g_new0 (gboolean, n + 1);
      g_autoptr (GString) kept = g_string_new (NULL);

      for (guint j = 0; j < n; j++)
        list[j] = cw_day_from_iso ("2026-11-19") - atoi (days[j]);
      cw_backup_choose (list, n, keep);
      for (guint j = 0; j < n; j++)
        if (keep[j])
          g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", days[j]);
      g_assert_cmpstr (kept->str, ==, table[i].kept);
    }
}

/* Run day after day, a backup of each of the last four weeks and more is always there. */
static void
test_choose_over_time (void)
{
  CwDay days[64];
  gboolean keep[64];
  guint n = 0;

  for (CwDay today = 740000; today < 740400; today++)
    {
      guint left = 0;

      memmove (days + 1, days, n * sizeof *days);
      days[0] = today;
      cw_backup_choose (days, ++n, keep);
      for (guint i = 0; i < n; i++)
        if (keep[i])
          days[left++] = days[i];
      n = left;
      g_assert_cmpuint (n, <=, 11);
    }
  g_assert_cmpuint (n, ==, 11);
  g_assert_cmpint (days[0] - days[6], ==, 6);
  g_assert_cmpint (days[0] - days[10], >=, 28);
  for (guint i = 7; i < 11; i++)
    g_assert_cmpint (days[i - 1] - days[i], <=, 7);
}

/* ---- restore ---- */

static CwVault *
restore (Keep *keep, const char *path, const char *dir, CwStore *present, GError **error)
{
  return cw_restore (path, dir, "Restored", CW_SLOT_PASSPHRASE, keep->passphrase, NULL, present,
                     keep->clock, NULL, NULL, NULL, NULL, error);
}

static void
test_restore (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = keep_file (keep, "Casework.casework");
  g_autofree char *dir = keep_place (keep, "restored");
  g_autoptr (CwVault) vault = NULL;
  g_autoptr (GPtrArray) vaults = NULL;

  keep_backup (keep, path, &error);
  keep_add_enquiries (keep->store, "2026-11-02", 3);
  vault = restore (keep, path, dir, keep->store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_vault_get_label (vault), ==, "Restored");
  g_clear_pointer (&vault, cw_vault_free);
  keep_expect (dir, keep->passphrase, keep->clock, keep->before);

  g_assert_null (restore (keep, path, dir, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (restore (keep, path, keep->dir, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
  keep_expect (dir, keep->passphrase, keep->clock, keep->before);
  {
    g_autofree char *vaults_dir = g_path_get_dirname (keep->dir);

    vaults = cw_vault_list (vaults_dir, NULL);
  }
  g_assert_cmpuint (vaults->len, ==, 2);
}

static void
freeze_autumn (CwStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (cw_store_freeze_ended (store, &error), >, 0);
  g_assert_no_error (error);
}

/* The same records stand twice: neither freezes before somebody says which go on. */
static void
expect_hold (Keep *keep, CwVault *vault)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) data_key = cw_vault_unlock (vault, keep->passphrase, FALSE, NULL, &error);
  gboolean changed;
  CwStore *store = NULL;
  CwHold hold;

  g_assert_no_error (error);
  cw_open_vault (vault, data_key, keep->clock, &store, &changed, &error);
  g_assert_no_error (error);
  g_assert_true (cw_store_get_hold (store, &hold, &error));
  g_assert_cmpint (hold, ==, CW_HOLD_RESTORED);
  g_assert_true (cw_store_get_hold (keep->store, &hold, &error));
  g_assert_cmpint (hold, ==, CW_HOLD_TWIN);
  cw_store_close (store, &error);
  g_assert_no_error (error);
}

/* What was published meanwhile is not published again (docs/SUMMARIES.md). */
static void
test_restore_ledger (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = keep_file (keep, "Casework.casework");
  g_autofree char *dir = keep_place (keep, "restored"), *alone = keep_place (keep, "alone");
  g_autoptr (CwVault) vault = NULL, parted = NULL;
  g_autoptr (CwInventory) frozen = NULL;

  keep_backup (keep, path, &error);
  cw_clock_set (keep->clock, cw_day_from_iso ("2027-01-10"), 600);
  freeze_autumn (keep->store);
  frozen = keep_take (keep->store);
  g_assert_cmpint (frozen->ledger, >, 0);
  vault = restore (keep, path, dir, keep->store, &error);
  g_assert_no_error (error);
  expect_hold (keep, vault);
  g_clear_pointer (&vault, cw_vault_free);
  keep_expect (dir, keep->passphrase, keep->clock, frozen);
  parted = restore (keep, path, alone, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&parted, cw_vault_free);
  keep_expect (alone, keep->passphrase, keep->clock, keep->before);
}

/* ---- handover ---- */

static gboolean
receive (Keep *keep,
         const char *path,
         const char *dir,
         const CwSecret *words,
         CwVault **vault,
         CwStore **store,
         CwInventory **inventory,
         GError **error)
{
  const CwNewVault wanted = { .dir = dir,
                              .passphrase = keep->other,
                              .recovery_code = keep->code,
                              .kdf = cw_kdf_least,
                              .clock = keep->clock };

  return cw_handover_receive (path, words, &wanted, "Larkfield", vault, store, NULL, inventory,
                              NULL, NULL, NULL, error);
}

static void
test_handover (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = keep_file (keep, "Handover.casework");
  g_autofree char *dir = keep_place (keep, "new-post"), *old_id = NULL, *new_id = NULL;
  g_autoptr (CwInventory) sent = NULL, arrived = NULL, found = NULL;
  g_autoptr (CwVault) vault = NULL;
  CwStore *store = NULL;

  g_assert_true (cw_handover_write (keep->store, path, keep->words, cw_kdf_least, &sent, NULL, NULL,
                                    NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_mode (path), ==, 0600);
  expect_no_words (path);
  found = inspect (keep, path, CW_SLOT_HANDOVER, keep->words, &error);
  g_assert_no_error (error);
  g_assert_true (cw_inventory_equal (sent, found));
  refuse_file (keep, path, CW_SLOT_HANDOVER, keep->passphrase, CW_ERROR_WRONG_SECRET);
  refuse_file (keep, path, CW_SLOT_PASSPHRASE, keep->passphrase, CW_ERROR_INVALID);
  refuse_file (keep, path, CW_SLOT_RECOVERY, keep->code, CW_ERROR_INVALID);

  g_assert_false (receive (keep, path, dir, keep->passphrase, &vault, &store, &arrived, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
  g_clear_error (&error);
  g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS));
  g_assert_true (receive (keep, path, dir, keep->words, &vault, &store, &arrived, &error));
  g_assert_no_error (error);
  g_assert_true (cw_inventory_equal (sent, arrived));
  old_id = cw_vault_get_id (keep->vault);
  new_id = cw_vault_get_id (vault);
  g_assert_cmpstr (old_id, !=, new_id);
  g_assert_cmpstr (cw_vault_get_label (vault), ==, "Larkfield");
  cw_store_close (store, &error);
  g_clear_pointer (&vault, cw_vault_free);
  keep_expect (dir, keep->other, keep->clock, sent);
}

static void
test_handover_weak (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = keep_file (keep, "Handover.casework"), *beside = NULL;
  g_autoptr (CwSecret) weak = cw_secret_new_text ("password1234");

  g_assert_false (
      cw_handover_write (keep->store, path, weak, cw_kdf_least, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WEAK);
  beside = keep_list (keep->stick);
  g_assert_cmpstr (beside, ==, "");
}

/* ---- keys ---- */

static void
refuse_passphrase (Keep *keep, const CwSecret *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (keep->dir, &error);

  g_assert_null (cw_vault_unlock (vault, passphrase, FALSE, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
}

static void
test_change_passphrase (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = keep_file (keep, "Casework.casework");
  g_autoptr (CwSecret) weak = cw_secret_new_text ("short");

  keep_backup (keep, path, &error);
  g_assert_false (
      cw_change_passphrase (keep->vault, keep->store, keep->data_key, weak, cw_kdf_least, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WEAK);
  g_clear_error (&error);
  cw_change_passphrase (keep->vault, keep->store, keep->data_key, keep->other, cw_kdf_least,
                        &error);
  g_assert_no_error (error);
  keep_close (keep);
  refuse_passphrase (keep, keep->passphrase);
  keep_expect (keep->dir, keep->other, keep->clock, keep->before);
  expect_in_file (keep, path, CW_SLOT_PASSPHRASE, keep->passphrase);
}

static void
test_renew_code (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = keep_file (keep, "Casework.casework");
  g_autoptr (CwSecret) code = cw_recovery_code_new ();

  cw_renew_recovery_code (keep->vault, keep->store, keep->data_key, code, cw_kdf_least, &error);
  g_assert_no_error (error);
  keep_backup (keep, path, &error);
  g_assert_no_error (error);
  expect_in_file (keep, path, CW_SLOT_RECOVERY, code);
  refuse_file (keep, path, CW_SLOT_RECOVERY, keep->code, CW_ERROR_WRONG_SECRET);
  keep_close (keep);
  keep_expect (keep->dir, keep->passphrase, keep->clock, keep->before);
}

/* After new keys the old ones open nothing that is written from then on. */
static void
test_renew_data_key (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) old_key
      = cw_secret_new (cw_secret_peek (keep->data_key), cw_secret_length (keep->data_key));
  g_autoptr (CwSecret) code = cw_recovery_code_new ();
  g_autofree char *old_id = cw_vault_get_id (keep->vault), *new_id = NULL, *after = NULL;
  g_autofree char *parent = g_path_get_dirname (keep->dir);
  g_autoptr (CwInventory) found = NULL;

  cw_renew_data_key (&keep->vault, &keep->store, keep->other, code, FALSE, cw_kdf_least,
                     keep->clock, &keep->data_key, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  new_id = cw_vault_get_id (keep->vault);
  g_assert_cmpstr (old_id, !=, new_id);
  g_assert_false (cw_secret_equal (old_key, keep->data_key));
  found = keep_take (keep->store);
  g_assert_true (cw_inventory_equal (found, keep->before));
  keep_close (keep);
  refuse_passphrase (keep, keep->passphrase);
  keep_expect (keep->dir, keep->other, keep->clock, keep->before);
  after = keep_list (parent);
  g_assert_null (strstr (after, "/."));
}

static void
test_destroy (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = keep_file (keep, "Casework.casework");
  g_autofree char *dir = keep_place (keep, "restored"), *backups = cw_backup_dir (keep->vault);
  g_autoptr (CwVault) twin = NULL;
  g_autoptr (GPtrArray) files = NULL;

  keep_backup (keep, path, &error);
  cw_backup_daily (keep->vault, keep->store, keep->data_key, keep->clock, &error);
  twin = restore (keep, path, dir, NULL, &error);
  cw_store_close (g_steal_pointer (&keep->store), &error);
  cw_destroy_vault (keep->vault, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (keep->dir, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (backups, G_FILE_TEST_EXISTS));
  files = cw_backup_list (twin, &error);
  g_assert_cmpuint (files->len, ==, 0);
  cw_destroy_vault (twin, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* What was written once is read for ever: the files that docs/verify-casework.py is tested with. */
static void
test_vectors (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("CW_SOURCE_ROOT"), "tests", "data",
                                            "vector-backup.casework", NULL);
  g_autoptr (CwArchive) archive = cw_archive_open (path, &error);
  g_autoptr (CwSecret) code
      = cw_recovery_code_parse ("9KGX-ERBX-ASTA-K2S7-JK2J-M6HV-99FH-2PW2-EBG0", &error);
  g_autoptr (CwSecret) data_key = NULL;

  g_assert_no_error (error);
  data_key = cw_key_file_open_slot (cw_archive_get_key_file (archive), CW_SLOT_RECOVERY, code, NULL,
                                    &error);
  g_assert_no_error (error);
  g_assert_true (cw_archive_check (archive, data_key, NULL, NULL, NULL, &error));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/safekeeping/" name, Keep, NULL, keep_set_up, func, keep_tear_down)

/* A backup never takes the place of the records it is of, nor of a link. */
static void
test_own_files (Keep *keep, gconstpointer unused)
{
  static const char *const kept[] = { "casework.key", "casework.db", "vault.ini" };
  g_autofree char *before = keep_list (keep->dir), *after = NULL;
  g_autofree char *link = keep_file (keep, "link.casework");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *path = g_build_filename (keep->dir, kept[i], NULL);

      g_assert_false (keep_backup (keep, path, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE);
      g_clear_error (&error);
    }
  g_assert_cmpint (symlink (keep->dir, link), ==, 0);
  g_assert_false (keep_backup (keep, link, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE);
  after = keep_list (keep->dir);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char **argv)
{
  keep_init (&argc, &argv);
  ADD ("backup", test_backup);
  ADD ("backup-again", test_backup_again);
  ADD ("backup-of-damage", test_backup_of_damage);
  ADD ("backup-old-copy", test_backup_old_copy);
  ADD ("own-files", test_own_files);
  ADD ("daily", test_daily);
  g_test_add_func ("/safekeeping/choose", test_choose);
  g_test_add_func ("/safekeeping/choose-over-time", test_choose_over_time);
  g_test_add_func ("/safekeeping/vectors", test_vectors);
  ADD ("restore", test_restore);
  ADD ("restore-ledger", test_restore_ledger);
  ADD ("handover", test_handover);
  ADD ("handover-weak", test_handover_weak);
  ADD ("change-passphrase", test_change_passphrase);
  ADD ("renew-code", test_renew_code);
  ADD ("renew-data-key", test_renew_data_key);
  ADD ("destroy", test_destroy);
  return g_test_run ();
}
