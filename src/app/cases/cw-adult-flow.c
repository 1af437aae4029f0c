/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-adult-flow.h"

#include "app/kit/cw-form-draft.h"
#include "app/kit/cw-kit.h"
#include "cw-adult-words.h"
#include "cw-children-form.h"
#include "cw-consent-form.h"
#include "cw-explain-print.h"
#include "cw-form-dialog.h"
#include "cw-identity-form.h"

#include <glib/gi18n.h>

/* What one dialog knows; it lives as long as its dialog. */
typedef struct
{
  CwFormDialog *dialog; /* borrowed */
  CwSession *session;   /* owned */
  GtkWidget *form;      /* borrowed: the form in the dialog */
  CwCase *cas;          /* owned, nullable */
  CwAdult *adult;       /* owned, nullable */
  CwFormDraft *keeper;  /* owned, nullable */
  GPtrArray *children;  /* owned, nullable: of CwChild, half typed with the name */
  gint64 case_id;
  CwConsentState consent;
} Flow;

static void
free_flow (gpointer data)
{
  Flow *flow = data;

  if (flow->keeper != NULL)
    cw_form_draft_pause (flow->keeper); /* the page may still hold it */
  g_clear_object (&flow->keeper);
  g_clear_pointer (&flow->children, g_ptr_array_unref);
  g_clear_pointer (&flow->cas, cw_case_free);
  g_clear_pointer (&flow->adult, cw_adult_free);
  g_object_unref (flow->session);
  g_free (flow);
}

static Flow *
begin (
    GtkWidget *over, CwSession *session, const char *title, const char *save_label, GtkWidget *form)
{
  Flow *flow = g_new0 (Flow, 1);
  GtkWidget *frame = adw_bin_new ();

  adw_bin_set_child (ADW_BIN (frame), form);
  gtk_widget_set_margin_top (frame, 12);
  gtk_widget_set_margin_bottom (frame, 18);
  gtk_widget_set_margin_start (frame, 18);
  gtk_widget_set_margin_end (frame, 18);
  flow->dialog = cw_form_dialog_new (over, title, save_label, frame);
  flow->session = g_object_ref (session);
  flow->form = form;
  g_object_set_data_full (G_OBJECT (flow->dialog), "cw-flow", flow, free_flow);
  return flow;
}

static Flow *
flow_of (gpointer dialog)
{
  return g_object_get_data (dialog, "cw-flow");
}

static void
failed_cb (gpointer dialog, const GError *error)
{
  CwFormDraft *keeper = ((Flow *) flow_of (dialog))->keeper;

  if (keeper != NULL)
    cw_form_draft_touch (keeper);
  cw_form_dialog_set_problem (dialog, error->message);
  cw_form_dialog_set_ready (dialog, TRUE);
}

static void
stored_cb (gpointer dialog, gpointer result)
{
  g_free (result);
  gtk_window_destroy (dialog);
}

/* ---- consent ---- */

static void
consent_changed_cb (CwConsentForm *form, Flow *flow)
{
  CwDay today = cw_session_get_today (flow->session);
  CwConsentProblems problems;
  g_autofree char *text = NULL;

  flow->consent = cw_consent_form_get_state (form);
  flow->consent.choice = CW_CHOICE_RECORD;
  problems = cw_consent_state_check (&flow->consent, cw_explained_by (flow->session), today);
  cw_form_dialog_set_problem (flow->dialog,
                              problems & CW_CONSENT_FUTURE
                                  ? cw_consent_problem_text (CW_CONSENT_FUTURE, 0, &text)
                                  : NULL);
  cw_form_dialog_set_ready (flow->dialog, problems == CW_CONSENT_COMPLETE);
}

static void
print_cb (CwConsentForm *form, Flow *flow)
{
  cw_explain_print (GTK_WIDGET (form), flow->session);
}

