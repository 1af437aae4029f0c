/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-page.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "core/cw-error.h"

/*
 * Cairo writes a tagged PDF; what it cannot say (the document's language, that its title stands in
 * the title bar, XMP) is added after it is finished, as an incremental update of the file: two
 * objects, a cross-reference section for them and a trailer that points back.
 */

#define PDF_LANGUAGE "en-GB"

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
append_text (GByteArray *bytes, const char *text)
{
  g_byte_array_append (bytes, (const guint8 *) text, strlen (text));
}

/* memrmem: the last place of @needle; -1 if it is nowhere. */
static gssize
find_last (const GByteArray *bytes, const char *needle)
{
  gsize length = strlen (needle);

  for (gssize i = (gssize) bytes->len - (gssize) length; i >= 0; i--)
    if (memcmp (bytes->data + i, needle, length) == 0)
      return i;
  return -1;
}

/* The number after @name, from @from on; -1 if there is none. @bytes end with a zero byte. */
static glong
read_number (const GByteArray *bytes, gssize from, const char *name)
{
  const char *at;

  if (from < 0)
    return -1;
  at = strstr ((const char *) bytes->data + from, name);
  return at != NULL ? strtol (at + strlen (name), NULL, 10) : -1;
}

/* What stands between << and >> of object @number. */
static char *
read_dictionary (const GByteArray *bytes, glong number)
{
  g_autofree char *head = g_strdup_printf ("\n%ld 0 obj", number);
  gssize at = find_last (bytes, head);
  const char *open, *close, *end;

  if (at < 0)
    return NULL;
  open = strstr ((const char *) bytes->data + at, "<<");
  end = strstr ((const char *) bytes->data + at, "endobj");
  if (open == NULL || end == NULL || open > end)
    return NULL;
  close = end;
  while (close > open && strncmp (close, ">>", 2) != 0)
    close--;
  return close > open ? g_strndup (open + 2, close - open - 2) : NULL;
}

static char *
make_xmp (const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  return g_strdup_printf (
      "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>"
      "<dc:language><rdf:Bag><rdf:li>" PDF_LANGUAGE "</rdf:li></rdf:Bag></dc:language>"
      "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>",
      escaped);
}

static gboolean
add_language (GByteArray *bytes, const char *title)
{
  g_autofree char *catalogue = NULL, *xmp = make_xmp (title), *text = NULL;
  gssize trailer;
  glong root, size, info, previous;
  guint root_at, xmp_at, table_at;

  g_byte_array_append (bytes, (const guint8 *) "", 1); /* so that it can be searched as text */
  trailer = find_last (bytes, "trailer");
  root = read_number (bytes, trailer, "/Root ");
  size = read_number (bytes, trailer, "/Size ");
  info = read_number (bytes, trailer, "/Info ");
  previous = read_number (bytes, find_last (bytes, "startxref"), "startxref");
  catalogue = root > 0 ? read_dictionary (bytes, root) : NULL;
  g_byte_array_set_size (bytes, bytes->len - 1);
  if (catalogue == NULL || size <= 0 || info <= 0 || previous <= 0)
    return FALSE;

  append_text (bytes, "\n");
  root_at = bytes->len;
  text = g_strdup_printf ("%ld 0 obj\n<<%s\n/Lang (" PDF_LANGUAGE
                          ") /ViewerPreferences << /DisplayDocTitle true >> "
                          "/Metadata %ld 0 R >>\nendobj\n",
                          root, catalogue, size);
  append_text (bytes, text);
  xmp_at = bytes->len;
  g_free (text);
  text = g_strdup_printf (
      "%ld 0 obj\n<< /Type /Metadata /Subtype /XML /Length %zu >>\nstream\n%s\nendstream\nendobj\n",
      size, strlen (xmp), xmp);
  append_text (bytes, text);
  table_at = bytes->len;
  g_free (text);
  text = g_strdup_printf (
      "xref\n%ld 1\n%010u 00000 n \n%ld 1\n%010u 00000 n \n"
      "trailer\n<< /Size %ld /Root %ld 0 R /Info %ld 0 R /Prev %ld >>\nstartxref\n%u\n%%%%EOF\n",
      root, root_at, size, xmp_at, size + 1, root, info, previous, table_at);
  append_text (bytes, text);
  return TRUE;
}

static void
set_metadata (CwDocument *self, cairo_surface_t *surface)
{
  g_autofree char *day = NULL, *stamp = NULL;

  if (self->created != CW_DAY_NONE)
    day = cw_day_to_iso (self->created);
  else
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();

      day = g_date_time_format (now, "%Y-%m-%d");
    }
  stamp = g_strdup_printf ("%sT00:00:00Z", day);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
}

/* One root tag spans the pages. */
static cairo_status_t
draw_pages (CwDocument *self, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_tag_begin (cr, "Document", NULL);
  for (guint i = 0; i < self->pages->len; i++)
    {
      cw_page_draw (g_ptr_array_index (self->pages, i), cr, CW_DRAW_PAGE, TRUE);
      if (i + 1 == self->pages->len)
        cairo_tag_end (cr, "Document");
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  return status != CAIRO_STATUS_SUCCESS ? status : cairo_surface_status (surface);
}

/**
 * cw_document_write_pdf:
 * @path: the file to write; one that is there is replaced as a whole
 *
 * Writes a tagged PDF with language and title, without an author. The same document gives the same
 * bytes.
 *
 * Returns: %FALSE with %CW_ERROR_FAILED, %CW_ERROR_DISK_FULL or %CW_ERROR_NOT_WRITABLE; nothing was
 * written then
 */
gboolean
cw_document_write_pdf (CwDocument *self, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, CW_PAGE_WIDTH, CW_PAGE_HEIGHT);
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  set_metadata (self, surface);
  status = draw_pages (self, surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS || !add_language (bytes, self->title))
    {
      g_debug ("PDF: %s", cairo_status_to_string (status));
      g_set_error_literal (
          error, CW_ERROR, CW_ERROR_FAILED,
          _ ("The PDF could not be made. Nothing was written, and your records are as they were. "
             "Try again, or print it instead."));
      return FALSE;
    }
  return cw_report_write_file (path, (const char *) bytes->data, bytes->len, error);
}
