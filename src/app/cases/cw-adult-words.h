/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-code.h"
#include "core/cw-records.h"

G_BEGIN_DECLS

/* How an adult is called on the screen. An adult without a name yet has words too. */
char *
cw_adult_name (const CwAdult *adult) G_GNUC_WARN_UNUSED_RESULT; /* "Joanne Hughes", "No name yet" */
char *
cw_adult_first_name (const CwAdult *adult) G_GNUC_WARN_UNUSED_RESULT; /* "Joanne", "No name yet" */
char *cw_adult_initials (const CwAdult *adult) G_GNUC_WARN_UNUSED_RESULT; /* "JH", "?" */
char *cw_adult_relation (const CwAdult *adult, CwCodeBook *codes)
    G_GNUC_WARN_UNUSED_RESULT; /* "mother, children at home" */
/* "Joanne, Darren": those of @ids, or all that agree where @ids is NULL. */
char *cw_adults_join (GPtrArray *adults, const CwIds *ids) G_GNUC_WARN_UNUSED_RESULT;
/* The one who agrees; NULL where nobody does, or several do. */
const CwAdult *cw_adults_only_agreeing (GPtrArray *adults);
/* "Agreed 14/09/2026, signed" */
char *cw_consent_words (const CwConsent *consent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
