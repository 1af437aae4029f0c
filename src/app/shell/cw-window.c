/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-window-private.h"

#include <glib/gi18n.h>

#include "app/cases/cw-cases-page.h"
#include "app/directory/cw-directory-page.h"
#include "app/enquiries/cw-enquiries-page.h"
#include "app/kit/cw-compat.h"
#include "app/kit/cw-voice.h"
#include "app/safekeeping/cw-backup-foot.h"
#include "app/safekeeping/cw-safekeeping-page.h"
#include "app/start/cw-start.h"
#include "app/summaries/cw-summaries-page.h"
#include "app/today/cw-today-page.h"
#include "cw-demo-banner.h"
#include "cw-lock-watch.h"
#include "cw-paint-mark.h"
#include "cw-sidebar-row.h"

#define PAINT_MS 500

struct _CwWindow
{
  AdwApplicationWindow parent_instance;

  /* template widgets */
  GtkStack *rooms;
  AdwBin *start_slot;
  GtkLabel *vault_name;
  GtkWidget *head;
  GtkListBox *sidebar;
  GtkWidget *foot;
  GtkWidget *demo_foot;
  CwBackupFoot *backup_foot;
  GtkWidget *lock;
  AdwToastOverlay *toasts;
  GtkStack *pages;

  /* owned */
  CwSession *session;
  GPtrArray *pushed; /* of CwSection, the last one on top; children of the stack too */
  CwLockWatch *watch;

  GtkListBoxRow
      *current; /* of the page in sight, or the one it was pushed over; owned by the sidebar */
  gint64 last_case;
  gboolean lock_when_made; /* records that are being made now are not to be open afterwards */
};

G_DEFINE_FINAL_TYPE (CwWindow, cw_window, ADW_TYPE_APPLICATION_WINDOW)

/* The sidebar. A page that is not built yet has no row. */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  GType (*get_type) (void);
  gboolean group_start;
} PageEntry;

static const PageEntry page_entries[] = {
  { "today", N_ ("Today"), "checkbox-checked-symbolic", cw_today_page_get_type, FALSE },
  { "enquiries", N_ ("Enquiries"), "cw-enquiry-symbolic", cw_enquiries_page_get_type, FALSE },
  { "cases", N_ ("Cases"), "system-users-symbolic", cw_cases_page_get_type, FALSE },
  { "summaries", N_ ("Summaries"), "x-office-presentation-symbolic", cw_summaries_page_get_type,
    TRUE },
  { "directory", N_ ("Directory"), "x-office-address-book-symbolic", cw_directory_page_get_type,
    TRUE },
  { "safekeeping", N_ ("Safekeeping"), "security-high-symbolic", cw_safekeeping_page_get_type,
    FALSE },
};

static const PageEntry *
find_entry (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_entries); i++)
    if (g_str_equal (page_entries[i].name, name))
      return &page_entries[i];
  return NULL;
}

/* ---- the sidebar ---- */

static void
add_row (CwWindow *self, const PageEntry *entry, guint number)
{
  GtkWidget *row = cw_sidebar_row_new (entry->name, _ (entry->title), entry->icon, number);

  if (entry->group_start)
    gtk_widget_add_css_class (row, "group-start");
  gtk_list_box_append (self->sidebar, row);
}

static GtkListBoxRow *
find_row (CwWindow *self, const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)) != NULL; i++)
    if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (row)), name) == 0)
      return row;
  return NULL;
}

static void
count_changed_cb (CwSection *page, GParamSpec *pspec, CwSidebarRow *row)
{
  cw_sidebar_row_set_count (row, cw_section_get_count (page));
}

