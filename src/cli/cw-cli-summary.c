/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-cli.h"

#include <glib/gi18n.h>

#include "core/cw-error.h"
#include "report/cw-report.h"
#include "store/cw-store-summaries.h"

#define MOST_EARLIER 3 /* terms printed for comparison */

typedef enum
{
  FORMAT_JSON,
  FORMAT_CSV,
  FORMAT_PDF
} Format;

static gboolean
read_format (const char *name, Format *format)
{
  static const struct
  {
    const char *name;
    Format format;
  } formats[] = {
    { "json", FORMAT_JSON },
    { "summary", FORMAT_JSON },
    { "csv", FORMAT_CSV },
    { "pdf", FORMAT_PDF },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (name, formats[i].name) == 0)
      {
        *format = formats[i].format;
        return TRUE;
      }
  return FALSE;
}

/* Published terms before the one that is printed, oldest first; none for a whole year. */
static GPtrArray *
load_earlier (CwStore *store, const char *period)
{
  g_autoptr (GPtrArray) terms = cw_store_list_terms (store, NULL);
  GPtrArray *earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_published_unref);
  guint at = 0;

  while (terms && at < terms->len
         && g_strcmp0 (((CwTerm *) g_ptr_array_index (terms, at))->label, period) != 0)
    at++;
  if (terms == NULL || at == terms->len)
    return earlier;
  for (guint i = at > MOST_EARLIER ? at - MOST_EARLIER : 0; i < at; i++)
    {
      const CwTerm *term = g_ptr_array_index (terms, i);
      CwPublished *one = cw_store_load_published (store, term->label, NULL);

      if (one != NULL)
        g_ptr_array_add (earlier, one);
    }
  return earlier;
}

static gboolean
write_summary (
    CwStore *store, CwPublished *summary, Format format, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) earlier = NULL;
  g_autoptr (CwDocument) document = NULL;

  if (format != FORMAT_PDF)
    {
      text = format == FORMAT_CSV ? cw_summary_to_csv (summary) : cw_summary_to_json (summary);
      return cw_report_write_file (path, text, -1, error);
    }
  earlier = load_earlier (store, cw_published_get_label (summary));
  document = cw_summary_document_new (summary, earlier->len ? earlier : NULL);
  return cw_document_write_pdf (document, path, error);
}

static CwExit
make_summary (CwDoor *door, gboolean freeze, const char *period, Format format, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPublished) summary = NULL;

  if (!cw_door_open (door) || (freeze && cw_store_freeze_ended (door->store, &error) < 0))
    return error ? cw_fail (error) : CW_EXIT_REFUSED;
  summary = period ? cw_store_load_published (door->store, period, &error)
                   : cw_store_load_publication_list (door->store, &error);
  if (summary == NULL || !write_summary (door->store, summary, format, path, &error))
    return cw_fail (error);
  return CW_EXIT_DONE;
}

CwExit
cw_command_summary (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_autofree char *period = NULL, *name = NULL, *path = NULL;
  gboolean freeze = FALSE, ledger = FALSE;
  Format format;
  CwExit exit;
  const GOptionEntry entries[] = {
    { "freeze", 0, 0, G_OPTION_ARG_NONE, &freeze,
      N_ ("First count every term that has ended, once and for all"), NULL },
    { "period", 0, 0, G_OPTION_ARG_FILENAME, &period,
      N_ ("A term (“Autumn 2025”) or a school year (“2025-26”)"), N_ ("LABEL") },
    { "ledger", 0, 0, G_OPTION_ARG_NONE, &ledger, N_ ("Everything that was ever published"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("json, csv, pdf or summary"), N_ ("FORMAT") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("File to write"), N_ ("FILE") },
    { NULL },
  };

  if (!cw_read_options (&door, "summary", entries, NULL, &argc, &argv, &exit))
    return exit;
  if ((period != NULL) == ledger || (period && !g_utf8_validate (period, -1, NULL)))
    return cw_fail_usage ("summary", _ ("Either --period or --ledger is needed."));
  if (!read_format (name, &format))
    return cw_fail_usage ("summary", _ ("--format is one of json, csv, pdf, summary."));
  if (ledger && format != FORMAT_JSON)
    return cw_fail_usage ("summary", _ ("--ledger is written as json or summary."));
  if (path == NULL || *path == '\0')
    return cw_fail_usage ("summary", _ ("--output is needed."));
  return make_summary (&door, freeze, period, format, path);
}
