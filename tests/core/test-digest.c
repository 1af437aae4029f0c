/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/cw-digest.h"

/* R21: the cover sheet and the page that receives show the same groups. */
static void
test_groups (void)
{
  static const struct
  {
    const char *hex, *groups;
  } rows[] = {
    { "", "" },
    { "a94", "a94" },
    { "a94a", "a94a" },
    { "a94a8", "a94a 8" },
    { "a94a8fe5ccb19ba6", "a94a 8fe5 ccb1 9ba6" },
    { "a94a8fe5ccb19ba61", "a94a 8fe5 ccb1 9ba6\n1" },
    { "a94a8fe5ccb19ba61c4c0873d391e987", "a94a 8fe5 ccb1 9ba6\n1c4c 0873 d391 e987" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *groups = cw_digest_groups (rows[i].hex);

      g_assert_cmpstr (groups, ==, rows[i].groups);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/digest/groups", test_groups);
  return g_test_run ();
}
