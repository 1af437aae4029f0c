/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-run.h"

G_BEGIN_DECLS

/* Writes the file at @path, on a thread of its own. What @data holds is not changed meanwhile. */
typedef gboolean (*CwSaveWork) (gpointer data, const char *path, GError **error);
typedef void (*CwSaveDone) (gpointer widget, const GError *error); /* NULL: it is written */

/* A stick may take seconds to take a small file. Without @done the page says how it went; nothing
 * is said when @widget is gone by then. The program stays until the file is whole. Takes @data. */
void cw_save_file (gpointer widget,
                   const char *path,
                   CwSaveWork work,
                   gpointer data,
                   GDestroyNotify data_free,
                   CwSaveDone done);

/* Works for what is saved most: the data is a CwDocument, or a text. */
gboolean cw_save_pdf (gpointer document, const char *path, GError **error);
gboolean cw_save_text (gpointer text, const char *path, GError **error);

G_END_DECLS
