/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-note-gutter.h"

#include <glib/gi18n.h>

#define GAP 12 /* between a kind and its line */

struct _CwNoteGutter
{
  GtkWidget parent_instance;

  CwNoteView *view;   /* borrowed: the view owns its gutter */
  GtkWidget *popover; /* owned as a child */
};

G_DEFINE_FINAL_TYPE (CwNoteGutter, cw_note_gutter, GTK_TYPE_WIDGET)

static PangoLayout *
make_layout (CwNoteGutter *self, CwLineKind kind)
{
  g_autofree char *text = g_strdup_printf ("%s ▾", cw_line_kind_label (kind));
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.88));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static void
cw_note_gutter_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  int widest = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for (CwLineKind kind = CW_LINE_FACT; kind <= CW_LINE_AGREED; kind++)
      {
        g_autoptr (PangoLayout) layout = make_layout (CW_NOTE_GUTTER (widget), kind);
        int width;

        pango_layout_get_pixel_size (layout, &width, NULL);
        widest = MAX (widest, width + GAP);
      }
  *minimum = *natural = widest;
}

static void
snapshot_line (CwNoteGutter *self,
               GtkSnapshot *snapshot,
               const GtkTextIter *iter,
               const GdkRGBA *color)
{
  GdkRectangle place;
  g_autoptr (PangoLayout) layout
      = make_layout (self, cw_note_view_get_kind (self->view, gtk_text_iter_get_line (iter)));
  int x, y, height;

  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->view), iter, &place);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_LEFT, 0,
                                         place.y, &x, &y);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, y + (place.height - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
cw_note_gutter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CwNoteGutter *self = CW_NOTE_GUTTER (widget);
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GdkRectangle seen;
  GtkTextIter iter;
  AdwStyleManager *style = adw_style_manager_get_default ();
  float ink = adw_style_manager_get_dark (style) ? 1.0f : 0.0f;
  /* As the style "quiet". */
  GdkRGBA color = { ink, ink, ink, adw_style_manager_get_high_contrast (style) ? 0.9f : 0.72f };

  gtk_text_view_get_visible_rect (view, &seen);
  gtk_text_view_get_line_at_y (view, &iter, seen.y, NULL);
  do
    {
      int y;

      gtk_text_view_get_line_yrange (view, &iter, &y, NULL);
      if (y > seen.y + seen.height)
        break;
      snapshot_line (self, snapshot, &iter, &color);
    }
  while (gtk_text_iter_forward_line (&iter));
  /* The empty last line is not reached by going forward. */
  if (gtk_text_iter_is_end (&iter) && gtk_text_iter_get_line_offset (&iter) == 0)
    snapshot_line (self, snapshot, &iter, &color);
}

static void
cw_note_gutter_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_popover_present (GTK_POPOVER (CW_NOTE_GUTTER (widget)->popover));
}

/* A press puts the cursor into the line and offers the four kinds for it. */
static void
pressed_cb (GtkGestureClick *click, int n, double x, double y, CwNoteGutter *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GtkTextIter iter;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_LEFT, 0, (int) y, NULL, &buffer_y);
  gtk_text_view_get_line_at_y (view, &iter, buffer_y, NULL);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (view), &iter);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
cw_note_gutter_dispose (GObject *object)
{
  CwNoteGutter *self = CW_NOTE_GUTTER (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_note_gutter_parent_class)->dispose (object);
}

static void
cw_note_gutter_class_init (CwNoteGutterClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cw_note_gutter_dispose;
  widget_class->measure = cw_note_gutter_measure;
  widget_class->snapshot = cw_note_gutter_snapshot;
  widget_class->size_allocate = cw_note_gutter_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cw_note_gutter_init (CwNoteGutter *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (CwLineKind kind = CW_LINE_FACT; kind <= CW_LINE_AGREED; kind++)
    {
      g_autofree char *action = g_strdup_printf ("note.kind(%d)", kind);

      g_menu_append (menu, cw_line_kind_label (kind), action);
    }
  self->popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("The kind of this line (Alt+1 to Alt+4)"));
}

GtkWidget *
cw_note_gutter_new (CwNoteView *view)
{
  CwNoteGutter *self = g_object_new (CW_TYPE_NOTE_GUTTER, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}
