/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "keep.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "core/cw-calendar.h"

static char *home;

void
keep_remove (const char *path)
{
  g_autoptr (GDir) dir
      = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      keep_remove (child);
    }
  g_remove (path);
}

static char *
make_folder (void)
{
  const char *parent = g_access ("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir ();
  char *dir = g_build_filename (parent, "casework-keep-XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp_full (dir, 0700));
  return dir;
}

static void
remove_home (void)
{
  keep_remove (home);
}

void
keep_init (int *argc, char ***argv)
{
  home = make_folder ();
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  atexit (remove_home);
  g_test_init (argc, argv, NULL);
  cw_secret_init ();
}

static CwProfile *
make_profile (void)
{
  CwProfile *profile = cw_profile_new ();

  g_strfreev (profile->schools);
  profile->schools = g_strsplit ("Hollin Bank Primary", ";", -1);
  g_free (profile->post);
  profile->post = g_strdup ("PSA");
  return profile;
}

static gint64
find_code (CwCodeBook *book, CwCodeList list, const char *name)
{
  return cw_code_book_lookup (book, list, name)->id;
}

void
keep_add_enquiries (CwStore *store, const char *day, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCodeBook) book = cw_store_load_codes (store, &error);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();

      enquiry->day = cw_day_from_iso (day);
      cw_ids_add (enquiry->categories, find_code (book, CW_LIST_ENQUIRY_CATEGORY, "housing"));
      enquiry->method = find_code (book, CW_LIST_CONTACT_METHOD, "telephone");
      enquiry->about = find_code (book, CW_LIST_ABOUT, "parent");
      cw_store_save_enquiry (store, enquiry, &error);
      g_assert_no_error (error);
    }
}

static void
add_case (CwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCodeBook) book = cw_store_load_codes (store, &error);
  g_autoptr (CwCaseOpening) opening = cw_case_opening_new ();
  g_autoptr (CwAdult) adult = cw_adult_new ();
  g_autoptr (CwContact) contact = cw_contact_new ();
  gint64 adult_id = 0;

  opening->opened = opening->parent_agreed_on = cw_day_from_iso ("2026-09-07");
  opening->how_came = find_code (book, CW_LIST_HOW_CAME, "came");
  opening->consent = cw_consent_new ();
  opening->consent->given_on = opening->opened;
  opening->consent->how = CW_CONSENT_SIGNED;
  opening->consent->explained = CW_EXPLAINED_ALL;
  g_free (opening->consent->explained_by);
  opening->consent->explained_by = g_strdup ("Adviser");
  contact->case_id = cw_store_open_case (store, opening, &adult_id, &error);
  g_assert_no_error (error);
  adult->id = adult_id;
  g_free (adult->name);
  adult->name = g_strdup (NAME);
  cw_store_save_adult (store, adult, &error);
  g_assert_no_error (error);
  contact->day = cw_day_from_iso ("2026-10-05");
  contact->minutes = 25;
  contact->method = find_code (book, CW_LIST_CONTACT_METHOD, "home-visit");
  cw_ids_add (contact->adults, adult_id);
  cw_ids_add (contact->support, find_code (book, CW_LIST_SUPPORT_TYPE, "paperwork"));
  g_ptr_array_add (contact->lines, cw_line_new_take (CW_LINE_SAID, g_strdup (NOTE)));
  cw_store_save_contact (store, contact, NULL, 0, &error);
  g_assert_no_error (error);
}

CwInventory *
keep_take (CwStore *store)
{
  g_autoptr (GError) error = NULL;
  CwInventory *inventory = cw_store_take_inventory (store, NULL, &error);

  g_assert_no_error (error);
  return inventory;
}

void
keep_open (Keep *keep)
{
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  keep->vault = cw_vault_new_for_dir (keep->dir, &error);
  g_assert_no_error (error);
  keep->data_key = cw_vault_unlock (keep->vault, keep->passphrase, FALSE, NULL, &error);
  g_assert_no_error (error);
  cw_open_vault (keep->vault, keep->data_key, keep->clock, &keep->store, &changed, &error);
  g_assert_no_error (error);
  g_assert_false (changed);
}

