/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-freezing.h"

/**
 * cw_store_list_terms:
 *
 * Returns: (transfer full) (element-type CwTerm): the terms by date
 */
GPtrArray *
cw_store_list_terms (CwStore *self, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);
  CwResult result;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement
      = cw_store_prepare (self,
                          "SELECT id, label, start, end, half_end FROM term ORDER BY start, id",
                          error);
  if (!statement)
    return NULL;
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwTerm *term = cw_term_new ();

      term->id = cw_column_int (statement, 0);
      cw_column_take (statement, 1, &term->label);
      term->start = cw_column_day (statement, 2);
      term->end = cw_column_day (statement, 3);
      term->half_end = cw_column_day (statement, 4);
      g_ptr_array_add (terms, term);
    }
  return result == CW_RESULT_DONE ? g_steal_pointer (&terms) : NULL;
}

gboolean
cw_store_find_last_frozen (CwStore *self, CwDay *day, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, "SELECT max (end) FROM block", error);

  if (!statement || cw_statement_step (statement, error) != CW_RESULT_ROW)
    return FALSE;
  *day = cw_column_day (statement, 0);
  return TRUE;
}

static CwTerm *
find_term (GPtrArray *terms, const CwTerm *wanted)
{
  for (guint i = 0; i < terms->len; i++)
    {
      CwTerm *term = g_ptr_array_index (terms, i);

      if (wanted->id != 0 ? term->id == wanted->id : g_strcmp0 (term->label, wanted->label) == 0)
        return term;
    }
  return NULL;
}

static gboolean
refuse_move (GError **error)
{
  return cw_store_refuse (
      error, CW_ERROR_PUBLISHED,
      _ ("Part of these days has been published, so these dates stay as they are. "
         "Nothing was changed."));
}

/* Its last term is frozen, and the year is counted as a whole. */
static gboolean
is_closed_year (CwDay frozen, int year)
{
  return year == cw_day_school_year (frozen) && frozen >= cw_calendar_last_ends_from (year);
}

/* A term that comes new into a school year, or from another one. */
static gboolean
check_closed_year (const CwTerm *before, const CwTerm *after, CwDay frozen, GError **error)
{
  int year = cw_day_school_year (after->start);
  g_autofree char *label = cw_school_year_label (year);

  if (!is_closed_year (frozen, year) || (before && cw_day_school_year (before->start) == year))
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_PUBLISHED,
               /* Translators: %s is a school year, such as "2025-26" */
               _ ("%s has been counted as a whole school year, so no term can be added to it. "
                  "Nothing was changed."),
               label);
  return FALSE;
}

/* Blocks end where terms and their halves end: an end that lies in what is frozen must not move,
 * and none may come into it. */
static gboolean
check_frozen_move (const CwTerm *before, const CwTerm *after, CwDay frozen, GError **error)
{
  CwDay old_half, new_half;

  if (frozen == CW_DAY_NONE || after->start == CW_DAY_NONE)
    return TRUE;
  if (!check_closed_year (before, after, frozen, error))
    return FALSE;
  if (!before)
    return after->start > frozen || refuse_move (error);
  if (before->start == after->start && before->end == after->end
      && before->half_end == after->half_end)
    return TRUE;
  old_half = cw_term_get_half_end (before);
  new_half = cw_term_get_half_end (after);
  if (before->start <= frozen ? after->start != before->start : after->start <= frozen)
    return refuse_move (error);
  if (before->end <= frozen ? after->end != before->end : after->end <= frozen)
    return refuse_move (error);
  if (before->start <= frozen && (old_half <= frozen ? new_half != old_half : new_half <= frozen))
    return refuse_move (error);
  return TRUE;
}

