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
  CwFormDraft *keeper;  /* owned, nullable */
  GPtrArray *children;  /* owned, nullable: of CwChild, half typed with the name */
  gint64 case_id;
  CwConsentState consent;
  CwNames *(*read) (Flow *flow); /* what the form about names holds */
};

static void
free_flow (gpointer data)
{
  Flow *flow = data;

  if (flow->keeper != NULL)
    cw_form_draft_pause (flow->keeper); /* it may be saving, and outlive the form */
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
stored_cb (gpointer dialog, gpointer result)
{
  g_free (result);
  cw_form_dialog_end (dialog);
}

/* ---- what was begun and put away ---- */

typedef struct _Opening Opening;
typedef void (*Show) (GtkWidget *over, Opening *opening);

/* What a dialog begins with; the draft is looked for before it is shown. */
struct _Opening
{
  CwSession *session; /* owned */
  const char *kind;
  char *subject;
  char *older; /* owned, nullable: where a draft may be kept as well */
  Show show;
  CwCase *cas;    /* owned, nullable */
  CwAdult *adult; /* owned, nullable */
  gint64 case_id;
  CwDraft *draft; /* owned, nullable */
};

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_object_unref (opening->session);
  g_free (opening->subject);
  g_free (opening->older);
  g_clear_pointer (&opening->cas, cw_case_free);
  g_clear_pointer (&opening->adult, cw_adult_free);
  g_clear_pointer (&opening->draft, cw_draft_free);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, free_opening)

static gpointer
find_draft (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  Opening *opening = ((CwJob *) job)->record;
  g_autoptr (GError) problem = NULL;

  opening->draft = cw_store_get_draft (store, opening->kind, opening->subject, &problem);
  if (opening->draft == NULL && problem == NULL && opening->older != NULL)
    opening->draft = cw_store_get_draft (store, opening->kind, opening->older, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&((CwJob *) job)->record);
}

static void
found_cb (gpointer over, gpointer result)
{
  g_autoptr (Opening) opening = result;

  if (!cw_form_dialog_is_over (over))
    opening->show (over, opening);
}

/* Takes @opening. */
static void
open_dialog (GtkWidget *over, CwSession *session, Opening *opening)
{
  CwJob *job = cw_job_new (0);

  opening->session = g_object_ref (session);
  cw_job_take (job, opening, free_opening);
  cw_run (over, session, find_draft, job, free_opening, 0, found_cb, NULL);
}

/* From now on what is typed in the dialog is kept. */
static void
keep (Flow *flow, const Opening *opening, gint64 case_id, CwFormDraftWrite write)
{
  const CwDraft *draft = opening->draft;

  flow->keeper
      = cw_form_draft_new (flow->form, flow->session, opening->kind,
                           draft != NULL ? draft->subject : opening->subject, case_id, write, flow);
  if (draft != NULL)
    cw_form_draft_adopt (flow->keeper, draft);
  cw_form_dialog_keep (flow->dialog, flow->keeper);
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
  cw_form_draft_touch (flow->keeper);
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
begin_consent (GtkWidget *over, const Opening *opening, const char *title)
{
  GtkWidget *form = cw_consent_form_new ();
  CwDay today = cw_session_get_today (opening->session);
  CwConsentState state = read_talk (opening->draft, today);
  Flow *flow = begin (over, opening->session, title, _ ("They agree"), form);

  cw_consent_form_set_state (CW_CONSENT_FORM (form), &state, today);
  cw_consent_form_ask_record_only (CW_CONSENT_FORM (form));
  cw_consent_form_set_explained_by (CW_CONSENT_FORM (form), cw_explained_by (opening->session));
  consent_changed_cb (CW_CONSENT_FORM (form), flow);
  keep (flow, opening, 0, talk_body);
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

  cw_job_take (job, cw_consent_state_to_consent (&flow->consent, cw_explained_by (flow->session)),
               (GDestroyNotify) cw_consent_free);
  cw_form_dialog_store (dialog, flow->session, cw_work_add_adult, job, CW_CHANGE_CASES, added_cb);
}

static void
show_add (GtkWidget *over, Opening *opening)
{
  Flow *flow = begin_consent (over, opening, _ ("Another adult: what to explain"));

  flow->case_id = opening->case_id;
  g_signal_connect (flow->dialog, "save", G_CALLBACK (add_save_cb), flow);
  gtk_window_present (GTK_WINDOW (flow->dialog));
  cw_consent_form_focus (CW_CONSENT_FORM (flow->form));
}

void
cw_adult_flow_add (GtkWidget *over, CwSession *session, gint64 case_id)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->kind = "opening";
  opening->subject = cw_talk_subject (case_id, 0);
  opening->case_id = case_id;
  opening->show = show_add;
  open_dialog (over, session, opening);
}

static void
again_save_cb (CwFormDialog *dialog, Flow *flow)
{
  CwJob *job = cw_job_new (0);
  CwConsent *consent
      = cw_consent_state_to_consent (&flow->consent, cw_explained_by (flow->session));

  consent->adult_id = flow->adult->id;
  cw_job_take (job, consent, (GDestroyNotify) cw_consent_free);
  cw_form_dialog_store (dialog, flow->session, cw_work_give_consent, job, CW_CHANGE_CASES,
                        stored_cb);
}

