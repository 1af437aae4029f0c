/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-adult-flow.h"

#include "app/kit/cw-form-dialog.h"
#include "app/kit/cw-form-fields.h"
#include "app/kit/cw-kit.h"
#include "cw-adult-words.h"
#include "cw-children-form.h"
#include "cw-consent-form.h"
#include "cw-explain-print.h"
#include "cw-identity-form.h"
#include "cw-left-open.h"

#include <glib/gi18n.h>

/* What one dialog knows; it lives as long as its dialog. */
typedef struct _Flow Flow;

struct _Flow
{
  CwFormDialog *dialog; /* borrowed */
  CwSession *session;   /* owned */
  GtkWidget *form;      /* borrowed: the form in the dialog */
  CwCase *cas;          /* owned, nullable */
  CwAdult *adult;       /* owned, nullable */
  GPtrArray *children;  /* owned, nullable: of CwChild, half typed with the name */
  gint64 case_id;
  CwConsentState consent;
  CwNames *(*read) (Flow *flow); /* what the form about names holds */
};

static void
free_flow (gpointer data)
{
  Flow *flow = data;

  g_clear_pointer (&flow->children, g_ptr_array_unref);
  g_clear_pointer (&flow->cas, cw_case_free);
  g_clear_pointer (&flow->adult, cw_adult_free);
  g_object_unref (flow->session);
  g_free (flow);
}

/* Whom a dialog is opened about. */
typedef struct
{
  CwCase *cas;    /* owned, nullable */
  CwAdult *adult; /* owned, nullable */
} About;

static void
free_about (gpointer data)
{
  About *about = data;

  g_clear_pointer (&about->cas, cw_case_free);
  g_clear_pointer (&about->adult, cw_adult_free);
  g_free (about);
}

/* @subject: (transfer full) */
static CwFormOpening *
make_opening (CwSession *session,
              const char *kind,
              char *subject,
              gint64 case_id,
              const CwCase *cas,
              const CwAdult *adult)
{
  CwFormOpening *opening = cw_form_opening_new (session, kind, subject, case_id);
  About *about = g_new0 (About, 1);

  about->cas = cas != NULL ? cw_case_copy (cas) : NULL;
  about->adult = adult != NULL ? cw_adult_copy (adult) : NULL;
  opening->data = about;
  opening->data_free = free_about;
  return opening;
}

static Flow *
begin (
    GtkWidget *over, CwSession *session, const char *title, const char *save_label, GtkWidget *form)
{
  Flow *flow = g_new0 (Flow, 1);

  flow->dialog = cw_form_dialog_new (over, title, save_label, form);
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
talk_cb (CwConsentForm *form, Flow *flow)
{
  consent_changed_cb (form, flow);
  cw_form_dialog_touch (flow->dialog);
}

static void
print_cb (CwConsentForm *form, Flow *flow)
{
  cw_explain_print (GTK_WIDGET (form), flow->session);
}

/* Codes, answers and a day: nothing that could name anybody (R7). */
static char *
talk_body (gpointer data, int *words)
{
  Flow *flow = data;
  CwConsentState untouched = cw_consent_state_init (cw_session_get_today (flow->session));
  g_autoptr (GKeyFile) file = g_key_file_new ();

  *words = 0;
  untouched.choice = CW_CHOICE_RECORD;
  if (cw_consent_state_equal (&flow->consent, &untouched))
    return g_strdup ("");
  cw_consent_state_to_key_file (&flow->consent, file);
  return g_key_file_to_data (file, NULL, NULL);
}

static CwConsentState
read_talk (const CwDraft *draft, CwDay today)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (draft == NULL || !g_key_file_load_from_data (file, draft->body, -1, G_KEY_FILE_NONE, NULL))
    return cw_consent_state_init (today);
  return cw_consent_state_from_key_file (file, today);
}

static Flow *
begin_consent (GtkWidget *over, const CwFormOpening *opening, const char *title)
{
  GtkWidget *form = cw_consent_form_new ();
  CwDay today = cw_session_get_today (opening->session);
  CwConsentState state = read_talk (opening->draft, today);
  Flow *flow = begin (over, opening->session, title, _ ("They agree"), form);

  cw_consent_form_set_state (CW_CONSENT_FORM (form), &state, today);
  cw_consent_form_ask_record_only (CW_CONSENT_FORM (form));
  cw_consent_form_set_explained_by (CW_CONSENT_FORM (form), cw_explained_by (opening->session));
  consent_changed_cb (CW_CONSENT_FORM (form), flow);
  cw_form_dialog_keep (flow->dialog, opening, talk_body, flow);
  g_signal_connect (form, "changed", G_CALLBACK (talk_cb), flow);
  g_signal_connect (form, "print-sheet", G_CALLBACK (print_cb), flow);
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

  cw_adult_flow_edit (over, flow->session, view->cas, last->id);
  cw_form_dialog_end (dialog);
}

