/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The forms of cases as plain values: what is missing, what the gate would say, what a draft keeps.
 */

#include "app/cases/cw-contact-state.h"
#include "app/cases/cw-new-case-state.h"

#define TODAY (cw_day_from_ymd (2026, 11, 19))
#define CAME 11
#define ASKED 12
#define TEACHER 21

/* R1: nobody is approached who has not agreed first. */
static void
test_came (void)
{
  static const struct
  {
    gint64 how, asked_by;
    gboolean asked;
    int agreed, opened; /* days from today; 99: none */
    CwCameProblems problems;
  } table[] = {
    { 0, 0, FALSE, 99, 0, CW_CAME_HOW },
    { CAME, 0, FALSE, 99, 0, CW_CAME_COMPLETE },
    { CAME, 0, FALSE, 99, 99, CW_CAME_OPENED },
    { CAME, 0, FALSE, 99, 1, CW_CAME_OPENED_FUTURE },
    { CAME, 0, FALSE, 99, -3, CW_CAME_COMPLETE },
    { ASKED, 0, TRUE, 99, 0, CW_CAME_WHO_ASKED | CW_CAME_AGREED },
    { ASKED, TEACHER, TRUE, 99, 0, CW_CAME_AGREED },
    { ASKED, TEACHER, TRUE, 0, 0, CW_CAME_COMPLETE },
    { ASKED, TEACHER, TRUE, -1, 0, CW_CAME_COMPLETE },
    { ASKED, TEACHER, TRUE, 0, -1, CW_CAME_AGREED_LATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CwNewCaseState) state = cw_new_case_state_new (TODAY);

      cw_new_case_state_set_how_came (state, table[i].how, table[i].asked);
      cw_new_case_state_set_asked_by (state, table[i].asked_by);
      cw_new_case_state_set_agreed_on (state, table[i].agreed == 99 ? CW_DAY_NONE
                                                                    : TODAY + table[i].agreed);
      cw_new_case_state_set_opened (state,
                                    table[i].opened == 99 ? CW_DAY_NONE : TODAY + table[i].opened);
      g_assert_cmpint (cw_new_case_state_check_came (state), ==, table[i].problems);
    }
}

static void
test_came_forgets (void)
{
  g_autoptr (CwNewCaseState) state = cw_new_case_state_new (TODAY);

  g_assert_false (cw_new_case_state_is_changed (state));
  cw_new_case_state_set_how_came (state, ASKED, TRUE);
  cw_new_case_state_set_asked_by (state, TEACHER);
  cw_new_case_state_set_agreed_on (state, TODAY);
  cw_new_case_state_set_how_came (state, CAME, FALSE);
  g_assert_cmpint (state->curr.asked_by, ==, 0);
  g_assert_cmpint (state->curr.agreed_on, ==, CW_DAY_NONE);
  g_assert_true (cw_new_case_state_is_changed (state));
}

static CwConsentState
make_complete (void)
{
  CwConsentState state = cw_consent_state_init (TODAY);

  state.explained = CW_EXPLAINED_ALL;
  state.choice = CW_CHOICE_RECORD;
  state.school = CW_ANSWER_YES;
  state.database = CW_ANSWER_NO;
  state.how = CW_HOW_SPOKEN;
  return state;
}

/* R7: everything is explained and answered, nothing is chosen beforehand. */
static void
test_consent (void)
{
  CwConsentState fresh = cw_consent_state_init (TODAY);
  CwConsentState state = make_complete ();

  g_assert_cmpint (cw_consent_state_check (&fresh, "Ann", TODAY), ==,
                   CW_CONSENT_TO_EXPLAIN | CW_CONSENT_TO_CHOOSE | CW_CONSENT_SCHOOL
                       | CW_CONSENT_DATABASE | CW_CONSENT_HOW);
  g_assert_cmpuint (cw_consent_state_to_explain (&fresh), ==, 6);
  g_assert_cmpint (cw_consent_state_check (&state, "Ann", TODAY), ==, CW_CONSENT_COMPLETE);
  g_assert_cmpint (cw_consent_state_check (&state, "", TODAY), ==, CW_CONSENT_WHO);
  for (guint i = 0; i < CW_CONSENT_N_POINTS; i++)
    {
      state.explained = CW_EXPLAINED_ALL & ~(1 << i);
      g_assert_cmpint (cw_consent_state_check (&state, "Ann", TODAY), ==, CW_CONSENT_TO_EXPLAIN);
    }
  state = make_complete ();
  state.school = CW_ANSWER_NONE;
  g_assert_cmpint (cw_consent_state_check (&state, "Ann", TODAY), ==, CW_CONSENT_SCHOOL);
  state = make_complete ();
  state.database = CW_ANSWER_NONE;
  g_assert_cmpint (cw_consent_state_check (&state, "Ann", TODAY), ==, CW_CONSENT_DATABASE);
  state = make_complete ();
  state.how = CW_HOW_NONE;
  g_assert_cmpint (cw_consent_state_check (&state, "Ann", TODAY), ==, CW_CONSENT_HOW);
  state = make_complete ();
  state.given_on = CW_DAY_NONE;
  g_assert_cmpint (cw_consent_state_check (&state, "Ann", TODAY), ==, CW_CONSENT_DAY);
  state.given_on = TODAY + 1;
  g_assert_cmpint (cw_consent_state_check (&state, "Ann", TODAY), ==, CW_CONSENT_FUTURE);
}

