/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-left-open.h"

#include <glib/gi18n.h>
#include <string.h>

#define TALK "case-"
#define CHILDREN "children-"

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
  char *end = NULL;

  g_return_val_if_fail (subject != NULL, FALSE);

  if (!g_str_has_prefix (subject, TALK))
    return FALSE;
  *case_id = g_ascii_strtoll (subject + strlen (TALK), &end, 10);
  *adult_id = *end == '-' ? g_ascii_strtoll (end + 1, NULL, 10) : 0;
  return *case_id > 0;
}

char *
cw_names_subject (gint64 adult_id)
{
  return g_strdup_printf ("adult-%" G_GINT64_FORMAT, adult_id);
}

char *
cw_children_subject (gint64 case_id)
{
  return g_strdup_printf (CHILDREN "%" G_GINT64_FORMAT, case_id);
}

static gboolean
belongs (const CwDraft *draft, gint64 case_id)
{
  gint64 talk_case, adult;

  if (g_str_equal (draft->kind, "opening"))
    return cw_talk_read_subject (draft->subject, &talk_case, &adult) && talk_case == case_id;
  return g_str_equal (draft->kind, "names") && draft->case_id == case_id;
}

CwDraft *
cw_left_open_find (CwStore *store, gint64 case_id, GError **error)
{
  g_autoptr (GPtrArray) drafts = cw_store_list_drafts (store, error);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    if (belongs (drafts->pdata[i], case_id))
      return g_ptr_array_steal_index (drafts, i);
  return NULL;
}

const char *
cw_left_open_text (const CwDraft *draft)
{
  g_return_val_if_fail (draft != NULL, "");

  if (g_str_equal (draft->kind, "opening"))
    return _ ("You began a talk about what is recorded, and stopped.");
  if (g_str_has_prefix (draft->subject, CHILDREN))
    return _ ("You began to write down the children, and stopped.");
  return _ ("You began to write down who they are, and stopped.");
}