static gboolean
check_terms (GPtrArray *terms, GError **error)
{
  guint index = 0;
  CwTermsProblem problem = cw_calendar_check_terms (terms, &index);
  const CwTerm *term
      = problem != CW_TERMS_OK && index < terms->len ? g_ptr_array_index (terms, index) : NULL;
  const char *label = term ? term->label : "";

  switch (problem)
    {
    case CW_TERMS_OK:
      return TRUE;
    case CW_TERMS_BACKWARDS:
      /* Translators: %s is the name of a term */
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("The dates of “%s” are not in order."),
                   label);
      return FALSE;
    case CW_TERMS_OVERLAP:
      /* Translators: %s is the name of a term */
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” overlaps another term."), label);
      return FALSE;
    case CW_TERMS_DOUBLE_LABEL:
      /* Translators: %s is the name of a term */
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("There are two terms of the name “%s”."),
                   label);
      return FALSE;
    case CW_TERMS_TOO_LONG:
      /* Translators: %s is the name of a term */
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is too long to be one term."),
                   label);
      return FALSE;
    case CW_TERMS_NO_LABEL:
    default:
      return cw_store_refuse (error, CW_ERROR_INVALID, _ ("Every term needs a name."));
    }
}

/* ---- names ---- */

/* Whether the term, or a half of it, would have a name. */
static gboolean
is_called (const CwTerm *term, const char *label)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (GPtrArray) halves = NULL;
  gboolean same = cw_is_same_text (term->label, label);

  g_ptr_array_add (one, (gpointer) term);
  halves = cw_calendar_spans (one, CW_CALENDAR_HALF_TERM);
  for (guint i = 0; i < halves->len && !same; i++)
    same = cw_is_same_text (((CwSpan *) halves->pdata[i])->label, label);
  return same;
}

static gboolean
refuse_name (const char *label, GError **error)
{
  g_set_error (error, CW_ERROR, CW_ERROR_PUBLISHED,
               /* Translators: %s is the name of a term */
               _ ("A summary of other days has been published as “%s”, so no other term can have "
                  "this name. Nothing was changed."),
               label);
  return FALSE;
}

/* Two papers of one name would say two things: what was frozen under a name keeps it. */
static gboolean
check_name (CwStore *self, const CwTerm *term, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self, "SELECT DISTINCT label, end FROM block", error);
  CwResult result;

  if (!statement)
    return FALSE;
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      g_autofree char *label = cw_column_text (statement, 0);
      CwDay end = cw_column_day (statement, 1);

      if (end != term->end && end != cw_term_get_half_end (term) && is_called (term, label))
        return refuse_name (label, error);
    }
  return result == CW_RESULT_DONE;
}

/* "2025-26" is what a school year is asked for by. */
static gboolean
check_names (CwStore *self, GPtrArray *terms, GError **error)
{
  for (guint i = 0; i < terms->len; i++)
    {
      const CwTerm *term = g_ptr_array_index (terms, i);
      g_autofree char *year = cw_school_year_label (cw_day_school_year (term->start));

      if (!check_name (self, term, error))
        return FALSE;
      if (!cw_is_same_text (term->label, year))
        continue;
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   /* Translators: %s is a school year, such as "2025-26" */
                   _ ("“%s” is the name of the whole school year. Give the term another name."),
                   year);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_term (CwStore *self, const CwTerm *term, gint64 id, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self, "INSERT INTO term (id, label, start, end, half_end) VALUES (?1, ?2, ?3, ?4, ?5)",
      error);

  if (!statement)
    return FALSE;
  cw_bind_id (statement, id);
  cw_bind_string (statement, term->label);
  cw_bind_day (statement, term->start);
  cw_bind_day (statement, term->end);
  cw_bind_day (statement, term->half_end);
  return cw_statement_run (statement, error);
}

/* Changes the copy of all terms that is going to be written; nothing is written here. */
static gboolean
merge_terms (GPtrArray *all, GPtrArray *changes, CwDay frozen, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const CwTerm *change = g_ptr_array_index (changes, i);
      CwTerm *term = find_term (all, change);

      if (!term && change->id != 0)
        return cw_store_refuse (error, CW_ERROR_NOT_FOUND,
                                _ ("This term is not in the records any more."));
      if (!check_frozen_move (term, change, frozen, error))
        return FALSE;
      if (!term)
        {
          g_ptr_array_add (all, cw_term_copy (change));
          continue;
        }
      g_free (term->label);
      term->label = g_strdup (change->label);
      term->start = change->start;
      term->end = change->end;
      term->half_end = change->half_end;
    }
  return TRUE;
}