/* They are stored, whatever cannot be read now: the talk is not had a second time. */
static void
added_failed_cb (gpointer dialog, const GError *error)
{
  cw_report (dialog, error);
  cw_form_dialog_end (dialog);
}

static void
added_cb (gpointer dialog, gpointer result)
{
  Flow *flow = flow_of (dialog);

  g_free (result);
  cw_run (dialog, flow->session, cw_work_load_case, cw_job_new (flow->case_id),
          (GDestroyNotify) cw_case_view_free, 0, added_loaded_cb, added_failed_cb);
}

static void
add_save_cb (CwFormDialog *dialog, Flow *flow)
{
  CwJob *job = cw_job_new (flow->case_id);

  cw_job_take (job, cw_consent_state_to_consent (&flow->consent, cw_explained_by (flow->session)),
               (GDestroyNotify) cw_consent_free);
  cw_form_dialog_store (dialog, flow->session, cw_work_add_adult, job, CW_CHANGE_CASES, added_cb);
}

static void
show_add (GtkWidget *over, CwFormOpening *opening)
{
  Flow *flow = begin_consent (over, opening, _ ("Another adult: what to explain"));
  gint64 nobody;

  cw_talk_read_subject (opening->subject, &flow->case_id, &nobody);
  g_signal_connect (flow->dialog, "save", G_CALLBACK (add_save_cb), flow);
  gtk_window_present (GTK_WINDOW (flow->dialog));
  cw_consent_form_focus (CW_CONSENT_FORM (flow->form));
}

void
cw_adult_flow_add (GtkWidget *over, CwSession *session, gint64 case_id)
{
  cw_form_open (over,
                make_opening (session, "opening", cw_talk_subject (case_id, 0), 0, NULL, NULL),
                show_add);
}

static void
again_save_cb (CwFormDialog *dialog, Flow *flow)
{
  CwJob *job = cw_job_new (0);
  CwConsent *consent
      = cw_consent_state_to_consent (&flow->consent, cw_explained_by (flow->session));

  consent->adult_id = flow->adult->id;
  cw_job_take (job, consent, (GDestroyNotify) cw_consent_free);
  cw_form_dialog_store (dialog, flow->session, cw_work_give_consent, job, CW_CHANGE_CASES, NULL);
}

static void
show_again (GtkWidget *over, CwFormOpening *opening)
{
  const About *about = opening->data;
  g_autofree char *name = cw_adult_name (about->adult);
  /* Translators: %s is the name of an adult */
  g_autofree char *title = g_strdup_printf (_ ("What %s agrees to"), name);
  Flow *flow = begin_consent (over, opening, title);

  flow->adult = cw_adult_copy (about->adult);
  g_signal_connect (flow->dialog, "save", G_CALLBACK (again_save_cb), flow);
  gtk_window_present (GTK_WINDOW (flow->dialog));
  cw_consent_form_focus (CW_CONSENT_FORM (flow->form));
}

void
cw_adult_flow_consent (GtkWidget *over, CwSession *session, gint64 case_id, const CwAdult *adult)
{
  cw_form_open (over,
                make_opening (session, "opening", cw_talk_subject (case_id, adult->id), 0, NULL,
                              adult),
                show_again);
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
  g_autoptr (CwNames) names = flow->read (flow);

  *words = cw_names_count_words (names);
  return *words > 0 ? cw_names_to_body (names) : NULL;
}

static void
identity_changed_cb (CwIdentityForm *form, Flow *flow)
{
  cw_form_dialog_set_ready (flow->dialog, cw_identity_form_has_name (form));
  cw_form_dialog_touch (flow->dialog);
}

static void
names_save_cb (CwFormDialog *dialog, Flow *flow)
{
  CwJob *job = cw_job_new (flow->cas->id);

  cw_job_take (job, flow->read (flow), (GDestroyNotify) cw_names_free);
  cw_form_dialog_store (dialog, flow->session, cw_work_save_names, job, CW_CHANGE_CASES, NULL);
}

