/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Here, and only here, calls newer than the floor may be used, each behind a version check. */
#undef GDK_VERSION_MAX_ALLOWED
#undef ADW_VERSION_MAX_ALLOWED

#include "cw-compat.h"

#include "cw-text-size.h"
#include "cw-voice.h"

typedef struct
{
  CwFileFunc func;
  gpointer data;
} FileCall;

#if GTK_CHECK_VERSION(4, 10, 0)

static void
file_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree FileCall *call = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  call->func (file != NULL && g_file_is_native (file) ? file : NULL, call->data);
}

void
cw_file_save (
    GtkWindow *parent, const char *title, const char *name, CwFileFunc func, gpointer data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  FileCall *call = g_new (FileCall, 1);

  g_return_if_fail (func != NULL);

  *call = (FileCall){ func, data };
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, parent, NULL, file_saved_cb, call);
}

static void
file_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree FileCall *call = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  call->func (file != NULL && g_file_is_native (file) ? file : NULL, call->data);
}

void
cw_file_open (GtkWindow *parent, const char *title, CwFileFunc func, gpointer data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  FileCall *call = g_new (FileCall, 1);

  g_return_if_fail (func != NULL);

  *call = (FileCall){ func, data };
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_open (dialog, parent, NULL, file_opened_cb, call);
}

#else

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autofree FileCall *call = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  call->func (file != NULL && g_file_is_native (file) ? file : NULL, call->data);
  g_object_unref (dialog);
}

/* @name: NULL when a file is to be opened. */
static void
choose_file (GtkWindow *parent,
             const char *title,
             const char *name,
             GtkFileChooserAction action,
             CwFileFunc func,
             gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);
  FileCall *call = g_new (FileCall, 1);

  *call = (FileCall){ func, data };
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (file_chosen_cb), call);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
cw_file_save (
    GtkWindow *parent, const char *title, const char *name, CwFileFunc func, gpointer data)
{
  g_return_if_fail (func != NULL);

  choose_file (parent, title, name, GTK_FILE_CHOOSER_ACTION_SAVE, func, data);
}

void
cw_file_open (GtkWindow *parent, const char *title, CwFileFunc func, gpointer data)
{
  g_return_if_fail (func != NULL);

  choose_file (parent, title, NULL, GTK_FILE_CHOOSER_ACTION_OPEN, func, data);
}

#endif

typedef struct
{
  CwAnswerFunc func;
  gpointer data;
} AskCall;

#if ADW_CHECK_VERSION(1, 5, 0)
typedef AdwAlertDialog Question;
#define question(call) adw_alert_dialog_##call
#else
typedef AdwMessageDialog Question;
#define question(call) adw_message_dialog_##call
#endif

static void
answered_cb (Question *dialog, const char *response, gpointer user_data)
{
  g_autofree AskCall *call = user_data;

  call->func (g_str_equal (response, "yes"), call->data);
}

#if !ADW_CHECK_VERSION(1, 5, 0)
/* The safe answer has the focus. A narrow dialog has buttons of its own, and says so late. */
static void
focus_default_cb (GtkWindow *dialog)
{
  GtkWidget *safe = gtk_window_get_default_widget (dialog);

  if (safe == NULL)
    return;
  gtk_window_set_focus (dialog, safe);
  gtk_window_set_focus_visible (dialog, TRUE);
}

/* What stands between heading and buttons scrolls where the window over @parent would be higher
 * than it, as with large text. */
static GtkWidget *
limit_height (GtkWindow *parent, GtkWidget *extra)
{
  double rest = 220 * cw_text_size_get_scale (GTK_WIDGET (parent));
  int room = MAX (160, gtk_widget_get_height (GTK_WIDGET (parent)) - (int) rest), width, height;
  GtkWidget *scroller;

  gtk_widget_measure (extra, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (extra, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  if (height <= room)
    return extra;
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), room);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), extra);
  return scroller;
}
#endif

