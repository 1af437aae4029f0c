/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-wrap-box.h"

struct _CwFormScroller
{
  GtkWidget parent_instance;

  GtkWidget *scroller; /* child */
  GtkWidget *content;  /* borrowed from the scroller */
};

G_DEFINE_FINAL_TYPE (CwFormScroller, cw_form_scroller, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
cw_form_scroller_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  CwFormScroller *self = CW_FORM_SCROLLER (widget);
  int content = 0;

  gtk_widget_measure (self->scroller, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL && self->content != NULL)
    {
      gtk_widget_measure (self->content, orientation, for_size, NULL, &content, NULL, NULL);
      *minimum = MIN (*minimum, content);
      *natural = content;
    }
  *minimum_baseline = *natural_baseline = -1;
}

static void
cw_form_scroller_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (CW_FORM_SCROLLER (widget)->scroller,
                            &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static GtkSizeRequestMode
cw_form_scroller_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cw_form_scroller_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHILD)
    g_value_set_object (value, CW_FORM_SCROLLER (object)->content);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_form_scroller_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwFormScroller *self = CW_FORM_SCROLLER (object);

  if (id == PROP_CHILD)
    {
      self->content = g_value_get_object (value);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->content);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_form_scroller_dispose (GObject *object)
{
  CwFormScroller *self = CW_FORM_SCROLLER (object);

  self->content = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_form_scroller_parent_class)->dispose (object);
}

static void
cw_form_scroller_class_init (CwFormScrollerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cw_form_scroller_get_property;
  object_class->set_property = cw_form_scroller_set_property;
  object_class->dispose = cw_form_scroller_dispose;
  widget_class->measure = cw_form_scroller_measure;
  widget_class->size_allocate = cw_form_scroller_size_allocate;
  widget_class->get_request_mode = cw_form_scroller_get_request_mode;

  props[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cw_form_scroller_init (CwFormScroller *self)
{
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
