/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/directory/cw-service-form-state.h"

#define GROUP "service"
#define LONGEST_NAME 120

/* As the draft names them. */
static const char *const keys[CW_N_SERVICE_FIELDS] = {
  "name", "what-for", "telephone", "email", "website", "address", "hours",
};

static char **
get_field (const CwService *service, CwServiceField field)
{
  CwService *record = (CwService *) service;

  switch (field)
    {
    case CW_SERVICE_NAME:
      return &record->name;
    case CW_SERVICE_WHAT_FOR:
      return &record->what_for;
    case CW_SERVICE_TELEPHONE:
      return &record->telephone;
    case CW_SERVICE_EMAIL:
      return &record->email;
    case CW_SERVICE_WEBSITE:
      return &record->website;
    case CW_SERVICE_ADDRESS:
      return &record->address;
    case CW_SERVICE_HOURS:
      return &record->hours;
    case CW_N_SERVICE_FIELDS:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
are_same (const CwService *a, const CwService *b)
{
  for (CwServiceField i = 0; i < CW_N_SERVICE_FIELDS; i++)
    if (g_strcmp0 (*get_field (a, i), *get_field (b, i)) != 0)
      return FALSE;
  return !a->independent == !b->independent && a->checked_on == b->checked_on
         && cw_ids_equal (a->categories, b->categories);
}

static void
replace_service (CwService **place, CwService *service)
{
  g_clear_pointer (place, cw_service_free);
  *place = service;
}

CwServiceFormState *
cw_service_form_state_new (CwDay today)
{
  CwServiceFormState *self = g_new0 (CwServiceFormState, 1);

  self->today = today;
  cw_service_form_state_begin (self, NULL);
  return self;
}

void
cw_service_form_state_free (CwServiceFormState *self)
{
  if (self == NULL)
    return;

  cw_service_free (self->orig);
  cw_service_free (self->curr);
  g_free (self->taken);
  g_free (self);
}

/**
 * cw_service_form_state_begin:
 * @service: (nullable): what to change; %NULL for a new service, whose details count as checked
 * today
 */
void
cw_service_form_state_begin (CwServiceFormState *self, const CwService *service)
{
  CwService *orig;

  g_return_if_fail (self != NULL);

  orig = service != NULL ? cw_service_copy (service) : cw_service_new ();
  if (service == NULL)
    orig->checked_on = self->today;
  replace_service (&self->orig, orig);
  replace_service (&self->curr, cw_service_copy (orig));
  self->day_wrong = FALSE;
  g_clear_pointer (&self->taken, g_free);
}

gboolean
cw_service_form_state_is_new (const CwServiceFormState *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->orig->code_id == 0;
}

gboolean
cw_service_form_state_is_changed (const CwServiceFormState *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->day_wrong || !are_same (self->orig, self->curr);
}

guint
cw_service_form_state_problems (const CwServiceFormState *self)
{
  g_autofree char *name = NULL;
  guint problems = 0;

  g_return_val_if_fail (self != NULL, 0);

  name = g_strstrip (g_strdup (self->curr->name));
  if (*name == '\0')
    problems |= CW_SERVICE_NO_NAME;
  else if (g_utf8_strlen (name, -1) > LONGEST_NAME)
    problems |= CW_SERVICE_LONG_NAME;
  else if (g_strcmp0 (name, self->taken) == 0)
    problems |= CW_SERVICE_NAME_TAKEN;
  if (self->day_wrong)
    problems |= CW_SERVICE_WRONG_DAY;
  else if (self->curr->checked_on > self->today)
    problems |= CW_SERVICE_FUTURE_DAY;
  return problems;
}

const char *
cw_service_form_state_get_text (const CwServiceFormState *self, CwServiceField field)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (field < CW_N_SERVICE_FIELDS, NULL);

  return *get_field (self->curr, field);
}

gboolean
cw_service_form_state_set_text (CwServiceFormState *self, CwServiceField field, const char *text)
{
  char **place;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (field < CW_N_SERVICE_FIELDS, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  place = get_field (self->curr, field);
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

gboolean
cw_service_form_state_set_independent (CwServiceFormState *self, gboolean independent)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->curr->independent == !independent)
    return FALSE;
  self->curr->independent = independent;
  return TRUE;
}

gboolean
cw_service_form_state_set_categories (CwServiceFormState *self, const gint64 *ids, guint n)
{
  g_autoptr (CwIds) set = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  set = cw_ids_new ();
  for (guint i = 0; i < n; i++)
    cw_ids_add (set, ids[i]);
  if (cw_ids_equal (set, self->curr->categories))
    return FALSE;
  cw_ids_free (self->curr->categories);
  self->curr->categories = g_steal_pointer (&set);
  return TRUE;
}

gboolean
cw_service_form_state_set_checked_on (CwServiceFormState *self, CwDay day, gboolean wrong)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->curr->checked_on == day && !self->day_wrong == !wrong)
    return FALSE;
  self->curr->checked_on = day;
  self->day_wrong = wrong;
  return TRUE;
}

void
cw_service_form_state_refuse_name (CwServiceFormState *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->taken);
  self->taken = g_strstrip (g_strdup (self->curr->name));
}

char *
cw_service_form_state_to_text (const CwServiceFormState *self)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *categories = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!cw_service_form_state_is_changed (self))
    return NULL;
  file = g_key_file_new ();
  g_key_file_set_int64 (file, GROUP, "id", self->orig->code_id);
  for (CwServiceField i = 0; i < CW_N_SERVICE_FIELDS; i++)
    g_key_file_set_string (file, GROUP, keys[i], *get_field (self->curr, i));
  g_key_file_set_boolean (file, GROUP, "independent", self->curr->independent);
  day = self->curr->checked_on != CW_DAY_NONE ? cw_day_to_iso (self->curr->checked_on)
                                              : g_strdup ("");
  g_key_file_set_value (file, GROUP, "checked-on", day);
  categories = cw_ids_to_text (self->curr->categories);
  g_key_file_set_value (file, GROUP, "categories", categories);
  return g_key_file_to_data (file, NULL, NULL);
}

static void
load_rest (CwService *curr, GKeyFile *file)
{
  g_autofree char *day = g_key_file_get_value (file, GROUP, "checked-on", NULL);
  g_autofree char *categories = g_key_file_get_value (file, GROUP, "categories", NULL);

  curr->independent = g_key_file_get_boolean (file, GROUP, "independent", NULL);
  curr->checked_on = day != NULL ? cw_day_from_iso (day) : CW_DAY_NONE;
  cw_ids_free (curr->categories);
  curr->categories = cw_ids_from_text (categories);
}

gboolean
cw_service_form_state_from_text (CwServiceFormState *self, const char *text)
{
  g_autoptr (GKeyFile) file = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  file = g_key_file_new ();
  if (!g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, NULL)
      || !g_key_file_has_group (file, GROUP)
      || g_key_file_get_int64 (file, GROUP, "id", NULL) != self->orig->code_id)
    return FALSE;
  for (CwServiceField i = 0; i < CW_N_SERVICE_FIELDS; i++)
    {
      g_autofree char *value = g_key_file_get_string (file, GROUP, keys[i], NULL);

      cw_service_form_state_set_text (self, i, value != NULL ? value : "");
    }
  load_rest (self->curr, file);
  self->day_wrong = FALSE;
  return TRUE;
}
