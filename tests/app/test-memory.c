/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* After the lock no copy of the passphrase, the data key or the database key is in the memory of
 * the program (R20). The real program is started, the passphrase typed key by key, the records
 * locked, and every writable mapping read through /proc/PID/mem. The program closes itself to other
 * programs of the user (that is tested first), so this one has to be root to look. */

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cw-open.h"
#include "vault/cw-passphrase.h"

#define LENGTH 40 /* characters of the passphrase */
#define PIECE                                                                                      \
  12 /* a freed block loses its beginning to the allocator: any run of so many counts              \
      */
#define CHUNK (4 << 20)

static const char *program;

typedef struct
{
  char *dir;
  char text[LENGTH + 1];
  CwSecret *data_key, *db_key;
  GSubprocess *process;
  int pid;
} Fixture;

/* ---- the vault ---- */

static void
invent_passphrase (char text[LENGTH + 1])
{
  for (guint i = 0; i < LENGTH; i++)
    text[i] = (char) ('a' + g_random_int_range (0, 26));
  text[LENGTH] = '\0';
}

static void
make_vault (Fixture *self)
{
  g_autofree char *parent = cw_vault_default_dir ();
  g_autoptr (CwProfile) profile = cw_profile_new ();
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (self->text);
  g_autoptr (CwSecret) code = cw_recovery_code_new ();
  g_autoptr (CwClock) clock = cw_clock_new_system ();
  CwNewVault wanted
      = { .passphrase = passphrase, .recovery_code = code, .kdf = cw_kdf_least, .clock = clock };
  g_autoptr (CwVault) vault = NULL;
  CwStore *store = NULL;
  GError *error = NULL;

  wanted.dir = self->dir = g_build_filename (parent, "records-1", NULL);
  cw_create_vault (&wanted, profile, NULL, &vault, &store, &self->data_key, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_store_close (store, NULL));
  self->db_key = cw_data_key_derive_db_key (self->data_key);
  cw_vault_release (vault);
}

/* ---- the program ---- */

static void
run (const char *command)
{
  GError *error = NULL;

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
is_window_there (void)
{
  int status = 1;

  return g_spawn_command_line_sync ("sh -c \"xdotool search --onlyvisible --name '^Casework$' "
                                    ">/dev/null 2>&1\"",
                                    NULL, NULL, &status, NULL)
         && g_spawn_check_wait_status (status, NULL);
}

static gboolean
is_held (Fixture *self)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  g_autofree char *path = g_build_filename (self->dir, "casework.lock", NULL);
  int fd = open (path, O_RDWR | O_CLOEXEC);
  gboolean held = fd >= 0 && fcntl (fd, F_OFD_SETLK, &lock) != 0;

  close (fd);
  return held;
}

