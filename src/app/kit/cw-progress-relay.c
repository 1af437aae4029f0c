/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-progress-relay.h"

struct _CwProgressRelay
{
  GWeakRef widget;
  CwProgressShow show;
};

typedef struct
{
  CwProgressRelay *relay;
  double fraction;
} News;

CwProgressRelay *
cw_progress_relay_new (gpointer widget, CwProgressShow show)
{
  CwProgressRelay *self;

  g_return_val_if_fail (G_IS_OBJECT (widget), NULL);
  g_return_val_if_fail (show != NULL, NULL);

  self = g_atomic_rc_box_new0 (CwProgressRelay);
  g_weak_ref_init (&self->widget, widget);
  self->show = show;
  return self;
}

static void
clear_relay (gpointer data)
{
  g_weak_ref_clear (&((CwProgressRelay *) data)->widget);
}

void
cw_progress_relay_unref (CwProgressRelay *self)
{
  g_atomic_rc_box_release_full (self, clear_relay);
}

static gboolean
show_cb (gpointer data)
{
  News *news = data;
  g_autoptr (GObject) widget = g_weak_ref_get (&news->relay->widget);

  if (widget != NULL)
    news->relay->show (widget, news->fraction);
  return G_SOURCE_REMOVE;
}

static void
free_news (gpointer data)
{
  cw_progress_relay_unref (((News *) data)->relay);
  g_free (data);
}

/* On any thread; @relay may be NULL: nobody looks. */
void
cw_progress_relay_tell (goffset done, goffset total, gpointer relay)
{
  News *news;

  if (relay == NULL)
    return;
  news = g_new (News, 1);
  news->relay = g_atomic_rc_box_acquire (relay);
  news->fraction = total > 0 ? CLAMP ((double) done / (double) total, 0, 1) : 0;
  g_idle_add_full (G_PRIORITY_DEFAULT, show_cb, news, free_news);
}
