/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "keep-fixture.h"

#include "app/safekeeping/cw-walk-frame.h"
#include "app/start/cw-new-passphrase.h"
#include "cli/cw-open.h"
#include "cli/cw-safekeeping.h"
#include "display-ground.h"
#include "ground.h"
#include "vault/cw-passphrase.h"

static Keep *in_sight; /* its page is */

void
keep_show (Keep *self)
{
  in_sight = self;
  self->window = adw_window_new ();
  self->page = g_object_new (CW_TYPE_SAFEKEEPING_PAGE, NULL);
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_widget_add_css_class (self->window, "cw-page");
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1146, 768);
  cw_section_bind (CW_SECTION (self->page), self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  cw_section_shown (CW_SECTION (self->page));
  keep_settle (self);
}

/* A new vault in @dir, filled by @fill, with its session open. */
CwSession *
keep_make_session (const char *dir,
                   CwClock *clock,
                   gboolean use_keyring,
                   char **code,
                   KeepFill fill,
                   gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (KEEP_PASSPHRASE);
  g_autoptr (CwSecret) shown = cw_recovery_code_new ();
  g_autoptr (CwProfile) profile = cw_profile_new ();
  const CwNewVault wanted = { .dir = dir,
                              .passphrase = passphrase,
                              .recovery_code = shown,
                              .use_keyring = use_keyring,
                              .kdf = cw_kdf_least,
                              .clock = clock };
  CwVault *vault = NULL;
  CwStore *store = NULL;
  CwSecret *data_key = NULL;
  CwSession *session;

  g_free (profile->post);
  profile->post = g_strdup ("Hollin Bank");
  cw_create_vault (&wanted, profile, NULL, &vault, &store, &data_key, NULL, &error);
  g_assert_no_error (error);
  fill (store, data);
  session = cw_session_new (store, vault, clock, FALSE);
  cw_session_take_data_key (session, data_key);
  if (code != NULL)
    *code = g_strdup ((const char *) cw_secret_peek (shown));
  return session;
}

static void
log_one (CwStore *store, gpointer data)
{
  ground_log_enquiry (store);
}

static Keep *
make_keep (gboolean use_keyring)
{
  Keep *self = g_new0 (Keep, 1);
  g_autoptr (GError) error = NULL;

  self->parent = g_dir_make_tmp ("casework-keep-XXXXXX", &error);
  g_assert_no_error (error);
  self->dir = g_build_filename (self->parent, "records-1", NULL);
  self->clock = cw_clock_new_system ();
  self->session
      = keep_make_session (self->dir, self->clock, use_keyring, &self->code, log_one, NULL);
  keep_show (self);
  return self;
}

Keep *
keep_new (void)
{
  return make_keep (FALSE);
}

Keep *
keep_new_in_keyring (void)
{
  return make_keep (TRUE);
}

/* Locks: the page goes after the session is closed, as in the program. */
void
keep_lock (Keep *self)
{
  in_sight = NULL;
  cw_session_close (self->session);
  g_clear_pointer ((GtkWindow **) &self->window, gtk_window_destroy);
  display_settle (NULL);
  g_clear_object (&self->session);
}

CwSession *
keep_open_session (const char *dir, CwClock *clock)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (KEEP_PASSPHRASE);
  CwVault *vault = cw_vault_new_for_dir (dir, &error);
  CwSecret *data_key;
  CwStore *store = NULL;
  CwSession *session;
  gboolean changed = FALSE;

  g_assert_no_error (error);
  data_key = cw_vault_unlock (vault, passphrase, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_open_vault (vault, data_key, clock, &store, &changed, &error));
  session = cw_session_new (store, vault, clock, FALSE);
  cw_session_take_data_key (session, data_key);
  return session;
}

/* Open again after a lock, with no page. */
void
keep_open (Keep *self)
{
  self->session = keep_open_session (self->dir, self->clock);
}

void
keep_free (Keep *self)
{
  if (self->session != NULL)
    keep_lock (self);
  cw_clock_unref (self->clock);
  ground_remove_all (self->parent);
  g_free (self->dir);
  g_free (self->code);
  g_free (self->parent);
  g_free (self);
}

/* Whether @passphrase opens the records; they are let go again. */
gboolean
keep_opens (Keep *self, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (self->dir, &error);
  g_autoptr (CwSecret) secret = cw_secret_new_text (passphrase);
  g_autoptr (CwSecret) data_key = NULL;

  g_assert_no_error (error);
  data_key = cw_vault_unlock (vault, secret, FALSE, NULL, &error);
  if (data_key == NULL)
    g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
  cw_vault_release (vault);
  return data_key != NULL;
}

guint
keep_count_kept (Keep *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (self->dir, &error);
  g_autoptr (GPtrArray) kept = cw_backup_list (vault, &error);

  g_assert_no_error (error);
  return kept->len;
}

/* ---- looking into pages ---- */

AdwActionRow *
keep_find_row (Keep *self, const char *title)
{
  g_autoptr (GPtrArray) rows = display_find_all (self->page, ADW_TYPE_ACTION_ROW, NULL);

  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), title) == 0)
      return g_ptr_array_index (rows, i);
  g_error ("no row “%s”", title);
}

gpointer
keep_begin (Keep *self, const char *title)
{
  g_signal_emit_by_name (keep_find_row (self, title), "activated");
  keep_settle (self);
  g_assert_nonnull (cw_safekeeping_page_get_walk (self->page));
  return cw_safekeeping_page_get_walk (self->page);
}

void
keep_press_next (gpointer walk)
{
  g_signal_emit_by_name (display_find (walk, CW_TYPE_WALK_FRAME), "next");
  display_settle (in_sight != NULL ? in_sight->session : NULL);
}

gboolean
keep_is_idle (gpointer walk)
{
  return !cw_walk_frame_is_busy (display_find (walk, CW_TYPE_WALK_FRAME));
}

/* Types @text twice, as the page asks. */
void
keep_type_passphrase (gpointer walk, const char *text)
{
  GtkWidget *part = display_find (walk, CW_TYPE_NEW_PASSPHRASE);
  g_autoptr (GPtrArray) entries = display_find_all (part, GTK_TYPE_PASSWORD_ENTRY, NULL);

  g_assert_cmpuint (entries->len, ==, 2);
  for (guint i = 0; i < entries->len; i++)
    gtk_editable_set_text (g_ptr_array_index (entries, i), text);
}

/* Types back the code that is shown, group by group. */
char *
keep_type_code (gpointer walk)
{
  g_autoptr (GPtrArray) cells = display_find_all (walk, GTK_TYPE_LABEL, "code");
  g_autoptr (GPtrArray) entries = display_find_all (walk, GTK_TYPE_PASSWORD_ENTRY, NULL);
  g_autoptr (GString) code = g_string_new (NULL);

  g_assert_cmpuint (cells->len, ==, 9);
  for (guint i = 0; i < cells->len; i++)
    g_string_append_printf (code, "%s ", gtk_label_get_text (g_ptr_array_index (cells, i)));
  gtk_editable_set_text (g_ptr_array_index (entries, entries->len - 1), code->str);
  return g_strdup (code->str);
}

void
keep_settle (Keep *self)
{
  display_settle (self->session);
}