static void
ask (GtkWindow *parent,
     const char *heading,
     const char *body,
     GtkWidget *extra,
     const char *safe,
     const char *yes,
     AdwResponseAppearance look,
     gboolean safe_first,
     CwAnswerFunc func,
     gpointer data)
{
  AskCall *call;
  Question *dialog;

  g_return_if_fail (func != NULL);

#if ADW_CHECK_VERSION(1, 5, 0)
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));
#else
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
#endif
  call = g_new (AskCall, 1);
  *call = (AskCall){ func, data };
  question (add_response) (dialog, "no", safe);
  question (add_response) (dialog, "yes", yes);
  question (set_response_appearance) (dialog, "yes", look);
  question (set_close_response) (dialog, "no");
  question (set_default_response) (dialog, safe_first ? "no" : "yes");
#if !ADW_CHECK_VERSION(1, 5, 0)
  if (extra != NULL)
    extra = limit_height (parent, extra);
#endif
  if (extra != NULL)
    question (set_extra_child) (dialog, extra);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), call);
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (parent));
  if (safe_first)
    adw_dialog_set_focus (ADW_DIALOG (dialog), adw_dialog_get_default_widget (ADW_DIALOG (dialog)));
#else
  gtk_window_present (GTK_WINDOW (dialog));
  /* A button among the words would have the focus otherwise. */
  if (safe_first)
    {
      g_signal_connect (dialog, "notify::default-widget", G_CALLBACK (focus_default_cb), NULL);
      focus_default_cb (GTK_WINDOW (dialog));
    }
#endif
}

void
cw_ask (GtkWindow *parent,
        const char *heading,
        const char *body,
        GtkWidget *extra,
        const char *safe,
        const char *yes,
        gboolean destructive,
        CwAnswerFunc func,
        gpointer data)
{
  ask (parent, heading, body, extra, safe, yes,
       destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED, destructive, func, data);
}

void
cw_ask_careful (GtkWindow *parent,
                const char *heading,
                const char *body,
                GtkWidget *extra,
                const char *safe,
                const char *yes,
                CwAnswerFunc func,
                gpointer data)
{
  ask (parent, heading, body, extra, safe, yes, ADW_RESPONSE_SUGGESTED, TRUE, func, data);
}

void
cw_close_dialogs (GtkWindow *parent)
{
  g_autolist (GtkWindow) windows = gtk_window_list_toplevels ();

  g_list_foreach (windows, (GFunc) (void (*) (void)) g_object_ref, NULL);
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (parent)))
         != NULL)
    adw_dialog_force_close (dialog);
#endif
  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == parent)
      gtk_window_close (l->data);
}

void
cw_show_about (GtkWindow *parent, const char *name, const char *version, const char *comments)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *about = adw_about_dialog_new ();

  g_object_set (about, "application-name", name, "version", version, "comments", comments,
                "application-icon", CW_APP_ID, "license-type", GTK_LICENSE_GPL_3_0, NULL);
  adw_dialog_present (about, GTK_WIDGET (parent));
#else
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about, "application-name", name, "version", version, "comments", comments,
                "application-icon", CW_APP_ID, "license-type", GTK_LICENSE_GPL_3_0, "transient-for",
                parent, "modal", TRUE, NULL);
  gtk_window_present (GTK_WINDOW (about));
#endif
}

/* Before GTK 4.14 a window needs a CwVoice for it. */
void
cw_announce (GtkWidget *from, const char *text)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  if (*text != '\0')
    gtk_accessible_announce (GTK_ACCESSIBLE (from), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#else
  CwVoice *voice = cw_voice_find (from);

  if (voice != NULL)
    cw_voice_say (voice, text);
#endif
}

void
cw_css_load (GtkCssProvider *provider, const char *css)
{
#if GTK_CHECK_VERSION(4, 12, 0)
  gtk_css_provider_load_from_string (provider, css);
#else
  gtk_css_provider_load_from_data (provider, css, -1);
#endif
}

void
cw_open_uri (GtkWindow *parent, const char *uri)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, parent, NULL, NULL, NULL);
#else
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
#endif
}