/* R8: a refusal needs no more than to be said. */
static void
test_refusal (void)
{
  CwConsentState state = cw_consent_state_init (TODAY);

  state.choice = CW_CHOICE_PAPER;
  g_assert_cmpint (cw_consent_state_check (&state, "Ann", TODAY), ==, CW_CONSENT_COMPLETE);
  state.choice = CW_CHOICE_NOTHING;
  g_assert_cmpint (cw_consent_state_check (&state, "Ann", TODAY), ==, CW_CONSENT_COMPLETE);
}

/* What is stored passes the gate, and a draft brings the same values back. */
static void
test_opening (void)
{
  g_autoptr (CwNewCaseState) state = cw_new_case_state_new (TODAY);
  g_autoptr (CwNewCaseState) again = cw_new_case_state_new (TODAY);
  CwConsentState consent = make_complete ();
  g_autofree char *body = NULL;
  g_autoptr (CwCaseOpening) opening = NULL;
  CwGateInput input = { .act = CW_ACT_OPEN_CASE, .today = TODAY, .somebody_asked = TRUE };

  cw_new_case_state_set_how_came (state, ASKED, TRUE);
  cw_new_case_state_set_asked_by (state, TEACHER);
  cw_new_case_state_set_agreed_on (state, TODAY - 1);
  g_assert_false (cw_new_case_state_is_complete (state, "Ann"));
  cw_new_case_state_set_consent (state, &consent);
  g_assert_true (cw_new_case_state_is_complete (state, "Ann"));
  opening = cw_new_case_state_to_opening (state, "Ann");
  input.opening = opening;
  g_assert_cmpint (cw_gate_ask (&input), ==, CW_GATE_OPEN);
  g_assert_cmpint (opening->parent_agreed_on, ==, TODAY - 1);
  g_assert_true (opening->consent->school_may_know);
  g_assert_false (opening->consent->database_may_know);
  body = cw_new_case_state_to_body (state);
  g_assert_true (cw_new_case_state_take_body (again, body));
  g_assert_cmpint (again->curr.asked_by, ==, TEACHER);
  g_assert_cmpint (again->curr.agreed_on, ==, TODAY - 1);
  g_assert_true (cw_consent_state_equal (&again->curr.consent, &consent));
  g_assert_false (cw_new_case_state_take_body (again, "no draft"));
}

static CwAdult *
make_adult (gint64 id, CwDay given, CwDay withdrawn)
{
  CwAdult *adult = cw_adult_new ();
  CwConsent *consent = cw_consent_new ();

  adult->id = id;
  g_free (consent->explained_by);
  consent->explained_by = g_strdup ("Ann");
  consent->adult_id = id;
  consent->explained = CW_EXPLAINED_ALL;
  consent->given_on = given;
  consent->withdrawn_on = withdrawn;
  g_ptr_array_add (adult->consents, consent);
  return adult;
}

