/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-records.h"

G_BEGIN_DECLS

/**
 * CwEnquiryProblem:
 *
 * What keeps an enquiry from being stored, one bit a field. Services and "has asked before" cannot
 * be wrong.
 */
typedef enum
{
  CW_ENQUIRY_NO_CATEGORY = 1 << 0,
  CW_ENQUIRY_NO_METHOD = 1 << 1,
  CW_ENQUIRY_NO_ABOUT = 1 << 2,
  CW_ENQUIRY_NO_DAY = 1 << 3,
  CW_ENQUIRY_WRONG_DAY = 1 << 4, /* something is typed that is no date */
  CW_ENQUIRY_FUTURE_DAY = 1 << 5,
} CwEnquiryProblem;

/**
 * CwEnquiryFormState:
 *
 * What the entry form holds, as a value without widgets: the enquiry as it was (@orig) and as it
 * would be stored (@curr). There is no text in it (R5).
 */
typedef struct
{
  CwEnquiry *orig;
  CwEnquiry *curr;
  CwDay today;
  gboolean day_wrong;
} CwEnquiryFormState;

CwEnquiryFormState *cw_enquiry_form_state_new (CwDay today) G_GNUC_WARN_UNUSED_RESULT;
void cw_enquiry_form_state_free (CwEnquiryFormState *self);

void cw_enquiry_form_state_set_today (CwEnquiryFormState *self,
                                      CwDay today);         /* midnight has passed */
void cw_enquiry_form_state_next (CwEnquiryFormState *self); /* a new one; the date stays */
void cw_enquiry_form_state_edit (CwEnquiryFormState *self,
                                 const CwEnquiry *enquiry); /* change a stored one */
void cw_enquiry_form_state_fill (CwEnquiryFormState *self,
                                 const CwEnquiry *values); /* like @values, but as a new one */

gboolean cw_enquiry_form_state_is_editing (const CwEnquiryFormState *self);
gboolean cw_enquiry_form_state_is_changed (
    const CwEnquiryFormState *self); /* differs from what it began as */
guint cw_enquiry_form_state_problems (const CwEnquiryFormState *self); /* of CwEnquiryProblem */

/* Each TRUE if that changed anything. */
gboolean
cw_enquiry_form_state_set_categories (CwEnquiryFormState *self, const gint64 *ids, guint n);
gboolean cw_enquiry_form_state_set_method (CwEnquiryFormState *self, gint64 id);
gboolean cw_enquiry_form_state_set_about (CwEnquiryFormState *self, gint64 id);
gboolean cw_enquiry_form_state_set_services (CwEnquiryFormState *self, const CwIds *ids);
gboolean cw_enquiry_form_state_set_asked_before (CwEnquiryFormState *self, gboolean asked_before);
gboolean cw_enquiry_form_state_set_day (CwEnquiryFormState *self, CwDay day, gboolean wrong);

/* The draft: key-file text of ids and a date, nothing else; NULL when there is nothing to keep. */
char *cw_enquiry_form_state_to_text (const CwEnquiryFormState *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_enquiry_form_state_from_text (
    CwEnquiryFormState *self, const char *text); /* onto @curr; FALSE: not ours, nothing changed */

gboolean cw_enquiry_same (const CwEnquiry *a, const CwEnquiry *b); /* in what the form can change */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwEnquiryFormState, cw_enquiry_form_state_free)

G_END_DECLS
