/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/cw-calendar.h"
#include "cw-import.h"

#define MOST_MINUTES 1440

/* One row as it is being read. */
typedef struct
{
  CwCsv *table;
  guint row;
  CwCodeBook *book;
  GPtrArray *problems;
} Reader;

#define complain(reader, ...)                                                                      \
  cw_import_complain ((reader)->problems, cw_csv_line ((reader)->table, (reader)->row), __VA_ARGS__)

static const char *
get_cell (const Reader *r, const char *column)
{
  return cw_csv_get (r->table, r->row, column);
}

/* Says what is missing; FALSE if the cell is empty. */
static gboolean
require (const Reader *r, const char *column)
{
  if (*get_cell (r, column))
    return TRUE;
  /* Translators: %s is the name of a column */
  complain (r, _ ("“%s” is empty."), column);
  return FALSE;
}

/* ---- cells ---- */

/* Days are written yyyy-mm-dd or dd/mm/yyyy: in a file nobody can be asked what "1/2/26" meant. */
static CwDay
read_day (const Reader *r, const char *column)
{
  const char *text = get_cell (r, column);
  const char *year = strrchr (text, '/');
  CwDay day = cw_day_from_iso (text);

  if (day == CW_DAY_NONE && year != NULL && strlen (year + 1) == 4)
    day = cw_day_parse (text, CW_DAY_NONE);
  if (day == CW_DAY_NONE && *text)
    /* Translators: the first %s is the name of a column, the second what stands there */
    complain (r, _ ("“%s” is “%s”, which is no date. Write 2026-11-19 or 19/11/2026."), column,
              text);
  return day;
}

static CwDay
require_day (const Reader *r, const char *column)
{
  return require (r, column) ? read_day (r, column) : CW_DAY_NONE;
}

static gint64
find_code (const Reader *r, const char *column, CwCodeList list, const char *text)
{
  const CwCode *code = cw_code_book_find (r->book, list, text);

  if (code != NULL)
    return code->id;
  /* Translators: %1$s is what stands there, %2$s the name of a column, %3$s the name of a list of
   * codes */
  complain (r, _ ("“%1$s” in “%2$s” is not in the list %3$s."), text, column,
            cw_code_list_name (list));
  return 0;
}

static gint64
read_code (const Reader *r, const char *column, CwCodeList list)
{
  const char *text = get_cell (r, column);

  return *text ? find_code (r, column, list, text) : 0;
}

static gint64
require_code (const Reader *r, const char *column, CwCodeList list)
{
  return require (r, column) ? read_code (r, column, list) : 0;
}

/* The values of a cell, without empty ones. */
static char **
split_cell (const Reader *r, const char *column)
{
  g_auto (GStrv) parts = g_strsplit (get_cell (r, column), ";", -1);
  GStrvBuilder *values = g_strv_builder_new ();
  char **result;

  for (guint i = 0; parts[i]; i++)
    if (*g_strstrip (parts[i]))
      g_strv_builder_add (values, parts[i]);
  result = g_strv_builder_end (values);
  g_strv_builder_unref (values);
  return result;
}

static void
read_codes (const Reader *r, const char *column, CwCodeList list, CwIds *ids)
{
  g_auto (GStrv) values = split_cell (r, column);

  for (guint i = 0; values[i]; i++)
    {
      gint64 id = find_code (r, column, list, values[i]);

      if (id != 0)
        cw_ids_add (ids, id);
    }
}

static gboolean
read_yes (const Reader *r, const char *column)
{
  static const char *const yes[] = { "yes", "y", "true", "1", "x", NULL };
  static const char *const no[] = { "", "no", "n", "false", "0", NULL };
  g_autofree char *text = g_utf8_strdown (get_cell (r, column), -1);

  if (!g_strv_contains (yes, text) && !g_strv_contains (no, text))
    /* Translators: the first %s is the name of a column, the second what stands there */
    complain (r, _ ("“%s” is “%s”. Write yes or no."), column, text);
  return g_strv_contains (yes, text);
}

static int
read_minutes (const Reader *r)
{
  const char *text = get_cell (r, "minutes");
  guint64 minutes;

  if (!require (r, "minutes"))
    return 0;
  if (!g_ascii_string_to_unsigned (text, 10, 0, MOST_MINUTES, &minutes, NULL))
    /* Translators: %s is what stands in the column */
    complain (r, _ ("“minutes” is “%s”. Write a whole number, at most 1440."), text);
  else
    return (int) minutes;
  return 0;
}

/* ---- the heading ---- */

