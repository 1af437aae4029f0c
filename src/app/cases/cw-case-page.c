/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-case-page.h"

#include "app/kit/cw-kit.h"
#include "app/kit/cw-text-size.h"
#include "cw-adult-flow.h"
#include "cw-adult-words.h"
#include "cw-case-actions.h"
#include "cw-case-work.h"
#include "cw-composer.h"
#include "app/kit/cw-form-dialog.h"
#include "cw-handover-card.h"
#include "cw-left-open.h"
#include "cw-people-strip.h"
#include "cw-steps-list.h"
#include "cw-timeline.h"

#include <glib/gi18n.h>

struct _CwCasePage
{
  CwSection parent_instance;

  /* template widgets */
  AdwWindowTitle *heading;
  GtkMenuButton *menu_button;
  CwPeopleStrip *people;
  GtkWidget *names_bar;
  GtkLabel *names_said;
  CwHandoverCard *handover;
  GtkBox *columns;
  CwComposer *composer;
  CwTimeline *timeline;
  CwStepsList *steps;
  GtkLabel *contacts, *time_given, *came;
  GtkWidget *family_row;
  GtkLabel *family;

  /* owned */
  CwCaseView *view;

  gint64 case_id;
  gboolean begin_contact; /* asked for before the case was read */
};

G_DEFINE_FINAL_TYPE (CwCasePage, cw_case_page, CW_TYPE_SECTION)

static CwSession *
session_of (CwCasePage *self)
{
  return cw_section_get_session (CW_SECTION (self));
}

/* ---- what is shown ---- */

static void
show_heading (CwCasePage *self, const CwCase *cas)
{
  g_autofree char *opened = cw_day_format (cas->opened);
  g_autofree char *closed = cw_day_format (cas->closed);
  /* Translators: %s is a case number */
  g_autofree char *title = g_strdup_printf (_ ("Case %s"), cas->reference);
  g_autofree char *subtitle = NULL;
  g_autoptr (GMenuModel) menu = cw_case_actions_make_menu (cas);

  if (cas->status == CW_CASE_CLOSED)
    /* Translators: %s is a date */
    subtitle = g_strdup_printf (_ ("Closed on %s"), closed);
  else if (cas->status == CW_CASE_WAITING)
    /* Translators: %s is a date */
    subtitle = g_strdup_printf (_ ("Open since %s, waiting for others"), opened);
  else
    /* Translators: %s is a date */
    subtitle = g_strdup_printf (_ ("Open since %s"), opened);
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, subtitle);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

static void
show_figures (CwCasePage *self, const CwCase *cas)
{
  CwCodeBook *codes = cw_session_get_codes (session_of (self));
  g_autofree char *contacts = g_strdup_printf ("%d", cas->contacts);
  g_autofree char *time = cw_duration_format (cas->minutes);
  g_autofree char *who = g_utf8_strdown (cw_code_book_label (codes, cas->asked_by), -1);
  g_autofree char *came = NULL;
  g_autoptr (GString) family = g_string_new (NULL);

  came
      /* Translators: %s is who asked the parent, such as class teacher */
      = cas->asked_by != 0 ? g_strdup_printf (_ ("asked by %s"), who) : g_strdup (_ ("themselves"));
  for (guint i = 0; i < cas->links->len; i++)
    cw_append_listed (family, cas->links->pdata[i]);
  gtk_label_set_text (self->contacts, contacts);
  gtk_label_set_text (self->time_given, time);
  gtk_label_set_text (self->came, came);
  gtk_label_set_text (self->family, family->str);
  gtk_widget_set_visible (self->family_row, family->len > 0);
}

/* What was begun about the case last, and put away. */
static void
show_left_open (CwCasePage *self)
{
  const CwDraft *left = self->view->left_open;

  if (left != NULL)
    gtk_label_set_text (self->names_said, cw_left_open_text (left));
  gtk_widget_set_visible (self->names_bar, left != NULL);
}

static void
show_view (CwCasePage *self)
{
  CwSession *session = session_of (self);
  const CwCase *cas = self->view->cas;

  show_heading (self, cas);
  cw_people_strip_set_case (self->people, cas, cw_session_get_codes (session),
                            cw_session_get_today (session));
  cw_composer_set_case (self->composer, session, cas, self->view->contact_draft);
  cw_timeline_set_case (self->timeline, session, cas);
  cw_steps_list_set_view (self->steps, session, self->view);
  cw_handover_card_set_case (self->handover, session, cas);
  show_left_open (self);
  show_figures (self, cas);
  if (self->begin_contact)
    {
      self->begin_contact = FALSE;
      cw_composer_open (self->composer);
    }
}

