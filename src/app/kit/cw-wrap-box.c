/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-wrap-box.h"

struct _CwWrapBox
{
  GtkWidget parent_instance;

  int spacing;
  guint columns; /* at most; 0: lines by themselves */
};

G_DEFINE_FINAL_TYPE (CwWrapBox, cw_wrap_box, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SPACING,
  PROP_COLUMNS,
  N_PROPS
};

#define MAX_COLUMNS 16
#define MAX_STRETCH 24 /* what a column may get beyond its natural width */
static GParamSpec *props[N_PROPS];

/* One line: the children from @first, how many there are, their widths together and the greatest
 * height. */
typedef struct
{
  GtkWidget *first;
  guint n;
  guint n_expand;
  int width;
  int height;
} Line;

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

/* Natural where that fits in a line of its own, less where it does not. */
static int
get_width (GtkWidget *child, int available)
{
  int min, nat;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
  return MAX (min, MIN (nat, available));
}

static Line
take_line (CwWrapBox *self, GtkWidget *first, int available)
{
  Line line = { .first = first };

  for (GtkWidget *child = first; child != NULL; child = get_next (child))
    {
      int width = get_width (child, available);
      int with = line.n > 0 ? line.width + self->spacing + width : width;

      if (line.n > 0 && with > available)
        break;
      line.width = with;
      line.n++;
      line.n_expand += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? 1 : 0;
    }
  return line;
}

static GtkWidget *
get_after (const Line *line)
{
  GtkWidget *child = line->first;

  for (guint i = 0; i < line->n; i++)
    child = get_next (child);
  return child;
}

/* The width of @child in its line, which is @available wide. @expanded counts the expanding ones so
 * far. */
static int
get_final_width (const Line *line, GtkWidget *child, int available, guint *expanded)
{
  int width = get_width (child, available);
  int rest = MAX (available - line->width, 0);

  if (!gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    return width;
  (*expanded)++;
  return width + rest / (int) line->n_expand
         + (*expanded == line->n_expand ? rest % (int) line->n_expand : 0);
}

static void
measure_line_height (Line *line, int available)
{
  GtkWidget *child = line->first;
  guint expanded = 0;

  line->height = 0;
  for (guint i = 0; i < line->n; i++, child = get_next (child))
    {
      int nat;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL,
                          get_final_width (line, child, available, &expanded), NULL, &nat, NULL,
                          NULL);
      line->height = MAX (line->height, nat);
    }
}

static void
measure_width (CwWrapBox *self, int *minimum, int *natural)
{
  guint n = 0;

  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (GTK_WIDGET (self)));
       child != NULL; child = get_next (child))
    {
      int min, nat;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
      *minimum = MAX (*minimum, min);
      *natural += nat + (n > 0 ? self->spacing : 0);
      n++;
    }
}

static int
measure_height (CwWrapBox *self, int width)
{
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (GTK_WIDGET (self)));
  int height = 0;

  while (child != NULL)
    {
      Line line = take_line (self, child, width);

      measure_line_height (&line, width);
      height += line.height + (height > 0 ? self->spacing : 0);
      child = get_after (&line);
    }
  return height;
}

/* ---- columns ---- */

typedef struct
{
  guint n;
  int widths[MAX_COLUMNS];
} Columns;

static int
sum_columns (CwWrapBox *self, const Columns *columns)
{
  int width = self->spacing * ((int) columns->n - 1);

  for (guint i = 0; i < columns->n; i++)
    width += columns->widths[i];
  return width;
}

static Columns
measure_columns (CwWrapBox *self, guint n, int available)
{
  Columns columns = { .n = n };
  guint i = 0;

  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (GTK_WIDGET (self)));
       child != NULL; child = get_next (child))
    {
      columns.widths[i % n] = MAX (columns.widths[i % n], get_width (child, available));
      i++;
    }
  return columns;
}

/* As many columns as fit; what is left over makes them a little wider. */
static Columns
fit_columns (CwWrapBox *self, int available)
{
  Columns columns = measure_columns (self, self->columns, available);
  int stretch;

  while (columns.n > 1 && sum_columns (self, &columns) > available)
    columns = measure_columns (self, columns.n - 1, available);
  stretch = CLAMP ((available - sum_columns (self, &columns)) / (int) columns.n, 0, MAX_STRETCH);
  for (guint i = 0; i < columns.n; i++)
    columns.widths[i] += stretch;
  return columns;
}

