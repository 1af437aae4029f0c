/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One situation of the keyring for each run (keyring-windows.sh), seen from the window: in about
 * five seconds there are plain words and a way on, the window answers all the while, and the
 * recovery code opens the records, whatever the keyring does. */

#include <adwaita.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "app/start/cw-recovery-page.h"
#include "display-ground.h"
#include "ground.h"
#include "start-ground.h"
#include "vault/cw-keyring.h"

#define IN_TIME 7 /* of ground_wait(): the keyring's five, and what else there is to do */
/* Microseconds in which the window waits for something else than the processor and does not answer.
 * One that waited for the keyring itself would stand still for all of the keyring's five seconds.
 */
#define LONGEST_PAUSE (CW_KEYRING_TIMEOUT * G_USEC_PER_SEC / 2)
#define NEW_WORDS "pebble orchid lantern quilt"
#define KEYRING_PASSWORD "login-1"

typedef struct
{
  const char *name;
  const char *words; /* what is said; NULL: the records open */
  gboolean page;     /* the recovery page comes by itself */
  gboolean half;     /* a new half is kept when the code was used */
} Situation;

static const Situation situations[] = {
  { "ok", NULL, FALSE, TRUE },
  { "answered", NULL, FALSE, TRUE },
  { "dies", NULL, FALSE, FALSE },
  { "locked", "keyring on this laptop is locked", FALSE, FALSE },
  { "cancelled", "keyring on this laptop is locked", FALSE, FALSE },
  { "unanswered", "The keyring has not answered yet", FALSE, FALSE },
  { "wrong-password", "keyring on this laptop is locked", FALSE, FALSE },
  { "truncated", "half of the key is missing", TRUE, TRUE },
  { "deleted", "half of the key is missing", TRUE, TRUE },
  { "no-collection", "half of the key is missing", TRUE, FALSE },
  { "died", "No keyring is running here", FALSE, FALSE },
  { "no-service", "No keyring is running here", FALSE, FALSE },
  { "no-bus", "No keyring is running here", FALSE, FALSE },
  { "silent", "The keyring did not answer", FALSE, FALSE },
};

static const Situation *here;
static char *dir, *code;
static gint64 last_beat, last_busy, longest_pause; /* last_beat 0: nobody looks */

/* ---- the records ---- */

static CwSecret *
make_half (void)
{
  CwSecret *half = cw_secret_new_empty (32);

  for (guint i = 0; i < 32; i++)
    cw_secret_write (half)[i] = (guint8) (i * 7 + 1);
  return half;
}

/* The passphrase slot of records made without a keyring wants the half from now on. */
static void
want_half (void)
{
  g_autofree char *path = g_build_filename (dir, "casework.key", NULL), *bytes = NULL;
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (START_WORDS);
  g_autoptr (CwSecret) half = make_half ();
  g_autoptr (CwVault) vault = NULL;
  g_autoptr (CwSecret) key = NULL;
  g_autoptr (GBytes) before = NULL, after = NULL;
  g_autoptr (CwKeyFile) key_file = NULL;
  CwStore *store = start_ground_store (dir, &vault);
  gsize size;

  key = cw_vault_unlock (vault, passphrase, FALSE, NULL, NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  before = g_bytes_new (bytes, size);
  key_file = cw_key_file_parse (before, NULL);
  g_assert_true (cw_key_file_set_slot (key_file, CW_SLOT_PASSPHRASE, key, passphrase, half,
                                       cw_kdf_least, NULL));
  after = cw_key_file_serialize (key_file);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (after, NULL),
                                      (gssize) g_bytes_get_size (after), NULL));
  g_assert_true (cw_accept_key_file (vault, store, NULL));
  g_assert_true (cw_store_close (store, NULL));
  cw_vault_release (vault);
}

