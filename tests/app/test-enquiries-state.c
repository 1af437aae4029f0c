/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* R5: what the entry form holds, without a widget. */

#include <string.h>

#include "app/enquiries/cw-enquiry-form-state.h"

#define TODAY (cw_day_from_ymd (2026, 11, 19))

static CwEnquiryFormState *
make_filled (void)
{
  const gint64 categories[] = { 7, 3 };
  g_autoptr (CwIds) services = cw_ids_new ();
  CwEnquiryFormState *state = cw_enquiry_form_state_new (TODAY);

  cw_ids_add (services, 41);
  g_assert_true (cw_enquiry_form_state_set_categories (state, categories, 2));
  g_assert_true (cw_enquiry_form_state_set_method (state, 11));
  g_assert_true (cw_enquiry_form_state_set_about (state, 21));
  g_assert_true (cw_enquiry_form_state_set_services (state, services));
  g_assert_true (cw_enquiry_form_state_set_asked_before (state, TRUE));
  return state;
}

static void
test_begins_empty (void)
{
  g_autoptr (CwEnquiryFormState) state = cw_enquiry_form_state_new (TODAY);

  g_assert_cmpint (state->curr->day, ==, TODAY);
  g_assert_false (cw_enquiry_form_state_is_changed (state));
  g_assert_false (cw_enquiry_form_state_is_editing (state));
  g_assert_null (cw_enquiry_form_state_to_text (state));
  g_assert_cmpuint (cw_enquiry_form_state_problems (state), ==,
                    CW_ENQUIRY_NO_CATEGORY | CW_ENQUIRY_NO_METHOD | CW_ENQUIRY_NO_ABOUT);
}

typedef struct
{
  int categories;
  gint64 method, about;
  int days; /* from today; G_MININT: none */
  gboolean wrong;
  guint problems;
} Case;

static void
test_problems (void)
{
  static const Case cases[] = {
    { 1, 11, 21, 0, FALSE, 0 },
    { 2, 11, 21, -400, FALSE, 0 },
    { 0, 11, 21, 0, FALSE, CW_ENQUIRY_NO_CATEGORY },
    { 1, 0, 21, 0, FALSE, CW_ENQUIRY_NO_METHOD },
    { 1, 11, 0, 0, FALSE, CW_ENQUIRY_NO_ABOUT },
    { 1, 11, 21, 1, FALSE, CW_ENQUIRY_FUTURE_DAY },
    { 1, 11, 21, G_MININT, FALSE, CW_ENQUIRY_NO_DAY },
    { 1, 11, 21, G_MININT, TRUE, CW_ENQUIRY_WRONG_DAY },
    { 0, 0, 0, G_MININT, FALSE,
      CW_ENQUIRY_NO_CATEGORY | CW_ENQUIRY_NO_METHOD | CW_ENQUIRY_NO_ABOUT | CW_ENQUIRY_NO_DAY },
  };
  const gint64 ids[] = { 3, 7 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (CwEnquiryFormState) state = cw_enquiry_form_state_new (TODAY);

      cw_enquiry_form_state_set_categories (state, ids, c->categories);
      cw_enquiry_form_state_set_method (state, c->method);
      cw_enquiry_form_state_set_about (state, c->about);
      cw_enquiry_form_state_set_day (state, c->days == G_MININT ? CW_DAY_NONE : TODAY + c->days,
                                     c->wrong);
      g_test_message ("case %u", i);
      g_assert_cmpuint (cw_enquiry_form_state_problems (state), ==, c->problems);
    }
}

static void
test_setters_tell (void)
{
  g_autoptr (CwEnquiryFormState) state = make_filled ();
  const gint64 other_order[] = { 3, 7 };

  g_assert_true (cw_enquiry_form_state_is_changed (state));
  g_assert_false (cw_enquiry_form_state_set_categories (state, other_order, 2));
  g_assert_false (cw_enquiry_form_state_set_method (state, 11));
  g_assert_false (cw_enquiry_form_state_set_services (state, state->curr->services));
  g_assert_false (cw_enquiry_form_state_set_asked_before (state, 5));
  g_assert_false (cw_enquiry_form_state_set_day (state, TODAY, FALSE));
  g_assert_true (cw_enquiry_form_state_set_day (state, TODAY - 1, FALSE));
}

/* A pile is entered for one day: the date stays, all else goes. */
static void
test_next_keeps_date (void)
{
  g_autoptr (CwEnquiryFormState) state = make_filled ();

  cw_enquiry_form_state_set_day (state, TODAY - 2, FALSE);
  cw_enquiry_form_state_next (state);
  g_assert_cmpint (state->curr->day, ==, TODAY - 2);
  g_assert_cmpuint (state->curr->categories->len, ==, 0);
  g_assert_cmpuint (state->curr->services->len, ==, 0);
  g_assert_cmpint (state->curr->method, ==, 0);
  g_assert_false (state->curr->asked_before);
  g_assert_false (cw_enquiry_form_state_is_changed (state));

  cw_enquiry_form_state_set_day (state, CW_DAY_NONE, TRUE);
  cw_enquiry_form_state_next (state);
  g_assert_cmpint (state->curr->day, ==, TODAY);
}

