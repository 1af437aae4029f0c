/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwDay:
 *
 * A calendar day as a GLib Julian day number (g_date_get_julian()), or %CW_DAY_NONE. Days subtract
 * and compare as integers. Valid days are 1900-01-01 to 2199-12-31.
 */
typedef gint32 CwDay;
#define CW_DAY_NONE 0

CwDay cw_day_from_ymd (int year, int month, int day); /* CW_DAY_NONE if there is no such day */
void cw_day_to_ymd (CwDay day, int *year, int *month, int *dom);
CwDay cw_day_from_iso (const char *text); /* exactly yyyy-mm-dd, else CW_DAY_NONE */
CwDay cw_day_parse (const char *text,
                    CwDay today);            /* ISO, dd/mm/yyyy, d/m/yy, d/m (nearest to today) */
gboolean cw_day_is_begun (const char *text); /* nothing stands in it that no date has */
char *cw_day_to_iso (CwDay day) G_GNUC_WARN_UNUSED_RESULT;
char *cw_day_format (CwDay day) G_GNUC_WARN_UNUSED_RESULT; /* dd/mm/yyyy; "" for none */
char *
cw_day_format_long (CwDay day) G_GNUC_WARN_UNUSED_RESULT; /* Thursday 19 November 2026, localized */
int cw_day_weekday (CwDay day);                           /* 1 Monday … 7 Sunday */
CwDay cw_day_add_months (CwDay day, int months);          /* clamped to the month's last day */
int cw_day_school_year (CwDay day); /* the year in which its school year began (1 August) */
char *cw_school_year_label (int year) G_GNUC_WARN_UNUSED_RESULT; /* 2025 -> "2025-26" */
/* Time of day: minutes since midnight 0…1439, or -1 for none. "9:05", "0905", "9.05" are read;
 * written "09:05". */
int cw_time_parse (const char *text);
char *cw_time_format (int minutes) G_GNUC_WARN_UNUSED_RESULT; /* "" for -1 */
char *
cw_duration_format (int minutes) G_GNUC_WARN_UNUSED_RESULT; /* "7 h 20 min", "25 min", "2 h" */

G_END_DECLS