/* Once for both runs of a situation. */
static void
make_records (void)
{
  g_autofree char *note = g_build_filename (g_getenv ("CW_KEYRING_ROOT"), "code", NULL);
  g_autofree char *vaults = cw_vault_default_dir ();

  dir = g_build_filename (vaults, "records-1", NULL);
  if (g_file_get_contents (note, &code, NULL, NULL))
    return;
  g_free (dir);
  dir = start_ground_make (1, "Hollin Bank", FALSE, &code);
  want_half ();
  g_assert_true (g_file_set_contents (note, code, -1, NULL));
}

static char *
get_id (void)
{
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (dir, NULL);

  return cw_vault_get_id (vault);
}

static void
store_half (void)
{
  g_autofree char *id = get_id ();
  g_autoptr (CwSecret) half = make_half ();
  g_autoptr (GError) error = NULL;

  cw_keyring_store (id, "Hollin Bank", half, NULL, &error);
  g_assert_no_error (error);
}

/* ---- the window ---- */

/* Microseconds in which this thread had something to do, running or in the queue for a processor:
 * building pages is that, on a slow or busy machine for long, and is not meant here. */
static gint64
read_busy (void)
{
  g_autofree char *text = NULL;
  char *rest = NULL;
  gint64 ran;

  if (!g_file_get_contents ("/proc/thread-self/schedstat", &text, NULL, NULL))
    return 0;
  ran = g_ascii_strtoll (text, &rest, 10);
  return (ran + g_ascii_strtoll (rest, NULL, 10)) / 1000;
}

static gboolean
beat_cb (gpointer data)
{
  gint64 now = g_get_monotonic_time (), busy = read_busy ();

  if (last_beat != 0)
    {
      longest_pause = MAX (longest_pause, now - last_beat - (busy - last_busy));
      last_beat = now;
    }
  last_busy = busy;
  return G_SOURCE_CONTINUE;
}

/* Whether the window answers is looked at while the keyring is asked. */
static void
watch (gboolean on)
{
  last_beat = on ? g_get_monotonic_time () : 0;
  last_busy = read_busy ();
}

static void
press_keys (const char *keys)
{
  g_autofree char *command = g_strdup_printf ("xdotool %s", keys);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  ground_pump (200); /* the keys are for another program, which tells nobody that it has them */
}

/* The keyring's own question is a window of another program. */
static gboolean
is_asked (gpointer data)
{
  g_autofree char *found = NULL;

  g_spawn_command_line_sync ("xdotool search --onlyvisible --class gcr", &found, NULL, NULL, NULL);
  return found != NULL && *found != '\0';
}

static void
answer_question (void)
{
  if (!g_str_equal (here->name, "cancelled") && !g_str_equal (here->name, "answered"))
    return;
  ground_wait (is_asked, NULL, 20);
  watch (FALSE);
  ground_pump (500); /* until that window has taken the keyboard, as it does by itself */
  display_picture ("keyring-asked");
  if (g_str_equal (here->name, "cancelled"))
    press_keys ("key Escape");
  else
    {
      press_keys ("type --delay 20 " KEYRING_PASSWORD);
      display_picture ("keyring-typed");
      press_keys ("key Return");
    }
  watch (TRUE);
}

static void
kill_keyring (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("CW_KEYRING_ROOT"), "pid", NULL);
  g_autofree char *pid = NULL;

  g_assert_true (g_file_get_contents (path, &pid, NULL, NULL));
  g_assert_cmpint (kill (atoi (pid), SIGKILL), ==, 0);
}