static Flow *
begin_consent (GtkWidget *over, CwSession *session, const char *title)
{
  GtkWidget *form = cw_consent_form_new ();
  CwConsentState state = cw_consent_state_init (cw_session_get_today (session));
  Flow *flow = begin (over, session, title, _ ("They agree"), form);

  cw_consent_form_set_state (CW_CONSENT_FORM (form), &state, cw_session_get_today (session));
  cw_consent_form_ask_record_only (CW_CONSENT_FORM (form));
  cw_consent_form_set_explained_by (CW_CONSENT_FORM (form), cw_explained_by (session));
  g_signal_connect (form, "changed", G_CALLBACK (consent_changed_cb), flow);
  g_signal_connect (form, "print-sheet", G_CALLBACK (print_cb), flow);
  consent_changed_cb (CW_CONSENT_FORM (form), flow);
  cw_form_dialog_set_size (flow->dialog, 1080, 640);
  return flow;
}

/* The adult is stored: now, and not before, their name may be asked for. */
static void
added_loaded_cb (gpointer dialog, gpointer result)
{
  g_autoptr (CwCaseView) view = result;
  Flow *flow = flow_of (dialog);
  GtkWidget *over = g_object_get_data (dialog, "cw-over");
  const CwAdult *last = view->cas->adults->pdata[view->cas->adults->len - 1];

  cw_adult_flow_edit (over, flow->session, view->cas, last->id, NULL);
  gtk_window_destroy (dialog);
}

static void
added_cb (gpointer dialog, gpointer result)
{
  Flow *flow = flow_of (dialog);

  g_free (result);
  cw_run (dialog, flow->session, cw_work_load_case, cw_job_new (flow->case_id),
          (GDestroyNotify) cw_case_view_free, 0, added_loaded_cb, NULL);
}

static void
add_save_cb (CwFormDialog *dialog, Flow *flow)
{
  CwJob *job = cw_job_new (flow->case_id);

  cw_form_dialog_set_ready (dialog, FALSE);
  cw_job_take (job, cw_consent_state_to_consent (&flow->consent, cw_explained_by (flow->session)),
               (GDestroyNotify) cw_consent_free);
  cw_run (dialog, flow->session, cw_work_add_adult, job, g_free, CW_CHANGE_CASES, added_cb,
          failed_cb);
}

void
cw_adult_flow_add (GtkWidget *over, CwSession *session, gint64 case_id)
{
  Flow *flow = begin_consent (over, session, _ ("Another adult: what to explain"));

  flow->case_id = case_id;
  g_signal_connect (flow->dialog, "save", G_CALLBACK (add_save_cb), flow);
  gtk_window_present (GTK_WINDOW (flow->dialog));
  cw_consent_form_focus (CW_CONSENT_FORM (flow->form));
}

static void
again_save_cb (CwFormDialog *dialog, Flow *flow)
{
  CwJob *job = cw_job_new (0);
  CwConsent *consent
      = cw_consent_state_to_consent (&flow->consent, cw_explained_by (flow->session));

  consent->adult_id = flow->adult->id;
  cw_form_dialog_set_ready (dialog, FALSE);
  cw_job_take (job, consent, (GDestroyNotify) cw_consent_free);
  cw_run (dialog, flow->session, cw_work_give_consent, job, g_free, CW_CHANGE_CASES, stored_cb,
          failed_cb);
}

void
cw_adult_flow_consent (GtkWidget *over, CwSession *session, const CwAdult *adult)
{
  g_autofree char *name = cw_adult_name (adult);
  /* Translators: %s is the name of an adult */
  g_autofree char *title = g_strdup_printf (_ ("What %s agrees to"), name);
  Flow *flow = begin_consent (over, session, title);

  flow->adult = cw_adult_copy (adult);
  g_signal_connect (flow->dialog, "save", G_CALLBACK (again_save_cb), flow);
  gtk_window_present (GTK_WINDOW (flow->dialog));
  cw_consent_form_focus (CW_CONSENT_FORM (flow->form));
}

/* ---- who they are ---- */

/* What is typed; children that a draft brought along stay with it until they are stored. */
static CwNames *
read_names (Flow *flow)
{
  CwNames *names = cw_names_new (flow->adult);

  cw_identity_form_read (CW_IDENTITY_FORM (flow->form), names->adult);
  if (flow->children != NULL)
    {
      g_ptr_array_unref (names->children);
      names->children = g_ptr_array_ref (flow->children);
    }
  return names;
}

