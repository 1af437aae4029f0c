/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/**
 * CwServicesView:
 *
 * The services one can point parents to (R34), which of them are independent (R4), and a sheet of
 * them for a parent (R6). Nothing is ever deleted: a service is retired, as past records point to
 * it.
 */
#define CW_TYPE_SERVICES_VIEW (cw_services_view_get_type ())
G_DECLARE_FINAL_TYPE (CwServicesView, cw_services_view, CW, SERVICES_VIEW, GtkWidget)

void cw_services_view_bind (CwServicesView *self, CwSection *section); /* once; the page it is on */
void cw_services_view_update_codes (CwServicesView *self); /* the code book is a new one */
void cw_services_view_add (CwServicesView *self);          /* opens the form of a new service */
void cw_services_view_flush (CwServicesView *self);
void cw_services_view_focus (CwServicesView *self);
void cw_services_view_search (CwServicesView *self);

G_END_DECLS
