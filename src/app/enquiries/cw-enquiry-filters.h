/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "core/cw-code.h"
#include "store/cw-store.h"

G_BEGIN_DECLS

/**
 * CwEnquiryFilters:
 *
 * The four drop-downs above the log, always in sight, and how many enquiries they let through.
 * Signal "changed".
 */
#define CW_TYPE_ENQUIRY_FILTERS (cw_enquiry_filters_get_type ())
G_DECLARE_FINAL_TYPE (CwEnquiryFilters, cw_enquiry_filters, CW, ENQUIRY_FILTERS, GtkWidget)

void cw_enquiry_filters_set_terms (
    CwEnquiryFilters *self,
    GPtrArray *terms,
    CwDay today); /* of CwTerm, by date; a choice that is still there stays */
void cw_enquiry_filters_set_codes (CwEnquiryFilters *self, CwCodeBook *codes);
void cw_enquiry_filters_get (CwEnquiryFilters *self,
                             CwEnquiryFilter *filter); /* sets from, to, category, method, about */
gboolean cw_enquiry_filters_is_open (CwEnquiryFilters *self); /* lets everything through */
void cw_enquiry_filters_clear (CwEnquiryFilters *self);       /* from now on it does */
void cw_enquiry_filters_set_count (CwEnquiryFilters *self,
                                   gint64 enquiries,
                                   gint64 ticked); /* -1: not counted yet */

G_END_DECLS
