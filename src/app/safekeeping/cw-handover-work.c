/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-handover-work.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "cw-keep-work.h"

#define PAGE 200

/* ---- what is in sight ---- */

void
cw_handover_view_free (CwHandoverView *self)
{
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text != NULL ? text : ""));

  return *bare == '\0';
}

/* How far a case is. Without a standing permission there are no words to write (R7); words that
 * came with the last handover are not those of this one. */
CwHandoverState
cw_handover_get_state (const CwHandoverNote *note)
{
  g_return_val_if_fail (note != NULL, CW_HANDOVER_UNWRITTEN);

  if (note->pass_on == CW_PASS_ON_NONE)
    return CW_HANDOVER_BEHIND;
  if (note->closed)
    return CW_HANDOVER_CLOSED;
  if (!note->agreed)
    return CW_HANDOVER_WITHDRAWN;
  return note->written && !is_blank (note->where_we_are) ? CW_HANDOVER_WRITTEN
                                                         : CW_HANDOVER_UNWRITTEN;
}

/* Of this handover: what was said of the last one does not count. */
gboolean
cw_handover_is_told (const CwHandoverNote *note)
{
  g_return_val_if_fail (note != NULL, FALSE);

  return note->written && note->parent_knows;
}

gboolean
cw_handover_is_to_be_told (const CwHandoverNote *note)
{
  CwHandoverState state = cw_handover_get_state (note);

  return state != CW_HANDOVER_BEHIND && state != CW_HANDOVER_CLOSED && !cw_handover_is_told (note);
}

void
cw_handover_sum (GPtrArray *notes, CwHandoverSum *sum)
{
  g_return_if_fail (notes != NULL && sum != NULL);

  *sum = (CwHandoverSum){ 0 };
  for (guint i = 0; i < notes->len; i++)
    {
      const CwHandoverNote *note = g_ptr_array_index (notes, i);
      CwHandoverState state = cw_handover_get_state (note);

      sum->behind += state == CW_HANDOVER_BEHIND;
      sum->unwritten += state == CW_HANDOVER_UNWRITTEN;
      sum->closed += state == CW_HANDOVER_CLOSED;
      sum->open += state != CW_HANDOVER_BEHIND && state != CW_HANDOVER_CLOSED;
      sum->untold += cw_handover_is_to_be_told (note);
      if (state != CW_HANDOVER_BEHIND)
        sum->left_out += note->left_out;
    }
}

char *
cw_handover_describe_gaps (const CwHandoverSum *sum)
{
  g_autofree char *unwritten = NULL, *untold = NULL;

  g_return_val_if_fail (sum != NULL, NULL);

  /* Translators: %u is how many cases. */
  unwritten = g_strdup_printf (ngettext ("%u case is not written up.",
                                         "%u cases are not written up.", sum->unwritten),
                               sum->unwritten);
  /* Translators: %u is how many cases. */
  untold = g_strdup_printf (ngettext ("In %u case the parent has not been told.",
                                      "In %u cases the parent has not been told.", sum->untold),
                            sum->untold);
  if (sum->unwritten > 0 && sum->untold > 0)
    return g_strdup_printf ("%s %s", unwritten, untold);
  if (sum->unwritten > 0)
    return g_steal_pointer (&unwritten);
  return sum->untold > 0 ? g_steal_pointer (&untold) : NULL;
}

