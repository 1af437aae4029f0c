/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "school-player.h"
#include "store/cw-store-freezing.h"

gboolean *
player_list_counted (Player *self, gboolean removed)
{
  gboolean *counted = g_new0 (gboolean, self->school->n_cases);

  for (guint i = 0; i < self->school->records->len; i++)
    {
      const Record *record = self->school->records->pdata[i];

      if (record->contact && record->counted > self->closed
          && (removed || self->deleted[i] == NULL))
        counted[record->owner] = TRUE;
    }
  return counted;
}

static gint64
get_counted_in (Player *self, const Record *record, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) contact
      = record->contact ? cw_store_get_contact (self->ground->store, id, &error) : NULL;
  g_autoptr (CwEnquiry) enquiry
      = record->contact ? NULL : cw_store_get_enquiry (self->ground->store, id, &error);

  g_assert_no_error (error);
  return record->contact ? contact->counted_in : enquiry->counted_in;
}

/* What was counted in one block, worked out here. */
typedef struct
{
  guint n;
  gboolean *owners;  /* contacts: of which cases */
  GHashTable *first; /* enquiries: in each term, those who had not asked before */
} Counted;

static void
count_record (Player *self, Counted *counted, const Record *record, const Version *version)
{
  counted->n++;
  if (record->contact)
    counted->owners[record->owner] = TRUE;
  else if (!version->asked_before)
    {
      gpointer term = GINT_TO_POINTER (cw_calendar_season (self->school->terms, version->day));
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (counted->first, term));

      g_hash_table_insert (counted->first, term, GUINT_TO_POINTER (before + 1));
    }
}

static guint
count_families (Player *self, const Counted *counted, gboolean contacts)
{
  GHashTableIter iter;
  gpointer enquiries;
  guint most = 0;

  if (contacts)
    return families_count (self->families, counted->owners);
  g_hash_table_iter_init (&iter, counted->first);
  while (g_hash_table_iter_next (&iter, NULL, &enquiries))
    most = MAX (most, GPOINTER_TO_UINT (enquiries));
  return most;
}

static void
check_headline (Player *self, const CwBlock *block, guint records, guint families)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cw_store_list_ledger (self->ground->store, &error);
  const CwLedgerEntry *entry = entries->pdata[entries->len - 1];

  g_assert_no_error (error);
  g_assert_cmpint (entry->end, ==, block->end);
  g_assert_cmpint (entry->records, ==, cw_disclosure_round (records));
  g_assert_cmpint (entry->families, ==, cw_disclosure_round (families));
}

guint
player_get_rule (Player *self, const CwBlock *block, CwCalendar *calendar)
{
  g_autoptr (GError) error = NULL;
  int k;

  cw_store_get_year_rule (self->ground->store, block->year, block->population, calendar, &k, NULL,
                          &error);
  g_assert_no_error (error);
  return (guint) k;
}

static guint
get_threshold (Player *self, const CwBlock *block)
{
  CwCalendar calendar;

  return player_get_rule (self, block, &calendar);
}

/* A block is published where enough families are behind what it counts, and not otherwise. */
static void
check_state (Player *self, const CwBlock *block, guint families, gboolean published)
{
  g_assert_true (published == (families >= get_threshold (self, block)));
}

/* ---- true families behind every line ---- */

typedef struct
{
  const CwDimension *dimension;
  const CwLedgerEntry *entry;
  char **codes;
} Line;

static gboolean
stands_alone (const Line *line, const char *code)
{
  for (guint i = 0; i < line->entry->rows->len; i++)
    {
      char **codes = ((CwLedgerRow *) line->entry->rows->pdata[i])->codes;
      if (codes[1] == NULL && g_str_equal (codes[0], code))
        return TRUE;
    }
  return FALSE;
}

/* A pooled line does not name what the adviser added. */
static gboolean
has_place (Player *self, const Line *line, gint64 place)
{
  const CwCode *code
      = cw_code_book_list (self->ground->book, line->dimension->list)->pdata[place - 1];

  return g_strv_contains ((const char *const *) line->codes, code->code)
         || (!code->shipped && line->codes[1] != NULL && !stands_alone (line, code->code));
}

