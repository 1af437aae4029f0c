/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-published.h"

#include "cw-canonical.h"

/**
 * cw_ledger_row_new:
 * @codes: (transfer full): names of the codes in published order
 * @shown: the printed figure
 * @hours: the printed hours, %CW_HOURS_UNDER or %CW_HOURS_NONE
 *
 * Returns: (transfer full): one published line
 */
CwLedgerRow *
cw_ledger_row_new (char **codes, int shown, int hours)
{
  CwLedgerRow *self = g_new0 (CwLedgerRow, 1);

  self->codes = codes;
  self->shown = shown;
  self->hours = hours;
  return self;
}

/**
 * cw_ledger_row_free:
 * @self: (nullable) (transfer full): a row
 */
void
cw_ledger_row_free (CwLedgerRow *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->codes);
  g_free (self);
}

/**
 * cw_ledger_entry_new:
 *
 * Returns: (transfer full): an entry without fields, rows and labels
 */
CwLedgerEntry *
cw_ledger_entry_new (void)
{
  CwLedgerEntry *self = g_atomic_rc_box_new0 (CwLedgerEntry);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_row_free);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * cw_ledger_entry_ref:
 * @self: an entry
 *
 * Returns: (transfer full): @self; it is not changed any more once it is shared
 */
CwLedgerEntry *
cw_ledger_entry_ref (CwLedgerEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_entry (CwLedgerEntry *self)
{
  g_free (self->population);
  g_free (self->dimension);
  g_free (self->absorber);
  g_free (self->label);
  g_free (self->previous);
  g_free (self->hash);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->labels);
}

/**
 * cw_ledger_entry_unref:
 * @self: (nullable) (transfer full): an entry
 */
void
cw_ledger_entry_unref (CwLedgerEntry *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_entry);
}

static void
write_day (GString *out, const char *key, CwDay day)
{
  g_autofree char *iso = cw_day_to_iso (day);

  cw_canonical_key (out, key);
  cw_canonical_string (out, iso);
}

static void
write_hours (GString *out, int hours)
{
  if (hours == CW_HOURS_NONE)
    cw_canonical_null (out);
  else if (hours == CW_HOURS_UNDER)
    cw_canonical_string (out, "under 5");
  else
    cw_canonical_number (out, hours);
}

static void
write_rows (GString *out, GPtrArray *rows)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < rows->len; i++)
    {
      const CwLedgerRow *row = rows->pdata[i];

      g_string_append (out, i > 0 ? ",{" : "{");
      cw_canonical_key (out, "codes");
      g_string_append_c (out, '[');
      for (guint j = 0; row->codes[j] != NULL; j++)
        {
          if (j > 0)
            g_string_append_c (out, ',');
          cw_canonical_string (out, row->codes[j]);
        }
      g_string_append_c (out, ']');
      cw_canonical_key (out, "hours");
      write_hours (out, row->hours);
      cw_canonical_key (out, "shown");
      cw_canonical_number (out, row->shown);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
write_text (GString *out, const char *key, const char *text)
{
  cw_canonical_key (out, key);
  cw_canonical_string (out, text);
}

static void
write_number (GString *out, const char *key, int number)
{
  cw_canonical_key (out, key);
  cw_canonical_number (out, number);
}

/**
 * cw_ledger_entry_canonical:
 * @self: an entry
 *
 * Labels, the place in the chain and the hash itself are not part of it (docs/SUMMARIES.md).
 *
 * Returns: (transfer full): the text that the entry's hash is taken over
 */
char *
cw_ledger_entry_canonical (const CwLedgerEntry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GString *out = g_string_new ("{");

  write_text (out, "absorber", self->absorber);
  write_number (out, "base", self->base);
  write_text (out, "dimension", self->dimension);
  write_day (out, "end", self->end);
  write_number (out, "families", self->families);
  write_number (out, "k", self->k);
  write_text (out, "label", self->label);
  cw_canonical_key (out, "multi");
  cw_canonical_bool (out, self->multi);
  write_text (out, "population", self->population);
  write_text (out, "previous", self->previous);
  write_number (out, "records", self->records);
  cw_canonical_key (out, "rows");
  write_rows (out, self->rows);
  write_day (out, "start", self->start);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

/**
 * cw_ledger_entry_digest:
 * @self: an entry
 *
 * Returns: (transfer full): SHA-256 of its canonical form, lower-case hex
 */
char *
cw_ledger_entry_digest (const CwLedgerEntry *self)
{
  g_autofree char *text = cw_ledger_entry_canonical (self);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/**
 * cw_ledger_check_chain:
 * @entries: (element-type CwLedgerEntry): the whole ledger in order
 * @broken_at: (out) (optional): the place of the first entry that does not fit
 *
 * Returns: whether every entry is what its hash says and follows the one before it
 */
gboolean
cw_ledger_check_chain (GPtrArray *entries, guint *broken_at)
{
  g_return_val_if_fail (entries != NULL, FALSE);

  const char *previous = CW_LEDGER_FIRST;

  for (guint i = 0; i < entries->len; i++)
    {
      const CwLedgerEntry *entry = entries->pdata[i];
      g_autofree char *digest = cw_ledger_entry_digest (entry);

      if (g_strcmp0 (entry->previous, previous) != 0 || g_strcmp0 (entry->hash, digest) != 0)
        {
          if (broken_at != NULL)
            *broken_at = i;
          return FALSE;
        }
      previous = entry->hash;
    }
  return TRUE;
}
