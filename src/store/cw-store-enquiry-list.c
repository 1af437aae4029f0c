/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-private.h"

/* Below this a page is simply walked to; beyond it the rows are counted to begin at the nearer end.
 */
#define DEEP 2000
/* Up to this many enquiries of a category are fetched and sorted for a page. Of a commoner one a
 * page is soon met on the way through the log. */
#define RARE 1000

/* The log by a code is the log of each code in public order, so that a page reads an index and
 * nothing more. */
typedef struct
{
  const char *list;
  const char *column;
} SortColumn;

static const SortColumn sort_columns[] = {
  [CW_ENQUIRY_BY_DAY] = { NULL, NULL },
  [CW_ENQUIRY_BY_CATEGORY] = { "enquiry-category", "first_category_id" },
  [CW_ENQUIRY_BY_METHOD] = { "contact-method", "method_id" },
  [CW_ENQUIRY_BY_ABOUT] = { "about", "about_id" },
};

/* Whether it is cheaper to begin at the category than at the log. -1 on error. */
static int
is_rare (CwStore *self, gint64 category, GError **error)
{
  gint64 count = category == 0
                     ? RARE + 1
                     : cw_store_ask (self,
                                     "SELECT count (*) FROM (SELECT 1 FROM enquiry_category WHERE "
                                     "category_id = ?1 LIMIT ?2)",
                                     category, RARE + 1, -1, error);

  return count < 0 ? -1 : count <= RARE;
}

/* Where the rows come from, and which. The tables stand in the order in which they are to be read.
 */
static void
append_source (GString *sql, const CwEnquiryFilter *filter, const SortColumn *column, gboolean rare)
{
  if (rare)
    g_string_append (sql, " FROM enquiry_category k CROSS JOIN enquiry e ON e.id = k.enquiry_id");
  if (rare && column->list)
    g_string_append (sql, " CROSS JOIN code o");
  if (!rare)
    g_string_append (sql, column->list ? " FROM code o CROSS JOIN enquiry e" : " FROM enquiry e");
  if (column->list)
    g_string_append_printf (sql, " WHERE o.list = '%s' AND e.%s = o.id", column->list,
                            column->column);
  else
    g_string_append (sql, " WHERE 1");
  if (filter->from != CW_DAY_NONE)
    g_string_append (sql, " AND e.day >= ?");
  if (filter->to != CW_DAY_NONE)
    g_string_append (sql, " AND e.day <= ?");
  if (filter->method != 0)
    g_string_append (sql, " AND e.method_id = ?");
  if (filter->about != 0)
    g_string_append (sql, " AND e.about_id = ?");
  if (rare)
    g_string_append (sql, " AND k.category_id = ?");
  else if (filter->category != 0)
    g_string_append (sql, " AND EXISTS (SELECT 1 FROM enquiry_category k WHERE k.enquiry_id = e.id "
                          "AND k.category_id = ?)");
}

static void
bind_conditions (CwStatement *statement, const CwEnquiryFilter *filter)
{
  if (filter->from != CW_DAY_NONE)
    cw_bind_day (statement, filter->from);
  if (filter->to != CW_DAY_NONE)
    cw_bind_day (statement, filter->to);
  if (filter->method != 0)
    cw_bind_int (statement, filter->method);
  if (filter->about != 0)
    cw_bind_int (statement, filter->about);
  if (filter->category != 0)
    cw_bind_int (statement, filter->category);
}

/* Within one code the newest day stands first, whichever way the codes go. */
static char *
write_list_sql (const CwEnquiryFilter *filter, gboolean rare, gboolean backwards)
{
  GString *sql = g_string_new ("SELECT e.id");
  const SortColumn *column = &sort_columns[filter->sort];
  const char *way = (filter->descending != FALSE) != (backwards != FALSE) ? "DESC" : "ASC";
  const char *inner = backwards ? "ASC" : "DESC";

  append_source (sql, filter, column, rare);
  if (column->list)
    g_string_append_printf (sql, " ORDER BY o.position %s, o.id %s, e.day %s, e.id %s", way, way,
                            inner, inner);
  else
    g_string_append_printf (sql, " ORDER BY e.day %s, e.id %s", way, way);
  g_string_append (sql, " LIMIT ? OFFSET ?");
  return g_string_free (sql, FALSE);
}

static gboolean
read_page (CwStore *self,
           const CwEnquiryFilter *filter,
           gboolean backwards,
           guint skip,
           guint take,
           GPtrArray *enquiries,
           GError **error)
{
  int rare = is_rare (self, filter->category, error);
  g_autofree char *sql = write_list_sql (filter, rare > 0, backwards);
  g_autoptr (CwStatement) statement = rare < 0 ? NULL : cw_store_prepare (self, sql, error);
  CwResult result;

  if (!statement)
    return FALSE;
  bind_conditions (statement, filter);
  cw_bind_int (statement, take);
  cw_bind_int (statement, skip);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwEnquiry *enquiry = cw_store_get_enquiry (self, cw_column_int (statement, 0), error);

      if (!enquiry)
        return FALSE;
      g_ptr_array_insert (enquiries, backwards ? 0 : -1, enquiry);
    }
  return result == CW_RESULT_DONE;
}

/**
 * cw_store_list_enquiries:
 *
 * Returns: (transfer full) (element-type CwEnquiry): one page of the log
 */
GPtrArray *
cw_store_list_enquiries (
    CwStore *self, const CwEnquiryFilter *filter, guint offset, guint limit, GError **error)
{
  g_autoptr (GPtrArray) enquiries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_enquiry_free);
  gboolean backwards = FALSE;
  guint skip = offset, take = limit;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);
  g_return_val_if_fail (filter != NULL && filter->sort < G_N_ELEMENTS (sort_columns), NULL);

  if (offset > DEEP)
    {
      gint64 count = cw_store_count_enquiries (self, filter, NULL, error);

      if (count < 0)
        return NULL;
      backwards = cw_store_turn_page (count, offset, limit, &skip, &take);
    }
  if (!read_page (self, filter, backwards, skip, take, enquiries, error))
    return NULL;
  return g_steal_pointer (&enquiries);
}

/**
 * cw_store_count_enquiries:
 * @categories_ticked: (out) (nullable): how many categories the enquiries have together
 *
 * Returns: how many enquiries the filter lets through, -1 on error
 */
gint64
cw_store_count_enquiries (CwStore *self,
                          const CwEnquiryFilter *filter,
                          gint64 *categories_ticked,
                          GError **error)
{
  g_autoptr (CwStatement) statement = NULL;
  g_autoptr (GString) sql = g_string_new ("SELECT count (*)");
  gint64 count;
  int rare;

  g_return_val_if_fail (cw_store_may_enter (self), -1);
  g_return_val_if_fail (filter != NULL, -1);

  rare = is_rare (self, filter->category, error);
  if (rare < 0)
    return -1;
  if (categories_ticked)
    g_string_append (sql, ", coalesce (sum ((SELECT count (*) FROM enquiry_category t WHERE "
                          "t.enquiry_id = e.id)), 0)");
  append_source (sql, filter, &sort_columns[CW_ENQUIRY_BY_DAY], rare);
  statement = cw_store_prepare (self, sql->str, error);
  if (!statement)
    return -1;
  bind_conditions (statement, filter);
  if (cw_statement_step (statement, error) != CW_RESULT_ROW)
    return -1;
  count = cw_column_int (statement, 0);
  if (categories_ticked)
    *categories_ticked = cw_column_int (statement, 1);
  return count;
}
