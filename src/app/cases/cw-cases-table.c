/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-cases-table.h"

#include "app/kit/cw-kit.h"
#include "app/kit/cw-text-size.h"

#include <glib/gi18n.h>

/* ---- cells ---- */

static GtkWidget *
make_who (gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *tag = gtk_label_new (_ ("apart"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (tag, "tag");
  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), tag);
  return box;
}

static void
fill_who (GtkWidget *cell, gconstpointer record, gpointer data)
{
  const CwCaseRow *row = record;
  GtkWidget *label = gtk_widget_get_first_child (cell);
  gboolean named = row != NULL && *row->adults != '\0';
  g_autofree char *text = NULL;

  if (row != NULL && row->paper != 0)
    {
      g_autofree char *number = cw_paper_record_format (row->paper);

      /* Translators: %s is the number of a paper record, such as P-014 */
      text = g_strdup_printf (_ ("Paper record %s"), number);
    }
  else if (row != NULL)
    text = g_strdup (named ? row->adults : _ ("No name yet"));
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "…");
  gtk_widget_set_tooltip_text (cell, row != NULL && row->found != NULL ? row->found : text);
  cw_set_class (label, "strong", named);
  cw_set_class (label, "quiet", !named);
  gtk_widget_set_visible (gtk_widget_get_last_child (cell), row != NULL && row->apart);
}

static char *
write_children (gconstpointer record, gpointer data)
{
  return g_strdup (((const CwCaseRow *) record)->children);
}

static GtkWidget *
make_icon_words (gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon
      = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
set_icon_words (GtkWidget *cell, const char *icon, const char *text)
{
  GtkWidget *image = gtk_widget_get_first_child (cell);

  if (icon != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (image), icon);
  else
    gtk_image_clear (GTK_IMAGE (image));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (cell)), text);
}

/* "Agreed" is quiet, as every row has it (R7); what differs from it is not. */
static void
fill_permission (GtkWidget *cell, gconstpointer record, gpointer data)
{
  const CwCaseRow *row = record;
  gboolean usual = row == NULL || (row->paper == 0 && row->withdrawn == 0);

  cw_set_class (cell, "quiet", usual);
  if (row == NULL)
    set_icon_words (cell, NULL, "");
  else if (row->paper != 0)
    set_icon_words (cell, "text-x-generic-symbolic", _ ("On paper only"));
  else if (row->withdrawn == 0)
    set_icon_words (cell, "object-select-symbolic", _ ("Agreed"));
  else if (row->agreeing == 0)
    set_icon_words (cell, "action-unavailable-symbolic", _ ("Withdrawn"));
  else
    {
      g_autofree char *text
          = row->withdrawn == 1
                ? g_strdup (_ ("One withdrawn"))
                /* Translators: %d is how many adults of a case withdrew */
                : g_strdup_printf (ngettext ("%d withdrawn", "%d withdrawn", row->withdrawn),
                                   row->withdrawn);

      set_icon_words (cell, "action-unavailable-symbolic", text);
    }
}

static char *
write_last (gconstpointer record, gpointer data)
{
  return cw_day_format (((const CwCaseRow *) record)->last_contact);
}

/* With a search the words around what was found stand here. */
static char *
write_step (gconstpointer record, gpointer data)
{
  const CwCaseRow *row = record;

  return g_strdelimit (g_strdup (row->found != NULL && *row->found != '\0' ? row->found
                                                                           : row->next_step),
                       "\n", ' ');
}

static void
fill_due (GtkWidget *cell, gconstpointer record, gpointer data)
{
  const CwCaseRow *row = record;
  CwDay today = cw_session_get_today (((CwCasesTable *) data)->session);
  gboolean late = FALSE;
  g_autofree char *due = row != NULL && row->next_due != CW_DAY_NONE
                             ? cw_due_format (row->next_due, today, row->next_time, &late)
                             : NULL;
  gboolean now = late || (due != NULL && row->next_due == today);
  g_autofree char *text = NULL;

  if (due != NULL && row->next_due == today && row->next_time >= 0)
    /* Translators: %s is a time of day */
    text = g_strdup_printf (_ ("Today, %s"), due);
  else if (due != NULL && !now)
    text = cw_day_format (row->next_due);
  cw_set_class (cell, "due", now);
  set_icon_words (cell,
                  late  ? "alarm-symbolic"
                  : now ? "task-due-symbolic"
                        : NULL,
                  text != NULL  ? text
                  : due != NULL ? due
                                : "");
}

static char *
write_reference (gconstpointer record, gpointer data)
{
  const CwCaseRow *row = record;

  return row->paper != 0 ? g_strdup ("") : g_strdup (row->reference);
}

/* ---- sorting ---- */

