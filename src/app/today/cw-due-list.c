/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-due-list.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"

struct _CwDueList
{
  AdwBin parent_instance;

  /* children */
  GtkLabel *count;
  GtkListBox *list;

  GListStore *rows; /* owned, of CwItem */
  char *title;
  gboolean late;
  CwDay today;
  int moved; /* index of the row that is being moved, so that its place keeps the focus; -1 */
};

G_DEFINE_FINAL_TYPE (CwDueList, cw_due_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPEN,
  SIGNAL_DONE,
  SIGNAL_MOVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const CwDue *
get_due (gpointer row)
{
  return cw_item_get (g_object_get_data (row, "cw-item"));
}

/* A term is frozen on its own page: it is not done or moved from here. */
static gboolean
can_change (const CwDue *due)
{
  return due->kind != CW_DUE_FREEZE;
}

/* ---- acts ---- */

static void
row_activated_cb (CwDueList *self, GtkListBoxRow *row)
{
  g_assert (CW_IS_DUE_LIST (self));

  g_signal_emit (self, signals[SIGNAL_OPEN], 0, get_due (row));
}

static void
mark_done (CwDueList *self, gpointer row)
{
  if (can_change (get_due (row)))
    g_signal_emit (self, signals[SIGNAL_DONE], 0, get_due (row));
}

static void
done_clicked_cb (GtkWidget *button, CwDueList *self)
{
  mark_done (self, gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW));
}

static void
move_to (GtkWidget *child, CwDueList *self, CwDay day)
{
  GtkWidget *row = gtk_widget_get_ancestor (child, GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *popover = gtk_widget_get_ancestor (child, GTK_TYPE_POPOVER);

  if (row == NULL || day == CW_DAY_NONE)
    return;
  self->moved = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  gtk_popover_popdown (GTK_POPOVER (popover));
  g_signal_emit (self, signals[SIGNAL_MOVE], 0, get_due (row), (int) day);
}

static void
tomorrow_cb (GtkWidget *button, CwDueList *self)
{
  move_to (button, self, self->today + 1);
}

/* The Monday that follows. */
static void
next_week_cb (GtkWidget *button, CwDueList *self)
{
  move_to (button, self, self->today + 8 - cw_day_weekday (self->today));
}

static void
day_picked_cb (GtkCalendar *calendar, CwDueList *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);

  move_to (GTK_WIDGET (calendar), self,
           cw_day_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date),
                            g_date_time_get_day_of_month (date)));
}

/* ---- rows ---- */

static GtkWidget *
make_way (const char *label, GCallback callback, CwDueList *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

/* The ways to another day, built when they are asked for first: most rows are never moved. */
static void
build_move_popover (GtkMenuButton *button, gpointer user_data)
{
  CwDueList *self = user_data;
  GtkWidget *popover, *box, *calendar;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  calendar = gtk_calendar_new ();
  cw_a11y_label (calendar, _ ("Pick a day"));
  gtk_box_append (GTK_BOX (box), make_way (_ ("_Tomorrow"), G_CALLBACK (tomorrow_cb), self));
  gtk_box_append (GTK_BOX (box),
                  make_way (_ ("_Next week, on Monday"), G_CALLBACK (next_week_cb), self));
  gtk_box_append (GTK_BOX (box), calendar);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_picked_cb), self, 0);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

/* What has to be done, in words. */
static char *
describe_act (const CwDue *due)
{
  switch (due->kind)
    {
    case CW_DUE_PAPER:
      /* Translators: %s is the number of a paper record, as in "P-015". */
      return g_strdup_printf (_ ("Look at paper record %s again"), due->origin);
    case CW_DUE_FREEZE:
      /* Translators: %s is the name of a term, as in "Autumn 2025". */
      return g_strdup_printf (_ ("Freeze %s for the head teacher’s summary"), due->origin);
    case CW_DUE_STEP:
    default:
      return g_strdup (due->text);
    }
}