gboolean
cw_import_check_columns (CwCsv *table,
                         const char *const *required,
                         const char *const *optional,
                         GPtrArray *problems)
{
  g_auto (GStrv) columns = cw_csv_columns (table);
  guint before = problems->len;

  for (guint i = 0; required[i]; i++)
    if (!cw_csv_has (table, required[i]))
      /* Translators: %s is the name of a column */
      cw_import_complain (problems, 1, _ ("The column “%s” is missing."), required[i]);
  for (guint i = 0; columns[i]; i++)
    if (*columns[i] && !g_strv_contains (required, columns[i])
        && !g_strv_contains (optional, columns[i]))
      cw_import_complain (problems, 1,
                          /* Translators: %s is the name of a column */
                          _ ("The column “%s” is not known here, so nothing of it could be kept."),
                          columns[i]);
  return problems->len == before;
}

/* ---- terms ---- */

/* Whether @term can stand beside @other; says of its line why not. */
static gboolean
check_beside (const Reader *r, CwTerm *term, CwTerm *other)
{
  g_autoptr (GPtrArray) both = g_ptr_array_new ();

  if (other != NULL)
    g_ptr_array_add (both, other);
  g_ptr_array_add (both, term);
  switch (cw_calendar_check_terms (both, NULL))
    {
    case CW_TERMS_OK:
      return TRUE;
    case CW_TERMS_OVERLAP:
      /* Translators: %s is the name of a term */
      complain (r, _ ("The term overlaps “%s”."), other->label);
      return FALSE;
    case CW_TERMS_DOUBLE_LABEL:
      /* Translators: %s is the name of a term */
      complain (r, _ ("There is a term “%s” already."), other->label);
      return FALSE;
    case CW_TERMS_TOO_LONG:
      complain (r, _ ("This is too long to be one term."));
      return FALSE;
    case CW_TERMS_BACKWARDS:
    case CW_TERMS_NO_LABEL:
    default:
      complain (r, _ ("The dates of the term are not in order."));
      return FALSE;
    }
}

static CwTerm *
read_term (const Reader *r)
{
  CwTerm *term = cw_term_new ();

  require (r, "label");
  g_free (term->label);
  term->label = g_strdup (get_cell (r, "label"));
  term->start = require_day (r, "start");
  term->end = require_day (r, "end");
  term->half_end = read_day (r, "half_end");
  if (term->start && term->end && term->start >= term->end)
    complain (r, _ ("The term ends before it begins."));
  return term;
}

static gboolean
is_replaced (const CwTerm *known, CwCsv *table)
{
  for (guint row = 0; row < cw_csv_n_rows (table); row++)
    if (g_strcmp0 (known->label, cw_csv_get (table, row, "label")) == 0)
      return TRUE;
  return FALSE;
}

/* The terms that stay as they are when those of the file have been taken. */
static GPtrArray *
find_staying (GPtrArray *known, CwCsv *table)
{
  GPtrArray *staying = g_ptr_array_new ();

  for (guint i = 0; known != NULL && i < known->len; i++)
    if (!is_replaced (g_ptr_array_index (known, i), table))
      g_ptr_array_add (staying, g_ptr_array_index (known, i));
  return staying;
}

static void
read_terms (CwCsv *table, GPtrArray *known, GPtrArray *terms, GPtrArray *problems)
{
  g_autoptr (GPtrArray) others = find_staying (known, table);

  for (guint row = 0; row < cw_csv_n_rows (table); row++)
    {
      const Reader r = { table, row, NULL, problems };
      guint before = problems->len;
      CwTerm *term = read_term (&r);

      g_ptr_array_add (terms, term);
      if (problems->len > before || !check_beside (&r, term, NULL))
        continue;
      for (guint i = 0; i < others->len; i++)
        if (!check_beside (&r, term, g_ptr_array_index (others, i)))
          break;
      g_ptr_array_add (others, term);
    }
}

GPtrArray *
cw_import_read_terms (CwCsv *table, GPtrArray *known, GPtrArray *problems)
{
  static const char *const required[] = { "label", "start", "end", NULL };
  static const char *const optional[] = { "half_end", NULL };
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);
  guint before;

  g_return_val_if_fail (table != NULL && problems != NULL, NULL);

  before = problems->len;
  cw_import_add_faults (table, problems);
  if (cw_import_check_columns (table, required, optional, problems))
    read_terms (table, known, terms, problems);
  cw_import_sort_problems (problems);
  return problems->len == before ? g_steal_pointer (&terms) : NULL;
}

/* ---- enquiries (R5) ---- */

