/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the next postholder is told, and what is not passed on (R21): in the records and on the copy
 * that leaves. */

#include "fixture.h"
#include "store/cw-store-handover.h"
#include "store/cw-store-private.h"

static CwHandoverNote *
get_note (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  CwHandoverNote *note = cw_store_get_handover (fixture->store, id, &error);

  g_assert_no_error (error);
  return note;
}

static gboolean
save_note (Fixture *fixture,
           gint64 id,
           const char *words,
           gboolean knows,
           CwPassOn pass_on,
           GError **error)
{
  g_autoptr (CwHandoverNote) note = cw_handover_note_new ();

  note->case_id = id;
  g_free (note->where_we_are);
  note->where_we_are = g_strdup (words);
  note->parent_knows = knows;
  note->pass_on = pass_on;
  return cw_store_save_handover (fixture->store, note, error);
}

static void
keep_note (Fixture *fixture, gint64 id, const char *words, CwPassOn pass_on)
{
  g_autoptr (GError) error = NULL;

  save_note (fixture, id, words, FALSE, pass_on, &error);
  g_assert_no_error (error);
}

static void
leave_out (Fixture *fixture, gint64 contact)
{
  g_autoptr (GError) error = NULL;

  cw_store_leave_out (fixture->store, contact, TRUE, &error);
  g_assert_no_error (error);
}

static void
withdraw (Fixture *fixture, gint64 adult)
{
  g_autoptr (GError) error = NULL;

  cw_store_withdraw_consent (fixture->store, adult, TODAY, &error);
  g_assert_no_error (error);
}

/* ---- the notes ---- */

