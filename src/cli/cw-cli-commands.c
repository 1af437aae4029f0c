/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-cli.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/cw-csv.h"
#include "core/cw-error.h"
#include "cw-demo.h"
#include "cw-import.h"
#include "store/cw-store-summaries.h"

#define MOST_BYTES (256 * 1024 * 1024)
#define MOST_RECORDS 1000000

/* ---- create ---- */

/* Names are taken byte by byte (G_OPTION_ARG_FILENAME), or they would be refused in the C locale
 * that scripts run in. */
static gboolean
are_texts (const char *post, char **schools)
{
  gboolean valid = g_utf8_validate (post, -1, NULL) && *post;

  for (guint i = 0; schools[i]; i++)
    valid = valid && *schools[i] && g_utf8_validate (schools[i], -1, NULL);
  return valid;
}

static CwProfile *
make_profile (const char *post, char **schools, double hours)
{
  CwProfile *profile = cw_profile_new ();

  g_free (profile->post);
  g_strfreev (profile->schools);
  profile->post = g_strdup (post);
  profile->schools = g_strdupv (schools);
  profile->contract_minutes = (int) lround (hours * 60);
  return profile;
}

CwExit
cw_command_create (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_autofree char *post = NULL;
  g_auto (GStrv) schools = NULL;
  g_autoptr (CwProfile) profile = NULL;
  double hours = -1;
  CwExit exit;
  const GOptionEntry entries[] = {
    { "post", 0, 0, G_OPTION_ARG_FILENAME, &post, N_ ("Name of the post"), N_ ("NAME") },
    { "school", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &schools,
      N_ ("Name of the school; may be given again"), N_ ("NAME") },
    { "hours", 0, 0, G_OPTION_ARG_DOUBLE, &hours, N_ ("Hours a week in term time"), N_ ("N") },
    { "no-keyring", 0, 0, G_OPTION_ARG_NONE, &door.no_keyring,
      N_ ("The passphrase alone opens the records"), NULL },
    { NULL },
  };

  if (!cw_read_options (&door, "create", entries, NULL, &argc, &argv, &exit))
    return exit;
  if (post == NULL || schools == NULL || !are_texts (post, schools))
    return cw_fail_usage ("create", _ ("--post and --school are needed."));
  if (!(hours >= 0 && hours <= 100))
    return cw_fail_usage ("create", _ ("--hours has to be a number from 0 to 100."));
  profile = make_profile (post, schools, hours);
  return cw_door_make (&door, profile, NULL) ? CW_EXIT_DONE : CW_EXIT_REFUSED;
}

/* ---- demo ---- */

static CwExit
fill_demo (CwDoor *door, const CwDemoSize *size)
{
  g_autoptr (GError) error = NULL;

  if (!cw_demo_fill (door->store, size, cw_clock_today (door->clock), &error))
    return cw_fail (error);
  g_printerr ("%s\n", _ ("The records of an invented school are ready. No person in them exists."));
  return CW_EXIT_DONE;
}

static gboolean
is_size_sound (const CwDemoSize *size, int seed, CwDay today)
{
  return seed > 0 && size->families >= 0 && size->families <= MOST_RECORDS && size->enquiries >= 0
         && size->enquiries <= MOST_RECORDS && size->contacts >= 0 && size->contacts <= MOST_RECORDS
         && size->school_year >= 2000 && size->school_year <= cw_day_school_year (today);
}