static GtkWidget *
make_words (const char *first, const char *second)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *act = gtk_label_new (first);
  GtkWidget *origin = gtk_label_new (second);
  GtkWidget *labels[] = { act, origin };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_wrap (GTK_LABEL (labels[i]), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (labels[i]), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (labels[i]), 2);
      gtk_label_set_ellipsize (GTK_LABEL (labels[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (words), labels[i]);
    }
  gtk_widget_add_css_class (origin, "small");
  gtk_widget_add_css_class (origin, "quiet");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  return words;
}

/* Where a row comes from: "Case 0042 · Karen Holroyd · next step", with the date where it is late.
 */
static char *
describe_origin (const CwDue *due, gboolean late)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *date = NULL;

  switch (due->kind)
    {
    case CW_DUE_STEP:
      /* Translators: %s is the reference of a case. */
      g_string_append_printf (text, _ ("Case %s"), due->origin);
      if (due->who[0] != '\0')
        g_string_append_printf (text, " · %s", due->who);
      g_string_append_printf (text, " · %s", _ ("next step"));
      break;
    case CW_DUE_PAPER:
      g_string_append (text, _ ("Paper record, dates only"));
      break;
    case CW_DUE_FREEZE:
    default:
      g_string_append (text, _ ("Summaries"));
    }
  if (late)
    {
      date = cw_day_format (due->due);
      /* Translators: %s is a date. */
      g_string_append_printf (text, _ (", due %s"), date);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
choose_icon (const CwDue *due, gboolean late)
{
  if (late)
    return "dialog-warning-symbolic";
  switch (due->kind)
    {
    case CW_DUE_PAPER:
      return "x-office-document-symbolic";
    case CW_DUE_FREEZE:
      return "x-office-presentation-symbolic";
    case CW_DUE_STEP:
    default:
      return due->time >= 0 ? "x-office-calendar-symbolic" : "document-edit-symbolic";
    }
}

static GtkWidget *
make_when (CwDueList *self, const CwDue *due, gboolean late)
{
  g_autofree char *text = cw_due_format (due->due, self->today, due->time, NULL);
  GtkWidget *when;

  if (due->due == self->today && due->time < 0)
    return gtk_label_new (NULL); /* the heading says it */
  when = gtk_label_new (text);
  gtk_widget_set_valign (when, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (when, "numeric");
  gtk_widget_add_css_class (when, late ? "tag" : "small");
  gtk_widget_add_css_class (when, late ? "due" : "quiet");
  return when;
}

static void
add_acts (CwDueList *self, GtkBox *box, GObject *row, const char *act)
{
  GtkWidget *done = gtk_button_new_from_icon_name ("object-select-symbolic");
  GtkWidget *move = gtk_menu_button_new ();
  /* Translators: %s is what has to be done. */
  g_autofree char *done_label = g_strdup_printf (_ ("Mark done: %s"), act);
  /* Translators: %s is what has to be done. */
  g_autofree char *move_label = g_strdup_printf (_ ("Move to another day: %s"), act);

  gtk_widget_set_tooltip_text (done, _ ("Mark done (Space)"));
  gtk_widget_set_tooltip_text (move, _ ("Move to another day (M)"));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (move), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (move), build_move_popover, self, NULL);
  cw_a11y_label (done, done_label);
  cw_a11y_label (move, move_label);
  g_signal_connect_object (done, "clicked", G_CALLBACK (done_clicked_cb), self, 0);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *button = i == 0 ? done : move;

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_box_append (box, button);
    }
  g_object_set_data (row, "cw-move", move);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  CwDueList *self = user_data;
  const CwDue *due = cw_item_get (item);
  gboolean late = due->due < self->today;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name (choose_icon (due, late));
  g_autofree char *first = describe_act (due);
  g_autofree char *second = describe_origin (due, late);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", first, second);

  gtk_widget_add_css_class (icon, late ? "due" : "quiet");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), make_words (first, second));
  gtk_box_append (GTK_BOX (box), make_when (self, due, late));
  if (can_change (due))
    add_acts (self, GTK_BOX (acts), G_OBJECT (row), first);
  gtk_box_append (GTK_BOX (box), acts);
  gtk_widget_add_css_class (box, "row-pad");
  gtk_widget_add_css_class (row, "tight");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "cw-item", g_object_ref (item), g_object_unref);
  cw_a11y_label (row, spoken);
  return row;
}

