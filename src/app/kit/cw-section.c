/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-section.h"

#include <glib/gi18n.h>

#include "cw-compat.h"
#include "cw-form-dialog.h"

#define TOAST_SECONDS 8
#define TOAST_CHARS 56 /* of one line, at most */

typedef struct
{
  CwSession *session; /* owned */
  gulong changed_id;
  guint count;
} CwSectionPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (CwSection, cw_section, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

typedef struct
{
  void (*func) (gpointer data);
  gpointer data;
  GDestroyNotify data_free;
} Undo;

static void
free_undo (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  if (undo->data_free != NULL)
    undo->data_free (undo->data);
  g_free (undo);
}

static void
undo_clicked_cb (AdwToast *toast, gpointer user_data)
{
  Undo *undo = user_data;

  undo->func (undo->data);
}

static void
session_changed_cb (CwSession *session, guint change, CwSection *self)
{
  CwSectionClass *klass = CW_SECTION_GET_CLASS (self);

  g_assert (CW_IS_SECTION (self));

  if (klass->changed != NULL)
    klass->changed (self, change);
}

static void
cw_section_real_bind (CwSection *self, CwSession *session)
{
  CwSectionPrivate *priv = cw_section_get_instance_private (self);

  priv->session = g_object_ref (session);
  priv->changed_id
      = g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
}

static void
cw_section_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_COUNT);
  g_value_set_uint (value, cw_section_get_count (CW_SECTION (object)));
}

static void
cw_section_dispose (GObject *object)
{
  CwSectionPrivate *priv = cw_section_get_instance_private (CW_SECTION (object));

  if (priv->session != NULL)
    g_clear_signal_handler (&priv->changed_id, priv->session);
  g_clear_object (&priv->session);
  G_OBJECT_CLASS (cw_section_parent_class)->dispose (object);
}

static void
cw_section_class_init (CwSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = cw_section_get_property;
  G_OBJECT_CLASS (klass)->dispose = cw_section_dispose;
  props[PROP_COUNT]
      = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  klass->bind = cw_section_real_bind;
}

static void
cw_section_init (CwSection *self)
{
}

/* The session the page shows; NULL before it is bound. */
CwSession *
cw_section_get_session (CwSection *self)
{
  CwSectionPrivate *priv = cw_section_get_instance_private (self);

  g_return_val_if_fail (CW_IS_SECTION (self), NULL);

  return priv->session;
}

/* Hands the session to the page, once, when the window shows it first. */
void
cw_section_bind (CwSection *self, CwSession *session)
{
  g_return_if_fail (CW_IS_SECTION (self));
  g_return_if_fail (CW_IS_SESSION (session));
  g_return_if_fail (cw_section_get_session (self) == NULL);

  CW_SECTION_GET_CLASS (self)->bind (self, session);
}

/* The page is in sight, for the first time or again. */
void
cw_section_shown (CwSection *self)
{
  CwSectionClass *klass;

  g_return_if_fail (CW_IS_SECTION (self));

  klass = CW_SECTION_GET_CLASS (self);
  if (klass->shown != NULL)
    klass->shown (self);
}

/* Stores what is half typed, before the records are closed or the page is left. */
void
cw_section_flush (CwSection *self)
{
  CwSectionClass *klass;

  g_return_if_fail (CW_IS_SECTION (self));

  klass = CW_SECTION_GET_CLASS (self);
  if (klass->flush != NULL && cw_section_get_session (self) != NULL)
    klass->flush (self);
  cw_form_dialog_flush_over (GTK_WIDGET (self));
}

/* Puts the focus into the page's search. FALSE where there is none. */
gboolean
cw_section_search (CwSection *self)
{
  CwSectionClass *klass;

  g_return_val_if_fail (CW_IS_SECTION (self), FALSE);

  klass = CW_SECTION_GET_CLASS (self);
  return klass->search != NULL && klass->search (self);
}

/* Goes back a step within the page. FALSE where there is none: then the page itself is left. */
gboolean
cw_section_back (CwSection *self)
{
  CwSectionClass *klass;

  g_return_val_if_fail (CW_IS_SECTION (self), FALSE);

  klass = CW_SECTION_GET_CLASS (self);
  return klass->back != NULL && klass->back (self);
}

