/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "core/cw-code.h"
#include "core/cw-day.h"
#include "core/cw-item.h"

G_BEGIN_DECLS

/* ---- tables ---- */

/* Text of one cell; NULL or "" shows nothing. @record is the boxed record of the row. */
typedef char *(*CwCellText) (gconstpointer record, gpointer data);
/* A column of plain text. @flags say how it looks. The column follows notify::loaded of its items.
 */
typedef enum
{
  CW_COLUMN_PLAIN = 0,
  CW_COLUMN_STRONG = 1 << 0,
  CW_COLUMN_QUIET = 1 << 1,
  CW_COLUMN_NUMERIC = 1 << 2,
  CW_COLUMN_EXPAND = 1 << 3
} CwColumnFlags;
GtkColumnViewColumn *cw_column_new (const char *title,
                                    CwCellText text,
                                    gpointer data,
                                    CwColumnFlags flags) G_GNUC_WARN_UNUSED_RESULT;
/* A column of cells that a function fills: @make builds the widget, @fill sets it from the record
 * (NULL while loading). */
typedef GtkWidget *(*CwCellMake) (gpointer data);
typedef void (*CwCellFill) (GtkWidget *cell, gconstpointer record, gpointer data);
GtkColumnViewColumn *cw_column_new_custom (const char *title,
                                           CwCellMake make,
                                           CwCellFill fill,
                                           gpointer data,
                                           CwColumnFlags flags) G_GNUC_WARN_UNUSED_RESULT;

/* A cell of a strong label and a tag (its last child) beside it. */
GtkWidget *cw_cell_new_tagged (const char *tag) G_GNUC_WARN_UNUSED_RESULT;
/* Where the query sorts and not the list: @column stands for @sort (0 or more), a number of the
 * caller's. cw_table_read_sort() says in *sort which column was chosen (as it was: none), and
 * returns GTK_ORDERING_SMALLER for ascending, _LARGER for descending, _EQUAL for none. */
void cw_column_set_sort (GtkColumnViewColumn *column, int sort);
GtkOrdering cw_table_read_sort (GtkColumnView *view, int *sort);

/* Around a table: one stop of the Tab key, however many rows. */
#define CW_TYPE_TAB_STOP (cw_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (CwTabStop, cw_tab_stop, CW, TAB_STOP, AdwBin)
/* Names @view to those who hear it and lets the keyboard sort it: Up from the first row reaches the
 * headings, Left and Right go along them, Enter sorts, Down goes back. */
void cw_table_prepare (GtkColumnView *view, const char *label);

/* What is typed in an entry or an entry row, without the spaces around it. */
char *cw_dup_typed (gpointer editable) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_is_typed (gpointer editable); /* there is more than spaces */

/* ---- where the focus belongs ---- */

/* For a widget of one child that is made of many: @find says which of them the focus goes to when
 * the widget is entered, which may be another such widget. Tab goes through all of the child. */
typedef GtkWidget *(*CwFindEntry) (GtkWidget *widget);
void cw_class_set_entry (GtkWidgetClass *klass, CwFindEntry find);
GtkWidget *cw_find_entry (GtkWidget *widget);
/* Puts the focus there. (gtk_widget_grab_focus() does nothing while it is anywhere inside.) */
gboolean cw_enter (GtkWidget *widget);
/* TRUE: what has the focus in the window is @widget's own, not only what had it before. */
gboolean cw_has_focus_inside (GtkWidget *widget);
/* Shows @page, a child of @stack, and enters it. */
void cw_stack_turn_to (GtkStack *stack, GtkWidget *page);

/* ---- dates: dd/mm/yyyy typed, or picked from a calendar ---- */

#define CW_TYPE_DATE_ENTRY (cw_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (CwDateEntry, cw_date_entry, CW, DATE_ENTRY, GtkWidget)

GtkWidget *cw_date_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;
CwDay cw_date_entry_get_day (CwDateEntry *self); /* CW_DAY_NONE: empty or no date */
void cw_date_entry_set_day (CwDateEntry *self, CwDay day);
void cw_date_entry_set_today (CwDateEntry *self, CwDay today); /* what short dates are near to */
gboolean cw_date_entry_is_wrong (CwDateEntry *self); /* something is typed that is no date */
/* properties "day" (int, notifies when the user changes it, also into what is no date and from
 * there to an empty field: ask cw_date_entry_is_wrong()), "label" (accessible name), "text"
 * (string: what stands in it, also half a date; setting it is as typing it) */

/* ---- chips: a set of toggles ---- */

#define CW_TYPE_CHIP_BOX (cw_chip_box_get_type ())
G_DECLARE_FINAL_TYPE (CwChipBox, cw_chip_box, CW, CHIP_BOX, GtkWidget)

/* property "single" (exactly one at most; squarer, arrow keys move within), "label" (accessible
 * name of the group). Letters jump to the next chip that begins so. Signal "changed". */
GtkWidget *cw_chip_box_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_chip_box_set_codes (CwChipBox *self,
                            GPtrArray *codes,
                            gboolean sort_by_name,
                            gboolean retired_too); /* of CwCode; "other" last */
GArray *cw_chip_box_get_ids (CwChipBox *self) G_GNUC_WARN_UNUSED_RESULT; /* of gint64 */
gint64 cw_chip_box_get_id (CwChipBox *self); /* single: the chosen one, 0 if none */
void cw_chip_box_set_ids (CwChipBox *self,
                          const gint64 *ids,
                          guint n); /* a retired code in it gets its chip back */
void cw_chip_box_focus_first (CwChipBox *self);

/* ---- in the place of what could not be read ---- */

/* So that damage never looks like emptiness. Signal "again": somebody wants it tried again. */
#define CW_TYPE_UNREAD (cw_unread_get_type ())
G_DECLARE_FINAL_TYPE (CwUnread, cw_unread, CW, UNREAD, AdwBin)

/* ---- small things ---- */

/* "2 days late", "Today", "Sun 22/11", "24/11/2026", for due dates; *late is set. */
char *cw_due_format (CwDay due, CwDay today, int time, gboolean *late) G_GNUC_WARN_UNUSED_RESULT;
/* Puts @word behind others in @list. */
void cw_append_listed (GString *list, const char *word);
/* The letters and figures of a code: while they are fewer than all, it is not called mistyped. */
guint cw_count_typed (const char *text);
void cw_set_class (gpointer widget, const char *css_class, gboolean on);
/* Sets the accessible label of a widget (icon buttons, list rows). */
void cw_a11y_label (GtkWidget *widget, const char *label);
/* Shows in @label what is wrong with @field, and tells it to those who come to the field. NULL:
 * nothing is. */
void cw_show_problem (GtkWidget *field, GtkWidget *label, const char *text);
/* Shows in @label, and @box around it (which may be the label), what went wrong, and tells it to
 * those who listen. NULL: nothing did. */
void cw_show_error (GtkWidget *box, GtkLabel *label, const char *text);
/* Enter in an entry that activates the default presses @button, while it is in sight. */
void cw_default_button (GtkWidget *button);
/* Names a drop-down of strings and the button inside it, which takes the focus: what it is for and
 * what is chosen. */
void cw_a11y_drop_down (GtkDropDown *down, const char *label);

G_END_DECLS