/* Space marks the row done, M moves it; only while the row itself has the focus. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                CwDueList *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkMenuButton *move;

  if (row == NULL || !gtk_widget_has_focus (row) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  move = g_object_get_data (G_OBJECT (row), "cw-move");
  if (key == GDK_KEY_space || key == GDK_KEY_KP_Space)
    mark_done (self, row);
  else if ((key == GDK_KEY_m || key == GDK_KEY_M) && move != NULL)
    gtk_menu_button_popup (move);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* ---- the widget ---- */

static GtkWidget *
find_entry (GtkWidget *widget)
{
  /* No row, no entry. */
  return (GtkWidget *) gtk_list_box_get_row_at_index (CW_DUE_LIST (widget)->list, 0);
}

static void
cw_due_list_finalize (GObject *object)
{
  CwDueList *self = CW_DUE_LIST (object);

  g_object_unref (self->rows);
  g_free (self->title);
  G_OBJECT_CLASS (cw_due_list_parent_class)->finalize (object);
}

static void
cw_due_list_class_init (CwDueListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_due_list_finalize;
  cw_class_set_entry (GTK_WIDGET_CLASS (klass), find_entry);
  signals[SIGNAL_OPEN] = g_signal_new ("open", CW_TYPE_DUE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_DONE] = g_signal_new ("done", CW_TYPE_DUE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_MOVE] = g_signal_new ("move", CW_TYPE_DUE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_INT);
}

static void
cw_due_list_init (CwDueList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->moved = -1;
  self->rows = g_list_store_new (CW_TYPE_ITEM);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->rows), make_row, self, NULL);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

GtkWidget *
cw_due_list_new (const char *title, gboolean late)
{
  CwDueList *self = g_object_new (CW_TYPE_DUE_LIST, "visible", FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = gtk_label_new (title);

  self->title = g_strdup (title);
  self->late = late;
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (name, "heading-quiet");
  if (late)
    gtk_widget_add_css_class (name, "due");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "small");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "quiet");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_widget_set_margin_start (head, 4);
  gtk_widget_set_margin_bottom (head, 6);
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  cw_a11y_label (GTK_WIDGET (self->list), title);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

/* Shows @rows; the focus stays on the row number it was on. */
void
cw_due_list_set_rows (CwDueList *self, GPtrArray *rows, CwDay today)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *number = NULL;
  int index = -1;

  g_return_if_fail (CW_IS_DUE_LIST (self));

  if (cw_has_focus_inside (GTK_WIDGET (self->list)))
    index = gtk_list_box_row_get_index (
        GTK_LIST_BOX_ROW (gtk_widget_get_focus_child (GTK_WIDGET (self->list))));
  if (self->moved >= 0)
    index = self->moved;
  self->moved = -1;
  self->today = today;
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (items, cw_item_new (cw_due_get_type (), g_ptr_array_index (rows, i)));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata, items->len);
  number = g_strdup_printf ("%u", rows->len);
  gtk_label_set_text (self->count, number);
  gtk_widget_set_visible (GTK_WIDGET (self), rows->len > 0);
  if (index >= 0 && rows->len > 0)
    gtk_widget_grab_focus (
        GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, MIN (index, (int) rows->len - 1))));
}

/* Puts the focus on the row of @due. FALSE: there is none. */
gboolean
cw_due_list_focus (CwDueList *self, const CwDue *due)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (CW_IS_DUE_LIST (self), FALSE);
  g_return_val_if_fail (due != NULL, FALSE);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      const CwDue *of_row = get_due (row);

      if (of_row->kind == due->kind && of_row->id == due->id
          && g_strcmp0 (of_row->origin, due->origin) == 0)
        return gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  return FALSE;
}

guint
cw_due_list_get_count (CwDueList *self)
{
  g_return_val_if_fail (CW_IS_DUE_LIST (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}
