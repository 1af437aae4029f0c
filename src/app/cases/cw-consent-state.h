/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-gate.h"

G_BEGIN_DECLS

/**
 * CwConsentState:
 *
 * How far the conversation with one adult has come (R7, R8): what was explained, what they chose. A
 * plain value that holds codes, answers and a date, and nothing that could name anybody.
 */
typedef enum
{
  CW_CHOICE_NONE,
  CW_CHOICE_RECORD,
  CW_CHOICE_PAPER,
  CW_CHOICE_NOTHING
} CwChoice;
typedef enum
{
  CW_ANSWER_NONE,
  CW_ANSWER_YES,
  CW_ANSWER_NO
} CwAnswer;
typedef enum
{
  CW_HOW_NONE,
  CW_HOW_SIGNED,
  CW_HOW_SPOKEN
} CwHow;

typedef struct
{
  CwExplained explained;
  CwChoice choice;
  CwAnswer school, database;
  CwHow how;
  CwDay given_on;
} CwConsentState;

/* What is missing or wrong; several may be set. */
typedef enum
{
  CW_CONSENT_COMPLETE = 0,
  CW_CONSENT_TO_EXPLAIN = 1 << 0, /* fewer than six points are ticked */
  CW_CONSENT_TO_CHOOSE = 1 << 1,
  CW_CONSENT_SCHOOL = 1 << 2, /* neither yes nor no */
  CW_CONSENT_DATABASE = 1 << 3,
  CW_CONSENT_HOW = 1 << 4,
  CW_CONSENT_DAY = 1 << 5, /* no date, or no such date */
  CW_CONSENT_FUTURE = 1 << 6,
  CW_CONSENT_WHO = 1 << 7, /* nobody who explained it */
} CwConsentProblems;

#define CW_CONSENT_N_POINTS 6

CwConsentState cw_consent_state_init (CwDay today);
gboolean cw_consent_state_equal (const CwConsentState *a, const CwConsentState *b);
guint cw_consent_state_to_explain (const CwConsentState *self); /* how many points are left */
CwConsentProblems
cw_consent_state_check (const CwConsentState *self, const char *explained_by, CwDay today);
CwConsent *cw_consent_state_to_consent (const CwConsentState *self,
                                        const char *explained_by) G_GNUC_WARN_UNUSED_RESULT;
void cw_consent_state_to_key_file (const CwConsentState *self, GKeyFile *file);
CwConsentState cw_consent_state_from_key_file (GKeyFile *file, CwDay today);

G_END_DECLS
