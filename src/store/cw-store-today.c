/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/cw-calendar.h"
#include "cw-store-freezing.h"

/* ---- what is due ---- */

static gboolean
add_steps (CwStore *self, CwDay until, guint limit, GPtrArray *due, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self,
      "SELECT s.id, s.case_id, s.text, c.reference, i.name, s.due, s.time FROM next_step s"
      " JOIN case_file c ON c.id = s.case_id LEFT JOIN adult_identity i ON i.adult_id = s.adult_id"
      " WHERE s.done_on IS NULL AND s.due <= ?1 AND c.status <> 'closed'"
      " ORDER BY s.due, s.time IS NULL, s.time, s.id LIMIT ?2",
      error);
  CwResult result;

  if (!statement)
    return FALSE;
  cw_bind_day (statement, until);
  cw_bind_int (statement, limit);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwDue *row = cw_due_new ();

      row->kind = CW_DUE_STEP;
      row->id = cw_column_int (statement, 0);
      row->case_id = cw_column_int (statement, 1);
      cw_column_take (statement, 2, &row->text);
      cw_column_take (statement, 3, &row->origin);
      cw_column_take (statement, 4, &row->who);
      row->due = cw_column_day (statement, 5);
      row->time = cw_column_time (statement, 6);
      g_ptr_array_add (due, row);
    }
  return result == CW_RESULT_DONE;
}

/* R8: a number and a day; there is no text that could be shown. */
static gboolean
add_papers (CwStore *self, CwDay until, guint limit, GPtrArray *due, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "SELECT id, look_again FROM paper_record WHERE look_again <= ?1 AND "
                          "closed IS NULL ORDER BY look_again, id LIMIT ?2",
                          error);
  CwResult result;

  if (!statement)
    return FALSE;
  cw_bind_day (statement, until);
  cw_bind_int (statement, limit);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwDue *row = cw_due_new ();

      row->kind = CW_DUE_PAPER;
      row->id = cw_column_int (statement, 0);
      g_free (row->origin);
      row->origin = cw_paper_record_format (row->id);
      row->due = cw_column_day (statement, 1);
      row->time = -1;
      g_ptr_array_add (due, row);
    }
  return result == CW_RESULT_DONE;
}

static gboolean
has_freeze (GPtrArray *due, const CwBlock *block)
{
  for (guint i = 0; i < due->len; i++)
    {
      const CwDue *row = g_ptr_array_index (due, i);

      if (row->kind == CW_DUE_FREEZE && row->due == block->end + 1
          && g_str_equal (row->origin, block->label))
        return TRUE;
    }
  return FALSE;
}

/* A block can be counted from the day after it ended; populations that end together are one act. */
static gboolean
add_freezes (CwStore *self, CwDay until, GPtrArray *due, GError **error)
{
  for (guint i = 0; i < CW_N_POPULATIONS; i++)
    {
      g_autoptr (GPtrArray) blocks = cw_store_list_blocks (self, cw_populations[i], error);

      if (!blocks)
        return FALSE;
      for (guint k = 0; k < blocks->len; k++)
        {
          const CwBlock *block = g_ptr_array_index (blocks, k);
          CwDue *row;

          if (block->state != CW_BLOCK_READY || block->end + 1 > until || has_freeze (due, block))
            continue;
          row = cw_due_new ();
          row->kind = CW_DUE_FREEZE;
          g_free (row->origin);
          row->origin = g_strdup (block->label);
          row->due = block->end + 1;
          row->time = -1;
          g_ptr_array_add (due, row);
        }
    }
  return TRUE;
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const CwDue *one = *(CwDue *const *) a, *two = *(CwDue *const *) b;
  int time_one = one->time < 0 ? G_MAXINT : one->time,
      time_two = two->time < 0 ? G_MAXINT : two->time;

  if (one->due != two->due)
    return one->due < two->due ? -1 : 1;
  if (time_one != time_two)
    return time_one < time_two ? -1 : 1;
  if (one->kind != two->kind)
    return one->kind < two->kind ? -1 : 1;
  return one->id < two->id ? -1 : one->id > two->id;
}

