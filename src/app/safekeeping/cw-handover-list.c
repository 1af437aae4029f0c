/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-handover-list.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "cw-handover-work.h"

struct _CwHandoverList
{
  AdwBin parent_instance;

  GtkListBox *rows; /* child */
};

G_DEFINE_FINAL_TYPE (CwHandoverList, cw_handover_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- rows ---- */

/* What a row shows, kept by it. */
typedef struct
{
  GtkLabel *state;
  GtkLabel *told;
} Row;

static GtkLabel *
add_tag (AdwActionRow *row)
{
  GtkWidget *tag = gtk_label_new (NULL);

  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (tag, "tag");
  adw_action_row_add_suffix (row, tag);
  return GTK_LABEL (tag);
}

static void
set_tag (GtkLabel *tag, const char *text, const char *css_class)
{
  gtk_label_set_text (tag, text);
  gtk_widget_remove_css_class (GTK_WIDGET (tag), "due");
  gtk_widget_remove_css_class (GTK_WIDGET (tag), "done");
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (tag), css_class);
}

/* One line of what was written. */
static char *
shorten (const CwHandoverNote *note, CwHandoverState state)
{
  g_autofree char *line = NULL;

  if (state == CW_HANDOVER_WITHDRAWN)
    return g_strdup (_ ("Nothing may be written: the permission was withdrawn"));
  if (state == CW_HANDOVER_BEHIND)
    return g_strdup (_ ("Nothing of it is in the file"));
  if (state == CW_HANDOVER_CLOSED)
    return g_strdup (_ ("Goes along, but not all of it"));
  if (state == CW_HANDOVER_UNWRITTEN)
    return g_strdup (_ ("Where are you with it?"));
  line = g_strdup (note->where_we_are);
  return g_strstrip (g_strdelimit (g_steal_pointer (&line), "\n\t", ' '));
}

static void
fill_row (AdwActionRow *row, const CwHandoverNote *note)
{
  static const struct
  {
    const char *text, *css_class;
  } looks[] = {
    [CW_HANDOVER_UNWRITTEN] = { N_ ("Not written"), "due" },
    [CW_HANDOVER_WRITTEN] = { N_ ("Written"), "done" },
    [CW_HANDOVER_BEHIND] = { N_ ("Stays behind"), NULL },
    [CW_HANDOVER_CLOSED] = { N_ ("Closed"), NULL },
    [CW_HANDOVER_WITHDRAWN] = { N_ ("No words"), NULL },
  };
  Row *parts = g_object_get_data (G_OBJECT (row), "cw-row");
  CwHandoverState state = cw_handover_get_state (note);
  gboolean told = cw_handover_is_told (note);
  g_autofree char *line = shorten (note, state);
  g_autofree char *title = *note->who != '\0'
                               /* Translators: the number of a case, and whose it is. */
                               ? g_strdup_printf (_ ("%s  %s"), note->reference, note->who)
                               : g_strdup (note->reference);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, line);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), title);
  set_tag (parts->state, _ (looks[state].text), looks[state].css_class);
  set_tag (parts->told, told ? _ ("Parent told") : _ ("Parent not told"), told ? "done" : "due");
  gtk_widget_set_visible (GTK_WIDGET (parts->told),
                          state != CW_HANDOVER_BEHIND && state != CW_HANDOVER_CLOSED);
}

static GtkWidget *
make_row (const CwHandoverNote *note)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title-lines", 2,
                                 "subtitle-lines", 1, "activatable", TRUE, NULL);
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");
  Row *parts = g_new0 (Row, 1);

  parts->state = add_tag (ADW_ACTION_ROW (row));
  parts->told = add_tag (ADW_ACTION_ROW (row));
  gtk_widget_add_css_class (next, "quiet");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
  g_object_set_data_full (G_OBJECT (row), "cw-row", parts, g_free);
  fill_row (ADW_ACTION_ROW (row), note);
  return row;
}

static void
activated_cb (CwHandoverList *self, GtkListBoxRow *row)
{
  g_assert (CW_IS_HANDOVER_LIST (self));

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, (guint) gtk_list_box_row_get_index (row));
}

/* ---- the widget ---- */

/* Tab goes past the rows, the arrow keys go from one to the next. */
static gboolean
cw_handover_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (tab && cw_has_focus_inside (widget))
    return FALSE;
  return GTK_WIDGET_CLASS (cw_handover_list_parent_class)->focus (widget, direction);
}

static void
cw_handover_list_class_init (CwHandoverListClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = cw_handover_list_focus;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", CW_TYPE_HANDOVER_LIST, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
cw_handover_list_init (CwHandoverList *self)
{
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  cw_a11y_label (GTK_WIDGET (self->rows), _ ("Cases to hand over"));
  g_signal_connect_swapped (self->rows, "row-activated", G_CALLBACK (activated_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->rows));
}

void
cw_handover_list_set_notes (CwHandoverList *self, GPtrArray *notes)
{
  GtkWidget *row;

  g_return_if_fail (CW_IS_HANDOVER_LIST (self));
  g_return_if_fail (notes != NULL);

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  for (guint i = 0; i < notes->len; i++)
    gtk_list_box_append (self->rows, make_row (g_ptr_array_index (notes, i)));
  gtk_widget_set_visible (GTK_WIDGET (self), notes->len > 0);
}

void
cw_handover_list_update (CwHandoverList *self, guint place, const CwHandoverNote *note)
{
  GtkListBoxRow *row;

  g_return_if_fail (CW_IS_HANDOVER_LIST (self));
  g_return_if_fail (note != NULL);

  row = gtk_list_box_get_row_at_index (self->rows, (int) place);
  if (row != NULL)
    fill_row (ADW_ACTION_ROW (row), note);
}

GtkWidget *
cw_handover_list_get_row (CwHandoverList *self, guint place)
{
  g_return_val_if_fail (CW_IS_HANDOVER_LIST (self), NULL);

  return (GtkWidget *) gtk_list_box_get_row_at_index (self->rows, (int) place);
}
