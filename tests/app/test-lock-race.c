/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A lock at any moment of an unlocking (R20): it always ends locked, and the draft is kept. The
 * deliberate cost of the passphrase is taken out by the linker (--wrap), the rest is the program's
 * own window with a real vault. */

#include <adwaita.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "app/shell/cw-application.h"
#include "app/shell/cw-window.h"
#include "cli/cw-open.h"
#include "ground.h"
#include "vault/cw-passphrase.h"

#define RACES 1000
#define PASSPHRASE "teapot candle walrus gravel oboe"

int __wrap_crypto_pwhash (unsigned char *out,
                          unsigned long long length,
                          const char *passphrase,
                          unsigned long long passphrase_length,
                          const unsigned char *salt,
                          unsigned long long ops,
                          size_t mem,
                          int algorithm);

int
__wrap_crypto_pwhash (unsigned char *out,
                      unsigned long long length,
                      const char *passphrase,
                      unsigned long long passphrase_length,
                      const unsigned char *salt,
                      unsigned long long ops,
                      size_t mem,
                      int algorithm)
{
  return crypto_generichash (out, length, (const unsigned char *) passphrase, passphrase_length,
                             salt, crypto_pwhash_SALTBYTES);
}

static AdwApplication *application;
static char *dir;

static void
make_vault (void)
{
  g_autofree char *parent = cw_vault_default_dir ();
  g_autoptr (CwProfile) profile = cw_profile_new ();
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (PASSPHRASE);
  g_autoptr (CwSecret) shown = cw_recovery_code_new ();
  g_autoptr (CwSecret) code = cw_recovery_code_canonical (shown, NULL);
  g_autoptr (CwClock) clock = cw_clock_new_system ();
  g_autoptr (CwVault) vault = NULL;
  CwStore *store = NULL;
  GError *error = NULL;

  dir = g_build_filename (parent, "records-1", NULL);
  cw_create_vault (dir, profile, NULL, passphrase, code, FALSE, cw_kdf_least, clock, &vault, &store,
                   NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_store_close (store, NULL));
  cw_vault_release (vault);
}

/* Whether somebody, also this process, has the records. */
static gboolean
is_let_go (gpointer data)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  g_autofree char *path = g_build_filename (dir, "casework.lock", NULL);
  int fd = open (path, O_RDWR | O_CLOEXEC);
  gboolean free = fd >= 0 && fcntl (fd, F_OFD_SETLK, &lock) == 0;

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  return free;
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
begin_unlock (CwWindow *window)
{
  GtkWidget *entry = find (GTK_WIDGET (window), GTK_TYPE_PASSWORD_ENTRY);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), PASSPHRASE);
  g_signal_emit_by_name (entry, "activate");
}

static void
fill (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static gpointer
save_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwDraft) draft = cw_draft_new ();

  fill (&draft->kind, "enquiry");
  fill (&draft->subject, "race");
  fill (&draft->body, input);
  cw_store_save_draft (store, draft, error);
  return NULL;
}

static gpointer
load_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwDraft) draft = cw_store_get_draft (store, "enquiry", "race", error);

  return draft != NULL ? g_strdup (draft->body) : NULL;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(char **) data = cw_session_call_finish (CW_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_loaded (gpointer data)
{
  return *(char **) data != NULL;
}

static gboolean
is_open (gpointer window)
{
  return cw_window_get_session (window) != NULL;
}

static void
assert_draft (CwWindow *window, const char *expected)
{
  g_autofree char *text = NULL;

  cw_session_call (cw_window_get_session (window), load_work, NULL, NULL, g_free, 0, NULL,
                   loaded_cb, &text);
  ground_wait (is_loaded, &text, 10);
  g_assert_cmpstr (text, ==, expected);
}

static void
pump_for (CwWindow *window, gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (50);
}

static gint64
measure_unlock (CwWindow *window)
{
  gint64 begun = g_get_monotonic_time (), took;

  begin_unlock (window);
  ground_wait (is_open, window, 20);
  took = g_get_monotonic_time () - begun;
  cw_window_lock (window);
  ground_wait (is_let_go, NULL, 20);
  return took;
}

static void
test_races (void)
{
  CwWindow *window = cw_window_new (application);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);
  g_autofree char *draft = NULL;
  guint open = 0;
  gint64 took;

  gtk_window_present (GTK_WINDOW (window));
  ground_pump (200);
  took = measure_unlock (window);
  for (guint i = 0; i < 8; i++)
    took = MIN (took, measure_unlock (window));
  for (guint race = 0; race < RACES; race++)
    {
      begin_unlock (window);
      pump_for (window, g_rand_int_range (rand, 0, (gint32) took * 5 / 4));
      if (is_open (window))
        {
          open++;
          g_free (draft);
          draft = g_strdup_printf ("half typed in race %u", race);
          cw_session_call (cw_window_get_session (window), save_work, g_strdup (draft), g_free,
                           NULL, CW_CHANGE_DRAFTS, NULL, NULL, NULL);
        }
      cw_window_lock (window);
      g_assert_null (cw_window_get_session (window));
      ground_wait (is_let_go, NULL, 20); /* whatever was under way has ended */
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_null (cw_window_get_session (window));
      g_assert_null (cw_window_get_page (window));
      g_assert_nonnull (find (GTK_WIDGET (window), GTK_TYPE_PASSWORD_ENTRY));
    }
  g_test_message ("%u of %u were open when the lock came; an unlocking takes %u us", open, RACES,
                  (guint) took);
  g_assert_cmpuint (open, >, RACES / 20);
  g_assert_cmpuint (open, <, RACES - RACES / 20);
  begin_unlock (window);
  ground_wait (is_open, window, 20);
  assert_draft (window, draft);
  gtk_window_destroy (GTK_WINDOW (window));
  ground_pump (100);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_secret_init ());
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = ADW_APPLICATION (cw_application_new (FALSE));
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  make_vault ();
  g_test_add_func ("/lock-race/thousand", test_races);
  return g_test_run ();
}