static void
loaded_cb (gpointer page, gpointer result)
{
  CwCasePage *self = page;

  g_clear_pointer (&self->view, cw_case_view_free);
  self->view = result;
  show_view (self);
}

static void
load_failed_cb (gpointer page, const GError *error)
{
  /* Erased meanwhile: there is nothing to show, and nothing to say. */
  if (!g_error_matches (error, CW_ERROR, CW_ERROR_NOT_FOUND) || ((CwCasePage *) page)->view == NULL)
    cw_section_report (CW_SECTION (page), error);
}

static void
load (CwCasePage *self)
{
  cw_run (self, session_of (self), cw_work_load_case, cw_job_new (self->case_id),
          (GDestroyNotify) cw_case_view_free, 0, loaded_cb, load_failed_cb);
}

/* ---- people ---- */

static void
add_adult_cb (CwCasePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "case.add-adult", NULL);
}

static void
children_cb (CwCasePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "case.children", NULL);
}

static void
edit_adult_cb (CwCasePage *self, gint64 id)
{
  cw_adult_flow_edit (GTK_WIDGET (self), session_of (self), self->view->cas, id);
}

static void
consent_cb (CwCasePage *self, gint64 id)
{
  cw_adult_flow_consent (GTK_WIDGET (self), session_of (self), self->case_id,
                         cw_case_get_adult (self->view->cas, id));
}

static void
withdraw_cb (CwCasePage *self, gint64 id)
{
  cw_adult_flow_withdraw (GTK_WIDGET (self), session_of (self), self->case_id,
                          cw_case_get_adult (self->view->cas, id));
}

static gboolean
take_up (CwCasePage *self, const CwDraft *draft)
{
  if (g_str_equal (draft->kind, "step"))
    return cw_steps_list_take_up (self->steps, draft);
  if (cw_link_is_subject (draft->subject))
    return gtk_widget_activate_action (GTK_WIDGET (self), "case.link", NULL);
  return cw_adult_flow_take_up (GTK_WIDGET (self), session_of (self), self->view->cas, draft);
}

static void
names_cb (CwCasePage *self)
{
  if (self->view->left_open != NULL && !take_up (self, self->view->left_open))
    cw_say (self, _ ("That cannot be gone on with: who or what it is about is gone, or does not "
                     "agree. It can be discarded on the page Today."));
}

static void
left_open_cb (gpointer page, gpointer result)
{
  CwCasePage *self = page;

  g_clear_pointer (&self->view->left_open, cw_draft_free);
  self->view->left_open = result;
  show_left_open (self);
}

static gpointer
read_left_open (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwCase) cas = cw_store_get_case (store, ((CwJob *) job)->id, error);

  return cas != NULL ? cw_left_open_find (store, cas, error) : NULL;
}

/* ---- contacts ---- */

static void
saved_cb (CwCasePage *self, gint64 id)
{
  cw_section_toast (CW_SECTION (self), _ ("The contact is saved."));
}

static void
contact_read_cb (gpointer page, gpointer result)
{
  CwCasePage *self = page;
  g_autoptr (CwContact) contact = result;

  cw_composer_edit (self->composer, contact);
}

static gpointer
read_contact (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_store_get_contact (store, ((CwJob *) job)->id, error);
}

static void
edit_contact_cb (CwCasePage *self, gint64 id)
{
  cw_run (self, session_of (self), read_contact, cw_job_new (id), (GDestroyNotify) cw_contact_free,
          0, contact_read_cb, NULL);
}

static void
undo_delete (gpointer page, gpointer contact)
{
  CwJob *job;

  if (session_of (page) == NULL)
    return;
  job = cw_job_new (0);
  cw_job_take (job, cw_contact_copy (contact), (GDestroyNotify) cw_contact_free);
  cw_run (page, session_of (page), cw_work_restore_contact, job, NULL, CW_CHANGE_CASES, NULL, NULL);
}

static void
deleted_cb (gpointer page, gpointer result)
{
  CwContact *contact = result;
  g_autofree char *day = cw_day_format (contact->day);
  /* Translators: %s is a date */
  g_autofree char *said = g_strdup_printf (_ ("The contact of %s is deleted."), day);

  cw_offer_undo (page, said, undo_delete, contact, (GDestroyNotify) cw_contact_free);
}

static void
delete_contact_cb (CwCasePage *self, gint64 id)
{
  cw_run (self, session_of (self), cw_work_delete_contact, cw_job_new (id),
          (GDestroyNotify) cw_contact_free, CW_CHANGE_CASES, deleted_cb, NULL);
}