CwExit
cw_command_demo (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_autoptr (CwProfile) profile = cw_demo_profile ();
  g_autoptr (CwClock) clock = cw_clock_new_system ();
  CwDemoSize size = cw_demo_size_default (cw_clock_today (clock));
  int seed = (int) size.seed;
  CwExit exit;
  const GOptionEntry entries[] = {
    { "no-keyring", 0, 0, G_OPTION_ARG_NONE, &door.no_keyring,
      N_ ("The passphrase alone opens the records"), NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, N_ ("Another number makes up other people"),
      N_ ("N") },
    { "school-year", 0, 0, G_OPTION_ARG_INT, &size.school_year,
      N_ ("Year in which the school year began"), N_ ("YEAR") },
    { "families", 0, 0, G_OPTION_ARG_INT, &size.families, N_ ("Families in that year"), N_ ("N") },
    { "enquiries", 0, 0, G_OPTION_ARG_INT, &size.enquiries, N_ ("Enquiries in that year"),
      N_ ("N") },
    { "contacts", 0, 0, G_OPTION_ARG_INT, &size.contacts, N_ ("Contacts in that year"), N_ ("N") },
    { NULL },
  };

  if (!cw_read_options (&door, "demo", entries, NULL, &argc, &argv, &exit))
    return exit;
  if (!is_size_sound (&size, seed, cw_clock_today (door.clock)))
    return cw_fail_usage (
        "demo",
        _ ("One of the numbers is too small or too large, or the school year has not begun."));
  size.seed = (guint) seed;
  return cw_door_make (&door, profile, NULL) ? fill_demo (&door, &size) : CW_EXIT_REFUSED;
}

/* ---- codes ---- */

/* Quoted only where it has to be, so that the simplest tools can read it. */
static void
print_cell (GString *out, const char *text, char end)
{
  g_autofree char *safe = cw_csv_safe_cell (text);

  if (strpbrk (safe, ",\"\r\n"))
    {
      GString *doubled = g_string_new (safe);

      g_string_replace (doubled, "\"", "\"\"", 0);
      g_string_append_printf (out, "\"%s\"", doubled->str);
      g_string_free (doubled, TRUE);
    }
  else
    g_string_append (out, safe);
  g_string_append_c (out, end);
}

/* A closed list that import takes and that has no place in the book. */
static void
add_consent_words (GString *out)
{
  guint n;
  const CwImportConsentWord *words = cw_import_consent_words (&n);

  for (guint i = 0; i < n; i++)
    {
      print_cell (out, "consent-how", ',');
      print_cell (out, words[i].id, ',');
      print_cell (out, _ (words[i].label), '\n');
    }
}

static void
print_codes (CwCodeBook *book)
{
  g_autoptr (GString) out = g_string_new ("list,id,label\n");

  for (int list = 0; list < CW_N_LISTS; list++)
    {
      GPtrArray *codes = cw_code_book_list (book, list);

      for (guint i = 0; i < codes->len; i++)
        {
          const CwCode *code = g_ptr_array_index (codes, i);

          print_cell (out, cw_code_list_name (list), ',');
          print_cell (out, code->code, ',');
          print_cell (out, code->label, '\n');
        }
    }
  add_consent_words (out);
  /* Not g_print(): a table is UTF-8 in every locale. */
  fwrite (out->str, 1, out->len, stdout);
}

CwExit
cw_command_codes (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_autoptr (CwCodeBook) book = NULL;
  g_autoptr (GError) error = NULL;
  CwExit exit;

  if (!cw_read_options (&door, "codes", NULL, NULL, &argc, &argv, &exit))
    return exit;
  if (!cw_door_open (&door))
    return CW_EXIT_REFUSED;
  book = cw_store_load_codes (door.store, &error);
  if (book == NULL)
    return cw_fail (error);
  print_codes (book);
  return CW_EXIT_DONE;
}

/* ---- terms and import ---- */

static CwCsv *
read_table (const char *path, GError **error)
{
  CwCsv *table;
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  GStatBuf info;

  if (g_stat (path, &info) == 0 && info.st_size > MOST_BYTES)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   _ ("This file is too large to be a table. Nothing was stored."));
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, NULL))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                   /* Translators: %s is the name of a file */
                   _ ("“%s” cannot be read. Nothing was stored."), path);
      return NULL;
    }
  table = cw_csv_parse (text, length, &problem);
  if (table == NULL)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, "%s\n%s", problem->message,
                 _ ("Nothing was stored."));
  return table;
}

static CwExit
list_problems (GPtrArray *problems, const GError *error)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const CwImportProblem *problem = g_ptr_array_index (problems, i);

      /* Translators: a line number of a file and what is wrong there */
      g_printerr (_ ("line %u: %s\n"), problem->line, problem->reason);
    }
  return cw_fail (error);
}