static int
measure_row (GtkWidget *first, const Columns *columns, GtkWidget **next)
{
  GtkWidget *child = first;
  int height = 0;

  for (guint i = 0; i < columns->n && child != NULL; i++, child = get_next (child))
    {
      int nat;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, columns->widths[i], NULL, &nat, NULL,
                          NULL);
      height = MAX (height, nat);
    }
  *next = child;
  return height;
}

static int
measure_columns_height (CwWrapBox *self, int width)
{
  Columns columns = fit_columns (self, width);
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (GTK_WIDGET (self)));
  int height = 0;

  while (child != NULL)
    height += measure_row (child, &columns, &child) + (height > 0 ? self->spacing : 0);
  return height;
}

static int
measure_columns_width (CwWrapBox *self)
{
  Columns columns = measure_columns (self, self->columns, G_MAXINT);

  return sum_columns (self, &columns);
}

static void
allocate_columns (CwWrapBox *self, int width)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  Columns columns = fit_columns (self, width);
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (GTK_WIDGET (self)));
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *next;
      int height = measure_row (child, &columns, &next);
      int x = 0;

      for (guint i = 0; child != next; i++, child = get_next (child))
        {
          int w = columns.widths[i];

          gtk_widget_size_allocate (child,
                                    &(GtkAllocation){ rtl ? width - x - w : x, y, w, height }, -1);
          x += w + self->spacing;
        }
      y += height + self->spacing;
    }
}

/* ---- the widget ---- */

static void
cw_wrap_box_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  CwWrapBox *self = CW_WRAP_BOX (widget);
  int min_width = 0, nat_width = 0;

  measure_width (self, &min_width, &nat_width);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = min_width;
      *natural = MAX (self->columns > 0 ? measure_columns_width (self) : nat_width, min_width);
    }
  else if (self->columns > 0)
    *minimum = *natural
        = measure_columns_height (self, for_size >= 0 ? MAX (for_size, min_width)
                                                      : measure_columns_width (self));
  else
    *minimum = *natural
        = measure_height (self, for_size >= 0 ? MAX (for_size, min_width) : nat_width);
  *minimum_baseline = *natural_baseline = -1;
}

static void
cw_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CwWrapBox *self = CW_WRAP_BOX (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
  int y = 0;

  if (self->columns > 0)
    {
      allocate_columns (self, width);
      return;
    }
  while (child != NULL)
    {
      Line line = take_line (self, child, width);
      guint expanded = 0;
      int x = 0;

      measure_line_height (&line, width);
      for (guint i = 0; i < line.n; i++, child = get_next (child))
        {
          int w = get_final_width (&line, child, width, &expanded);

          gtk_widget_size_allocate (child,
                                    &(GtkAllocation){ rtl ? width - x - w : x, y, w, line.height },
                                    -1);
          x += w + self->spacing;
        }
      y += line.height + self->spacing;
    }
}

static GtkSizeRequestMode
cw_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cw_wrap_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CwWrapBox *self = CW_WRAP_BOX (object);

  switch (id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_COLUMNS:
      g_value_set_uint (value, self->columns);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cw_wrap_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwWrapBox *self = CW_WRAP_BOX (object);

  switch (id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_COLUMNS:
      self->columns = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
cw_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cw_wrap_box_parent_class)->dispose (object);
}

static void
cw_wrap_box_class_init (CwWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cw_wrap_box_get_property;
  object_class->set_property = cw_wrap_box_set_property;
  object_class->dispose = cw_wrap_box_dispose;
  widget_class->measure = cw_wrap_box_measure;
  widget_class->size_allocate = cw_wrap_box_size_allocate;
  widget_class->get_request_mode = cw_wrap_box_get_request_mode;

  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 6,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_COLUMNS] = g_param_spec_uint ("columns", NULL, NULL, 0, MAX_COLUMNS, 0,
                                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cw_wrap_box_init (CwWrapBox *self)
{
  self->spacing = 6;
}

GtkWidget *
cw_wrap_box_new (int spacing)
{
  return g_object_new (CW_TYPE_WRAP_BOX, "spacing", spacing, NULL);
}
