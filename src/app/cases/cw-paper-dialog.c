/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-paper-dialog.h"

#include "app/kit/cw-form-fields.h"
#include "app/kit/cw-kit.h"
#include "cw-case-work.h"
#include "cw-left-open.h"

#include <glib/gi18n.h>

#define N_DATES 4

typedef struct
{
  CwFormDialog *dialog;       /* borrowed */
  CwSession *session;         /* owned */
  CwPaperRecord *record;      /* owned */
  CwDateEntry *days[N_DATES]; /* borrowed */
} Paper;

static void
free_paper (gpointer data)
{
  Paper *paper = data;

  g_object_unref (paper->session);
  cw_paper_record_free (paper->record);
  g_free (paper);
}

static CwDay *
field (Paper *paper, guint i)
{
  CwDay *fields[N_DATES] = { &paper->record->opened, &paper->record->last_seen,
                             &paper->record->look_again, &paper->record->closed };

  return fields[i];
}

static void
changed_cb (CwDateEntry *day, GParamSpec *pspec, Paper *paper)
{
  cw_form_dialog_set_problem (paper->dialog, NULL);
}

/* What stands in a field and is no date must not go as if nothing stood there. */
static gboolean
check (Paper *paper)
{
  for (guint i = 0; i < N_DATES; i++)
    {
      gboolean wrong = cw_date_entry_is_wrong (paper->days[i]);

      if (!wrong && (i > 0 || cw_date_entry_get_day (paper->days[i]) != CW_DAY_NONE))
        continue;
      cw_form_dialog_set_problem (paper->dialog,
                                  wrong ? _ ("That is no date. Write it like 01/09/2026.")
                                        : _ ("The day on which it was opened is missing."));
      gtk_widget_grab_focus (GTK_WIDGET (paper->days[i]));
      return FALSE;
    }
  return TRUE;
}

static void
save_cb (CwFormDialog *dialog, Paper *paper)
{
  CwJob *job;

  if (!check (paper))
    return;
  job = cw_job_new (0);
  for (guint i = 0; i < N_DATES; i++)
    *field (paper, i) = cw_date_entry_get_day (paper->days[i]);
  cw_job_take (job, cw_paper_record_copy (paper->record), (GDestroyNotify) cw_paper_record_free);
  cw_form_dialog_store (dialog, paper->session, cw_work_save_paper, job,
                        CW_CHANGE_CASES | CW_CHANGE_STEPS, NULL);
}

static GtkWidget *
make_grid (Paper *paper)
{
  const char *labels[N_DATES] = { _ ("Opened"), _ ("Last seen"), _ ("Look again"), _ ("Closed") };
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  for (guint i = 0; i < N_DATES; i++)
    {
      GtkWidget *label = gtk_label_new (labels[i]);
      GtkWidget *day = cw_date_entry_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "quiet");
      g_object_set (day, "label", labels[i], NULL);
      cw_date_entry_set_today (CW_DATE_ENTRY (day), cw_session_get_today (paper->session));
      cw_date_entry_set_day (CW_DATE_ENTRY (day), *field (paper, i));
      g_signal_connect (day, "notify::day", G_CALLBACK (changed_cb), paper);
      paper->days[i] = CW_DATE_ENTRY (day);
      gtk_grid_attach (GTK_GRID (grid), label, 0, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), day, 1, i, 1, 1);
    }
  return grid;
}

static GtkWidget *
make_form (Paper *paper)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *said
      = gtk_label_new (_ ("What was said stays in the locked cabinet. Here are dates only."));

  gtk_label_set_wrap (GTK_LABEL (said), TRUE);
  gtk_label_set_xalign (GTK_LABEL (said), 0);
  gtk_box_append (GTK_BOX (box), said);
  gtk_box_append (GTK_BOX (box), make_grid (paper));
  return box;
}

/* Dates only: a draft of no case, and no word about a parent (R7, R8). */
static void
show_paper (GtkWidget *over, CwFormOpening *opening)
{
  static const char *const names[N_DATES] = { "opened", "last-seen", "look-again", "closed" };
  Paper *paper = g_new0 (Paper, 1);
  CwFormFields *fields;
  GtkWidget *form;
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;

  paper->record = cw_paper_record_copy (opening->data);
  paper->session = g_object_ref (opening->session);
  number = cw_paper_record_format (paper->record->id);
  /* Translators: %s is the number of a paper record, such as P-014 */
  title = g_strdup_printf (_ ("Paper record %s"), number);
  form = make_form (paper);
  paper->dialog = cw_form_dialog_new (over, title, _ ("Save"), form);
  g_object_set_data_full (G_OBJECT (paper->dialog), "cw-paper", paper, free_paper);
  fields = cw_form_fields_new (paper->dialog);
  for (guint i = 0; i < N_DATES; i++)
    cw_form_fields_add (fields, names[i], GTK_WIDGET (paper->days[i]));
  cw_form_fields_keep (fields, opening);
  g_signal_connect (paper->dialog, "save", G_CALLBACK (save_cb), paper);
  cw_form_dialog_set_size (paper->dialog, 420, 330);
  gtk_window_present (GTK_WINDOW (paper->dialog));
}

static void
read_cb (gpointer page, gpointer result)
{
  CwPaperRecord *record = result;
  CwFormOpening *opening = cw_form_opening_new (cw_section_get_session (CW_SECTION (page)),
                                                CW_FORM_DRAFT, cw_paper_subject (record->id), 0);

  opening->data = record;
  opening->data_free = (GDestroyNotify) cw_paper_record_free;
  cw_form_open (page, opening, show_paper);
}

void
cw_paper_dialog_open (GtkWidget *over, CwSession *session, gint64 number)
{
  g_return_if_fail (CW_IS_SECTION (over));

  cw_run (over, session, cw_work_get_paper, cw_job_new (number),
          (GDestroyNotify) cw_paper_record_free, 0, read_cb, NULL);
}
