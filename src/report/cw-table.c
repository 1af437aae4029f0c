/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-page.h"

#include <glib/gi18n-lib.h>

#define STEP 14.2     /* height of a row of one line, points */
#define SHORT_TABLE 8 /* rows */

/* Where the columns of a table stand. */
typedef struct
{
  double x, w;
  double name_w;
  double *right; /* right edge of each column of figures */
  guint n;
  double bar_x, bar_w;
  double biggest;
} Grid;

/* ---- the values ---- */

static void
free_row (gpointer data)
{
  CwRow *row = data;

  g_free (row->label);
  g_free (row->note);
  g_strfreev (row->cells);
  g_free (row->members);
  g_free (row);
}

CwTable *
cw_table_new (const char *title)
{
  CwTable *self = g_new0 (CwTable, 1);

  self->title = g_strdup (title);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  return self;
}

CwRow *
cw_table_add (CwTable *self, const char *label, char **cells, double value, double tick)
{
  CwRow *row = g_new0 (CwRow, 1);

  row->label = g_strdup (label);
  row->cells = cells;
  row->value = value;
  row->tick = tick;
  g_ptr_array_add (self->rows, row);
  return row;
}

void
cw_table_free (CwTable *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->note);
  g_strfreev (self->heads);
  g_ptr_array_unref (self->rows);
  g_strfreev (self->totals);
  g_free (self->foot);
  g_free (self->key_bar);
  g_free (self->key_tick);
  g_free (self);
}

void
cw_chart_free (CwChart *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_strfreev (self->labels);
  g_free (self->values);
  g_free (self);
}

CwPart *
cw_part_new_table (CwTable *table)
{
  CwPart *self = g_new0 (CwPart, 1);

  self->table = table;
  return self;
}

CwPart *
cw_part_new_chart (CwChart *chart)
{
  CwPart *self = g_new0 (CwPart, 1);

  self->chart = chart;
  return self;
}

void
cw_part_free (CwPart *self)
{
  if (self == NULL)
    return;
  cw_table_free (self->table);
  cw_chart_free (self->chart);
  g_free (self);
}

GPtrArray *
cw_part_lay (CwPart *self, double x, double w)
{
  return self->table != NULL ? cw_table_lay (self->table, x, w) : cw_chart_lay (self->chart, x, w);
}

/* ---- the table ---- */

/* Words among the figures ("in Other", "not shown") are small and quiet. */
static gboolean
is_figure (const char *text)
{
  return g_ascii_isdigit (text[0]);
}

static double
measure_cell (const char *text, gboolean bold)
{
  double natural;

  cw_text_measure (text, is_figure (text) ? CW_SIZE_BODY : CW_SIZE_SMALL, bold ? CW_TEXT_BOLD : 0,
                   0, &natural);
  return natural;
}

static double
measure_column (const CwTable *self, guint column)
{
  double widest = measure_cell (self->heads[column], FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      CwRow *row = g_ptr_array_index (self->rows, i);

      widest = MAX (widest, measure_cell (row->cells[column], column == 0));
    }
  if (self->totals != NULL)
    widest = MAX (widest, measure_cell (self->totals[column], TRUE));
  return widest;
}

static double
measure_names (const CwTable *self)
{
  double widest = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      CwRow *row = g_ptr_array_index (self->rows, i);
      double natural, beside = 0;

      cw_text_measure (row->label, CW_SIZE_BODY, 0, 0, &natural);
      if (row->note != NULL)
        {
          cw_text_measure (row->note, CW_SIZE_SMALL, 0, 0, &beside);
          beside += 6;
        }
      widest = MAX (widest, natural + beside);
    }
  return widest;
}