static gboolean
store_terms (CwStore *store, CwCsv *table, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) known = cw_store_list_terms (store, error);
  g_autoptr (GPtrArray) terms = NULL;

  if (known == NULL)
    return FALSE;
  terms = cw_import_read_terms (table, known, problems);
  if (terms != NULL)
    return cw_store_save_terms (store, terms, error);
  g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("Nothing was stored."));
  return FALSE;
}

CwExit
cw_command_terms (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_autoptr (CwCsv) table = NULL;
  g_autoptr (GPtrArray) problems
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_import_problem_free);
  g_autoptr (GError) error = NULL;
  CwExit exit;

  if (!cw_read_options (&door, "terms", NULL, "FILE.csv", &argc, &argv, &exit))
    return exit;
  table = read_table (argv[1], &error);
  if (table == NULL)
    return cw_fail (error);
  if (!cw_door_open (&door))
    return CW_EXIT_REFUSED;
  return store_terms (door.store, table, problems, &error) ? CW_EXIT_DONE
                                                           : list_problems (problems, error);
}

/* What no term holds is in no summary, and after the first freeze it stays so. */
static void
tell_unplaced (CwStore *store)
{
  gint64 unplaced = cw_store_count_unplaced (store, NULL);

  if (unplaced > 0)
    /* Translators: %d is how many enquiries and contacts */
    g_printerr (ngettext ("%d entry is older than the first term that is known, so no summary "
                          "counts it. Enter the term of its day before anything is frozen.\n",
                          "%d entries are older than the first term that is known, so no summary "
                          "counts them. Enter the terms of their days before anything is frozen.\n",
                          (gulong) unplaced),
                (int) unplaced);
}

CwExit
cw_command_import (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_autoptr (CwCsv) table = NULL;
  g_autoptr (GPtrArray) problems
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_import_problem_free);
  g_autoptr (GError) error = NULL;
  CwImportKind kind;
  CwExit exit;
  int stored;

  door.notes = _ (
      "KIND is enquiries, cases or contacts; casework-cli(1) names the columns of each. In the "
      "column family of cases a made-up value joins the cases of one file only. To join a "
      "case to one of an earlier file, write the reference of that case there.");
  if (!cw_read_options (&door, "import", NULL, "KIND FILE.csv", &argc, &argv, &exit))
    return exit;
  if (!cw_import_kind_from_name (argv[1], &kind))
    return cw_fail_usage ("import", _ ("KIND is one of enquiries, cases, contacts."));
  table = read_table (argv[2], &error);
  if (table == NULL)
    return cw_fail (error);
  if (!cw_door_open (&door))
    return CW_EXIT_REFUSED;
  stored = cw_import_table (door.store, kind, table, problems, &error);
  if (stored < 0)
    return list_problems (problems, error);
  /* Translators: %d is a number of lines of a file */
  g_printerr (ngettext ("%d line was stored.\n", "%d lines were stored.\n", (gulong) stored),
              stored);
  tell_unplaced (door.store);
  return CW_EXIT_DONE;
}

/* ---- verify ---- */

static gboolean
print_check (const char *name, gboolean passed, const char *detail)
{
  g_print ("%s\t%s%s%s\n", passed ? _ ("ok") : _ ("FAILED"), name, detail && *detail ? ": " : "",
           detail ? detail : "");
  return passed;
}

CwExit
cw_command_verify (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;
  gboolean passed;
  CwExit exit;

  if (!cw_read_options (&door, "verify", NULL, NULL, &argc, &argv, &exit))
    return exit;
  if (!cw_door_open (&door))
    return CW_EXIT_REFUSED;
  checks = cw_store_verify (door.store, NULL, &error);
  if (checks == NULL)
    return cw_fail (error);
  passed = print_check (_ ("casework.key is as it was last written"), !door.key_file_changed, NULL);
  for (guint i = 0; i < checks->len; i++)
    {
      const CwCheck *check = g_ptr_array_index (checks, i);

      passed &= print_check (check->name, check->passed, check->detail);
    }
  return passed ? CW_EXIT_DONE : CW_EXIT_REFUSED;
}
