/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "invented-school.h"

#include "report/cw-report.h"
#include "school-player.h"
#include "store/cw-store-private.h"

/* Lists that get codes of the adviser's own. */
static const CwCodeList growing[]
    = { CW_LIST_ENQUIRY_CATEGORY, CW_LIST_CONTACT_METHOD, CW_LIST_SUPPORT_TYPE, CW_LIST_SERVICE };

/* ---- playing a history ---- */

static gint64
get_code (Player *self, CwCodeList list, gint64 place)
{
  GPtrArray *codes = cw_code_book_list (self->ground->book, list);

  g_assert_cmpint (place, <=, codes->len);
  return ((CwCode *) codes->pdata[place - 1])->id;
}

static gboolean
is_taken (Player *self, const Record *record, CwCodeList list, gint64 code)
{
  const Pooled *without = self->play->without;

  return without != NULL && code == without->code && list == without->dimension->list
         && record->counted == without->end
         && record->contact == g_str_equal (without->dimension->population, "contacts");
}

static gint64
find_code (Player *self, const Record *record, CwCodeList list, gint64 place)
{
  gint64 code = get_code (self, list, place);

  return is_taken (self, record, list, code) ? self->play->without->absorber : code;
}

static void
find_codes (Player *self, const Record *record, CwCodeList list, const CwIds *places, CwIds *codes)
{
  cw_ids_clear (codes);
  for (guint i = 0; i < places->len; i++)
    cw_ids_add (codes, find_code (self, record, list, places->items[i]));
}

static gint64
save_enquiry (Player *self, const Record *record, const Version *version, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();

  enquiry->id = id;
  enquiry->day = version->day;
  enquiry->method = find_code (self, record, CW_LIST_CONTACT_METHOD, version->method);
  enquiry->about = find_code (self, record, CW_LIST_ABOUT, version->about);
  enquiry->asked_before = version->asked_before;
  find_codes (self, record, CW_LIST_ENQUIRY_CATEGORY, version->first, enquiry->categories);
  find_codes (self, record, CW_LIST_SERVICE, version->services, enquiry->services);
  id = cw_store_save_enquiry (self->ground->store, enquiry, &error);
  g_assert_no_error (error);
  return id;
}

static gint64
save_contact (Player *self, const Record *record, const Version *version, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) contact = cw_contact_new ();

  contact->id = id;
  contact->case_id = self->cases[record->owner];
  contact->day = version->day;
  contact->time = -1;
  contact->minutes = version->minutes;
  contact->method = find_code (self, record, CW_LIST_CONTACT_METHOD, version->method);
  cw_ids_add (contact->adults, self->adults[record->owner]);
  find_codes (self, record, CW_LIST_SUPPORT_TYPE, version->first, contact->support);
  find_codes (self, record, CW_LIST_SERVICE, version->services, contact->services);
  id = cw_store_save_contact (self->ground->store, contact, NULL, 0, &error);
  g_assert_no_error (error);
  return id;
}

static gint64
save (Player *self, const Record *record, guint version, gint64 id)
{
  return record->contact ? save_contact (self, record, record->versions->pdata[version], id)
                         : save_enquiry (self, record, record->versions->pdata[version], id);
}

static void
delete_record (Player *self, guint index)
{
  const Record *record = self->school->records->pdata[index];
  g_autoptr (GError) error = NULL;

  self->deleted[index]
      = record->contact
            ? (gpointer) cw_store_delete_contact (self->ground->store, self->ids[index], &error)
            : (gpointer) cw_store_delete_enquiry (self->ground->store, self->ids[index], &error);
  g_assert_no_error (error);
  self->ids[index] = 0;
}

static gint64
ask (Player *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 answer = cw_store_ask (self->ground->store, sql, 0, 0, 0, &error);

  g_assert_no_error (error);
  return answer;
}

/* The same id, or another one where it was given away meanwhile. */
static gint64
find_restored (Player *self, gboolean contact, gint64 id)
{
  for (guint i = 0; i < self->school->records->len; i++)
    {
      const Record *record = self->school->records->pdata[i];
      if (record->contact == contact && self->ids[i] == id)
        return ask (self,
                    contact ? "SELECT max (id) FROM contact" : "SELECT max (id) FROM enquiry");
    }
  return id;
}

