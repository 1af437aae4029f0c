/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-fit-bin.h"

struct _CwFitBin
{
  GtkWidget parent_instance;

  int width; /* said last */
};

enum
{
  FIT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwFitBin, cw_fit_bin, GTK_TYPE_WIDGET)

static void
cw_fit_bin_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  *minimum_baseline = *natural_baseline = -1;
}

static void
cw_fit_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CwFitBin *self = CW_FIT_BIN (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int minimum = 0;

  if (child == NULL)
    return;
  if (width != self->width)
    {
      self->width = width;
      g_signal_emit (self, signals[FIT], 0, width);
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
    }
  gtk_widget_size_allocate (child, &(GtkAllocation){ 0, 0, MAX (width, minimum), height },
                            baseline);
}

static void
cw_fit_bin_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cw_fit_bin_parent_class)->dispose (object);
}

static void
cw_fit_bin_class_init (CwFitBinClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cw_fit_bin_dispose;
  widget_class->measure = cw_fit_bin_measure;
  widget_class->size_allocate = cw_fit_bin_size_allocate;
  signals[FIT] = g_signal_new ("fit", CW_TYPE_FIT_BIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
cw_fit_bin_init (CwFitBin *self)
{
}

void
cw_fit_bin_again (CwFitBin *self)
{
  g_return_if_fail (CW_IS_FIT_BIN (self));

  self->width = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
