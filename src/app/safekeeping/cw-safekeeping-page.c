/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safekeeping-page.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "cw-backup-walk.h"
#include "cw-destroy-walk.h"
#include "cw-handover-walk.h"
#include "cw-keep-work.h"
#include "cw-keys-walk.h"
#include "cw-rehearsal-walk.h"
#include "cw-restore-walk.h"
#include "cw-safety-walk.h"

struct _CwSafekeepingPage
{
  CwSection parent_instance;

  /* template widgets */
  GtkStack *rooms;
  GtkWidget *overview;
  GtkWidget *demo_note;
  GtkWidget *real; /* the groups that need records of one's own */
  AdwActionRow *here;
  AdwActionRow *off;
  GtkWidget *off_icon;
  GtkWidget *back_up;
  GtkWidget *rehearse;
  AdwExpanderRow *kept;
  GtkWidget *hand_over;
  GtkWidget *destroy;
  AdwActionRow *safety;

  GtkWidget *walk;      /* borrowed: in sight */
  GtkWidget *came_from; /* borrowed: the row that led there */
  GPtrArray *kept_rows; /* of borrowed rows */

  /* owned */
  CwKeepView *view;
  CwSafetyChecks *checks;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (CwSafekeepingPage, cw_safekeeping_page, CW_TYPE_SECTION)

static CwSession *
get_session (CwSafekeepingPage *self)
{
  return cw_section_get_session (CW_SECTION (self));
}

/* ---- what is shown ---- */

static void
show_title (AdwActionRow *row, char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_free (title);
}

static GtkWidget *
make_kept_row (const CwBackupFile *file)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *day = cw_day_format_long (file->day);
  g_autofree char *size = g_format_size ((guint64) file->size);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), day);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), size);
  return row;
}

static void
show_kept (CwSafekeepingPage *self)
{
  GPtrArray *kept = self->view->kept;
  g_autofree char *count = NULL;

  for (guint i = 0; i < self->kept_rows->len; i++)
    adw_expander_row_remove (self->kept, g_ptr_array_index (self->kept_rows, i));
  g_ptr_array_set_size (self->kept_rows, 0);
  for (guint i = 0; i < kept->len; i++)
    {
      GtkWidget *row = make_kept_row (g_ptr_array_index (kept, i));

      adw_expander_row_add_row (self->kept, row);
      g_ptr_array_add (self->kept_rows, row);
    }
  /* Translators: %u is how many backups there are. */
  count = g_strdup_printf (ngettext ("%u backup: one a day for a week, one a week for four more",
                                     "%u backups: one a day for a week, one a week for four more",
                                     kept->len),
                           kept->len);
  adw_expander_row_set_subtitle (self->kept, kept->len > 0 ? count : _ ("None yet"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->kept), kept->len > 0);
  gtk_widget_set_sensitive (self->rehearse, kept->len > 0);
}

static void
show_view (CwSafekeepingPage *self)
{
  gboolean late = cw_backup_state_is_late (&self->view->state);

  show_title (self->here, cw_backup_state_here (&self->view->state));
  show_title (self->off, cw_backup_state_off (&self->view->state));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->off_icon),
                                late ? "dialog-warning-symbolic" : "media-removable-symbolic");
  cw_set_class (self->off_icon, "due", late);
  show_kept (self);
  gtk_widget_set_visible (self->destroy, self->view->handed_over);
  cw_section_set_count (CW_SECTION (self), late ? 1 : 0);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwSafekeepingPage) self = user_data;
  g_autofree char *words = NULL;
  CwSafetyChecks *checks = cw_safety_checks_finish (result, NULL);

  if (checks == NULL)
    return;
  g_free (self->checks);
  self->checks = checks;
  if (get_session (self) == NULL || self->rooms == NULL)
    return;
  words = cw_safety_checks_describe (checks);
  adw_action_row_set_subtitle (self->safety, words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->safety), TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwSafekeepingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  CwKeepView *view = cw_keep_view_finish (source, result, &error);

  if (view == NULL)
    {
      cw_section_report (CW_SECTION (self), error);
      return;
    }
  g_clear_pointer (&self->view, cw_keep_view_free);
  self->view = view;
  if (get_session (self) == NULL || self->rooms == NULL)
    return;
  show_view (self);
  cw_safety_checks_read (cw_session_get_vault (get_session (self)), &view->state, self->cancellable,
                         checked_cb, g_object_ref (self));
}

