/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one door to the records: calls in the order they were made, nothing after the lock. */

#include <glib/gstdio.h>

#include "ground.h"

#define CALLS 200
#define RACES 200

typedef struct
{
  GArray *worked;   /* of guint: order on the worker thread */
  GArray *answered; /* of guint: order of the callbacks */
  guint cancelled;
  guint succeeded;
  guint changes;
} Log;

typedef struct
{
  Log *log;
  guint number;
  guint sleep; /* microseconds */
} Call;

static Log *
log_new (void)
{
  Log *log = g_new0 (Log, 1);

  log->worked = g_array_new (FALSE, FALSE, sizeof (guint));
  log->answered = g_array_new (FALSE, FALSE, sizeof (guint));
  return log;
}

static void
log_free (Log *log)
{
  g_array_unref (log->worked);
  g_array_unref (log->answered);
  g_free (log);
}

static gpointer
work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  Call *call = input;

  g_array_append_val (call->log->worked, call->number);
  if (call->sleep > 0)
    g_usleep (call->sleep);
  return g_memdup2 (&call->number, sizeof call->number);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Log *log = data;
  g_autoptr (GError) error = NULL;
  g_autofree guint *number = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (number != NULL)
    {
      log->succeeded++;
      g_array_append_val (log->answered, *number);
      g_assert_false (cw_session_is_closed (CW_SESSION (source)));
    }
  else
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      log->cancelled++;
    }
}

static void
call (CwSession *session, Log *log, guint number, guint sleep, CwChange change)
{
  Call *input = g_new (Call, 1);

  *input = (Call){ log, number, sleep };
  cw_session_call (session, work, input, g_free, g_free, change, NULL, answered_cb, log);
}

static gboolean
all_ended (gpointer data)
{
  Log *log = data;

  return log->succeeded + log->cancelled == CALLS;
}

static void
test_order (void)
{
  g_autoptr (Ground) ground = ground_new ();
  g_autoptr (CwSession) session = ground_open_session (ground);
  Log *log = log_new ();

  for (guint i = 0; i < CALLS; i++)
    call (session, log, i, i % 7 == 0 ? 300 : 0, i % 3 == 0 ? CW_CHANGE_ENQUIRIES : 0);
  ground_wait (all_ended, log, 20);
  g_assert_cmpuint (log->worked->len, ==, CALLS);
  for (guint i = 0; i < CALLS; i++)
    {
      g_assert_cmpuint (g_array_index (log->worked, guint, i), ==, i);
      g_assert_cmpuint (g_array_index (log->answered, guint, i), ==, i);
    }
  cw_session_close (session);
  log_free (log);
}

static void
count_cb (CwSession *session, guint change, Log *log)
{
  g_assert_cmpuint (change, !=, 0);
  log->changes++;
}

/* Saves that were asked for before the lock are carried out; reading is dropped; every answer is
 * "cancelled". */
static void
test_close (void)
{
  g_autoptr (Ground) ground = ground_new ();
  CwSession *session = ground_open_session (ground);
  gpointer weak = session;
  Log *log = log_new ();
  guint written = 0;

  g_object_add_weak_pointer (G_OBJECT (session), &weak);
  g_signal_connect (session, "changed", G_CALLBACK (count_cb), log);
  for (guint i = 0; i < CALLS; i++)
    call (session, log, i, 100, i % 2 == 0 ? CW_CHANGE_DRAFTS : 0);
  cw_session_close (session);
  for (guint i = 0; i < log->worked->len; i++)
    written += g_array_index (log->worked, guint, i) % 2 == 0;
  g_assert_cmpuint (written, ==, CALLS / 2);
  g_assert_cmpuint (log->worked->len, <, CALLS);
  ground_wait (all_ended, log, 20);
  g_assert_cmpuint (log->cancelled, ==, CALLS);
  g_assert_cmpuint (log->changes, ==, 0);

  call (session, log, 0, 0, CW_CHANGE_DRAFTS);
  ground_settle (NULL);
  g_assert_cmpuint (log->cancelled, ==, CALLS + 1);
  g_object_unref (session);
  ground_settle (NULL);
  g_assert_null (weak);
  log_free (log);
}

