/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-error.h"

typedef struct
{
  guint line;
  GPtrArray *cells; /* of char *, owned */
} Row;

struct _CwCsv
{
  GPtrArray *columns; /* of char *: folded names */
  GPtrArray *rows;    /* of Row */
  GHashTable *index;  /* folded name -> its number + 1 */
};

typedef struct
{
  const char *p, *end;
  guint line;
} Reader;

static void
free_row (gpointer data)
{
  Row *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

static char *
fold_name (const char *name)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));

  return g_utf8_strdown (trimmed, -1);
}

static gboolean
at_line_end (const Reader *r)
{
  return r->p == r->end || *r->p == '\n' || *r->p == '\r';
}

/* Steps over LF, CRLF or a lone CR. */
static void
skip_line_end (Reader *r)
{
  if (r->p == r->end)
    return;
  if (*r->p == '\r' && r->p + 1 < r->end && r->p[1] == '\n')
    r->p++;
  r->p++;
  r->line++;
}

/* Reads a cell in quotes; the reader stands on the opening one. */
static gboolean
read_quoted (Reader *r, GString *cell, GError **error)
{
  guint opened = r->line;

  for (r->p++; r->p < r->end; r->p++)
    {
      if (*r->p == '\n')
        r->line++;
      if (*r->p != '"')
        {
          g_string_append_c (cell, *r->p);
          continue;
        }
      r->p++;
      if (r->p < r->end && *r->p == '"')
        {
          g_string_append_c (cell, '"');
          continue;
        }
      while (r->p < r->end && (*r->p == ' ' || *r->p == '\t'))
        r->p++;
      if (at_line_end (r) || *r->p == ',')
        return TRUE;
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   /* Translators: %u is a line number of the file */
                   _ ("Line %u: there is text after a closing quotation mark."), r->line);
      return FALSE;
    }
  g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
               /* Translators: %u is a line number of the file */
               _ ("Line %u: a quotation mark is opened and never closed."), opened);
  return FALSE;
}

static gboolean
read_cell (Reader *r, GPtrArray *cells, GError **error)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *start = r->p;

  while (r->p < r->end && (*r->p == ' ' || *r->p == '\t'))
    r->p++;
  if (r->p < r->end && *r->p == '"')
    {
      if (!read_quoted (r, cell, error))
        return FALSE;
    }
  else
    {
      while (!at_line_end (r) && *r->p != ',')
        r->p++;
      g_string_append_len (cell, start, r->p - start);
    }
  g_ptr_array_add (cells, g_strstrip (g_strdup (cell->str)));
  return TRUE;
}

static Row *
read_row (Reader *r, GError **error)
{
  Row *row = g_new0 (Row, 1);

  row->line = r->line;
  row->cells = g_ptr_array_new_with_free_func (g_free);
  for (;;)
    {
      if (!read_cell (r, row->cells, error))
        {
          free_row (row);
          return NULL;
        }
      if (at_line_end (r))
        break;
      r->p++; /* the comma */
    }
  skip_line_end (r);
  return row;
}

static gboolean
is_empty_row (const Row *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    if (*(const char *) g_ptr_array_index (row->cells, i))
      return FALSE;
  return TRUE;
}

static gboolean
take_heading (CwCsv *self, const Row *row, GError **error)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      char *name = fold_name (g_ptr_array_index (row->cells, i));

      g_ptr_array_add (self->columns, name);
      if (*name == '\0')
        continue;
      if (g_hash_table_contains (self->index, name))
        {
          g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                       /* Translators: %u is a line number of the file, %s the name of a column */
                       _ ("Line %u: the column “%s” stands there twice."), row->line, name);
          return FALSE;
        }
      g_hash_table_insert (self->index, name, GUINT_TO_POINTER (i + 1));
    }
  return TRUE;
}

static gboolean
take_row (CwCsv *self, Row *row, GError **error)
{
  guint n = row->cells->len;

  /* Empty cells past the heading are what spreadsheets leave behind. */
  while (n > self->columns->len && *(const char *) g_ptr_array_index (row->cells, n - 1) == '\0')
    n--;
  if (n > self->columns->len)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   /* Translators: %u is a line number of the file */
                   _ ("Line %u: there are more cells than columns. Text that holds a comma stands "
                      "in quotation marks."),
                   row->line);
      free_row (row);
      return FALSE;
    }
  g_ptr_array_add (self->rows, row);
  return TRUE;
}

/* The line of the first byte that is not UTF-8. */
static guint
find_bad_line (const char *text, const char *bad)
{
  guint line = 1;

  for (const char *p = text; p < bad; p++)
    line += *p == '\n';
  return line;
}

