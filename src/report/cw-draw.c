/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-page.h"

static const double inks[][3] = {
  [CW_INK_BLACK] = { 0.0, 0.0, 0.0 },   [CW_INK_GREY] = { 0.33, 0.33, 0.33 },
  [CW_INK_LINE] = { 0.72, 0.72, 0.72 }, [CW_INK_TEAL] = { 0.08, 0.39, 0.36 },
  [CW_INK_PALE] = { 0.70, 0.79, 0.78 }, [CW_INK_SHADE] = { 0.955, 0.955, 0.955 },
};

/* Glyphs stay where the type designer wants them, so that a line breaks at the same word at every
 * size. */
static void
prepare_context (PangoContext *context)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("en-gb"));
}

/* "fi" stays two letters, or whoever searches the PDF or copies from it finds a letter of its own.
 */
static void
part_ligatures (PangoLayout *layout)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("liga=0, clig=0, dlig=0"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

static PangoLayout *
make_layout (PangoContext *context, const char *text, double size, CwTextFlags flags, double width)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (
      flags & CW_TEXT_MONO ? "DejaVu Sans Mono" : "DejaVu Sans");

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (flags & CW_TEXT_BOLD)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  if (width > 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  if (flags & (CW_TEXT_RIGHT | CW_TEXT_CENTRE))
    pango_layout_set_alignment (layout,
                                flags & CW_TEXT_RIGHT ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_CENTER);
  part_ligatures (layout);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

double
cw_text_measure (const char *text, double size, CwTextFlags flags, double width, double *natural)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle extents;

  prepare_context (context);
  layout = make_layout (context, text, size, flags, width);
  pango_layout_get_extents (layout, NULL, &extents);
  if (natural != NULL)
    *natural = (double) extents.width / PANGO_SCALE;
  g_object_unref (context);
  return (double) extents.height / PANGO_SCALE;
}

static void
draw_text (const CwMark *mark, cairo_t *cr, PangoContext *context, CwDrawMode mode)
{
  g_autoptr (PangoLayout) layout
      = make_layout (context, mark->text, mark->size, mark->flags, mark->w);
  PangoRectangle extents;
  double x = mark->x;

  pango_layout_get_extents (layout, NULL, &extents);
  if (mark->w <= 0 && (mark->flags & CW_TEXT_RIGHT))
    x -= (double) extents.width / PANGO_SCALE;
  else if (mark->w <= 0 && (mark->flags & CW_TEXT_CENTRE))
    x -= (double) extents.width / PANGO_SCALE / 2;
  cairo_move_to (cr, x, mark->y - (double) pango_layout_get_baseline (layout) / PANGO_SCALE);
  if (mode == CW_DRAW_SCREEN)
    {
      pango_cairo_layout_path (cr, layout);
      cairo_fill (cr);
    }
  else
    pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

/* Diagonal lines in an outline: stays apart in grey and in black and white. */
static void
draw_hatch (const CwMark *mark, cairo_t *cr)
{
  const double step = 3.2;

  cairo_save (cr);
  cairo_rectangle (cr, mark->x, mark->y, mark->w, mark->h);
  cairo_clip (cr);
  cairo_set_line_width (cr, 0.7);
  for (double at = mark->x - mark->h; at < mark->x + mark->w; at += step)
    {
      cairo_move_to (cr, at, mark->y + mark->h);
      cairo_line_to (cr, at + mark->h, mark->y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
  cairo_set_line_width (cr, 0.7);
  cairo_rectangle (cr, mark->x + 0.35, mark->y + 0.35, MAX (mark->w - 0.7, 0.1), mark->h - 0.7);
  cairo_stroke (cr);
}

static void
draw_shape (const CwMark *mark, cairo_t *cr)
{
  if (mark->kind == CW_MARK_FILL)
    {
      cairo_rectangle (cr, mark->x, mark->y, mark->w, mark->h);
      cairo_fill (cr);
    }
  else if (mark->kind == CW_MARK_LINE)
    {
      cairo_set_line_width (cr, mark->size);
      cairo_move_to (cr, mark->x, mark->y);
      cairo_line_to (cr, mark->x + mark->w, mark->y + mark->h);
      cairo_stroke (cr);
    }
  else if (mark->kind == CW_MARK_HATCH)
    draw_hatch (mark, cr);
}

/* ---- the structure of the page ---- */

/* Where in the tags of the page the drawing is. */
typedef struct
{
  cairo_t *cr;
  gboolean on;    /* the page is drawn with its structure */
  guint depth;    /* open tags */
  gboolean aside; /* inside "Artifact" */
} Structure;

/* What stands in no tag is decoration or says again what a tag says. Cairo from 1.18 reads it out
 * unless it is marked as an artifact (ISO 32000-1, 14.8.2.2); cairo before that does not know the
 * word and leaves it out by itself. */
static void
set_aside (Structure *self, gboolean aside)
{
  if (!self->on || self->aside == aside || cairo_version () < CAIRO_VERSION_ENCODE (1, 18, 0))
    return;
  self->aside = aside;
  if (aside)
    cairo_tag_begin (self->cr, "Artifact", NULL);
  else
    cairo_tag_end (self->cr, "Artifact");
}

static void
begin_tag (Structure *self, const char *tag)
{
  if (!self->on)
    return;
  set_aside (self, FALSE);
  self->depth++;
  cairo_tag_begin (self->cr, tag, NULL);
}

static void
end_tag (Structure *self, const char *tag)
{
  if (!self->on)
    return;
  self->depth--;
  cairo_tag_end (self->cr, tag);
}

static gboolean
is_shape (const CwMark *mark)
{
  return mark->kind == CW_MARK_FILL || mark->kind == CW_MARK_LINE || mark->kind == CW_MARK_HATCH;
}

/* The one drawing function. Shapes come first and outside every tag: they are decoration, each of
 * them says again what a text of the page says. */
void
cw_page_draw (CwPage *page, cairo_t *cr, CwDrawMode mode, gboolean tags)
{
  PangoContext *context = pango_cairo_create_context (cr);
  Structure structure = { .cr = cr, .on = tags };

  prepare_context (context);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < page->marks->len; i++)
      {
        const CwMark *mark = g_ptr_array_index (page->marks, i);

        if (is_shape (mark) != (pass == 0))
          continue;
        cairo_set_source_rgb (cr, inks[mark->ink][0], inks[mark->ink][1], inks[mark->ink][2]);
        if (mark->kind == CW_MARK_BEGIN)
          begin_tag (&structure, mark->tag);
        else if (mark->kind == CW_MARK_END)
          end_tag (&structure, mark->tag);
        else
          {
            if (structure.depth == 0)
              set_aside (&structure, TRUE);
            if (is_shape (mark))
              draw_shape (mark, cr);
            else
              draw_text (mark, cr, context, mode);
          }
      }
  set_aside (&structure, FALSE);
  g_object_unref (context);
}

/**
 * cw_document_draw:
 * @page: from 0
 * @cr: in points, with the page's top left corner at the origin
 * @mode: where it goes
 *
 * Draws a page: the same for preview, printer and PDF. The paper itself is not painted.
 */
void
cw_document_draw (CwDocument *self, guint page, cairo_t *cr, CwDrawMode mode)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (page < self->pages->len);
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  cw_page_draw (g_ptr_array_index (self->pages, page), cr, mode, FALSE);
  cairo_restore (cr);
}
