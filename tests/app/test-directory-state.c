/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* R34: what the form of a service holds, without a widget. */

#include "app/directory/cw-service-form-state.h"

#define TODAY (cw_day_from_ymd (2026, 11, 19))

typedef struct
{
  const char *name;
  int days; /* of the check, from today */
  gboolean wrong;
  guint problems;
} Case;

static void
test_problems (void)
{
  g_autofree char *longest = g_strnfill (120, 'a');
  g_autofree char *too_long = g_strnfill (121, 'a');
  const Case cases[] = {
    { "Shelter", 0, FALSE, 0 },
    { "", 0, FALSE, CW_SERVICE_NO_NAME },
    { "  ", -3, FALSE, CW_SERVICE_NO_NAME },
    { longest, 0, FALSE, 0 },
    { too_long, 0, FALSE, CW_SERVICE_LONG_NAME },
    { "Shelter", 1, FALSE, CW_SERVICE_FUTURE_DAY },
    { "", 0, TRUE, CW_SERVICE_NO_NAME | CW_SERVICE_WRONG_DAY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwServiceFormState) state = cw_service_form_state_new (TODAY);

      g_test_message ("case %u", i);
      cw_service_form_state_set_text (state, CW_SERVICE_NAME, cases[i].name);
      cw_service_form_state_set_checked_on (state, TODAY + cases[i].days, cases[i].wrong);
      g_assert_cmpuint (cw_service_form_state_problems (state), ==, cases[i].problems);
    }
}

static void
test_taken_name (void)
{
  g_autoptr (CwServiceFormState) state = cw_service_form_state_new (TODAY);

  cw_service_form_state_set_text (state, CW_SERVICE_NAME, " Shelter ");
  cw_service_form_state_refuse_name (state);
  g_assert_cmpuint (cw_service_form_state_problems (state), ==, CW_SERVICE_NAME_TAKEN);
  cw_service_form_state_set_text (state, CW_SERVICE_NAME, "Shelter Cymru");
  g_assert_cmpuint (cw_service_form_state_problems (state), ==, 0);
}

static void
test_changed (void)
{
  g_autoptr (CwServiceFormState) state = cw_service_form_state_new (TODAY);
  const gint64 categories[] = { 3, 4 };

  g_assert_false (cw_service_form_state_is_changed (state));
  for (CwServiceField i = 0; i < CW_N_SERVICE_FIELDS; i++)
    {
      g_assert_true (cw_service_form_state_set_text (state, i, "x"));
      g_assert_false (cw_service_form_state_set_text (state, i, "x"));
      g_assert_true (cw_service_form_state_is_changed (state));
      g_assert_true (cw_service_form_state_set_text (state, i, ""));
      g_assert_false (cw_service_form_state_is_changed (state));
    }
  g_assert_true (cw_service_form_state_set_independent (state, TRUE));
  g_assert_true (cw_service_form_state_is_changed (state));
  g_assert_true (cw_service_form_state_set_independent (state, FALSE));
  g_assert_true (cw_service_form_state_set_categories (state, categories, 2));
  g_assert_true (cw_service_form_state_is_changed (state));
  g_assert_true (cw_service_form_state_set_categories (state, NULL, 0));
  g_assert_false (cw_service_form_state_is_changed (state));
}

static void
test_draft_round_trip (void)
{
  g_autoptr (CwServiceFormState) state = cw_service_form_state_new (TODAY);
  g_autoptr (CwServiceFormState) again = cw_service_form_state_new (TODAY + 1);
  g_autoptr (CwService) stored = cw_service_new ();
  g_autofree char *text = NULL;
  const gint64 categories[] = { 3, 4 };

  g_assert_null (cw_service_form_state_to_text (state));
  for (CwServiceField i = 0; i < CW_N_SERVICE_FIELDS; i++)
    cw_service_form_state_set_text (state, i, "ä line;\nanother = [line]");
  cw_service_form_state_set_independent (state, TRUE);
  cw_service_form_state_set_categories (state, categories, 2);
  cw_service_form_state_set_checked_on (state, TODAY - 9, FALSE);
  text = cw_service_form_state_to_text (state);
  g_assert_nonnull (text);
  g_assert_true (cw_service_form_state_from_text (again, text));
  for (CwServiceField i = 0; i < CW_N_SERVICE_FIELDS; i++)
    g_assert_cmpstr (cw_service_form_state_get_text (again, i), ==,
                     cw_service_form_state_get_text (state, i));
  g_assert_true (again->curr->independent);
  g_assert_cmpint (again->curr->checked_on, ==, TODAY - 9);
  g_assert_true (cw_ids_equal (again->curr->categories, state->curr->categories));

  /* A draft of a new service is not taken for one of the directory. */
  stored->code_id = 7;
  cw_service_form_state_begin (again, stored);
  g_assert_false (cw_service_form_state_from_text (again, text));
  g_assert_false (cw_service_form_state_from_text (again, "nonsense"));
  g_assert_false (cw_service_form_state_is_changed (again));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/state/problems", test_problems);
  g_test_add_func ("/directory/state/taken-name", test_taken_name);
  g_test_add_func ("/directory/state/changed", test_changed);
  g_test_add_func ("/directory/state/draft-round-trip", test_draft_round_trip);
  return g_test_run ();
}
