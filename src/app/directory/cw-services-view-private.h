/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/directory/cw-service-form.h"
#include "app/directory/cw-services-view.h"
#include "app/kit/cw-form-draft.h"

G_BEGIN_DECLS

#define CW_SERVICE_DRAFT "service" /* kind */
#define CW_SERVICE_DRAFT_NEW "new" /* subject; a service of the directory has its number */

struct _CwServicesView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *content;
  GtkEditable *search;
  GtkDropDown *category;
  GtkToggleButton *independent;
  GtkToggleButton *retired;
  GtkLabel *count;
  GtkStack *stack;
  GtkColumnView *table;
  GtkLabel *ticked_label;
  GtkWidget *untick;
  GtkWidget *save_pdf;
  GtkWidget *print;
  CwServiceForm *form;

  /* owned */
  CwSession *session;
  GListStore *services; /* CwItem of CwService: every one */
  GtkFilter *filter;
  GtkSingleSelection *selection;
  GArray *category_ids; /* of gint64: the lines of the drop-down */
  CwIds *ticked;        /* for the sheet */
  CwFormDraft *draft;

  gint64 wanted;    /* is chosen when the services are read again */
  gboolean setting; /* the program chooses, not the user */
  gboolean saving;
  gboolean unread; /* the services could not be read */
};

/* cw-services-view.c */
void cw_services_view_open (CwServicesView *self,
                            const CwService *service); /* in the form; NULL: a new one */
void cw_services_view_close (CwServicesView *self);
void cw_services_view_take (CwServicesView *self,
                            GPtrArray *services);         /* of CwService: what was read */
void cw_services_view_show_unread (CwServicesView *self); /* they could not be read */
void cw_services_view_set_ticked (CwServicesView *self, gint64 id, gboolean ticked);
const CwService *cw_services_view_find (CwServicesView *self,
                                        gint64 id); /* (nullable) (transfer none) */

/* cw-services-filter.c: which services the table shows */
GtkFilter *cw_services_view_make_filter (CwServicesView *self) G_GNUC_WARN_UNUSED_RESULT;
void cw_services_view_fill_categories (CwServicesView *self, CwCodeBook *codes);
void cw_services_view_clear_filter (CwServicesView *self);

/* cw-services-table.c */
void cw_services_view_make_table (CwServicesView *self);

/* cw-services-actions.c: what is stored, and how it is undone */
void cw_services_view_load (CwServicesView *self);
void cw_services_view_load_draft (CwServicesView *self); /* of what is in the form */
void cw_services_view_save (CwServicesView *self);
void cw_services_view_retire (CwServicesView *self); /* or brings back */

/* cw-services-print.c */
void cw_services_view_print (CwServicesView *self);
void cw_services_view_save_pdf (CwServicesView *self);

G_END_DECLS
