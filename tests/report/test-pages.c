/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"
#include "tools.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "core/cw-digest.h"

#define SENTENCES                                                                                   \
  "A line is shown only when at least five different families are behind it. Smaller lines, "       \
  "including empty ones, are put "                                                                  \
  "together with “Other”. Each term is counted once, after it has ended, and is never counted " \
  "again; longer periods add "                                                                      \
  "terms up. Figures are rounded to the nearest 5."

typedef struct
{
  char *folder;
  CwCodeBook *book;
} Case;

static void
set_up (Case *self, gconstpointer data)
{
  self->folder = tools_folder ();
  self->book = fixture_book (GPOINTER_TO_UINT (data));
}

static void
tear_down (Case *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  cw_code_book_unref (self->book);
}

static char *
write_summer (Case *self, const char *name, gboolean preview)
{
  g_autoptr (CwPublished) summer
      = fixture_publish ("Summer 2026", fixture_summer (), self->book, preview);
  g_autoptr (GPtrArray) earlier = fixture_earlier (self->book);

  return tools_write_pdf (cw_summary_document_new (summer, earlier), self->folder, name);
}

/* R24: what the head teacher reads, read back from the file. */
static void
test_summary (Case *self, gconstpointer data)
{
  g_autofree char *path = write_summer (self, "summer.pdf", FALSE);
  g_autofree char *text = tools_pdf_text (path), *flat = tools_flatten (text);

  tools_assert_has (flat, "Summer term 2026 · 28 March to 22 July 2026");
  tools_assert_has (flat, FIXTURE_SCHOOL);
  tools_assert_has (flat, "105 40 395");
  tools_assert_has (flat, "enquiries families helped contacts with them");
  tools_assert_has (flat, "Special educational needs 25 16% 20");
  tools_assert_has (flat, "Housing 5 3% in Other");
  tools_assert_has (flat, "Other and small groups 25 16% 30");
  tools_assert_has (flat, "In this line: adult learning and work, bereavement,");
  tools_assert_has (flat, "transition, other. Total 155 160");
  tools_assert_has (flat, "An enquiry may be about more than one thing, so the total is larger "
                          "than the number of enquiries.");
  tools_assert_has (flat, "Home visit 15 3% not shown");
  tools_assert_has (flat, "under 5");
  tools_assert_has (flat, "Enquiries, term by term");
  tools_assert_has (flat, SENTENCES);
  tools_assert_has (flat, "Summer term 2026 was counted on 19/11/2026");
  tools_assert_has (flat, "Page 2 of 2");
}

/* Nowhere a zero, a dash or an hour that is not shown as a number. */
static void
test_never_zero (Case *self, gconstpointer data)
{
  g_autofree char *path = write_summer (self, "summer.pdf", FALSE);
  g_autofree char *text = tools_pdf_text (path);

  g_assert_false (g_regex_match_simple ("(^|\\s)(0|-|–|—|0%)(\\s|$)", text, G_REGEX_MULTILINE, 0));
}

