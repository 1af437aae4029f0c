/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-backup-state.h"

#include <glib/gi18n.h>

/* Local day of a time. */
static CwDay
get_day (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at);
  int year, month, day;

  if (time == NULL)
    return CW_DAY_NONE;
  g_date_time_get_ymd (time, &year, &month, &day);
  return cw_day_from_ymd (year, month, day);
}

char *
cw_backup_when (gint64 at, gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at);
  g_autofree char *clock = time != NULL ? g_date_time_format (time, "%H:%M") : g_strdup ("");
  int days = get_day (now) - get_day (at);

  if (days == 0)
    /* Translators: %s is a time of day. */
    return g_strdup_printf (_ ("today, %s"), clock);
  if (days == 1)
    /* Translators: %s is a time of day. */
    return g_strdup_printf (_ ("yesterday, %s"), clock);
  return cw_day_format (get_day (at));
}

static char *
describe_newest (gint64 at, gint64 now)
{
  g_autofree char *when = NULL;

  if (at == 0)
    return g_strdup (_ ("Not backed up yet"));
  when = cw_backup_when (at, now);
  /* Translators: %s is a day and time, as in "today, 08:52", or a date. */
  return g_strdup_printf (_ ("Backed up %s"), when);
}

char *
cw_backup_state_here (const CwBackupState *self)
{
  return describe_newest (self->here_at, self->now);
}

static int
count_days_off (const CwBackupState *self)
{
  return get_day (self->now) - get_day (self->off_at);
}

char *
cw_backup_state_off (const CwBackupState *self)
{
  g_autofree char *when = NULL;
  int days;

  if (self->off_at == 0)
    return g_strdup (_ ("There is no backup off this laptop yet"));
  days = count_days_off (self);
  if (days > 1)
    /* Translators: %d is a number of days. */
    return g_strdup_printf (ngettext ("Newest backup off this laptop is %d day old",
                                      "Newest backup off this laptop is %d days old",
                                      (gulong) days),
                            days);
  when = cw_backup_when (self->off_at, self->now);
  /* Translators: %s is a day and time, as in "today, 08:52". */
  return g_strdup_printf (_ ("Backed up off this laptop %s"), when);
}

gboolean
cw_backup_state_is_late (const CwBackupState *self)
{
  if (self->off_at == 0)
    return self->has_records;
  return count_days_off (self) > CW_BACKUP_OFF_DAYS;
}

char *
cw_backup_state_foot (const CwBackupState *self)
{
  if (cw_backup_state_is_late (self))
    return cw_backup_state_off (self);
  return describe_newest (MAX (self->here_at, self->off_at), self->now);
}
