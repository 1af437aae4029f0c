/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-restore-page.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "app/safekeeping/cw-secret-entry.h"
#include "cli/cw-safekeeping.h"
#include "cw-opening.h"
#include "cw-start.h"

struct _CwRestorePage
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *heading;
  GtkDropDown *days;
  CwSecretEntry *secret;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkLabel *note;
  GtkWidget *restore;
  GtkSpinner *spinner;

  /* owned */
  char *label;
  GPtrArray *kept; /* of CwBackupFile, newest first */
  GCancellable *cancellable;

  gboolean busy;
};

G_DEFINE_FINAL_TYPE (CwRestorePage, cw_restore_page, ADW_TYPE_BIN)

static void
show_problem (CwRestorePage *self, const char *words)
{
  cw_show_error (self->problem_box, self->problem, words);
}

static void
update_restore (CwRestorePage *self)
{
  gtk_widget_set_sensitive (self->restore, !self->busy && cw_secret_entry_is_filled (self->secret));
}

static void
set_busy (CwRestorePage *self, gboolean busy)
{
  /* A field that is greyed out while it has the focus would not hear that it lost it. */
  if (busy)
    gtk_window_set_focus (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL);
  self->busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->secret), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->days), !busy);
  gtk_label_set_text (self->note,
                      busy ? _ ("Checking the whole backup, and putting it beside…") : "");
  update_restore (self);
}

static void
changed_cb (CwRestorePage *self)
{
  g_assert (CW_IS_RESTORE_PAGE (self));

  if (self->kept == NULL)
    return;
  show_problem (self, NULL);
  update_restore (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwRestorePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwOpened) opened = cw_opening_finish (result, &error);
  CwStart *start = cw_start_find (GTK_WIDGET (self));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || start == NULL)
    return;
  set_busy (self, FALSE);
  if (opened != NULL)
    {
      cw_start_take_opened (start, g_steal_pointer (&opened));
      return;
    }
  show_problem (self, error->message);
  cw_enter (GTK_WIDGET (self->secret));
}

static void
restore_cb (CwRestorePage *self)
{
  const CwBackupFile *file;
  g_autofree char *day = NULL, *name = NULL;

  g_assert (CW_IS_RESTORE_PAGE (self));

  if (!gtk_widget_get_sensitive (self->restore))
    return;
  file = g_ptr_array_index (self->kept, gtk_drop_down_get_selected (self->days));
  day = cw_day_format (file->day);
  /* Translators: the name of restored records: what they were called, and the day of the backup. */
  name = g_strdup_printf (_ ("%s, backup of %s"), self->label, day);
  show_problem (self, NULL);
  set_busy (self, TRUE);
  cw_opening_restore (file->path, name, cw_secret_entry_get_slot (self->secret),
                      cw_secret_entry_get (self->secret), self->cancellable, opened_cb,
                      g_object_ref (self));
}

static void
back_cb (CwRestorePage *self)
{
  cw_start_show_unlock (cw_start_find (GTK_WIDGET (self)));
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  return GTK_WIDGET (CW_RESTORE_PAGE (widget)->secret);
}

/* Taken out of the window, as a lock does: what is under way shall not go on for somebody who is
 * not there. (Its callback keeps the page alive until then.) */
static void
cw_restore_page_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (CW_RESTORE_PAGE (widget)->cancellable);
  GTK_WIDGET_CLASS (cw_restore_page_parent_class)->unroot (widget);
}

static void
cw_restore_page_dispose (GObject *object)
{
  CwRestorePage *self = CW_RESTORE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->kept != NULL)
    {
      g_clear_pointer (&self->kept, g_ptr_array_unref);
      cw_secret_entry_set_text (self->secret, "");
    }
  G_OBJECT_CLASS (cw_restore_page_parent_class)->dispose (object);
}

static void
cw_restore_page_finalize (GObject *object)
{
  CwRestorePage *self = CW_RESTORE_PAGE (object);

  g_free (self->label);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (cw_restore_page_parent_class)->finalize (object);
}

static void
cw_restore_page_class_init (CwRestorePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_restore_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_restore_page_finalize;
  cw_class_set_entry (widget_class, find_entry);
  widget_class->unroot = cw_restore_page_unroot;
  g_type_ensure (CW_TYPE_SECRET_ENTRY);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/start/cw-restore-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwRestorePage, heading);
  gtk_widget_class_bind_template_child (widget_class, CwRestorePage, days);
  gtk_widget_class_bind_template_child (widget_class, CwRestorePage, secret);
  gtk_widget_class_bind_template_child (widget_class, CwRestorePage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, CwRestorePage, problem);
  gtk_widget_class_bind_template_child (widget_class, CwRestorePage, note);
  gtk_widget_class_bind_template_child (widget_class, CwRestorePage, restore);
  gtk_widget_class_bind_template_child (widget_class, CwRestorePage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
cw_restore_page_init (CwRestorePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_a11y_drop_down (self->days, _ ("Backup of"));
}

/* The newest is chosen. */
static void
list_days (CwRestorePage *self)
{
  GtkStringList *days = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->kept->len; i++)
    gtk_string_list_take (days, cw_day_format_long (
                                    ((CwBackupFile *) g_ptr_array_index (self->kept, i))->day));
  gtk_drop_down_set_model (self->days, G_LIST_MODEL (days));
  g_object_unref (days);
}

GtkWidget *
cw_restore_page_new (const char *label, GPtrArray *kept)
{
  CwRestorePage *self = g_object_new (CW_TYPE_RESTORE_PAGE, NULL);
  /* Translators: %s is the name of the records, as the adviser chose it. */
  g_autofree char *title = g_strdup_printf (_ ("Restore a backup of %s"), label);

  self->label = g_strdup (label);
  self->kept = kept;
  gtk_label_set_text (self->heading, title);
  list_days (self);
  update_restore (self);
  return GTK_WIDGET (self);
}