static gboolean
has_log (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->dir, "casework.db-wal", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Ticks of the processor that it has used. */
static guint64
read_ticks (Fixture *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", self->pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  fields = g_strsplit (strrchr (text, ')'), " ", -1);
  g_assert_cmpuint (g_strv_length (fields), >, 13);
  return g_ascii_strtoull (fields[12], NULL, 10) + g_ascii_strtoull (fields[13], NULL, 10);
}

/* From outside nothing tells that it has done what the keys asked for: it has when it is at rest,
 * but for a cursor that blinks. */
static void
wait_for_rest (Fixture *self)
{
  guint64 before = read_ticks (self);

  for (guint quiet = 0, i = 0; quiet < 5; i++)
    {
      guint64 now;

      g_assert_cmpuint (i, <, 600);
      g_usleep (100000);
      now = read_ticks (self);
      quiet = now <= before + 1 ? quiet + 1 : 0;
      before = now;
    }
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GError *error = NULL;

  invent_passphrase (self->text);
  make_vault (self);
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, NULL);
  g_assert_no_error (error);
  self->pid = atoi (g_subprocess_get_identifier (self->process));
  for (guint i = 0; i < 600 && !is_window_there (); i++)
    g_usleep (100000);
  wait_for_rest (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", self->dir);

  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  run (command);
  cw_secret_free (self->data_key);
  cw_secret_free (self->db_key);
  g_free (self->dir);
}

static void
type_passphrase (Fixture *self)
{
  g_autofree char *command = g_strdup_printf ("xdotool type --delay 15 %s", self->text);

  run (command);
  wait_for_rest (self);
}

static void
unlock (Fixture *self)
{
  run ("xdotool key Return");
  for (guint i = 0; i < 600 && !has_log (self); i++)
    g_usleep (100000);
  g_assert_true (has_log (self));
  wait_for_rest (self);
}

static void
lock (Fixture *self)
{
  run ("xdotool key ctrl+l");
  for (guint i = 0; i < 600 && is_held (self); i++)
    g_usleep (100000);
  g_assert_false (is_held (self));
  wait_for_rest (self);
}

/* ---- the search ---- */

typedef struct
{
  const char *name;
  GBytes *bytes;
  guint found;
} Needle;

static void
add (GArray *needles, const char *name, gconstpointer bytes, gsize size)
{
  Needle needle = { name, g_bytes_new (bytes, size), 0 };

  g_array_append_val (needles, needle);
}

static void
add_text (GArray *needles, const char *name, const char *text)
{
  gsize length = strlen (text);

  for (gsize at = 0; at + PIECE <= length; at += PIECE)
    {
      guint8 wide[4 * PIECE] = { 0 };

      add (needles, name, text + at, PIECE);
      for (guint i = 0; i < PIECE; i++) /* as UCS-4: Pango, GTK's input */
        wide[4 * i] = (guint8) text[at + i];
      add (needles, name, wide, sizeof wide);
    }
}

static void
add_key (GArray *needles, const char *name, const CwSecret *key)
{
  const guint8 *bytes = cw_secret_peek (key);
  GString *hex = g_string_new (NULL);

  add (needles, name, bytes, 16);
  add (needles, name, bytes + 16, 16);
  for (gsize i = 0; i < cw_secret_length (key); i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  add (needles, name, hex->str + 16, 32);
  g_string_ascii_up (hex);
  add (needles, name, hex->str + 16, 32);
  g_string_free (hex, TRUE);
}

/* SQLCipher keeps a key under a mask and takes the mask off for a moment only: two places of memory
 * whose difference is the key are as good as the key. Keys and masks look like chance. */
typedef struct
{
  guint64 words[4];
} Window;

/* Not pointers, numbers, text or pictures; chance itself fails here once in a hundred million. */
static gboolean
looks_like_chance (const Window *window)
{
  guint plain = 0, bits = 0;
  guint64 high = 0;

  for (guint i = 0; i < G_N_ELEMENTS (window->words); i++)
    {
      guint16 top = window->words[i] >> 48;

      plain += top == 0 || top == 0xffff;
      bits += (guint) __builtin_popcountll (window->words[i]);
      high |= window->words[i] & G_GUINT64_CONSTANT (0x8080808080808080);
    }
  return plain < 2 && high != 0 && bits > 80 && bits < 176 && window->words[0] != window->words[1];
}

static void
gather (GArray *windows, const guint8 *data, gsize size)
{
  for (gsize at = 0; at + sizeof (Window) <= size; at += sizeof (guint64))
    {
      Window window;

      memcpy (&window, data + at, sizeof window);
      if (looks_like_chance (&window))
        g_array_append_val (windows, window);
    }
}

static int
compare_windows (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Window));
}

/* How many windows have another one that differs from them by @key. */
static guint
count_masked (GArray *windows, const CwSecret *key)
{
  Window wanted;
  guint n = 0;

  g_array_sort (windows, compare_windows);
  for (guint i = 0; i < windows->len; i++)
    {
      const Window *window = &g_array_index (windows, Window, i);

      memcpy (&wanted, cw_secret_peek (key), sizeof wanted);
      for (guint k = 0; k < G_N_ELEMENTS (wanted.words); k++)
        wanted.words[k] ^= window->words[k];
      n += bsearch (&wanted, windows->data, windows->len, sizeof wanted, compare_windows) != NULL;
    }
  return n;
}

static void
clear_needle (gpointer data)
{
  g_bytes_unref (((Needle *) data)->bytes);
}

static GArray *
make_needles (Fixture *self)
{
  GArray *needles = g_array_new (FALSE, FALSE, sizeof (Needle));

  g_array_set_clear_func (needles, clear_needle);
  add_text (needles, "passphrase", self->text);
  add_key (needles, "data key", self->data_key);
  add_key (needles, "database key", self->db_key);
  return needles;
}