static void
show_identity (GtkWidget *over, CwFormOpening *opening)
{
  const About *about = opening->data;
  g_autoptr (CwNames) names = cw_names_new (about->adult);
  GtkWidget *form;
  Flow *flow;

  if (opening->draft != NULL && !cw_names_take_body (names, opening->draft->body))
    g_clear_pointer (&opening->draft, cw_draft_free); /* about another adult of the case */
  form = cw_identity_form_new (opening->session, names->adult, about->cas->adults->len > 1);
  flow = begin (over, opening->session, _ ("Who they are"), _ ("Save"), form);
  flow->cas = cw_case_copy (about->cas);
  flow->adult = cw_adult_copy (about->adult);
  flow->read = read_names;
  cw_form_dialog_keep (flow->dialog, opening, names_body, flow);
  if (opening->draft != NULL)
    flow->children = g_ptr_array_ref (names->children);
  g_signal_connect (form, "changed", G_CALLBACK (identity_changed_cb), flow);
  g_signal_connect (flow->dialog, "save", G_CALLBACK (names_save_cb), flow);
  cw_form_dialog_set_ready (flow->dialog, cw_identity_form_has_name (CW_IDENTITY_FORM (form)));
  cw_form_dialog_set_size (flow->dialog, 640, -1);
  gtk_window_present (GTK_WINDOW (flow->dialog));
  cw_identity_form_focus (CW_IDENTITY_FORM (form));
}

void
cw_adult_flow_edit (GtkWidget *over, CwSession *session, const CwCase *cas, gint64 adult_id)
{
  const CwAdult *adult = cw_case_get_adult (cas, adult_id);
  CwFormOpening *opening;

  g_return_if_fail (adult != NULL && cw_adult_agrees (adult));

  opening = make_opening (session, "names", cw_names_subject (adult_id), cas->id, cas, adult);
  opening->older = g_strdup_printf ("%" G_GINT64_FORMAT, cas->id); /* of the conversation */
  cw_form_open (over, opening, show_identity);
}

/* ---- children ---- */

static CwNames *
read_children (Flow *flow)
{
  g_autoptr (CwAdult) nobody = cw_adult_new ();
  CwNames *names = cw_names_new (nobody);

  g_ptr_array_unref (names->children);
  names->children = cw_children_form_read (CW_CHILDREN_FORM (flow->form));
  return names;
}

static void
children_changed_cb (CwChildrenForm *form, Flow *flow)
{
  cw_form_dialog_touch (flow->dialog);
}

static void
show_children (GtkWidget *over, CwFormOpening *opening)
{
  const About *about = opening->data;
  g_autoptr (CwAdult) nobody = cw_adult_new ();
  g_autoptr (CwNames) names = cw_names_new (nobody);
  gboolean taken = opening->draft != NULL && cw_names_take_body (names, opening->draft->body);
  GtkWidget *form = cw_children_form_new (taken ? names->children : about->cas->children);
  Flow *flow = begin (over, opening->session, _ ("Children of this case"), _ ("Save"), form);

  flow->cas = cw_case_copy (about->cas);
  flow->read = read_children;
  cw_form_dialog_keep (flow->dialog, opening, names_body, flow);
  g_signal_connect (form, "changed", G_CALLBACK (children_changed_cb), flow);
  g_signal_connect (flow->dialog, "save", G_CALLBACK (names_save_cb), flow);
  gtk_window_present (GTK_WINDOW (flow->dialog));
}

void
cw_adult_flow_children (GtkWidget *over, CwSession *session, const CwCase *cas)
{
  cw_form_open (over,
                make_opening (session, "names", cw_children_subject (cas->id), cas->id, cas, NULL),
                show_children);
}

/* ---- withdrawal ---- */

static void
withdraw_save_cb (CwFormDialog *dialog, Flow *flow)
{
  CwJob *job = cw_job_new (flow->adult->id);

  job->day = cw_date_entry_get_day (g_object_get_data (G_OBJECT (dialog), "cw-day"));
  cw_form_dialog_store (dialog, flow->session, cw_work_withdraw, job, CW_CHANGE_CASES, NULL);
}

static void
withdraw_day_cb (CwDateEntry *day, GParamSpec *pspec, Flow *flow)
{
  const CwConsent *consent = cw_adult_get_consent (flow->adult);
  CwDay on = cw_date_entry_get_day (day);
  const char *problem = NULL;

  if (on != CW_DAY_NONE && on < consent->given_on)
    problem = _ ("That is before the day on which they agreed.");
  else if (on > cw_session_get_today (flow->session))
    problem = _ ("That day is still to come.");
  cw_form_dialog_set_problem (flow->dialog, problem);
  cw_form_dialog_set_ready (flow->dialog, on != CW_DAY_NONE && problem == NULL);
}

