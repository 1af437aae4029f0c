/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-gate.h"

G_BEGIN_DECLS

/**
 * CwContactState:
 *
 * What the composer holds (R11): a contact, the next step that comes with it, and what is wrong
 * with them by the rules. A plain value: the composer shows it, drafts keep it.
 */
typedef struct
{
  CwContact *orig, *curr;
  char *step_text;
  char **kept; /* wordings of the note that stay, though they were remarked on (R10) */
  CwDay step_due;
  gboolean time_wrong, minutes_wrong, day_wrong,
      step_due_wrong; /* something is typed that cannot be read */
  CwDay today;
} CwContactState;

/* In the order in which they are said. */
typedef enum
{
  CW_CONTACT_COMPLETE,
  CW_CONTACT_NOBODY, /* with whom is missing */
  CW_CONTACT_METHOD,
  CW_CONTACT_DAY,
  CW_CONTACT_FUTURE,
  CW_CONTACT_BEFORE_CONSENT, /* R7 */
  CW_CONTACT_WITHDRAWN,      /* R9 */
  CW_CONTACT_TIME,
  CW_CONTACT_MINUTES,
  CW_CONTACT_STEP_DUE,  /* a next step without a date */
  CW_CONTACT_STEP_TEXT, /* a date without a next step */
} CwContactProblem;

CwContactState *cw_contact_state_new (gint64 case_id, CwDay today) G_GNUC_WARN_UNUSED_RESULT;
void cw_contact_state_free (CwContactState *self);
void cw_contact_state_edit (CwContactState *self,
                            const CwContact *contact); /* begins from a stored one */
gboolean cw_contact_state_is_changed (const CwContactState *self);
/* Some words are there that would be lost. */
gboolean cw_contact_state_has_words (const CwContactState *self);
int cw_text_count_words (const char *text); /* between spaces */
int cw_contact_state_count_words (const CwContactState *self);

void cw_contact_state_set_with (CwContactState *self, gint64 adult_id, gboolean with);
void cw_contact_state_set_lines (CwContactState *self, GPtrArray *lines); /* of CwLine; copies */
void cw_contact_state_set_time_text (CwContactState *self, const char *text);
void cw_contact_state_set_minutes_text (CwContactState *self, const char *text);
void cw_contact_state_set_kept (CwContactState *self, const char *const *kept);
void cw_contact_state_set_step (CwContactState *self, const char *text, CwDay due);

/* @adults of CwAdult: those of the case. */
CwContactProblem cw_contact_state_check (const CwContactState *self, GPtrArray *adults);
/* The adult whose consent @problem is about, NULL if none. */
const CwAdult *cw_contact_state_find_refused (const CwContactState *self, GPtrArray *adults);
CwStep *
cw_contact_state_to_step (const CwContactState *self) G_GNUC_WARN_UNUSED_RESULT; /* (nullable) */

char *cw_contact_state_to_body (const CwContactState *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_contact_state_take_body (CwContactState *self, const char *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwContactState, cw_contact_state_free)

G_END_DECLS