static void
test_notes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (CwHandoverNote) note = NULL;
  gint64 adult, id = fixture_case (fixture, "Joanne Hughes", "Kai", &adult),
                nameless = fixture_case (fixture, NULL, NULL, NULL), closed_adult,
                closed = fixture_case (fixture, "Somebody Else", NULL, &closed_adult);

  g_assert_true (cw_store_set_case_status (fixture->store, closed, CW_CASE_CLOSED, TODAY, &error));
  note = get_note (fixture, id);
  g_assert_false (note->written);
  g_assert_true (note->agreed);
  g_assert_cmpstr (note->where_we_are, ==, "");
  g_assert_cmpint (note->pass_on, ==, CW_PASS_ON_ALL);
  g_assert_true (save_note (fixture, id, "Waiting for the school.", TRUE, CW_PASS_ON_PART, &error));
  g_assert_true (save_note (fixture, id, "Waiting for a place.", TRUE, CW_PASS_ON_PART, &error));
  notes = cw_store_list_handover (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notes->len, ==, 2);
  cw_handover_note_free (g_steal_pointer (&note));
  note = cw_handover_note_copy (g_ptr_array_index (notes, 0));
  g_assert_cmpint (note->case_id, ==, id);
  g_assert_cmpstr (note->who, ==, "Joanne Hughes");
  g_assert_cmpstr (note->reference, ==, "0001");
  g_assert_true (note->written);
  g_assert_true (note->parent_knows);
  g_assert_cmpstr (note->where_we_are, ==, "Waiting for a place.");
  g_assert_cmpint (note->pass_on, ==, CW_PASS_ON_PART);
  cw_handover_note_free (g_steal_pointer (&note));
  note = cw_handover_note_copy (g_ptr_array_index (notes, 1));
  g_assert_cmpint (note->case_id, ==, nameless);
  g_assert_cmpstr (note->who, ==, "");
  g_assert_false (note->written);
  g_ptr_array_unref (notes);
  keep_note (fixture, closed, "", CW_PASS_ON_NONE);
  notes = cw_store_list_handover (fixture->store, &error);
  g_assert_cmpuint (notes->len, ==, 3);
  g_assert_false (((CwHandoverNote *) g_ptr_array_index (notes, 1))->closed);
  g_assert_true (((CwHandoverNote *) g_ptr_array_index (notes, 2))->closed);
  keep_note (fixture, closed, "", CW_PASS_ON_ALL);
  leave_out (fixture, fixture_contact (fixture, closed, closed_adult, TODAY - 1, 5, NULL));
  g_ptr_array_unref (notes);
  notes = cw_store_list_handover (fixture->store, &error);
  g_assert_cmpuint (notes->len, ==, 3);
  g_assert_false (save_note (fixture, id + 100, "", FALSE, CW_PASS_ON_ALL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
}

/* R7: no new words once nobody agrees; what is decided about the case can still be said. With @data
 * the triggers are gone, so that the gate stands alone. */
static void
test_consent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHandoverNote) note = NULL;
  gint64 adult, id = fixture_case (fixture, "Joanne Hughes", NULL, &adult), other_adult,
                other = fixture_case (fixture, "Darren Pike", NULL, &other_adult);

  if (data)
    g_assert_cmpint (fixture_sql (fixture->store,
                                  "DROP TRIGGER handover_gate_insert;"
                                  "DROP TRIGGER handover_gate_update",
                                  NULL),
                     ==, 0);
  keep_note (fixture, id, "Waiting for the school.", CW_PASS_ON_ALL);
  withdraw (fixture, adult);
  withdraw (fixture, other_adult);
  g_assert_false (save_note (fixture, id, "New words.", FALSE, CW_PASS_ON_ALL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_CONSENT);
  g_clear_error (&error);
  g_assert_false (save_note (fixture, other, "First words.", FALSE, CW_PASS_ON_ALL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_CONSENT);
  g_clear_error (&error);
  g_assert_true (save_note (fixture, id, "Waiting for the school.", TRUE, CW_PASS_ON_NONE, &error));
  g_assert_true (save_note (fixture, other, "", TRUE, CW_PASS_ON_NONE, &error));
  g_assert_no_error (error);
  note = get_note (fixture, id);
  g_assert_false (note->agreed);
  g_assert_cmpint (note->pass_on, ==, CW_PASS_ON_NONE);
  g_assert_cmpstr (note->where_we_are, ==, "Waiting for the school.");
  g_assert_true (save_note (fixture, id, "", TRUE, CW_PASS_ON_NONE, &error));
}

/* R7: the schema by itself. */
static void
test_triggers (Fixture *fixture, gconstpointer data)
{
  gint64 adult, id = fixture_case (fixture, "Joanne Hughes", NULL, &adult);
  g_autofree char *insert
      = g_strdup_printf ("INSERT INTO handover VALUES (%" G_GINT64_FORMAT ", 1, 'x', 0, 'all')",
                         id);
  g_autofree char *message = NULL, *other = NULL;

  withdraw (fixture, adult);
  g_assert_cmpint (fixture_sql (fixture->store, insert, &message), ==, SQLITE_CONSTRAINT);
  g_assert_true (g_str_has_prefix (message, "casework: R7"));
  keep_note (fixture, id, "", CW_PASS_ON_ALL);
  g_assert_cmpint (fixture_sql (fixture->store, "UPDATE handover SET where_we_are = 'words'",
                                &other),
                   ==, SQLITE_CONSTRAINT);
  g_assert_true (g_str_has_prefix (other, "casework: R7"));
}

/* ---- marks ---- */

static CwContact *
get_contact (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  CwContact *contact = cw_store_get_contact (fixture->store, id, &error);

  g_assert_no_error (error);
  return contact;
}

/* The mark stays when the entry is changed, and when its deletion is taken back. */
static void
test_marks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) contact = NULL, deleted = NULL, back = NULL;
  g_autoptr (CwHandoverNote) note = NULL;
  gint64 adult, id = fixture_case (fixture, "Joanne Hughes", NULL, &adult),
                first = fixture_contact (fixture, id, adult, TODAY, 5, "Some words."), cases,
                entries;

  leave_out (fixture, first);
  contact = get_contact (fixture, first);
  g_assert_true (contact->left_out);
  contact->left_out = FALSE;
  contact->minutes = 9;
  g_assert_cmpint (cw_store_save_contact (fixture->store, contact, NULL, 0, &error), ==, first);
  deleted = cw_store_delete_contact (fixture->store, first, &error);
  g_assert_true (deleted->left_out);
  g_assert_true (cw_store_restore_contact (fixture->store, deleted, &error));
  back = get_contact (fixture, first);
  g_assert_true (back->left_out);
  note = get_note (fixture, id);
  g_assert_cmpuint (note->left_out, ==, 1);
  g_assert_cmpint (note->pass_on, ==, CW_PASS_ON_PART);
  g_assert_true (cw_store_count_left_behind (fixture->store, &cases, &entries, &error));
  g_assert_cmpint (cases, ==, 0);
  g_assert_cmpint (entries, ==, 1);
  keep_note (fixture, id, "", CW_PASS_ON_NONE);
  g_assert_true (cw_store_count_left_behind (fixture->store, &cases, &entries, &error));
  g_assert_cmpint (cases, ==, 1);
  g_assert_cmpint (entries, ==, 0);
  g_assert_true (cw_store_leave_out (fixture->store, first, FALSE, &error));
  g_assert_false (cw_store_leave_out (fixture->store, first + 9, TRUE, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
}

/* ---- on the copy ---- */

static void
save_draft (Fixture *fixture, gint64 case_id, gint64 contact_id, const char *words)
{
  g_autoptr (CwDraft) draft = cw_draft_new ();
  g_autoptr (GError) error = NULL;

  g_free (draft->kind);
  draft->kind = g_strdup ("contact");
  g_free (draft->subject);
  draft->subject = g_strdup_printf ("%" G_GINT64_FORMAT, case_id);
  g_free (draft->body);
  draft->body = g_strdup_printf ("[contact]\nid=%" G_GINT64_FORMAT "\nday=1\n\n[line]\ntext=%s\n",
                                 contact_id, words);
  draft->case_id = case_id;
  draft->words = 1;
  cw_store_save_draft (fixture->store, draft, &error);
  g_assert_no_error (error);
}

static void
apply (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_store_apply_handover (fixture->store, TODAY, &error));
  g_assert_no_error (error);
  fixture_verify (fixture->store);
}

