/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-page.h"
#include "cw-summary-words.h"

#define CHART_TERMS 5

typedef struct
{
  CwPublished *summary; /* borrowed */
  CwPublished *before;  /* (nullable) borrowed: the term before */
  GPtrArray *earlier;   /* (nullable) borrowed */
} Summary;

/* ---- what stands on every page ---- */

/* "13 April", with the year where it is asked for. */
static char *
format_day (CwDay day, gboolean year)
{
  int y, m, d;
  g_autoptr (GDateTime) time = NULL;

  cw_day_to_ymd (day, &y, &m, &d);
  time = g_date_time_new_utc (y, m, d, 12, 0, 0);
  return g_date_time_format (time, year ? "%-d %B %Y" : "%-d %B");
}

static char *
format_under_title (CwPublished *summary)
{
  CwDay start = cw_published_get_start (summary), end = cw_published_get_end (summary);
  int from, to, rest;
  g_autofree char *phrase = cw_period_phrase (cw_published_get_label (summary), FALSE);
  g_autofree char *first = NULL, *last = NULL;

  if (start == CW_DAY_NONE || end == CW_DAY_NONE)
    return g_steal_pointer (&phrase);
  cw_day_to_ymd (start, &from, &rest, &rest);
  cw_day_to_ymd (end, &to, &rest, &rest);
  first = format_day (start, from != to);
  last = format_day (end, TRUE);
  /* Translators: a period, its first and its last day */
  return g_strdup_printf (_ ("%s · %s to %s"), phrase, first, last);
}

static double
draw_head_cb (GPtrArray *marks, guint page, gpointer data)
{
  Summary *self = data;
  const char *school = cw_published_get_school (self->summary);
  g_autofree char *under = format_under_title (self->summary);
  double left, y = CW_MARGIN + 34;

  if (page == 0)
    cw_marks_begin (marks, "H1");
  cw_marks_text (marks, CW_MARGIN, CW_MARGIN + 14, 0, _ ("Parent support summary"), 18,
                 CW_TEXT_BOLD, CW_INK_BLACK);
  if (page == 0)
    {
      cw_marks_end (marks, "H1");
      cw_marks_begin (marks, "P");
    }
  cw_marks_text (marks, CW_MARGIN, y, 0, under, CW_SIZE_BODY, 0, CW_INK_GREY);
  if (page == 0)
    {
      cw_marks_end (marks, "P");
      cw_marks_begin (marks, "P");
    }
  cw_text_measure (under, CW_SIZE_BODY, 0, 0, &left);
  /* A long name of a school stands under the period, not on it. */
  if (cw_text_measure (school, CW_SIZE_BODY, 0, CW_BODY_WIDTH - left - 18, NULL) < 14)
    cw_marks_text (marks, CW_PAGE_WIDTH - CW_MARGIN, y, 0, school, CW_SIZE_BODY, CW_TEXT_RIGHT,
                   CW_INK_GREY);
  else
    {
      cw_marks_text (marks, CW_MARGIN, y + 13, CW_BODY_WIDTH, school, CW_SIZE_BODY, 0, CW_INK_GREY);
      y += cw_text_measure (school, CW_SIZE_BODY, 0, CW_BODY_WIDTH, NULL);
    }
  if (page == 0)
    cw_marks_end (marks, "P");
  cw_marks_line (marks, CW_MARGIN, y + 9, CW_BODY_WIDTH, 0, 1.6, CW_INK_TEAL);
  return y + 25;
}

/* Footers: what the paper is, and page x of y. */
void
cw_document_foot (CwDocument *self, const char *left)
{
  const double y = CW_PAGE_HEIGHT - CW_MARGIN + 14;

  for (guint i = 0; i < self->pages->len; i++)
    {
      CwPage *page = g_ptr_array_index (self->pages, i);
      /* Translators: the number of this page and how many there are */
      g_autofree char *number = g_strdup_printf (_ ("Page %u of %u"), i + 1, self->pages->len);

      cw_marks_line (page->marks, CW_MARGIN, y - 12, CW_BODY_WIDTH, 0, 0.4, CW_INK_LINE);
      cw_marks_text (page->marks, CW_MARGIN, y, 0, left, CW_SIZE_SMALL, 0, CW_INK_GREY);
      cw_marks_text (page->marks, CW_PAGE_WIDTH - CW_MARGIN, y, 0, number, CW_SIZE_SMALL,
                     CW_TEXT_RIGHT, CW_INK_GREY);
    }
}