CwEnquiry *
cw_import_read_enquiry (CwCsv *table, guint row, CwCodeBook *book, CwDay today, GPtrArray *problems)
{
  Reader r = { table, row, book, problems };
  guint before = problems->len;
  g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();

  enquiry->day = require_day (&r, "date");
  if (enquiry->day > today)
    complain (&r, _ ("“date” has not come yet."));
  if (require (&r, "categories"))
    read_codes (&r, "categories", CW_LIST_ENQUIRY_CATEGORY, enquiry->categories);
  enquiry->method = require_code (&r, "method", CW_LIST_CONTACT_METHOD);
  enquiry->about = require_code (&r, "about", CW_LIST_ABOUT);
  read_codes (&r, "services", CW_LIST_SERVICE, enquiry->services);
  enquiry->asked_before = read_yes (&r, "asked_before");
  if (problems->len == before && enquiry->categories->len == 0)
    complain (&r, _ ("“categories” names no category."));
  return problems->len == before ? g_steal_pointer (&enquiry) : NULL;
}

/* ---- cases (R1, R2, R7) ---- */

const CwImportConsentWord *
cw_import_consent_words (guint *n)
{
  static const CwImportConsentWord words[] = {
    { "signed", N_ ("Signed form"), CW_CONSENT_SIGNED },
    { "spoken", N_ ("Verbal"), CW_CONSENT_SPOKEN },
  };

  *n = G_N_ELEMENTS (words);
  return words;
}

static void
read_how (const Reader *r, CwConsent *consent)
{
  const char *text = get_cell (r, "consent_how");
  guint n;
  const CwImportConsentWord *words = cw_import_consent_words (&n);

  if (!require (r, "consent_how"))
    return;
  for (guint i = 0; i < n; i++)
    if (cw_is_same_text (text, words[i].id) || cw_is_same_text (text, words[i].label)
        || cw_is_same_text (text, _ (words[i].label)))
      {
        consent->how = words[i].how;
        return;
      }
  /* Translators: %s is what stands in the column */
  complain (r, _ ("“consent_how” is “%s”. Write signed or spoken."), text);
}

/* The file vouches for the conversation: who explained the six points, when, and how the parent
 * agreed. */
static CwConsent *
read_consent (const Reader *r)
{
  CwConsent *consent = cw_consent_new ();

  consent->explained = CW_EXPLAINED_ALL;
  if (!*get_cell (r, "consent_date") && !*get_cell (r, "consent_how")
      && !*get_cell (r, "explained_by"))
    {
      complain (
          r,
          _ ("There is no consent. Nothing about a parent can be stored before they have agreed."));
      return consent;
    }
  consent->given_on = require_day (r, "consent_date");
  require (r, "explained_by");
  g_free (consent->explained_by);
  consent->explained_by = g_strdup (get_cell (r, "explained_by"));
  read_how (r, consent);
  return consent;
}

static void
read_opening (const Reader *r, CwCaseOpening *opening, gboolean again)
{
  const CwCode *came;

  opening->opened = again ? read_day (r, "opened") : require_day (r, "opened");
  opening->how_came = again ? read_code (r, "how_came", CW_LIST_HOW_CAME)
                            : require_code (r, "how_came", CW_LIST_HOW_CAME);
  opening->asked_by = read_code (r, "asked_by", CW_LIST_ASKED_BY);
  opening->parent_agreed_on = read_day (r, "parent_agreed_on");
  came = cw_code_book_get (r->book, opening->how_came);
  if (came == NULL)
    return;
  if (g_str_equal (came->code, "came"))
    {
      /* R1: which of the two it was decides whether the parent had to agree first. */
      if (*get_cell (r, "asked_by"))
        complain (r, _ ("“how_came” says that the parent came, and “asked_by” that somebody asked "
                        "first. Only one of them can be right."));
    }
  else if (!again)
    {
      require (r, "asked_by");
      require (r, "parent_agreed_on");
    }
}

/* A reference is a number that the paper bears too, never a name. */
static void
check_reference (const Reader *r)
{
  const char *text = get_cell (r, "reference");
  gboolean digit = FALSE, strange = strlen (text) > 20;

  if (!require (r, "reference"))
    return;
  for (const char *p = text; *p; p++)
    {
      digit |= g_ascii_isdigit (*p);
      strange |= !g_ascii_isalnum (*p) && strchr ("/_-", *p) == NULL;
    }
  if (!digit || strange)
    complain (r, _ ("“reference” has to be a number or a short mark with a number in it, such as "
                    "0042 or HB/42."));
}

static char *
fold_person (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal ? normal : name, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    if (*words[i])
      g_string_append_printf (joined, "%s%s", joined->len ? " " : "", words[i]);
  return g_string_free (joined, FALSE);
}

