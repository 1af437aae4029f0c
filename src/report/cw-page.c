/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-page.h"

#include <string.h>

/* ---- marks ---- */

static void
free_mark (gpointer data)
{
  CwMark *self = data;

  g_free (self->text);
  g_free (self);
}

CwMark *
cw_mark_copy (const CwMark *self, double dy)
{
  CwMark *copy = g_new (CwMark, 1);

  *copy = *self;
  copy->text = g_strdup (self->text);
  copy->y += dy;
  return copy;
}

static CwMark *
add_mark (GPtrArray *marks, CwMarkKind kind, double x, double y, double w, double h)
{
  CwMark *mark = g_new0 (CwMark, 1);

  mark->kind = kind;
  mark->x = x;
  mark->y = y;
  mark->w = w;
  mark->h = h;
  g_ptr_array_add (marks, mark);
  return mark;
}

void
cw_marks_text (GPtrArray *marks,
               double x,
               double y,
               double w,
               const char *text,
               double size,
               CwTextFlags flags,
               CwInk ink)
{
  CwMark *mark = add_mark (marks, CW_MARK_TEXT, x, y, w, 0);

  mark->text = g_strdup (text);
  mark->size = size;
  mark->flags = flags;
  mark->ink = ink;
}

void
cw_marks_line (GPtrArray *marks, double x, double y, double w, double h, double thick, CwInk ink)
{
  CwMark *mark = add_mark (marks, CW_MARK_LINE, x, y, w, h);

  mark->size = thick;
  mark->ink = ink;
}

void
cw_marks_fill (GPtrArray *marks, double x, double y, double w, double h, CwInk ink)
{
  add_mark (marks, CW_MARK_FILL, x, y, w, h)->ink = ink;
}

void
cw_marks_hatch (GPtrArray *marks, double x, double y, double w, double h)
{
  add_mark (marks, CW_MARK_HATCH, x, y, w, h)->ink = CW_INK_TEAL;
}

/* Cairo's PDF knows a fixed set of tags; an unknown one damages the file (cairo 1.16), so only
 * literals come here. */
void
cw_marks_begin (GPtrArray *marks, const char *tag)
{
  add_mark (marks, CW_MARK_BEGIN, 0, 0, 0, 0)->tag = tag;
}

void
cw_marks_end (GPtrArray *marks, const char *tag)
{
  add_mark (marks, CW_MARK_END, 0, 0, 0, 0)->tag = tag;
}

/* ---- slabs ---- */

CwSlab *
cw_slab_new (void)
{
  CwSlab *self = g_new0 (CwSlab, 1);

  self->marks = g_ptr_array_new_with_free_func (free_mark);
  return self;
}

void
cw_slab_free (CwSlab *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->marks);
  cw_slab_free (self->again);
  g_free (self);
}

CwSlab *
cw_slab_space (double height)
{
  CwSlab *self = cw_slab_new ();

  self->height = height;
  return self;
}

/* A heading that stays with what follows; @note stands small at the right, or under it where both
 * do not fit. */
CwSlab *
cw_slab_heading (double x, double w, const char *text, const char *note)
{
  CwSlab *self = cw_slab_new ();
  double natural, height = cw_text_measure (text, CW_SIZE_HEADING, CW_TEXT_BOLD, w, &natural);

  cw_marks_begin (self->marks, "H2");
  cw_marks_text (self->marks, x, 12, w, text, CW_SIZE_HEADING, CW_TEXT_BOLD, CW_INK_BLACK);
  cw_marks_end (self->marks, "H2");
  self->height = MAX (16, height + 2);
  self->keep = TRUE;

  if (note != NULL)
    {
      double room;

      cw_text_measure (note, CW_SIZE_SMALL, 0, 0, &room);
      cw_marks_begin (self->marks, "P");
      if (natural + 12 + room <= w)
        cw_marks_text (self->marks, x + w, 12, 0, note, CW_SIZE_SMALL, CW_TEXT_RIGHT, CW_INK_GREY);
      else
        {
          cw_marks_text (self->marks, x, self->height + 8, w, note, CW_SIZE_SMALL, 0, CW_INK_GREY);
          self->height += cw_text_measure (note, CW_SIZE_SMALL, 0, w, NULL) + 2;
        }
      cw_marks_end (self->marks, "P");
    }
  return self;
}

CwSlab *
cw_slab_paragraph (double x, double w, const char *text, double size, CwTextFlags flags, CwInk ink)
{
  CwSlab *self = cw_slab_new ();

  cw_marks_begin (self->marks, "P");
  cw_marks_text (self->marks, x, size, w, text, size, flags, ink);
  cw_marks_end (self->marks, "P");
  self->height = cw_text_measure (text, size, flags, w, NULL);
  return self;
}

