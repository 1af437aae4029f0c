/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/cw-csv.h"
#include "cw-summary-words.h"

typedef struct
{
  GString *out;
  char *start, *end;
} Csv;

static void
append_row (Csv *self,
            const char *table,
            const char *line,
            const char *codes,
            const char *shown,
            const char *hours)
{
  const char *const cells[] = { table, self->start, self->end, line, codes, shown, hours, NULL };

  cw_csv_append_row (self->out, cells);
}

static void
append_figure (
    Csv *self, const char *table, const char *line, const char *codes, int shown, const char *hours)
{
  g_autofree char *figure = g_strdup_printf ("%d", shown);

  append_row (self, table, line, codes, figure, hours);
}

static void
append_headline (Csv *self, CwPublished *summary, const char *population, const char *records)
{
  int families
      = strcmp (population, "contacts") == 0 ? cw_published_get_families (summary, population) : 0;

  if (cw_published_get_records (summary, population) <= 0)
    return;
  append_figure (self, population, records, "", cw_published_get_records (summary, population), "");
  if (families > 0)
    append_figure (self, population, _ ("Families"), "", families, "");
}

static void
append_table (Csv *self, const CwPublishedTable *table, CwPeriodKind kind)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", table->population, table->dimension);

  for (guint i = 0; i < table->lines->len; i++)
    {
      const CwPublishedLine *line = g_ptr_array_index (table->lines, i);
      g_autofree char *hours = table->has_hours ? cw_hours_text (line) : g_strdup ("");
      g_autofree char *codes = line->code != NULL           ? g_strdup (line->code)
                               : line->member_codes != NULL ? g_strjoinv (";", line->member_codes)
                                                            : g_strdup ("");
      g_autofree char *in_blocks = cw_in_blocks_text (table, line, kind);
      const char *label = line->label != NULL ? line->label : cw_pooled_label ();
      /* Translators: a line of a table, and in how many terms it stands */
      g_autofree char *text = in_blocks != NULL ? g_strdup_printf (_ ("%s (%s)"), label, in_blocks)
                                                : g_strdup (label);

      append_figure (self, name, text, codes, line->shown, hours);
    }
  if (table->lines->len > 0) /* too few families: no figure at all, and never a zero */
    append_figure (self, name, _ ("Total"), "", table->total, "");
}

static void
append_heads (GString *out)
{
  const char *const heads[]
      = { "table", "period_start", "period_end", "line", "member_codes", "shown", "hours", NULL };

  cw_csv_append_row (out, heads);
}

static void
append_summary (GString *out, CwPublished *summary)
{
  Csv self = { .out = out };
  g_autofree char *method = cw_summary_method_text (summary);
  GPtrArray *tables = cw_published_get_tables (summary);

  self.start = cw_day_to_iso (cw_published_get_start (summary));
  self.end = cw_day_to_iso (cw_published_get_end (summary));
  append_headline (&self, summary, "enquiries", _ ("Enquiries"));
  append_headline (&self, summary, "contacts", _ ("Contacts"));
  for (guint i = 0; i < tables->len; i++)
    {
      const CwPublishedTable *table = g_ptr_array_index (tables, i);

      append_table (&self, table, cw_summary_table_kind (summary, table));
    }
  append_row (&self, "method", method, "", "", "");
  if (cw_published_is_preview (summary))
    append_row (&self, "method", _ ("This is a preview: nothing of it is frozen yet."), "", "", "");
  g_free (self.start);
  g_free (self.end);
}

/**
 * cw_summary_to_csv:
 *
 * The printed figures, one a row, then the sentences of the method as rows of the table "method"
 * (docs/SUMMARIES.md). No cell can run as a formula.
 *
 * Returns: (transfer full): UTF-8 text
 */
char *
cw_summary_to_csv (CwPublished *summary)
{
  GString *out;

  g_return_val_if_fail (summary != NULL, NULL);

  out = g_string_new (NULL);
  append_heads (out);
  append_summary (out, summary);
  return g_string_free (out, FALSE);
}

/**
 * cw_summaries_to_csv:
 * @summaries: (element-type CwPublished): in the order they are written
 *
 * The rows of cw_summary_to_csv() of each, with its own days, under one heading.
 *
 * Returns: (transfer full): UTF-8 text; "" where there are none
 */
char *
cw_summaries_to_csv (GPtrArray *summaries)
{
  GString *out;

  g_return_val_if_fail (summaries != NULL, NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < summaries->len; i++)
    {
      if (i == 0)
        append_heads (out);
      append_summary (out, g_ptr_array_index (summaries, i));
    }
  return g_string_free (out, FALSE);
}
