/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-contact-words.h"

#include "cw-adult-words.h"

#include <glib/gi18n.h>

/**
 * cw_contact_problem_text:
 * @state: what is being written
 * @adults: (element-type CwAdult): those of the case
 *
 * Returns: (transfer full) (nullable): a plain sentence about the first thing that is wrong.
 */
char *
cw_contact_problem_text (const CwContactState *state, GPtrArray *adults)
{
  CwContactProblem problem = cw_contact_state_check (state, adults);
  const CwAdult *adult = cw_contact_state_find_refused (state, adults);
  const CwConsent *consent = adult != NULL ? cw_adult_get_consent (adult) : NULL;
  g_autofree char *name = adult != NULL ? cw_adult_first_name (adult) : NULL;
  g_autofree char *day
      = consent != NULL ? cw_day_format (problem == CW_CONTACT_WITHDRAWN ? consent->withdrawn_on
                                                                         : consent->given_on)
                        : NULL;

  switch (problem)
    {
    case CW_CONTACT_NOBODY:
      return g_strdup (_ ("With whom were you in contact?"));
    case CW_CONTACT_METHOD:
      return g_strdup (_ ("How were you in contact?"));
    case CW_CONTACT_DAY:
      return g_strdup (_ ("The day is missing, or is no date."));
    case CW_CONTACT_FUTURE:
      return g_strdup (_ ("That day is still to come. What is planned is a next step."));
    case CW_CONTACT_BEFORE_CONSENT:
      if (name != NULL && day != NULL && *day != '\0')
        return g_strdup_printf (
            /* Translators: the first %s is a name, the second a date */
            _ ("%s agreed to a record on %s. What was before that day stays off it."), name, day);
      return g_strdup (_ ("There is no agreement to a record for that day."));
    case CW_CONTACT_WITHDRAWN:
      if (name != NULL && day != NULL && *day != '\0')
        /* Translators: the first %s is a name, the second a date */
        return g_strdup_printf (_ ("%s does not agree any more since %s. Nothing new is recorded."),
                                name, day);
      return g_strdup (_ ("They do not agree to a record any more."));
    case CW_CONTACT_TIME:
      return g_strdup (_ ("That is no time of day. Write it as 14:05, or leave it empty."));
    case CW_CONTACT_MINUTES:
      return g_strdup (_ ("How many minutes did it take?"));
    case CW_CONTACT_STEP_DUE:
      return g_strdup (_ ("When is the next step due?"));
    case CW_CONTACT_STEP_TEXT:
      return g_strdup (_ ("There is a date for a next step, and no step."));
    case CW_CONTACT_COMPLETE:
    default:
      return NULL;
    }
}

/* Who may read the note, in a quiet sentence (R2, R10). */
char *
cw_contact_reader_text (const CwContactState *state, GPtrArray *adults)
{
  g_autofree char *names = cw_adults_join (adults, state->curr->adults);

  if (*names == '\0')
    return g_strdup (_ ("Write what was said and done, not what it means."));
  /* Translators: %s is one or more names */
  return g_strdup_printf (_ ("%s may read this: what was said and done, not what it means."),
                          names);
}
