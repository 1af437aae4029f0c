/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwIdentityForm:
 *
 * Who one adult is. Only made for an adult whose consent is stored (R7). Signal "changed".
 */
#define CW_TYPE_IDENTITY_FORM (cw_identity_form_get_type ())
G_DECLARE_FINAL_TYPE (CwIdentityForm, cw_identity_form, CW, IDENTITY_FORM, AdwBin)

/* @several: the case has other adults, so that "kept apart" is asked (R2). */
GtkWidget *cw_identity_form_new (CwSession *session,
                                 const CwAdult *adult,
                                 gboolean several) G_GNUC_WARN_UNUSED_RESULT;
void cw_identity_form_set (CwIdentityForm *self, const CwAdult *adult);
void cw_identity_form_read (CwIdentityForm *self, CwAdult *adult); /* into @adult */
gboolean cw_identity_form_has_name (CwIdentityForm *self);
void cw_identity_form_focus (CwIdentityForm *self);

G_END_DECLS