/* How many things wait on this page. */
guint
cw_section_get_count (CwSection *self)
{
  CwSectionPrivate *priv = cw_section_get_instance_private (self);

  g_return_val_if_fail (CW_IS_SECTION (self), 0);

  return priv->count;
}

void
cw_section_set_count (CwSection *self, guint count)
{
  CwSectionPrivate *priv = cw_section_get_instance_private (self);

  g_return_if_fail (CW_IS_SECTION (self));

  if (priv->count == count)
    return;
  priv->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT]);
}

static void
forget_toast_cb (AdwToast *toast, gpointer overlay)
{
  if (g_object_get_data (overlay, "cw-toast") == toast)
    g_object_set_data (overlay, "cw-toast", NULL);
}

/* Shows @toast (taken) over the page in place of the one before it, and tells @text, which is what
 * it says, to those who listen. */
static void
show_toast (CwSection *self, AdwToast *toast, const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *before;

  if (overlay == NULL)
    {
      g_object_unref (toast);
      return;
    }
  before = g_object_get_data (G_OBJECT (overlay), "cw-toast");
  if (before != NULL)
    adw_toast_dismiss (before);
  g_object_set_data (G_OBJECT (overlay), "cw-toast", toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (forget_toast_cb), overlay, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  cw_announce (overlay, text);
}

/* The toast's own title is one line, which cuts what is longer. (Lines of one width: the height of
 * a label that could have many does not come out right beside a button.) */
static AdwToast *
make_toast (const char *text, guint seconds)
{
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *title = gtk_label_new (text);

  if (g_utf8_strlen (text, -1) > TOAST_CHARS)
    g_object_set (title, "wrap", TRUE, "width-chars", TOAST_CHARS, "max-width-chars", TOAST_CHARS,
                  "xalign", 0.0, NULL);
  gtk_widget_add_css_class (title, "heading");
  adw_toast_set_custom_title (toast, title);
  adw_toast_set_timeout (toast, seconds);
  return toast;
}

/* Says shortly that something was done. */
void
cw_section_toast (CwSection *self, const char *text)
{
  g_return_if_fail (CW_IS_SECTION (self));
  g_return_if_fail (text != NULL);

  show_toast (self, make_toast (text, TOAST_SECONDS), text);
}

/* The same with a button "Undo": @undo is called with @data when it is pressed. @data_free frees
 * @data when the toast is gone, pressed or not. */
void
cw_section_toast_undo (
    CwSection *self, const char *text, GCallback undo, gpointer data, GDestroyNotify data_free)
{
  AdwToast *toast;
  Undo *call;

  g_return_if_fail (CW_IS_SECTION (self));
  g_return_if_fail (text != NULL && undo != NULL);

  toast = make_toast (text, TOAST_SECONDS);
  call = g_new (Undo, 1);
  *call = (Undo){ (void (*) (gpointer)) undo, data, data_free };
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), call, free_undo, 0);
  show_toast (self, toast, text);
}

/* Says what went wrong; it stays until it is put away. A call that was cancelled (locked, or made
 * again) is no error. */
void
cw_section_report (CwSection *self, const GError *error)
{
  g_return_if_fail (CW_IS_SECTION (self));

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_toast (self, make_toast (error->message, 0), error->message);
}

/* Asks the window for another page. @target (floating or owned by the caller) may be NULL. */
void
cw_section_go (CwSection *self, const char *action, GVariant *target)
{
  g_return_if_fail (CW_IS_SECTION (self));
  g_return_if_fail (action != NULL);

  gtk_widget_activate_action_variant (GTK_WIDGET (self), action, target);
}

void
cw_toast_clear (GtkWidget *overlay)
{
  AdwToast *toast;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));

  toast = g_object_get_data (G_OBJECT (overlay), "cw-toast");
  if (toast != NULL)
    adw_toast_dismiss (toast);
  cw_announce (overlay, "");
}