static char *
names_body (gpointer data, int *words)
{
  Flow *flow = data;
  g_autoptr (CwNames) names = read_names (flow);

  *words = cw_names_count_words (names);
  return *words > 0 ? cw_names_to_body (names) : NULL;
}

static void
identity_changed_cb (CwIdentityForm *form, Flow *flow)
{
  cw_form_dialog_set_ready (flow->dialog, cw_identity_form_has_name (form));
  cw_form_draft_touch (flow->keeper);
}

static gboolean
not_kept_cb (CwFormDialog *dialog, const GError *error)
{
  cw_form_dialog_set_problem (dialog, error->message);
  return TRUE;
}

static void
identity_stored_cb (gpointer dialog, gpointer result)
{
  Flow *flow = flow_of (dialog);

  cw_form_draft_drop_ours (flow->keeper);
  gtk_window_destroy (dialog);
}

static void
identity_save_cb (CwFormDialog *dialog, Flow *flow)
{
  CwNames *names = read_names (flow);
  CwJob *job = cw_job_new (flow->cas->id);

  cw_form_dialog_set_ready (dialog, FALSE);
  cw_form_draft_pause (flow->keeper);
  job->other = cw_form_draft_get_id (flow->keeper);
  cw_job_take (job, names, (GDestroyNotify) cw_names_free);
  cw_run (dialog, flow->session, cw_work_save_names, job, NULL, CW_CHANGE_CASES | CW_CHANGE_DRAFTS,
          identity_stored_cb, failed_cb);
}

static gboolean
identity_close_cb (GtkWindow *dialog, Flow *flow)
{
  /* Put away without saving: what was typed goes, as the button "Cancel" says. */
  cw_form_draft_drop_ours (flow->keeper);
  return FALSE;
}

/**
 * cw_adult_flow_flush:
 * @over: the page
 *
 * Keeps what is half typed in a form over @over as a draft, now.
 */
void
cw_adult_flow_flush (GtkWidget *over)
{
  CwFormDraft *keeper = g_object_get_data (G_OBJECT (over), "cw-names-keeper");

  if (keeper != NULL)
    cw_form_draft_flush (keeper);
}

void
cw_adult_flow_edit (
    GtkWidget *over, CwSession *session, const CwCase *cas, gint64 adult_id, const CwDraft *draft)
{
  const CwAdult *adult = cw_case_get_adult (cas, adult_id);
  g_autoptr (CwNames) names = NULL;
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT, cas->id);
  GtkWidget *form;
  Flow *flow;

  g_return_if_fail (adult != NULL && cw_adult_agrees (adult));

  names = cw_names_new (adult);
  if (draft != NULL && !cw_names_take_body (names, draft->body))
    draft = NULL;
  form = cw_identity_form_new (session, names->adult, cas->adults->len > 1);
  flow = begin (over, session, _ ("Who they are"), _ ("Save"), form);
  flow->cas = cw_case_copy (cas);
  flow->adult = cw_adult_copy (adult);
  flow->keeper = cw_form_draft_new (form, session, "names", subject, cas->id, names_body, flow);
  if (draft != NULL)
    {
      cw_form_draft_adopt (flow->keeper, draft);
      flow->children = g_ptr_array_ref (names->children);
    }
  g_signal_connect_object (flow->keeper, "failed", G_CALLBACK (not_kept_cb), flow->dialog,
                           G_CONNECT_SWAPPED);
  g_signal_connect (form, "changed", G_CALLBACK (identity_changed_cb), flow);
  g_signal_connect (flow->dialog, "save", G_CALLBACK (identity_save_cb), flow);
  g_signal_connect (flow->dialog, "close-request", G_CALLBACK (identity_close_cb), flow);
  g_object_set_data_full (G_OBJECT (over), "cw-names-keeper", g_object_ref (flow->keeper),
                          g_object_unref);
  cw_form_dialog_set_ready (flow->dialog, cw_identity_form_has_name (CW_IDENTITY_FORM (form)));
  cw_form_dialog_set_size (flow->dialog, 640, -1);
  gtk_window_present (GTK_WINDOW (flow->dialog));
  cw_identity_form_focus (CW_IDENTITY_FORM (form));
}

