/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-ground.h"

#include <string.h>

#include "app/shell/cw-application.h"
#include "app/shell/cw-window.h"
#include "ground.h"

void
display_begin (int *argc, char ***argv)
{
  g_assert_true (cw_secret_init ());
  gtk_test_init (argc, argv, NULL);
  adw_init ();
}

AdwApplication *
display_make_application (void)
{
  g_autoptr (GError) error = NULL;
  AdwApplication *application = ADW_APPLICATION (cw_application_new (FALSE));

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
  return application;
}

void
display_load_style (void)
{
  g_autoptr (GtkCssProvider) provider = NULL;

  if (!g_resources_get_info ("/com/ppp/Casework/style.css", 0, NULL, NULL, NULL))
    return;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/com/ppp/Casework/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

gboolean
display_is_open (gpointer window)
{
  return cw_window_get_session (window) != NULL;
}

/* ---- until nothing moves ---- */

typedef struct
{
  GtkWidget *window;
  gboolean painted;
} Painting;

static void
painted_cb (GdkFrameClock *frames, Painting *painting)
{
  painting->painted = TRUE;
}

/* One that is closed meanwhile is not drawn any more. */
static gboolean
is_painted (gpointer data)
{
  Painting *painting = data;

  return painting->painted || !gtk_widget_get_mapped (painting->window);
}

static void
wait_for_paint (GtkWidget *window)
{
  g_autoptr (GdkFrameClock) frames = g_object_ref (gtk_widget_get_frame_clock (window));
  Painting painting = { window, FALSE };

  g_signal_connect (frames, "after-paint", G_CALLBACK (painted_cb), &painting);
  gdk_frame_clock_request_phase (frames, GDK_FRAME_CLOCK_PHASE_PAINT);
  ground_wait (is_painted, &painting, 60);
  /* A window that is closed meanwhile took its handlers along. */
  g_signal_handlers_disconnect_by_data (frames, &painting);
}

void
display_settle (CwSession *session)
{
  g_autoptr (CwSession) held = session != NULL ? g_object_ref (session) : NULL;

  gdk_display_sync (gdk_display_get_default ());
  for (guint round = 0; round < 3; round++) /* what is drawn may ask for more */
    {
      g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (g_object_unref);
      GListModel *toplevels = gtk_window_get_toplevels ();

      ground_settle (held);
      for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
        g_ptr_array_add (windows, g_list_model_get_item (toplevels, i));
      for (guint i = 0; i < windows->len; i++)
        if (gtk_widget_get_mapped (windows->pdata[i]))
          wait_for_paint (windows->pdata[i]);
    }
}

void
display_settle_window (gpointer window)
{
  display_settle (cw_window_get_session (window));
}

/* ---- what is there ---- */

static void
collect (GtkWidget *widget, GType type, const char *css_class, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (css_class == NULL || gtk_widget_has_css_class (widget, css_class)))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, css_class, found);
}

GPtrArray *
display_find_all (gpointer widget, GType type, const char *css_class)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (widget, type, css_class, found);
  return found;
}

gpointer
display_find (gpointer widget, GType type)
{
  g_autoptr (GPtrArray) found = display_find_all (widget, type, NULL);

  g_assert_cmpuint (found->len, >, 0);
  return g_ptr_array_index (found, 0);
}

gboolean
display_says (gpointer widget, const char *words)
{
  g_autoptr (GPtrArray) labels = display_find_all (widget, GTK_TYPE_LABEL, NULL);

  for (guint i = 0; i < labels->len; i++)
    if (gtk_widget_get_mapped (labels->pdata[i])
        && strstr (gtk_label_get_text (labels->pdata[i]), words) != NULL)
      return TRUE;
  return FALSE;
}

guint
display_count_clashes (gpointer widget)
{
  g_autoptr (GPtrArray) labels = display_find_all (widget, GTK_TYPE_LABEL, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < labels->len; i++)
    {
      GtkLabel *label = g_ptr_array_index (labels, i), *other;
      guint key = gtk_label_get_mnemonic_keyval (label);

      if (key == 0 || key == GDK_KEY_VoidSymbol || !gtk_widget_get_mapped (GTK_WIDGET (label)))
        continue;
      other = g_hash_table_lookup (known, GUINT_TO_POINTER (key));
      if (other != NULL)
        g_test_message ("Alt+%s is both: %s, %s", gdk_keyval_name (key),
                        gtk_label_get_label (other), gtk_label_get_label (label));
      n += other != NULL;
      g_hash_table_insert (known, GUINT_TO_POINTER (key), label);
    }
  return n;
}

void
display_picture (const char *name)
{
  const char *folder = g_getenv ("CW_PICTURES");
  g_autofree char *command = NULL;

  if (folder == NULL)
    return;
  ground_pump (600); /* what moves has come to rest */
  command = g_strdup_printf ("import -window root '%s/%s.png'", folder, name);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}
