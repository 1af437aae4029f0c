/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that fills up in the middle of a save: it is said, nothing is half stored, and saving
 * works again once there is room. The disk is a limit on the size of files in a process of its own.
 */

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "fixture.h"

static void
set_room (rlim_t bytes)
{
  struct rlimit limit = { bytes, RLIM_INFINITY };

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static gint64
save_contact (Fixture *fixture, gint64 case_id, gint64 adult, const char *note, GError **error)
{
  g_autoptr (CwContact) contact = cw_contact_new ();
  g_autoptr (CwStep) step = cw_step_new ();

  contact->case_id = case_id;
  contact->day = TODAY;
  contact->minutes = 5;
  contact->method = fixture_code (fixture, CW_LIST_CONTACT_METHOD, "email");
  cw_ids_add (contact->adults, adult);
  g_ptr_array_add (contact->lines, cw_line_new_take (CW_LINE_FACT, g_strdup (note)));
  g_free (step->text);
  step->text = g_strdup ("Ring again");
  step->due = TODAY + 1;
  return cw_store_save_contact (fixture->store, contact, step, 0, error);
}

/* Runs with less and less room, so that the disk fills up at many different places of a save. */
static void
fill_up (Fixture *fixture, gint64 case_id, gint64 adult)
{
  g_autofree char *note = g_strnfill (9000, 'n');
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  guint refused = 0;

  for (guint room = 0; room < 60; room++)
    {
      g_autoptr (GError) error = NULL;
      GStatBuf info = { 0 };
      gint64 before = fixture_ask (fixture->store, "SELECT count (*) FROM contact");
      gint64 id;

      g_stat (log, &info);
      set_room ((rlim_t) info.st_size + room * 1500);
      id = save_contact (fixture, case_id, adult, note, &error);
      set_room (RLIM_INFINITY);
      if (id == 0)
        {
          refused++;
          g_assert_error (error, CW_ERROR, CW_ERROR_DISK_FULL);
          g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM contact"), ==,
                           before);
          g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM next_step"), ==,
                           before);
        }
      g_clear_error (&error);
      g_assert_cmpint (save_contact (fixture, case_id, adult, "There is room again.", &error), >,
                       0);
      g_assert_no_error (error);
    }
  g_assert_cmpint (refused, >=, 5);
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  int status = 0;
  pid_t child;

  fixture_close (fixture);
  child = fork ();
  if (child == 0)
    {
      gint64 adult, id;

      fixture_open (fixture);
      signal (SIGXFSZ, SIG_IGN);
      id = fixture_case (fixture, "Joanne Hughes", NULL, &adult);
      fill_up (fixture, id, adult);
      fixture_verify (fixture->store);
      fixture_close (fixture);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  fixture_open (fixture);
  fixture_verify (fixture->store);
  g_assert_cmpint (
      fixture_ask (fixture->store,
                   "SELECT count (*) FROM contact_line WHERE text LIKE 'There is room%'"),
      ==, 60);
}

/* No room for a new file or for a copy: what was begun is taken away again. */
static void
make_without_room (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->dir, "new.db", NULL);

  set_room (50000);
  g_assert_null (cw_store_create (path, fixture->key, fixture->salt, fixture->clock, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DISK_FULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_false (
      cw_store_copy_to (fixture->store, path, fixture->key, fixture->salt, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DISK_FULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  set_room (RLIM_INFINITY);
  g_clear_error (&error);
  g_assert_true (
      cw_store_copy_to (fixture->store, path, fixture->key, fixture->salt, NULL, &error));
  g_assert_no_error (error);
}

static void
test_make (Fixture *fixture, gconstpointer data)
{
  int status = 0;
  pid_t child;

  fixture_close (fixture);
  child = fork ();
  if (child == 0)
    {
      signal (SIGXFSZ, SIG_IGN);
      fixture_open (fixture);
      make_without_room (fixture);
      fixture_close (fixture);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/disk-full/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("save", test_full);
  ADD ("make", test_make);
  return g_test_run ();
}