static void
plan_grid (Grid *grid, const CwTable *self, double x, double w)
{
  const double gap = w > 300 ? 16 : 7;
  const double bar_least = w * (w > 300 ? 0.30 : 0.11);
  double figures = 0, at;
  g_autofree double *widths = NULL;

  grid->x = x;
  grid->w = w;
  grid->n = g_strv_length (self->heads);
  grid->right = g_new (double, grid->n);
  widths = g_new (double, grid->n);
  for (guint i = 0; i < grid->n; i++)
    {
      widths[i] = measure_column (self, i) + gap;
      figures += widths[i];
    }
  grid->name_w = MIN (MAX (measure_names (self), w > 300 ? 150 : 60), w - figures - bar_least - 14);
  at = x + grid->name_w;
  for (guint i = 0; i < grid->n; i++)
    grid->right[i] = at += widths[i];
  grid->bar_x = at + 14;
  grid->bar_w = x + w - grid->bar_x;
  grid->biggest = 1;
  for (guint i = 0; i < self->rows->len; i++)
    {
      CwRow *row = g_ptr_array_index (self->rows, i);

      grid->biggest = MAX (grid->biggest, MAX (row->value, row->tick));
    }
}

/* What bar and tick mean, at the right of the heading. */
static void
draw_key (CwSlab *slab, const CwTable *self, double right)
{
  double x = right, width;

  if (self->key_tick != NULL)
    {
      cw_marks_text (slab->marks, x, 12, 0, self->key_tick, CW_SIZE_SMALL, CW_TEXT_RIGHT,
                     CW_INK_GREY);
      cw_text_measure (self->key_tick, CW_SIZE_SMALL, 0, 0, &width);
      x -= width + 6;
      cw_marks_line (slab->marks, x, 4, 0, 9.5, 1.3, CW_INK_BLACK);
      x -= 12;
    }
  cw_marks_text (slab->marks, x, 12, 0, self->key_bar, CW_SIZE_SMALL, CW_TEXT_RIGHT, CW_INK_GREY);
  cw_text_measure (self->key_bar, CW_SIZE_SMALL, 0, 0, &width);
  cw_marks_fill (slab->marks, x - width - 17, 5.5, 12, 7, CW_INK_TEAL);
}

/* The heads of the columns; with @title above them where a table goes on on a new page. */
static CwSlab *
lay_heads (const CwTable *self, const Grid *grid, gboolean again)
{
  CwSlab *slab = cw_slab_new ();
  double y = 12;

  if (again)
    {
      /* Translators: %s is the heading of a table that goes on on a further page */
      g_autofree char *title = g_strdup_printf (_ ("%s, continued"), self->title);

      cw_marks_begin (slab->marks, "P");
      cw_marks_text (slab->marks, grid->x, 12, grid->w, title, CW_SIZE_HEADING, CW_TEXT_BOLD,
                     CW_INK_BLACK);
      cw_marks_end (slab->marks, "P");
      y += cw_text_measure (title, CW_SIZE_HEADING, CW_TEXT_BOLD, grid->w, NULL) + 2;
    }
  cw_marks_begin (slab->marks, "Table");
  cw_marks_begin (slab->marks, "TR");
  /* The column of the names has a head too, for who listens to the table. */
  cw_marks_begin (slab->marks, "TH");
  cw_marks_text (slab->marks, grid->x, y, 0, " ", CW_SIZE_SMALL, 0, CW_INK_GREY);
  cw_marks_end (slab->marks, "TH");
  for (guint i = 0; i < grid->n; i++)
    {
      cw_marks_begin (slab->marks, "TH");
      cw_marks_text (slab->marks, grid->right[i], y, 0, self->heads[i], CW_SIZE_SMALL,
                     CW_TEXT_RIGHT, CW_INK_GREY);
      cw_marks_end (slab->marks, "TH");
    }
  cw_marks_end (slab->marks, "TR");
  cw_marks_line (slab->marks, grid->x, y + 5, grid->w, 0, 0.6, CW_INK_GREY);
  slab->height = y + 5;
  slab->keep = TRUE;
  return slab;
}

static void
draw_bar (CwSlab *slab, const Grid *grid, const CwRow *row, double height)
{
  const double scale = grid->bar_w / grid->biggest;
  const double mid = height / 2 + 0.3;

  if (row->pooled)
    cw_marks_hatch (slab->marks, grid->bar_x, mid - 4, row->value * scale, 8);
  else
    cw_marks_fill (slab->marks, grid->bar_x, mid - 4, row->value * scale, 8, CW_INK_TEAL);
  /* The pooled lines of two terms hold different groups: they are not compared. */
  if (!row->pooled && row->tick >= 0)
    cw_marks_line (slab->marks, grid->bar_x + row->tick * scale, mid - 6, 0, 12, 1.3, CW_INK_BLACK);
}