/* Into the empty table, those first that have an id: that way two terms can change places. */
static gboolean
write_terms (CwStore *self, GPtrArray *terms, GError **error)
{
  for (guint i = 0; i < terms->len; i++)
    {
      const CwTerm *term = g_ptr_array_index (terms, i);

      if (term->id != 0 && !write_term (self, term, term->id, error))
        return FALSE;
    }
  for (guint i = 0; i < terms->len; i++)
    {
      const CwTerm *term = g_ptr_array_index (terms, i);

      if (term->id == 0 && !write_term (self, term, 0, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * cw_store_save_terms:
 * @terms: (element-type CwTerm): to add or to change, matched by id, else by label
 *
 * Errors: %CW_ERROR_INVALID (order, overlap, names), %CW_ERROR_PUBLISHED (a frozen block would
 * move).
 */
gboolean
cw_store_save_terms (CwStore *self, GPtrArray *terms, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  g_autoptr (GPtrArray) all = NULL;
  CwDay frozen = CW_DAY_NONE;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (terms != NULL, FALSE);

  transaction = cw_transaction_begin (self, error);
  all = transaction ? cw_store_list_terms (self, error) : NULL;
  if (!all || !cw_store_find_last_frozen (self, &frozen, error)
      || !merge_terms (all, terms, frozen, error) || !check_terms (all, error)
      || !check_names (self, all, error) || !cw_store_exec (self, "DELETE FROM term", error)
      || !write_terms (self, all, error))
    return FALSE;
  return cw_transaction_commit (&transaction, error);
}

/* ---- of another store ---- */

static gboolean
is_taken_id (GPtrArray *terms, guint taken, gint64 id)
{
  for (guint i = 0; i < taken; i++)
    if (((CwTerm *) g_ptr_array_index (terms, i))->id == id)
      return TRUE;
  return FALSE;
}

gboolean
cw_store_take_terms (CwStore *self, GPtrArray *terms, CwDay until, GError **error)
{
  g_autoptr (GPtrArray) here = cw_store_list_terms (self, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  guint taken, index;

  if (!here || !cw_store_exec (self, "DELETE FROM term", error))
    return FALSE;
  for (guint i = 0; i < terms->len; i++)
    if (((CwTerm *) g_ptr_array_index (terms, i))->start <= until)
      g_ptr_array_add (all, g_ptr_array_index (terms, i));
  taken = all->len;
  for (guint i = 0; i < here->len; i++)
    if (((CwTerm *) g_ptr_array_index (here, i))->start > until)
      g_ptr_array_add (all, g_ptr_array_index (here, i));
  /* Of two that meet or share a name the later one in the list is named. */
  while (cw_calendar_check_terms (all, &index) != CW_TERMS_OK && index >= taken)
    g_ptr_array_remove_index (all, index);
  for (guint i = taken; i < all->len; i++)
    {
      CwTerm *term = g_ptr_array_index (all, i);

      if (is_taken_id (all, taken, term->id))
        term->id = 0;
    }
  return write_terms (self, all, error);
}

gboolean
cw_store_delete_term (CwStore *self, gint64 id, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  g_autoptr (GPtrArray) all = NULL;
  CwDay frozen = CW_DAY_NONE;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  transaction = cw_transaction_begin (self, error);
  all = transaction ? cw_store_list_terms (self, error) : NULL;
  if (!all || !cw_store_find_last_frozen (self, &frozen, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const CwTerm *term = g_ptr_array_index (all, i);

      if (term->id == id && frozen != CW_DAY_NONE && term->start <= frozen)
        return refuse_move (error);
    }
  return cw_store_run_where (self, "DELETE FROM term WHERE id = ?1", id, error)
         && cw_transaction_commit (&transaction, error);
}
