/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-left-open.h"

#include <glib/gi18n.h>
#include <string.h>

#define TALK "case-"
#define CHILDREN "children-"
#define ADULT "adult-"
#define STEP "step-"
#define WITHDRAWAL "withdrawal-" /* this and the next are known to the store, which erases them */
#define LINK "link-"
#define PAPER "paper-"

/* "case-3", "case-3-7": the numbers after @prefix, the second 0 where there is none. */
static gboolean
read_numbers (const char *subject, const char *prefix, gint64 *first, gint64 *second)
{
  char *end = NULL;

  if (!g_str_has_prefix (subject, prefix))
    return FALSE;
  *first = g_ascii_strtoll (subject + strlen (prefix), &end, 10);
  *second = *end == '-' ? g_ascii_strtoll (end + 1, NULL, 10) : 0;
  return *first > 0;
}

char *
cw_talk_subject (gint64 case_id, gint64 adult_id)
{
  return adult_id == 0
             ? g_strdup_printf (TALK "%" G_GINT64_FORMAT, case_id)
             : g_strdup_printf (TALK "%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, case_id, adult_id);
}

gboolean
cw_talk_read_subject (const char *subject, gint64 *case_id, gint64 *adult_id)
{
  g_return_val_if_fail (subject != NULL, FALSE);

  return read_numbers (subject, TALK, case_id, adult_id);
}

char *
cw_names_subject (gint64 adult_id)
{
  return g_strdup_printf (ADULT "%" G_GINT64_FORMAT, adult_id);
}

char *
cw_children_subject (gint64 case_id)
{
  return g_strdup_printf (CHILDREN "%" G_GINT64_FORMAT, case_id);
}

/* A new one, or a change of one. */
char *
cw_step_subject (gint64 case_id, gint64 step_id)
{
  return step_id == 0 ? g_strdup_printf (TALK "%" G_GINT64_FORMAT, case_id)
                      : g_strdup_printf (STEP "%" G_GINT64_FORMAT, step_id);
}

gint64
cw_step_read_subject (const char *subject)
{
  gint64 step, nothing;

  g_return_val_if_fail (subject != NULL, 0);

  return read_numbers (subject, STEP, &step, &nothing) ? step : 0;
}

char *
cw_withdrawal_subject (gint64 case_id, gint64 adult_id)
{
  return g_strdup_printf (WITHDRAWAL "%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, case_id, adult_id);
}

gboolean
cw_withdrawal_read_subject (const char *subject, gint64 *case_id, gint64 *adult_id)
{
  g_return_val_if_fail (subject != NULL, FALSE);

  return read_numbers (subject, WITHDRAWAL, case_id, adult_id);
}

char *
cw_link_subject (gint64 case_id)
{
  return g_strdup_printf (LINK "%" G_GINT64_FORMAT, case_id);
}

gboolean
cw_link_is_subject (const char *subject)
{
  return g_str_has_prefix (subject, LINK);
}

char *
cw_paper_subject (gint64 number)
{
  return g_strdup_printf (PAPER "%" G_GINT64_FORMAT, number);
}

gint64
cw_left_open_get_paper (const CwDraft *draft)
{
  gint64 number, nothing;

  g_return_val_if_fail (draft != NULL, 0);

  return g_str_equal (draft->kind, "form")
                 && read_numbers (draft->subject, PAPER, &number, &nothing)
             ? number
             : 0;
}

gint64
cw_left_open_get_case (const CwDraft *draft)
{
  gint64 case_id, other;

  g_return_val_if_fail (draft != NULL, 0);

  if (g_str_equal (draft->kind, "opening") && read_numbers (draft->subject, TALK, &case_id, &other))
    return case_id;
  if (g_str_equal (draft->kind, "form")
      && (read_numbers (draft->subject, WITHDRAWAL, &case_id, &other)
          || read_numbers (draft->subject, LINK, &case_id, &other)))
    return case_id;
  return draft->case_id;
}

/* Whoever it is about agrees, or it is about nobody who has to (R7). */
static gboolean
can_go_on (const CwDraft *draft, const CwCase *cas)
{
  gint64 case_id, adult_id = 0;
  const CwAdult *adult;

  if (!read_numbers (draft->subject, ADULT, &adult_id, &case_id))
    cw_withdrawal_read_subject (draft->subject, &case_id, &adult_id);
  adult = adult_id != 0 ? cw_case_get_adult (cas, adult_id) : NULL;
  return adult_id == 0 || (adult != NULL && cw_adult_agrees (adult));
}

CwDraft *
cw_left_open_find (CwStore *store, const CwCase *cas, GError **error)
{
  g_autoptr (GPtrArray) drafts = cw_store_list_drafts (store, error);
  guint found = G_MAXUINT;

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      const CwDraft *draft = drafts->pdata[i];

      if (cw_left_open_get_case (draft) != cas->id || g_str_equal (draft->kind, "contact"))
        continue;
      if (can_go_on (draft, cas))
        return g_ptr_array_steal_index (drafts, i);
      found = MIN (found, i);
    }
  return found != G_MAXUINT ? g_ptr_array_steal_index (drafts, found) : NULL;
}

const char *
cw_left_open_text (const CwDraft *draft)
{
  g_return_val_if_fail (draft != NULL, "");

  if (g_str_equal (draft->kind, "opening"))
    return _ ("You began a talk about what is recorded, and stopped.");
  if (g_str_equal (draft->kind, "step"))
    return _ ("You began to write down a next step, and stopped.");
  if (g_str_has_prefix (draft->subject, WITHDRAWAL))
    return _ ("You began to note that somebody does not agree any more, and stopped.");
  if (cw_link_is_subject (draft->subject))
    return _ ("You began to link another case of this family, and stopped.");
  if (g_str_has_prefix (draft->subject, CHILDREN))
    return _ ("You began to write down the children, and stopped.");
  return _ ("You began to write down who they are, and stopped.");
}