static void
sidebar_activated_cb (CwWindow *self, GtkListBoxRow *row)
{
  g_assert (CW_IS_WINDOW (self));

  cw_window_go_to (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

/* The selection says which page is in sight. GTK moves it with the focus; here only going to a page
 * does: the arrow keys look for a page, Enter opens it. */
static void
row_selected_cb (CwWindow *self, GtkListBoxRow *row)
{
  g_assert (CW_IS_WINDOW (self));

  if (row != NULL && row != self->current && self->current != NULL)
    gtk_list_box_select_row (self->sidebar, self->current);
}

/* The sidebar is one stop of the Tab key: GTK would go from row to row. */
static gboolean
sidebar_key_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, CwWindow *self)
{
  g_assert (CW_IS_WINDOW (self));

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_ISO_Left_Tab || (key == GDK_KEY_Tab && (state & GDK_SHIFT_MASK)))
    return gtk_widget_child_focus (self->head, GTK_DIR_TAB_BACKWARD);
  return key == GDK_KEY_Tab
         && (gtk_widget_child_focus (self->foot, GTK_DIR_TAB_FORWARD)
             || gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD));
}

/* ---- pages ---- */

static void
adopt_page (CwWindow *self, CwSection *page, const char *name)
{
  gtk_stack_add_named (self->pages, GTK_WIDGET (page), name);
  cw_section_bind (page, self->session);
  if (cw_session_is_demonstration (self->session))
    cw_demo_banner_add (page);
}

static CwSection *
ensure_page (CwWindow *self, const PageEntry *entry)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, entry->name);

  if (page == NULL)
    {
      page = g_object_new (entry->get_type (), NULL);
      adopt_page (self, CW_SECTION (page), entry->name);
      g_signal_connect_object (page, "notify::count", G_CALLBACK (count_changed_cb),
                               find_row (self, entry->name), 0);
    }
  return CW_SECTION (page);
}

static void
drop_pushed (CwWindow *self, guint keep)
{
  while (self->pushed->len > keep)
    {
      CwSection *page = g_ptr_array_index (self->pushed, self->pushed->len - 1);

      cw_section_flush (page);
      gtk_stack_remove (self->pages, GTK_WIDGET (page));
      g_ptr_array_set_size (self->pushed, (int) self->pushed->len - 1);
    }
}

static void
show_page (CwWindow *self, CwSection *page)
{
  CwSection *before = cw_window_get_page (self);

  if (before != NULL && before != page)
    cw_section_flush (before);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
  cw_window_update_actions (self); /* a button of an action that is off cannot take the focus */
  cw_section_shown (page);
}

static void
remove_pages (CwWindow *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->pushed, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_stack_remove (self->pages, child);
}

static void
flush_pages (CwWindow *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    cw_section_flush (CW_SECTION (child));
}

/* ---- start page ---- */

static CwStart *show_start (CwWindow *self);

static void
start_opened_cb (CwStart *start, CwSession *session, gboolean without_keyring, CwWindow *self)
{
  g_assert (CW_IS_WINDOW (self));

  if (self->lock_when_made)
    {
      cw_session_close (session);
      show_start (self);
      return;
    }
  cw_window_open (self, session);
  if (without_keyring)
    cw_section_toast (
        cw_window_get_page (self),
        _ ("The keyring took no half of the key: the passphrase alone opens these records now."));
}

static CwStart *
show_start (CwWindow *self)
{
  GtkWidget *start = cw_start_new ();

  g_signal_connect_object (start, "opened", G_CALLBACK (start_opened_cb), self, 0);
  adw_bin_set_child (self->start_slot, start);
  gtk_stack_set_visible_child_name (self->rooms, "start");
  self->lock_when_made = FALSE;
  return CW_START (start);
}

/* Whatever is being opened stays locked, and what was typed to open it goes. Setting up and
 * receiving go on: they show no records. */
static void
lock_start (CwWindow *self)
{
  CwStart *start = CW_START (adw_bin_get_child (self->start_slot));
  gboolean making = FALSE;

  if (!cw_start_lock (start, &making))
    show_start (self);
  else if (making)
    self->lock_when_made = TRUE;
}

static void
lock_wanted_cb (CwWindow *self, guint reason)
{
  g_assert (CW_IS_WINDOW (self));

  if (self->session == NULL || !cw_session_is_demonstration (self->session))
    cw_window_lock (self);
}

/* ---- the widget ---- */