static GtkWidget *
make_words (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static GtkWidget *
make_withdrawal (const CwAdult *adult, CwDateEntry *day)
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

  gtk_box_append (GTK_BOX (box), make_words (said));
  gtk_box_append (GTK_BOX (box), make_words (_ ("The day they withdrew")));
  g_object_set (day, "label", _ ("The day they withdrew"), NULL);
  gtk_widget_set_halign (GTK_WIDGET (day), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (day));
  return box;
}

static void
show_withdrawal (GtkWidget *over, CwFormOpening *opening)
{
  const About *about = opening->data;
  CwDateEntry *day = CW_DATE_ENTRY (cw_date_entry_new ());
  Flow *flow = begin (over, opening->session, _ ("They do not agree any more"),
                      _ ("Stop recording"), make_withdrawal (about->adult, day));
  CwFormFields *fields = cw_form_fields_new (flow->dialog);
  CwDay today = cw_session_get_today (opening->session);

  flow->adult = cw_adult_copy (about->adult);
  cw_date_entry_set_today (day, today);
  cw_date_entry_set_day (day, today);
  cw_form_fields_add (fields, "withdrew", GTK_WIDGET (day));
  g_object_set_data (G_OBJECT (flow->dialog), "cw-day", day);
  g_signal_connect (day, "notify::day", G_CALLBACK (withdraw_day_cb), flow);
  cw_form_fields_keep (fields, opening);
  g_signal_connect (flow->dialog, "save", G_CALLBACK (withdraw_save_cb), flow);
  cw_form_dialog_set_size (flow->dialog, 480, 290);
  gtk_window_present (GTK_WINDOW (flow->dialog));
}

void
cw_adult_flow_withdraw (GtkWidget *over, CwSession *session, gint64 case_id, const CwAdult *adult)
{
  cw_form_open (over,
                make_opening (session, CW_FORM_DRAFT, cw_withdrawal_subject (case_id, adult->id), 0,
                              NULL, adult),
                show_withdrawal);
}

/* ---- taking up ---- */

static gboolean
take_up_talk (GtkWidget *over, CwSession *session, const CwCase *cas, gint64 adult_id)
{
  const CwAdult *adult = adult_id != 0 ? cw_case_get_adult (cas, adult_id) : NULL;

  if (adult != NULL)
    cw_adult_flow_consent (over, session, cas->id, adult);
  else if (adult_id == 0)
    cw_adult_flow_add (over, session, cas->id);
  return adult != NULL || adult_id == 0;
}

static gboolean
take_up_names (GtkWidget *over, CwSession *session, const CwCase *cas, const CwDraft *draft)
{
  for (guint i = 0; i < cas->adults->len; i++)
    {
      const CwAdult *adult = cas->adults->pdata[i];
      g_autoptr (CwNames) names = cw_names_new (adult);

      if (!cw_adult_agrees (adult) || !cw_names_take_body (names, draft->body))
        continue;
      cw_adult_flow_edit (over, session, cas, adult->id);
      return TRUE;
    }
  return FALSE;
}

/**
 * cw_adult_flow_take_up:
 *
 * Opens the form that @draft is of.
 *
 * Returns: FALSE where the case has nobody any more whom it is about, or they do not agree (R7)
 */
gboolean
cw_adult_flow_take_up (GtkWidget *over, CwSession *session, const CwCase *cas, const CwDraft *draft)
{
  g_autofree char *children = cw_children_subject (cas->id);
  const CwAdult *adult;
  gint64 case_id, adult_id;

  if (cw_talk_read_subject (draft->subject, &case_id, &adult_id))
    return take_up_talk (over, session, cas, adult_id);
  if (cw_withdrawal_read_subject (draft->subject, &case_id, &adult_id))
    {
      adult = cw_case_get_adult (cas, adult_id);
      if (adult == NULL || !cw_adult_agrees (adult))
        return FALSE;
      cw_adult_flow_withdraw (over, session, cas->id, adult);
      return TRUE;
    }
  if (g_str_equal (draft->subject, children))
    {
      cw_adult_flow_children (over, session, cas);
      return TRUE;
    }
  return take_up_names (over, session, cas, draft);
}
