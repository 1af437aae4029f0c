/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "core/cw-records.h"

G_BEGIN_DECLS

/**
 * CwChildrenForm:
 *
 * The children of a case: a name and a year group each. Only made where an adult's consent is
 * stored (R7). Signal "changed".
 */
#define CW_TYPE_CHILDREN_FORM (cw_children_form_get_type ())
G_DECLARE_FINAL_TYPE (CwChildrenForm, cw_children_form, CW, CHILDREN_FORM, AdwBin)

GtkWidget *cw_children_form_new (GPtrArray *children)
    G_GNUC_WARN_UNUSED_RESULT; /* of CwChild; one empty row is added */
void cw_children_form_set (CwChildrenForm *self, GPtrArray *children);
GPtrArray *cw_children_form_read (CwChildrenForm *self)
    G_GNUC_WARN_UNUSED_RESULT; /* of CwChild; one that was taken off has no name any more */

G_END_DECLS
