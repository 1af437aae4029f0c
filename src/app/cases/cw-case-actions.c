/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-case-actions.h"

#include "app/kit/cw-compat.h"
#include "app/kit/cw-form-fields.h"
#include "app/kit/cw-kit.h"
#include "cw-adult-flow.h"
#include "cw-case-work.h"
#include "cw-left-open.h"

#include <glib/gi18n.h>

static CwSession *
session_of (gpointer page)
{
  return cw_section_get_session (CW_SECTION (page));
}

static const CwCase *
case_of (gpointer page)
{
  return cw_case_page_get_record (CW_CASE_PAGE (page));
}

static GtkWindow *
window_of (gpointer page)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
}

/* ---- status ---- */

/* From one to the other. */
typedef struct
{
  CwCaseStatus before, after;
} Turn;

static void
set_status (gpointer page, CwCaseStatus status, CwRunDone done)
{
  CwSession *session = session_of (page);
  CwJob *job = cw_job_new (case_of (page)->id);
  Turn turn = { case_of (page)->status, status };

  job->number = status;
  job->day = status == CW_CASE_CLOSED ? cw_session_get_today (session) : CW_DAY_NONE;
  cw_job_take (job, g_memdup2 (&turn, sizeof turn), g_free);
  cw_run (page, session, cw_work_set_status, job, g_free, CW_CHANGE_CASES | CW_CHANGE_STEPS, done,
          NULL);
}

static void
undo_status (gpointer page, gpointer turn)
{
  if (case_of (page) != NULL)
    set_status (page, ((const Turn *) turn)->before, NULL);
}

static void
turned_cb (gpointer page, gpointer result)
{
  CwCaseStatus status = ((const Turn *) result)->after;

  cw_offer_undo (page,
                 status == CW_CASE_CLOSED
                     ? _ ("The case is closed. Its next steps stay where they are.")
                 : status == CW_CASE_WAITING ? _ ("Waiting for others.")
                                             : _ ("The case is open."),
                 undo_status, result, g_free);
}

static void
status_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  if (case_of (page) != NULL)
    set_status (page, g_variant_get_int32 (parameter), turned_cb);
}

/* ---- people ---- */

static void
add_adult_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  if (case_of (page) != NULL)
    cw_adult_flow_add (page, session_of (page), case_of (page)->id);
}

static void
children_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  if (case_of (page) != NULL)
    cw_adult_flow_children (page, session_of (page), case_of (page));
}

/* ---- the family ---- */

static void
link_save_cb (CwFormDialog *dialog, GtkEntry *entry)
{
  GtkWidget *page = g_object_get_data (G_OBJECT (dialog), "cw-over");
  CwJob *job = cw_job_new (case_of (page)->id);

  job->text = cw_dup_typed (entry);
  job->flag = TRUE;
  cw_form_dialog_store (dialog, session_of (page), cw_work_link, job, CW_CHANGE_CASES, NULL);
}

static void
link_changed_cb (GtkEntry *entry, CwFormDialog *dialog)
{
  cw_form_dialog_set_ready (dialog, gtk_entry_get_text_length (entry) > 0);
}

static GtkWidget *
make_link_form (GtkWidget *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *said = gtk_label_new (
      _ ("Cases of one family are counted as one family in a summary. Nothing that is noted on "
         "one can be read on the other."));

  gtk_label_set_wrap (GTK_LABEL (said), TRUE);
  gtk_label_set_xalign (GTK_LABEL (said), 0);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Case number"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  cw_a11y_label (entry, _ ("Number of the other case"));
  gtk_box_append (GTK_BOX (box), said);
  gtk_box_append (GTK_BOX (box), entry);
  return box;
}

static void
show_link (GtkWidget *page, CwFormOpening *opening)
{
  GtkWidget *entry = gtk_entry_new ();
  CwFormDialog *dialog = cw_form_dialog_new (page, _ ("Another case of this family"), _ ("Link"),
                                             make_link_form (entry));
  CwFormFields *fields = cw_form_fields_new (dialog);

  cw_form_dialog_set_ready (dialog, FALSE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (link_changed_cb), dialog, 0);
  g_signal_connect_object (dialog, "save", G_CALLBACK (link_save_cb), entry, 0);
  cw_form_fields_add (fields, "other", entry);
  cw_form_fields_keep (fields, opening);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

static void
link_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  const CwCase *cas = case_of (page);

  if (cas != NULL)
    cw_form_open (page,
                  cw_form_opening_new (session_of (page), CW_FORM_DRAFT, cw_link_subject (cas->id),
                                       0),
                  show_link);
}