/* Case, spaces and how an accent is written do not matter. */
gboolean
cw_import_is_same_person (const char *a, const char *b)
{
  g_autofree char *one = fold_person (a);
  g_autofree char *two = fold_person (b);

  return g_str_equal (one, two);
}

/* Two of one name could not be told apart later: a contact would go to the first (R2). */
static void
check_names (const Reader *r, const char *column, char **names)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean too_long = FALSE, twice = FALSE;

  for (guint i = 0; names[i]; i++)
    {
      too_long |= g_utf8_strlen (names[i], -1) > 200;
      twice |= !g_hash_table_add (seen, fold_person (names[i]));
    }
  if (too_long)
    /* Translators: %s is the name of a column */
    complain (r, _ ("A name in “%s” is longer than 200 characters."), column);
  if (twice)
    /* Translators: %s is the name of a column */
    complain (r, _ ("“%s” holds the same name twice. Write something that tells the two apart."),
              column);
}

CwImportCase *
cw_import_read_case (CwCsv *table, guint row, CwCodeBook *book, gboolean again, GPtrArray *problems)
{
  Reader r = { table, row, book, problems };
  guint before = problems->len;
  g_autoptr (CwImportCase) self = g_new0 (CwImportCase, 1);

  check_reference (&r);
  self->reference = g_strdup (get_cell (&r, "reference"));
  self->family = g_strdup (get_cell (&r, "family"));
  self->adults = split_cell (&r, "adults");
  self->children = split_cell (&r, "children");
  self->opening = cw_case_opening_new ();
  self->opening->reference = g_strdup (self->reference);
  read_opening (&r, self->opening, again);
  self->opening->consent = read_consent (&r);
  if (self->adults[0] == NULL)
    complain (&r, _ ("“adults” names nobody. The adult is the one who agreed."));
  check_names (&r, "adults", self->adults);
  check_names (&r, "children", self->children);
  return problems->len == before ? g_steal_pointer (&self) : NULL;
}

void
cw_import_case_free (CwImportCase *self)
{
  if (self == NULL)
    return;
  g_free (self->reference);
  g_free (self->family);
  g_strfreev (self->adults);
  g_strfreev (self->children);
  g_clear_pointer (&self->opening, cw_case_opening_free);
  g_free (self);
}

/* ---- contacts (R10, R11) ---- */

/* A line that stands whole in quotation marks is what the parent said, every other line a fact. */
static CwLineKind
tell_kind (const char *text)
{
  gsize length = strlen (text);

  if ((g_str_has_prefix (text, "“") && g_str_has_suffix (text, "”"))
      || (length > 2 && text[0] == '"' && text[length - 1] == '"'))
    return CW_LINE_SAID;
  return CW_LINE_FACT;
}

static void
read_note (const Reader *r, GPtrArray *lines)
{
  g_auto (GStrv) texts = g_strsplit (get_cell (r, "note"), "\n", -1);

  for (guint i = 0; texts[i]; i++)
    if (*g_strstrip (texts[i]))
      g_ptr_array_add (lines, cw_line_new_take (tell_kind (texts[i]), g_strdup (texts[i])));
}

CwImportContact *
cw_import_read_contact (CwCsv *table, guint row, CwCodeBook *book, GPtrArray *problems)
{
  Reader r = { table, row, book, problems };
  guint before = problems->len;
  const char *time = get_cell (&r, "time");
  g_autoptr (CwImportContact) self = g_new0 (CwImportContact, 1);

  self->contact = cw_contact_new ();
  require (&r, "reference");
  self->reference = g_strdup (get_cell (&r, "reference"));
  self->adults = split_cell (&r, "adult");
  self->contact->day = require_day (&r, "date");
  self->contact->minutes = read_minutes (&r);
  self->contact->method = require_code (&r, "method", CW_LIST_CONTACT_METHOD);
  self->contact->time = cw_time_parse (time);
  if (*time && self->contact->time < 0)
    /* Translators: %s is what stands in the column */
    complain (&r, _ ("“time” is “%s”. Write it as 14:05."), time);
  read_codes (&r, "support_types", CW_LIST_SUPPORT_TYPE, self->contact->support);
  read_codes (&r, "services", CW_LIST_SERVICE, self->contact->services);
  read_note (&r, self->contact->lines);
  return problems->len == before ? g_steal_pointer (&self) : NULL;
}

void
cw_import_contact_free (CwImportContact *self)
{
  if (self == NULL)
    return;
  g_free (self->reference);
  g_strfreev (self->adults);
  g_clear_pointer (&self->contact, cw_contact_free);
  g_free (self);
}
