/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-code.h"

#include <string.h>

static const char *const list_names[CW_N_LISTS] = {
  [CW_LIST_ENQUIRY_CATEGORY] = "enquiry-category",
  [CW_LIST_CONTACT_METHOD] = "contact-method",
  [CW_LIST_ABOUT] = "about",
  [CW_LIST_SUPPORT_TYPE] = "support-type",
  [CW_LIST_SERVICE] = "service",
  [CW_LIST_HOW_CAME] = "how-came",
  [CW_LIST_ASKED_BY] = "asked-by",
  [CW_LIST_RELATION] = "relation",
  [CW_LIST_ACTIVITY] = "activity-category",
};

G_DEFINE_BOXED_TYPE (CwCode, cw_code, cw_code_ref, cw_code_unref)

/**
 * cw_code_new:
 * @short_label: (nullable): for chips
 * @alias: (nullable): the word of the source documents
 * @position: its place in the public order of the list, from 0
 *
 * Returns: (transfer full): one entry of a code list
 */
CwCode *
cw_code_new (gint64 id,
             CwCodeList list,
             const char *code,
             const char *label,
             const char *short_label,
             const char *alias,
             gboolean shipped,
             gboolean retired,
             int position)
{
  CwCode *self;

  g_return_val_if_fail (list < CW_N_LISTS, NULL);
  g_return_val_if_fail (code != NULL && label != NULL, NULL);

  self = g_atomic_rc_box_new0 (CwCode);
  self->id = id;
  self->list = list;
  self->code = g_strdup (code);
  self->label = g_strdup (label);
  self->short_label = g_strdup (short_label);
  self->alias = g_strdup (alias);
  self->shipped = shipped;
  self->retired = retired;
  self->position = position;
  return self;
}

