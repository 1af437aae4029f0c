/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-handover.h"

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"
#include "cw-store-watch.h"

#define RECEIVED_ON "received-on"
/* What happened on the laptop that hands over: not to be told the one that receives. */
#define OF_THIS_LAPTOP                                                                             \
  "'backup-off-laptop', '" CW_HANDED_OVER "', 'publish-hold', 'publish-gone-on', 'vault-id'"

/* For CwStoreWatch, from 100,000 contacts. */
#define ROWS_WEIGHT 2
#define ROWS_STEPS 120
#define PAGES_WEIGHT 3
#define PAGES_STEPS 100

static const char *const pass_on_names[CW_N_PASS_ON] = {
  [CW_PASS_ON_ALL] = "all",
  [CW_PASS_ON_PART] = "part",
  [CW_PASS_ON_NONE] = "none",
};

static CwPassOn
read_pass_on (const char *name)
{
  for (guint i = 0; i < CW_N_PASS_ON; i++)
    if (g_str_equal (name, pass_on_names[i]))
      return i;
  return CW_PASS_ON_NONE;
}

/* ---- reading ---- */

#define NOTE_COLUMNS                                                                               \
  "SELECT f.id, f.reference,"                                                                      \
  " (SELECT group_concat (name, ', ') FROM (SELECT i.name AS name FROM adult a JOIN "              \
  "adult_identity i ON i.adult_id = a.id WHERE a.case_id = f.id ORDER BY a.position, a.id)),"      \
  " EXISTS (SELECT 1 FROM adult_agreeing g WHERE g.case_id = f.id),"                               \
  " coalesce (h.written, 0), h.where_we_are, coalesce (h.parent_knows, 0),"                        \
  " coalesce (h.pass_on, 'all'),"                                                                  \
  " (SELECT count (*) FROM contact k WHERE k.case_id = f.id AND k.left_out = 1),"                  \
  " f.status = 'closed'"                                                                           \
  " FROM case_file f LEFT JOIN handover h ON h.case_id = f.id"

static CwHandoverNote *
read_note (CwStatement *statement)
{
  CwHandoverNote *note = cw_handover_note_new ();

  note->case_id = cw_column_int (statement, 0);
  cw_column_take (statement, 1, &note->reference);
  cw_column_take (statement, 2, &note->who);
  note->agreed = cw_column_int (statement, 3) != 0;
  note->written = cw_column_int (statement, 4) != 0;
  cw_column_take (statement, 5, &note->where_we_are);
  note->parent_knows = cw_column_int (statement, 6) != 0;
  note->pass_on = read_pass_on (cw_column_peek (statement, 7));
  note->left_out = (guint) cw_column_int (statement, 8);
  note->closed = cw_column_int (statement, 9) != 0;
  if (note->pass_on == CW_PASS_ON_ALL && note->left_out > 0)
    note->pass_on = CW_PASS_ON_PART;
  return note;
}

/**
 * cw_store_list_handover:
 *
 * Returns: (transfer full) (element-type CwHandoverNote): what the next postholder would be told of
 *   every case that is not closed, by reference, of those nobody wrote about too; and of closed
 *   ones of which something stays behind, so that nothing does in silence
 */
GPtrArray *
cw_store_list_handover (CwStore *self, GError **error)
{
  g_autoptr (GPtrArray) notes
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_handover_note_free);
  g_autoptr (CwStatement) statement = NULL;
  CwResult result;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement = cw_store_prepare (self,
                                NOTE_COLUMNS
                                " WHERE f.status IN ('open', 'waiting') OR h.pass_on = 'none'"
                                " OR EXISTS (SELECT 1 FROM contact k WHERE k.case_id = f.id AND "
                                "k.left_out = 1) ORDER BY length (f.reference), f.reference, f.id",
                                error);
  if (!statement)
    return NULL;
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    g_ptr_array_add (notes, read_note (statement));
  return result == CW_RESULT_DONE ? g_steal_pointer (&notes) : NULL;
}

/**
 * cw_store_get_handover:
 *
 * Returns: (transfer full): what the next postholder would be told of one case, closed or not;
 * where nothing was saved, everything is passed on
 */
CwHandoverNote *
cw_store_get_handover (CwStore *self, gint64 case_id, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;
  CwResult result;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement = cw_store_prepare (self, NOTE_COLUMNS " WHERE f.id = ?1", error);
  if (!statement)
    return NULL;
  cw_bind_int (statement, case_id);
  result = cw_statement_step (statement, error);
  if (result == CW_RESULT_DONE)
    cw_store_refuse (error, CW_ERROR_NOT_FOUND, _ ("This case is not in the records any more."));
  return result == CW_RESULT_ROW ? read_note (statement) : NULL;
}

/* ---- writing ---- */

/* R7: new words about a case need an adult who agrees. Words that are there may stay, and what is
 * decided about the case can always be said. */
