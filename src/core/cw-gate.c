/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-gate.h"

/* Who is missing: nobody ever agreed, or somebody did and took it back (R9). */
static CwGate
judge_adult (const CwAdult *adult)
{
  if (adult == NULL || cw_adult_get_consent (adult) == NULL)
    return CW_GATE_NO_CONSENT;
  return cw_adult_agrees (adult) ? CW_GATE_OPEN : CW_GATE_WITHDRAWN;
}

static const CwAdult *
find_adult (GPtrArray *adults, gint64 id)
{
  for (guint i = 0; adults && i < adults->len; i++)
    {
      const CwAdult *adult = g_ptr_array_index (adults, i);

      if (adult->id == id)
        return adult;
    }
  return NULL;
}

/* A child, a draft, words for the next postholder or a step of nobody in particular needs one adult
 * of the case who agrees. */
static CwGate
judge_any_adult (GPtrArray *adults)
{
  CwGate answer = CW_GATE_NO_CONSENT;

  for (guint i = 0; adults && i < adults->len; i++)
    {
      CwGate one = judge_adult (g_ptr_array_index (adults, i));

      if (one == CW_GATE_OPEN)
        return CW_GATE_OPEN;
      if (one == CW_GATE_WITHDRAWN)
        answer = CW_GATE_WITHDRAWN;
    }
  return answer;
}

static CwGate
judge_adult_on (const CwAdult *adult, CwDay day)
{
  const CwConsent *first;

  if (adult == NULL)
    return CW_GATE_NOBODY;
  if (adult->consents == NULL || adult->consents->len == 0)
    return CW_GATE_NO_CONSENT;
  if (cw_adult_agreed_on (adult, day))
    return CW_GATE_OPEN;
  first = g_ptr_array_index (adult->consents, 0);
  return day < first->given_on ? CW_GATE_BEFORE_CONSENT : CW_GATE_WITHDRAWN;
}

/* Every adult of a contact must have agreed by its day (R2, R7). */
static CwGate
judge_contact (const CwGateInput *input)
{
  if (input->with == NULL || input->with->len == 0)
    return CW_GATE_NOBODY;
  if (input->day == CW_DAY_NONE)
    return CW_GATE_BEFORE_CONSENT;
  if (input->day > input->today)
    return CW_GATE_FUTURE;
  for (guint i = 0; i < input->with->len; i++)
    {
      CwGate one = judge_adult_on (find_adult (input->adults, input->with->items[i]), input->day);

      if (one != CW_GATE_OPEN)
        return one;
    }
  return CW_GATE_OPEN;
}

/* R1: somebody may ask, but the parent has agreed before the case begins. */
static CwGate
judge_opening (const CwGateInput *input)
{
  const CwCaseOpening *opening = input->opening;
  CwGate answer;

  if (opening == NULL)
    return CW_GATE_NO_CONSENT;
  answer = cw_gate_check_consent (opening->consent, input->today);
  if (answer != CW_GATE_OPEN)
    return answer;
  if (opening->opened > input->today || opening->parent_agreed_on > input->today)
    return CW_GATE_FUTURE;
  if (input->somebody_asked
      && (opening->parent_agreed_on == CW_DAY_NONE || opening->parent_agreed_on > opening->opened))
    return CW_GATE_COLD_CALL;
  return CW_GATE_OPEN;
}

/**
 * cw_gate_check_consent:
 * @consent: (nullable): a consent by itself
 * @today: it cannot be given later than this
 *
 * Returns: what is wrong with it (R7), or %CW_GATE_OPEN. It may be dated back to the day it was
 * given.
 */
CwGate
cw_gate_check_consent (const CwConsent *consent, CwDay today)
{
  if (consent == NULL || consent->given_on == CW_DAY_NONE)
    return CW_GATE_NO_CONSENT;
  if ((consent->explained & CW_EXPLAINED_ALL) != CW_EXPLAINED_ALL)
    return CW_GATE_NOT_EXPLAINED;
  if (consent->explained_by == NULL || !cw_name_is_sound (consent->explained_by)
      || (consent->how != CW_CONSENT_SIGNED && consent->how != CW_CONSENT_SPOKEN))
    return CW_GATE_NOT_SAID_HOW;
  if (consent->given_on > today)
    return CW_GATE_FUTURE;
  return consent->withdrawn_on == CW_DAY_NONE ? CW_GATE_OPEN : CW_GATE_WITHDRAWN;
}

/**
 * cw_gate_ask:
 * @input: what is about to be stored, and about whom
 *
 * The consent gate (R1, R2, R7, R8, R9, R15). An act that the gate does not know is refused.
 *
 * Returns: %CW_GATE_OPEN, or the first reason against it
 */
CwGate
cw_gate_ask (const CwGateInput *input)
{
  g_return_val_if_fail (input != NULL, CW_GATE_NO_CONSENT);

  switch (input->act)
    {
    case CW_ACT_LOG_ENQUIRY:
    case CW_ACT_KEEP_PAPER_NUMBER:
    case CW_ACT_RECORD_CONCERN:
    case CW_ACT_WITHDRAW:
      return CW_GATE_OPEN;
    case CW_ACT_OPEN_CASE:
      return judge_opening (input);
    case CW_ACT_ADD_ADULT:
      return cw_gate_check_consent (input->consent, input->today);
    case CW_ACT_STORE_IDENTITY:
      return judge_adult (find_adult (input->adults, input->adult_id));
    case CW_ACT_STORE_STEP:
      if (input->adult_id != 0)
        return judge_adult (find_adult (input->adults, input->adult_id));
      return judge_any_adult (input->adults);
    case CW_ACT_STORE_CHILD:
    case CW_ACT_STORE_DRAFT:
    case CW_ACT_STORE_HANDOVER:
      return judge_any_adult (input->adults);
    case CW_ACT_STORE_CONTACT:
      return judge_contact (input);
    default:
      return CW_GATE_NO_CONSENT;
    }
}