static void
search (GArray *needles, const guint8 *data, gsize size, const char *where)
{
  for (guint i = 0; i < needles->len; i++)
    {
      Needle *needle = &g_array_index (needles, Needle, i);
      gsize length;
      gconstpointer bytes = g_bytes_get_data (needle->bytes, &length);

      if (memmem (data, size, bytes, length) == NULL)
        continue;
      needle->found++;
      g_test_message ("%s (%u) in %s", needle->name, i, where);
    }
}

/* Every mapping but the read-only ones of files. Memory that the program has closed to itself for
 * the moment is read all the same; what really cannot be read is passed over. */
static gsize
scan (Fixture *self, GArray *needles, GArray *windows)
{
  g_autofree char *maps_path = g_strdup_printf ("/proc/%d/maps", self->pid),
                  *mem_path = g_strdup_printf ("/proc/%d/mem", self->pid), *maps = NULL;
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  g_auto (GStrv) lines = NULL;
  int fd = open (mem_path, O_RDONLY | O_CLOEXEC);
  gsize all = 0;

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_file_get_contents (maps_path, &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      guint64 from = 0, to = 0;
      char mode[5] = "";
      gboolean of_file = strchr (*line, '/') != NULL || strstr (*line, "[v") != NULL;

      if (sscanf (*line, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s", &from, &to, mode)
              != 3
          || (mode[1] != 'w' && (of_file || to - from > CHUNK)))
        continue;
      while (from < to)
        {
          gssize got = pread (fd, buffer, MIN (CHUNK, to - from), (off_t) from);

          if (got <= 0)
            {
              from += MIN (4096, to - from);
              continue;
            }
          search (needles, buffer, (gsize) got, *line);
          if (windows != NULL)
            gather (windows, buffer, (gsize) got);
          all += (gsize) got;
          /* What lies across the end of a chunk is seen again. */
          from += got == CHUNK && from + CHUNK < to ? CHUNK - 4 * PIECE : (guint64) got;
        }
    }
  close (fd);
  return all;
}

static guint
count_found (GArray *needles, const char *name)
{
  guint n = 0;

  for (guint i = 0; i < needles->len; i++)
    {
      Needle *needle = &g_array_index (needles, Needle, i);

      if (g_str_equal (needle->name, name))
        n += needle->found;
    }
  return n;
}

/* The search can find: the passphrase in the entry, then the keys while the records are open. */
static void
expect_before (Fixture *self)
{
  g_autoptr (GArray) typed = make_needles (self), open = make_needles (self);
  g_autoptr (GArray) windows = g_array_new (FALSE, FALSE, sizeof (Window));

  type_passphrase (self);
  scan (self, typed, NULL);
  g_assert_cmpuint (count_found (typed, "passphrase"), >, 0);
  unlock (self);
  scan (self, open, windows);
  g_assert_cmpuint (count_found (open, "data key"), >, 0);
  g_assert_cmpuint (count_masked (windows, self->db_key), >, 0);
}

static void
test_memory (Fixture *self, gconstpointer data)
{
  g_autoptr (GArray) locked = make_needles (self);
  g_autoptr (GArray) windows = g_array_new (FALSE, FALSE, sizeof (Window));
  gsize all;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can look into the program, which is as it should be");
      return;
    }
  expect_before (self);
  lock (self);
  all = scan (self, locked, windows);
  g_test_message ("%" G_GSIZE_FORMAT " MiB were searched", all >> 20);
  g_assert_cmpuint (all, >, 10 << 20);
  g_assert_cmpuint (count_found (locked, "passphrase"), ==, 0);
  g_assert_cmpuint (count_found (locked, "data key"), ==, 0);
  g_assert_cmpuint (count_found (locked, "database key"), ==, 0);
  g_assert_cmpuint (count_masked (windows, self->db_key), ==, 0);
}

/* Another program of the same user cannot look: nobody here but root can. */
static void
test_closed (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/mem", self->pid);
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_uid, ==, 0);
}

int
main (int argc, char **argv)
{
  g_assert_true (cw_secret_init ());
  g_test_init (&argc, &argv, NULL);
  program = g_getenv ("CW_PROGRAM");
  g_assert_nonnull (program);
  g_test_add ("/memory/closed", Fixture, NULL, set_up, test_closed, tear_down);
  g_test_add ("/memory/after-lock", Fixture, NULL, set_up, test_memory, tear_down);
  return g_test_run ();
}