static double
draw_label (CwSlab *slab, const Grid *grid, const CwRow *row)
{
  g_autofree char *label
      = row->note != NULL ? g_strconcat (row->label, " ", NULL) : g_strdup (row->label);
  double natural, beside, height = cw_text_measure (label, CW_SIZE_BODY, 0, grid->name_w, &natural);

  cw_marks_text (slab->marks, grid->x, 10.5, grid->name_w, label, CW_SIZE_BODY, 0, CW_INK_BLACK);
  if (row->note == NULL)
    return MAX (STEP, height + 3);
  cw_text_measure (row->note, CW_SIZE_SMALL, 0, 0, &beside);
  if (height < STEP && natural + 6 + beside <= grid->name_w)
    cw_marks_text (slab->marks, grid->x + natural + 3, 10.5, 0, row->note, CW_SIZE_SMALL, 0,
                   CW_INK_GREY);
  else
    {
      cw_marks_text (slab->marks, grid->x, height + 9, grid->name_w, row->note, CW_SIZE_SMALL, 0,
                     CW_INK_GREY);
      height += cw_text_measure (row->note, CW_SIZE_SMALL, 0, grid->name_w, NULL);
    }
  return MAX (STEP, height + 3);
}

static CwSlab *
lay_row (const Grid *grid, const CwRow *row)
{
  CwSlab *slab = cw_slab_new ();

  cw_marks_begin (slab->marks, "TR");
  cw_marks_begin (slab->marks, "TH");
  slab->height = draw_label (slab, grid, row);
  cw_marks_end (slab->marks, "TH");
  for (guint i = 0; i < grid->n; i++)
    {
      gboolean figure = is_figure (row->cells[i]);
      CwTextFlags bold = i == 0 && figure ? CW_TEXT_BOLD : 0;

      cw_marks_begin (slab->marks, "TD");
      cw_marks_text (slab->marks, grid->right[i], 10.5, 0, row->cells[i],
                     figure ? CW_SIZE_BODY : CW_SIZE_SMALL, CW_TEXT_RIGHT | bold,
                     figure ? CW_INK_BLACK : CW_INK_GREY);
      cw_marks_end (slab->marks, "TD");
    }
  draw_bar (slab, grid, row, slab->height);
  cw_marks_line (slab->marks, grid->x, slab->height, grid->bar_x - 8 - grid->x, 0, 0.3,
                 CW_INK_LINE);
  if (row->members != NULL)
    {
      cw_marks_begin (slab->marks, "TD");
      cw_marks_text (slab->marks, grid->x, slab->height + 10, grid->w, row->members, CW_SIZE_SMALL,
                     0, CW_INK_GREY);
      cw_marks_end (slab->marks, "TD");
      slab->height += cw_text_measure (row->members, CW_SIZE_SMALL, 0, grid->w, NULL) + 5;
    }
  cw_marks_end (slab->marks, "TR");
  return slab;
}

static CwSlab *
lay_totals (const CwTable *self, const Grid *grid)
{
  CwSlab *slab = cw_slab_new ();

  cw_marks_line (slab->marks, grid->x, 0, grid->bar_x - 8 - grid->x, 0, 0.6, CW_INK_GREY);
  cw_marks_begin (slab->marks, "TR");
  cw_marks_begin (slab->marks, "TH");
  cw_marks_text (slab->marks, grid->x, 11.5, 0, _ ("Total"), CW_SIZE_BODY, CW_TEXT_BOLD,
                 CW_INK_BLACK);
  cw_marks_end (slab->marks, "TH");
  for (guint i = 0; i < grid->n; i++)
    if (self->totals[i][0] != '\0')
      {
        cw_marks_begin (slab->marks, "TD");
        cw_marks_text (slab->marks, grid->right[i], 11.5, 0, self->totals[i], CW_SIZE_BODY,
                       CW_TEXT_RIGHT | CW_TEXT_BOLD, CW_INK_BLACK);
        cw_marks_end (slab->marks, "TD");
      }
  cw_marks_end (slab->marks, "TR");
  slab->height = STEP + 1;
  return slab;
}

