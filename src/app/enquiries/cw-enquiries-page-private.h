/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/enquiries/cw-enquiries-page.h"
#include "app/enquiries/cw-enquiry-filters.h"
#include "app/enquiries/cw-enquiry-form.h"
#include "app/kit/cw-form-draft.h"
#include "app/kit/cw-paged-model.h"

G_BEGIN_DECLS

#define CW_ENQUIRY_DRAFT "enquiry" /* kind */
#define CW_ENQUIRY_DRAFT_NEW "new" /* subject; a stored enquiry that is changed has its number */

struct _CwEnquiriesPage
{
  CwSection parent_instance;

  /* template widgets */
  GtkWidget *begin_button;
  GtkWidget *menu_button;
  GtkWidget *offer_box;
  GtkLabel *offer;
  GtkWidget *form_scroller;
  CwEnquiryForm *form;
  CwEnquiryFilters *filters;
  GtkStack *stack;
  GtkColumnView *table;
  GtkWidget *first_button;
  GtkWidget *context_menu; /* owned: a popover is no child of the template */

  /* owned */
  CwPagedModel *rows;
  GtkSingleSelection *selection;
  CwFormDraft *draft;
  CwEnquiry *aside;        /* a half-filled new enquiry, while a stored one is changed */
  CwEnquiry *offered_orig; /* a stored enquiry whose change was left unfinished */
  char *offered_body;
  GCancellable *counting;

  CwEnquirySort sort;
  gboolean descending;
  gboolean syncing; /* the button follows the form */
  gboolean saving;
  gboolean focus_table; /* as soon as there is one */
};

/* cw-enquiries-page.c */
void cw_enquiries_page_focus_table (CwEnquiriesPage *self); /* or what stands in its place */
void cw_enquiries_page_open_form (CwEnquiriesPage *self, gboolean open);
void cw_enquiries_page_show_state (CwEnquiriesPage *self,
                                   const char *state); /* "table", "no-match", "empty", "unread" */

/* cw-enquiries-entry.c: what is put into the form and taken out of it, and the drafts of it */
char *cw_enquiries_page_write_draft (gpointer self);           /* a CwFormDraftWrite */
gboolean cw_enquiries_page_is_editing (CwEnquiriesPage *self); /* a stored enquiry is in the form */
gboolean cw_enquiries_page_is_half_filled (CwEnquiriesPage *self); /* a new one */
void cw_enquiries_page_next (CwEnquiriesPage *self); /* the form is ready for a new one */
void
cw_enquiries_page_edit (CwEnquiriesPage *self, const CwEnquiry *enquiry, const char *draft_body);
void cw_enquiries_page_give_up (
    CwEnquiriesPage *self,
    const char *words); /* empties the form; @words stand on the toast with Undo */
void cw_enquiries_page_start_afresh (CwEnquiriesPage *self);
void cw_enquiries_page_offer (CwEnquiriesPage *self,
                              const char *new_body,
                              const CwEnquiry *changed,
                              const char *changed_body);
void cw_enquiries_page_update_offer (CwEnquiriesPage *self);

/* cw-enquiries-table.c: the columns, and which of them sorts */
void cw_enquiries_page_make_table (CwEnquiriesPage *self);
void cw_enquiries_page_read_sort (CwEnquiriesPage *self);

/* cw-enquiries-actions.c: what is stored, and how it is undone */
void cw_enquiries_page_save (CwEnquiriesPage *self);
void cw_enquiries_page_delete (CwEnquiriesPage *self, gint64 id);
void cw_enquiries_page_count (CwEnquiriesPage *self); /* then shows the state */
void cw_enquiries_page_load (CwEnquiriesPage *self);  /* services and drafts */
void cw_enquiries_page_load_services (CwEnquiriesPage *self);

G_END_DECLS
