/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>
#include <string.h>

#include "core/cw-disclosure.h"
#include "cw-report.h"

/* A row that pools several codes names the shipped ones alone: an added code would be given away by
 * its presence. */
static gboolean
is_named (CwCodeBook *book, const CwLedgerEntry *entry, const CwLedgerRow *row, const char *code)
{
  const CwDimension *dimension = cw_dimension_find (entry->population, entry->dimension);
  const CwCode *known
      = dimension != NULL ? cw_code_book_lookup (book, dimension->list, code) : NULL;

  return row->codes[1] == NULL || (known != NULL && known->shipped);
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_day (JsonBuilder *builder, const char *name, CwDay day)
{
  g_autofree char *iso = cw_day_to_iso (day);

  add_string (builder, name, iso);
}

static void
add_row (JsonBuilder *builder, CwCodeBook *book, const CwLedgerEntry *entry, const CwLedgerRow *row)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "codes");
  json_builder_begin_array (builder);
  for (guint i = 0; row->codes[i] != NULL; i++)
    if (is_named (book, entry, row, row->codes[i]))
      json_builder_add_string_value (builder, row->codes[i]);
  json_builder_end_array (builder);
  add_int (builder, "shown", row->shown);
  json_builder_set_member_name (builder, "hours");
  if (row->hours == CW_HOURS_NONE)
    json_builder_add_null_value (builder);
  else if (row->hours == CW_HOURS_UNDER)
    json_builder_add_string_value (builder, "under 5");
  else
    json_builder_add_int_value (builder, row->hours);
  json_builder_end_object (builder);
}

static void
add_entry (JsonBuilder *builder, CwCodeBook *book, const CwLedgerEntry *entry)
{
  json_builder_begin_object (builder);
  add_string (builder, "population", entry->population);
  add_string (builder, "dimension", entry->dimension);
  json_builder_set_member_name (builder, "multi");
  json_builder_add_boolean_value (builder, entry->multi);
  add_string (builder, "absorber", entry->absorber);
  add_string (builder, "label", entry->label);
  add_day (builder, "start", entry->start);
  add_day (builder, "end", entry->end);
  add_int (builder, "k", entry->k);
  add_int (builder, "base", entry->base);
  add_int (builder, "records", entry->records);
  add_int (builder, "families", entry->families);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entry->rows->len; i++)
    add_row (builder, book, entry, g_ptr_array_index (entry->rows, i));
  json_builder_end_array (builder);
  add_string (builder, "previous", entry->previous != NULL ? entry->previous : "");
  add_string (builder, "hash", entry->hash != NULL ? entry->hash : "");
  json_builder_end_object (builder);
}

static gboolean
is_named_in (const CwLedgerEntry *entry, const CwCode *code)
{
  for (guint i = 0; i < entry->rows->len; i++)
    {
      const CwLedgerRow *row = g_ptr_array_index (entry->rows, i);

      if (row->codes[1] == NULL
              ? strcmp (row->codes[0], code->code) == 0
              : code->shipped && g_strv_contains ((const char *const *) row->codes, code->code))
        return TRUE;
    }
  return FALSE;
}

/* The label a code was published under, from the newest entry that names it; a later renaming does
 * not change what was published. NULL: no entry names it. */
static const char *
find_label (GPtrArray *entries, const CwDimension *dimension, const CwCode *code)
{
  for (guint i = entries->len; i > 0; i--)
    {
      const CwLedgerEntry *entry = g_ptr_array_index (entries, i - 1);

      if (strcmp (entry->population, dimension->population) != 0
          || strcmp (entry->dimension, dimension->name) != 0)
        continue;
      if (is_named_in (entry, code))
        return g_hash_table_lookup (entry->labels, code->code);
    }
  return NULL;
}

static gboolean
has_dimension (GPtrArray *entries, const CwDimension *dimension)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const CwLedgerEntry *entry = g_ptr_array_index (entries, i);

      if (strcmp (entry->population, dimension->population) == 0
          && strcmp (entry->dimension, dimension->name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_codes (JsonBuilder *builder, CwPublished *summary, const CwDimension *dimension)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", dimension->population, dimension->name);
  GPtrArray *codes = cw_code_book_list (cw_published_get_book (summary), dimension->list);

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; codes != NULL && i < codes->len; i++)
    {
      const CwCode *code = g_ptr_array_index (codes, i);
      const char *label = find_label (cw_published_get_entries (summary), dimension, code);

      if (label == NULL)
        continue;
      json_builder_begin_object (builder);
      add_string (builder, "id", code->code);
      add_string (builder, "label", label);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_head (JsonBuilder *builder, CwPublished *summary)
{
  g_autofree char *method = cw_summary_method_text (summary);

  add_string (builder, "format", "casework-summary");
  add_int (builder, "version", 1);
  add_string (builder, "post", cw_published_get_post (summary));
  add_string (builder, "school", cw_published_get_school (summary));
  add_day (builder, "generated", cw_published_get_generated (summary));
  json_builder_set_member_name (builder, "rule");
  json_builder_begin_object (builder);
  add_string (builder, "method", "pool-freeze-add");
  add_string (builder, "text", method);
  json_builder_end_object (builder);
}

/* A closed year's families are counted once; those of its terms must not be added up. */
static void
add_year (JsonBuilder *builder, CwPublished *summary)
{
  static const char *const populations[] = { "enquiries", "contacts" };
  gboolean begun = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (populations); i++)
    {
      int families = cw_published_get_year_families (summary, populations[i]);

      if (families == 0)
        continue;
      if (!begun)
        {
          json_builder_set_member_name (builder, "year");
          json_builder_begin_object (builder);
          add_string (builder, "label", cw_published_get_label (summary));
          json_builder_set_member_name (builder, "families");
          json_builder_begin_object (builder);
        }
      begun = TRUE;
      add_int (builder, populations[i], families);
    }
  if (!begun)
    return;
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_empty_array (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
}

/**
 * cw_summary_to_json:
 *
 * The summary file, version 1 (docs/SUMMARIES.md): the ledger entries as they were published. With
 * every entry it is the publication list. The same summary gives the same bytes.
 *
 * Returns: (transfer full): JSON text that ends with a line break
 */
char *
cw_summary_to_json (CwPublished *summary)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  const CwDimension *dimensions;
  GPtrArray *entries;
  guint n;

  g_return_val_if_fail (summary != NULL, NULL);

  entries = cw_published_get_entries (summary);
  dimensions = cw_dimension_list (&n);
  json_builder_begin_object (builder);
  add_head (builder, summary);
  json_builder_set_member_name (builder, "codes");
  json_builder_begin_object (builder);
  for (guint i = 0; i < n; i++)
    if (has_dimension (entries, &dimensions[i]))
      add_codes (builder, summary, &dimensions[i]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    add_entry (builder, cw_published_get_book (summary), g_ptr_array_index (entries, i));
  json_builder_end_array (builder);
  add_year (builder, summary);
  /* The adviser's own time comes with the plan. */
  add_empty_array (builder, "weeks");
  add_empty_array (builder, "hours");
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  return g_strconcat (text, "\n", NULL);
}
