/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ground.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

static const guint8 key[32] = "a key for tests, and only for it";
static const guint8 salt[16] = "salt of the test";

Ground *
ground_new (void)
{
  Ground *self = g_new0 (Ground, 1);
  GError *error = NULL;
  CwStore *store;

  self->folder = g_dir_make_tmp ("casework-ground-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "casework.db", NULL);
  self->clock = cw_clock_new_fixed (cw_day_from_ymd (2026, 11, 19), 9 * 60);
  store = cw_store_create (self->path, key, salt, self->clock, &error);
  g_assert_no_error (error);
  g_assert_true (cw_store_close (store, &error));
  g_assert_no_error (error);
  return self;
}

void
ground_free (Ground *self)
{
  ground_remove_all (self->folder);
  cw_clock_unref (self->clock);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

CwStore *
ground_open (Ground *self)
{
  GError *error = NULL;
  CwStore *store = cw_store_open (self->path, key, salt, self->clock, &error);

  g_assert_no_error (error);
  return store;
}

CwSession *
ground_open_session (Ground *self)
{
  CwSession *session = cw_session_new (ground_open (self), NULL, self->clock, FALSE);

  g_assert_null (cw_session_get_problem (session));
  return session;
}

static gboolean
late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Sanitizers make everything five to ten times slower. */
#ifdef __SANITIZE_ADDRESS__
#define PATIENCE 10
#else
#define PATIENCE 2
#endif

static gboolean
tick_cb (gpointer ticked)
{
  *(gboolean *) ticked = TRUE;
  return G_SOURCE_CONTINUE;
}

void
ground_wait (GroundDone done, gpointer data, guint seconds)
{
  gboolean late = FALSE, ticked = FALSE;
  guint id = g_timeout_add_seconds (seconds * PATIENCE, late_cb, &late);
  guint tick = g_timeout_add (10, tick_cb, &ticked); /* what happens elsewhere wakes nobody here */

  while (!done (data) && !late)
    {
      g_main_context_iteration (NULL, TRUE);
      for (ticked = FALSE; !ticked && g_main_context_iteration (NULL, FALSE);)
        ; /* to look through a window costs more than what is under way */
    }
  g_assert_false (late);
  g_source_remove (id);
  g_source_remove (tick);
}

void
ground_pump (guint milliseconds)
{
  gboolean late = FALSE;

  g_timeout_add (milliseconds, late_cb, &late);
  while (!late)
    g_main_context_iteration (NULL, TRUE);
}

gboolean
ground_is_true (gpointer flag)
{
  return *(gboolean *) flag;
}

static gpointer
nothing_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer answered)
{
  /* It may have been closed meanwhile: that is an answer too. */
  cw_session_call_finish (CW_SESSION (source), result, NULL);
  *(gboolean *) answered = TRUE;
}

/* Answers come in the order of the questions; each may lead to another. */
void
ground_settle (CwSession *session)
{
  g_autoptr (CwSession) held = session != NULL ? g_object_ref (session) : NULL;

  for (guint i = 0; i < 4; i++)
    {
      gboolean answered = held == NULL || cw_session_is_closed (held), idle = FALSE;

      if (!answered)
        cw_session_call (held, nothing_work, NULL, NULL, NULL, 0, NULL, answered_cb, &answered);
      ground_wait (ground_is_true, &answered, 60);
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE + 20, late_cb, &idle, NULL);
      ground_wait (ground_is_true, &idle, 60);
    }
}

void
ground_remove_all (const char *path)
{
  GDir *dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      ground_remove_all (inner);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

void
ground_limit_files (guint64 size)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (size, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

void
ground_log_enquiry (CwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCodeBook) codes = cw_store_load_codes (store, &error);
  g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();
  const CwCodeList lists[] = { CW_LIST_ENQUIRY_CATEGORY, CW_LIST_CONTACT_METHOD, CW_LIST_ABOUT };
  gint64 first[G_N_ELEMENTS (lists)];

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    first[i] = ((CwCode *) g_ptr_array_index (cw_code_book_list (codes, lists[i]), 0))->id;
  enquiry->day = cw_clock_today (cw_store_get_clock (store));
  cw_ids_add (enquiry->categories, first[0]);
  enquiry->method = first[1];
  enquiry->about = first[2];
  g_assert_cmpint (cw_store_save_enquiry (store, enquiry, &error), >, 0);
  g_assert_no_error (error);
}
