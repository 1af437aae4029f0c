/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-paper-view.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "app/kit/cw-wrap-box.h"
#include "cw-summaries-dialog.h"

#define EDGE 10 /* room around the paper, for its shadow */
#define ENLARGED 1.6

struct _CwPaperView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkLabel *heading;
  GtkLabel *position;
  GtkWidget *back;
  GtkWidget *forward;
  GtkWidget *larger;
  GtkDrawingArea *paper;

  /* owned */
  CwDocument *document;

  guint page;
};

G_DEFINE_FINAL_TYPE (CwPaperView, cw_paper_view, GTK_TYPE_WIDGET)

/* ---- drawing ---- */

static void
draw_sheet (CwDocument *document, guint page, cairo_t *cr, double x, double y, double scale)
{
  double width = CW_PAGE_WIDTH * scale, height = CW_PAGE_HEIGHT * scale;

  for (int i = 3; i > 0; i--)
    {
      cairo_set_source_rgba (cr, 0, 0, 0, 0.05);
      cairo_rectangle (cr, x - i + 1, y - i + 2, width + 2 * i - 2, height + 2 * i - 2);
      cairo_fill (cr);
    }
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cw_document_draw (document, page, cr, CW_DRAW_SCREEN);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  CwPaperView *self = data;
  double scale;

  if (self->document == NULL)
    return;
  scale = MIN ((width - 2 * EDGE) / CW_PAGE_WIDTH, (height - 2 * EDGE) / CW_PAGE_HEIGHT);
  if (scale > 0)
    draw_sheet (self->document, self->page, cr, (width - CW_PAGE_WIDTH * scale) / 2, EDGE, scale);
}

/* ---- pages ---- */

static void
show_page (CwPaperView *self)
{
  guint n = self->document != NULL ? cw_document_n_pages (self->document) : 0;
  /* Translators: the number of this page and how many there are */
  g_autofree char *position
      = n > 0 ? g_strdup_printf (_ ("Page %u of %u"), self->page + 1, n) : g_strdup ("");
  g_autofree char *label = NULL, *text = NULL;

  gtk_label_set_text (self->position, position);
  gtk_widget_set_sensitive (self->back, self->page > 0);
  gtk_widget_set_sensitive (self->forward, self->page + 1 < n);
  gtk_widget_set_sensitive (self->larger, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->paper), n > 0);
  if (n > 0)
    {
      /* Translators: the title of a document, then "Page 1 of 2" */
      label = g_strdup_printf (_ ("%s, %s"), cw_document_title (self->document), position);
      text = cw_document_page_text (self->document, self->page);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->paper), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      label, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self->paper));
}

static void
turn_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CwPaperView *self = CW_PAPER_VIEW (widget);

  if (self->page == 0)
    return;
  self->page--;
  show_page (self);
}

static void
turn_forward (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CwPaperView *self = CW_PAPER_VIEW (widget);

  if (self->document == NULL || self->page + 1 >= cw_document_n_pages (self->document))
    return;
  self->page++;
  show_page (self);
}

/* ---- larger, in a window of its own ---- */

static void
draw_large_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  CwDocument *document = data;
  double scale = MAX ((width - 4 * EDGE) / CW_PAGE_WIDTH, 0.2);

  for (guint i = 0; i < cw_document_n_pages (document); i++)
    {
      cairo_save (cr);
      draw_sheet (document, i, cr, 2 * EDGE, 2 * EDGE + i * (CW_PAGE_HEIGHT * scale + 2 * EDGE),
                  scale);
      cairo_restore (cr);
    }
}

static GtkWidget *
make_large (CwDocument *document)
{
  GtkWidget *area = gtk_drawing_area_new (), *scrolled = gtk_scrolled_window_new ();
  guint n = cw_document_n_pages (document);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *page = cw_document_page_text (document, i);

      g_string_append (text, page);
    }
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area),
                                      (int) (CW_PAGE_WIDTH * ENLARGED) + 4 * EDGE);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area),
                                       (int) (n * (CW_PAGE_HEIGHT * ENLARGED + 2 * EDGE))
                                           + 4 * EDGE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_large_cb,
                                  cw_document_ref (document), (GDestroyNotify) cw_document_unref);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (area, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cw_document_title (document), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text->str, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), area);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "desk");
  return scrolled;
}

static void
show_larger (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CwPaperView *self = CW_PAPER_VIEW (widget);
  GtkWidget *window, *box, *header;

  if (self->document == NULL)
    return;
  window = adw_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  header = adw_header_bar_new ();
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_ ("As the reader sees it"), ""));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), make_large (self->document));
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _ ("As the reader sees it"));
  gtk_window_set_default_size (GTK_WINDOW (window), 1060, 720);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_widget_add_css_class (window, "cw-page");
  cw_dialog_close_on_escape (window);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- the class ---- */

static void
cw_paper_view_dispose (GObject *object)
{
  CwPaperView *self = CW_PAPER_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->document, cw_document_unref);
  G_OBJECT_CLASS (cw_paper_view_parent_class)->dispose (object);
}

static void
cw_paper_view_class_init (CwPaperViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_paper_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/summaries/cw-paper-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPaperView, box);
  gtk_widget_class_bind_template_child (widget_class, CwPaperView, heading);
  gtk_widget_class_bind_template_child (widget_class, CwPaperView, position);
  gtk_widget_class_bind_template_child (widget_class, CwPaperView, back);
  gtk_widget_class_bind_template_child (widget_class, CwPaperView, forward);
  gtk_widget_class_bind_template_child (widget_class, CwPaperView, larger);
  gtk_widget_class_bind_template_child (widget_class, CwPaperView, paper);

  gtk_widget_class_install_action (widget_class, "paper.back", NULL, turn_back);
  gtk_widget_class_install_action (widget_class, "paper.forward", NULL, turn_forward);
  gtk_widget_class_install_action (widget_class, "paper.larger", NULL, show_larger);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "paper.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "paper.forward", NULL);
}

static void
cw_paper_view_init (CwPaperView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->paper, draw_cb, self, NULL);
  show_page (self);
}

void
cw_paper_view_set_document (CwPaperView *self, CwDocument *document)
{
  gboolean same;

  g_return_if_fail (CW_IS_PAPER_VIEW (self));

  same = self->document != NULL && document != NULL
         && g_strcmp0 (cw_document_title (self->document), cw_document_title (document)) == 0
         && self->page < cw_document_n_pages (document);
  if (document != NULL)
    cw_document_ref (document);
  g_clear_pointer (&self->document, cw_document_unref);
  self->document = document;
  if (!same)
    self->page = 0;
  show_page (self);
}

void
cw_paper_view_set_heading (CwPaperView *self, const char *heading)
{
  g_return_if_fail (CW_IS_PAPER_VIEW (self));

  gtk_label_set_text (self->heading, heading);
}
