/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-terms-state.h"

#define RULES "rules"
#define LINE "term-%u"
#define MOST_LINES 300 /* a hundred school years */

static const char *const rule_keys[CW_TERMS_RULES][2]
    = { { "enquiries-calendar", "enquiries-families" },
        { "contacts-calendar", "contacts-families" } };

static void
free_typed (gpointer data)
{
  CwTermTyped *typed = data;

  g_free (typed->label);
  g_free (typed->start);
  g_free (typed->end);
  g_free (typed);
}

CwTermsState *
cw_terms_state_new (void)
{
  CwTermsState *self = g_new0 (CwTermsState, 1);

  self->lines = g_ptr_array_new_with_free_func (free_typed);
  return self;
}

void
cw_terms_state_free (CwTermsState *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->lines);
  g_free (self);
}

CwTermTyped *
cw_terms_state_add (CwTermsState *self, const CwTerm *term)
{
  CwTermTyped *typed;

  g_return_val_if_fail (self != NULL && term != NULL, NULL);

  typed = g_new0 (CwTermTyped, 1);
  typed->id = term->id;
  typed->label = g_strdup (term->label);
  typed->start = cw_day_format (term->start);
  typed->end = cw_day_format (term->end);
  typed->half_end = term->half_end;
  g_ptr_array_add (self->lines, typed);
  return typed;
}

static CwTermTyped *
find_line (const CwTermsState *self, gint64 id)
{
  for (guint i = 0; id != 0 && i < self->lines->len; i++)
    if (((CwTermTyped *) self->lines->pdata[i])->id == id)
      return self->lines->pdata[i];
  return NULL;
}

/* One that was added and left empty, or removed again, is nothing. */
static gboolean
is_changed (const CwTermTyped *typed, const CwTermTyped *before)
{
  if (before == NULL)
    return !typed->removed
           && (*typed->label != '\0' || *typed->start != '\0' || *typed->end != '\0');
  return !g_str_equal (typed->label, before->label) || !g_str_equal (typed->start, before->start)
         || !g_str_equal (typed->end, before->end) || typed->removed != before->removed;
}

/* R7: where a date is meant, what cannot become one is not kept. */
static void
put_day (GKeyFile *file, const char *group, const char *name, const char *text)
{
  if (cw_day_is_begun (text))
    g_key_file_set_string (file, group, name, text);
}

static void
put_line (GKeyFile *file, guint i, const CwTermTyped *typed)
{
  g_autofree char *group = g_strdup_printf (LINE, i);

  g_key_file_set_int64 (file, group, "id", typed->id);
  g_key_file_set_string (file, group, "label", typed->label);
  put_day (file, group, "start", typed->start);
  put_day (file, group, "end", typed->end);
  g_key_file_set_integer (file, group, "half-end", typed->half_end);
  g_key_file_set_boolean (file, group, "removed", typed->removed);
}

/**
 * cw_terms_state_to_body:
 * @before: as it was when nobody had touched it
 *
 * Returns: (transfer full): what was changed, as text; "" where nothing was
 */
char *
cw_terms_state_to_body (const CwTermsState *self, const CwTermsState *before)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gboolean changed = FALSE;

  g_return_val_if_fail (self != NULL && before != NULL, NULL);

  for (guint i = 0; i < CW_TERMS_RULES; i++)
    {
      if (self->rules[i].calendar == before->rules[i].calendar
          && self->rules[i].k == before->rules[i].k)
        continue;
      g_key_file_set_integer (file, RULES, rule_keys[i][0], (int) self->rules[i].calendar);
      g_key_file_set_integer (file, RULES, rule_keys[i][1], self->rules[i].k);
      changed = TRUE;
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      const CwTermTyped *typed = self->lines->pdata[i];

      if (!is_changed (typed, find_line (before, typed->id)))
        continue;
      put_line (file, i, typed);
      changed = TRUE;
    }
  return changed ? g_key_file_to_data (file, NULL, NULL) : g_strdup ("");
}

static void
take_text (char **field, GKeyFile *file, const char *group, const char *name)
{
  g_autofree char *text = g_key_file_get_string (file, group, name, NULL);

  if (text == NULL)
    return;
  g_free (*field);
  *field = g_steal_pointer (&text);
}

static void
take_line (CwTermsState *self, GKeyFile *file, const char *group)
{
  CwTermTyped *typed = find_line (self, g_key_file_get_int64 (file, group, "id", NULL));

  if (typed == NULL)
    {
      g_autoptr (CwTerm) term = cw_term_new ();

      term->id = 0;
      typed = cw_terms_state_add (self, term);
    }
  take_text (&typed->label, file, group, "label");
  take_text (&typed->start, file, group, "start");
  take_text (&typed->end, file, group, "end");
  typed->half_end = g_key_file_get_integer (file, group, "half-end", NULL);
  typed->removed = g_key_file_get_boolean (file, group, "removed", NULL);
}

static void
take_rule (CwTermsState *self, GKeyFile *file, guint i)
{
  int calendar = g_key_file_get_integer (file, RULES, rule_keys[i][0], NULL);
  int k = g_key_file_get_integer (file, RULES, rule_keys[i][1], NULL);

  if (k == 0)
    return;
  self->rules[i].calendar = (CwCalendar) CLAMP (calendar, 0, (int) CW_CALENDAR_YEAR);
  self->rules[i].k = k;
}

/**
 * cw_terms_state_take_body:
 * @self: the terms as they are stored now
 * @body: of a draft
 *
 * Puts what was changed over it: what was not changed then is as it is stored now. A changed term
 * that is not stored any more is a new one again.
 *
 * Returns: FALSE where @body is no draft; @self is as it was
 */
gboolean
cw_terms_state_take_body (CwTermsState *self, const char *body)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (self != NULL && body != NULL, FALSE);

  if (!g_key_file_load_from_data (file, body, -1, G_KEY_FILE_NONE, NULL))
    return FALSE;
  for (guint i = 0; i < CW_TERMS_RULES; i++)
    take_rule (self, file, i);
  for (guint i = 0; i < MOST_LINES; i++)
    {
      g_autofree char *group = g_strdup_printf (LINE, i);

      if (g_key_file_has_group (file, group))
        take_line (self, file, group);
    }
  return TRUE;
}
