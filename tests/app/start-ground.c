/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "start-ground.h"

#include <stdio.h>

#include "app/start/cw-code-card.h"
#include "app/start/cw-new-passphrase.h"
#include "display-ground.h"
#include "ground.h"
#include "vault/cw-passphrase.h"

static AdwApplication *app;

void
start_ground_begin (AdwApplication *application)
{
  app = application;
}

/* CW_SCREEN and CW_LARGE_TEXT: for looking at pictures of it. */
CwWindow *
start_ground_open (void)
{
  CwWindow *window = cw_window_new (app);
  int width, height;

  if (g_getenv ("CW_SCREEN") != NULL
      && sscanf (g_getenv ("CW_SCREEN"), "%dx%d", &width, &height) == 2)
    gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  if (g_getenv ("CW_LARGE_TEXT") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  gtk_window_present (GTK_WINDOW (window));
  display_settle (NULL);
  return window;
}

void
start_ground_close (CwWindow *window)
{
  cw_window_lock (window);
  gtk_window_destroy (GTK_WINDOW (window));
  display_settle (NULL);
}

/* ---- records ---- */

static char *
get_home (void)
{
  g_autofree char *vaults = cw_vault_default_dir ();

  return g_path_get_dirname (vaults);
}

void
start_ground_clear (void)
{
  g_autofree char *home = get_home ();
  g_autofree char *vaults = cw_vault_default_dir ();

  ground_remove_all (home);
  g_assert_cmpint (g_mkdir_with_parents (vaults, 0700), ==, 0);
}

char *
start_ground_make (guint n, const char *label, gboolean use_keyring, char **code)
{
  g_autofree char *parent = cw_vault_default_dir ();
  g_autofree char *name = g_strdup_printf ("records-%u", n);
  char *dir = g_build_filename (parent, name, NULL);
  g_autoptr (CwProfile) profile = cw_profile_new ();
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (START_WORDS);
  g_autoptr (CwSecret) shown = cw_recovery_code_new ();
  g_autoptr (CwClock) clock = cw_clock_new_system ();
  const CwNewVault wanted = { .dir = dir,
                              .passphrase = passphrase,
                              .recovery_code = shown,
                              .use_keyring = use_keyring,
                              .kdf = cw_kdf_least,
                              .clock = clock };
  g_autoptr (CwVault) vault = NULL;
  CwStore *store = NULL;
  GError *error = NULL;

  g_free (profile->post);
  profile->post = g_strdup (label);
  g_free (profile->adviser);
  profile->adviser = g_strdup ("The one before");
  cw_create_vault (&wanted, profile, NULL, &vault, &store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_vault_set_label (vault, label, NULL));
  g_assert_true (cw_store_close (store, NULL));
  cw_vault_release (vault);
  if (code != NULL)
    *code = g_strdup ((const char *) cw_secret_peek (shown));
  return dir;
}

CwStore *
start_ground_store (const char *dir, CwVault **vault)
{
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (START_WORDS);
  g_autoptr (CwClock) clock = cw_clock_new_system ();
  g_autoptr (CwSecret) key = NULL;
  GError *error = NULL;
  CwStore *store = NULL;
  gboolean changed;

  *vault = cw_vault_new_for_dir (dir, &error);
  g_assert_no_error (error);
  key = cw_vault_unlock (*vault, passphrase, FALSE, NULL, &error);
  g_assert_no_error (error);
  cw_open_vault (*vault, key, clock, &store, &changed, &error);
  g_assert_no_error (error);
  return store;
}

/* One of the two opens the vault; nothing is changed. */
gboolean
start_ground_opens (const char *dir, const char *passphrase, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (dir, &error);
  g_autoptr (CwSecret) secret = cw_secret_new_text (passphrase != NULL ? passphrase : "");
  g_autoptr (CwSecret) key = NULL;

  g_assert_no_error (error);
  if (code != NULL)
    key = cw_vault_recover (vault, code, NULL, FALSE, cw_kdf_least, NULL, &error);
  else
    key = cw_vault_unlock (vault, secret, FALSE, NULL, &error);
  cw_vault_release (vault);
  return key != NULL;
}

static void
list_below (const char *path, GPtrArray *found)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      char *inner = g_build_filename (path, name, NULL);

      g_ptr_array_add (found, inner);
      list_below (inner, found);
    }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

char *
start_ground_list (void)
{
  g_autofree char *home = get_home ();
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  list_below (home, found);
  g_ptr_array_sort (found, compare_texts);
  g_ptr_array_add (found, NULL);
  return g_strjoinv ("\n", (char **) found->pdata);
}

/* ---- what is in sight ---- */

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
collect_all (gpointer widget, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (widget, type, found);
  return found;
}

gpointer
start_ground_find (gpointer widget, GType type, guint nth)
{
  g_autoptr (GPtrArray) found = collect_all (widget, type);

  return nth < found->len ? g_ptr_array_index (found, nth) : NULL;
}

GtkWidget *
start_ground_button (gpointer widget, const char *words)
{
  g_autoptr (GPtrArray) buttons = collect_all (widget, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (display_says (g_ptr_array_index (buttons, i), words))
      return g_ptr_array_index (buttons, i);
  return NULL;
}

void
start_ground_press (gpointer widget, const char *words)
{
  GtkWidget *button = start_ground_button (widget, words);

  if (button == NULL)
    g_error ("no button “%s” in sight", words);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

typedef struct
{
  gpointer widget;
  const char *words;
} Sight;

static gboolean
is_in_sight (gpointer data)
{
  Sight *sight = data;

  return display_says (sight->widget, sight->words);
}

void
start_ground_await (gpointer widget, const char *words, guint seconds)
{
  Sight sight = { widget, words };

  g_test_message ("waiting for “%s”", words);
  ground_wait (is_in_sight, &sight, seconds);
}

/* As from the paper on which it was written. */
void
start_ground_type_code (gpointer widget, char **code)
{
  GtkWidget *card = start_ground_find (widget, CW_TYPE_CODE_CARD, 0);
  g_autoptr (GPtrArray) labels = collect_all (card, GTK_TYPE_LABEL);
  g_autoptr (GString) groups = g_string_new (NULL);

  for (guint i = 0; i < labels->len; i++)
    if (gtk_widget_has_css_class (g_ptr_array_index (labels, i), "code"))
      g_string_append_printf (groups, "%s ", gtk_label_get_text (g_ptr_array_index (labels, i)));
  gtk_editable_set_text (start_ground_find (card, GTK_TYPE_PASSWORD_ENTRY, 0), groups->str);
  g_assert_true (cw_paper_secret_is_right (CW_PAPER_SECRET (card)));
  if (code != NULL)
    *code = g_strdup (groups->str);
}

void
start_ground_type_new (gpointer widget, const char *passphrase)
{
  GtkWidget *part = start_ground_find (widget, CW_TYPE_NEW_PASSPHRASE, 0);

  for (guint i = 0; i < 2; i++)
    gtk_editable_set_text (start_ground_find (part, GTK_TYPE_PASSWORD_ENTRY, i), passphrase);
}

void
start_ground_unlock (gpointer widget, const char *passphrase)
{
  GtkWidget *entry = start_ground_find (widget, GTK_TYPE_PASSWORD_ENTRY, 0);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), passphrase);
  g_signal_emit_by_name (entry, "activate");
}