/* Neutral title, no author, tagged, language; the pages' structure can be read. */
static void
test_metadata (Case *self, gconstpointer data)
{
  g_autofree char *path = write_summer (self, "summer.pdf", FALSE);
  g_autofree char *info = tools_run ("pdfinfo", path, NULL), *flat = tools_flatten (info);
  g_autofree char *tags = tools_run ("pdfinfo", "-struct-text", path, NULL);
  g_autofree char *xmp = tools_run ("pdfinfo", "-meta", path, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  tools_assert_has (flat, "Title: Summary Summer 2026");
  tools_assert_has (flat, "Tagged: yes");
  tools_assert_has (flat, "CreationDate: Thu Nov 19 00:00:00 2026 UTC");
  tools_assert_not (info, "Author");
  tools_assert_not (info, "Subject");
  tools_assert_has (tags, "Document\n  H1 (block)\n    \"Parent support summary\"");
  tools_assert_has (
      tags, "H2 (block)\n    \"What parents asked about\"\n  Table (block)\n    TR\n      TH");
  tools_assert_has (tags, "TD\n        \"16%\"");
  tools_assert_has (xmp, "Summary Summer 2026");
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_nonnull (g_strstr_len (bytes + length - 4000, 4000,
                                  "/Lang (en-GB) /ViewerPreferences << /DisplayDocTitle true >>"));
}

static void
test_same_bytes (Case *self, gconstpointer data)
{
  g_autofree char *a = write_summer (self, "a.pdf", FALSE),
                  *b = write_summer (self, "b.pdf", FALSE);
  g_autofree char *first = NULL, *second = NULL;
  gsize n, m;
  GStatBuf status;

  g_assert_true (g_file_get_contents (a, &first, &n, NULL));
  g_assert_true (g_file_get_contents (b, &second, &m, NULL));
  g_assert_cmpmem (first, n, second, m);
  g_assert_cmpint (g_stat (a, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_preview (Case *self, gconstpointer data)
{
  g_autofree char *path = write_summer (self, "preview.pdf", TRUE);
  g_autofree char *text = tools_pdf_text (path), *flat = tools_flatten (text);

  tools_assert_has (flat, "Preview, summer term 2026 is not frozen yet");
  tools_assert_not (flat, "was counted on");
  tools_assert_has (flat, SENTENCES);
}

static void
test_year (Case *self, gconstpointer data)
{
  g_autoptr (CwPublished) year = NULL;
  GPtrArray *entries = fixture_spring ();
  g_autofree char *path = NULL, *text = NULL, *flat = NULL;

  g_ptr_array_extend_and_steal (entries, fixture_summer ());
  year = fixture_publish ("2025-26", entries, self->book, FALSE);
  path = tools_write_pdf (cw_summary_document_new (year, NULL), self->folder, "year.pdf");
  text = tools_pdf_text (path);
  flat = tools_flatten (text);
  tools_assert_has (flat, "School year 2025-26");
  tools_assert_has (flat, "Housing in 1 of 2 terms 5");
  tools_assert_has (flat, "In this line, at one time or another:");
  /* Families of two terms are never added up. */
  tools_assert_not (flat, "families helped");
}

/* A block with a term that was joined to it counts as both: the year had three. */
static void
test_joined_year (Case *self, gconstpointer data)
{
  g_autoptr (CwPublished) year = NULL;
  GPtrArray *entries = fixture_spring ();
  g_autofree char *path = NULL, *text = NULL, *flat = NULL, *csv = NULL;

  for (guint i = 0; i < entries->len; i++)
    ((CwLedgerEntry *) g_ptr_array_index (entries, i))->joined = 1;
  g_ptr_array_extend_and_steal (entries, fixture_summer ());
  year = fixture_publish ("2025-26", entries, self->book, FALSE);
  path = tools_write_pdf (cw_summary_document_new (year, NULL), self->folder, "joined.pdf");
  text = tools_pdf_text (path);
  flat = tools_flatten (text);
  tools_assert_has (flat, "Housing in 1 of 3 terms 5");
  tools_assert_not (flat, "of 2 terms");
  csv = cw_summary_to_csv (year);
  tools_assert_has (csv, "Housing (in 1 of 3 terms)");
}

/* Half-terms: the heads of the columns are short enough to stand, and the sentence says
 * "half-term". */
static void
test_half_terms (Case *self, gconstpointer data)
{
  const char *const rows[] = { "child=40", "parent=20", NULL };
  const char *const labels[] = { "Spring 2026, second half", "Summer 2026, first half" };
  g_autoptr (GPtrArray) earlier
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_published_unref);
  g_autofree char *path = NULL, *text = NULL, *flat = NULL;

  for (guint i = 0; i < 2; i++)
    {
      GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);

      g_ptr_array_add (entries, fixture_entry ("enquiries", "about", labels[i],
                                               i == 0 ? "2026-02-21" : "2026-03-28",
                                               i == 0 ? "2026-03-27" : "2026-05-22", 60, 30, rows));
      g_ptr_array_add (earlier, fixture_publish (labels[i], entries, self->book, FALSE));
    }
  {
    g_autoptr (CwPublished) summer = g_ptr_array_steal_index (earlier, 1);

    path = tools_write_pdf (cw_summary_document_new (summer, earlier), self->folder, "half.pdf");
  }
  text = tools_pdf_text (path);
  flat = tools_flatten (text);
  tools_assert_has (flat, "Summer 2026, first half · 28 March to 22 May 2026");
  tools_assert_has (flat, "Summer, first half Spring, second half");
  tools_assert_has (flat, "Each half-term is counted once");
}

/* Contacts withheld: their tables are absent, and so is every number of theirs. */
static void
test_one_population (Case *self, gconstpointer data)
{
  g_autoptr (CwPublished) summer = NULL;
  GPtrArray *entries = fixture_summer ();
  g_autofree char *path = NULL, *text = NULL, *flat = NULL;

  g_ptr_array_set_size (entries, 4);
  summer = fixture_publish ("Summer 2026", entries, self->book, FALSE);
  path = tools_write_pdf (cw_summary_document_new (summer, NULL), self->folder, "one.pdf");
  text = tools_pdf_text (path);
  flat = tools_flatten (text);
  tools_assert_not (flat, "families helped");
  tools_assert_not (flat, "Support given to families");
  tools_assert_has (flat, "Figures about support given to families are not part of this summary");
}

static GPtrArray *
make_many (guint n)
{
  const char *dimensions[] = { "category", "method", "service" };
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);

  for (guint d = 0; d < G_N_ELEMENTS (dimensions); d++)
    {
      g_auto (GStrv) rows = g_new0 (char *, n + 2);

      for (guint i = 0; i < n; i++)
        rows[i] = g_strdup_printf ("added-%u=10", i + 1);
      rows[n] = g_strdup ("other,telephone=5");
      g_ptr_array_add (entries,
                       fixture_entry ("enquiries", dimensions[d], "Summer 2026", "2026-03-28",
                                      "2026-07-22", 600, 60, (const char *const *) rows));
    }
  return entries;
}

/* Sixty added codes with long names flow on: nothing is lost, and no heading parts from its rows.
 */
static void
test_flow (Case *self, gconstpointer data)
{
  g_autoptr (CwPublished) summer
      = fixture_publish ("Summer 2026", make_many (60), self->book, FALSE);
  g_autofree char *path
      = tools_write_pdf (cw_summary_document_new (summer, NULL), self->folder, "many.pdf");
  g_autofree char *text = tools_run ("pdftotext", "-enc", "UTF-8", path, "-", NULL),
                  *flat = tools_flatten (text);
  g_autofree char *tags = tools_run ("pdfinfo", "-struct-text", path, NULL);
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);

  g_assert_cmpuint (g_strv_length (pages), >, 5);
  for (guint i = 2; i <= 60; i++)
    {
      g_autofree char *label
          = g_strdup_printf ("Added by the adviser under a long and patient name, number %u", i);

      tools_assert_has (flat, label);
    }
  tools_assert_has (flat, "What parents asked about, continued");
  tools_assert_has (tags, "Parent support summary");
  for (guint i = 0; pages[i] != NULL && pages[i + 1] != NULL; i++)
    {
      const char *heading = strstr (pages[i], "How they got in touch");

      g_assert_true (heading == NULL || strstr (heading, "number") != NULL);
      tools_assert_has (pages[i], "Page ");
    }
}

