/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-code-drop-down.h"

void
cw_code_drop_down_fill (GtkDropDown *drop_down, GPtrArray *codes, gint64 chosen, const char *empty)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 none = 0;
  guint selected = 0;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down) && codes != NULL);

  g_array_append_val (ids, none);
  gtk_string_list_append (names, empty);
  for (guint i = 0; i < codes->len; i++)
    {
      const CwCode *code = codes->pdata[i];

      if (code->retired && code->id != chosen)
        continue;
      if (code->id == chosen)
        selected = ids->len;
      gtk_string_list_append (names, code->label);
      g_array_append_val (ids, code->id);
    }
  g_object_set_data_full (G_OBJECT (drop_down), "cw-ids", ids, (GDestroyNotify) g_array_unref);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (drop_down, selected);
}

gint64
cw_code_drop_down_get (GtkDropDown *drop_down)
{
  GArray *ids;
  guint selected;

  g_return_val_if_fail (GTK_IS_DROP_DOWN (drop_down), 0);

  ids = g_object_get_data (G_OBJECT (drop_down), "cw-ids");
  selected = gtk_drop_down_get_selected (drop_down);
  return ids != NULL && selected < ids->len ? g_array_index (ids, gint64, selected) : 0;
}
