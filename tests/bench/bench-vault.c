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
  g_autoptr (CwSecret) code = cw_recovery_code_new ();
  CwNewVault wanted
      = { .dir = dir, .recovery_code = code, .kdf = cw_kdf_least, .clock = self->clock };
  CwDay today = cw_clock_today (self->clock);
  CwDemoSize size = { .seed = 1,
                      .families = MAX (90, contacts / 13),
                      .enquiries = MAX (300, contacts / 4),
                      .contacts = contacts };
  GError *error = NULL;

  wanted.passphrase = self->passphrase = cw_secret_new_text ("seven herons over quiet water");
  cw_create_vault (&wanted, profile, NULL, &self->vault, &self->store, &self->data_key, NULL,
                   &error);
  die_on (error);
  cw_demo_fill (self->store, &size, today, &error);
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

/* ---- the stages of an act, as it tells them ---- */

typedef struct
{
  const char *act;
  goffset end; /* in the unit of CwProgress */
  const char *stage;
} Stage;

/* In the order of cw_sealed_write() and cw_handover_write(). */
static const Stage stages[] = {
  { "backup", 1000, "digest of the records" },
  { "backup", 6000, "pages into the file" },
  { "backup", 7000, "read back, seal" },
  { "backup", 15000, "checks" },
  { "backup", 16000, "digest of what was read" },
  { "handover", 1000, "digest of the records" },
  { "handover", 4000, "under the new key" },
  { "handover", 5000, "digest of the copy" },
  { "handover", 7000, "what stays behind taken out" },
  { "handover", 8000, "digest of what is left" },
  { "handover", 10000, "pages into the file" },
  { "handover", 11000, "read back, seal" },
  { "handover", 19000, "checks" },
  { "handover", 20000, "digest of what was read" },
};

typedef struct
{
  const char *act;
  guint next;   /* stage that has not ended */
  gint64 begin; /* of it */
  gint64 last, longest;
} Told;

static void
told_cb (goffset done, goffset total, gpointer data)
{
  Told *told = data;
  gint64 now = g_get_monotonic_time ();

  told->longest = MAX (told->longest, now - told->last);
  told->last = now;
  for (; told->next < G_N_ELEMENTS (stages) && g_str_equal (stages[told->next].act, told->act)
         && done >= stages[told->next].end;
       told->next++)
    {
      g_print ("%s: %s\t%" G_GINT64_FORMAT "\n", told->act, stages[told->next].stage,
               now - told->begin);
      told->begin = now;
    }
}

static Told
begin_to_tell (const char *act)
{
  Told told = { .act = act };

  while (!g_str_equal (stages[told.next].act, act))
    told.next++;
  told.begin = told.last = g_get_monotonic_time ();
  return told;
}

static void
end_telling (Told *told)
{
  g_print ("%s: longest silence\t%" G_GINT64_FORMAT "\n", told->act, told->longest);
}

static void
back_up (Bench *self)
{
  g_autofree char *path = g_build_filename (self->folder, "bench.casework", NULL);
  gint64 begin = g_get_monotonic_time ();
  Told told = begin_to_tell ("backup");
  GError *error = NULL;

  cw_backup_write (self->vault, self->store, self->data_key, path, NULL, told_cb, &told, NULL,
                   &error);
  die_on (error);
  say ("backup", begin);
  end_telling (&told);
}

static void
hand_over (Bench *self)
{
  g_autofree char *path = g_build_filename (self->folder, "bench.casework", NULL);
  g_autoptr (CwInventory) held = NULL;
  gint64 begin = g_get_monotonic_time ();
  Told told = begin_to_tell ("handover");
  GError *error = NULL;

  cw_handover_write (self->store, path, self->passphrase, cw_kdf_least, &held, told_cb, &told, NULL,
                     &error);
  die_on (error);
  say ("handover", begin);
  end_telling (&told);
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