static void
contact_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cw_case_page_begin_contact (CW_CASE_PAGE (widget));
}

/* ---- the section ---- */

static void
cw_case_page_bind (CwSection *section, CwSession *session)
{
  CW_SECTION_CLASS (cw_case_page_parent_class)->bind (section, session);
  load (CW_CASE_PAGE (section));
}

static void
cw_case_page_changed (CwSection *section, CwChange change)
{
  CwCasePage *self = CW_CASE_PAGE (section);

  if ((change & (CW_CHANGE_CASES | CW_CHANGE_STEPS | CW_CHANGE_CODES)) == 0)
    {
      if ((change & CW_CHANGE_DRAFTS) != 0 && self->view != NULL)
        cw_run (self, session_of (self), read_left_open, cw_job_new (self->case_id),
                (GDestroyNotify) cw_draft_free, 0, left_open_cb, NULL);
      return;
    }
  load (self);
  cw_timeline_refresh (self->timeline);
}

/* Work begins where a contact is written up, and not with going back. */
static void
cw_case_page_shown (CwSection *section)
{
  CwCasePage *self = CW_CASE_PAGE (section);

  if (!gtk_widget_child_focus (GTK_WIDGET (self->composer), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self->timeline), GTK_DIR_TAB_FORWARD);
}

static void
cw_case_page_flush (CwSection *section)
{
  CwCasePage *self = CW_CASE_PAGE (section);

  cw_composer_flush (self->composer);
}

static gboolean
cw_case_page_search (CwSection *section)
{
  cw_timeline_search (CW_CASE_PAGE (section)->timeline);
  return TRUE;
}

static void
cw_case_page_finalize (GObject *object)
{
  g_clear_pointer (&CW_CASE_PAGE (object)->view, cw_case_view_free);
  G_OBJECT_CLASS (cw_case_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (CW_TYPE_COMPOSER);
  g_type_ensure (CW_TYPE_HANDOVER_CARD);
  g_type_ensure (CW_TYPE_PEOPLE_STRIP);
  g_type_ensure (CW_TYPE_STEPS_LIST);
  g_type_ensure (CW_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, heading);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, people);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, names_bar);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, names_said);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, handover);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, columns);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, composer);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, timeline);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, steps);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, contacts);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, time_given);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, came);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, family_row);
  gtk_widget_class_bind_template_child (widget_class, CwCasePage, family);
  gtk_widget_class_bind_template_callback (widget_class, add_adult_cb);
  gtk_widget_class_bind_template_callback (widget_class, children_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_adult_cb);
  gtk_widget_class_bind_template_callback (widget_class, consent_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdraw_cb);
  gtk_widget_class_bind_template_callback (widget_class, names_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_contact_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_contact_cb);
}

static void
cw_case_page_class_init (CwCasePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  CwSectionClass *section_class = CW_SECTION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cw_case_page_finalize;
  section_class->bind = cw_case_page_bind;
  section_class->changed = cw_case_page_changed;
  section_class->shown = cw_case_page_shown;
  section_class->flush = cw_case_page_flush;
  section_class->search = cw_case_page_search;
  cw_case_actions_install (widget_class);
  gtk_widget_class_install_action (widget_class, "case.contact", NULL, contact_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "case.contact",
                                       NULL);
  bind_template (widget_class);
}

static void
cw_case_page_init (CwCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_text_size_stack (self->columns);
}

/**
 * cw_case_page_new:
 * @case_id: the case to show
 *
 * Returns: a page that reads the case when it is bound to the records.
 */
GtkWidget *
cw_case_page_new (gint64 case_id)
{
  CwCasePage *self = g_object_new (CW_TYPE_CASE_PAGE, NULL);

  self->case_id = case_id;
  return GTK_WIDGET (self);
}

gint64
cw_case_page_get_case (CwCasePage *self)
{
  g_return_val_if_fail (CW_IS_CASE_PAGE (self), 0);
  return self->case_id;
}

const CwCase *
cw_case_page_get_record (CwCasePage *self)
{
  g_return_val_if_fail (CW_IS_CASE_PAGE (self), NULL);
  return self->view != NULL ? self->view->cas : NULL;
}

/**
 * cw_case_page_begin_contact:
 *
 * Opens the composer, as Ctrl+T does; at once, or as soon as the case is read.
 */
void
cw_case_page_begin_contact (CwCasePage *self)
{
  g_return_if_fail (CW_IS_CASE_PAGE (self));

  if (self->view != NULL)
    cw_composer_open (self->composer);
  else
    self->begin_contact = TRUE;
}