/* ---- children ---- */

static void
children_save_cb (CwFormDialog *dialog, Flow *flow)
{
  g_autoptr (CwAdult) nobody = cw_adult_new ();
  CwNames *names = cw_names_new (nobody);
  CwJob *job = cw_job_new (flow->cas->id);

  g_ptr_array_unref (names->children);
  names->children = cw_children_form_read (CW_CHILDREN_FORM (flow->form));
  cw_form_dialog_set_ready (dialog, FALSE);
  cw_job_take (job, names, (GDestroyNotify) cw_names_free);
  cw_run (dialog, flow->session, cw_work_save_names, job, NULL, CW_CHANGE_CASES, stored_cb,
          failed_cb);
}

void
cw_adult_flow_children (GtkWidget *over, CwSession *session, const CwCase *cas)
{
  Flow *flow = begin (over, session, _ ("Children of this case"), _ ("Save"),
                      cw_children_form_new (cas->children));

  flow->cas = cw_case_copy (cas);
  g_signal_connect (flow->dialog, "save", G_CALLBACK (children_save_cb), flow);
  gtk_window_present (GTK_WINDOW (flow->dialog));
}

/* ---- withdrawal ---- */

static void
withdraw_save_cb (CwFormDialog *dialog, Flow *flow)
{
  CwJob *job = cw_job_new (flow->adult->id);

  job->day = cw_date_entry_get_day (g_object_get_data (G_OBJECT (dialog), "cw-day"));
  cw_form_dialog_set_ready (dialog, FALSE);
  cw_run (dialog, flow->session, cw_work_withdraw, job, NULL, CW_CHANGE_CASES, stored_cb,
          failed_cb);
}

static void
withdraw_day_cb (CwDateEntry *day, GParamSpec *pspec, Flow *flow)
{
  const CwConsent *consent = cw_adult_get_consent (flow->adult);
  CwDay on = cw_date_entry_get_day (day);

  cw_form_dialog_set_problem (flow->dialog,
                              on == CW_DAY_NONE ? NULL
                              : on < consent->given_on
                                  ? _ ("That is before the day on which they agreed.")
                              : on > cw_session_get_today (flow->session)
                                  ? _ ("That day is still to come.")
                                  : NULL);
  cw_form_dialog_set_ready (flow->dialog, on != CW_DAY_NONE && on >= consent->given_on
                                              && on <= cw_session_get_today (flow->session));
}

static GtkWidget *
make_words (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

void
cw_adult_flow_withdraw (GtkWidget *over, CwSession *session, const CwAdult *adult)
{
  g_autofree char *name = cw_adult_name (adult);
  g_autofree char *said
      /* Translators: %s is the name of an adult */
      = g_strdup_printf (_ ("From this day on nothing new is recorded about %s. What was written "
                            "before is kept until the date on which "
                            "records go, and they may still see it all. If they agree again later, "
                            "recording begins again."),
                         name);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *day = cw_date_entry_new ();
  Flow *flow;

  gtk_box_append (GTK_BOX (box), make_words (said));
  gtk_box_append (GTK_BOX (box), make_words (_ ("The day they withdrew")));
  g_object_set (day, "label", _ ("The day they withdrew"), NULL);
  gtk_widget_set_halign (day, GTK_ALIGN_START);
  cw_date_entry_set_today (CW_DATE_ENTRY (day), cw_session_get_today (session));
  cw_date_entry_set_day (CW_DATE_ENTRY (day), cw_session_get_today (session));
  gtk_box_append (GTK_BOX (box), day);
  flow = begin (over, session, _ ("They do not agree any more"), _ ("Stop recording"), box);
  flow->adult = cw_adult_copy (adult);
  g_object_set_data (G_OBJECT (flow->dialog), "cw-day", day);
  g_signal_connect (day, "notify::day", G_CALLBACK (withdraw_day_cb), flow);
  g_signal_connect (flow->dialog, "save", G_CALLBACK (withdraw_save_cb), flow);
  gtk_window_present (GTK_WINDOW (flow->dialog));
}
