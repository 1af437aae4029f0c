/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/cw-wording.h"

/* R10. What is met, joined by "|", in order. */
static const struct
{
  const char *text, *met;
} cases[] = {
  { "", "" },
  { "Mum was lazy.", "lazy" },
  { "Lazy", "lazy" },
  { "LAZY!", "lazy" },
  { "laziness", "" },
  { "non-aggressive", "" },
  { "Kai is attention-seeking and obviously difficult.", "attention-seeking|obviously|difficult" },
  { "I feel that he clearly refuses to engage", "i feel that|clearly|refuses to engage" },
  { "refuses  to\nengage", "refuses to engage" },
  { "She can’t cope. She can't cope.", "can't cope|can't cope" },
  { "Dad said “he is lazy” twice.", "" },
  { "Dad said \"he is lazy\" and was rude.", "rude" },
  { "Dad said 'he's lazy' and was rude.", "rude" },
  { "Dad said ‘he’s lazy’ and was rude.", "rude" },
  { "He said “he is lazy and never closed it.", "lazy" },
  { "He said “this\nlazy", "lazy" },
  { "the parents' evening was difficult, the teachers' view too", "difficult" },
  { "unreasonable adjustments; reasonable adjustments", "unreasonable" },
  { "Rang the school office. Dawn will send the form by Friday.", "" },
  { "weekend", "" },
};

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) remarks = cw_wording_check (cases[i].text);
      g_autoptr (GString) met = g_string_new (NULL);

      for (guint k = 0; k < remarks->len; k++)
        g_string_append_printf (met, "%s%s", k ? "|" : "",
                                g_array_index (remarks, CwRemark, k).word);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (met->str, ==, cases[i].met);
    }
}

/* Offsets are in characters, so that a text buffer can use them. */
static void
test_offsets (void)
{
  g_autoptr (GArray) remarks = cw_wording_check ("Zoë’s — lazy  or  refuses  to engage");
  const CwRemark *one, *two;

  g_assert_cmpuint (remarks->len, ==, 2);
  one = &g_array_index (remarks, CwRemark, 0);
  two = &g_array_index (remarks, CwRemark, 1);
  g_assert_cmpuint (one->start, ==, 8);
  g_assert_cmpuint (one->length, ==, 4);
  g_assert_cmpuint (two->start, ==, 18);
  g_assert_cmpuint (two->length, ==, 18);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wording/words", test_words);
  g_test_add_func ("/wording/offsets", test_offsets);
  return g_test_run ();
}
