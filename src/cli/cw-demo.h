/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/cw-store.h"

G_BEGIN_DECLS

/**
 * CwDemoSize:
 *
 * How much of an invented school year to make up; begin with cw_demo_size_default(). What is told
 * of one family as a story comes on top. @seed and @school_year of 0 mean the default.
 */
typedef struct
{
  guint seed;
  int school_year;                   /* in which it begins */
  int families, enquiries, contacts; /* in that year; the present one goes on at the same pace */
} CwDemoSize;

CwDemoSize cw_demo_size_default (
    CwDay today); /* the last complete school year: 90 families, 300 enquiries, 1,200 contacts */

/* Fills a new, empty store with a school that does not exist: profile, terms, enquiries, cases,
 * notes that follow R10, next steps around @today, drafts, paper records; terms that have ended are
 * frozen. The same seed and day give the same records (but for the random numbers of families). */
gboolean cw_demo_fill (CwStore *store, const CwDemoSize *size, CwDay today, GError **error);
/* The post of the invented school, for cw_create_vault(). */
CwProfile *cw_demo_profile (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