/* Locks at any moment: while calls are queued, under way, answered. The vault opens again every
 * time. */
static void
test_races (void)
{
  g_autoptr (Ground) ground = ground_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);

  for (guint race = 0; race < RACES; race++)
    {
      CwSession *session = ground_open_session (ground);
      gpointer weak = session;
      Log *log = log_new ();
      guint calls = (guint) g_rand_int_range (rand, 0, 12);
      guint turns = (guint) g_rand_int_range (rand, 0, 6);
      guint before;

      g_object_add_weak_pointer (G_OBJECT (session), &weak);
      for (guint i = 0; i < calls; i++)
        call (session, log, i, (guint) g_rand_int_range (rand, 0, 400),
              i % 2 == 0 ? CW_CHANGE_DRAFTS : 0);
      for (guint i = 0; i < turns; i++)
        g_main_context_iteration (NULL, FALSE);
      cw_session_close (session);
      before = log->succeeded;
      g_object_unref (session);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_cmpuint (log->succeeded, ==, before);
      g_assert_cmpuint (log->succeeded + log->cancelled, ==, calls);
      g_assert_null (weak);
      log_free (log);
    }
}

/* ---- what is kept beside the records ---- */

static gpointer
add_code_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  gint64 id = cw_store_add_code (store, CW_LIST_ENQUIRY_CATEGORY, input, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

typedef struct
{
  gint64 id;
  gboolean announced;
} Added;

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Added *added = data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = cw_session_call_finish (CW_SESSION (source), result, &error);

  g_assert_no_error (error);
  added->id = *id;
}

static void
codes_changed_cb (CwSession *session, guint change, Added *added)
{
  g_assert_cmpuint (change, ==, CW_CHANGE_CODES);
  g_assert_cmpstr (cw_code_book_label (cw_session_get_codes (session), added->id), ==,
                   "School meals");
  added->announced = TRUE;
}

static gboolean
is_announced (gpointer data)
{
  return ((Added *) data)->announced;
}

static void
test_codes (void)
{
  g_autoptr (Ground) ground = ground_new ();
  g_autoptr (CwSession) session = ground_open_session (ground);
  Added added = { 0 };

  g_signal_connect (session, "changed", G_CALLBACK (codes_changed_cb), &added);
  cw_session_call (session, add_code_work, g_strdup ("School meals"), g_free, g_free,
                   CW_CHANGE_CODES, NULL, added_cb, &added);
  ground_wait (is_announced, &added, 10);
  cw_session_close (session);
}

static goffset
measure_log (Ground *ground)
{
  g_autofree char *path = g_strconcat (ground->path, "-wal", NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? info.st_size : 0;
}

static gboolean
is_log_empty (gpointer ground)
{
  return measure_log (ground) == 0;
}

/* A second after the last save the write-ahead log is empty again: damage to it cannot cost what
 * was saved. */
static void
test_checkpoint (void)
{
  g_autoptr (Ground) ground = ground_new ();
  g_autoptr (CwSession) session = ground_open_session (ground);
  Added added = { 0 };

  cw_session_call (session, add_code_work, g_strdup ("Lunch clubs"), g_free, g_free,
                   CW_CHANGE_CODES, NULL, added_cb, &added);
  while (added.id == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (measure_log (ground), >, 0);
  ground_wait (is_log_empty, ground, 20);
  cw_session_close (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/order", test_order);
  g_test_add_func ("/session/close", test_close);
  g_test_add_func ("/session/races", test_races);
  g_test_add_func ("/session/codes", test_codes);
  g_test_add_func ("/session/checkpoint", test_checkpoint);
  return g_test_run ();
}
