/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-contact-state.h"

#include <stdlib.h>

#define GROUP "contact"
#define LINE "line-%u"
#define MAX_LINES 2000

/**
 * cw_contact_state_new:
 * @case_id: the case
 * @today: the day it is
 *
 * Returns: (transfer full): a contact of today, with nobody yet.
 */
CwContactState *
cw_contact_state_new (gint64 case_id, CwDay today)
{
  CwContactState *self = g_new0 (CwContactState, 1);

  self->today = today;
  self->orig = cw_contact_new ();
  self->orig->case_id = case_id;
  self->orig->day = today;
  self->orig->time = -1;
  self->curr = cw_contact_copy (self->orig);
  self->step_text = g_strdup ("");
  self->kept = g_new0 (char *, 1);
  return self;
}

void
cw_contact_state_free (CwContactState *self)
{
  if (self == NULL)
    return;
  cw_contact_free (self->orig);
  cw_contact_free (self->curr);
  g_free (self->step_text);
  g_strfreev (self->kept);
  g_free (self);
}

void
cw_contact_state_edit (CwContactState *self, const CwContact *contact)
{
  g_return_if_fail (self != NULL && contact != NULL);

  cw_contact_free (self->orig);
  cw_contact_free (self->curr);
  self->orig = cw_contact_copy (contact);
  self->curr = cw_contact_copy (contact);
  self->time_wrong = self->minutes_wrong = self->day_wrong = self->step_due_wrong = FALSE;
  cw_contact_state_set_kept (self, NULL);
}

static gboolean
lines_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const CwLine *x = a->pdata[i], *y = b->pdata[i];

      if (x->kind != y->kind || !g_str_equal (x->text, y->text))
        return FALSE;
    }
  return TRUE;
}

gboolean
cw_contact_state_is_changed (const CwContactState *self)
{
  const CwContact *a, *b;

  g_return_val_if_fail (self != NULL, FALSE);

  a = self->orig;
  b = self->curr;
  return a->day != b->day || a->time != b->time || a->minutes != b->minutes
         || a->method != b->method || !cw_ids_equal (a->adults, b->adults)
         || !cw_ids_equal (a->support, b->support) || !cw_ids_equal (a->services, b->services)
         || !lines_equal (a->lines, b->lines) || *self->step_text != '\0';
}

int
cw_text_count_words (const char *text)
{
  gboolean inside = FALSE;
  int words = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gboolean space = g_unichar_isspace (g_utf8_get_char (text));

      if (!space && !inside)
        words++;
      inside = !space;
    }
  return words;
}

int
cw_contact_state_count_words (const CwContactState *self)
{
  int words;

  g_return_val_if_fail (self != NULL, 0);

  words = cw_text_count_words (self->step_text);
  for (guint i = 0; i < self->curr->lines->len; i++)
    words += cw_text_count_words (((CwLine *) self->curr->lines->pdata[i])->text);
  return words;
}

gboolean
cw_contact_state_has_words (const CwContactState *self)
{
  return cw_contact_state_count_words (self) > 0;
}

void
cw_contact_state_set_with (CwContactState *self, gint64 adult_id, gboolean with)
{
  g_return_if_fail (self != NULL);

  if (with)
    cw_ids_add (self->curr->adults, adult_id);
  else
    cw_ids_remove (self->curr->adults, adult_id);
}

void
cw_contact_state_set_lines (CwContactState *self, GPtrArray *lines)
{
  g_return_if_fail (self != NULL && lines != NULL);

  g_ptr_array_set_size (self->curr->lines, 0);
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (self->curr->lines, cw_line_copy (lines->pdata[i]));
}

void
cw_contact_state_set_time_text (CwContactState *self, const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  g_return_if_fail (self != NULL);
  self->curr->time = cw_time_parse (trimmed);
  self->time_wrong = *trimmed != '\0' && self->curr->time < 0;
}

void
cw_contact_state_set_minutes_text (CwContactState *self, const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  char *end = NULL;
  long minutes = strtol (trimmed, &end, 10);

  g_return_if_fail (self != NULL);
  self->minutes_wrong = *trimmed == '\0' || *end != '\0' || minutes < 0 || minutes > 1440;
  self->curr->minutes = self->minutes_wrong ? 0 : (int) minutes;
}

