/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-code.h"
#include "core/cw-records.h"

G_BEGIN_DECLS

/*
 * The words that the invented school is made of. No person, school or case in it exists.
 * "{parent}", "{child}",
 * "{teacher}", "{he}", "{He}" and "{him}" (the child) are filled in. Notes follow R10.
 */

/* What a family came about, with everything its contacts can say. Lists end with NULL. */
typedef struct
{
  int weight;
  const char *facts[8];
  const char *said[6];
  const char *others[5];
  const char *agreed[6];
  const char *steps[6];
  const char *support[7];  /* codes of CW_LIST_SUPPORT_TYPE, the likeliest first */
  const char *services[4]; /* codes of CW_LIST_SERVICE */
} CwDemoTheme;

/* A code with the share of records that have it. */
typedef struct
{
  const char *code;
  int weight;
  const char *services[4]; /* of an enquiry: where it may be signposted to */
  int child;               /* of an enquiry: per cent mainly about a child */
} CwDemoShare;

/* A fixed line of the family that stands for all: day in teaching days before today. */
typedef struct
{
  int days_ago;
  int time, minutes;
  const char *method;
  int who; /* bit 0 the first adult, bit 1 the second, bit 2 the third */
  const char *support;
  CwLine lines[4];
} CwDemoContact;

const CwDemoTheme *cw_demo_themes (guint *n);
const CwDemoShare *cw_demo_categories (guint *n);
const CwDemoShare *cw_demo_methods (guint *n); /* of enquiries */
const CwDemoContact *cw_demo_story (guint *n); /* oldest first */
const char *const *cw_demo_mothers (guint *n);
const char *const *cw_demo_fathers (guint *n);
const char *const *cw_demo_girls (guint *n);
const char *const *cw_demo_boys (guint *n);
const char *const *cw_demo_surnames (guint *n);
const char *const *cw_demo_teachers (guint *n);
const char *const *cw_demo_streets (guint *n);
const CwService *cw_demo_services (guint *n); /* local ones, `categories` empty */

G_END_DECLS
