/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/enquiries/cw-enquiry-form-state.h"

#define GROUP "enquiry"

static void
replace_enquiry (CwEnquiry **place, CwEnquiry *enquiry)
{
  g_clear_pointer (place, cw_enquiry_free);
  *place = enquiry;
}

static void
replace_ids (CwIds **place, const CwIds *ids)
{
  CwIds *copy = cw_ids_copy (ids);

  g_clear_pointer (place, cw_ids_free);
  *place = copy;
}

/* Both are kept alike, so that "changed" is a comparison and not a memory of key presses. */
static void
begin (CwEnquiryFormState *self, CwEnquiry *enquiry)
{
  replace_enquiry (&self->orig, cw_enquiry_copy (enquiry));
  replace_enquiry (&self->curr, enquiry);
  self->day_wrong = FALSE;
}

static void
save_ids (GKeyFile *file, const char *key, const CwIds *ids)
{
  g_autofree char *text = cw_ids_to_text (ids);

  g_key_file_set_value (file, GROUP, key, text);
}

static CwIds *
load_ids (GKeyFile *file, const char *key)
{
  g_autofree char *text = g_key_file_get_value (file, GROUP, key, NULL);

  return cw_ids_from_text (text);
}

/**
 * cw_enquiry_form_state_new:
 * @today: what the date begins as, and the last day an enquiry can have
 *
 * Returns: (transfer full): an empty form
 */
CwEnquiryFormState *
cw_enquiry_form_state_new (CwDay today)
{
  CwEnquiryFormState *self = g_new0 (CwEnquiryFormState, 1);
  CwEnquiry *enquiry = cw_enquiry_new ();

  self->today = today;
  enquiry->day = today;
  begin (self, enquiry);
  return self;
}

void
cw_enquiry_form_state_free (CwEnquiryFormState *self)
{
  if (self == NULL)
    return;

  cw_enquiry_free (self->orig);
  cw_enquiry_free (self->curr);
  g_free (self);
}

/**
 * cw_enquiry_form_state_set_today:
 *
 * An untouched form moves on with the calendar; whatever somebody has filled in stays on its day.
 */
void
cw_enquiry_form_state_set_today (CwEnquiryFormState *self, CwDay today)
{
  g_return_if_fail (self != NULL);

  if (!cw_enquiry_form_state_is_editing (self) && !cw_enquiry_form_state_is_changed (self)
      && self->curr->day == self->today)
    self->orig->day = self->curr->day = today;
  self->today = today;
}

/**
 * cw_enquiry_form_state_next:
 *
 * Empties the form for the next enquiry. The date is kept, as a pile of them is often entered for
 * one day; after a change to a stored one it is today again.
 */
void
cw_enquiry_form_state_next (CwEnquiryFormState *self)
{
  CwEnquiry *enquiry;

  g_return_if_fail (self != NULL);

  enquiry = cw_enquiry_new ();
  enquiry->day = self->today;
  if (!cw_enquiry_form_state_is_editing (self)
      && (cw_enquiry_form_state_problems (self)
          & (CW_ENQUIRY_NO_DAY | CW_ENQUIRY_WRONG_DAY | CW_ENQUIRY_FUTURE_DAY))
             == 0)
    enquiry->day = self->curr->day;
  begin (self, enquiry);
}

void
cw_enquiry_form_state_edit (CwEnquiryFormState *self, const CwEnquiry *enquiry)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (enquiry != NULL);

  begin (self, cw_enquiry_copy (enquiry));
}

/**
 * cw_enquiry_form_state_fill:
 *
 * Puts values into an empty form, as after an undone save: what is stored from it will be a new
 * enquiry.
 */
void
cw_enquiry_form_state_fill (CwEnquiryFormState *self, const CwEnquiry *values)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (values != NULL);

  cw_enquiry_form_state_next (self);
  replace_enquiry (&self->curr, cw_enquiry_copy (values));
  self->curr->id = 0;
  self->curr->counted_in = 0;
}

gboolean
cw_enquiry_form_state_is_editing (const CwEnquiryFormState *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->orig->id != 0;
}

gboolean
cw_enquiry_form_state_is_changed (const CwEnquiryFormState *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->day_wrong || !cw_enquiry_same (self->orig, self->curr);
}