/* A table of @n rows and one of 20 after it. */
static GPtrArray *
make_two_tables (guint n)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);
  const struct
  {
    const char *dimension;
    guint rows;
  } tables[] = { { "category", n }, { "service", 20 } };

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      g_auto (GStrv) rows = g_new0 (char *, tables[t].rows + 2);

      for (guint i = 0; i < tables[t].rows; i++)
        rows[i] = g_strdup_printf ("added-%u=10", i + 1);
      rows[tables[t].rows] = g_strdup ("other,shelter,housing=5");
      g_ptr_array_add (entries,
                       fixture_entry ("enquiries", tables[t].dimension, "Summer 2026", "2026-03-28",
                                      "2026-07-22", 600, 60, (const char *const *) rows));
    }
  return entries;
}

/* Wherever the second table begins: its heading has its column heads and two rows on the same page,
 * and the last line of a table brings the pooled line along. */
static void
test_headings_stay (Case *self, gconstpointer data)
{
  for (guint n = 2; n <= 60; n++)
    {
      g_autoptr (CwPublished) summer
          = fixture_publish ("Summer 2026", make_two_tables (n), self->book, FALSE);
      g_autoptr (CwDocument) document = cw_summary_document_new (summer, NULL);

      for (guint page = 0; page < cw_document_n_pages (document); page++)
        {
          g_autofree char *text = cw_document_page_text (document, page);
          const char *heading = strstr (text, "Where they were pointed to\n"),
                     *total = strstr (text, "\nTotal ");

          if (heading != NULL)
            {
              g_auto (GStrv) lines = g_strsplit (heading, "\n", 5);

              g_assert_cmpuint (g_strv_length (lines), ==, 5);
              g_assert_nonnull (strstr (lines[2], " 10"));
              g_assert_nonnull (strstr (lines[3], " 10"));
            }
          if (total != NULL)
            g_assert_true (g_strrstr_len (text, total - text, "Other and small groups") != NULL);
        }
    }
}

static void
test_long_school (Case *self, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = fixture_summer ();
  g_autoptr (CwPublished) summer
      = cw_published_new ("Post",
                          "The Very Long Name of the Federation of Saint Bartholomew and All "
                          "Saints Church of England Primary Schools",
                          "Summer 2026", cw_day_from_iso ("2026-11-19"), entries, self->book,
                          FALSE);
  g_autofree char *path
      = tools_write_pdf (cw_summary_document_new (summer, NULL), self->folder, "long.pdf");
  g_autofree char *text = tools_pdf_text (path), *flat = tools_flatten (text);

  tools_assert_has (flat, "All Saints Church of England Primary Schools");
}