static void
restore_record (Player *self, guint index)
{
  const Record *record = self->school->records->pdata[index];
  g_autoptr (GError) error = NULL;

  if (record->contact)
    {
      g_autoptr (CwContact) contact = g_steal_pointer (&self->deleted[index]);
      cw_store_restore_contact (self->ground->store, contact, &error);
      self->ids[index] = find_restored (self, TRUE, contact->id);
    }
  else
    {
      g_autoptr (CwEnquiry) enquiry = g_steal_pointer (&self->deleted[index]);
      cw_store_restore_enquiry (self->ground->store, enquiry, &error);
      self->ids[index] = find_restored (self, FALSE, enquiry->id);
    }
  g_assert_no_error (error);
}

static void
play_record_act (Player *self, const Act *act)
{
  const Record *record = self->school->records->pdata[act->a];

  if (record->contact && self->cases[record->owner] == 0)
    return;
  if (act->kind == ACT_ADD)
    {
      self->ids[act->a] = save (self, record, 0, 0);
      self->was[act->a] = TRUE;
    }
  else if (act->kind == ACT_RESTORE && self->deleted[act->a] != NULL)
    restore_record (self, act->a);
  else if (self->ids[act->a] == 0)
    return;
  else if (act->kind == ACT_CORRECT)
    {
      if (self->play->found != NULL)
        self->play->seen->corrected += record->counted != CW_DAY_NONE;
      save (self, record, act->b, self->ids[act->a]);
      self->versions[act->a] = act->b;
    }
  else if (act->kind == ACT_DELETE)
    delete_record (self, act->a);
}

static void
play_erase (Player *self, guint place)
{
  g_autoptr (GError) error = NULL;

  cw_store_erase_case (self->ground->store, self->cases[place], &error);
  g_assert_no_error (error);
  self->cases[place] = 0;
  families_erase (self->families, place);
}

static void
play_link (Player *self, guint a, guint b, gboolean linked)
{
  g_autoptr (GError) error = NULL;
  g_autofree gboolean *counted = player_list_counted (self, FALSE);

  cw_store_link_cases (self->ground->store, self->cases[a], self->cases[b], linked, &error);
  g_assert_no_error (error);
  if (linked)
    families_link (self->families, a, b);
  else
    families_part (self->families, a, b, counted);
  if (self->play->found != NULL)
    self->play->seen->linked++;
}

static void
play_case_act (Player *self, const Act *act)
{
  if (self->cases[act->a] == 0 || (act->kind != ACT_ERASE && self->cases[act->b] == 0))
    return;
  if (act->kind == ACT_ERASE)
    play_erase (self, act->a);
  else
    play_link (self, act->a, act->b, act->kind == ACT_LINK);
}

static void
add_codes (Player *self, const char *label)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (growing); i++)
    {
      cw_store_add_code (self->ground->store, growing[i], label, &error);
      g_assert_no_error (error);
    }
  ground_reload (self->ground);
}

static void
retire_code (Player *self)
{
  g_autoptr (GError) error = NULL;

  cw_store_retire_code (self->ground->store,
                        ground_code (self->ground, CW_LIST_ENQUIRY_CATEGORY, "attendance"), TRUE,
                        &error);
  g_assert_no_error (error);
  ground_reload (self->ground);
}

/* ---- freezing ---- */

static CwBlock *
find_earliest (Player *self)
{
  static const char *const populations[] = { "enquiries", "contacts" };
  CwBlock *earliest = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) blocks
          = cw_store_list_blocks (self->ground->store, populations[i], &error);

      g_assert_no_error (error);
      for (guint j = 0; j < blocks->len; j++)
        {
          CwBlock *block = blocks->pdata[j];
          if (block->state != CW_BLOCK_READY || (earliest != NULL && earliest->end <= block->end))
            continue;
          g_clear_pointer (&earliest, cw_block_free);
          earliest = g_memdup2 (block, sizeof *block);
          earliest->population = g_strdup (block->population);
          earliest->label = g_strdup (block->label);
        }
    }
  return earliest;
}

static void
note_pooled (Player *self, const CwBlock *block)
{
  guint n;
  const CwDimension *dimensions = cw_dimension_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!g_str_equal (dimensions[i].population, block->population))
        continue;
      g_autoptr (GArray) why
          = cw_store_explain_block (self->ground->store, &dimensions[i], block->end, &error);
      g_assert_no_error (error);
      for (guint j = 1; j < why->len; j++)
        {
          const CwPooled *code = &g_array_index (why, CwPooled, j);
          Pooled pooled = { &dimensions[i], block->end, code->code_id,
                            g_array_index (why, CwPooled, 0).code_id, code->why };
          const CwCode *known = cw_code_book_get (self->ground->book, code->code_id);
          if (code->why == CW_POOLED_NOT)
            continue;
          g_array_append_val (self->play->found, pooled);
          self->play->seen->added_pooled += !known->shipped;
          self->play->seen->retired_pooled += known->retired;
        }
    }
}