static gboolean
cw_window_close_request (GtkWindow *window)
{
  CwWindow *self = CW_WINDOW (window);

  cw_window_lock (self);
  return GTK_WINDOW_CLASS (cw_window_parent_class)->close_request (window);
}

static void
cw_window_dispose (GObject *object)
{
  CwWindow *self = CW_WINDOW (object);

  g_clear_object (&self->watch);
  if (self->session != NULL)
    cw_window_lock (self);
  G_OBJECT_CLASS (cw_window_parent_class)->dispose (object);
}

static void
cw_window_finalize (GObject *object)
{
  g_ptr_array_unref (CW_WINDOW (object)->pushed);
  G_OBJECT_CLASS (cw_window_parent_class)->finalize (object);
}

static void
cw_window_class_init (CwWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cw_window_close_request;

  g_type_ensure (CW_TYPE_VOICE);
  g_type_ensure (CW_TYPE_BACKUP_FOOT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/shell/cw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CwWindow, rooms);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, start_slot);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, vault_name);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, head);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, foot);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, demo_foot);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, backup_foot);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, lock);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_key_cb);
  cw_window_class_install_actions (widget_class);
}

static void
cw_window_init (CwWindow *self)
{
  self->pushed = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (page_entries); i++)
    add_row (self, &page_entries[i], i + 1);
  show_start (self);
  cw_mark_next_paint (GTK_WIDGET (self), "First frame");
  self->watch = cw_lock_watch_new ();
  g_signal_connect_object (self->watch, "lock", G_CALLBACK (lock_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  cw_window_update_actions (self);
}

/* A window on locked records. */
CwWindow *
cw_window_new (AdwApplication *application)
{
  return g_object_new (CW_TYPE_WINDOW, "application", application, NULL);
}

CwSession *
cw_window_get_session (CwWindow *self)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), NULL);

  return self->session;
}

/* What she has to know at once about records that have just been opened. */
static void
warn_of_problems (CwSession *session, CwSection *page)
{
  CwVault *vault = cw_session_get_vault (session);
  g_autofree char *place
      = vault != NULL ? cw_vault_warn_about_place (cw_vault_get_dir (vault)) : NULL;
  const GError *problem = cw_session_get_problem (session);

  if (place != NULL) /* the start page says more of it */
    cw_section_toast (page,
                      _ ("These records lie in a network folder. Back them up to a USB stick."));
  if (vault != NULL && cw_vault_was_put_back (vault))
    cw_section_toast (page,
                      _ ("The key file was damaged or half changed, so its last good copy was "
                         "put back. Your records are safe."));
  if (problem != NULL)
    cw_section_report (page, problem);
}

/* Shows Today of the unlocked records; the start page goes. */
void
cw_window_open (CwWindow *self, CwSession *session)
{
  gboolean demonstration;
  CwSection *today;

  g_return_if_fail (CW_IS_WINDOW (self));
  g_return_if_fail (CW_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  demonstration = cw_session_is_demonstration (session);
  gtk_label_set_text (self->vault_name, cw_session_get_label (session));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->vault_name), cw_session_get_label (session));
  gtk_widget_set_visible (self->demo_foot, demonstration);
  gtk_widget_set_visible (self->lock, !demonstration);
  gtk_stack_set_visible_child_name (self->rooms, "work");
  adw_bin_set_child (self->start_slot, NULL);
  g_debug ("Records are open");
  today = cw_window_go_to (self, page_entries[0].name);
  cw_backup_foot_set_session (self->backup_foot, session);
  cw_mark_next_paint (GTK_WIDGET (self), "First page painted");
  if (!demonstration)
    cw_lock_watch_begin (self->watch, session);
  warn_of_problems (session, today);
}

/* Closes the records: what is half typed is stored as a draft, the database closed, the keys wiped
 * and every page that showed something destroyed. While they are locked: an opening under way
 * ends. */
