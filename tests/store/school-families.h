/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/*
 * Which cases of an invented school are of one family, worked out beside the store and in another
 * way: a table of links, and a label for every case that it keeps when it is erased
 * (docs/SUMMARIES.md, Who counts as a family, and Erasure).
 */

typedef struct
{
  guint n, labels;
  guint *label;     /* of each case, the erased ones too */
  gboolean *linked; /* n rows of n */
} Families;

Families *families_new (guint n);
void families_free (Families *self);
void families_link (Families *self, guint a, guint b);
/* @counted: of each case, whether it was counted in a year whose families are not counted yet. */
void families_part (Families *self, guint a, guint b, const gboolean *counted);
void families_erase (Families *self, guint a);
/* @who: of each case, whether it is asked about. */
guint families_count (const Families *self, const gboolean *who);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Families, families_free)