static char *
format_foot (CwPublished *summary)
{
  const char *label = cw_published_get_label (summary);
  g_autofree char *day = NULL,
                  *phrase = cw_period_phrase (label, cw_published_is_preview (summary));

  if (cw_published_is_preview (summary))
    /* Translators: %s is a term */
    return g_strdup_printf (_ ("Preview, %s is not frozen yet"), phrase);
  day = cw_day_format (cw_published_get_generated (summary));
  /* Translators: first a term, then a date */
  return g_strdup_printf (_ ("%s was counted on %s"), phrase, day);
}

/* ---- headline ---- */

typedef struct
{
  int figure, before;
  const char *what;
} Card;

static guint
collect_cards (Summary *self, Card *cards)
{
  const Card all[] = {
    { cw_published_get_records (self->summary, "enquiries"),
      self->before != NULL ? cw_published_get_records (self->before, "enquiries") : 0,
      N_ ("enquiries") },
    { cw_published_get_families (self->summary, "contacts"),
      self->before != NULL ? cw_published_get_families (self->before, "contacts") : 0,
      N_ ("families helped") },
    { cw_published_get_records (self->summary, "contacts"),
      self->before != NULL ? cw_published_get_records (self->before, "contacts") : 0,
      N_ ("contacts with them") },
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].figure > 0)
      cards[n++] = all[i];
  return n;
}

static CwSlab *
lay_cards (Summary *self)
{
  CwSlab *slab = cw_slab_new ();
  Card cards[3];
  guint n = collect_cards (self, cards);
  const double step = CW_BODY_WIDTH / 3;

  for (guint i = 0; i < n; i++)
    {
      /* The spaces part the words for who listens to the page. */
      g_autofree char *figure = g_strdup_printf ("%d ", cards[i].figure),
                      *what = g_strconcat (_ (cards[i].what), " ", NULL);
      double x = CW_MARGIN + step * i;

      if (i > 0)
        cw_marks_line (slab->marks, x - 12, 0, 0, 48, 0.5, CW_INK_LINE);
      cw_marks_begin (slab->marks, "P");
      cw_marks_text (slab->marks, x, 20, 0, figure, 23, CW_TEXT_BOLD, CW_INK_BLACK);
      cw_marks_text (slab->marks, x, 33, 0, what, CW_SIZE_BODY, 0, CW_INK_BLACK);
      if (cards[i].before > 0)
        {
          g_autofree char *phrase = cw_period_phrase (cw_published_get_label (self->before), TRUE);
          /* Translators: a term or year before this one, and its figure */
          g_autofree char *was = g_strdup_printf (_ ("%s: %d"), phrase, cards[i].before);

          cw_marks_text (slab->marks, x, 45, 0, was, CW_SIZE_SMALL, 0, CW_INK_GREY);
        }
      cw_marks_end (slab->marks, "P");
    }
  slab->height = n > 0 ? 64 : 0;
  return slab;
}

/* ---- tables ---- */

static const CwPublishedTable *
find_table (CwPublished *summary, const char *population, const char *dimension)
{
  GPtrArray *tables = summary != NULL ? cw_published_get_tables (summary) : NULL;

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      const CwPublishedTable *table = g_ptr_array_index (tables, i);

      if (strcmp (table->population, population) == 0 && strcmp (table->dimension, dimension) == 0)
        return table;
    }
  return NULL;
}

/* The line of the same code; @code NULL: the pooled one. */
static const CwPublishedLine *
find_line (const CwPublishedTable *table, const char *code)
{
  for (guint i = 0; table != NULL && i < table->lines->len; i++)
    {
      const CwPublishedLine *line = g_ptr_array_index (table->lines, i);

      if (g_strcmp0 (line->code, code) == 0)
        return line;
    }
  return NULL;
}

