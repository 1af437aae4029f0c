/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Whether the window stays alive meanwhile: `bench-alive VAULT-FOLDER FILE` shows the page of
 * safekeeping on a vault that is there already and backs it up to FILE by the page's own walk.
 * Prints the longest time between two frames before, and during the backup, in microseconds; how
 * often the bar moved, and the longest time it stood still.
 */

#include "app/safekeeping/cw-backup-walk.h"
#include "app/safekeeping/cw-safekeeping-page.h"
#include "cli/cw-open.h"
#include "vault/cw-passphrase.h"

typedef struct
{
  GtkWidget *window, *bar; /* borrowed */
  gint64 last_frame, longest_gap;
  gint64 last_move, longest_stand;
  double fraction;
  guint frames, moves;
} Watch;

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
watch_bar (Watch *watch, gint64 now)
{
  double fraction = gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (watch->bar));

  if (fraction == watch->fraction)
    {
      watch->longest_stand = MAX (watch->longest_stand, now - watch->last_move);
      return;
    }
  watch->fraction = fraction;
  watch->last_move = now;
  watch->moves++;
}

/* Called before every frame; as long as it is there, frames follow one another. */
static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Watch *watch = data;
  gint64 now = g_get_monotonic_time ();

  if (watch->last_frame > 0)
    watch->longest_gap = MAX (watch->longest_gap, now - watch->last_frame);
  watch->last_frame = now;
  watch->frames++;
  if (watch->bar != NULL)
    watch_bar (watch, now);
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static void
begin (Watch *watch)
{
  watch->last_frame = watch->longest_gap = watch->longest_stand = 0;
  watch->last_move = g_get_monotonic_time ();
  watch->frames = watch->moves = 0;
}

static void
pump_until (gint64 end)
{
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

static CwSession *
open_session (const char *dir, CwClock *clock)
{
  GError *error = NULL;
  g_autoptr (CwSecret) passphrase = cw_secret_new_text ("seven herons over quiet water");
  CwVault *vault = cw_vault_new_for_dir (dir, &error);
  CwSecret *data_key
      = error == NULL ? cw_vault_unlock (vault, passphrase, FALSE, NULL, &error) : NULL;
  CwStore *store = NULL;
  CwSession *session;
  gboolean changed;

  if (data_key == NULL || !cw_open_vault (vault, data_key, clock, &store, &changed, &error))
    g_error ("%s", error->message);
  session = cw_session_new (store, vault, clock, FALSE);
  cw_session_take_data_key (session, data_key);
  return session;
}

static void
back_up (Watch *watch, CwSafekeepingPage *page, const char *path)
{
  GtkWidget *walk;

  cw_safekeeping_page_back_up (page);
  walk = cw_safekeeping_page_get_walk (page);
  watch->bar = find (walk, GTK_TYPE_PROGRESS_BAR);
  pump_until (g_get_monotonic_time () + G_USEC_PER_SEC);
  begin (watch);
  cw_backup_walk_write_to (CW_BACKUP_WALK (walk), path);
  while (!cw_backup_walk_is_done (CW_BACKUP_WALK (walk)))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (CwClock) clock = cw_clock_new_fixed (cw_day_from_ymd (2026, 11, 19), 9 * 60);
  g_autoptr (CwSession) session = NULL;
  CwSafekeepingPage *page;
  Watch watch = { 0 };

  if (argc != 3)
    return 2;
  adw_init ();
  cw_secret_init ();
  session = open_session (argv[1], clock);
  watch.window = adw_window_new ();
  page = g_object_new (CW_TYPE_SAFEKEEPING_PAGE, NULL);
  adw_window_set_content (ADW_WINDOW (watch.window), GTK_WIDGET (page));
  gtk_window_set_default_size (GTK_WINDOW (watch.window), 1146, 768);
  cw_section_bind (CW_SECTION (page), session);
  gtk_window_present (GTK_WINDOW (watch.window));
  cw_section_shown (CW_SECTION (page));
  pump_until (g_get_monotonic_time () + G_USEC_PER_SEC);
  gtk_widget_add_tick_callback (watch.window, frame_cb, &watch, NULL);
  begin (&watch);
  pump_until (g_get_monotonic_time () + 3 * G_USEC_PER_SEC);
  g_print ("gap before\t%" G_GINT64_FORMAT "\n", watch.longest_gap);
  back_up (&watch, page, argv[2]);
  g_print ("gap\t%" G_GINT64_FORMAT "\nframes\t%u\n", watch.longest_gap, watch.frames);
  g_print ("moves\t%u\nstand\t%" G_GINT64_FORMAT "\n", watch.moves, watch.longest_stand);
  cw_session_close (session);
  gtk_window_destroy (GTK_WINDOW (watch.window));
  return 0;
}