CwCode *
cw_code_ref (CwCode *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_code (gpointer data)
{
  CwCode *self = data;

  g_free (self->code);
  g_free (self->label);
  g_free (self->short_label);
  g_free (self->alias);
}

void
cw_code_unref (CwCode *self)
{
  g_atomic_rc_box_release_full (self, clear_code);
}

/**
 * cw_code_get_short:
 *
 * Returns: (transfer none): the short label, or the label where there is none
 */
const char *
cw_code_get_short (const CwCode *self)
{
  g_return_val_if_fail (self != NULL, "");
  return self->short_label ? self->short_label : self->label;
}

/**
 * cw_code_list_name:
 *
 * Returns: the name of a list as files and the command line say it
 */
const char *
cw_code_list_name (CwCodeList list)
{
  g_return_val_if_fail (list < CW_N_LISTS, NULL);
  return list_names[list];
}

gboolean
cw_code_list_from_name (const char *name, CwCodeList *list)
{
  for (int i = 0; i < CW_N_LISTS; i++)
    if (g_strcmp0 (name, list_names[i]) == 0)
      {
        *list = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * cw_code_list_is_fixed:
 *
 * Returns: whether the program's own rules rest on the entries: they may be renamed, none added or
 * retired
 */
gboolean
cw_code_list_is_fixed (CwCodeList list)
{
  return list == CW_LIST_ABOUT || list == CW_LIST_HOW_CAME;
}

/**
 * cw_code_slug:
 * @label: words
 *
 * Returns: (transfer full): a code made of it: lower-case letters, digits, single hyphens, at most
 * 60 long. Accents are taken off; "" if nothing is left.
 */
char *
cw_code_slug (const char *label)
{
  g_autofree char *plain = NULL;
  GString *slug = g_string_new (NULL);

  g_return_val_if_fail (label != NULL, NULL);

  plain = g_str_to_ascii (label, "C");
  for (const char *p = plain; *p && slug->len < 60; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (slug, g_ascii_tolower (*p));
      else if (*p != '\'' && slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free (slug, FALSE);
}

struct _CwCodeBook
{
  GPtrArray *lists[CW_N_LISTS]; /* of CwCode, owned, by position */
  GHashTable *by_id;            /* gint64 * in the code -> CwCode */
  GHashTable *by_code[CW_N_LISTS];
  GHashTable *by_text[CW_N_LISTS]; /* folded text, owned -> CwCode */
};

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  const CwCode *one = *(CwCode *const *) a, *two = *(CwCode *const *) b;

  if (one->position != two->position)
    return one->position < two->position ? -1 : 1;
  return one->id < two->id ? -1 : one->id > two->id;
}

/* Case, outer spaces and the shape of apostrophes do not matter when somebody types a label. */
static char *
fold_text (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *normal = g_utf8_normalize (trimmed, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal ? normal : trimmed, -1);
  GString *plain = g_string_new (folded);

  g_string_replace (plain, "’", "'", 0);
  return g_string_free (plain, FALSE);
}

static void
add_text (GHashTable *table, const char *text, CwCode *code)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return;
  folded = fold_text (text);
  if (*folded && !g_hash_table_contains (table, folded))
    g_hash_table_insert (table, g_steal_pointer (&folded), code);
}

/* What is met first wins: a code before a label, a label before a short one, an alias last. */
static void
index_texts (GPtrArray *codes, GHashTable *table)
{
  for (int pass = 0; pass < 4; pass++)
    for (guint i = 0; i < codes->len; i++)
      {
        CwCode *code = g_ptr_array_index (codes, i);
        const char *texts[] = { code->code, code->label, code->short_label, code->alias };

        add_text (table, texts[pass], code);
      }
}

/**
 * cw_code_book_new:
 * @codes: (element-type CwCode): every code, in any order; referenced
 *
 * Returns: (transfer full): all code lists at one moment
 */
CwCodeBook *
cw_code_book_new (GPtrArray *codes)
{
  CwCodeBook *self;

  g_return_val_if_fail (codes != NULL, NULL);

  self = g_atomic_rc_box_new0 (CwCodeBook);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (int i = 0; i < CW_N_LISTS; i++)
    {
      self->lists[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_code_unref);
      self->by_code[i] = g_hash_table_new (g_str_hash, g_str_equal);
      self->by_text[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }
  for (guint i = 0; i < codes->len; i++)
    {
      CwCode *code = g_ptr_array_index (codes, i);

      g_ptr_array_add (self->lists[code->list], cw_code_ref (code));
      g_hash_table_insert (self->by_id, &code->id, code);
      g_hash_table_insert (self->by_code[code->list], code->code, code);
    }
  for (int i = 0; i < CW_N_LISTS; i++)
    {
      g_ptr_array_sort (self->lists[i], compare_positions);
      index_texts (self->lists[i], self->by_text[i]);
    }
  return self;
}

CwCodeBook *
cw_code_book_ref (CwCodeBook *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_book (gpointer data)
{
  CwCodeBook *self = data;

  g_hash_table_unref (self->by_id);
  for (int i = 0; i < CW_N_LISTS; i++)
    {
      g_hash_table_unref (self->by_code[i]);
      g_hash_table_unref (self->by_text[i]);
      g_ptr_array_unref (self->lists[i]);
    }
}

void
cw_code_book_unref (CwCodeBook *self)
{
  g_atomic_rc_box_release_full (self, clear_book);
}

/**
 * cw_code_book_get:
 *
 * Returns: (transfer none) (nullable): the code with that id
 */
const CwCode *
cw_code_book_get (CwCodeBook *self, gint64 id)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_hash_table_lookup (self->by_id, &id);
}

/**
 * cw_code_book_lookup:
 *
 * Returns: (transfer none) (nullable): the code of that list with exactly that code
 */
const CwCode *
cw_code_book_lookup (CwCodeBook *self, CwCodeList list, const char *code)
{
  g_return_val_if_fail (self != NULL && list < CW_N_LISTS, NULL);
  return code ? g_hash_table_lookup (self->by_code[list], code) : NULL;
}

/**
 * cw_code_book_find:
 * @text: as somebody typed it: code, label, short label or alias
 *
 * Returns: (transfer none) (nullable): the code that is meant
 */
const CwCode *
cw_code_book_find (CwCodeBook *self, CwCodeList list, const char *text)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (self != NULL && list < CW_N_LISTS, NULL);

  if (text == NULL)
    return NULL;
  folded = fold_text (text);
  return g_hash_table_lookup (self->by_text[list], folded);
}

/**
 * cw_code_book_label:
 *
 * Returns: (transfer none): the label of the code with that id, "" if there is none
 */
const char *
cw_code_book_label (CwCodeBook *self, gint64 id)
{
  const CwCode *code = cw_code_book_get (self, id);

  return code ? code->label : "";
}

/**
 * cw_code_book_list:
 *
 * Returns: (transfer none) (element-type CwCode): a whole list by position, retired codes too
 */
GPtrArray *
cw_code_book_list (CwCodeBook *self, CwCodeList list)
{
  g_return_val_if_fail (self != NULL && list < CW_N_LISTS, NULL);
  return self->lists[list];
}