static void
unlink_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  CwJob *job;

  if (case_of (page) == NULL)
    return;
  job = cw_job_new (case_of (page)->id);
  job->text = g_variant_dup_string (parameter, NULL);
  cw_run (page, session_of (page), cw_work_link, job, NULL, CW_CHANGE_CASES, NULL, NULL);
}

/* ---- erasing: asked twice, in plain words ---- */

static void
erased_cb (gpointer page, gpointer result)
{
  cw_section_toast (CW_SECTION (page), _ ("Everything about this case is erased."));
  cw_section_go (CW_SECTION (page), "win.back", NULL);
}

static void
ask_again_cb (gboolean yes, gpointer data)
{
  g_autoptr (GtkWidget) page = data;

  if (yes && case_of (page) != NULL && session_of (page) != NULL)
    cw_run (page, session_of (page), cw_work_erase, cw_job_new (case_of (page)->id), NULL,
            CW_CHANGE_CASES | CW_CHANGE_STEPS, erased_cb, NULL);
}

static void
ask_first_cb (gboolean yes, gpointer data)
{
  g_autoptr (GtkWidget) page = data;
  g_autofree char *heading = NULL;

  if (!yes || case_of (page) == NULL)
    return;
  /* Translators: %s is a case number */
  heading = g_strdup_printf (_ ("Erase case %s for good?"), case_of (page)->reference);
  cw_ask (window_of (page), heading,
          _ ("This is the second and last time you are asked. It cannot be brought back."), NULL,
          _ ("Keep it"), _ ("Erase everything"), TRUE, ask_again_cb, g_object_ref (page));
}

static void
erase_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  if (case_of (page) == NULL)
    return;
  cw_ask (window_of (page), _ ("Erase everything on this case?"),
          _ ("Names, notes, what they agreed to and next steps leave this laptop. What was counted "
             "in a summary stays counted, "
             "without a name."),
          NULL, _ ("Keep it"), _ ("Go on"), TRUE, ask_first_cb, g_object_ref (page));
}

void
cw_case_actions_install (GtkWidgetClass *page_class)
{
  gtk_widget_class_install_action (page_class, "case.status", "i", status_action);
  gtk_widget_class_install_action (page_class, "case.add-adult", NULL, add_adult_action);
  gtk_widget_class_install_action (page_class, "case.children", NULL, children_action);
  gtk_widget_class_install_action (page_class, "case.link", NULL, link_action);
  gtk_widget_class_install_action (page_class, "case.unlink", "s", unlink_action);
  gtk_widget_class_install_action (page_class, "case.erase", NULL, erase_action);
}

static void
append_status (GMenu *menu, const char *label, CwCaseStatus status)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "case.status", "i", (int) status);
  g_menu_append_item (menu, item);
}

GMenuModel *
cw_case_actions_make_menu (const CwCase *cas)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) status = g_menu_new ();
  g_autoptr (GMenu) people = g_menu_new ();
  g_autoptr (GMenu) family = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();

  g_return_val_if_fail (cas != NULL, NULL);

  if (cas->status != CW_CASE_OPEN)
    append_status (status,
                   cas->status == CW_CASE_CLOSED ? _ ("Open it again") : _ ("Not waiting any more"),
                   CW_CASE_OPEN);
  if (cas->status != CW_CASE_WAITING)
    append_status (status, _ ("Waiting for others"), CW_CASE_WAITING);
  if (cas->status != CW_CASE_CLOSED)
    append_status (status, _ ("Close the case"), CW_CASE_CLOSED);
  g_menu_append (people, _ ("Add an adult"), "case.add-adult");
  g_menu_append (people, _ ("Children"), "case.children");
  g_menu_append (family, _ ("Link with a case of this family"), "case.link");
  for (guint i = 0; i < cas->links->len; i++)
    {
      g_autofree char *label
          /* Translators: %s is a case number */
          = g_strdup_printf (_ ("Unlink from %s"), (char *) cas->links->pdata[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "case.unlink", "s", (char *) cas->links->pdata[i]);
      g_menu_append_item (family, item);
    }
  g_menu_append (end, _ ("Erase everything"), "case.erase");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (status));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (people));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (family));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}