static gboolean
is_any_place (Player *self, const Line *line, const CwIds *places)
{
  for (guint i = 0; i < places->len; i++)
    if (has_place (self, line, places->items[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_on_line (Player *self, const Line *line, const Version *version)
{
  switch ((int) line->dimension->list)
    {
    case CW_LIST_CONTACT_METHOD:
      return has_place (self, line, version->method);
    case CW_LIST_ABOUT:
      return has_place (self, line, version->about);
    case CW_LIST_SERVICE:
      return is_any_place (self, line, version->services);
    default:
      return is_any_place (self, line, version->first);
    }
}

/* As many families as there must be at least. Contacts: those whose cases they are of. Enquiries:
 * nobody knows who asked again in another term, so those of the one real term with most of them. */
static guint
count_true_families (Player *self, const Line *line)
{
  gboolean contacts = g_str_equal (line->entry->population, "contacts");
  g_autofree gboolean *owners = g_new0 (gboolean, self->school->n_cases);
  g_autofree guint *in_term = g_new0 (guint, self->school->real->len + 1);
  guint most = 0;

  for (guint i = 0; i < self->school->records->len; i++)
    {
      const Record *record = self->school->records->pdata[i];
      const Version *version = record->versions->pdata[self->versions[i]];
      guint term;

      if (record->contact != contacts || record->counted != line->entry->end
          || !is_on_line (self, line, version))
        continue;
      if (contacts)
        owners[record->owner] = TRUE;
      else if (!version->asked_before)
        {
          term = cw_calendar_term_index (self->school->real, version->day);
          most = MAX (most, ++in_term[term]);
        }
    }
  return contacts ? families_count (self->families, owners) : most;
}

static void
check_lines (Player *self, const CwBlock *block)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cw_store_list_ledger (self->ground->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const CwLedgerEntry *entry = entries->pdata[i];
      const CwDimension *dimension = cw_dimension_find (entry->population, entry->dimension);

      if (entry->end != block->end || !g_str_equal (entry->population, block->population))
        continue;
      for (guint j = 0; j < entry->rows->len; j++)
        {
          const Line line = { dimension, entry, ((CwLedgerRow *) entry->rows->pdata[j])->codes };

          g_assert_cmpuint (count_true_families (self, &line), >=, get_threshold (self, block));
          self->play->seen->lines++;
        }
    }
}

/* Which records the block counted, worked out here and compared with what the store noted. Erased
 * ones left a stub; what was deleted was a slip and is not counted. */
void
player_note_counted (Player *self, const CwBlock *block, gboolean published)
{
  gboolean contacts = g_str_equal (block->population, "contacts");
  g_autofree gboolean *owners = g_new0 (gboolean, self->school->n_cases);
  g_autoptr (GHashTable) first = g_hash_table_new (NULL, NULL);
  Counted counted = { 0, owners, first };
  guint families;

  for (guint i = 0; i < self->school->records->len; i++)
    {
      Record *record = self->school->records->pdata[i];
      const Version *version = record->versions->pdata[self->versions[i]];

      if (record->contact != contacts || !self->was[i] || self->deleted[i] != NULL)
        continue;
      gboolean erased = contacts && self->cases[record->owner] == 0;
      if (self->ids[i] == 0 && !erased)
        continue;
      if (record->counted == CW_DAY_NONE
          && version->day < cw_calendar_beginning (self->school->first_day))
        self->play->seen->outside += published;
      else if (record->counted == CW_DAY_NONE && version->day <= block->end)
        {
          count_record (self, &counted, record, version);
          if (published)
            {
              record->counted = block->end;
              self->play->seen->late += version->day < block->start;
              self->play->seen->stubs += erased;
              self->play->seen->between
                  += !contacts && cw_calendar_season (self->school->terms, version->day) < 0;
            }
        }
      if (!erased)
        g_assert_true ((get_counted_in (self, record, self->ids[i]) != 0)
                       == (record->counted != CW_DAY_NONE));
    }
  families = count_families (self, &counted, contacts);
  check_state (self, block, families, published);
  if (!published)
    return;
  check_headline (self, block, counted.n, families);
  check_lines (self, block);
}

/* The year's own number. Whether a family whose every contact was deleted after it had been counted
 * is in it depends on whether it was parted from another in between. */
void
player_check_year (Player *self, const CwBlock *block)
{
  g_autoptr (GError) error = NULL;
  g_autofree gboolean *there = player_list_counted (self, FALSE),
                      *all = player_list_counted (self, TRUE);
  guint least = families_count (self->families, there), most = families_count (self->families, all);
  guint k = get_threshold (self, block);
  int families = cw_store_get_year_families (self->ground->store, block->year, "contacts", &error);

  g_assert_no_error (error);
  g_assert_cmpint (families, >=, least >= k ? cw_disclosure_round (least) : 0);
  g_assert_cmpint (families, <=, most >= k ? cw_disclosure_round (most) : 0);
  self->play->seen->years += least == most;
  self->closed = block->end;
}
