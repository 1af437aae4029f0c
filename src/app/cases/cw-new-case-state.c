/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-new-case-state.h"

#define GROUP "came"

/**
 * cw_new_case_state_new:
 * @today: the day it is; a case opens today unless another day is said
 *
 * Returns: (transfer full): a conversation that has not begun.
 */
CwNewCaseState *
cw_new_case_state_new (CwDay today)
{
  CwNewCaseState *self = g_new0 (CwNewCaseState, 1);

  self->today = today;
  self->orig.opened = today;
  self->orig.consent = cw_consent_state_init (today);
  self->curr = self->orig;
  return self;
}

void
cw_new_case_state_free (CwNewCaseState *self)
{
  g_free (self);
}

gboolean
cw_new_case_state_is_changed (const CwNewCaseState *self)
{
  const CwNewCaseValues *a = &self->orig, *b = &self->curr;

  return a->how_came != b->how_came || a->asked_by != b->asked_by || a->agreed_on != b->agreed_on
         || a->opened != b->opened || !cw_consent_state_equal (&a->consent, &b->consent);
}

/**
 * cw_new_case_state_set_how_came:
 * @how_came: an entry of %CW_LIST_HOW_CAME
 * @somebody_asked: whether that entry says that somebody asked the parent (R1)
 *
 * Sets how the parent came. Who asked is forgotten where nobody did.
 */
void
cw_new_case_state_set_how_came (CwNewCaseState *self, gint64 how_came, gboolean somebody_asked)
{
  g_return_if_fail (self != NULL);

  self->curr.how_came = how_came;
  self->curr.somebody_asked = somebody_asked;
  if (!somebody_asked)
    {
      self->curr.asked_by = 0;
      self->curr.agreed_on = CW_DAY_NONE;
    }
}

void
cw_new_case_state_set_asked_by (CwNewCaseState *self, gint64 asked_by)
{
  g_return_if_fail (self != NULL);
  self->curr.asked_by = asked_by;
}

void
cw_new_case_state_set_agreed_on (CwNewCaseState *self, CwDay day)
{
  g_return_if_fail (self != NULL);
  self->curr.agreed_on = day;
}

void
cw_new_case_state_set_opened (CwNewCaseState *self, CwDay day)
{
  g_return_if_fail (self != NULL);
  self->curr.opened = day;
}

void
cw_new_case_state_set_consent (CwNewCaseState *self, const CwConsentState *consent)
{
  g_return_if_fail (self != NULL && consent != NULL);
  self->curr.consent = *consent;
}

/**
 * cw_new_case_state_check_came:
 *
 * What is missing or wrong in the first step (R1): nobody is approached who has not agreed to it
 * first.
 */
CwCameProblems
cw_new_case_state_check_came (const CwNewCaseState *self)
{
  const CwNewCaseValues *v;
  CwCameProblems problems = CW_CAME_COMPLETE;

  g_return_val_if_fail (self != NULL, CW_CAME_HOW);

  v = &self->curr;
  if (v->how_came == 0)
    problems |= CW_CAME_HOW;
  if (v->somebody_asked && v->asked_by == 0)
    problems |= CW_CAME_WHO_ASKED;
  if (v->somebody_asked && v->agreed_on == CW_DAY_NONE)
    problems |= CW_CAME_AGREED;
  if (v->somebody_asked && v->agreed_on != CW_DAY_NONE && v->opened != CW_DAY_NONE
      && v->agreed_on > v->opened)
    problems |= CW_CAME_AGREED_LATE;
  if (v->opened == CW_DAY_NONE)
    problems |= CW_CAME_OPENED;
  else if (v->opened > self->today)
    problems |= CW_CAME_OPENED_FUTURE;
  return problems;
}

gboolean
cw_new_case_state_is_complete (const CwNewCaseState *self, const char *explained_by)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return cw_new_case_state_check_came (self) == CW_CAME_COMPLETE
         && self->curr.consent.choice == CW_CHOICE_RECORD
         && cw_consent_state_check (&self->curr.consent, explained_by, self->today)
                == CW_CONSENT_COMPLETE;
}

/**
 * cw_new_case_state_to_opening:
 *
 * Returns: (transfer full): what the store is asked to keep. A parent who came themselves agreed by
 * coming.
 */
CwCaseOpening *
cw_new_case_state_to_opening (const CwNewCaseState *self, const char *explained_by)
{
  CwCaseOpening *opening;

  g_return_val_if_fail (cw_new_case_state_is_complete (self, explained_by), NULL);

  opening = cw_case_opening_new ();
  opening->opened = self->curr.opened;
  opening->how_came = self->curr.how_came;
  opening->asked_by = self->curr.asked_by;
  opening->parent_agreed_on = self->curr.somebody_asked ? self->curr.agreed_on : self->curr.opened;
  g_clear_pointer (&opening->consent, cw_consent_free);
  opening->consent = cw_consent_state_to_consent (&self->curr.consent, explained_by);
  return opening;
}

char *
cw_new_case_state_to_body (const CwNewCaseState *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (self != NULL, NULL);

  g_key_file_set_int64 (file, GROUP, "how-came", self->curr.how_came);
  g_key_file_set_boolean (file, GROUP, "somebody-asked", self->curr.somebody_asked);
  g_key_file_set_int64 (file, GROUP, "asked-by", self->curr.asked_by);
  g_key_file_set_integer (file, GROUP, "agreed-on", self->curr.agreed_on);
  g_key_file_set_integer (file, GROUP, "opened", self->curr.opened);
  cw_consent_state_to_key_file (&self->curr.consent, file);
  return g_key_file_to_data (file, NULL, NULL);
}

gboolean
cw_new_case_state_take_body (CwNewCaseState *self, const char *body)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (self != NULL && body != NULL, FALSE);

  if (!g_key_file_load_from_data (file, body, -1, G_KEY_FILE_NONE, NULL)
      || !g_key_file_has_group (file, GROUP))
    return FALSE;
  self->curr.how_came = g_key_file_get_int64 (file, GROUP, "how-came", NULL);
  self->curr.somebody_asked = g_key_file_get_boolean (file, GROUP, "somebody-asked", NULL);
  self->curr.asked_by = g_key_file_get_int64 (file, GROUP, "asked-by", NULL);
  self->curr.agreed_on = g_key_file_get_integer (file, GROUP, "agreed-on", NULL);
  self->curr.opened = g_key_file_get_integer (file, GROUP, "opened", NULL);
  self->curr.consent = cw_consent_state_from_key_file (file, self->today);
  return TRUE;
}