/* R21: the words of marked entries are gone from every page, and those beside them are not. */
static void
test_apply_entries (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CwContact) kept = NULL, held = NULL;
  g_autoptr (CwHandoverNote) note = NULL;
  gint64 adult, id = fixture_case (fixture, "Joanne Hughes", "Kai", &adult), marked[30], last = 0;

  for (int i = 0; i < 30; i++)
    {
      last = fixture_contact (fixture, id, adult, TODAY - i, 5, "They spoke of passedword things.");
      marked[i] = fixture_contact (fixture, id, adult, TODAY - i, 7, "They spoke of hiddenword.");
      leave_out (fixture, marked[i]);
    }
  save_draft (fixture, id, marked[0], "draftedword");
  save_draft (fixture, id, 0, "begunword");
  save_draft (fixture, id, marked[1], "changedword");
  save_draft (fixture, id, marked[1] * 100, "similarword");
  keep_note (fixture, id, "All is well.", CW_PASS_ON_PART);
  g_assert_true (fixture_is_in_file (fixture->store, "hiddenword"));
  g_assert_true (fixture_is_in_file (fixture->store, "draftedword"));

  apply (fixture);
  g_assert_false (fixture_is_in_file (fixture->store, "hiddenword"));
  g_assert_false (fixture_is_in_file (fixture->store, "draftedword"));
  g_assert_false (fixture_is_in_file (fixture->store, "changedword"));
  g_assert_true (fixture_is_in_file (fixture->store, "passedword"));
  g_assert_true (fixture_is_in_file (fixture->store, "begunword"));
  g_assert_true (fixture_is_in_file (fixture->store, "similarword"));
  g_assert_cmpint (fixture_ask (fixture->store,
                                "SELECT count (*) FROM search WHERE search MATCH 'hiddenword'"),
                   ==, 0);
  g_assert_cmpint (fixture_ask (fixture->store,
                                "SELECT count (*) FROM search WHERE search MATCH 'passedword'"),
                   ==, 30);
  held = get_contact (fixture, marked[3]);
  g_assert_cmpint (held->minutes, ==, 7);
  g_assert_cmpuint (held->support->len, ==, 1);
  g_assert_cmpuint (held->lines->len, ==, 0);
  g_assert_false (held->left_out);
  g_assert_true (held->held_back);
  kept = get_contact (fixture, last);
  g_assert_false (kept->held_back);
  note = get_note (fixture, id);
  g_assert_cmpstr (note->where_we_are, ==, "All is well.");
  g_assert_false (note->written);
  g_assert_cmpint (note->pass_on, ==, CW_PASS_ON_ALL);
}

/* A draft whose words of now are of another entry keeps no earlier version of a marked one, and a
 * draft of a marked one goes with all of it. */
static void
test_apply_draft (Fixture *fixture, gconstpointer data)
{
  gint64 adult, id = fixture_case (fixture, "Joanne Hughes", "Kai", &adult),
                first = fixture_contact (fixture, id, adult, TODAY, 5, "Words.");

  leave_out (fixture, first);
  save_draft (fixture, id, 0, "begunword");
  save_draft (fixture, id, first, "draftedword");
  apply (fixture);
  g_assert_false (fixture_is_in_file (fixture->store, "draftedword"));
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM draft"), ==, 0);
}