void
keep_close (Keep *keep)
{
  g_autoptr (GError) error = NULL;

  if (keep->store)
    cw_store_close (g_steal_pointer (&keep->store), &error);
  g_assert_no_error (error);
  g_clear_pointer (&keep->vault, cw_vault_free);
  g_clear_pointer (&keep->data_key, cw_secret_free);
}

void
keep_set_up (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProfile) profile = make_profile ();
  g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (2026);
  g_autoptr (CwSecret) shown = cw_recovery_code_new ();
  CwNewVault wanted;

  keep->root = make_folder ();
  keep->dir = g_build_filename (keep->root, "vaults", "hollin", NULL);
  keep->stick = g_build_filename (keep->root, "stick", NULL);
  g_assert_cmpint (g_mkdir (keep->stick, 0700), ==, 0);
  keep->clock = cw_clock_new_fixed (cw_day_from_iso ("2026-11-19"), 600);
  keep->passphrase = cw_secret_new_text (PASSPHRASE);
  keep->other = cw_secret_new_text (OTHER_PASSPHRASE);
  keep->words = cw_secret_new_text (SEVEN_WORDS);
  keep->code = cw_recovery_code_canonical (shown, &error);
  wanted = (CwNewVault){ .dir = keep->dir,
                         .passphrase = keep->passphrase,
                         .recovery_code = keep->code,
                         .kdf = cw_kdf_least,
                         .clock = keep->clock };
  cw_create_vault (&wanted, profile, terms, &keep->vault, &keep->store, NULL, NULL, &error);
  g_assert_no_error (error);
  add_case (keep->store);
  keep_add_enquiries (keep->store, "2026-10-01", 9);
  keep_close (keep);
  keep_open (keep);
  keep->before = keep_take (keep->store);
}

void
keep_tear_down (Keep *keep, gconstpointer unused)
{
  keep_close (keep);
  keep_remove (keep->root);
  g_free (keep->root);
  g_free (keep->dir);
  g_free (keep->stick);
  cw_clock_unref (keep->clock);
  cw_secret_free (keep->passphrase);
  cw_secret_free (keep->other);
  cw_secret_free (keep->words);
  cw_secret_free (keep->code);
  cw_inventory_free (keep->before);
  g_clear_pointer (&keep->handed, cw_inventory_free);
}

char *
keep_file (Keep *keep, const char *name)
{
  return g_build_filename (keep->stick, name, NULL);
}

char *
keep_place (Keep *keep, const char *name)
{
  return g_build_filename (keep->root, "vaults", name, NULL);
}

static void
list_into (GPtrArray *lines, const char *dir, const char *shown)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while (entries && (name = g_dir_read_name (entries)))
    {
      g_autofree char *child = g_build_filename (dir, name, NULL);
      g_autofree char *below = g_strconcat (shown, "/", name, NULL);

      g_ptr_array_add (lines, g_strdup (below));
      list_into (lines, child, below);
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char *
keep_list (const char *dir)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  list_into (lines, dir, "");
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

void
keep_expect (const char *dir,
             const CwSecret *passphrase,
             CwClock *clock,
             const CwInventory *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (dir, &error);
  g_autoptr (CwSecret) data_key = NULL;
  g_autoptr (CwInventory) found = NULL;
  CwStore *store = NULL;
  gboolean changed = TRUE;

  g_assert_no_error (error);
  data_key = cw_vault_unlock (vault, passphrase, FALSE, NULL, &error);
  g_assert_no_error (error);
  cw_open_vault (vault, data_key, clock, &store, &changed, &error);
  g_assert_no_error (error);
  g_assert_false (changed);
  found = keep_take (store);
  g_assert_true (cw_inventory_equal (found, expected));
  cw_store_close (store, &error);
  g_assert_no_error (error);
}

gboolean
keep_backup (Keep *keep, const char *path, GError **error)
{
  return cw_backup_write (keep->vault, keep->store, keep->data_key, path, NULL, NULL, NULL, NULL,
                          error);
}