static gboolean
has_shares (const CwPublishedTable *table)
{
  for (guint i = 0; i < table->lines->len; i++)
    if (((CwPublishedLine *) g_ptr_array_index (table->lines, i))->percent >= 0)
      return TRUE;
  return FALSE;
}

/* One cell of the term before: its figure, or that the code stood in the pooled line there. Nowhere
 * a zero. */
static char *
format_before (const CwPublishedTable *before, const CwPublishedLine *line)
{
  const CwPublishedLine *was = find_line (before, line->code);

  if (was != NULL)
    return g_strdup_printf ("%d", was->shown);
  /* Translators: of a group that was part of the line "Other and small groups" in the term before
   */
  return g_strdup (line->code != NULL ? _ ("in Other") : _ ("not shown"));
}

static char **
make_cells (const CwPublishedTable *table,
            const CwPublishedTable *before,
            const CwPublishedLine *line,
            gboolean share)
{
  GStrvBuilder *cells = g_strv_builder_new ();
  g_autofree char *shown = g_strdup_printf ("%d", line->shown);
  char **result;

  g_strv_builder_add (cells, shown);
  if (share)
    {
      g_autofree char *percent = line->percent >= 0 ? g_strdup_printf ("%d%%", line->percent)
                                                    : g_strdup (_ ("not shown"));

      g_strv_builder_add (cells, percent);
    }
  if (table->has_hours)
    {
      g_autofree char *hours = cw_hours_text (line);

      g_strv_builder_add (cells, hours);
    }
  else if (before != NULL)
    {
      g_autofree char *was = format_before (before, line);

      g_strv_builder_add (cells, was);
    }
  result = g_strv_builder_end (cells);
  g_strv_builder_unref (cells);
  return result;
}

static void
set_heads (CwTable *page,
           Summary *self,
           const CwPublishedTable *table,
           const CwPublishedTable *before,
           gboolean share)
{
  const char *label = cw_published_get_label (self->summary);
  const char *other = before != NULL ? cw_published_get_label (self->before) : NULL;
  g_autofree char *now = cw_period_short (label, other),
                  *was = other != NULL ? cw_period_short (other, label) : NULL;
  g_autofree char *total = g_strdup_printf ("%d", table->total);
  GStrvBuilder *heads = g_strv_builder_new (), *totals = g_strv_builder_new ();

  g_strv_builder_add (heads, strcmp (table->population, "contacts") == 0 ? _ ("Contacts") : now);
  g_strv_builder_add (totals, total);
  if (share)
    {
      g_strv_builder_add (heads, _ ("Share"));
      g_strv_builder_add (totals, "");
    }
  if (table->has_hours)
    {
      g_strv_builder_add (heads, _ ("Hours"));
      g_strv_builder_add (totals, "");
    }
  else if (before != NULL)
    {
      g_autofree char *total_before = g_strdup_printf ("%d", before->total);

      g_strv_builder_add (heads, was);
      g_strv_builder_add (totals, total_before);
    }
  page->heads = g_strv_builder_end (heads);
  page->totals = g_strv_builder_end (totals);
  g_strv_builder_unref (heads);
  g_strv_builder_unref (totals);
}

static char *
make_foot (CwPublished *summary, const CwPublishedTable *table)
{
  gboolean contacts = strcmp (table->population, "contacts") == 0;
  gboolean larger = table->total > cw_published_get_records (summary, table->population);

  if (table->has_hours && strcmp (table->dimension, "support") == 0)
    return g_strdup (_ ("Hours to the nearest 5. “Not shown”: too few families, or one family "
                        "behind more than half of "
                        "the hours."));
  if (!table->multi)
    return NULL;
  if (strcmp (table->dimension, "service") == 0)
    return g_strdup (contacts ? _ ("A contact may point to several services or to none, so the "
                                   "total is not the number of contacts.")
                              : _ ("An enquiry may point to several services or to none, so the "
                                   "total is not the number of enquiries."));
  return g_strdup (larger ? _ ("An enquiry may be about more than one thing, so the total is "
                               "larger than the number of enquiries.")
                          : _ ("An enquiry may be about more than one thing, so the total is not "
                               "the number of enquiries."));
}

