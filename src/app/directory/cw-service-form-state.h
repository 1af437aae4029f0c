/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-records.h"

G_BEGIN_DECLS

/* What of a service is text. */
typedef enum
{
  CW_SERVICE_NAME,
  CW_SERVICE_WHAT_FOR,
  CW_SERVICE_TELEPHONE,
  CW_SERVICE_EMAIL,
  CW_SERVICE_WEBSITE,
  CW_SERVICE_ADDRESS,
  CW_SERVICE_HOURS,
  CW_N_SERVICE_FIELDS
} CwServiceField;

/* What keeps a service from being stored, one bit each. */
typedef enum
{
  CW_SERVICE_NO_NAME = 1 << 0,
  CW_SERVICE_LONG_NAME = 1 << 1,  /* more than 120 letters */
  CW_SERVICE_NAME_TAKEN = 1 << 2, /* the store said so, of this very name */
  CW_SERVICE_WRONG_DAY = 1 << 3,
  CW_SERVICE_FUTURE_DAY = 1 << 4,
} CwServiceProblem;

/**
 * CwServiceFormState:
 *
 * What the form of a service holds, as a value without widgets: as it was and as it would be stored
 * (R34).
 */
typedef struct
{
  CwService *orig;
  CwService *curr;
  CwDay today;
  gboolean day_wrong;
  char *taken; /* a name the store refused; NULL: none */
} CwServiceFormState;

CwServiceFormState *cw_service_form_state_new (CwDay today) G_GNUC_WARN_UNUSED_RESULT;
void cw_service_form_state_free (CwServiceFormState *self);

void cw_service_form_state_begin (CwServiceFormState *self,
                                  const CwService *service); /* NULL: a new one */
gboolean cw_service_form_state_is_new (const CwServiceFormState *self);
gboolean cw_service_form_state_is_changed (const CwServiceFormState *self);
guint cw_service_form_state_problems (const CwServiceFormState *self); /* of CwServiceProblem */
const char *cw_service_form_state_get_text (const CwServiceFormState *self, CwServiceField field);

/* Each TRUE if that changed anything. */
gboolean
cw_service_form_state_set_text (CwServiceFormState *self, CwServiceField field, const char *text);
gboolean cw_service_form_state_set_independent (CwServiceFormState *self, gboolean independent);
gboolean
cw_service_form_state_set_categories (CwServiceFormState *self, const gint64 *ids, guint n);
gboolean cw_service_form_state_set_checked_on (CwServiceFormState *self, CwDay day, gboolean wrong);
void cw_service_form_state_refuse_name (CwServiceFormState *self); /* another service has it */

/* The draft; NULL when there is nothing to keep. */
char *cw_service_form_state_to_text (const CwServiceFormState *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_service_form_state_from_text (
    CwServiceFormState *self, const char *text); /* FALSE: not of this service, nothing changed */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwServiceFormState, cw_service_form_state_free)

G_END_DECLS