/* The grey box with a teal edge. */
CwSlab *
cw_slab_note_box (double x, double w, const char *title, const char *text)
{
  CwSlab *self = cw_slab_new ();
  double height = cw_text_measure (text, CW_SIZE_BODY - 0.5, 0, w - 28, NULL);

  self->height = height + 33;
  cw_marks_fill (self->marks, x, 0, w, self->height, CW_INK_SHADE);
  cw_marks_fill (self->marks, x, 0, 2.4, self->height, CW_INK_TEAL);
  cw_marks_begin (self->marks, "H2");
  cw_marks_text (self->marks, x + 14, 17, 0, title, CW_SIZE_BODY, CW_TEXT_BOLD, CW_INK_BLACK);
  cw_marks_end (self->marks, "H2");
  cw_marks_begin (self->marks, "P");
  cw_marks_text (self->marks, x + 14, 32, w - 28, text, CW_SIZE_BODY - 0.5, 0, CW_INK_BLACK);
  cw_marks_end (self->marks, "P");
  return self;
}

/* ---- the document ---- */

static void
free_page (gpointer data)
{
  CwPage *page = data;

  g_ptr_array_unref (page->marks);
  g_free (page);
}

static CwPage *
add_page (CwDocument *self)
{
  CwPage *page = g_new0 (CwPage, 1);

  page->marks = g_ptr_array_new_with_free_func (free_mark);
  g_ptr_array_add (self->pages, page);
  return page;
}

CwDocument *
cw_document_new (const char *title, CwDay created)
{
  CwDocument *self = g_new0 (CwDocument, 1);

  g_atomic_ref_count_init (&self->refs);
  self->title = g_strdup (title);
  self->created = created;
  self->pages = g_ptr_array_new_with_free_func (free_page);
  return self;
}

/* The texts of a secret document do not stay in memory that is given back. */
static void
wipe_texts (CwDocument *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      CwPage *page = g_ptr_array_index (self->pages, i);

      for (guint j = 0; j < page->marks->len; j++)
        {
          CwMark *mark = g_ptr_array_index (page->marks, j);

          if (mark->text != NULL)
            explicit_bzero (mark->text, strlen (mark->text));
        }
    }
}

/**
 * cw_document_ref:
 *
 * Returns: (transfer full): @self, held once more
 */
CwDocument *
cw_document_ref (CwDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * cw_document_unref:
 *
 * Lets the document go; the texts of the recovery sheet are overwritten first.
 */
void
cw_document_unref (CwDocument *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->secret)
    wipe_texts (self);
  g_ptr_array_unref (self->pages);
  g_free (self->title);
  g_free (self);
}

/**
 * cw_document_n_pages:
 *
 * Returns: how many A4 pages there are, at least one
 */
guint
cw_document_n_pages (CwDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->pages->len;
}

/**
 * cw_document_title:
 *
 * Returns: (transfer none): a neutral title that names nobody, fit for a file name
 */
