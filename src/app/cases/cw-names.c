/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-case-work.h"

#define GROUP "adult"
#define CHILD "child-%u"

/**
 * cw_names_new:
 * @adult: whose name it is; copied
 *
 * Returns: (transfer full): names of an adult who agreed (R7), with no children yet.
 */
CwNames *
cw_names_new (const CwAdult *adult)
{
  CwNames *self;

  g_return_val_if_fail (adult != NULL, NULL);

  self = g_new0 (CwNames, 1);
  self->adult = cw_adult_copy (adult);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_child_free);
  return self;
}

void
cw_names_free (CwNames *self)
{
  if (self == NULL)
    return;
  cw_adult_free (self->adult);
  g_ptr_array_unref (self->children);
  g_free (self);
}

char *
cw_names_to_body (const CwNames *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  const CwAdult *adult;

  g_return_val_if_fail (self != NULL, NULL);

  adult = self->adult;
  g_key_file_set_int64 (file, GROUP, "id", adult->id);
  g_key_file_set_string (file, GROUP, "name", adult->name);
  g_key_file_set_int64 (file, GROUP, "relation", adult->relation);
  g_key_file_set_boolean (file, GROUP, "lives-with", adult->lives_with);
  g_key_file_set_boolean (file, GROUP, "kept-apart", adult->kept_apart);
  g_key_file_set_string (file, GROUP, "telephone", adult->telephone);
  g_key_file_set_string (file, GROUP, "email", adult->email);
  g_key_file_set_string (file, GROUP, "address", adult->address);
  g_key_file_set_string (file, GROUP, "wishes", adult->wishes);
  for (guint i = 0; i < self->children->len; i++)
    {
      const CwChild *child = self->children->pdata[i];
      g_autofree char *group = g_strdup_printf (CHILD, i);

      g_key_file_set_int64 (file, group, "id", child->id);
      g_key_file_set_string (file, group, "name", child->name);
      g_key_file_set_string (file, group, "year-group", child->year_group);
      g_key_file_set_integer (file, group, "born", child->born);
    }
  return g_key_file_to_data (file, NULL, NULL);
}

static void
take_text (char **field, GKeyFile *file, const char *group, const char *key)
{
  char *text = g_key_file_get_string (file, group, key, NULL);

  if (text == NULL)
    return;
  g_free (*field);
  *field = text;
}

/**
 * cw_names_take_body:
 * @body: what cw_names_to_body() wrote
 *
 * Takes up what was half written about this adult. Returns: %FALSE if it is not readable or about
 * another.
 */
gboolean
cw_names_take_body (CwNames *self, const char *body)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (self != NULL && body != NULL, FALSE);

  if (!g_key_file_load_from_data (file, body, -1, G_KEY_FILE_NONE, NULL)
      || !g_key_file_has_group (file, GROUP)
      || g_key_file_get_int64 (file, GROUP, "id", NULL) != self->adult->id)
    return FALSE;
  take_text (&self->adult->name, file, GROUP, "name");
  take_text (&self->adult->telephone, file, GROUP, "telephone");
  take_text (&self->adult->email, file, GROUP, "email");
  take_text (&self->adult->address, file, GROUP, "address");
  take_text (&self->adult->wishes, file, GROUP, "wishes");
  self->adult->relation = g_key_file_get_int64 (file, GROUP, "relation", NULL);
  self->adult->lives_with = g_key_file_get_boolean (file, GROUP, "lives-with", NULL);
  self->adult->kept_apart = g_key_file_get_boolean (file, GROUP, "kept-apart", NULL);
  g_ptr_array_set_size (self->children, 0);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *group = g_strdup_printf (CHILD, i);
      CwChild *child;

      if (!g_key_file_has_group (file, group))
        break;
      child = cw_child_new ();
      child->id = g_key_file_get_int64 (file, group, "id", NULL);
      take_text (&child->name, file, group, "name");
      take_text (&child->year_group, file, group, "year-group");
      child->born = g_key_file_get_integer (file, group, "born", NULL);
      g_ptr_array_add (self->children, child);
    }
  return TRUE;
}

/* How many fields hold something: what a list of drafts shows, and what tells an empty draft. */
int
cw_names_count_words (const CwNames *self)
{
  const CwAdult *adult;
  int words = 0;

  g_return_val_if_fail (self != NULL, 0);

  adult = self->adult;
  words += (*adult->name != '\0') + (*adult->telephone != '\0') + (*adult->email != '\0')
           + (*adult->address != '\0') + (*adult->wishes != '\0');
  for (guint i = 0; i < self->children->len; i++)
    words += *((CwChild *) self->children->pdata[i])->name != '\0';
  return words;
}