/* R7, R9, R11: what the composer says before anything is stored. */
static void
test_contact (void)
{
  static const struct
  {
    gint64 with;
    int day;
    gint64 method;
    const char *time, *minutes, *step;
    int due; /* days from today; 99: none */
    CwContactProblem problem;
  } table[] = {
    { 1, 0, 5, "14:05", "15", "", 99, CW_CONTACT_COMPLETE },
    { 1, 0, 5, "", "0", "", 99, CW_CONTACT_COMPLETE },
    { 0, 0, 5, "", "15", "", 99, CW_CONTACT_NOBODY },
    { 1, 0, 0, "", "15", "", 99, CW_CONTACT_METHOD },
    { 1, 1, 5, "", "15", "", 99, CW_CONTACT_FUTURE },
    { 1, -31, 5, "", "15", "", 99, CW_CONTACT_BEFORE_CONSENT },
    { 2, -4, 5, "", "15", "", 99, CW_CONTACT_WITHDRAWN },
    { 2, -8, 5, "", "15", "", 99, CW_CONTACT_COMPLETE },
    { 1, 0, 5, "25:00", "15", "", 99, CW_CONTACT_TIME },
    { 1, 0, 5, "", "", "", 99, CW_CONTACT_MINUTES },
    { 1, 0, 5, "", "1441", "", 99, CW_CONTACT_MINUTES },
    { 1, 0, 5, "", "ten", "", 99, CW_CONTACT_MINUTES },
    { 1, 0, 5, "", "15", "Ring", 99, CW_CONTACT_STEP_DUE },
    { 1, 0, 5, "", "15", "", 3, CW_CONTACT_STEP_TEXT },
    { 1, 0, 5, "", "15", "Ring", 3, CW_CONTACT_COMPLETE },
  };
  g_autoptr (GPtrArray) adults = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_adult_free);

  g_ptr_array_add (adults, make_adult (1, TODAY - 30, CW_DAY_NONE));
  g_ptr_array_add (adults, make_adult (2, TODAY - 30, TODAY - 4));
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CwContactState) state = cw_contact_state_new (7, TODAY);

      if (table[i].with != 0)
        cw_contact_state_set_with (state, table[i].with, TRUE);
      state->curr->day = TODAY + table[i].day;
      state->curr->method = table[i].method;
      cw_contact_state_set_time_text (state, table[i].time);
      cw_contact_state_set_minutes_text (state, table[i].minutes);
      cw_contact_state_set_step (state, table[i].step,
                                 table[i].due == 99 ? CW_DAY_NONE : TODAY + table[i].due);
      g_test_message ("row %u", i);
      g_assert_cmpint (cw_contact_state_check (state, adults), ==, table[i].problem);
    }
}

/* A draft brings back every word, the kind of each line with it (R10). */
static void
test_contact_draft (void)
{
  g_autoptr (CwContactState) state = cw_contact_state_new (7, TODAY);
  g_autoptr (CwContactState) again = cw_contact_state_new (7, TODAY);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_line_free);
  g_autofree char *changed = NULL;
  g_autofree char *body = NULL;
  g_autoptr (CwStep) step = NULL;

  g_assert_false (cw_contact_state_is_changed (state));
  g_assert_false (cw_contact_state_has_words (state));
  g_ptr_array_add (lines, cw_line_new_take (CW_LINE_FACT, g_strdup ("They rang; twice = 2.")));
  g_ptr_array_add (lines, cw_line_new_take (CW_LINE_SAID, g_strdup ("“Nobody [ever] rings”\\n")));
  g_ptr_array_add (lines, cw_line_new_take (CW_LINE_AGREED, g_strdup ("  I ring.")));
  cw_contact_state_set_with (state, 1, TRUE);
  cw_contact_state_set_lines (state, lines);
  cw_contact_state_set_minutes_text (state, "20");
  cw_contact_state_set_step (state, " Ring again ", TODAY + 2);
  g_assert_true (cw_contact_state_is_changed (state));
  g_assert_cmpint (cw_contact_state_count_words (state), ==, 12);
  body = cw_contact_state_to_body (state);
  g_assert_true (cw_contact_state_take_body (again, body));
  g_assert_cmpuint (again->curr->lines->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const CwLine *one = lines->pdata[i], *two = again->curr->lines->pdata[i];

      g_assert_cmpint (one->kind, ==, two->kind);
      g_assert_cmpstr (one->text, ==, two->text);
    }
  g_assert_cmpint (again->curr->minutes, ==, 20);
  g_assert_true (cw_ids_contains (again->curr->adults, 1));
  /* R21: by this line a handover knows a draft that changes an entry which stays behind. */
  state->curr->id = 77;
  changed = cw_contact_state_to_body (state);
  g_assert_nonnull (strstr (changed, "\nid=77\n"));
  state->curr->id = 0;
  step = cw_contact_state_to_step (again);
  g_assert_cmpstr (step->text, ==, "Ring again");
  g_assert_cmpint (step->adult_id, ==, 1);
  g_assert_cmpint (step->due, ==, TODAY + 2);
  cw_contact_state_set_with (again, 2, TRUE);
  {
    /* R2: of a step that came with two, neither is told alone. */
    g_autoptr (CwStep) both = cw_contact_state_to_step (again);

    g_assert_cmpint (both->adult_id, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cases-state/came (R1)", test_came);
  g_test_add_func ("/cases-state/came-forgets", test_came_forgets);
  g_test_add_func ("/cases-state/consent (R7)", test_consent);
  g_test_add_func ("/cases-state/refusal (R8)", test_refusal);
  g_test_add_func ("/cases-state/opening", test_opening);
  g_test_add_func ("/cases-state/contact (R7, R9, R11)", test_contact);
  g_test_add_func ("/cases-state/contact-draft", test_contact_draft);
  return g_test_run ();
}
