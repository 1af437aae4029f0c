/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-draft-row.h"

#include <glib/gi18n.h>

#include "app/cases/cw-left-open.h"
#include "app/kit/cw-kit.h"
#include "app/summaries/cw-terms-dialog.h"
#include "cw-today-work.h"

static char *
describe_form (const CwDraft *draft)
{
  g_autofree char *number = NULL;
  gint64 case_id, adult_id;

  if (cw_left_open_get_paper (draft) != 0)
    {
      number = cw_paper_record_format (cw_left_open_get_paper (draft));
      /* Translators: a draft, %s is the number of a paper record, such as P-014. */
      return g_strdup_printf (_ ("Dates of paper record %s"), number);
    }
  if (cw_withdrawal_read_subject (draft->subject, &case_id, &adult_id))
    return g_strdup (_ ("Somebody does not agree any more"));
  if (cw_link_is_subject (draft->subject))
    return g_strdup (_ ("Another case of a family"));
  if (g_str_equal (draft->subject, CW_TERMS_DRAFT))
    return g_strdup (_ ("How terms are counted"));
  return g_strdup (_ ("A new entry of a list"));
}

static char *
describe_draft (const CwDraft *draft)
{
  if (g_str_equal (draft->kind, "enquiry"))
    return g_strdup (_ ("An enquiry"));
  if (g_str_equal (draft->kind, "opening"))
    return g_strdup (cw_left_open_get_case (draft) != 0 ? _ ("A talk about what is recorded")
                                                        : _ ("Opening a case"));
  if (g_str_equal (draft->kind, "service"))
    return g_strdup (_ ("A service in the directory"));
  if (g_str_equal (draft->kind, "form"))
    return describe_form (draft);
  if (g_str_equal (draft->kind, "names"))
    {
      /* Translators: a draft, %s is the reference of a case. */
      return g_strdup_printf (_ ("Names for case %s"), draft->reference);
    }
  if (g_str_equal (draft->kind, "step"))
    {
      /* Translators: a draft, %s is the reference of a case. */
      return g_strdup_printf (_ ("A next step for case %s"), draft->reference);
    }
  /* Translators: a draft, %s is the reference of a case. */
  return g_strdup_printf (_ ("Note for case %s"), draft->reference);
}

/* "Kept 19/11/2026, 16:48 · 94 words" */
static char *
describe_kept (const CwDraft *draft)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (draft->saved_at);
  g_autofree char *time = g_date_time_format (when, "%d/%m/%Y, %H:%M");
  g_autofree char *words = NULL;

  if (draft->words == 0)
    /* Translators: %s is a date and time. */
    return g_strdup_printf (_ ("Draft kept %s"), time);
  /* Translators: %d is how many words a draft has. */
  words = g_strdup_printf (ngettext ("%d word", "%d words", (gulong) draft->words), draft->words);
  /* Translators: a date and time, then a number of words. */
  return g_strdup_printf (_ ("Draft kept %s · %s"), time, words);
}

static const CwDraft *
get_draft (GtkWidget *button)
{
  return cw_item_get (g_object_get_data (G_OBJECT (button), "cw-item"));
}

static void
go_on_cb (GtkWidget *button, CwSection *section)
{
  const CwDraft *draft = get_draft (button);

  if (g_str_equal (draft->kind, "enquiry"))
    cw_section_go (section, "win.log-enquiry", NULL);
  else if (g_str_equal (draft->kind, "service"))
    cw_section_go (section, "win.go-to", g_variant_new_string ("directory"));
  else if (cw_left_open_get_case (draft) != 0)
    cw_section_go (section, "win.open-case", g_variant_new_int64 (cw_left_open_get_case (draft)));
  else if (g_str_equal (draft->kind, "opening"))
    cw_section_go (section, "win.new-case", NULL);
  else if (cw_left_open_get_paper (draft) != 0)
    cw_section_go (section, "win.open-paper", g_variant_new_int64 (cw_left_open_get_paper (draft)));
  else if (g_str_equal (draft->subject, CW_TERMS_DRAFT))
    cw_section_go (section, "win.term-dates", NULL);
  else
    cw_section_go (section, "win.open-list", g_variant_new_string (draft->subject));
}

static void
undo_cb (gpointer section, gpointer data)
{
  CwSession *session = cw_section_get_session (section);
  CwJob *job;

  if (session == NULL)
    return;
  job = cw_job_new (0);
  cw_job_take (job, cw_draft_copy (data), (GDestroyNotify) cw_draft_free);
  cw_run (section, session, cw_draft_restore_work, job, NULL, CW_CHANGE_DRAFTS, NULL, NULL);
}

static void
discarded_cb (gpointer section, gpointer result)
{
  cw_offer_undo (section, _ ("Draft discarded."), undo_cb, result, (GDestroyNotify) cw_draft_free);
}

static void
discard_cb (GtkWidget *button, CwSection *section)
{
  cw_run (section, cw_section_get_session (section), cw_draft_discard_work,
          cw_job_new (get_draft (button)->id), (GDestroyNotify) cw_draft_free, CW_CHANGE_DRAFTS,
          discarded_cb, NULL);
}

static GtkWidget *
make_button (
    const char *label, const char *about, GObject *item, GCallback callback, CwSection *section)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  g_autofree char *plain = g_strdup (label);
  g_auto (GStrv) parts = g_strsplit (plain, "_", 2);
  g_autofree char *name
      = g_strconcat (parts[0], parts[1] != NULL ? parts[1] : "", ": ", about, NULL);

  cw_a11y_label (button, name);
  g_object_set_data_full (G_OBJECT (button), "cw-item", g_object_ref (item), g_object_unref);
  g_signal_connect_object (button, "clicked", callback, section, 0);
  return button;
}

/**
 * cw_draft_row_new:
 * @item: holds a #CwDraft
 * @section: the page the row is on
 *
 * Returns: (transfer full): a row of a list box with what it says and its two buttons
 */
GtkWidget *
cw_draft_row_new (CwItem *item, CwSection *section)
{
  const CwDraft *draft = cw_item_get (item);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *what = describe_draft (draft);
  g_autofree char *kept = describe_kept (draft);
  GtkWidget *first = gtk_label_new (what);
  GtkWidget *second = gtk_label_new (kept);
  GtkWidget *discard
      = make_button (_ ("_Discard"), what, G_OBJECT (item), G_CALLBACK (discard_cb), section);

  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_wrap (GTK_LABEL (first), TRUE);
  gtk_label_set_wrap (GTK_LABEL (second), TRUE);
  gtk_widget_add_css_class (second, "small");
  gtk_widget_add_css_class (second, "quiet");
  gtk_widget_add_css_class (second, "numeric");
  gtk_widget_add_css_class (discard, "flat");
  gtk_widget_set_margin_top (buttons, 6);
  gtk_widget_set_margin_bottom (buttons, 6);
  gtk_box_append (GTK_BOX (buttons), make_button (_ ("_Go on writing"), what, G_OBJECT (item),
                                                  G_CALLBACK (go_on_cb), section));
  gtk_box_append (GTK_BOX (buttons), discard);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}
