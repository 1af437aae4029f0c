/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was typed into the form of the term dates, into a draft and back, without a widget. */

#include "app/summaries/cw-terms-state.h"

static CwTermsState *
make_state (guint n)
{
  CwTermsState *state = cw_terms_state_new ();
  g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (2026);

  for (guint i = 0; i < CW_TERMS_RULES; i++)
    {
      state->rules[i].calendar = CW_CALENDAR_TERM;
      state->rules[i].k = 5;
    }
  for (guint i = 0; i < n; i++)
    {
      CwTerm *term = g_ptr_array_index (terms, i);

      term->id = i + 1;
      cw_terms_state_add (state, term);
    }
  return state;
}

static CwTermTyped *
line (CwTermsState *state, guint i)
{
  return g_ptr_array_index (state->lines, i);
}

static void
test_there_and_back (void)
{
  g_autoptr (CwTermsState) typed = make_state (3);
  g_autoptr (CwTermsState) stored = make_state (3);
  g_autoptr (CwTermsState) before = make_state (3);
  g_autofree char *body = NULL;
  g_autofree char *again = NULL;

  g_free (line (typed, 0)->label);
  line (typed, 0)->label = g_strdup ("Michaelmas; = [term]\n");
  g_free (line (typed, 1)->start);
  line (typed, 1)->start = g_strdup ("30/02"); /* half a date stays what it was */
  line (typed, 2)->removed = TRUE;
  typed->rules[1].calendar = CW_CALENDAR_YEAR;
  typed->rules[1].k = 8;
  body = cw_terms_state_to_body (typed, before);
  g_assert_true (cw_terms_state_take_body (stored, body));
  g_assert_cmpuint (stored->lines->len, ==, 3);
  g_assert_cmpstr (line (stored, 0)->label, ==, "Michaelmas; = [term]\n");
  g_assert_cmpstr (line (stored, 1)->start, ==, "30/02");
  g_assert_true (line (stored, 2)->removed);
  g_assert_cmpint (stored->rules[0].k, ==, 5);
  g_assert_cmpint (stored->rules[1].k, ==, 8);
  g_assert_cmpint (stored->rules[1].calendar, ==, CW_CALENDAR_YEAR);
  again = cw_terms_state_to_body (stored, before);
  g_assert_cmpstr (again, ==, body);
}

/* The terms were changed elsewhere meanwhile. */
static void
test_changed_meanwhile (void)
{
  g_autoptr (CwTermsState) typed = make_state (2);
  g_autoptr (CwTermsState) more = make_state (3);
  g_autoptr (CwTermsState) fewer = make_state (1);
  g_autoptr (CwTermsState) before = make_state (2);
  g_autofree char *body = NULL;

  g_free (line (typed, 1)->label);
  line (typed, 1)->label = g_strdup ("Lent");
  body = cw_terms_state_to_body (typed, before);
  g_free (line (more, 0)->end); /* and one it did not change has other dates by now */
  line (more, 0)->end = g_strdup ("01/12/2026");
  g_assert_true (cw_terms_state_take_body (more, body)); /* one the draft does not know stays */
  g_assert_cmpuint (more->lines->len, ==, 3);
  g_assert_cmpstr (line (more, 1)->label, ==, "Lent");
  g_assert_cmpint (line (more, 2)->id, ==, 3);
  g_assert_cmpstr (line (more, 0)->end, ==, "01/12/2026");
  g_assert_true (cw_terms_state_take_body (fewer, body)); /* one that is gone is a new one */
  g_assert_cmpuint (fewer->lines->len, ==, 2);
  g_assert_cmpstr (line (fewer, 1)->label, ==, "Lent");
  g_assert_cmpint (line (fewer, 1)->id, ==, 0);
}

/* R7: where a date is meant, nothing is kept that could be a word about a parent. */
static void
test_no_words (void)
{
  g_autoptr (CwTermsState) typed = make_state (2);
  g_autoptr (CwTermsState) before = make_state (2);
  g_autofree char *body = NULL;

  g_free (line (typed, 0)->start);
  line (typed, 0)->start = g_strdup ("Mrs Khan");
  g_free (line (typed, 1)->end);
  line (typed, 1)->end = g_strdup ("1/4");
  body = cw_terms_state_to_body (typed, before);
  g_assert_null (strstr (body, "Khan"));
  g_assert_nonnull (strstr (body, "1/4"));
}

static void
test_no_draft (void)
{
  static const char *const bodies[] = { "", "no key file", "[rules]\nenquiries-calendar=99\n" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (CwTermsState) state = make_state (3);
      g_autoptr (CwTermsState) before = make_state (3);
      g_autofree char *changed = NULL;

      cw_terms_state_take_body (state, bodies[i]);
      changed = cw_terms_state_to_body (state, before);
      g_assert_cmpstr (changed, ==, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/terms-state/there-and-back", test_there_and_back);
  g_test_add_func ("/terms-state/changed-meanwhile", test_changed_meanwhile);
  g_test_add_func ("/terms-state/no-words (R7)", test_no_words);
  g_test_add_func ("/terms-state/no-draft", test_no_draft);
  return g_test_run ();
}
