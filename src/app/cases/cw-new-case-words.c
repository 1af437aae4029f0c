/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-new-case-words.h"

#include <glib/gi18n.h>

/**
 * cw_new_case_next_text:
 * @choice: what the parent chose
 * @paper: (nullable): the number a paper record would get, "P-015"
 * @named: a name is typed
 *
 * Returns: (transfer full): what the button that goes on says.
 */
char *
cw_new_case_next_text (CwNewCaseStep step, CwChoice choice, const char *paper, gboolean named)
{
  if (step == STEP_CONSENT && choice != CW_CHOICE_PAPER && choice != CW_CHOICE_NOTHING)
    return g_strdup (_ ("They agree: go on to names"));
  if (step == STEP_REFUSAL && choice == CW_CHOICE_PAPER)
    /* Translators: %s is the number of a paper record, such as P-015 */
    return g_strdup_printf (_ ("Give it number %s"), paper);
  if (step == STEP_REFUSAL)
    return g_strdup (_ ("Log it and close"));
  if (step == STEP_NAMES)
    return g_strdup (named ? _ ("Save: go on to the first contact") : _ ("Go on without a name"));
  if (step == STEP_CONTACT)
    return g_strdup (_ ("No contact yet: open the case"));
  return g_strdup (_ ("Go on"));
}

const char *
cw_new_case_foot_text (CwNewCaseStep step)
{
  if (step == STEP_NAMES)
    return _ ("They agreed, and that is stored. Everything here is encrypted on this laptop.");
  if (step == STEP_CONTACT)
    return _ ("What was said and done. They may read it.");
  return _ ("There is no place for a name on this page. Nothing here points to anyone.");
}

/* How they came, for the bar of steps (R1). */
char *
cw_new_case_came_text (const CwNewCaseState *state, CwCodeBook *codes)
{
  const CwNewCaseValues *v = &state->curr;
  g_autofree char *day = cw_day_format (v->somebody_asked ? v->agreed_on : v->opened);

  if (v->somebody_asked)
    /* Translators: the first %s is who asked the parent, such as Class teacher, the second a date
     */
    return g_strdup_printf (_ ("%s asked, agreed %s"), cw_code_book_label (codes, v->asked_by),
                            day);
  /* Translators: %s is a date */
  return g_strdup_printf (_ ("Came themselves, %s"), day);
}
