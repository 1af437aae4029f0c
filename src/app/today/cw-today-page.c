/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-today-page.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "app/kit/cw-wrap-box.h"
#include "cw-backup-reminder.h"
#include "cw-draft-row.h"
#include "cw-due-list.h"
#include "cw-today-work.h"

typedef enum
{
  GROUP_LATE,
  GROUP_TODAY,
  GROUP_WEEK,
  N_GROUPS
} Group;

struct _CwTodayPage
{
  CwSection parent_instance;

  /* template widgets */
  AdwWindowTitle *title;
  CwBackupReminder *backup_reminder;
  GtkBox *groups;
  GtkWidget *nothing;
  GtkWidget *unread;
  GtkWidget *week_card;
  GtkLabel *week_minutes;
  GtkWidget *drafts_card;
  GtkListBox *drafts;
  GtkLabel *term_title;
  GtkLabel *enquiries;
  GtkLabel *enquiries_word;
  GtkLabel *parents;
  GtkLabel *parents_word;
  GtkLabel *contacts;
  GtkLabel *contacts_word;
  GtkWidget *log_enquiry;

  CwDueList *lists[N_GROUPS]; /* borrowed */
  GListStore *draft_items;    /* owned, of CwItem */
  GCancellable *cancellable;  /* owned: of the reading under way */
  CwDue *opened;              /* owned: the row whose page was gone to */
  guint reload_id;
};

G_DEFINE_FINAL_TYPE (CwTodayPage, cw_today_page, CW_TYPE_SECTION)

static CwDay
get_today (CwTodayPage *self)
{
  return cw_session_get_today (cw_section_get_session (CW_SECTION (self)));
}

/* ---- showing ---- */

static void
show_due (CwTodayPage *self, GPtrArray *due)
{
  CwDay today = get_today (self);
  guint count = 0;

  for (guint group = 0; group < N_GROUPS; group++)
    {
      g_autoptr (GPtrArray) rows = g_ptr_array_new ();

      for (guint i = 0; i < due->len; i++)
        {
          CwDue *row = g_ptr_array_index (due, i);
          Group of_row = row->due < today    ? GROUP_LATE
                         : row->due == today ? GROUP_TODAY
                                             : GROUP_WEEK;

          if (of_row == group)
            g_ptr_array_add (rows, row);
        }
      cw_due_list_set_rows (self->lists[group], rows, today);
      count += rows->len;
    }
  gtk_widget_set_visible (self->nothing, count == 0);
  cw_section_set_count (CW_SECTION (self), count);
}

static void
show_number (GtkLabel *number, GtkLabel *word, gint64 n, const char *words)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  gtk_label_set_text (number, text);
  gtk_label_set_text (word, words);
}

static void
show_term (CwTodayPage *self, const CwTermSoFar *term)
{
  g_autofree char *title = NULL;

  if (term->term != NULL && *term->term != '\0')
    /* Translators: %s is the name of a term, as in "Autumn 2025". */
    title = g_strdup_printf (_ ("%s so far"), term->term);
  gtk_label_set_text (self->term_title, title != NULL ? title : _ ("So far"));
  show_number (self->enquiries, self->enquiries_word, term->enquiries,
               ngettext ("enquiry", "enquiries", (gulong) term->enquiries));
  show_number (self->parents, self->parents_word, term->parents,
               ngettext ("parent", "parents", (gulong) term->parents));
  show_number (self->contacts, self->contacts_word, term->contacts,
               ngettext ("contact", "contacts", (gulong) term->contacts));
}

static void
show_week (CwTodayPage *self, gint64 minutes)
{
  g_autofree char *text = cw_duration_format ((int) minutes);

  gtk_label_set_text (self->week_minutes, text);
  gtk_widget_set_visible (self->week_card, minutes > 0);
}

static void
show_drafts (CwTodayPage *self, GPtrArray *drafts)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < drafts->len; i++)
    g_ptr_array_add (items, cw_item_new (cw_draft_get_type (), g_ptr_array_index (drafts, i)));
  g_list_store_splice (self->draft_items, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->draft_items)), items->pdata,
                       items->len);
  gtk_widget_set_visible (self->drafts_card, drafts->len > 0);
}

/* What is due is not known: that is not nothing. */
static void
show_unread (CwTodayPage *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_widget_set_visible (self->unread, TRUE);
  cw_section_report (CW_SECTION (self), error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwTodayPage) self = user_data;
  g_autoptr (GError) error = NULL;
  CwTodayView *view = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (view == NULL)
    {
      show_unread (self, error);
      return;
    }
  if (cw_section_get_session (CW_SECTION (self)) != NULL)
    {
      g_autofree char *day = cw_day_format_long (get_today (self));

      gtk_widget_set_visible (self->unread, FALSE);
      adw_window_title_set_subtitle (self->title, day);
      show_due (self, view->due);
      show_drafts (self, view->drafts);
      show_term (self, view->term);
      show_week (self, view->week_minutes);
    }
  cw_today_view_free (view);
}

