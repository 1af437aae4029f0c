/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-consent-state.h"

#define GROUP "consent"

/**
 * cw_consent_state_init:
 * @today: the day it is
 *
 * Returns: a conversation that has not begun: nothing ticked, nothing chosen, neither yes nor no
 * (R7).
 */
CwConsentState
cw_consent_state_init (CwDay today)
{
  return (CwConsentState){ .given_on = today };
}

gboolean
cw_consent_state_equal (const CwConsentState *a, const CwConsentState *b)
{
  return a->explained == b->explained && a->choice == b->choice && a->school == b->school
         && a->database == b->database && a->how == b->how && a->given_on == b->given_on;
}

guint
cw_consent_state_to_explain (const CwConsentState *self)
{
  guint left = 0;

  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < CW_CONSENT_N_POINTS; i++)
    if ((self->explained & (1 << i)) == 0)
      left++;
  return left;
}

/* The choice to have a record asks for more than the choice to have none. */
static CwConsentProblems
check_record (const CwConsentState *self, const char *explained_by, CwDay today)
{
  CwConsentProblems problems = CW_CONSENT_COMPLETE;

  if (self->school == CW_ANSWER_NONE)
    problems |= CW_CONSENT_SCHOOL;
  if (self->database == CW_ANSWER_NONE)
    problems |= CW_CONSENT_DATABASE;
  if (self->how == CW_HOW_NONE)
    problems |= CW_CONSENT_HOW;
  if (self->given_on == CW_DAY_NONE)
    problems |= CW_CONSENT_DAY;
  else if (self->given_on > today)
    problems |= CW_CONSENT_FUTURE;
  if (explained_by == NULL || *explained_by == '\0')
    problems |= CW_CONSENT_WHO;
  return problems;
}

/**
 * cw_consent_state_check:
 * @explained_by: who explained it
 * @today: the day it is
 *
 * What is still missing before this conversation can be stored. A parent who wants no record is not
 * asked the questions that only a record raises (R8), but is told the same six points.
 */
CwConsentProblems
cw_consent_state_check (const CwConsentState *self, const char *explained_by, CwDay today)
{
  CwConsentProblems problems = CW_CONSENT_COMPLETE;

  g_return_val_if_fail (self != NULL, CW_CONSENT_TO_CHOOSE);

  if (self->choice == CW_CHOICE_NONE)
    problems |= CW_CONSENT_TO_CHOOSE;
  if (self->choice != CW_CHOICE_NOTHING && self->choice != CW_CHOICE_PAPER
      && cw_consent_state_to_explain (self) > 0)
    problems |= CW_CONSENT_TO_EXPLAIN;
  if (self->choice == CW_CHOICE_RECORD || self->choice == CW_CHOICE_NONE)
    problems |= check_record (self, explained_by, today);
  return problems;
}

/**
 * cw_consent_state_to_consent:
 *
 * Returns: (transfer full): the consent that this conversation ended with.
 */
CwConsent *
cw_consent_state_to_consent (const CwConsentState *self, const char *explained_by)
{
  CwConsent *consent;

  g_return_val_if_fail (self != NULL && self->choice == CW_CHOICE_RECORD, NULL);

  consent = cw_consent_new ();
  consent->given_on = self->given_on;
  consent->how = self->how == CW_HOW_SIGNED ? CW_CONSENT_SIGNED : CW_CONSENT_SPOKEN;
  consent->explained = self->explained;
  g_free (consent->explained_by);
  consent->explained_by = g_strdup (explained_by);
  consent->school_may_know = self->school == CW_ANSWER_YES;
  consent->database_may_know = self->database == CW_ANSWER_YES;
  return consent;
}

/**
 * cw_consent_state_to_key_file:
 *
 * Writes the codes and the date into a draft.
 */
void
cw_consent_state_to_key_file (const CwConsentState *self, GKeyFile *file)
{
  g_return_if_fail (self != NULL && file != NULL);

  g_key_file_set_integer (file, GROUP, "explained", self->explained);
  g_key_file_set_integer (file, GROUP, "choice", self->choice);
  g_key_file_set_integer (file, GROUP, "school", self->school);
  g_key_file_set_integer (file, GROUP, "database", self->database);
  g_key_file_set_integer (file, GROUP, "how", self->how);
  g_key_file_set_integer (file, GROUP, "given-on", self->given_on);
}

/* A number of a draft, or @fallback where it is none that could have been written. */
static int
read_number (GKeyFile *file, const char *key, int last, int fallback)
{
  g_autoptr (GError) error = NULL;
  int number = g_key_file_get_integer (file, GROUP, key, &error);

  return error == NULL && number >= 0 && number <= last ? number : fallback;
}

CwConsentState
cw_consent_state_from_key_file (GKeyFile *file, CwDay today)
{
  CwConsentState state = cw_consent_state_init (today);

  g_return_val_if_fail (file != NULL, state);

  state.explained = read_number (file, "explained", CW_EXPLAINED_ALL, 0);
  state.choice = read_number (file, "choice", CW_CHOICE_NOTHING, CW_CHOICE_NONE);
  state.school = read_number (file, "school", CW_ANSWER_NO, CW_ANSWER_NONE);
  state.database = read_number (file, "database", CW_ANSWER_NO, CW_ANSWER_NONE);
  state.how = read_number (file, "how", CW_HOW_SPOKEN, CW_HOW_NONE);
  state.given_on = read_number (file, "given-on", G_MAXINT, today);
  return state;
}
