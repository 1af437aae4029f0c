/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CW_TYPE_VOICE (cw_voice_get_type ())
G_DECLARE_FINAL_TYPE (CwVoice, cw_voice, CW, VOICE, GtkWidget)

CwVoice *cw_voice_find (GtkWidget *from); /* that of its window or of one below; or NULL */
void cw_voice_say (CwVoice *self, const char *text);
const char *cw_voice_get_said (CwVoice *self);

G_END_DECLS
