/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-secret-field.h"

/*
 * GTK 4.8 tells the accessibility bus of every text that goes in or out of an entry, in clear even
 * where the entry shows dots: wiping a passphrase sends the whole of it, and leaves a copy in the
 * message. GTK listens to the signals of the text inside; here they end before they get there.
 */

static void
insert_text_cb (GtkEditable *text, char *new_text, int length, int *position, gpointer data)
{
  GTK_EDITABLE_GET_IFACE (text)->insert_text (text, new_text, length, position);
  g_signal_stop_emission_by_name (text, "insert-text");
}

static void
delete_text_cb (GtkEditable *text, int start, int end, gpointer data)
{
  GTK_EDITABLE_GET_IFACE (text)->delete_text (text, start, end);
  g_signal_stop_emission_by_name (text, "delete-text");
}

void
cw_secret_field (GtkPasswordEntry *entry)
{
  GtkEditable *text;

  g_return_if_fail (GTK_IS_PASSWORD_ENTRY (entry));

  text = gtk_editable_get_delegate (GTK_EDITABLE (entry));
  g_signal_connect (text, "insert-text", G_CALLBACK (insert_text_cb), NULL);
  g_signal_connect (text, "delete-text", G_CALLBACK (delete_text_cb), NULL);
}