/* R21: also where the words had stood in other pages before. */
static void
test_apply_moved (Fixture *fixture, gconstpointer data)
{
  gint64 adult, other_adult, id = fixture_case (fixture, "Joanne Hughes", "Kai", &adult),
                             other = fixture_case (fixture, "Someone Else", "Elsie", &other_adult);
  g_autofree char *mark
      = g_strdup_printf ("UPDATE contact SET left_out = 1 WHERE case_id = %" G_GINT64_FORMAT, id);

  fixture_move_rows (fixture, id, adult, "They spoke of hiddenword.", other, other_adult);
  g_assert_cmpint (fixture_sql (fixture->store, mark, NULL), ==, 0);
  apply (fixture);
  g_assert_false (fixture_is_in_file (fixture->store, "hiddenword"));
}

/* R21: a whole case stays behind, with its drafts, steps and what was written of it. R19: its
 * contacts of days that are not counted yet stay as anonymous stubs. */
static void
test_apply_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 adult, other_adult, id = fixture_case (fixture, "hiddenname", "hiddenchild", &adult),
                             other = fixture_case (fixture, "Someone Else", "Elsie", &other_adult);
  CwDay day = CW_DAY_NONE;

  g_assert_true (cw_store_get_received (fixture->store, &day, &error));
  g_assert_cmpint (day, ==, CW_DAY_NONE);
  for (int i = 0; i < 20; i++)
    {
      fixture_contact (fixture, id, adult, TODAY - i, 5, "They spoke of hiddenword.");
      fixture_contact (fixture, other, other_adult, TODAY - i, 5, "They spoke of passedword.");
    }
  fixture_step (fixture, id, "hiddenstep", TODAY + 1);
  fixture_step (fixture, other, "passedstep", TODAY + 1);
  save_draft (fixture, id, 0, "hiddendraft");
  save_draft (fixture, other, 0, "passeddraft");
  keep_note (fixture, id, "Here is hiddennote.", CW_PASS_ON_NONE);
  keep_note (fixture, other, "Here is passednote.", CW_PASS_ON_ALL);
  withdraw (fixture, other_adult);

  apply (fixture);
  g_assert_false (fixture_is_in_file (fixture->store, "hiddenname"));
  g_assert_false (fixture_is_in_file (fixture->store, "hiddenchild"));
  g_assert_false (fixture_is_in_file (fixture->store, "hiddenword"));
  g_assert_false (fixture_is_in_file (fixture->store, "hiddenstep"));
  g_assert_false (fixture_is_in_file (fixture->store, "hiddendraft"));
  g_assert_false (fixture_is_in_file (fixture->store, "hiddennote"));
  g_assert_true (fixture_is_in_file (fixture->store, "passedword"));
  g_assert_true (fixture_is_in_file (fixture->store, "passedstep"));
  g_assert_true (fixture_is_in_file (fixture->store, "passeddraft"));
  g_assert_true (fixture_is_in_file (fixture->store, "passednote"));
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM case_file"), ==, 1);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM stub"), ==, 20);
  g_assert_cmpint (
      fixture_ask (fixture->store,
                   "SELECT count (*) FROM stub WHERE family IN (SELECT family FROM case_file)"),
      ==, 0);
  g_assert_true (cw_store_get_received (fixture->store, &day, &error));
  g_assert_cmpint (day, ==, TODAY);
}

/* R19, R21: what will be published is the same on both sides, so a family whose cases all stay
 * behind is one family in the copy too. */
static void
test_apply_family (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 adult, other_adult, id = fixture_case (fixture, "Joanne Hughes", NULL, &adult),
                             other = fixture_case (fixture, "Darren Hughes", NULL, &other_adult);

  g_assert_true (cw_store_link_cases (fixture->store, id, other, TRUE, &error));
  fixture_contact (fixture, id, adult, TODAY, 5, "Words.");
  fixture_contact (fixture, other, other_adult, TODAY, 5, "Words.");
  keep_note (fixture, id, "", CW_PASS_ON_NONE);
  keep_note (fixture, other, "", CW_PASS_ON_NONE);
  apply (fixture);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM case_file"), ==, 0);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM stub"), ==, 2);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (DISTINCT family) FROM stub"), ==, 1);
}

#define ADD(name, func, data)                                                                      \
  g_test_add ("/store/handover/" name, Fixture, data, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("notes", test_notes, NULL);
  ADD ("consent", test_consent, NULL);
  ADD ("consent-without-triggers", test_consent, "the gate alone");
  ADD ("triggers", test_triggers, NULL);
  ADD ("marks", test_marks, NULL);
  ADD ("apply-entries", test_apply_entries, NULL);
  ADD ("apply-draft", test_apply_draft, NULL);
  ADD ("apply-moved", test_apply_moved, NULL);
  ADD ("apply-case", test_apply_case, NULL);
  ADD ("apply-family", test_apply_family, NULL);
  return g_test_run ();
}
