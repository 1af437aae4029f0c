/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-records.h"

G_BEGIN_DECLS

/**
 * CwAct:
 *
 * What somebody is about to store, as far as the consent gate tells acts apart.
 */
typedef enum
{
  CW_ACT_LOG_ENQUIRY,       /* anonymous (R5) */
  CW_ACT_KEEP_PAPER_NUMBER, /* R8 */
  CW_ACT_OPEN_CASE,         /* case, adult without a name, consent */
  CW_ACT_ADD_ADULT,         /* a further adult without a name, with their own consent (R2) */
  CW_ACT_STORE_IDENTITY,    /* name, telephone … of one adult */
  CW_ACT_STORE_CHILD,
  CW_ACT_STORE_CONTACT, /* with its note, on a day */
  CW_ACT_STORE_STEP,
  CW_ACT_STORE_DRAFT,    /* of a form that can hold words about a parent */
  CW_ACT_STORE_HANDOVER, /* words about a case for the next postholder (R21) */
  CW_ACT_RECORD_CONCERN, /* R15: never blocked */
  CW_ACT_WITHDRAW,       /* R9: never blocked */
} CwAct;

typedef enum
{
  CW_GATE_OPEN,           /* may be stored */
  CW_GATE_NO_CONSENT,     /* no consent of that adult, or of any adult of the case */
  CW_GATE_NOT_EXPLAINED,  /* a point of R7 was not explained */
  CW_GATE_NOT_SAID_HOW,   /* who explained it is missing */
  CW_GATE_BEFORE_CONSENT, /* dated before it was given */
  CW_GATE_WITHDRAWN,      /* consent does not stand (any more on that day) (R9) */
  CW_GATE_FUTURE,         /* dated after today */
  CW_GATE_COLD_CALL, /* somebody asked, but the parent's agreement is missing or later than the case
                        (R1) */
  CW_GATE_NOBODY,    /* a contact with no adult of the case */
} CwGate;

/**
 * CwGateInput:
 *
 * Everything the gate looks at. Fields an act does not need may be left empty.
 */
typedef struct
{
  CwAct act;
  CwDay today;
  CwDay day;                    /* of the contact */
  const CwCaseOpening *opening; /* OPEN_CASE */
  gboolean somebody_asked;      /* OPEN_CASE: how_came is "asked" */
  const CwConsent *consent;     /* ADD_ADULT */
  GPtrArray *adults;            /* of CwAdult: those of the case, with their consents */
  gint64 adult_id;              /* STORE_IDENTITY, STORE_STEP (0: nobody in particular) */
  const CwIds *with;            /* STORE_CONTACT: the adults of the contact */
} CwGateInput;

/* The consent gate (R1, R2, R7, R8, R9, R15), a pure function: asked inside the very transaction
 * that writes. */
CwGate cw_gate_ask (const CwGateInput *input);

/* What is wrong with a consent by itself, or CW_GATE_OPEN. */
CwGate cw_gate_check_consent (const CwConsent *consent, CwDay today);

G_END_DECLS
