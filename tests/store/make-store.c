/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a store for decrypt.py and says what is in it: key and salt in hex, then one line per
 * table. */

#include "fixture.h"

static const char *const tables[] = {
  "code",  "service",        "enquiry",      "enquiry_category", "case_file",    "consent",
  "adult", "adult_identity", "child",        "contact",          "contact_line", "next_step",
  "draft", "search_doc",     "paper_record",
};

static void
print_bytes (const char *name, const guint8 *bytes, guint length)
{
  g_print ("%s ", name);
  for (guint i = 0; i < length; i++)
    g_print ("%02x", bytes[i]);
  g_print ("\n");
}

static void
fill (Fixture *fixture)
{
  for (int i = 0; i < 40; i++)
    {
      g_autofree char *note = g_strnfill (300 * (gsize) i + 20, 'n');
      gint64 adult, id = fixture_case (fixture, "Joanne Hughes", "Kai", &adult);

      fixture_contact (fixture, id, adult, TODAY - i, i, note);
      fixture_step (fixture, id, "Ring again", TODAY + i);
      fixture_enquiry (fixture, TODAY - i, "housing");
    }
}

int
main (int argc, char **argv)
{
  Fixture fixture = { 0 };

  fixture_set_up (&fixture, NULL);
  fill (&fixture);
  print_bytes ("key", fixture.key, sizeof fixture.key);
  print_bytes ("salt", fixture.salt, sizeof fixture.salt);
  g_print ("path %s\n", fixture.path);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM \"%s\"", tables[i]);

      g_print ("table %s %" G_GINT64_FORMAT "\n", tables[i], fixture_ask (fixture.store, sql));
    }
  /* The folder stays for the one who reads. */
  fixture_close (&fixture);
  cw_clock_unref (fixture.clock);
  g_free (fixture.dir);
  g_free (fixture.path);
  return 0;
}
