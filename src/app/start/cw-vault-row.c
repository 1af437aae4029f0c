/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-vault-row.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"

#define NAME_CHARS 44 /* what a long name asks for at most; it is cut off where there is less */

struct _CwVaultRow
{
  GtkListBoxRow parent_instance;

  /* borrowed */
  CwVault *vault;
  GtkWidget *check;
};

G_DEFINE_FINAL_TYPE (CwVaultRow, cw_vault_row, GTK_TYPE_LIST_BOX_ROW)

static CwDay
get_local_day (GDateTime *time)
{
  return cw_day_from_ymd (g_date_time_get_year (time), g_date_time_get_month (time),
                          g_date_time_get_day_of_month (time));
}

/* "Last opened today, 08:47", "Last opened 16/10/2026" */
static char *
describe_last_opened (gint64 when)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (when);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *text = NULL;

  if (when == 0 || then == NULL)
    return g_strdup (_ ("Not opened yet"));
  if (get_local_day (then) == get_local_day (now))
    {
      text = g_date_time_format (then, "%H:%M");
      /* Translators: %s is a time of day. */
      return g_strdup_printf (_ ("Last opened today, %s"), text);
    }
  text = cw_day_format (get_local_day (then));
  /* Translators: %s is a date. */
  return g_strdup_printf (_ ("Last opened %s"), text);
}

static char *
describe (CwVault *vault, gboolean alike)
{
  g_autofree char *when = describe_last_opened (cw_vault_get_last_opened (vault));
  g_autofree char *folder = g_path_get_basename (cw_vault_get_dir (vault));

  if (!alike)
    return g_steal_pointer (&when);
  /* Translators: of two records with the same name: when they were opened, and their folder. */
  return g_strdup_printf (_ ("%s · folder “%s”"), when, folder);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NAME_CHARS);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
cw_vault_row_class_init (CwVaultRowClass *klass)
{
}

static void
cw_vault_row_init (CwVaultRow *self)
{
}

GtkWidget *
cw_vault_row_new (CwVault *vault, gboolean alike)
{
  CwVaultRow *self = g_object_new (CW_TYPE_VAULT_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *when = describe (vault, alike);
  GtkWidget *second = make_label (when, "small");
  g_autofree char *spoken = g_strdup_printf ("%s, %s", cw_vault_get_label (vault), when);

  self->vault = vault;
  self->check = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_widget_add_css_class (second, "quiet");
  gtk_box_append (GTK_BOX (words), make_label (cw_vault_get_label (vault), "strong"));
  gtk_box_append (GTK_BOX (words), second);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (self->check, "done");
  gtk_widget_add_css_class (self->check, "chosen");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("system-lock-screen-symbolic"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), self->check);
  gtk_widget_add_css_class (box, "row-pad");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), cw_vault_get_label (vault));
  cw_a11y_label (GTK_WIDGET (self), spoken);
  return GTK_WIDGET (self);
}

CwVault *
cw_vault_row_get_vault (CwVaultRow *self)
{
  g_return_val_if_fail (CW_IS_VAULT_ROW (self), NULL);

  return self->vault;
}

void
cw_vault_row_set_chosen (CwVaultRow *self, gboolean chosen)
{
  g_return_if_fail (CW_IS_VAULT_ROW (self));

  gtk_widget_set_visible (self->check, chosen);
}