/**
 * cw_store_list_due:
 * @until: the last day to show; everything late is there too
 *
 * Returns: (transfer full) (element-type CwDue): what is to do, by day
 */
GPtrArray *
cw_store_list_due (CwStore *self, CwDay until, guint limit, GError **error)
{
  g_autoptr (GPtrArray) due = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_due_free);

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  if (!add_steps (self, until, limit, due, error) || !add_papers (self, until, limit, due, error)
      || !add_freezes (self, until, due, error))
    return NULL;
  g_ptr_array_sort (due, compare_due);
  if (due->len > limit)
    g_ptr_array_set_size (due, (int) limit);
  return g_steal_pointer (&due);
}

/* ---- how the term goes ---- */

/* Work done stays done when a case is erased: the stubs it leaves until its block is counted. */
#define WORKED                                                                                     \
  "(SELECT minutes FROM contact WHERE day BETWEEN ?1 AND ?2 UNION ALL"                             \
  " SELECT minutes FROM stub WHERE population = 'contacts' AND day BETWEEN ?1 AND ?2)"

void
cw_term_so_far_free (CwTermSoFar *self)
{
  if (!self)
    return;
  g_free (self->term);
  g_free (self);
}

/* The days of the term that today belongs to; holidays belong to the term that follows. */
static const CwTerm *
find_current_term (GPtrArray *terms, CwDay today, CwDay *from)
{
  *from = CW_DAY_NONE;
  for (guint i = 0; i < terms->len; i++)
    {
      const CwTerm *term = g_ptr_array_index (terms, i);

      if (today <= term->end)
        return term;
      *from = term->end + 1;
    }
  return NULL;
}

static gboolean
count_term (CwStore *self, CwDay from, CwDay to, CwTermSoFar *so_far, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self,
      "SELECT (SELECT count (*) FROM enquiry WHERE day BETWEEN ?1 AND ?2),"
      " (SELECT count (DISTINCT a.adult_id) FROM contact k JOIN contact_adult a ON a.contact_id = "
      "k.id WHERE k.day BETWEEN ?1 AND ?2),"
      " count (*), coalesce (sum (minutes), 0) FROM " WORKED,
      error);

  if (!statement)
    return FALSE;
  cw_bind_day (statement, from != CW_DAY_NONE ? from : cw_day_from_ymd (1900, 1, 1));
  cw_bind_day (statement, to);
  if (cw_statement_step (statement, error) != CW_RESULT_ROW)
    return FALSE;
  so_far->enquiries = cw_column_int (statement, 0);
  so_far->parents = cw_column_int (statement, 1);
  so_far->contacts = cw_column_int (statement, 2);
  so_far->minutes = cw_column_int (statement, 3);
  return TRUE;
}

/**
 * cw_store_term_so_far:
 *
 * Returns: (transfer full): exact figures of the running term, for the adviser's own eyes; its term
 * is "" and its figures are 0 where no term is known for today. The work on an erased case counts,
 * its parents do not
 */
CwTermSoFar *
cw_store_term_so_far (CwStore *self, GError **error)
{
  g_autoptr (CwTermSoFar) so_far = NULL;
  g_autoptr (GPtrArray) terms = NULL;
  const CwTerm *term;
  CwDay from;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  terms = cw_store_list_terms (self, error);
  if (!terms)
    return NULL;
  so_far = g_new0 (CwTermSoFar, 1);
  term = find_current_term (terms, cw_store_today (self), &from);
  so_far->term = g_strdup (term ? term->label : "");
  if (term && !count_term (self, from, term->end, so_far, error))
    return NULL;
  return g_steal_pointer (&so_far);
}

gint64
cw_store_week_minutes (CwStore *self, CwDay monday, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), -1);

  statement = cw_store_prepare (self, "SELECT coalesce (sum (minutes), 0) FROM " WORKED, error);
  if (!statement)
    return -1;
  cw_bind_day (statement, monday);
  cw_bind_day (statement, monday + 6);
  return cw_statement_step (statement, error) == CW_RESULT_ROW ? cw_column_int (statement, 0) : -1;
}