/* A heading never parts from its first rows, the pooled line never from the total and the sentence
 * under it; a short table stays whole. */
static void
lay_rows (const CwTable *self, const Grid *grid, GPtrArray *slabs)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      CwSlab *slab = lay_row (grid, g_ptr_array_index (self->rows, i));

      slab->keep = i == 0 || i + 2 >= self->rows->len || self->rows->len <= SHORT_TABLE;
      if (i > 0)
        slab->again = lay_heads (self, grid, TRUE);
      g_ptr_array_add (slabs, slab);
    }
}

GPtrArray *
cw_table_lay (CwTable *self, double x, double w)
{
  g_autoptr (GPtrArray) slabs = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_slab_free);
  CwSlab *heading = cw_slab_heading (x, w, self->title, self->note), *last;
  Grid grid;

  plan_grid (&grid, self, x, w);
  if (self->key_bar != NULL)
    draw_key (heading, self, x + w);
  g_ptr_array_add (slabs, heading);
  g_ptr_array_add (slabs, lay_heads (self, &grid, FALSE));
  lay_rows (self, &grid, slabs);
  if (self->totals != NULL)
    g_ptr_array_add (slabs, lay_totals (self, &grid));
  last = g_ptr_array_index (slabs, slabs->len - 1);
  last->keep = FALSE;
  cw_marks_end (last->marks, "Table");
  if (self->foot != NULL)
    {
      CwSlab *foot = cw_slab_paragraph (x, w, self->foot, CW_SIZE_SMALL, 0, CW_INK_GREY);

      last->keep = TRUE;
      last->height += 2;
      g_ptr_array_add (slabs, foot);
    }
  g_free (grid.right);
  return g_steal_pointer (&slabs);
}

/* ---- the columns ---- */

static void
draw_column (CwSlab *slab,
             const char *label,
             int value,
             double height,
             double middle,
             double foot,
             gboolean newest)
{
  g_autofree char *figure = g_strdup_printf ("%d", value);
  g_auto (GStrv) lines = g_strsplit (label, "\n", 2);
  CwInk ink = newest ? CW_INK_BLACK : CW_INK_GREY;

  cw_marks_fill (slab->marks, middle - 13, foot - height, 26, height,
                 newest ? CW_INK_TEAL : CW_INK_PALE);
  cw_marks_begin (slab->marks, "TR");
  cw_marks_begin (slab->marks, "TH");
  for (guint i = 0; lines[i] != NULL; i++)
    cw_marks_text (slab->marks, middle, foot + 10 + 9.5 * i, 0, lines[i], CW_SIZE_SMALL,
                   CW_TEXT_CENTRE, ink);
  cw_marks_end (slab->marks, "TH");
  cw_marks_begin (slab->marks, "TD");
  cw_marks_text (slab->marks, middle, foot - height - 4, 0, figure, CW_SIZE_BODY - 0.5,
                 CW_TEXT_CENTRE | (newest ? CW_TEXT_BOLD : 0), CW_INK_BLACK);
  cw_marks_end (slab->marks, "TD");
  cw_marks_end (slab->marks, "TR");
}

GPtrArray *
cw_chart_lay (CwChart *self, double x, double w)
{
  const double tall = 46, foot = 16 + tall;
  GPtrArray *slabs = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_slab_free);
  CwSlab *slab = cw_slab_new ();
  double step = w / self->n;
  int biggest = 1;

  for (guint i = 0; i < self->n; i++)
    biggest = MAX (biggest, self->values[i]);
  g_ptr_array_add (slabs, cw_slab_heading (x, w, self->title, NULL));
  cw_marks_begin (slab->marks, "Table");
  for (guint i = 0; i < self->n; i++)
    draw_column (slab, self->labels[i], self->values[i], tall * self->values[i] / biggest,
                 x + step * (i + 0.5), foot, i + 1 == self->n);
  cw_marks_end (slab->marks, "Table");
  cw_marks_line (slab->marks, x, foot, w, 0, 0.6, CW_INK_GREY);
  slab->height = foot + 24;
  g_ptr_array_add (slabs, slab);
  return slabs;
}