guint
cw_enquiry_form_state_problems (const CwEnquiryFormState *self)
{
  const CwEnquiry *curr;
  guint problems = 0;

  g_return_val_if_fail (self != NULL, 0);

  curr = self->curr;
  if (curr->categories->len == 0)
    problems |= CW_ENQUIRY_NO_CATEGORY;
  if (curr->method == 0)
    problems |= CW_ENQUIRY_NO_METHOD;
  if (curr->about == 0)
    problems |= CW_ENQUIRY_NO_ABOUT;
  if (self->day_wrong)
    problems |= CW_ENQUIRY_WRONG_DAY;
  else if (curr->day == CW_DAY_NONE)
    problems |= CW_ENQUIRY_NO_DAY;
  else if (curr->day > self->today)
    problems |= CW_ENQUIRY_FUTURE_DAY;
  return problems;
}

gboolean
cw_enquiry_form_state_set_categories (CwEnquiryFormState *self, const gint64 *ids, guint n)
{
  g_autoptr (CwIds) set = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  set = cw_ids_new ();
  for (guint i = 0; i < n; i++)
    cw_ids_add (set, ids[i]);
  if (cw_ids_equal (set, self->curr->categories))
    return FALSE;
  replace_ids (&self->curr->categories, set);
  return TRUE;
}

gboolean
cw_enquiry_form_state_set_method (CwEnquiryFormState *self, gint64 id)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->curr->method == id)
    return FALSE;
  self->curr->method = id;
  return TRUE;
}

gboolean
cw_enquiry_form_state_set_about (CwEnquiryFormState *self, gint64 id)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->curr->about == id)
    return FALSE;
  self->curr->about = id;
  return TRUE;
}

gboolean
cw_enquiry_form_state_set_services (CwEnquiryFormState *self, const CwIds *ids)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (cw_ids_equal (ids, self->curr->services))
    return FALSE;
  replace_ids (&self->curr->services, ids);
  return TRUE;
}

gboolean
cw_enquiry_form_state_set_asked_before (CwEnquiryFormState *self, gboolean asked_before)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->curr->asked_before == !asked_before)
    return FALSE;
  self->curr->asked_before = asked_before;
  return TRUE;
}

gboolean
cw_enquiry_form_state_set_day (CwEnquiryFormState *self, CwDay day, gboolean wrong)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->curr->day == day && !self->day_wrong == !wrong)
    return FALSE;
  self->curr->day = day;
  self->day_wrong = wrong;
  return TRUE;
}

/**
 * cw_enquiry_form_state_to_text:
 *
 * Returns: (transfer full) (nullable): the draft of a form that somebody has begun, %NULL for one
 * that is as it began. A date that cannot be read is left out: only codes and dates are ever kept
 * (R5).
 */
char *
cw_enquiry_form_state_to_text (const CwEnquiryFormState *self)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!cw_enquiry_form_state_is_changed (self))
    return NULL;
  file = g_key_file_new ();
  day = self->curr->day != CW_DAY_NONE ? cw_day_to_iso (self->curr->day) : g_strdup ("");
  g_key_file_set_int64 (file, GROUP, "id", self->orig->id);
  g_key_file_set_value (file, GROUP, "day", day);
  save_ids (file, "categories", self->curr->categories);
  g_key_file_set_int64 (file, GROUP, "method", self->curr->method);
  g_key_file_set_int64 (file, GROUP, "about", self->curr->about);
  save_ids (file, "services", self->curr->services);
  g_key_file_set_boolean (file, GROUP, "asked-before", self->curr->asked_before);
  return g_key_file_to_data (file, NULL, NULL);
}

gboolean
cw_enquiry_form_state_from_text (CwEnquiryFormState *self, const char *text)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *day = NULL;
  CwEnquiry *curr;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  file = g_key_file_new ();
  if (!g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, NULL)
      || !g_key_file_has_group (file, GROUP)
      || g_key_file_get_int64 (file, GROUP, "id", NULL) != self->orig->id)
    return FALSE;

  curr = cw_enquiry_copy (self->orig);
  day = g_key_file_get_value (file, GROUP, "day", NULL);
  curr->day = day != NULL ? cw_day_from_iso (day) : CW_DAY_NONE;
  cw_ids_free (curr->categories);
  curr->categories = load_ids (file, "categories");
  curr->method = g_key_file_get_int64 (file, GROUP, "method", NULL);
  curr->about = g_key_file_get_int64 (file, GROUP, "about", NULL);
  cw_ids_free (curr->services);
  curr->services = load_ids (file, "services");
  curr->asked_before = g_key_file_get_boolean (file, GROUP, "asked-before", NULL);
  replace_enquiry (&self->curr, curr);
  self->day_wrong = FALSE;
  return TRUE;
}

gboolean
cw_enquiry_same (const CwEnquiry *a, const CwEnquiry *b)
{
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  return a->day == b->day && a->method == b->method && a->about == b->about
         && !a->asked_before == !b->asked_before && cw_ids_equal (a->categories, b->categories)
         && cw_ids_equal (a->services, b->services);
}
