/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-disclosure.h"

#include <string.h>

/*
 * The tables of each population, and the public order in which a pool is filled. The order is fixed
 * in the program, the least telling code first: the one that is added to a pool for its size alone
 * leaves the table, and it must never depend on what was counted (docs/SUMMARIES.md).
 */

static const char *const category_order[] = { "school-communication",
                                              "parenting",
                                              "attendance",
                                              "behaviour",
                                              "child-wellbeing",
                                              "admissions",
                                              "transition",
                                              "special-educational-needs",
                                              "bullying",
                                              "finance",
                                              "childcare",
                                              "health",
                                              "parent-wellbeing",
                                              "adult-learning",
                                              "housing",
                                              "disability",
                                              "exclusion",
                                              "separation",
                                              "bereavement",
                                              "substance-misuse",
                                              "domestic-abuse",
                                              NULL };

static const char *const method_order[] = { "email",     "text-message", "letter",     "meeting",
                                            "telephone", "face-to-face", "home-visit", NULL };

static const char *const about_order[] = { "child", NULL };

static const char *const support_order[] = { "clarifying-issues",
                                             "tailored-information",
                                             "gathering-history",
                                             "navigating",
                                             "enabling",
                                             "paperwork",
                                             "contacting-agencies",
                                             "preparing-for-meetings",
                                             "support-at-meetings",
                                             "written-contributions",
                                             "review-meetings",
                                             "emotional-support",
                                             "home-visit",
                                             "assessment-workshop",
                                             "disagreement-resolution",
                                             "child-out-of-school",
                                             "exclusion-advice",
                                             "admission-appeal",
                                             "exclusion-appeal",
                                             "send-tribunal",
                                             "anti-social-behaviour",
                                             NULL };

static const char *const service_order[] = { "family-information",
                                             "family-lives",
                                             "citizens-advice",
                                             "sendiass",
                                             "youngminds",
                                             "contact",
                                             "turn2us",
                                             "ipsea",
                                             "ace-education",
                                             "child-law-advice",
                                             "childline",
                                             "shelter",
                                             "gingerbread",
                                             "kinship",
                                             "samaritans",
                                             "winstons-wish",
                                             "domestic-abuse-helpline",
                                             NULL };

static const CwDimension dimensions[] = {
  { "enquiries", "category", CW_LIST_ENQUIRY_CATEGORY, TRUE, FALSE, "other", category_order },
  { "enquiries", "method", CW_LIST_CONTACT_METHOD, FALSE, FALSE, "other", method_order },
  { "enquiries", "about", CW_LIST_ABOUT, FALSE, FALSE, "parent", about_order },
  { "enquiries", "service", CW_LIST_SERVICE, TRUE, FALSE, "other", service_order },
  { "contacts", "support", CW_LIST_SUPPORT_TYPE, TRUE, TRUE, "other", support_order },
  { "contacts", "method", CW_LIST_CONTACT_METHOD, FALSE, TRUE, "other", method_order },
  { "contacts", "service", CW_LIST_SERVICE, TRUE, TRUE, "other", service_order },
};

/**
 * cw_dimension_list:
 * @n: (out): their number
 *
 * Returns: (transfer none): every table that is ever published about parents, in the order they are
 * printed
 */
const CwDimension *
cw_dimension_list (guint *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (dimensions);
  return dimensions;
}

/**
 * cw_dimension_find:
 * @population: "enquiries" or "contacts"
 * @name: such as "category"
 *
 * Returns: (transfer none) (nullable): the table, %NULL if there is none of that name
 */
const CwDimension *
cw_dimension_find (const char *population, const char *name)
{
  g_return_val_if_fail (population != NULL && name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    {
      if (g_str_equal (dimensions[i].population, population)
          && g_str_equal (dimensions[i].name, name))
        return &dimensions[i];
    }
  return NULL;
}

static guint
get_rank (const CwDimension *dimension, const CwCode *code)
{
  guint i = 0;

  if (g_str_equal (code->code, dimension->absorber))
    return 0;
  while (dimension->order[i] != NULL
         && !(code->shipped && g_str_equal (dimension->order[i], code->code)))
    i++;
  return i + 1;
}

static int
compare_codes (gconstpointer a, gconstpointer b, gpointer data)
{
  const CwDimension *dimension = data;
  const CwCode *first = *(const CwCode *const *) a, *second = *(const CwCode *const *) b;
  guint rank = get_rank (dimension, first), other = get_rank (dimension, second);

  if (rank != other)
    return rank < other ? -1 : 1;
  if (first->shipped != second->shipped)
    return first->shipped ? -1 : 1;
  if (first->position != second->position)
    return first->position < second->position ? -1 : 1;
  return strcmp (first->code, second->code);
}

/**
 * cw_dimension_sort_codes:
 * @self: a table
 * @book: the code lists
 *
 * Retired codes are in the list like any other: what a list holds must not depend on what was
 * counted.
 *
 * Returns: (transfer container) (element-type CwCode): all codes of the table in public order, the
 * absorber first
 */
GPtrArray *
cw_dimension_sort_codes (const CwDimension *self, CwCodeBook *book)
{
  g_return_val_if_fail (self != NULL && book != NULL, NULL);

  GPtrArray *codes = g_ptr_array_new ();

  g_ptr_array_extend (codes, cw_code_book_list (book, self->list), NULL, NULL);
  g_ptr_array_sort_with_data (codes, compare_codes, (gpointer) self);
  return codes;
}