/* Takes @column. @sort: -1 for a column that sorts nothing. */
static void
add_column (CwCasesTable *table,
            GtkColumnView *view,
            CwCasesColumn place,
            GtkColumnViewColumn *column,
            int sort)
{
  if (sort >= 0)
    cw_column_set_sort (column, sort);
  table->columns[place] = column;
  gtk_column_view_append_column (view, column);
  g_object_unref (column);
}

/* What is due first stands first, until a column is chosen. */
void
cw_cases_table_read_sort (CwCasesTable *table, GtkColumnView *view)
{
  int sort = CW_CASES_BY_DUE;

  g_return_if_fail (table != NULL && GTK_IS_COLUMN_VIEW (view));

  table->descending = cw_table_read_sort (view, &sort) == GTK_ORDERING_LARGER;
  table->sort = (CwCasesSort) sort;
}

void
cw_cases_table_make (CwCasesTable *table, GtkColumnView *view)
{
  g_return_if_fail (table != NULL && GTK_IS_COLUMN_VIEW (view));

  add_column (table, view, CW_CASES_PARENTS,
              cw_column_new_custom (_ ("Parents"), make_who, fill_who, table, CW_COLUMN_PLAIN), -1);
  add_column (table, view, CW_CASES_CHILDREN,
              cw_column_new (_ ("Children"), write_children, table, CW_COLUMN_PLAIN), -1);
  add_column (table, view, CW_CASES_PERMISSION_NOW,
              cw_column_new_custom (_ ("Permission"), make_icon_words, fill_permission, table,
                                    CW_COLUMN_PLAIN),
              -1);
  add_column (table, view, CW_CASES_LAST,
              cw_column_new (_ ("Last contact"), write_last, table, CW_COLUMN_PLAIN),
              CW_CASES_BY_LAST_CONTACT);
  add_column (table, view, CW_CASES_STEP,
              cw_column_new (_ ("Next step"), write_step, table, CW_COLUMN_EXPAND), -1);
  add_column (table, view, CW_CASES_DUE,
              cw_column_new_custom (_ ("Due"), make_icon_words, fill_due, table, CW_COLUMN_PLAIN),
              CW_CASES_BY_DUE);
  add_column (table, view, CW_CASES_NUMBER,
              cw_column_new (_ ("Case"), write_reference, table, CW_COLUMN_QUIET),
              CW_CASES_BY_REFERENCE);
  gtk_column_view_sort_by_column (view, table->columns[CW_CASES_DUE], GTK_SORT_ASCENDING);
  cw_table_prepare (view, _ ("Cases"));
  cw_cases_table_read_sort (table, view);
}

/* ---- widths ---- */

/* In pixels at the usual size of text. What a column with a share gets beyond its least width is
 * its part of a hundred of what is left over. */
static const struct
{
  int least;
  int share;
} widths[CW_N_CASES_COLUMNS] = {
  [CW_CASES_PARENTS] = { 176, 42 },       [CW_CASES_CHILDREN] = { 98, 16 },
  [CW_CASES_PERMISSION_NOW] = { 152, 0 }, [CW_CASES_LAST] = { 110, 0 },
  [CW_CASES_STEP] = { 160, 42 },          [CW_CASES_DUE] = { 138, 0 },
  [CW_CASES_NUMBER] = { 76, 0 },
};

static const CwCasesColumn dropped_first[] = { CW_CASES_NUMBER, CW_CASES_LAST, CW_CASES_CHILDREN };

static int
sum_least (const gboolean *shown, double scale)
{
  int sum = 0;

  for (guint i = 0; i < CW_N_CASES_COLUMNS; i++)
    if (shown[i])
      sum += (int) (widths[i].least * scale);
  return sum;
}

void
cw_cases_table_fit (CwCasesTable *table, GtkColumnView *view, int width)
{
  gboolean shown[CW_N_CASES_COLUMNS];
  double scale;
  int rest;

  g_return_if_fail (table != NULL && GTK_IS_COLUMN_VIEW (view));

  scale = cw_text_size_get_scale (GTK_WIDGET (view));
  for (guint i = 0; i < CW_N_CASES_COLUMNS; i++)
    shown[i] = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (dropped_first) && sum_least (shown, scale) > width; i++)
    shown[dropped_first[i]] = FALSE;
  rest = MAX (width - sum_least (shown, scale), 0);
  for (guint i = 0; i < CW_N_CASES_COLUMNS; i++)
    {
      gtk_column_view_column_set_visible (table->columns[i], shown[i]);
      gtk_column_view_column_set_fixed_width (table->columns[i],
                                              (int) (widths[i].least * scale)
                                                  + rest * widths[i].share / 100);
    }
}