static void
reload (CwSafekeepingPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cw_keep_view_read (get_session (self), self->cancellable, read_cb, g_object_ref (self));
}

/* ---- walks ---- */

static void
leave_walk (CwSafekeepingPage *self)
{
  GtkWidget *walk = self->walk;

  if (walk == NULL)
    return;
  self->walk = NULL;
  gtk_stack_set_visible_child (self->rooms, self->overview);
  gtk_stack_remove (self->rooms, walk);
  if (self->came_from != NULL)
    gtk_widget_grab_focus (self->came_from);
  reload (self);
}

static void
leave_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  leave_walk (CW_SAFEKEEPING_PAGE (widget));
}

static void
begin_walk (CwSafekeepingPage *self, GtkWidget *walk, GtkWidget *came_from)
{
  leave_walk (self);
  self->walk = walk;
  self->came_from = came_from;
  gtk_stack_add_child (self->rooms, walk);
  cw_stack_turn_to (self->rooms, walk);
}

static void
back_up_cb (CwSafekeepingPage *self)
{
  g_assert (CW_IS_SAFEKEEPING_PAGE (self));

  begin_walk (self, cw_backup_walk_new (get_session (self)), self->back_up);
}

/* From the end of the walk about keys: the backups that there are carry the old ones. */
static void
back_up_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  back_up_cb (CW_SAFEKEEPING_PAGE (widget));
}

static void
rehearse_cb (CwSafekeepingPage *self)
{
  const CwBackupFile *newest;

  g_assert (CW_IS_SAFEKEEPING_PAGE (self));

  if (self->view == NULL || self->view->kept->len == 0)
    return;
  newest = g_ptr_array_index (self->view->kept, 0);
  begin_walk (self, cw_rehearsal_walk_new (get_session (self), newest->path), self->rehearse);
}

static void
restore_cb (CwSafekeepingPage *self, GtkWidget *row)
{
  g_assert (CW_IS_SAFEKEEPING_PAGE (self));

  if (self->view != NULL)
    begin_walk (self, cw_restore_walk_new (get_session (self), self->view->kept), row);
}

static void
passphrase_cb (CwSafekeepingPage *self, GtkWidget *row)
{
  begin_walk (self, cw_keys_walk_new (get_session (self), CW_KEYS_PASSPHRASE), row);
}

static void
code_cb (CwSafekeepingPage *self, GtkWidget *row)
{
  begin_walk (self, cw_keys_walk_new (get_session (self), CW_KEYS_CODE), row);
}

static void
keys_cb (CwSafekeepingPage *self, GtkWidget *row)
{
  begin_walk (self, cw_keys_walk_new (get_session (self), CW_KEYS_ALL), row);
}

static void
hand_over_cb (CwSafekeepingPage *self, GtkWidget *row)
{
  begin_walk (self, cw_handover_walk_new (get_session (self)), row);
}

/* From the overview, and from the end of the walk that wrote the handover. */
static void
destroy_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CwSafekeepingPage *self = CW_SAFEKEEPING_PAGE (widget);

  begin_walk (self, cw_destroy_walk_new (get_session (self)), self->destroy);
}

static void
safety_cb (CwSafekeepingPage *self, GtkWidget *row)
{
  g_assert (CW_IS_SAFEKEEPING_PAGE (self));

  if (self->checks != NULL)
    begin_walk (self, cw_safety_walk_new (self->checks), row);
}

/* ---- the section ---- */

static void
cw_safekeeping_page_bind (CwSection *section, CwSession *session)
{
  CwSafekeepingPage *self = CW_SAFEKEEPING_PAGE (section);
  gboolean real = cw_session_get_vault (session) != NULL;

  CW_SECTION_CLASS (cw_safekeeping_page_parent_class)->bind (section, session);
  gtk_widget_set_visible (self->demo_note, !real);
  gtk_widget_set_visible (self->real, real);
  reload (self);
}

static void
cw_safekeeping_page_changed (CwSection *section, CwChange change)
{
  if (change & CW_CHANGE_BACKUP)
    reload (CW_SAFEKEEPING_PAGE (section));
}

