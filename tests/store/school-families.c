/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "school-families.h"

Families *
families_new (guint n)
{
  Families *self = g_new0 (Families, 1);

  self->n = self->labels = n;
  self->label = g_new0 (guint, n);
  self->linked = g_new0 (gboolean, (gsize) n * n);
  for (guint i = 0; i < n; i++)
    self->label[i] = i;
  return self;
}

void
families_free (Families *self)
{
  g_free (self->label);
  g_free (self->linked);
  g_free (self);
}

static void
set_linked (Families *self, guint a, guint b, gboolean linked)
{
  self->linked[a * self->n + b] = self->linked[b * self->n + a] = linked;
}

static void
reach (const Families *self, guint from, gboolean *reached)
{
  if (reached[from])
    return;
  reached[from] = TRUE;
  for (guint i = 0; i < self->n; i++)
    if (self->linked[from * self->n + i])
      reach (self, i, reached);
}

void
families_link (Families *self, guint a, guint b)
{
  guint other = self->label[b];

  set_linked (self, a, b, TRUE);
  for (guint i = 0; i < self->n; i++)
    if (self->label[i] == other)
      self->label[i] = self->label[a];
}

static gboolean
is_any (const Families *self, const gboolean *of, const gboolean *these)
{
  for (guint i = 0; i < self->n; i++)
    if (of[i] && these[i])
      return TRUE;
  return FALSE;
}

void
families_part (Families *self, guint a, guint b, const gboolean *counted)
{
  g_autofree gboolean *from_a = g_new0 (gboolean, self->n), *from_b = g_new0 (gboolean, self->n);
  gboolean *leaving = from_b;

  set_linked (self, a, b, FALSE);
  reach (self, a, from_a);
  reach (self, b, from_b);
  if (from_a[b] || self->label[a] != self->label[b])
    return;
  if (is_any (self, from_b, counted) && !is_any (self, from_a, counted))
    leaving = from_a;
  for (guint i = 0; i < self->n; i++)
    if (leaving[i])
      self->label[i] = self->labels;
  self->labels++;
}

/* Those who were linked by way of it are linked with each other. */
void
families_erase (Families *self, guint a)
{
  guint first = self->n;

  for (guint i = 0; i < self->n; i++)
    {
      if (!self->linked[a * self->n + i])
        continue;
      set_linked (self, a, i, FALSE);
      if (first < self->n)
        set_linked (self, first, i, TRUE);
      else
        first = i;
    }
}

guint
families_count (const Families *self, const gboolean *who)
{
  g_autofree gboolean *seen = g_new0 (gboolean, self->labels);
  guint count = 0;

  for (guint i = 0; i < self->n; i++)
    {
      count += who[i] && !seen[self->label[i]];
      seen[self->label[i]] = seen[self->label[i]] || who[i];
    }
  return count;
}