static void
test_edit (void)
{
  g_autoptr (CwEnquiryFormState) state = make_filled ();
  g_autoptr (CwEnquiry) stored = cw_enquiry_copy (state->curr);

  stored->id = 5;
  stored->day = TODAY - 30;
  stored->counted_in = 2;
  cw_enquiry_form_state_edit (state, stored);
  g_assert_true (cw_enquiry_form_state_is_editing (state));
  g_assert_false (cw_enquiry_form_state_is_changed (state));
  cw_enquiry_form_state_set_about (state, 22);
  g_assert_true (cw_enquiry_form_state_is_changed (state));
  g_assert_cmpint (state->orig->about, ==, 21);
  cw_enquiry_form_state_set_about (state, 21);
  g_assert_false (cw_enquiry_form_state_is_changed (state));

  cw_enquiry_form_state_next (state);
  g_assert_false (cw_enquiry_form_state_is_editing (state));
  g_assert_cmpint (state->curr->day, ==, TODAY);

  cw_enquiry_form_state_fill (state, stored);
  g_assert_false (cw_enquiry_form_state_is_editing (state));
  g_assert_cmpint (state->curr->id, ==, 0);
  g_assert_cmpint (state->curr->counted_in, ==, 0);
  g_assert_true (cw_enquiry_same (state->curr, stored));
}

static void
test_midnight (void)
{
  g_autoptr (CwEnquiryFormState) untouched = cw_enquiry_form_state_new (TODAY);
  g_autoptr (CwEnquiryFormState) begun = make_filled ();

  cw_enquiry_form_state_set_today (untouched, TODAY + 1);
  g_assert_cmpint (untouched->curr->day, ==, TODAY + 1);
  g_assert_false (cw_enquiry_form_state_is_changed (untouched));
  cw_enquiry_form_state_set_today (begun, TODAY + 1);
  g_assert_cmpint (begun->curr->day, ==, TODAY);
  cw_enquiry_form_state_set_day (begun, TODAY + 1, FALSE);
  g_assert_cmpuint (cw_enquiry_form_state_problems (begun), ==, 0);
}

static void
test_draft_round_trip (void)
{
  g_autoptr (CwEnquiryFormState) state = make_filled ();
  g_autoptr (CwEnquiryFormState) again = cw_enquiry_form_state_new (TODAY + 3);
  g_autofree char *text = cw_enquiry_form_state_to_text (state);

  g_assert_nonnull (text);
  g_assert_true (cw_enquiry_form_state_from_text (again, text));
  g_assert_true (cw_enquiry_same (state->curr, again->curr));
  g_assert_false (cw_enquiry_form_state_from_text (again, "no key file"));
  g_assert_false (cw_enquiry_form_state_from_text (again, "[other]\nx=1\n"));
  g_assert_true (cw_enquiry_same (state->curr, again->curr));
}

/* R5: the draft holds numbers, one date and a yes or no, so it could not carry a name. */
static void
test_draft_holds_no_words (void)
{
  g_autoptr (CwEnquiryFormState) state = make_filled ();
  g_autofree char *text = cw_enquiry_form_state_to_text (state);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (text), "\n", -1);

  g_assert_cmpstr (lines[0], ==, "[enquiry]");
  for (guint i = 1; lines[i] != NULL; i++)
    {
      const char *value = strchr (lines[i], '=');

      g_assert_nonnull (value);
      g_test_message ("%s", lines[i]);
      g_assert_true (g_regex_match_simple ("^=([0-9;-]*|true|false)$", value, 0, 0));
    }
}

/* A draft of another enquiry is not taken for this one's. */
static void
test_draft_of_another (void)
{
  g_autoptr (CwEnquiryFormState) state = make_filled ();
  g_autofree char *text = cw_enquiry_form_state_to_text (state);
  g_autoptr (CwEnquiry) stored = cw_enquiry_copy (state->curr);

  stored->id = 9;
  cw_enquiry_form_state_edit (state, stored);
  g_assert_false (cw_enquiry_form_state_from_text (state, text));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/enquiries/state/begins-empty", test_begins_empty);
  g_test_add_func ("/enquiries/state/problems", test_problems);
  g_test_add_func ("/enquiries/state/setters-tell", test_setters_tell);
  g_test_add_func ("/enquiries/state/next-keeps-date", test_next_keeps_date);
  g_test_add_func ("/enquiries/state/edit", test_edit);
  g_test_add_func ("/enquiries/state/midnight", test_midnight);
  g_test_add_func ("/enquiries/state/draft-round-trip", test_draft_round_trip);
  g_test_add_func ("/enquiries/state/draft-holds-no-words", test_draft_holds_no_words);
  g_test_add_func ("/enquiries/state/draft-of-another", test_draft_of_another);
  return g_test_run ();
}
