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

/* ---- everything published, block by block ---- */

static CwDay
find_frozen_day (GPtrArray *blocks, const CwLedgerEntry *entry)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const CwBlock *block = g_ptr_array_index (blocks, i);

      if (block->state == CW_BLOCK_PUBLISHED && block->end == entry->end
          && g_str_equal (block->population, entry->population))
        return block->frozen_on;
    }
  return CW_DAY_NONE;
}

static GPtrArray *
list_all_blocks (CwStore *store, GError **error)
{
  static const char *const populations[] = { "enquiries", "contacts" };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_block_free);

  for (guint i = 0; i < G_N_ELEMENTS (populations); i++)
    {
      g_autoptr (GPtrArray) blocks = cw_store_list_blocks (store, populations[i], error);

      if (blocks == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&blocks));
    }
  return g_steal_pointer (&all);
}

static gboolean
is_same_block (const CwLedgerEntry *a, const CwLedgerEntry *b)
{
  return a->start == b->start && a->end == b->end && g_str_equal (a->label, b->label);
}

/* The block of @first and of those after it: what both populations published of the same days. */
static CwPublished *
cut_block (CwPublished *list, GPtrArray *blocks, guint first)
{
  GPtrArray *all = cw_published_get_entries (list);
  const CwLedgerEntry *mark = g_ptr_array_index (all, first);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  CwDay frozen = CW_DAY_NONE;

  for (guint i = first; i < all->len; i++)
    {
      CwLedgerEntry *entry = g_ptr_array_index (all, i);

      if (!is_same_block (entry, mark))
        continue;
      g_ptr_array_add (entries, entry);
      frozen = MAX (frozen, find_frozen_day (blocks, entry));
    }
  return cw_published_new (cw_published_get_post (list), cw_published_get_school (list),
                           mark->label,
                           frozen != CW_DAY_NONE ? frozen : cw_published_get_generated (list),
                           entries, cw_published_get_book (list), FALSE);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  CwPublished *first = *(CwPublished *const *) a, *second = *(CwPublished *const *) b;
  int by_end = cw_published_get_end (first) - cw_published_get_end (second);

  return by_end != 0 ? by_end : cw_published_get_start (first) - cw_published_get_start (second);
}

/* Of CwPublished, by date, each of one block; the list itself where nothing was published. */
static GPtrArray *
cut_list (CwStore *store, CwPublished *list, GError **error)
{
  g_autoptr (GPtrArray) blocks = list_all_blocks (store, error);
  GPtrArray *all = cw_published_get_entries (list), *parts;

  if (blocks == NULL)
    return NULL;
  parts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_published_unref);
  for (guint i = 0; i < all->len; i++)
    {
      gboolean is_first = TRUE;

      for (guint before = 0; before < i && is_first; before++)
        is_first = !is_same_block (g_ptr_array_index (all, before), g_ptr_array_index (all, i));
      if (is_first)
        g_ptr_array_add (parts, cut_block (list, blocks, i));
    }
  g_ptr_array_sort (parts, compare_days);
  if (parts->len == 0)
    g_ptr_array_add (parts, cw_published_ref (list));
  return parts;
}

static gboolean
write_list (CwStore *store, CwPublished *list, Format format, const char *path, GError **error)
{
  g_autoptr (GPtrArray) parts = cut_list (store, list, error);
  g_autoptr (CwDocument) document = NULL;
  g_autofree char *text = NULL;

  if (parts == NULL)
    return FALSE;
  if (format == FORMAT_CSV)
    {
      text = cw_summaries_to_csv (parts);
      return cw_report_write_file (path, text, -1, error);
    }
  document = cw_summaries_document_new (cw_published_get_label (list), parts);
  return cw_document_write_pdf (document, path, error);
}

/* ---- writing ---- */

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

typedef struct
{
  const char *period; /* NULL: everything that was ever published */
  gboolean freeze, go_on;
  int counted; /* blocks */
  CwPublished *summary;
} Making;

static void
making_clear (Making *self)
{
  g_clear_pointer (&self->summary, cw_published_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

static gboolean
count_and_load (CwStore *store, gpointer data, GError **error)
{
  Making *self = data;

  if (self->go_on && !cw_store_lift_hold (store, error))
    return FALSE;
  if (self->freeze)
    self->counted = cw_store_freeze_ended (store, error);
  if (self->counted < 0)
    return FALSE;
  self->summary = self->period != NULL ? cw_store_load_published (store, self->period, error)
                                       : cw_store_load_publication_list (store, error);
  return self->summary != NULL;
}

/* What is counted is counted once and for all: so the place is looked at before, and where the
 * period cannot be printed afterwards nothing is counted. */
static gboolean
prepare (CwStore *store, Making *self, const char *path, GError **error)
{
  if (!cw_report_check_place (path, error))
    return FALSE;
  return self->freeze ? cw_store_transact (store, count_and_load, self, error)
                      : count_and_load (store, self, error);
}

/* Where these records may stand twice, somebody has to say first that they go on. */
static void
tell_not_counted (const GError *error)
{
  if (g_error_matches (error, CW_ERROR, CW_ERROR_HELD))
    g_printerr ("%s\n", _ ("With --go-on you say so: terms are frozen in these records from now "
                           "on, and in no others."));
  else
    g_printerr ("%s\n", _ ("Nothing was counted."));
}

static CwExit
make_summary (CwDoor *door,
              gboolean freeze,
              gboolean go_on,
              const char *period,
              Format format,
              const char *path)
{
  g_auto (Making) making = { period, freeze, go_on, 0, NULL };
  g_autoptr (GError) error = NULL;
  gboolean is_list = period == NULL && format != FORMAT_JSON;

  if (!cw_door_open (door))
    return CW_EXIT_REFUSED;
  if (!prepare (door->store, &making, path, &error))
    {
      cw_fail (error);
      if (freeze)
        tell_not_counted (error);
      return CW_EXIT_REFUSED;
    }
  if (is_list ? write_list (door->store, making.summary, format, path, &error)
              : write_summary (door->store, making.summary, format, path, &error))
    return CW_EXIT_DONE;
  cw_fail (error);
  if (making.counted > 0)
    g_printerr ("%s\n", _ ("What has ended was counted all the same, once and for all. Write the "
                           "summary again in another place."));
  return CW_EXIT_REFUSED;
}

CwExit
cw_command_summary (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_autofree char *period = NULL, *name = NULL, *path = NULL;
  gboolean freeze = FALSE, go_on = FALSE, ledger = FALSE;
  Format format;
  CwExit exit;
  const GOptionEntry entries[] = {
    { "freeze", 0, 0, G_OPTION_ARG_NONE, &freeze,
      N_ ("First count every term that has ended, once and for all"), NULL },
    { "go-on", 0, 0, G_OPTION_ARG_NONE, &go_on,
      N_ ("Terms are frozen in these records from now on, and in no others"), NULL },
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
  if (path == NULL || *path == '\0')
    return cw_fail_usage ("summary", _ ("--output is needed."));
  if (go_on && !freeze)
    return cw_fail_usage ("summary", _ ("--go-on is only said with --freeze."));
  return make_summary (&door, freeze, go_on, period, format, path);
}