static gpointer
count_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (cw_store_count_enquiries (store, &(CwEnquiryFilter){ 0 }, NULL, error)
                          + 1);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(gpointer *) data = cw_session_call_finish (CW_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

/* The records are open when the keyring dies: nothing is noticed until they are opened anew. */
static void
lose_keyring (CwWindow *window)
{
  gpointer counted = NULL;

  kill_keyring ();
  cw_session_call (cw_window_get_session (window), count_work, NULL, NULL, NULL, 0, NULL,
                   counted_cb, &counted);
  ground_wait (is_set, &counted, 10);
  cw_window_lock (window);
  display_settle (NULL);
  watch (TRUE);
  start_ground_unlock (window, START_WORDS);
  start_ground_await (window, "No keyring is running here", IN_TIME);
  watch (FALSE);
}

static gboolean
is_let_go (gpointer data)
{
  return start_ground_opens (dir, NULL, code);
}

/* A lock ends an opening that waits for an answer, and lets the records go. */
static void
lock_and_open (CwWindow *window)
{
  cw_window_lock (window);
  ground_wait (is_let_go, NULL, 20);
}

static void
try_passphrase (CwWindow *window)
{
  watch (TRUE);
  start_ground_unlock (window, START_WORDS);
  answer_question ();
  if (here->words == NULL)
    ground_wait (display_is_open, window, 20);
  else
    start_ground_await (window, here->words, IN_TIME);
  watch (FALSE);
  if (here->words != NULL)
    display_picture (here->name);
  g_assert_true (display_is_open (window) == (here->words == NULL));
  g_assert_true ((start_ground_find (window, CW_TYPE_RECOVERY_PAGE, 0) != NULL) == here->page);
  if (g_str_equal (here->name, "unanswered"))
    lock_and_open (window);
  else if (g_str_equal (here->name, "dies"))
    lose_keyring (window);
  else if (here->words == NULL)
    {
      cw_window_lock (window);
      display_settle (NULL);
    }
}

static gboolean
can_open (gpointer window)
{
  GtkWidget *button = start_ground_button (window, "Open my records");

  return button != NULL && gtk_widget_is_sensitive (button);
}

static void
use_code (CwWindow *window)
{
  g_autofree char *picture = g_strdup_printf ("%s-code", here->name);

  watch (TRUE);
  if (!here->page)
    start_ground_press (window, "Use the recovery code");
  display_settle (NULL);
  gtk_editable_set_text (start_ground_find (window, GTK_TYPE_PASSWORD_ENTRY, 0), code);
  start_ground_type_new (window, NEW_WORDS);
  ground_wait (can_open, window, IN_TIME);
  watch (FALSE);
  display_picture (picture);
  watch (TRUE);
  start_ground_press (window, "Open my records");
  ground_wait (display_is_open, window, 20);
  watch (FALSE);
  cw_window_lock (window);
  display_settle (NULL);
}

/* The new passphrase, with a half of its own where the keyring took one. */
static void
check_after (CwWindow *window)
{
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (dir, NULL);

  g_assert_cmpint (cw_vault_uses_keyring (vault), ==, here->half);
  start_ground_unlock (window, NEW_WORDS);
  ground_wait (display_is_open, window, 20);
  cw_window_lock (window);
  g_assert_true (start_ground_opens (dir, NULL, code)); /* the paper is as good as before */
}

static void
run_here (AdwApplication *application)
{
  g_autofree char *before = get_id (), *after = NULL;
  CwWindow *window;

  start_ground_begin (application);
  g_timeout_add (20, beat_cb, NULL);
  window = start_ground_open ();
  try_passphrase (window);
  use_code (window);
  check_after (window);
  start_ground_close (window);
  after = get_id ();
  g_assert_cmpstr (before, ==, after); /* nothing was made anew */
  g_print ("longest pause %d ms\n", (int) (longest_pause / 1000));
  g_assert_cmpint (longest_pause, <, LONGEST_PAUSE);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  g_assert_true (cw_secret_init ());
  for (guint i = 0; i < G_N_ELEMENTS (situations); i++)
    if (g_strcmp0 (situations[i].name, g_getenv ("CW_KEYRING_SITUATION")) == 0)
      here = &situations[i];
  g_assert_nonnull (here);
  make_records ();
  if (g_strcmp0 (g_getenv ("CW_KEYRING_STEP"), "prepare") == 0)
    {
      store_half ();
      return 0;
    }
  if (g_str_equal (here->name, "ok"))
    store_half ();
  gtk_init ();
  adw_init ();
  application = display_make_application ();
  run_here (application);
  return 0;
}
