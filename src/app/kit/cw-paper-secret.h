/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vault/cw-secret.h"

G_BEGIN_DECLS

/**
 * CwPaperSecret:
 *
 * A secret in pieces, shown to be written down and typed back: covered from the first key on, so
 * that the paper is tested and not the screen. It cannot be copied, selected or saved. Signal
 * "changed": typed right, or not any more.
 */
#define CW_TYPE_PAPER_SECRET (cw_paper_secret_get_type ())
G_DECLARE_DERIVABLE_TYPE (CwPaperSecret, cw_paper_secret, CW, PAPER_SECRET, AdwBin)

struct _CwPaperSecretClass
{
  AdwBinClass parent_class;

  char separator; /* between the pieces of the secret */
  gboolean (*is_typed) (CwPaperSecret *self, const CwSecret *shown, const char *typed);
  /* Says how it stands, by cw_paper_secret_show_state(); called after each key and at the start. */
  void (*judge) (CwPaperSecret *self, const char *typed);
};

/* The parts of a template, borrowed. All must be given before anything is typed. */
typedef struct
{
  GtkWidget *typed;      /* what it is typed back into, a GtkPasswordEntry */
  GtkWidget *show_again; /* a button */
  GtkWidget *state_icon; /* a GtkImage */
  GtkLabel *state;
} CwPaperParts;

/* ---- for the widgets that are one ---- */

void cw_paper_secret_class_bind_parts (CwPaperSecretClass *klass, gssize offset);
void cw_paper_secret_set_parts (CwPaperSecret *self, const CwPaperParts *parts);
GtkLabel *cw_paper_secret_add_cell (CwPaperSecret *self,
                                    GtkWidget *into,   /* a GtkFlowBox or a GtkBox */
                                    const char *name); /* place of the next piece, borrowed */
void cw_paper_secret_begin (CwPaperSecret *self, CwSecret *secret); /* takes it, and shows it */
const CwSecret *cw_paper_secret_peek (CwPaperSecret *self);         /* NULL before, and forgotten */
void cw_paper_secret_show_state (CwPaperSecret *self,
                                 const char *text,
                                 const char *icon,       /* NULL: none */
                                 const char *css_class); /* "quiet", "due" or "done" */

/* ---- for whoever asks ---- */

gboolean cw_paper_secret_is_right (CwPaperSecret *self);
CwSecret *cw_paper_secret_get (CwPaperSecret *self)
    G_GNUC_WARN_UNUSED_RESULT; /* a copy; NULL while it was not typed right */
void cw_paper_secret_forget (CwPaperSecret *self);

G_END_DECLS
