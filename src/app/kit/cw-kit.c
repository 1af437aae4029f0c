/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-kit.h"

#include <glib/gi18n.h>

static char *
format_late (CwDay due, CwDay today)
{
  guint days = (guint) (today - due);

  /* Translators: how late something is. */
  return g_strdup_printf (ngettext ("%u day late", "%u days late", days), days);
}

/* "Sun 22/11" */
static char *
format_near (CwDay due)
{
  int year, month, dom;
  g_autoptr (GDateTime) date = NULL;

  cw_day_to_ymd (due, &year, &month, &dom);
  date = g_date_time_new_utc (year, month, dom, 12, 0, 0);
  /* Translators: a day of the coming week for strftime(), as in "Sun 22/11". */
  return g_date_time_format (date, _ ("%a %d/%m"));
}

/* How a due date is said beside a row: how late, the time of today (or "Today"), the weekday of the
 * coming week, else the date. @time: minutes since midnight, -1 for none. @late (may be NULL) is
 * set. */
char *
cw_due_format (CwDay due, CwDay today, int time, gboolean *late)
{
  if (late != NULL)
    *late = due != CW_DAY_NONE && due < today;
  if (due == CW_DAY_NONE)
    return g_strdup ("");
  if (due < today)
    return format_late (due, today);
  if (due == today)
    return time >= 0 ? cw_time_format (time) : g_strdup (_ ("Today"));
  if (due - today <= 7)
    return format_near (due);
  return cw_day_format (due);
}

/* Sets the name by which assistive technology calls @widget. */
void
cw_a11y_label (GtkWidget *widget, const char *label)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}