void
cw_contact_state_set_step (CwContactState *self, const char *text, CwDay due)
{
  g_return_if_fail (self != NULL && text != NULL);

  if (text != self->step_text)
    {
      g_free (self->step_text);
      self->step_text = g_strdup (text);
    }
  self->step_due = due;
}

static gboolean
step_is_empty (const CwContactState *self)
{
  return cw_text_count_words (self->step_text) == 0;
}

/* Asks the same gate that the store asks, so that a refusal is said before the button is pressed
 * (R7, R9). */
static CwContactProblem
ask_gate (const CwContactState *self, GPtrArray *adults)
{
  CwGateInput input = {
    .act = CW_ACT_STORE_CONTACT,
    .today = self->today,
    .day = self->curr->day,
    .adults = adults,
    .with = self->curr->adults,
  };

  switch (cw_gate_ask (&input))
    {
    case CW_GATE_OPEN:
      return CW_CONTACT_COMPLETE;
    case CW_GATE_NOBODY:
      return CW_CONTACT_NOBODY;
    case CW_GATE_FUTURE:
      return CW_CONTACT_FUTURE;
    case CW_GATE_WITHDRAWN:
      return CW_CONTACT_WITHDRAWN;
    case CW_GATE_NO_CONSENT:
    case CW_GATE_NOT_EXPLAINED:
    case CW_GATE_NOT_SAID_HOW:
    case CW_GATE_BEFORE_CONSENT:
    case CW_GATE_COLD_CALL:
    default:
      return CW_CONTACT_BEFORE_CONSENT;
    }
}

CwContactProblem
cw_contact_state_check (const CwContactState *self, GPtrArray *adults)
{
  CwContactProblem problem;

  g_return_val_if_fail (self != NULL && adults != NULL, CW_CONTACT_NOBODY);

  if (self->curr->adults->len == 0)
    return CW_CONTACT_NOBODY;
  if (self->curr->method == 0)
    return CW_CONTACT_METHOD;
  if (self->curr->day == CW_DAY_NONE || self->day_wrong)
    return CW_CONTACT_DAY;
  problem = ask_gate (self, adults);
  if (problem != CW_CONTACT_COMPLETE)
    return problem;
  if (self->time_wrong)
    return CW_CONTACT_TIME;
  if (self->minutes_wrong)
    return CW_CONTACT_MINUTES;
  if (self->step_due_wrong || (!step_is_empty (self) && self->step_due == CW_DAY_NONE))
    return CW_CONTACT_STEP_DUE;
  if (step_is_empty (self) && self->step_due != CW_DAY_NONE)
    return CW_CONTACT_STEP_TEXT;
  return CW_CONTACT_COMPLETE;
}

const CwAdult *
cw_contact_state_find_refused (const CwContactState *self, GPtrArray *adults)
{
  g_return_val_if_fail (self != NULL && adults != NULL, NULL);

  for (guint i = 0; i < adults->len; i++)
    {
      const CwAdult *adult = adults->pdata[i];

      if (cw_ids_contains (self->curr->adults, adult->id)
          && !cw_adult_agreed_on (adult, self->curr->day))
        return adult;
    }
  return NULL;
}

/**
 * cw_contact_state_to_step:
 *
 * Returns: (transfer full) (nullable): the next step. It belongs to the adult of the contact where
 * there is exactly one, so that nobody reads of it who was not there (R2).
 */
CwStep *
cw_contact_state_to_step (const CwContactState *self)
{
  CwStep *step;

  g_return_val_if_fail (self != NULL, NULL);

  if (step_is_empty (self))
    return NULL;
  step = cw_step_new ();
  step->case_id = self->curr->case_id;
  step->adult_id = self->curr->adults->len == 1 ? self->curr->adults->items[0] : 0;
  g_free (step->text);
  step->text = g_strstrip (g_strdup (self->step_text));
  step->due = self->step_due;
  step->time = -1;
  return step;
}

static void
write_ids (GKeyFile *file, const char *key, const CwIds *ids)
{
  g_autofree char *text = cw_ids_to_text (ids);

  g_key_file_set_string (file, GROUP, key, text);
}

static void
read_ids (GKeyFile *file, const char *key, CwIds **ids)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, key, NULL);

  cw_ids_free (*ids);
  *ids = cw_ids_from_text (text);
}

