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

typedef struct
{
  guint line;
  char *reason;
} Fault;

struct _CwCsv
{
  GPtrArray *columns; /* of char *: folded names */
  GPtrArray *rows;    /* of Row */
  GPtrArray *faults;  /* of Fault */
  GHashTable *index;  /* folded name -> its number + 1 */
};

typedef struct
{
  const char *p, *end;
  guint line;
  const char *reason; /* why the row that is being read is none, and on which line; NULL */
  guint fault_line;
} Reader;

static void
free_row (gpointer data)
{
  Row *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

static void
free_fault (gpointer data)
{
  Fault *fault = data;

  g_free (fault->reason);
  g_free (fault);
}

static void
add_fault (CwCsv *self, guint line, const char *reason)
{
  Fault *fault = g_new (Fault, 1);

  fault->line = line;
  fault->reason = g_strdup (reason);
  g_ptr_array_add (self->faults, fault);
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

/* Goes on after the line on which a quotation mark was opened: what it swallowed are lines of their
 * own, most likely. */
static void
give_up (Reader *r, const char *opening, guint line, const char *reason)
{
  r->p = opening;
  r->line = line;
  r->reason = reason;
  r->fault_line = line;
  while (!at_line_end (r))
    r->p++;
}

/* Reads a cell in quotes; the reader stands on the opening one. */
static void
read_quoted (Reader *r, GString *cell)
{
  const char *opening = r->p;
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
      if (!at_line_end (r) && *r->p != ',')
        give_up (r, opening, opened, _ ("There is text after a closing quotation mark."));
      return;
    }
  give_up (r, opening, opened, _ ("A quotation mark is opened and never closed."));
}

static void
read_cell (Reader *r, GPtrArray *cells)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *start = r->p;

  while (r->p < r->end && (*r->p == ' ' || *r->p == '\t'))
    r->p++;
  if (r->p < r->end && *r->p == '"')
    {
      read_quoted (r, cell);
    }
  else
    {
      while (!at_line_end (r) && *r->p != ',')
        r->p++;
      g_string_append_len (cell, start, r->p - start);
    }
  g_ptr_array_add (cells, g_strstrip (g_strdup (cell->str)));
}

/* A byte that no text has: r->fault_line is the line it stands on. */
static void
check_text (Reader *r, const char *start, guint line)
{
  gsize length = (gsize) (r->p - start);
  const char *bad = memchr (start, '\0', length);

  if (bad != NULL)
    r->reason = _ ("There is a zero byte, which no text has. Save the file as “CSV UTF-8”.");
  else if (!g_utf8_validate_len (start, length, &bad))
    r->reason = _ ("This is not UTF-8 text. Save the file as “CSV UTF-8”.");
  else
    return;
  for (r->fault_line = line; start < bad; start++)
    r->fault_line += *start == '\n';
}

static Row *
read_row (Reader *r)
{
  Row *row = g_new0 (Row, 1);
  const char *start = r->p;

  r->reason = NULL;
  row->line = r->line;
  row->cells = g_ptr_array_new_with_free_func (g_free);
  for (;;)
    {
      read_cell (r, row->cells);
      if (at_line_end (r))
        break;
      r->p++; /* the comma */
    }
  if (r->reason == NULL)
    check_text (r, start, row->line);
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

static void
take_heading (CwCsv *self, const Row *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      char *name = fold_name (g_ptr_array_index (row->cells, i));

      g_ptr_array_add (self->columns, name);
      if (*name == '\0')
        continue;
      if (g_hash_table_contains (self->index, name))
        {
          g_autofree char *reason = g_strdup_printf (
              /* Translators: %s is the name of a column */
              _ ("The column “%s” stands there twice."), name);

          add_fault (self, row->line, reason);
          continue;
        }
      g_hash_table_insert (self->index, name, GUINT_TO_POINTER (i + 1));
    }
}

/* Takes @row. */
static void
take_row (CwCsv *self, Row *row)
{
  guint n = row->cells->len;

  /* Empty cells past the heading are what spreadsheets leave behind. */
  while (n > self->columns->len && *(const char *) g_ptr_array_index (row->cells, n - 1) == '\0')
    n--;
  if (n <= self->columns->len)
    {
      g_ptr_array_add (self->rows, row);
      return;
    }
  add_fault (self, row->line,
             _ ("There are more cells than columns. Text that holds a comma stands in quotation "
                "marks."));
  free_row (row);
}

static gboolean
read_all (CwCsv *self, Reader *r, GError **error)
{
  gboolean heading = TRUE;

  while (r->p < r->end)
    {
      Row *row = read_row (r);

      if (r->reason != NULL && !heading)
        add_fault (self, r->fault_line, r->reason);
      if (r->reason == NULL && !heading && !is_empty_row (row))
        {
          take_row (self, row);
          continue;
        }
      if (r->reason == NULL && heading && !is_empty_row (row))
        {
          take_heading (self, row);
          heading = FALSE;
        }
      free_row (row);
      if (r->reason != NULL && heading)
        {
          /* Translators: a line number of a file and what is wrong there */
          g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("line %u: %s"), r->fault_line,
                       r->reason);
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
 * @error: %CW_ERROR_INVALID where there is no heading to read the rest by
 *
 * A line after the heading that breaks the shape of the table becomes a fault
 * (cw_csv_fault_reason()), and reading goes on after it.
 *
 * Returns: (transfer full) (nullable): the table
 */
CwCsv *
cw_csv_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (CwCsv) self = NULL;
  Reader reader = { text, text + length, 1, NULL, 0 };

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader.p += 3;

  self = g_new0 (CwCsv, 1);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->faults = g_ptr_array_new_with_free_func (free_fault);
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
  g_ptr_array_unref (self->faults);
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

guint
cw_csv_n_faults (CwCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->faults->len;
}

/**
 * cw_csv_fault_line:
 *
 * Returns: the line of the file that cannot be read, from 1
 */
guint
cw_csv_fault_line (CwCsv *self, guint fault)
{
  g_return_val_if_fail (self != NULL && fault < self->faults->len, 0);
  return ((Fault *) g_ptr_array_index (self->faults, fault))->line;
}

/**
 * cw_csv_fault_reason:
 *
 * Returns: (transfer none): why, as a sentence; nothing of the line stands in it
 */
const char *
cw_csv_fault_reason (CwCsv *self, guint fault)
{
  g_return_val_if_fail (self != NULL && fault < self->faults->len, "");
  return ((Fault *) g_ptr_array_index (self->faults, fault))->reason;
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