static void
show_again (GtkWidget *over, Opening *opening)
{
  g_autofree char *name = cw_adult_name (opening->adult);
  /* Translators: %s is the name of an adult */
  g_autofree char *title = g_strdup_printf (_ ("What %s agrees to"), name);
  Flow *flow = begin_consent (over, opening, title);

  flow->adult = cw_adult_copy (opening->adult);
  g_signal_connect (flow->dialog, "save", G_CALLBACK (again_save_cb), flow);
  gtk_window_present (GTK_WINDOW (flow->dialog));
  cw_consent_form_focus (CW_CONSENT_FORM (flow->form));
}

void
cw_adult_flow_consent (GtkWidget *over, CwSession *session, gint64 case_id, const CwAdult *adult)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->kind = "opening";
  opening->subject = cw_talk_subject (case_id, adult->id);
  opening->adult = cw_adult_copy (adult);
  opening->show = show_again;
  open_dialog (over, session, opening);
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
  cw_form_draft_touch (flow->keeper);
}

static void
names_save_cb (CwFormDialog *dialog, Flow *flow)
{
  CwJob *job = cw_job_new (flow->cas->id);

  cw_job_take (job, flow->read (flow), (GDestroyNotify) cw_names_free);
  cw_form_dialog_store (dialog, flow->session, cw_work_save_names, job, CW_CHANGE_CASES, stored_cb);
}

static void
show_identity (GtkWidget *over, Opening *opening)
{
  g_autoptr (CwNames) names = cw_names_new (opening->adult);
  GtkWidget *form;
  Flow *flow;

  if (opening->draft != NULL && !cw_names_take_body (names, opening->draft->body))
    g_clear_pointer (&opening->draft, cw_draft_free); /* about another adult of the case */
  form = cw_identity_form_new (opening->session, names->adult, opening->cas->adults->len > 1);
  flow = begin (over, opening->session, _ ("Who they are"), _ ("Save"), form);
  flow->cas = cw_case_copy (opening->cas);
  flow->adult = cw_adult_copy (opening->adult);
  flow->read = read_names;
  keep (flow, opening, opening->cas->id, names_body);
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
  Opening *opening;

  g_return_if_fail (adult != NULL && cw_adult_agrees (adult));

  opening = g_new0 (Opening, 1);
  opening->kind = "names";
  opening->subject = cw_names_subject (adult_id);
  opening->older = g_strdup_printf ("%" G_GINT64_FORMAT, cas->id); /* of the conversation */
  opening->cas = cw_case_copy (cas);
  opening->adult = cw_adult_copy (adult);
  opening->show = show_identity;
  open_dialog (over, session, opening);
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
  cw_form_draft_touch (flow->keeper);
}

static void
show_children (GtkWidget *over, Opening *opening)
{
  g_autoptr (CwAdult) nobody = cw_adult_new ();
  g_autoptr (CwNames) names = cw_names_new (nobody);
  gboolean taken = opening->draft != NULL && cw_names_take_body (names, opening->draft->body);
  GtkWidget *form = cw_children_form_new (taken ? names->children : opening->cas->children);
  Flow *flow = begin (over, opening->session, _ ("Children of this case"), _ ("Save"), form);

  flow->cas = cw_case_copy (opening->cas);
  flow->read = read_children;
  keep (flow, opening, opening->cas->id, names_body);
  g_signal_connect (form, "changed", G_CALLBACK (children_changed_cb), flow);
  g_signal_connect (flow->dialog, "save", G_CALLBACK (names_save_cb), flow);
  gtk_window_present (GTK_WINDOW (flow->dialog));
}

void
cw_adult_flow_children (GtkWidget *over, CwSession *session, const CwCase *cas)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->kind = "names";
  opening->subject = cw_children_subject (cas->id);
  opening->cas = cw_case_copy (cas);
  opening->show = show_children;
  open_dialog (over, session, opening);
}

/* ---- taking up ---- */

/* Opens the form that @draft is of, where the case still has whom it is about. */
void
cw_adult_flow_take_up (GtkWidget *over, CwSession *session, const CwCase *cas, const CwDraft *draft)
{
  g_autofree char *children = cw_children_subject (cas->id);
  gint64 case_id, adult_id;

  if (cw_talk_read_subject (draft->subject, &case_id, &adult_id))
    {
      const CwAdult *adult = adult_id != 0 ? cw_case_get_adult (cas, adult_id) : NULL;

      if (adult != NULL)
        cw_adult_flow_consent (over, session, cas->id, adult);
      else if (adult_id == 0)
        cw_adult_flow_add (over, session, cas->id);
      return;
    }
  if (g_str_equal (draft->subject, children))
    {
      cw_adult_flow_children (over, session, cas);
      return;
    }
  for (guint i = 0; i < cas->adults->len; i++)
    {
      const CwAdult *adult = cas->adults->pdata[i];
      g_autoptr (CwNames) names = cw_names_new (adult);

      if (cw_adult_agrees (adult) && cw_names_take_body (names, draft->body))
        {
          cw_adult_flow_edit (over, session, cas, adult->id);
          return;
        }
    }
}

/* ---- withdrawal ---- */

static void
withdraw_save_cb (CwFormDialog *dialog, Flow *flow)
{
  CwJob *job = cw_job_new (flow->adult->id);

  job->day = cw_date_entry_get_day (g_object_get_data (G_OBJECT (dialog), "cw-day"));
  cw_form_dialog_store (dialog, flow->session, cw_work_withdraw, job, CW_CHANGE_CASES, stored_cb);
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