char *
cw_contact_state_to_body (const CwContactState *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (self != NULL, NULL);

  g_key_file_set_int64 (file, GROUP, "id", self->curr->id);
  g_key_file_set_integer (file, GROUP, "day", self->curr->day);
  g_key_file_set_integer (file, GROUP, "time", self->curr->time);
  g_key_file_set_integer (file, GROUP, "minutes", self->minutes_wrong ? -1 : self->curr->minutes);
  g_key_file_set_int64 (file, GROUP, "method", self->curr->method);
  write_ids (file, "adults", self->curr->adults);
  write_ids (file, "support", self->curr->support);
  write_ids (file, "services", self->curr->services);
  g_key_file_set_string (file, GROUP, "step", self->step_text);
  g_key_file_set_integer (file, GROUP, "step-due", self->step_due);
  g_key_file_set_string_list (file, GROUP, "kept", (const char *const *) self->kept,
                              g_strv_length (self->kept));
  for (guint i = 0; i < self->curr->lines->len; i++)
    {
      const CwLine *line = self->curr->lines->pdata[i];
      g_autofree char *group = g_strdup_printf (LINE, i);

      g_key_file_set_integer (file, group, "kind", line->kind);
      g_key_file_set_string (file, group, "text", line->text);
    }
  return g_key_file_to_data (file, NULL, NULL);
}

static void
read_lines (CwContactState *self, GKeyFile *file)
{
  g_ptr_array_set_size (self->curr->lines, 0);
  for (guint i = 0; i < MAX_LINES; i++)
    {
      g_autofree char *group = g_strdup_printf (LINE, i);
      g_autofree char *text = g_key_file_get_string (file, group, "text", NULL);
      int kind = g_key_file_get_integer (file, group, "kind", NULL);

      if (text == NULL)
        return;
      g_ptr_array_add (self->curr->lines,
                       cw_line_new_take (CLAMP (kind, CW_LINE_FACT, CW_LINE_AGREED),
                                         g_steal_pointer (&text)));
    }
}

/* @kept: (nullable): wordings that stay as they are in this note, though they read as a judgement.
 */
void
cw_contact_state_set_kept (CwContactState *self, const char *const *kept)
{
  char **copy;

  g_return_if_fail (self != NULL);

  copy = kept != NULL ? g_strdupv ((char **) kept) : g_new0 (char *, 1);
  g_strfreev (self->kept);
  self->kept = copy;
}

/**
 * cw_contact_state_take_body:
 * @body: what cw_contact_state_to_body() wrote
 *
 * Takes up what was half written. Returns: %FALSE if it cannot be read; nothing is changed then.
 */
gboolean
cw_contact_state_take_body (CwContactState *self, const char *body)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *step = NULL;
  g_auto (GStrv) kept = NULL;
  int minutes;

  g_return_val_if_fail (self != NULL && body != NULL, FALSE);

  if (!g_key_file_load_from_data (file, body, -1, G_KEY_FILE_NONE, NULL)
      || !g_key_file_has_group (file, GROUP))
    return FALSE;
  self->curr->id = g_key_file_get_int64 (file, GROUP, "id", NULL);
  self->curr->day = g_key_file_get_integer (file, GROUP, "day", NULL);
  self->curr->time = g_key_file_get_integer (file, GROUP, "time", NULL);
  minutes = g_key_file_get_integer (file, GROUP, "minutes", NULL);
  self->minutes_wrong = minutes < 0;
  self->curr->minutes = MAX (minutes, 0);
  self->curr->method = g_key_file_get_int64 (file, GROUP, "method", NULL);
  read_ids (file, "adults", &self->curr->adults);
  read_ids (file, "support", &self->curr->support);
  read_ids (file, "services", &self->curr->services);
  step = g_key_file_get_string (file, GROUP, "step", NULL);
  cw_contact_state_set_step (self, step != NULL ? step : "",
                             g_key_file_get_integer (file, GROUP, "step-due", NULL));
  kept = g_key_file_get_string_list (file, GROUP, "kept", NULL, NULL);
  cw_contact_state_set_kept (self, (const char *const *) kept);
  read_lines (self, file);
  return TRUE;
}