static char *
make_note (CwPublished *summary, const CwPublishedTable *table)
{
  int contacts = cw_published_get_records (summary, "contacts"),
      families = cw_published_get_families (summary, "contacts");

  if (strcmp (table->dimension, "support") != 0 || contacts <= 0)
    return NULL;
  if (families <= 0)
    /* Translators: %d is a number of contacts, a multiple of five */
    return g_strdup_printf (_ ("%d contacts; a contact of several kinds counts in each"), contacts);
  return g_strdup_printf (
      /* Translators: numbers of contacts and of families, both multiples of five */
      _ ("%d contacts with %d families; a contact of several kinds counts in each"), contacts,
      families);
}

static void
add_row (CwTable *page,
         const CwPublishedTable *table,
         const CwPublishedTable *before,
         const CwPublishedLine *line,
         CwPeriodKind kind,
         gboolean share)
{
  const CwPublishedLine *was = line->code != NULL ? find_line (before, line->code) : NULL;
  CwRow *row = cw_table_add (page, line->label != NULL ? line->label : cw_pooled_label (),
                             make_cells (table, before, line, share), line->shown,
                             was != NULL && !table->has_hours ? was->shown : -1);

  row->pooled = line->code == NULL;
  row->note = cw_in_blocks_text (table, line, kind);
  row->members = row->pooled ? cw_members_text (table, line) : NULL;
}

/* @wide: over the whole page, with shares and the key of bar and tick. */
static CwPart *
make_table (Summary *self, const char *population, const char *dimension, gboolean wide)
{
  const CwPublishedTable *table = find_table (self->summary, population, dimension);
  const CwPublishedTable *before = find_table (self->before, population, dimension);
  gboolean share;
  CwTable *page;

  if (table == NULL || table->lines->len == 0)
    return NULL;
  share = wide && has_shares (table);
  page = cw_table_new (cw_table_title (table));
  set_heads (page, self, table, before, share);
  for (guint i = 0; i < table->lines->len; i++)
    add_row (page, table, before, g_ptr_array_index (table->lines, i),
             cw_summary_table_kind (self->summary, table), share);
  page->foot = make_foot (self->summary, table);
  page->note = wide ? make_note (self->summary, table) : NULL;
  if (wide && before != NULL && !table->has_hours)
    {
      page->key_bar = cw_period_phrase (cw_published_get_label (self->summary), TRUE);
      page->key_tick = cw_period_phrase (cw_published_get_label (self->before), TRUE);
    }
  return cw_part_new_table (page);
}

/* ---- term by term ---- */

static void
add_column (CwChart *chart, GStrvBuilder *labels, CwPublished *summary)
{
  int records = cw_published_get_records (summary, "enquiries");
  g_autofree char *label = g_strdup (cw_published_get_label (summary));
  char *gap = strchr (label, ',') != NULL ? strchr (label, ',') + 1 : strrchr (label, ' ');

  if (records <= 0)
    return;
  if (gap != NULL && *gap == ' ')
    *gap = '\n';
  g_strv_builder_add (labels, label);
  chart->values[chart->n++] = records;
}

static CwPart *
make_chart (Summary *self)
{
  CwChart *chart;
  GStrvBuilder *labels;
  guint n = self->earlier != NULL ? self->earlier->len : 0, most = CHART_TERMS;

  chart = g_new0 (CwChart, 1);
  chart->values = g_new0 (int, n + 1);
  labels = g_strv_builder_new ();
  /* Labels of half-terms are long. */
  if (cw_period_kind (cw_published_get_label (self->summary)) == CW_PERIOD_HALF_TERM)
    most--;
  for (guint i = n > most - 1 ? n - (most - 1) : 0; i < n; i++)
    add_column (chart, labels, g_ptr_array_index (self->earlier, i));
  add_column (chart, labels, self->summary);
  chart->labels = g_strv_builder_end (labels);
  g_strv_builder_unref (labels);
  if (chart->n < 2)
    {
      cw_chart_free (chart);
      return NULL;
    }
  chart->title = g_strdup (cw_period_kind (cw_published_get_label (self->summary)) == CW_PERIOD_YEAR
                               ? _ ("Enquiries, year by year")
                               : _ ("Enquiries, term by term"));
  return cw_part_new_chart (chart);
}