static void
note_block (Player *self, const CwBlock *block, CwBlockState state)
{
  Seen *seen = self->play->seen;
  CwCalendar calendar;

  player_get_rule (self, block, &calendar);
  seen->calendars[calendar]++;
  seen->withheld += state == CW_BLOCK_WITHHELD;
  seen->published += state == CW_BLOCK_PUBLISHED;
  seen->joined += state == CW_BLOCK_PUBLISHED
                  && block->end - block->start > (calendar == CW_CALENDAR_HALF_TERM ? 90 : 160)
                  && calendar != CW_CALENDAR_YEAR;
}

static void
note_frozen (Player *self, const CwBlock *block, CwBlockState state, guint mark)
{
  player_note_counted (self, block, state == CW_BLOCK_PUBLISHED);
  if (state == CW_BLOCK_WITHHELD)
    g_array_set_size (self->play->found, mark);
  if (block->closes_year && g_str_equal (block->population, "contacts"))
    player_check_year (self, block);
  note_block (self, block, state);
}

/* Fifty more records of one code on the block's last day: of new enquiries, of every case that is
 * still there. */
static void
let_grow (Player *self, const Pooled *more)
{
  g_autoptr (GError) error = NULL;
  const char *name = more->dimension->name;
  guint n = g_str_equal (more->dimension->population, "contacts") ? self->school->n_cases : 50;

  for (guint i = 0; i < n; i++)
    {
      if (n == 50)
        {
          g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();
          enquiry->day = more->end;
          cw_ids_add (enquiry->categories, g_str_equal (name, "category")
                                               ? more->code
                                               : get_code (self, CW_LIST_ENQUIRY_CATEGORY, 1));
          enquiry->method = g_str_equal (name, "method")
                                ? more->code
                                : get_code (self, CW_LIST_CONTACT_METHOD, 1);
          enquiry->about
              = g_str_equal (name, "about") ? more->code : get_code (self, CW_LIST_ABOUT, 1);
          if (g_str_equal (name, "service"))
            cw_ids_add (enquiry->services, more->code);
          cw_store_save_enquiry (self->ground->store, enquiry, &error);
        }
      else if (self->cases[i] != 0)
        {
          g_autoptr (CwContact) contact = cw_contact_new ();
          contact->case_id = self->cases[i];
          contact->day = more->end;
          contact->time = -1;
          contact->method = g_str_equal (name, "method")
                                ? more->code
                                : get_code (self, CW_LIST_CONTACT_METHOD, 1);
          cw_ids_add (contact->adults, self->adults[i]);
          if (g_str_equal (name, "support"))
            cw_ids_add (contact->support, more->code);
          else if (g_str_equal (name, "service"))
            cw_ids_add (contact->services, more->code);
          cw_store_save_contact (self->ground->store, contact, NULL, 0, &error);
        }
      g_assert_no_error (error);
    }
}

static void
add_publication (Player *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPublished) list = cw_store_load_publication_list (self->ground->store, &error);

  g_assert_no_error (error);
  g_autofree char *json = cw_summary_to_json (list);
  g_string_append (self->text, json);
  g_assert_true (cw_ledger_check_chain (cw_published_get_entries (list), NULL));
}

static void
play_freeze (Player *self)
{
  g_autoptr (GError) error = NULL;
  gboolean plain = self->play->found == NULL && self->play->more == NULL;

  if (plain)
    cw_store_freeze_ended (self->ground->store, &error);
  g_assert_no_error (error);
  for (CwBlock *block = find_earliest (self); block != NULL; block = find_earliest (self))
    {
      guint mark = self->play->found != NULL ? self->play->found->len : 0;
      CwBlockState state;

      if (self->play->found != NULL)
        note_pooled (self, block);
      if (self->play->more != NULL && self->play->more->end == block->end
          && g_str_equal (self->play->more->dimension->population, block->population))
        let_grow (self, self->play->more);
      cw_store_freeze (self->ground->store, block->population, block->end, &state, &error);
      g_assert_no_error (error);
      if (self->play->found != NULL)
        note_frozen (self, block, state, mark);
      cw_block_free (block);
    }
  add_publication (self);
}

