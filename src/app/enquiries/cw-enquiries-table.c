/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "app/enquiries/cw-enquiries-page-private.h"
#include "app/kit/cw-kit.h"

/* ---- cells ---- */

static CwCodeBook *
get_codes (gpointer data)
{
  CwSession *session = cw_section_get_session (CW_SECTION (data));

  return session != NULL ? cw_session_get_codes (session) : NULL;
}

static const char *
get_label (gpointer data, gint64 id)
{
  CwCodeBook *codes = get_codes (data);

  return codes != NULL ? cw_code_book_label (codes, id) : "";
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  return (*(const CwCode *const *) a)->position - (*(const CwCode *const *) b)->position;
}

/* In the public order of the list, which is also what the query sorts by. */
static char *
join_labels (gpointer data, const CwIds *ids, const char *between)
{
  CwCodeBook *book = get_codes (data);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; book != NULL && i < ids->len; i++)
    if (cw_code_book_get (book, ids->items[i]) != NULL)
      g_ptr_array_add (codes, (gpointer) cw_code_book_get (book, ids->items[i]));
  g_ptr_array_sort (codes, compare_positions);
  for (guint i = 0; i < codes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? between : "",
                            ((const CwCode *) g_ptr_array_index (codes, i))->label);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_subject (gpointer data)
{
  return cw_cell_new_tagged (_ ("asked before"));
}

static void
fill_subject (GtkWidget *cell, gconstpointer record, gpointer data)
{
  const CwEnquiry *enquiry = record;
  GtkWidget *label = gtk_widget_get_first_child (cell);
  g_autofree char *text = enquiry != NULL ? join_labels (data, enquiry->categories, " · ") : NULL;

  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (cell, text);
  gtk_widget_set_visible (gtk_widget_get_last_child (cell),
                          enquiry != NULL && enquiry->asked_before);
}

static char *
write_day (gconstpointer record, gpointer data)
{
  return cw_day_format (((const CwEnquiry *) record)->day);
}

static char *
write_method (gconstpointer record, gpointer data)
{
  return g_strdup (get_label (data, ((const CwEnquiry *) record)->method));
}

static char *
write_about (gconstpointer record, gpointer data)
{
  return g_strdup (get_label (data, ((const CwEnquiry *) record)->about));
}

static GtkWidget *
make_services (gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static void
fill_services (GtkWidget *cell, gconstpointer record, gpointer data)
{
  const CwEnquiry *enquiry = record;
  gboolean none = enquiry != NULL && enquiry->services->len == 0;
  g_autofree char *text
      = enquiry != NULL && !none ? join_labels (data, enquiry->services, ", ") : NULL;

  gtk_widget_set_tooltip_text (cell, text);
  /* Translators: in the column "Signposted to": no service. */
  gtk_label_set_text (GTK_LABEL (cell), none ? C_ ("services", "None") : text != NULL ? text : "");
  cw_set_class (cell, "quiet", none);
}

/* ---- sorting: the query sorts, a column's sorter only says that it was chosen ---- */

static void
add_column (CwEnquiriesPage *self, GtkColumnViewColumn *column, int sort)
{
  if (sort >= 0)
    cw_column_set_sort (column, sort);
  gtk_column_view_append_column (self->table, column);
  g_object_unref (column);
}

/* Newest first, until a column is chosen. */
void
cw_enquiries_page_read_sort (CwEnquiriesPage *self)
{
  int sort = CW_ENQUIRY_BY_DAY;

  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  self->descending = cw_table_read_sort (self->table, &sort) != GTK_ORDERING_SMALLER;
  self->sort = (CwEnquirySort) sort;
}

/**
 * cw_enquiries_page_make_table:
 *
 * Adds the columns. The newest enquiry stands first until another column is chosen.
 */
void
cw_enquiries_page_make_table (CwEnquiriesPage *self)
{
  GtkColumnViewColumn *day;

  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  add_column (self,
              cw_column_new_custom (_ ("What about"), make_subject, fill_subject, self,
                                    CW_COLUMN_EXPAND),
              CW_ENQUIRY_BY_CATEGORY);
  day = g_object_ref (cw_column_new (_ ("Date"), write_day, self, CW_COLUMN_PLAIN));
  add_column (self, day, CW_ENQUIRY_BY_DAY);
  add_column (self, cw_column_new (_ ("How"), write_method, self, CW_COLUMN_PLAIN),
              CW_ENQUIRY_BY_METHOD);
  add_column (self, cw_column_new (_ ("Mainly about"), write_about, self, CW_COLUMN_PLAIN),
              CW_ENQUIRY_BY_ABOUT);
  add_column (self,
              cw_column_new_custom (_ ("Signposted to"), make_services, fill_services, self,
                                    CW_COLUMN_EXPAND),
              -1);
  gtk_column_view_sort_by_column (self->table, day, GTK_SORT_DESCENDING);
  g_object_unref (day);
  cw_table_prepare (self->table, _ ("Enquiries"));
  cw_enquiries_page_read_sort (self);
}
