/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every template that the program brings along, whichever page leads to it, also one that is added
 * later: it is made by itself with warnings fatal, with what it hides at first and what its buttons
 * unfold, and every widget in it that can have the focus has a name for those who do not see it.
 * Run with GTK_A11Y=test. */

#include <string.h>

#include "app/kit/cw-kit.h"

#include "../app/display-ground.h"
#include "../app/ground.h"
#include "../app/names.h"

#define TEMPLATES "/com/ppp/Casework/ui"

/* What says what it does only once there is something to do it to, and is told then: parts of a
 * template that have no words of their own. The pages that show them are looked at elsewhere. */
static const struct
{
  const char *class_name, *part;
} told_later[] = {
  { "CwBackupFoot", "button" },        { "CwCasesPage", "view" },
  { "CwComposerFoot", "save_button" }, { "CwEnquiriesPage", "table" },
  { "CwFormDialog", "save_button" },   { "CwNewCasePage", "next_button" },
  { "CwPaperView", "paper" },          { "CwServiceForm", "retire" },
  { "CwSummariesPage", "freeze" },     { "CwUnlockPage", "restore" },
};

static char *
read_template (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* What stands between quotation marks after @before; NULL: @before is not in @text any more. */
static char *
take_word (const char **text, const char *before)
{
  const char *start = strstr (*text, before);

  if (start == NULL)
    return NULL;
  start += strlen (before);
  *text = strchr (start, '"');
  g_assert_nonnull (*text);
  return g_strndup (start, (gsize) (*text - start));
}

/* As a template finds the classes it names: by the function that registers them. */
static GType
find_type (const char *text)
{
  g_autofree char *name = take_word (&text, "<template class=\"");
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  GType type;

  g_assert_nonnull (name);
  type = gtk_builder_get_type_from_name (builder, name);
  g_assert_cmpuint (type, !=, G_TYPE_INVALID);
  return type;
}

/* What the code shows only sometimes; a part that nobody gave a name in code stays as it is. */
static void
show_hidden (GtkWidget *widget, const char *text)
{
  char *id;

  for (; (id = take_word (&text, " id=\"")) != NULL; g_free (id))
    {
      GObject *part = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), id);

      if (GTK_IS_WIDGET (part) && !GTK_IS_NATIVE (part))
        gtk_widget_set_visible (GTK_WIDGET (part), TRUE);
    }
}

static void
tell_now (GtkWidget *window)
{
  for (guint i = 0; i < G_N_ELEMENTS (told_later); i++)
    {
      GType type = g_type_from_name (told_later[i].class_name);
      g_autoptr (GPtrArray) wholes
          = type != 0 ? display_find_all (window, type, NULL) : g_ptr_array_new ();

      for (guint k = 0; k < wholes->len; k++)
        {
          GtkAccessible *part = GTK_ACCESSIBLE (
              gtk_widget_get_template_child (wholes->pdata[k], type, told_later[i].part));

          g_assert_nonnull (part);
          cw_a11y_label (GTK_WIDGET (part), "Told later");
        }
    }
}

/* What is made when it is unfolded needs records, and has a page of its own in the tests. */
static void
unfold (GtkWidget *widget)
{
  g_autoptr (GPtrArray) buttons = display_find_all (widget, GTK_TYPE_MENU_BUTTON, NULL);

  for (guint i = 0; i < buttons->len; i++)
    {
      if (gtk_menu_button_get_popover (buttons->pdata[i]) == NULL)
        continue;
      gtk_menu_button_popup (buttons->pdata[i]);
      ground_pump (50);
      names_assert (buttons->pdata[i]);
      gtk_menu_button_popdown (buttons->pdata[i]);
      ground_pump (20);
    }
}

/* A window that holds it: itself, or one around it, with room for what unfolds. */
static GtkWidget *
put_in_window (GtkWidget *widget)
{
  GtkWidget *window, *box, *button;

  if (GTK_IS_WINDOW (widget))
    return widget;
  window = gtk_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_window_set_child (GTK_WINDOW (window), box);
  if (!GTK_IS_POPOVER (widget))
    {
      gtk_box_append (GTK_BOX (box), widget);
      return window;
    }
  button = gtk_menu_button_new ();
  cw_a11y_label (button, "Open");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), widget);
  gtk_box_append (GTK_BOX (box), button);
  return window;
}

static void
test_template (gconstpointer path)
{
  g_autofree char *text = read_template (path);
  GtkWidget *widget = g_object_new (find_type (text), NULL), *window = put_in_window (widget);

  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
  ground_pump (50);
  tell_now (window);
  names_assert (window);
  show_hidden (widget, text);
  ground_pump (50);
  names_assert (window);
  unfold (window);
  gtk_window_destroy (GTK_WINDOW (window));
  ground_pump (20);
}

/* Each area of the program has a folder. */
static guint
add_area (const char *folder)
{
  g_autofree char *area = g_build_path ("/", TEMPLATES, folder, NULL);
  g_auto (GStrv) files = g_resources_enumerate_children (area, 0, NULL);
  guint added = 0;

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autofree char *path = g_build_path ("/", area, files[i], NULL);
      g_autofree char *text = read_template (path);
      g_autofree char *name = g_strdup_printf ("/templates/%s", files[i]);

      if (strstr (text, "<template class=\"") == NULL)
        continue;
      g_test_add_data_func_full (name, g_steal_pointer (&path), test_template, g_free);
      added++;
    }
  return added;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) folders = NULL;
  guint added = 0;

  display_begin (&argc, &argv);
  display_load_style ();
  folders = g_resources_enumerate_children (TEMPLATES, 0, NULL);
  g_assert_nonnull (folders);
  for (guint i = 0; folders[i] != NULL; i++)
    added += add_area (folders[i]);
  g_assert_cmpuint (added, >, 50);
  return g_test_run ();
}