void
cw_window_lock (CwWindow *self)
{
  g_autoptr (CwSession) session = NULL;

  g_return_if_fail (CW_IS_WINDOW (self));

  if (self->session == NULL)
    {
      lock_start (self);
      return;
    }
  if (self->watch != NULL)
    cw_lock_watch_end (self->watch);
  flush_pages (self);
  session = g_steal_pointer (&self->session);
  cw_session_begin_close (session);
  cw_backup_foot_set_session (self->backup_foot, NULL);
  cw_close_dialogs (GTK_WINDOW (self));
  cw_toast_clear (GTK_WIDGET (self->toasts));
  remove_pages (self);
  self->last_case = 0;
  gtk_label_set_text (self->vault_name, "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->vault_name), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (page_entries); i++)
    cw_sidebar_row_set_count (CW_SIDEBAR_ROW (find_row (self, page_entries[i].name)), 0);
  show_start (self);
  cw_window_update_actions (self);
  /* The day's backup may take seconds: nobody reads a name on the screen meanwhile. */
  if (cw_session_get_vault (session) != NULL)
    cw_paint_now (GTK_WIDGET (self), PAINT_MS);
  cw_session_close (session);
}

void
cw_window_lock_and_say (CwWindow *self, const char *news)
{
  g_assert (CW_IS_WINDOW (self));

  cw_window_lock (self);
  cw_start_say (CW_START (adw_bin_get_child (self->start_slot)), news);
}

void
cw_window_start_demo (CwWindow *self)
{
  g_return_if_fail (CW_IS_WINDOW (self));

  if (self->session == NULL)
    cw_start_begin_demo (CW_START (adw_bin_get_child (self->start_slot)));
}

/* Shows the page @name, made on the first visit; whatever was pushed goes. NULL while locked, or
 * for no such page. */
CwSection *
cw_window_go_to (CwWindow *self, const char *name)
{
  const PageEntry *entry;
  CwSection *page;

  g_return_val_if_fail (CW_IS_WINDOW (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  entry = find_entry (name);
  if (self->session == NULL || entry == NULL)
    return NULL;
  page = ensure_page (self, entry);
  show_page (self, page);
  drop_pushed (self, 0);
  self->current = find_row (self, name);
  gtk_list_box_select_row (self->sidebar, self->current);
  cw_window_update_actions (self);
  return page;
}

/* Shows @page over the one in sight. */
void
cw_window_push (CwWindow *self, CwSection *page)
{
  static guint serial;
  g_autofree char *name = NULL;

  g_return_if_fail (CW_IS_WINDOW (self));
  g_return_if_fail (CW_IS_SECTION (page));
  g_return_if_fail (self->session != NULL);

  name = g_strdup_printf ("pushed-%u", ++serial);
  g_ptr_array_add (self->pushed, page);
  adopt_page (self, page, name);
  show_page (self, page);
}

gboolean
cw_window_back (CwWindow *self)
{
  GtkWidget *below;

  g_return_val_if_fail (CW_IS_WINDOW (self), FALSE);

  if (self->pushed->len == 0)
    return FALSE;
  if (self->pushed->len > 1)
    below = g_ptr_array_index (self->pushed, self->pushed->len - 2);
  else
    below = gtk_stack_get_child_by_name (self->pages,
                                         gtk_widget_get_name (GTK_WIDGET (self->current)));
  show_page (self, CW_SECTION (below));
  drop_pushed (self, self->pushed->len - 1);
  cw_window_update_actions (self);
  return TRUE;
}

CwSection *
cw_window_get_page (CwWindow *self)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), NULL);

  return (CwSection *) gtk_stack_get_visible_child (self->pages);
}

const char *
cw_window_get_page_name (CwWindow *self, guint index)
{
  g_return_val_if_fail (CW_IS_WINDOW (self), NULL);

  return index < G_N_ELEMENTS (page_entries) ? page_entries[index].name : NULL;
}

gint64
cw_window_get_last_case (CwWindow *self)
{
  g_assert (CW_IS_WINDOW (self));

  return self->last_case;
}

void
cw_window_set_last_case (CwWindow *self, gint64 case_id)
{
  g_assert (CW_IS_WINDOW (self));

  self->last_case = case_id;
}