static gboolean
check_note (CwStore *self, const CwHandoverNote *note, GError **error)
{
  g_autoptr (CwHandoverNote) before = cw_store_get_handover (self, note->case_id, error);
  g_autoptr (GPtrArray) adults = NULL;
  CwGateInput input = { .act = CW_ACT_STORE_HANDOVER };

  if (!before)
    return FALSE;
  if (!note->where_we_are || !note->where_we_are[0]
      || g_str_equal (note->where_we_are, before->where_we_are))
    return TRUE;
  adults = cw_store_load_adults (self, note->case_id, error);
  input.adults = adults;
  return adults && cw_store_ask_gate (self, &input, error);
}

static gboolean
write_note (CwStore *self, const char *sql, const CwHandoverNote *note, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  cw_bind_int (statement, note->case_id);
  cw_bind_string (statement, note->where_we_are);
  cw_bind_int (statement, note->parent_knows != FALSE);
  cw_bind_text (statement, pass_on_names[note->pass_on]);
  return cw_statement_run (statement, error);
}

/**
 * cw_store_save_handover:
 * @note: its case_id says of which case; what is read only in it is not looked at
 *
 * Stores what the next postholder is told of a case (R21). The gate is asked for new words (R7).
 * Marks of entries stay as they are. Errors: %CW_ERROR_CONSENT, %CW_ERROR_NOT_FOUND.
 */
gboolean
cw_store_save_handover (CwStore *self, const CwHandoverNote *note, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (note != NULL && note->pass_on < CW_N_PASS_ON, FALSE);

  transaction = cw_transaction_begin (self, error);
  if (!transaction || !check_note (self, note, error)
      || !write_note (self,
                      "UPDATE handover SET written = 1, where_we_are = ?2, parent_knows = ?3, "
                      "pass_on = ?4 WHERE case_id = ?1",
                      note, error))
    return FALSE;
  if (sqlite3_changes (self->db) == 0
      && !write_note (self,
                      "INSERT INTO handover (case_id, written, where_we_are, parent_knows, pass_on)"
                      " VALUES (?1, 1, ?2, ?3, ?4)",
                      note, error))
    return FALSE;
  return cw_transaction_commit (&transaction, error);
}

/**
 * cw_store_leave_out:
 * @left_out: whether its words stay behind when the records are handed over
 *
 * Marks an entry as not to be passed on (R21), or takes the mark away. That it was, its day, its
 * minutes and its codes are passed on all the same: they were counted, or will be.
 */
gboolean
cw_store_leave_out (CwStore *self, gint64 contact_id, gboolean left_out, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  statement = cw_store_prepare (self, "UPDATE contact SET left_out = ?2 WHERE id = ?1", error);
  if (!statement)
    return FALSE;
  cw_bind_int (statement, contact_id);
  cw_bind_int (statement, left_out != FALSE);
  if (!cw_statement_run (statement, error))
    return FALSE;
  return sqlite3_changes (self->db) == 1
         || cw_store_refuse (error, CW_ERROR_NOT_FOUND,
                             _ ("This contact is not in the records any more."));
}

/**
 * cw_store_count_left_behind:
 * @cases: (out): whole cases
 * @entries: (out): marked entries of the cases that are passed on
 *
 * Counts what cw_store_apply_handover() would take out.
 */
gboolean
cw_store_count_left_behind (CwStore *self, gint64 *cases, gint64 *entries, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (cases != NULL && entries != NULL, FALSE);

  *cases = cw_store_ask (self, "SELECT count (*) FROM handover WHERE pass_on = 'none'", 0, 0, 0,
                         error);
  if (*cases < 0)
    return FALSE;
  *entries = cw_store_ask (self,
                           "SELECT count (*) FROM contact k WHERE k.left_out = 1 AND NOT EXISTS"
                           " (SELECT 1 FROM handover h WHERE h.case_id = k.case_id AND h.pass_on "
                           "= 'none')",
                           0, 0, 0, error);
  return *entries >= 0;
}

/* ---- on the copy that leaves ---- */

static gboolean
take_out_cases (CwStore *self, GError **error)
{
  g_autoptr (CwIds) cases = cw_ids_new ();

  if (!cw_store_load_ids (self,
                          "SELECT case_id FROM handover WHERE pass_on = 'none' AND case_id > ?1", 0,
                          cases, error))
    return FALSE;
  for (guint i = 0; i < cases->len; i++)
    if (!cw_store_remove_case (self, cases->items[i], error))
      return FALSE;
  return TRUE;
}

/* A body of the contact form says in a line of its own which entry is being changed. */
#define SAYS_ID(body) "instr (char (10) || " body ", char (10) || 'id=' || k.id || char (10)) > 0"

/* The words of marked entries, wherever they are: a change that was begun and left open, the
 * search, the entry itself. The mark comes off last. */