static gboolean
read_all (CwCsv *self, Reader *r, GError **error)
{
  gboolean heading = TRUE;

  while (r->p < r->end)
    {
      Row *row = read_row (r, error);

      if (row == NULL)
        return FALSE;
      if (is_empty_row (row))
        {
          free_row (row);
        }
      else if (heading)
        {
          gboolean fine = take_heading (self, row, error);

          free_row (row);
          if (!fine)
            return FALSE;
          heading = FALSE;
        }
      else if (!take_row (self, row, error))
        {
          return FALSE;
        }
    }
  if (heading)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                 _ ("The file is empty. Its first line has to name the columns."));
  return !heading;
}

/**
 * cw_csv_parse:
 * @text: the bytes of a file
 * @length: how many
 * @error: %CW_ERROR_INVALID with the line in its message
 *
 * Returns: (transfer full) (nullable): the table
 */
CwCsv *
cw_csv_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (CwCsv) self = NULL;
  const char *bad;
  Reader reader = { text, text + length, 1 };

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (!g_utf8_validate_len (text, length, &bad))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   /* Translators: %u is a line number of the file */
                   _ ("Line %u: this is not UTF-8 text. Save the file as “CSV UTF-8”."),
                   find_bad_line (text, bad));
      return NULL;
    }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader.p += 3;

  self = g_new0 (CwCsv, 1);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  if (!read_all (self, &reader, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
cw_csv_free (CwCsv *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
cw_csv_n_rows (CwCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->rows->len;
}

/**
 * cw_csv_line:
 *
 * Returns: the line of the file on which @row begins, from 1
 */
guint
cw_csv_line (CwCsv *self, guint row)
{
  g_return_val_if_fail (self != NULL && row < self->rows->len, 0);
  return ((Row *) g_ptr_array_index (self->rows, row))->line;
}

static guint
find_column (CwCsv *self, const char *column)
{
  g_autofree char *name = fold_name (column);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->index, name));
}

gboolean
cw_csv_has (CwCsv *self, const char *column)
{
  g_return_val_if_fail (self != NULL && column != NULL, FALSE);
  return find_column (self, column) > 0;
}

/**
 * cw_csv_get:
 *
 * Returns: (transfer none): the cell without outer spaces, "" where the row or the file has none
 */
const char *
cw_csv_get (CwCsv *self, guint row, const char *column)
{
  const Row *found;
  guint number;

  g_return_val_if_fail (self != NULL && row < self->rows->len, "");
  g_return_val_if_fail (column != NULL, "");

  found = g_ptr_array_index (self->rows, row);
  number = find_column (self, column);
  return number == 0 || number > found->cells->len ? ""
                                                   : g_ptr_array_index (found->cells, number - 1);
}

/**
 * cw_csv_columns:
 *
 * Returns: (transfer full): the names of the columns in lower case, in order
 */
char **
cw_csv_columns (CwCsv *self)
{
  GStrvBuilder *builder;
  char **names;

  g_return_val_if_fail (self != NULL, NULL);

  builder = g_strv_builder_new ();
  for (guint i = 0; i < self->columns->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->columns, i));
  names = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return names;
}

/* Characters that show nothing and that a spreadsheet looks past. */
static gboolean
is_invisible (gunichar c)
{
  if (c == '\t' || c == '\r' || c == '\n')
    return FALSE;
  return g_unichar_isspace (c) || c == 0xfeff || (c >= 0x200b && c <= 0x200f) || c == 0x2060
         || c == 0x00ad;
}

/**
 * cw_csv_safe_cell:
 *
 * Returns: (transfer full): @text, with an apostrophe before it where a spreadsheet would run it as
 * a formula
 */
char *
cw_csv_safe_cell (const char *text)
{
  static const gunichar starters[]
      = { '=', '+', '-', '@', '\t', '\r', '\n', 0xff1d, 0xff0b, 0xff0d, 0xff20 };
  const char *p = text;
  gunichar c;

  g_return_val_if_fail (text != NULL, NULL);

  while (*p && is_invisible (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  c = g_utf8_get_char (p);
  for (guint i = 0; *p && i < G_N_ELEMENTS (starters); i++)
    if (c == starters[i])
      return g_strconcat ("'", text, NULL);
  return g_strdup (text);
}

/**
 * cw_csv_append_row:
 * @out: where to
 * @cells: NULL-terminated
 *
 * Writes one row, every cell in quotes and safe against formulas, ended by CR LF.
 */
void
cw_csv_append_row (GString *out, const char *const *cells)
{
  g_return_if_fail (out != NULL && cells != NULL);

  for (guint i = 0; cells[i]; i++)
    {
      g_autofree char *safe = cw_csv_safe_cell (cells[i]);

      g_string_append (out, i ? ",\"" : "\"");
      for (const char *p = safe; *p; p++)
        {
          if (*p == '"')
            g_string_append_c (out, '"');
          g_string_append_c (out, *p);
        }
      g_string_append_c (out, '"');
    }
  g_string_append (out, "\r\n");
}