/* R6, R7 and the recovery code. */
static void
test_sheets (Case *self, gconstpointer data)
{
  g_autoptr (GPtrArray) services
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_service_free);
  CwService *service = cw_service_new ();
  g_autofree char *explain = NULL, *recovery = NULL, *signpost = NULL, *a = NULL, *b = NULL,
                  *c = NULL, *flat = NULL;
  const char *const points[] = { "Notes are kept", "Nothing goes further without your yes",
                                 "Two exceptions", "Counting, without names",
                                 "When I leave",   "You may see it all" };

  explain = tools_write_pdf (cw_explain_sheet_new (FIXTURE_SCHOOL), self->folder, "explain.pdf");
  a = tools_pdf_text (explain);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    tools_assert_has (a, points[i]);

  recovery
      = tools_write_pdf (cw_recovery_sheet_new ("North",
                                                "7K3M QX9D 2TVB H6WE 4RNA 8ZCF P5JY 3GSM V0R1"),
                         self->folder, "code.pdf");
  b = tools_pdf_text (recovery);
  tools_assert_has (b, "7K3M");
  tools_assert_has (b, "V0R1");

  g_free (service->name);
  service->name = g_strdup ("Shelter");
  service->independent = TRUE;
  g_ptr_array_add (services, service);
  signpost = tools_write_pdf (cw_signpost_sheet_new (FIXTURE_SCHOOL, services), self->folder,
                              "signpost.pdf");
  c = tools_pdf_text (signpost);
  flat = tools_flatten (c);
  tools_assert_has (flat, "Being on this sheet is not a recommendation");
  tools_assert_has (flat, "Shelter Independent of the school and the local authority.");
}

/* R21: counts and digest as the other side shows them, room to sign, one page, and no secret. */
static void
test_handover_sheet (Case *self, gconstpointer data)
{
  const CwSheetCount counts[] = { { "Cases", 87 }, { "Contacts", 2310 } };
  const char *digest = "0d1f4c6b9a8e7d5c3b2a190807f6e5d4c3b2a1908f7e6d5c4b3a29181706f5e4";
  g_autoptr (CwDocument) sheet
      = cw_handover_sheet_new ("North", cw_day_from_iso ("2026-11-19"), counts, 2, digest);
  g_autofree char *groups = cw_digest_groups (digest), *path = NULL, *text = NULL, *flat = NULL,
                  *flat_groups = tools_flatten (groups);

  g_assert_cmpuint (cw_document_n_pages (sheet), ==, 1);
  path = tools_write_pdf (cw_document_ref (sheet), self->folder, "handover.pdf");
  text = tools_pdf_text (path);
  flat = tools_flatten (text);
  tools_assert_has (flat, "Handover of records North");
  tools_assert_has (flat, "handed over on 19/11/2026");
  tools_assert_has (flat, "Cases 87");
  tools_assert_has (flat, "Contacts 2310");
  tools_assert_has (flat, flat_groups);
  tools_assert_has (flat, "Handed over by Received by");
  tools_assert_has (flat, "Signature");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report/pages/summary", Case, NULL, set_up, test_summary, tear_down);
  g_test_add ("/report/pages/never-zero", Case, NULL, set_up, test_never_zero, tear_down);
  g_test_add ("/report/pages/metadata", Case, NULL, set_up, test_metadata, tear_down);
  g_test_add ("/report/pages/same-bytes", Case, NULL, set_up, test_same_bytes, tear_down);
  g_test_add ("/report/pages/preview", Case, NULL, set_up, test_preview, tear_down);
  g_test_add ("/report/pages/year", Case, NULL, set_up, test_year, tear_down);
  g_test_add ("/report/pages/joined-year", Case, NULL, set_up, test_joined_year, tear_down);
  g_test_add ("/report/pages/half-terms", Case, NULL, set_up, test_half_terms, tear_down);
  g_test_add ("/report/pages/one-population", Case, NULL, set_up, test_one_population, tear_down);
  g_test_add ("/report/pages/flow", Case, GUINT_TO_POINTER (60), set_up, test_flow, tear_down);
  g_test_add ("/report/pages/headings-stay", Case, GUINT_TO_POINTER (60), set_up,
              test_headings_stay, tear_down);
  g_test_add ("/report/pages/long-school", Case, NULL, set_up, test_long_school, tear_down);
  g_test_add ("/report/pages/handover-sheet", Case, NULL, set_up, test_handover_sheet, tear_down);
  g_test_add ("/report/pages/sheets", Case, NULL, set_up, test_sheets, tear_down);
  return g_test_run ();
}