/* ---- the whole ---- */

static void
put_part (CwFlow *flow, CwPart *part)
{
  if (part == NULL)
    return;
  cw_flow_part (flow, part);
  cw_flow_put (flow, cw_slab_space (15));
  cw_part_free (part);
}

static void
put_pair (CwFlow *flow, CwPart *left, CwPart *right, CwPart *under)
{
  g_autoptr (GPtrArray) a = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_part_free);
  g_autoptr (GPtrArray) b = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_part_free);

  if (left != NULL)
    g_ptr_array_add (a, left);
  if (right != NULL)
    g_ptr_array_add (b, right);
  if (under != NULL)
    g_ptr_array_add (b, under);
  if (a->len + b->len == 0)
    return;
  cw_flow_pair (flow, a, b);
  cw_flow_put (flow, cw_slab_space (15));
}

static void
put_missing (CwFlow *flow, Summary *self)
{
  const char *text = NULL;

  if (cw_published_get_records (self->summary, "contacts") <= 0)
    text = _ ("Figures about support given to families are not part of this summary: they are "
              "counted together with "
              "another period.");
  else if (cw_published_get_records (self->summary, "enquiries") <= 0)
    text = _ ("Figures about enquiries are not part of this summary: they are counted together "
              "with another period.");
  if (text != NULL)
    cw_flow_put (flow, cw_slab_paragraph (CW_MARGIN, CW_BODY_WIDTH, text, CW_SIZE_BODY - 0.5, 0,
                                          CW_INK_GREY));
}

/**
 * cw_summary_document_new:
 * @summary: what may be printed
 * @earlier: (nullable): of #CwPublished, the periods before, oldest first
 *
 * Lays out the head teacher's summary (R24): first how much and about what, then what was done.
 * Bars stand beside the figures; the period before is a tick over the bar. The four sentences of
 * the method stand on page 1.
 *
 * Returns: (transfer full): the document
 */
CwDocument *
cw_summary_document_new (CwPublished *summary, GPtrArray *earlier)
{
  Summary self = { .summary = summary, .earlier = earlier };
  g_autofree char *title = NULL, *method = NULL, *foot = NULL;
  CwDocument *document;
  CwSlab *box;
  CwFlow flow;

  g_return_val_if_fail (summary != NULL, NULL);

  if (earlier != NULL && earlier->len > 0)
    self.before = g_ptr_array_index (earlier, earlier->len - 1);
  title = g_strdup_printf (/* Translators: the title of a document, %s is a term or a year */
                           _ ("Summary %s"), cw_published_get_label (summary));
  method = cw_summary_method_text (summary);
  foot = format_foot (summary);
  document = cw_document_new (title, cw_published_get_generated (summary));

  box = cw_slab_note_box (CW_MARGIN, CW_BODY_WIDTH, _ ("How these figures are made"), method);
  cw_flow_begin (&flow, document, draw_head_cb, &self, box->height + 12);
  cw_flow_put (&flow, lay_cards (&self));
  put_part (&flow, make_table (&self, "enquiries", "category", TRUE));
  put_pair (&flow, make_table (&self, "enquiries", "method", FALSE),
            make_table (&self, "enquiries", "about", FALSE), make_chart (&self));
  put_part (&flow, make_table (&self, "enquiries", "service", TRUE));
  put_part (&flow, make_table (&self, "contacts", "support", TRUE));
  put_pair (&flow, make_table (&self, "contacts", "method", FALSE),
            make_table (&self, "contacts", "service", FALSE), NULL);
  put_missing (&flow, &self);
  cw_document_place (document, 0, box, CW_BODY_BOTTOM - box->height - 6);
  cw_document_foot (document, foot);
  return document;
}
