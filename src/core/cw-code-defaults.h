/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-code.h"

G_BEGIN_DECLS

/**
 * CwCodeDefault:
 *
 * One entry that a new vault begins with. Its place in the table is its public position.
 */
typedef struct
{
  const char *code;
  const char *label;
  const char *short_label; /* NULL: use label */
  const char *alias;       /* the word of the source documents, also read on import; NULL if none */
} CwCodeDefault;

/**
 * CwServiceDefault:
 *
 * What the directory knows about a shipped service (R34). Its name is the label of the entry of
 * %CW_LIST_SERVICE with the same code. Texts are "" where nothing is known for certain.
 */
typedef struct
{
  const char *code;
  const char *what_for;
  const char *telephone;
  const char *website;
  gboolean independent;      /* of school and local authority (R4) */
  const char *categories[8]; /* codes of CW_LIST_ENQUIRY_CATEGORY, NULL-terminated */
} CwServiceDefault;

/* The entry `other` of the service list ("Another service") is a code without a directory card. */
const CwCodeDefault *cw_code_defaults (CwCodeList list, guint *n);
const CwServiceDefault *cw_service_defaults (guint *n);

G_END_DECLS