const char *
cw_document_title (CwDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

static gboolean
ends_line (const CwMark *mark)
{
  return mark->kind == CW_MARK_END && strcmp (mark->tag, "TH") != 0 && strcmp (mark->tag, "TD") != 0
         && strcmp (mark->tag, "Table") != 0;
}

/**
 * cw_document_page_text:
 * @page: from 0
 *
 * Returns: (transfer full): the words of a page in the order of reading, for who does not see it
 */
char *
cw_document_page_text (CwDocument *self, guint page)
{
  GString *text = g_string_new (NULL);
  GPtrArray *marks;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (page < self->pages->len, NULL);

  marks = ((CwPage *) g_ptr_array_index (self->pages, page))->marks;
  for (guint i = 0; i < marks->len; i++)
    {
      const CwMark *mark = g_ptr_array_index (marks, i);

      if (ends_line (mark) && text->len > 0)
        g_string_append_c (text, '\n');
      if (mark->kind != CW_MARK_TEXT || mark->text[0] == ' ')
        continue;
      if (text->len > 0 && text->str[text->len - 1] != '\n')
        g_string_append_c (text, ' ');
      g_string_append (text, mark->text);
    }
  return g_string_free (text, FALSE);
}

/* Puts a slab at a fixed place, whatever flows there. */
void
cw_document_place (CwDocument *self, guint page, CwSlab *slab, double y)
{
  CwPage *on = g_ptr_array_index (self->pages, page);

  for (guint i = 0; i < slab->marks->len; i++)
    g_ptr_array_add (on->marks, cw_mark_copy (g_ptr_array_index (slab->marks, i), y));
  cw_slab_free (slab);
}

/* ---- flow ---- */

static void
turn_page (CwFlow *self)
{
  self->page = add_page (self->document);
  self->top = self->head (self->page->marks, self->document->pages->len - 1, self->data);
  self->y = self->top;
  self->bottom = CW_BODY_BOTTOM - (self->document->pages->len == 1 ? self->reserve : 0);
}

void
cw_flow_begin (CwFlow *self, CwDocument *document, CwPageHead head, gpointer data, double reserve)
{
  *self = (CwFlow){ .document = document, .head = head, .data = data, .reserve = reserve };
  turn_page (self);
}

static void
put_slab (CwFlow *self, const CwSlab *slab)
{
  for (guint i = 0; i < slab->marks->len; i++)
    g_ptr_array_add (self->page->marks, cw_mark_copy (g_ptr_array_index (slab->marks, i), self->y));
  self->y += slab->height;
}

/* Begins a page before @slab unless @height fits; a table that is open is closed and its heads
 * repeated. */
static void
make_room (CwFlow *self, const CwSlab *slab, double height)
{
  if (self->y + height <= self->bottom || self->y <= self->top)
    return;
  if (slab->again != NULL)
    cw_marks_end (self->page->marks, "Table");
  turn_page (self);
  if (slab->again != NULL)
    put_slab (self, slab->again);
}

void
cw_flow_place (CwFlow *self, GPtrArray *slabs)
{
  guint i = 0;

  while (i < slabs->len)
    {
      guint end = i;
      double height = 0;

      for (; end < slabs->len; end++)
        {
          CwSlab *slab = g_ptr_array_index (slabs, end);

          height += slab->height;
          if (!slab->keep)
            break;
        }
      make_room (self, g_ptr_array_index (slabs, i), height);
      for (; i < slabs->len && i <= end; i++)
        put_slab (self, g_ptr_array_index (slabs, i));
    }
}

void
cw_flow_put (CwFlow *self, CwSlab *slab)
{
  /* Room between blocks does not begin a page. */
  if (slab->marks->len > 0)
    make_room (self, slab, slab->height);
  if (slab->marks->len > 0 || self->y > self->top)
    put_slab (self, slab);
  cw_slab_free (slab);
}

void
cw_flow_part (CwFlow *self, CwPart *part)
{
  g_autoptr (GPtrArray) slabs = cw_part_lay (part, CW_MARGIN, CW_BODY_WIDTH);

  cw_flow_place (self, slabs);
}

/* Lays the parts under one another as one slab. */
static CwSlab *
stack_parts (GPtrArray *parts, double x, double w)
{
  CwSlab *whole = cw_slab_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      g_autoptr (GPtrArray) slabs = cw_part_lay (g_ptr_array_index (parts, i), x, w);

      if (i > 0)
        whole->height += 15;
      for (guint j = 0; j < slabs->len; j++)
        {
          CwSlab *slab = g_ptr_array_index (slabs, j);

          for (guint m = 0; m < slab->marks->len; m++)
            g_ptr_array_add (whole->marks,
                             cw_mark_copy (g_ptr_array_index (slab->marks, m), whole->height));
          whole->height += slab->height;
        }
    }
  return whole;
}

void
cw_flow_pair (CwFlow *self, GPtrArray *left, GPtrArray *right)
{
  const double gap = 22, half = (CW_BODY_WIDTH - gap) / 2;
  g_autoptr (CwSlab) a = stack_parts (left, CW_MARGIN, half);
  g_autoptr (CwSlab) b = stack_parts (right, CW_MARGIN + half + gap, half);

  if (left->len == 0 || right->len == 0
      || MAX (a->height, b->height) > CW_BODY_BOTTOM - self->top - self->reserve)
    {
      for (guint i = 0; i < left->len + right->len; i++)
        {
          if (i > 0)
            cw_flow_put (self, cw_slab_space (20));
          cw_flow_part (self, g_ptr_array_index (i < left->len ? left : right,
                                                 i < left->len ? i : i - left->len));
        }
      return;
    }
  for (guint m = 0; m < b->marks->len; m++)
    g_ptr_array_add (a->marks, cw_mark_copy (g_ptr_array_index (b->marks, m), 0));
  a->height = MAX (a->height, b->height);
  cw_flow_put (self, g_steal_pointer (&a));
}