static gboolean
take_out_entries (CwStore *self, GError **error)
{
  static const char *const removals[] = {
    "DELETE FROM draft WHERE id IN (SELECT d.id FROM draft d JOIN contact k ON k.case_id = "
    "d.case_id WHERE k.left_out = 1 AND d.kind = 'contact' AND " SAYS_ID ("d.body") ")",
    "DELETE FROM draft_version WHERE (draft_id, version) IN (SELECT v.draft_id, v.version"
    " FROM draft_version v JOIN draft d ON d.id = v.draft_id JOIN contact k ON k.case_id = "
    "d.case_id WHERE k.left_out = 1 AND d.kind = 'contact' AND " SAYS_ID ("v.body") ")",
    "DELETE FROM search_doc WHERE kind = 'contact'"
    " AND item_id IN (SELECT id FROM contact WHERE left_out = 1)",
    "DELETE FROM contact_line WHERE contact_id IN (SELECT id FROM contact WHERE left_out = 1)",
    "UPDATE contact SET left_out = 0, held_back = 1 WHERE left_out = 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (removals); i++)
    if (!cw_store_exec (self, removals[i], error))
      return FALSE;
  return TRUE;
}

/* What was said for this handover is news from before it in the copy; what was ticked off of the
 * one before is over. */
static gboolean
note_handover (CwStore *self, CwDay day, GError **error)
{
  g_autofree char *iso = cw_day_to_iso (day);

  return cw_store_exec (self,
                        "UPDATE handover SET written = 0, pass_on = 'all';"
                        "DELETE FROM setting WHERE key IN (" OF_THIS_LAPTOP
                        ") OR key GLOB 'handover-case-*'",
                        error)
         && cw_store_set_setting (self, RECEIVED_ON, iso, error);
}

/* In one transaction; *anything: whether something was taken out. */
static gboolean
take_out (CwStore *self, CwDay day, gboolean *anything, GError **error)
{
  g_autoptr (CwTransaction) transaction = cw_transaction_begin (self, error);
  gint64 cases, entries;

  if (!transaction || !cw_store_count_left_behind (self, &cases, &entries, error))
    return FALSE;
  *anything = cases + entries > 0;
  return take_out_cases (self, error) && take_out_entries (self, error)
         && note_handover (self, day, error)
         && (*anything ? cw_store_begin_erasing (self, error) : cw_store_renew_index (self, error))
         && cw_transaction_commit (&transaction, error);
}

static gboolean
apply (CwStore *self, CwDay day, CwStoreWatch *watch, GError **error)
{
  gboolean anything = FALSE;

  if (!cw_store_watch_part (watch, ROWS_WEIGHT, ROWS_STEPS, error)
      || !take_out (self, day, &anything, error)
      || !cw_store_watch_part (watch, PAGES_WEIGHT, PAGES_STEPS, error))
    return FALSE;
  return anything ? cw_store_finish_erasing (self, error) : cw_store_checkpoint (self, error);
}

/**
 * cw_store_apply_handover_watched:
 * @self: a copy of the records that nobody works with
 * @day: the day of the handover
 *
 * Takes out what is not to be passed on (R21): cases with %CW_PASS_ON_NONE as cw_store_erase_case()
 * does, so that summaries stay as they are, and the words of marked entries. Nothing of it is left
 * in any page of the file when this says %TRUE. The rows change in one transaction; where this says
 * %FALSE the copy is to be thrown away.
 */
gboolean
cw_store_apply_handover_watched (CwStore *self,
                                 CwDay day,
                                 CwProgress progress,
                                 gpointer data,
                                 GCancellable *cancellable,
                                 GError **error)
{
  CwStoreWatch watch = {
    .func = progress, .data = data, .cancellable = cancellable, .total = ROWS_WEIGHT + PAGES_WEIGHT
  };
  g_autoptr (GError) problem = NULL;
  gboolean good;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (day != CW_DAY_NONE, FALSE);
  g_return_val_if_fail (self->depth == 0, FALSE);

  cw_store_watch_begin (&watch, self);
  good = apply (self, day, &watch, &problem);
  cw_store_watch_end (&watch);
  if (!good && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_propagate_error (error, g_steal_pointer (&problem));
  return good;
}

gboolean
cw_store_apply_handover (CwStore *self, CwDay day, GError **error)
{
  return cw_store_apply_handover_watched (self, day, NULL, NULL, NULL, error);
}

/**
 * cw_store_get_received:
 * @day: (out): the day of the handover by which these records came; %CW_DAY_NONE: they began here
 */
gboolean
cw_store_get_received (CwStore *self, CwDay *day, GError **error)
{
  g_autofree char *iso = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (day != NULL, FALSE);

  *day = CW_DAY_NONE;
  iso = cw_store_get_setting (self, RECEIVED_ON, &problem);
  if (problem)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (iso)
    *day = cw_day_from_iso (iso);
  return TRUE;
}