static void
reload (CwTodayPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cw_session_call (cw_section_get_session (CW_SECTION (self)), cw_today_read, NULL, NULL,
                   (GDestroyNotify) cw_today_view_free, 0, self->cancellable, read_cb,
                   g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  CwTodayPage *self = data;

  self->reload_id = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

/* Several changes in a row are read once. */
static void
schedule_reload (CwTodayPage *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_idle_add (reload_cb, self);
}

/* ---- due rows ---- */

static void
open_due_cb (CwTodayPage *self, const CwDue *due)
{
  g_assert (CW_IS_TODAY_PAGE (self));

  g_clear_pointer (&self->opened, cw_due_free);
  self->opened = cw_due_copy (due);
  switch (due->kind)
    {
    case CW_DUE_STEP:
      cw_section_go (CW_SECTION (self), "win.open-case", g_variant_new_int64 (due->case_id));
      break;
    case CW_DUE_FREEZE:
      cw_section_go (CW_SECTION (self), "win.go-to", g_variant_new_string ("summaries"));
      break;
    case CW_DUE_PAPER:
    default:
      cw_section_go (CW_SECTION (self), "win.go-to", g_variant_new_string ("cases"));
    }
}

static void
undo_cb (gpointer page, gpointer data)
{
  CwSession *session = cw_section_get_session (page);
  CwJob *job;

  if (session == NULL)
    return;
  job = cw_job_new (0);
  cw_job_take (job, cw_due_before_copy (data), (GDestroyNotify) cw_due_before_free);
  cw_run (page, session, cw_due_restore_work, job, NULL, CW_CHANGE_STEPS, NULL, NULL);
}

static void
due_changed_cb (gpointer page, gpointer result)
{
  CwDueBefore *before = result;
  g_autofree char *day = cw_day_format (before->moved_to);
  g_autofree char *words = NULL;

  /* Translators: %s is a date. */
  words = before->moved_to != CW_DAY_NONE ? g_strdup_printf (_ ("Moved to %s."), day)
                                          : g_strdup (_ ("Done."));
  cw_offer_undo (page, words, undo_cb, before, (GDestroyNotify) cw_due_before_free);
}

/* @move_to: CW_DAY_NONE: it is done */
static void
change_due (CwTodayPage *self, const CwDue *due, CwDay move_to)
{
  CwJob *job = cw_job_new (0);

  job->day = move_to;
  cw_job_take (job, cw_due_copy (due), (GDestroyNotify) cw_due_free);
  cw_run (self, cw_section_get_session (CW_SECTION (self)), cw_due_change_work, job,
          (GDestroyNotify) cw_due_before_free, CW_CHANGE_STEPS, due_changed_cb, NULL);
}

static void
due_done_cb (CwTodayPage *self, const CwDue *due)
{
  change_due (self, due, CW_DAY_NONE);
}

static void
due_move_cb (CwTodayPage *self, const CwDue *due, int day)
{
  change_due (self, due, day);
}

/* ---- drafts ---- */

static GtkWidget *
make_draft_row (gpointer item, gpointer page)
{
  return cw_draft_row_new (item, page);
}

/* ---- the section ---- */

static void
cw_today_page_bind (CwSection *section, CwSession *session)
{
  CW_SECTION_CLASS (cw_today_page_parent_class)->bind (section, session);
  cw_backup_reminder_bind (CW_TODAY_PAGE (section)->backup_reminder, session);
}

static void
cw_today_page_changed (CwSection *section, CwChange change)
{
  schedule_reload (CW_TODAY_PAGE (section));
}

/* Who comes back from a row goes on from there. */
static void
cw_today_page_shown (CwSection *section)
{
  CwTodayPage *self = CW_TODAY_PAGE (section);
  g_autoptr (CwDue) opened = g_steal_pointer (&self->opened);
  gboolean focused = FALSE;

  schedule_reload (self);
  for (guint group = 0; opened != NULL && group < N_GROUPS && !focused; group++)
    focused = cw_due_list_focus (self->lists[group], opened);
  if (!focused)
    gtk_widget_grab_focus (self->log_enquiry);
}

static void
cw_today_page_dispose (GObject *object)
{
  CwTodayPage *self = CW_TODAY_PAGE (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cw_today_page_parent_class)->dispose (object);
}

static void
cw_today_page_finalize (GObject *object)
{
  g_object_unref (CW_TODAY_PAGE (object)->draft_items);
  g_clear_pointer (&CW_TODAY_PAGE (object)->opened, cw_due_free);
  G_OBJECT_CLASS (cw_today_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, title);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, backup_reminder);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, groups);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, unread);
  gtk_widget_class_bind_template_callback (widget_class, schedule_reload);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, week_card);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, week_minutes);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, drafts_card);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, drafts);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, term_title);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, enquiries);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, enquiries_word);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, parents);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, parents_word);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, contacts);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, contacts_word);
  gtk_widget_class_bind_template_child (widget_class, CwTodayPage, log_enquiry);
}

static void
cw_today_page_class_init (CwTodayPageClass *klass)
{
  CwSectionClass *section_class = CW_SECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_today_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_today_page_finalize;
  g_type_ensure (CW_TYPE_UNREAD);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  g_type_ensure (CW_TYPE_BACKUP_REMINDER);
  section_class->bind = cw_today_page_bind;
  section_class->changed = cw_today_page_changed;
  section_class->shown = cw_today_page_shown;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/com/ppp/Casework/ui/today/cw-today-page.ui");
  bind_children (GTK_WIDGET_CLASS (klass));
}

static void
cw_today_page_init (CwTodayPage *self)
{
  const char *const titles[N_GROUPS] = { _ ("Late"), _ ("Today"), _ ("Next seven days") };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->draft_items = g_list_store_new (CW_TYPE_ITEM);
  gtk_list_box_bind_model (self->drafts, G_LIST_MODEL (self->draft_items), make_draft_row, self,
                           NULL);
  for (guint i = 0; i < N_GROUPS; i++)
    {
      GtkWidget *list = cw_due_list_new (titles[i], i == GROUP_LATE);

      g_signal_connect_object (list, "open", G_CALLBACK (open_due_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (list, "done", G_CALLBACK (due_done_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (list, "move", G_CALLBACK (due_move_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->groups, list);
      self->lists[i] = CW_DUE_LIST (list);
    }
}