static void
cw_safekeeping_page_shown (CwSection *section)
{
  CwSafekeepingPage *self = CW_SAFEKEEPING_PAGE (section);
  GtkWidget *target
      = gtk_widget_get_visible (self->real) ? self->back_up : GTK_WIDGET (self->safety);

  if (self->walk == NULL)
    reload (self);
  cw_enter (self->walk != NULL ? self->walk : target);
}

static void
cw_safekeeping_page_flush (CwSection *section)
{
  CwSafekeepingPage *self = CW_SAFEKEEPING_PAGE (section);

  if (CW_IS_HANDOVER_WALK (self->walk))
    cw_handover_walk_flush (CW_HANDOVER_WALK (self->walk));
}

static void
cw_safekeeping_page_dispose (GObject *object)
{
  CwSafekeepingPage *self = CW_SAFEKEEPING_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->rooms = NULL;
  G_OBJECT_CLASS (cw_safekeeping_page_parent_class)->dispose (object);
}

static void
cw_safekeeping_page_finalize (GObject *object)
{
  CwSafekeepingPage *self = CW_SAFEKEEPING_PAGE (object);

  g_clear_pointer (&self->view, cw_keep_view_free);
  g_free (self->checks);
  g_ptr_array_unref (self->kept_rows);
  G_OBJECT_CLASS (cw_safekeeping_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CwSafekeepingPage, rooms);
  gtk_widget_class_bind_template_child (widget_class, CwSafekeepingPage, overview);
  gtk_widget_class_bind_template_child (widget_class, CwSafekeepingPage, demo_note);
  gtk_widget_class_bind_template_child (widget_class, CwSafekeepingPage, real);
  gtk_widget_class_bind_template_child (widget_class, CwSafekeepingPage, here);
  gtk_widget_class_bind_template_child (widget_class, CwSafekeepingPage, off);
  gtk_widget_class_bind_template_child (widget_class, CwSafekeepingPage, off_icon);
  gtk_widget_class_bind_template_child (widget_class, CwSafekeepingPage, back_up);
  gtk_widget_class_bind_template_child (widget_class, CwSafekeepingPage, rehearse);
  gtk_widget_class_bind_template_child (widget_class, CwSafekeepingPage, kept);
  gtk_widget_class_bind_template_child (widget_class, CwSafekeepingPage, hand_over);
  gtk_widget_class_bind_template_child (widget_class, CwSafekeepingPage, destroy);
  gtk_widget_class_bind_template_child (widget_class, CwSafekeepingPage, safety);
  gtk_widget_class_bind_template_callback (widget_class, back_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, rehearse_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_cb);
  gtk_widget_class_bind_template_callback (widget_class, keys_cb);
  gtk_widget_class_bind_template_callback (widget_class, hand_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, safety_cb);
}

static void
cw_safekeeping_page_class_init (CwSafekeepingPageClass *klass)
{
  CwSectionClass *section_class = CW_SECTION_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_safekeeping_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_safekeeping_page_finalize;
  section_class->bind = cw_safekeeping_page_bind;
  section_class->changed = cw_safekeeping_page_changed;
  section_class->shown = cw_safekeeping_page_shown;
  section_class->flush = cw_safekeeping_page_flush;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-safekeeping-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "safekeeping.leave", NULL, leave_action_cb);
  gtk_widget_class_install_action (widget_class, "safekeeping.back-up", NULL, back_up_action_cb);
  gtk_widget_class_install_action (widget_class, "safekeeping.destroy", NULL, destroy_action_cb);
}

static void
cw_safekeeping_page_init (CwSafekeepingPage *self)
{
  self->kept_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cw_safekeeping_page_back_up (CwSafekeepingPage *self)
{
  g_return_if_fail (CW_IS_SAFEKEEPING_PAGE (self));

  if (self->walk == NULL && gtk_widget_get_visible (self->real))
    back_up_cb (self);
}

GtkWidget *
cw_safekeeping_page_get_walk (CwSafekeepingPage *self)
{
  g_return_val_if_fail (CW_IS_SAFEKEEPING_PAGE (self), NULL);

  return self->walk;
}