/* Every period that can be asked for, as files; a refusal is part of what is told. */
static void
add_periods (Player *self)
{
  static const char *const years[] = { "2024-25", "2025-26" };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < self->school->terms->len; i++)
    g_ptr_array_add (names, ((CwTerm *) self->school->terms->pdata[i])->label);
  g_ptr_array_add (names, (gpointer) years[0]);
  g_ptr_array_add (names, (gpointer) years[1]);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwPublished) published
          = cw_store_load_published (self->ground->store, names->pdata[i], &error);

      if (published == NULL)
        {
          g_string_append_printf (self->text, "%s\n", error->message);
          continue;
        }
      g_autofree char *json = cw_summary_to_json (published), *csv = cw_summary_to_csv (published);
      g_string_append_printf (self->text, "%s\n%s\n%d %d\n", json, csv,
                              cw_published_get_families (published, "enquiries"),
                              cw_published_get_families (published, "contacts"));
    }
}

static void
play_act (Player *self, const Act *act)
{
  switch (act->kind)
    {
    case ACT_ERASE:
    case ACT_LINK:
    case ACT_PART:
      play_case_act (self, act);
      break;
    case ACT_NEW_CODE:
      add_codes (self, "Added later");
      break;
    case ACT_RETIRE:
      retire_code (self);
      break;
    case ACT_FREEZE:
      play_freeze (self);
      break;
    case ACT_ADD:
    case ACT_CORRECT:
    case ACT_DELETE:
    case ACT_RESTORE:
    default:
      play_record_act (self, act);
      break;
    }
}

static void
prepare (Player *self)
{
  School *school = self->school;
  g_autoptr (GError) error = NULL;

  ground_save_terms (self->ground, school->terms);
  cw_store_set_next_rule (self->ground->store, "enquiries", school->calendar[0], school->k[0],
                          &error);
  g_assert_no_error (error);
  cw_store_set_next_rule (self->ground->store, "contacts", school->calendar[1], school->k[1],
                          &error);
  g_assert_no_error (error);
  for (guint i = 0; i < school->n_added; i++)
    {
      g_autofree char *label = g_strdup_printf ("Added %u", i + 1);
      add_codes (self, label);
    }
  for (guint i = 0; i < school->n_cases; i++)
    self->cases[i] = ground_open_case (self->ground, school->first_day, &self->adults[i]);
}

/* Between two freezes everything is one transaction: a history is long, and what is tested is not
 * how it is saved. */
static void
play_acts (Player *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTransaction) transaction = cw_transaction_begin (self->ground->store, &error);

  prepare (self);
  for (guint i = 0; i < self->school->acts->len; i++)
    {
      const Act *act = &g_array_index (self->school->acts, Act, i);

      cw_clock_set (self->ground->clock, act->on, 600);
      if (act->kind == ACT_FREEZE)
        {
          g_assert_true (cw_transaction_commit (&transaction, &error));
          play_act (self, act);
          transaction = cw_transaction_begin (self->ground->store, &error);
        }
      else
        play_act (self, act);
      g_assert_no_error (error);
    }
  g_assert_true (cw_transaction_commit (&transaction, &error));
}

static void
free_deleted (Player *self)
{
  for (guint i = 0; i < self->school->records->len; i++)
    {
      const Record *record = self->school->records->pdata[i];
      if (self->deleted[i] == NULL)
        continue;
      if (record->contact)
        cw_contact_free (self->deleted[i]);
      else
        cw_enquiry_free (self->deleted[i]);
    }
}

char *
school_play (School *school, Play *play)
{
  g_autoptr (Ground) ground = ground_new (school->first_day);
  guint n = school->records->len;
  g_autofree gint64 *cases = g_new0 (gint64, school->n_cases),
                    *adults = g_new0 (gint64, school->n_cases);
  g_autofree gint64 *ids = g_new0 (gint64, n);
  g_autofree gboolean *was = g_new0 (gboolean, n);
  g_autofree guint *versions = g_new0 (guint, n);
  g_autofree gpointer *deleted = g_new0 (gpointer, n);
  g_autoptr (Families) families = families_new (school->n_cases);
  Player player = { school, play,     ground,  cases,    adults,      ids,
                    was,    versions, deleted, families, CW_DAY_NONE, g_string_new (NULL) };

  play_acts (&player);
  add_periods (&player);
  play->ledger = cw_store_list_ledger (ground->store, NULL);
  free_deleted (&player);
  return g_string_free (player.text, FALSE);
}
