/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-run.h"

G_BEGIN_DECLS

/*
 * What the pages of a case ask the worker thread to do. Each function is a CwSessionWork and takes
 * a CwJob.
 */

/* Everything that a case's page shows besides the timeline. */
typedef struct
{
  CwCase *cas;
  GPtrArray *steps;       /* of CwStep that are not done */
  CwDraft *contact_draft; /* (nullable) */
  CwDraft *left_open;     /* (nullable) the form about the case that was put away last */
} CwCaseView;

void cw_case_view_free (CwCaseView *self);

gpointer cw_work_load_case (CwStore *store,
                            gpointer job,
                            GCancellable *cancellable,
                            GError **error); /* id -> CwCaseView */
gpointer cw_work_open_case (CwStore *store,
                            gpointer job,
                            GCancellable *cancellable,
                            GError **error); /* record CwCaseOpening, other draft -> gint64 */
gpointer
cw_work_refuse (CwStore *store,
                gpointer job,
                GCancellable *cancellable,
                GError **error); /* record CwEnquiry, flag paper, day, other draft -> gint64 */
gpointer cw_work_next_paper (CwStore *store,
                             gpointer job,
                             GCancellable *cancellable,
                             GError **error); /* -> gint64 */
gpointer cw_work_save_names (CwStore *store,
                             gpointer job,
                             GCancellable *cancellable,
                             GError **error); /* id case, record CwNames, other draft */
gpointer cw_work_save_child (CwStore *store,
                             gpointer job,
                             GCancellable *cancellable,
                             GError **error); /* id case, record CwChild */
gpointer cw_work_delete_child (CwStore *store,
                               gpointer job,
                               GCancellable *cancellable,
                               GError **error); /* id */
gpointer cw_work_add_adult (CwStore *store,
                            gpointer job,
                            GCancellable *cancellable,
                            GError **error); /* id case, record CwConsent -> gint64 */
gpointer cw_work_give_consent (CwStore *store,
                               gpointer job,
                               GCancellable *cancellable,
                               GError **error); /* record CwConsent */
gpointer cw_work_withdraw (CwStore *store,
                           gpointer job,
                           GCancellable *cancellable,
                           GError **error); /* id adult, day */
gpointer
cw_work_set_status (CwStore *store,
                    gpointer job,
                    GCancellable *cancellable,
                    GError **error); /* id, number CwCaseStatus, day, record -> the record */
gpointer cw_work_link (CwStore *store,
                       gpointer job,
                       GCancellable *cancellable,
                       GError **error); /* id, text reference, flag linked */
gpointer
cw_work_erase (CwStore *store, gpointer job, GCancellable *cancellable, GError **error); /* id */
gpointer cw_work_save_step (CwStore *store,
                            gpointer job,
                            GCancellable *cancellable,
                            GError **error); /* record CwStep */
gpointer cw_work_save_contact (CwStore *store,
                               gpointer job,
                               GCancellable *cancellable,
                               GError **error); /* record CwContactSave, other draft -> gint64 */
gpointer cw_work_delete_contact (CwStore *store,
                                 gpointer job,
                                 GCancellable *cancellable,
                                 GError **error); /* id -> CwContact */
gpointer cw_work_restore_contact (CwStore *store,
                                  gpointer job,
                                  GCancellable *cancellable,
                                  GError **error); /* record CwContact */
gpointer cw_work_get_paper (CwStore *store,
                            gpointer job,
                            GCancellable *cancellable,
                            GError **error); /* id -> CwPaperRecord */
gpointer cw_work_save_paper (CwStore *store,
                             gpointer job,
                             GCancellable *cancellable,
                             GError **error); /* record CwPaperRecord */
gpointer cw_work_get_draft (CwStore *store,
                            gpointer job,
                            GCancellable *cancellable,
                            GError **error); /* record char *kind, text subject -> CwDraft */

/* One contact with the step that comes with it. */
typedef struct
{
  CwContact *contact;
  CwStep *step; /* (nullable) */
} CwContactSave;

CwContactSave *cw_contact_save_new (const CwContact *contact,
                                    CwStep *step) G_GNUC_WARN_UNUSED_RESULT; /* takes @step */
void cw_contact_save_free (CwContactSave *self);

/* The names of step three: one adult and any number of children, stored in one transaction. */
typedef struct
{
  CwAdult *adult;      /* without a name it is not stored */
  GPtrArray *children; /* of CwChild */
} CwNames;

CwNames *cw_names_new (const CwAdult *adult) G_GNUC_WARN_UNUSED_RESULT;
void cw_names_free (CwNames *self);
char *cw_names_to_body (const CwNames *self) G_GNUC_WARN_UNUSED_RESULT; /* of a draft 'names' */
gboolean cw_names_take_body (CwNames *self, const char *body);
int cw_names_count_words (const CwNames *self);

/* Who explains and records: the adviser, or the post where they gave no name. */
const char *cw_explained_by (CwSession *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCaseView, cw_case_view_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwNames, cw_names_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwContactSave, cw_contact_save_free)

G_END_DECLS
