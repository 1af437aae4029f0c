/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Times what keeps records safe, on a vault of its own: `bench-vault FOLDER CONTACTS REPEATS`
 * prints a line "act<TAB>microseconds" for each act of each repeat. Copying the database with cp,
 * made durable, is one of the acts.
 */

#include <gio/gio.h>
#include <stdlib.h>

#include "cli/cw-demo.h"
#include "cli/cw-open.h"
#include "cli/cw-safekeeping.h"
#include "vault/cw-passphrase.h"

static void
die_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
say (const char *act, gint64 begin)
{
  g_print ("%s\t%" G_GINT64_FORMAT "\n", act, g_get_monotonic_time () - begin);
}

typedef struct
{
  char *folder;
  CwClock *clock;
  CwVault *vault;
  CwStore *store;
  CwSecret *passphrase, *data_key;
} Bench;

static void
make (Bench *self, int contacts)
{
  g_autofree char *dir = g_build_filename (self->folder, "vault", NULL);
  g_autoptr (CwProfile) profile = cw_demo_profile ();
  g_autoptr (CwSecret) shown = cw_recovery_code_new ();
  g_autoptr (CwSecret) code = cw_recovery_code_parse ((const char *) cw_secret_peek (shown), NULL);
  CwDay today = cw_clock_today (self->clock);
  CwDemoSize size = { .seed = 1,
                      .families = MAX (90, contacts / 13),
                      .enquiries = MAX (300, contacts / 4),
                      .contacts = contacts };
  GError *error = NULL;

  self->passphrase = cw_secret_new_text ("seven herons over quiet water");
  cw_create_vault (dir, profile, NULL, self->passphrase, code, FALSE, cw_kdf_least, self->clock,
                   &self->vault, &self->store, NULL, &error);
  die_on (error);
  cw_demo_fill (self->store, &size, today, &error);
  die_on (error);
  self->data_key = cw_vault_unlock (self->vault, self->passphrase, FALSE, NULL, &error);
  die_on (error);
}

static void
lock (Bench *self)
{
  GError *error = NULL;
  gint64 begin;

  /* Something was saved a moment ago. */
  cw_store_set_setting (self->store, "bench", "saved", &error);
  die_on (error);
  begin = g_get_monotonic_time ();
  cw_store_close (g_steal_pointer (&self->store), &error);
  die_on (error);
  say ("lock", begin);
}

/* From the data key to the first page of cases; what the passphrase costs on purpose is left out.
 */
static void
open_records (Bench *self)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GPtrArray) rows = NULL;
  gboolean changed;
  GError *error = NULL;

  cw_open_vault (self->vault, self->data_key, self->clock, &self->store, &changed, &error);
  die_on (error);
  rows = cw_store_list_cases (self->store, CW_CASES_OPEN, CW_CASES_BY_DUE, FALSE, NULL, 0, 100,
                              &error);
  die_on (error);
  say ("unlock", begin);
}

static void
copy (Bench *self)
{
  g_autofree char *db = cw_vault_get_db_path (self->vault);
  g_autofree char *to = g_build_filename (self->folder, "copy.db", NULL);
  const char *const cp[] = { "cp", db, to, NULL }, *const sync[] = { "sync", to, NULL };
  gint64 begin = g_get_monotonic_time ();
  GError *error = NULL;

  g_spawn_sync (NULL, (char **) cp, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  die_on (error);
  g_spawn_sync (NULL, (char **) sync, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  die_on (error);
  say ("cp", begin);
}

static void
back_up (Bench *self)
{
  g_autofree char *path = g_build_filename (self->folder, "bench.casework", NULL);
  gint64 begin = g_get_monotonic_time ();
  GError *error = NULL;

  cw_backup_write (self->vault, self->store, self->data_key, path, NULL, NULL, NULL, &error);
  die_on (error);
  say ("backup", begin);
}

static void
hand_over (Bench *self)
{
  g_autofree char *path = g_build_filename (self->folder, "bench.casework", NULL);
  g_autoptr (CwInventory) held = NULL;
  gint64 begin = g_get_monotonic_time ();
  GError *error = NULL;

  cw_handover_write (self->store, path, self->passphrase, cw_kdf_least, &held, NULL, NULL, NULL,
                     &error);
  die_on (error);
  say ("handover", begin);
}

int
main (int argc, char **argv)
{
  Bench self = { 0 };

  if (argc != 4)
    return 2;
  cw_secret_init ();
  self.folder = argv[1];
  self.clock = cw_clock_new_fixed (cw_day_from_ymd (2026, 11, 19), 9 * 60);
  make (&self, atoi (argv[2]));
  for (int i = atoi (argv[3]); i > 0; i--)
    {
      lock (&self);
      copy (&self);
      open_records (&self);
      back_up (&self);
      hand_over (&self);
    }
  cw_store_free (self.store);
  cw_vault_free (self.vault);
  cw_secret_free (self.passphrase);
  cw_secret_free (self.data_key);
  cw_clock_unref (self.clock);
  return 0;
}
