/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "invented-school.h"
#include "school-families.h"

/* A history that is being played. */
typedef struct
{
  School *school;
  Play *play;
  Ground *ground;
  gint64 *cases, *adults; /* 0: erased */
  gint64 *ids;            /* of the records; 0: not there */
  gboolean *was;          /* entered at all */
  guint *versions;        /* that stands */
  gpointer *deleted;      /* CwEnquiry or CwContact, to restore */
  Families *families;
  CwDay closed; /* the last day of the last school year whose families were counted */
  GString *text;
} Player;

/* Which cases have contacts that were counted since the last year was closed; @removed: those that
 * were deleted afterwards too. */
gboolean *player_list_counted (Player *self, gboolean removed) G_GNUC_WARN_UNUSED_RESULT;

/* The rule of the year that @block is of: how many families a line needs, and the calendar. */
guint player_get_rule (Player *self, const CwBlock *block, CwCalendar *calendar);

/* After a block was frozen: what it counted and says, and the families of the year that it closed,
 * worked out beside the store. */
void player_note_counted (Player *self, const CwBlock *block, gboolean published);
void player_check_year (Player *self, const CwBlock *block);
