/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes every page this library can draw into a folder, to be looked at: draw-pages OUTDIR */

#include "fixture.h"

#include "report/cw-report.h"

static void
write_pages (CwDocument *document, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!cw_document_write_pdf (document, path, &error))
    g_error ("%s", error->message);
  cw_document_unref (document);
}

static CwDocument *
make_year (CwCodeBook *book)
{
  g_autoptr (CwPublished) year = NULL;
  GPtrArray *entries = fixture_spring ();

  g_ptr_array_extend_and_steal (entries, fixture_summer ());
  year = fixture_publish ("2025-26", entries, book, FALSE);
  cw_published_set_year_families (year, "contacts", 55);
  return cw_summary_document_new (year, NULL);
}

static CwDocument *
make_signpost (void)
{
  g_autoptr (GPtrArray) services
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_service_free);
  CwService *service = cw_service_new ();

  g_free (service->name);
  service->name = g_strdup ("Citizens Advice");
  g_free (service->what_for);
  service->what_for = g_strdup ("Money, housing, work, rights");
  g_free (service->telephone);
  service->telephone = g_strdup ("0800 144 8848");
  service->independent = TRUE;
  service->checked_on = cw_day_from_iso ("2026-09-01");
  g_ptr_array_add (services, service);
  return cw_signpost_sheet_new (FIXTURE_SCHOOL, services);
}

static CwDocument *
make_handover (void)
{
  const CwSheetCount counts[] = {
    { "Enquiries", 1204 },
    { "Cases", 87 },
    { "Adults", 131 },
    { "Permissions", 160 },
    { "Children", 142 },
    { "Contacts", 2310 },
    { "Next steps", 402 },
    { "Paper records", 9 },
    { "Drafts", 2 },
    { "Services", 34 },
    { "Entries of code lists", 154 },
    { "Tables published", 48 },
  };

  return cw_handover_sheet_new ("Hollin Bank Primary School and Nursery",
                                cw_day_from_iso ("2026-11-19"), counts, G_N_ELEMENTS (counts),
                                "0d1f4c6b9a8e7d5c3b2a190807f6e5d4c3b2a1908f7e6d5c4b3a29181706f5e4");
}

int
main (int argc, char **argv)
{
  g_autoptr (CwCodeBook) book = fixture_book (0);
  g_autoptr (CwPublished) summer = fixture_publish ("Summer 2026", fixture_summer (), book, FALSE);
  g_autoptr (CwPublished) preview = fixture_publish ("Summer 2026", fixture_summer (), book, TRUE);
  g_autoptr (GPtrArray) earlier = fixture_earlier (book);

  if (argc != 2)
    return 1;
  write_pages (cw_summary_document_new (summer, earlier), argv[1], "summary.pdf");
  write_pages (cw_summary_document_new (preview, NULL), argv[1], "preview.pdf");
  write_pages (make_year (book), argv[1], "year.pdf");
  write_pages (cw_explain_sheet_new (FIXTURE_SCHOOL), argv[1], "explain.pdf");
  write_pages (cw_recovery_sheet_new ("Hollin Bank",
                                      "7K3M-QX9D-2TVB-H6WE-4RNA-8ZCF-P5JY-3GSM-V0R1"),
               argv[1], "recovery.pdf");
  write_pages (make_signpost (), argv[1], "signpost.pdf");
  write_pages (make_handover (), argv[1], "handover.pdf");
  return 0;
}
