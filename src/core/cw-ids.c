/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-ids.h"

#include <string.h>

CwIds *
cw_ids_new (void)
{
  return g_new0 (CwIds, 1);
}

CwIds *
cw_ids_copy (const CwIds *self)
{
  CwIds *copy = cw_ids_new ();

  if (self == NULL || self->len == 0)
    return copy;
  copy->items = g_memdup2 (self->items, self->len * sizeof (gint64));
  copy->len = copy->size = self->len;
  return copy;
}

void
cw_ids_free (CwIds *self)
{
  if (self == NULL)
    return;
  g_free (self->items);
  g_free (self);
}

/* Index of the first item not below @id. */
static guint
find_place (const CwIds *self, gint64 id)
{
  guint low = 0, high = self->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->items[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
cw_ids_contains (const CwIds *self, gint64 id)
{
  guint place;

  if (self == NULL)
    return FALSE;
  place = find_place (self, id);
  return place < self->len && self->items[place] == id;
}

/**
 * cw_ids_add:
 *
 * Returns: %FALSE if @id was in the set already
 */
gboolean
cw_ids_add (CwIds *self, gint64 id)
{
  guint place;

  g_return_val_if_fail (self != NULL, FALSE);

  place = find_place (self, id);
  if (place < self->len && self->items[place] == id)
    return FALSE;
  if (self->len == self->size)
    {
      self->size = self->size ? self->size * 2 : 4;
      self->items = g_renew (gint64, self->items, self->size);
    }
  memmove (self->items + place + 1, self->items + place, (self->len - place) * sizeof (gint64));
  self->items[place] = id;
  self->len++;
  return TRUE;
}

/**
 * cw_ids_remove:
 *
 * Returns: %FALSE if @id was not in the set
 */
gboolean
cw_ids_remove (CwIds *self, gint64 id)
{
  guint place;

  g_return_val_if_fail (self != NULL, FALSE);

  place = find_place (self, id);
  if (place == self->len || self->items[place] != id)
    return FALSE;
  self->len--;
  memmove (self->items + place, self->items + place + 1, (self->len - place) * sizeof (gint64));
  return TRUE;
}

/**
 * cw_ids_equal:
 *
 * Returns: whether both hold the same ids; %NULL equals the empty set
 */
gboolean
cw_ids_equal (const CwIds *a, const CwIds *b)
{
  guint n = a ? a->len : 0;

  if (n != (b ? b->len : 0))
    return FALSE;
  return n == 0 || memcmp (a->items, b->items, n * sizeof (gint64)) == 0;
}

void
cw_ids_clear (CwIds *self)
{
  g_return_if_fail (self != NULL);
  self->len = 0;
}

/**
 * cw_ids_to_text:
 *
 * Returns: (transfer full): the numbers in their order with ';' between them, "" for none
 */
char *
cw_ids_to_text (const CwIds *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self != NULL && i < self->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? ";" : "", self->items[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * cw_ids_from_text:
 * @text: (nullable): as cw_ids_to_text() writes it; spaces part numbers too
 *
 * Returns: (transfer full): the set
 */
CwIds *
cw_ids_from_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text != NULL ? text : "", "; ", -1);
  CwIds *ids = cw_ids_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (parts[i], NULL, 10);

      if (id > 0)
        cw_ids_add (ids, id);
    }
  return ids;
}