/* "0042, 0051" */
static char *
list_behind (GPtrArray *notes)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    {
      const CwHandoverNote *note = g_ptr_array_index (notes, i);

      if (note->pass_on == CW_PASS_ON_NONE)
        cw_append_listed (list, note->reference);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

char *
cw_handover_describe_closed (const CwHandoverView *view)
{
  gint64 n;

  g_return_val_if_fail (view != NULL, NULL);

  n = view->closed;
  if (n == 0)
    return g_strdup (_ ("There are no closed cases."));
  /* Translators: the number of closed cases. */
  return g_strdup_printf (ngettext ("%" G_GINT64_FORMAT " closed case goes along as it is.",
                                    "%" G_GINT64_FORMAT " closed cases go along as they are.",
                                    (gulong) n),
                          n);
}

char *
cw_handover_describe_along (const CwHandoverView *view)
{
  CwHandoverSum sum;
  g_autofree char *open = NULL, *closed = NULL, *partly = NULL;

  g_return_val_if_fail (view != NULL, NULL);

  cw_handover_sum (view->notes, &sum);
  open
      /* Translators: %u is how many cases. */
      = g_strdup_printf (ngettext ("%u open case goes along.", "%u open cases go along.", sum.open),
                         sum.open);
  closed = cw_handover_describe_closed (view);
  if (sum.closed == 0)
    return g_strdup_printf ("%s %s", open, closed);
  /* Translators: %u is how many cases. */
  partly = g_strdup_printf (ngettext ("%u closed case goes along, but not all of it.",
                                      "%u closed cases go along, but not all of them.", sum.closed),
                            sum.closed);
  return view->closed > 0 ? g_strdup_printf ("%s %s %s", open, closed, partly)
                          : g_strdup_printf ("%s %s", open, partly);
}

char *
cw_handover_describe_behind (GPtrArray *notes)
{
  CwHandoverSum sum;
  g_autofree char *list = NULL, *cases = NULL, *entries = NULL;

  g_return_val_if_fail (notes != NULL, NULL);

  cw_handover_sum (notes, &sum);
  list = list_behind (notes);
  /* Translators: %s is one or more numbers of cases, "0042, 0051". */
  cases = g_strdup_printf (ngettext ("Case %s is on this laptop only.",
                                     "Cases %s are on this laptop only.", sum.behind),
                           list);
  /* Translators: %u is how many entries. */
  entries = g_strdup_printf (ngettext ("The words of %u entry in other cases are on this laptop "
                                       "only.",
                                       "The words of %u entries in other cases are on this laptop "
                                       "only.",
                                       sum.left_out),
                             sum.left_out);
  if (sum.behind > 0 && sum.left_out > 0)
    return g_strdup_printf ("%s %s", cases, entries);
  if (sum.behind > 0)
    return g_steal_pointer (&cases);
  return sum.left_out > 0 ? g_steal_pointer (&entries) : NULL;
}

/* ---- a handover that was written ---- */

void
cw_handover_mark_free (CwHandoverMark *self)
{
  g_free (self->digest);
  g_free (self);
}

CwHandoverMark *
cw_handover_mark_read (CwStore *store, GError **error)
{
  g_autofree char *value = cw_store_get_setting (store, CW_HANDED_OVER, error);
  CwHandoverMark *mark;
  char *digest = NULL;
  gint64 at = value != NULL ? g_ascii_strtoll (value, &digest, 10) : 0;

  if (at <= 0 || *digest != ' ')
    return NULL;
  mark = g_new0 (CwHandoverMark, 1);
  mark->at = at;
  mark->digest = g_strdup (digest + 1);
  return mark;
}

/* ---- work ---- */

gpointer
cw_handover_load (CwStore *store, gpointer unused, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwHandoverView) view = g_new0 (CwHandoverView, 1);
  g_autoptr (CwHandoverMark) mark = NULL;
  g_autoptr (GError) problem = NULL;

  mark = cw_handover_mark_read (store, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  view->again = mark != NULL;
  view->notes = cw_store_list_handover (store, error);
  if (view->notes == NULL)
    return NULL;
  view->closed = cw_store_count_cases (store, CW_CASES_CLOSED, NULL, error);
  for (guint i = 0; view->closed > 0 && i < view->notes->len; i++)
    if (((const CwHandoverNote *) g_ptr_array_index (view->notes, i))->closed)
      view->closed--; /* not "as it is": it is in the list */
  return view->closed >= 0 ? g_steal_pointer (&view) : NULL;
}

gpointer
cw_handover_save (CwStore *store, gpointer note, GCancellable *cancellable, GError **error)
{
  cw_store_save_handover (store, note, error);
  return NULL;
}

const CwWalkStage cw_handover_stages[] = {
  { 0, N_ ("Counting your records…") },
  { 1.0 / 20, N_ ("Copying what is passed on…") },
  { 8.0 / 20, N_ ("Writing the file…") },
  { 10.0 / 20, N_ ("Reading the file back…") },
  { 11.0 / 20, N_ ("Checking all that is in it…") },
  { 19.0 / 20, N_ ("Comparing it with the copy…") },
  { 0, NULL },
};

gpointer
cw_handover_write_file (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  CwKeepCall *call = input;
  g_autoptr (CwInventory) inventory = NULL;

  if (!cw_handover_write (store, call->path, call->secret, cw_kdf_default, &inventory,
                          cw_progress_relay_tell, call->relay, cancellable, error)
      || !cw_store_mark_handed_over (store, inventory->digest, error))
    return NULL;
  return g_steal_pointer (&inventory);
}

gpointer
cw_handover_list_entries (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  const CwHandoverEntryCall *call = input;

  return cw_store_list_contacts (store, call->case_id, 0, NULL, call->offset, call->limit, error);
}

gpointer
cw_handover_leave_out (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  const CwHandoverEntryCall *call = input;

  cw_store_leave_out (store, call->contact_id, call->left_out, error);
  return NULL;
}

static gboolean
take_marks_off (CwStore *store, gpointer data, GError **error)
{
  const CwHandoverEntryCall *call = data;
  g_autoptr (GPtrArray) entries = NULL;

  for (guint offset = 0;; offset += entries->len)
    {
      g_clear_pointer (&entries, g_ptr_array_unref);
      entries = cw_store_list_contacts (store, call->case_id, 0, NULL, offset, PAGE, error);
      if (entries == NULL)
        return FALSE;
      for (guint i = 0; i < entries->len; i++)
        {
          const CwContact *entry = g_ptr_array_index (entries, i);

          if (entry->left_out && !cw_store_leave_out (store, entry->id, FALSE, error))
            return FALSE;
        }
      if (entries->len == 0)
        return TRUE;
    }
}

gpointer
cw_handover_pass_on_all (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  cw_store_transact (store, take_marks_off, input, error);
  return NULL;
}
