/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-code-picker.h"

#include "app/kit/cw-kit.h"

#include <string.h>
#include <glib/gi18n.h>

struct _CwCodePicker
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkMenuButton *button;
  GtkLabel *said;
  GtkSearchEntry *search;
  GtkBox *list;

  /* owned */
  GPtrArray *codes; /* of CwCode */
  CwIds *ids;
  char *empty;
};

enum
{
  PROP_0,
  PROP_EMPTY,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwCodePicker, cw_code_picker, GTK_TYPE_WIDGET)

/* The button says what is ticked, or how much where it would not fit. */
static void
say_ticked (CwCodePicker *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->codes->len; i++)
    {
      const CwCode *code = self->codes->pdata[i];

      if (cw_ids_contains (self->ids, code->id))
        cw_append_listed (text, cw_code_get_short (code));
    }
  gtk_label_set_text (self->said, text->len > 0 ? text->str : self->empty);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), text->len > 0 ? text->str : NULL);
  if (text->len > 0)
    {
      g_string_prepend (text, ": ");
      g_string_prepend (text, self->empty);
    }
  cw_a11y_label (GTK_WIDGET (self->button), text->len > 0 ? text->str : self->empty);
}

static void
toggled_cb (GtkCheckButton *check, CwCodePicker *self)
{
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (check), "cw-id");

  if (gtk_check_button_get_active (check))
    cw_ids_add (self->ids, id);
  else
    cw_ids_remove (self->ids, id);
  say_ticked (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
append_check (CwCodePicker *self, const CwCode *code)
{
  GtkWidget *check = gtk_check_button_new_with_label (code->label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), cw_ids_contains (self->ids, code->id));
  g_object_set_data_full (G_OBJECT (check), "cw-id", g_memdup2 (&code->id, sizeof code->id),
                          g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (self->list, check);
}

static void
fill_list (CwCodePicker *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  for (guint i = 0; i < self->codes->len; i++)
    {
      const CwCode *code = self->codes->pdata[i];

      if (!code->retired || cw_ids_contains (self->ids, code->id))
        append_check (self, code);
    }
  say_ticked (self);
}

static void
search_cb (GtkSearchEntry *search, CwCodePicker *self)
{
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (search)), -1);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *label
          = g_utf8_casefold (gtk_check_button_get_label (GTK_CHECK_BUTTON (child)), -1);

      gtk_widget_set_visible (child, strstr (label, wanted) != NULL);
    }
}

/* Enter in the search ticks the first that is found. */
static void
activate_cb (GtkSearchEntry *search, CwCodePicker *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      {
        GtkCheckButton *check = GTK_CHECK_BUTTON (child);

        gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
        gtk_editable_set_text (GTK_EDITABLE (search), "");
        return;
      }
}

/* Esc: a search entry keeps the key to itself. */
static void
stop_search_cb (GtkSearchEntry *search, CwCodePicker *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (search), GTK_TYPE_POPOVER);

  g_assert (CW_IS_CODE_PICKER (self));

  gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
closed_cb (GtkPopover *popover, CwCodePicker *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
cw_code_picker_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EMPTY)
    g_value_set_string (value, CW_CODE_PICKER (object)->empty);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_code_picker_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  const char *text = id == PROP_EMPTY ? g_value_get_string (value) : NULL;

  if (id != PROP_EMPTY)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (text != NULL)
    cw_code_picker_set_empty (CW_CODE_PICKER (object), text);
}

static void
cw_code_picker_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cw_code_picker_parent_class)->dispose (object);
}

static void
cw_code_picker_finalize (GObject *object)
{
  CwCodePicker *self = CW_CODE_PICKER (object);

  g_ptr_array_unref (self->codes);
  cw_ids_free (self->ids);
  g_free (self->empty);
  G_OBJECT_CLASS (cw_code_picker_parent_class)->finalize (object);
}

static void
cw_code_picker_class_init (CwCodePickerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = cw_code_picker_dispose;
  object_class->finalize = cw_code_picker_finalize;
  object_class->get_property = cw_code_picker_get_property;
  object_class->set_property = cw_code_picker_set_property;
  properties[PROP_EMPTY]
      = g_param_spec_string ("empty", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-code-picker.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CwCodePicker, button);
  gtk_widget_class_bind_template_child (widget_class, CwCodePicker, said);
  gtk_widget_class_bind_template_child (widget_class, CwCodePicker, search);
  gtk_widget_class_bind_template_child (widget_class, CwCodePicker, list);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
}

static void
cw_code_picker_init (CwCodePicker *self)
{
  self->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_code_unref);
  self->ids = cw_ids_new ();
  self->empty = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cw_code_picker_new (void)
{
  return g_object_new (CW_TYPE_CODE_PICKER, NULL);
}

void
cw_code_picker_set_codes (CwCodePicker *self, GPtrArray *codes)
{
  g_return_if_fail (CW_IS_CODE_PICKER (self) && codes != NULL);

  g_ptr_array_set_size (self->codes, 0);
  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (self->codes, cw_code_ref (codes->pdata[i]));
  fill_list (self);
}

void
cw_code_picker_set_empty (CwCodePicker *self, const char *text)
{
  g_return_if_fail (CW_IS_CODE_PICKER (self) && text != NULL);

  g_free (self->empty);
  self->empty = g_strdup (text);
  say_ticked (self);
}

void
cw_code_picker_set_ids (CwCodePicker *self, const CwIds *ids)
{
  g_return_if_fail (CW_IS_CODE_PICKER (self));

  cw_ids_free (self->ids);
  self->ids = cw_ids_copy (ids);
  fill_list (self);
}

const CwIds *
cw_code_picker_get_ids (CwCodePicker *self)
{
  g_return_val_if_fail (CW_IS_CODE_PICKER (self), NULL);
  return self->ids;
}
