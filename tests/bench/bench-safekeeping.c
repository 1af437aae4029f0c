/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Times backup, handover and receiving: `bench-safekeeping FOLDER CONTACTS` makes a vault of that
 * size in an empty folder and prints a line "act<TAB>microseconds" for each act, beside copying the
 * file with fsync as `cp` does. Argon2id runs at its least: it takes its own time on purpose.
 */

#include <fcntl.h>
#include <unistd.h>

#include "cli/cw-demo.h"
#include "cli/cw-open.h"
#include "cli/cw-safekeeping.h"
#include "vault/cw-passphrase.h"

typedef struct
{
  const char *dir;
  CwClock *clock;
  CwSecret *passphrase, *words, *code, *data_key;
  CwVault *vault;
  CwStore *store;
  gint64 last, longest; /* between two words on how far it is */
} Bench;

static void
die_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
watch_cb (goffset done, goffset total, gpointer data)
{
  Bench *bench = data;
  gint64 now = g_get_monotonic_time ();

  bench->longest = MAX (bench->longest, now - bench->last);
  bench->last = now;
}

static void
print_since (const char *name, gint64 start)
{
  g_print ("%s\t%" G_GINT64_FORMAT "\n", name, g_get_monotonic_time () - start);
}

static void
make_vault (Bench *bench, int contacts)
{
  GError *error = NULL;
  CwDay today = cw_clock_today (bench->clock);
  CwDemoSize size = { .seed = 1,
                      .school_year = cw_day_school_year (today) - 1,
                      .families = MAX (90, contacts / 13),
                      .enquiries = MAX (300, contacts / 4),
                      .contacts = contacts };
  g_autoptr (CwProfile) profile = cw_profile_new ();
  g_autofree char *dir = g_build_filename (bench->dir, "vault", NULL);
  const CwNewVault wanted = { .dir = dir,
                              .passphrase = bench->passphrase,
                              .recovery_code = bench->code,
                              .kdf = cw_kdf_least,
                              .clock = bench->clock };

  cw_create_vault (&wanted, profile, NULL, &bench->vault, &bench->store, &bench->data_key, NULL,
                   &error);
  die_on (error);
  cw_demo_fill (bench->store, &size, today, &error);
  die_on (error);
  cw_store_checkpoint (bench->store, &error);
  die_on (error);
}

static void
copy_plainly (Bench *bench)
{
  g_autofree char *from = cw_vault_get_db_path (bench->vault);
  g_autofree char *to = g_build_filename (bench->dir, "plain-copy", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (from), target = g_file_new_for_path (to);
  gint64 start = g_get_monotonic_time ();
  GError *error = NULL;
  int fd;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  die_on (error);
  fd = open (to, O_RDONLY | O_CLOEXEC);
  fsync (fd);
  close (fd);
  print_since ("copy the file", start);
}

static void
back_up (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->dir, "backup.casework", NULL);
  gint64 start = bench->last = g_get_monotonic_time ();
  GError *error = NULL;

  cw_backup_write (bench->vault, bench->store, bench->data_key, path, NULL, watch_cb, bench, NULL,
                   &error);
  die_on (error);
  print_since ("back up", start);
  start = bench->last = g_get_monotonic_time ();
  cw_inventory_free (cw_backup_inspect (path, CW_SLOT_PASSPHRASE, bench->passphrase, NULL,
                                        bench->clock, watch_cb, bench, NULL, &error));
  die_on (error);
  print_since ("try the backup", start);
}

static void
hand_over (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->dir, "handover.casework", NULL);
  g_autofree char *dir = g_build_filename (bench->dir, "received", NULL);
  const CwNewVault wanted = { .dir = dir,
                              .passphrase = bench->passphrase,
                              .recovery_code = bench->code,
                              .kdf = cw_kdf_least,
                              .clock = bench->clock };
  gint64 start = bench->last = g_get_monotonic_time ();
  g_autoptr (CwInventory) inventory = NULL;
  g_autoptr (CwVault) vault = NULL;
  CwStore *store = NULL;
  GError *error = NULL;

  cw_handover_write (bench->store, path, bench->words, cw_kdf_least, NULL, watch_cb, bench, NULL,
                     &error);
  die_on (error);
  print_since ("hand over", start);
  start = bench->last = g_get_monotonic_time ();
  cw_handover_receive (path, bench->words, &wanted, "Bench", &vault, &store, NULL, &inventory,
                       watch_cb, bench, NULL, &error);
  die_on (error);
  print_since ("receive", start);
  cw_store_free (store);
}

int
main (int argc, char **argv)
{
  g_autoptr (CwClock) clock = cw_clock_new_fixed (cw_day_from_ymd (2026, 11, 19), 9 * 60);
  g_autoptr (CwSecret) shown = NULL;
  Bench bench = { .clock = clock };

  if (argc != 3)
    return 2;
  g_setenv ("XDG_DATA_HOME", argv[1], TRUE);
  cw_secret_init ();
  shown = cw_recovery_code_new ();
  bench.dir = argv[1];
  bench.passphrase = cw_secret_new_text ("seven herons over quiet water");
  bench.words = cw_secret_new_text ("lemon harbour quilt seldom acorn ribbon drift");
  bench.code = cw_recovery_code_canonical (shown, NULL);
  make_vault (&bench, atoi (argv[2]));
  copy_plainly (&bench);
  back_up (&bench);
  hand_over (&bench);
  g_print ("longest silence\t%" G_GINT64_FORMAT "\n", bench.longest);
  cw_store_free (bench.store);
  cw_vault_free (bench.vault);
  cw_secret_free (bench.data_key);
  cw_secret_free (bench.passphrase);
  cw_secret_free (bench.words);
  cw_secret_free (bench.code);
  return 0;
}
