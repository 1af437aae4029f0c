/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Backup files: what is written is read back; every damaged byte, every cut and every full disk is
 * noticed. */

#include "vault/cw-archive.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/cw-error.h"

#define DB_SIZE 1000

static int writes_left = -1; /* -1: all; else then the disk is full */

gssize __real_write (int fd, const void *data, gsize size);
gssize __wrap_write (int fd, const void *data, gsize size);
gssize
__wrap_write (int fd, const void *data, gsize size)
{
  if (writes_left == 0)
    {
      errno = ENOSPC;
      return -1;
    }
  if (writes_left > 0)
    writes_left--;

  return __real_write (fd, data, size);
}

typedef struct
{
  char *dir, *db, *path, *out;
  CwKeyFile *key_file;
  CwSecret *data_key, *secret;
} Fixture;

static void
fill_db (Fixture *self, gsize size)
{
  g_autofree guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) (i * 31 + i / 256);
  g_assert_true (g_file_set_contents (self->db, (char *) bytes, (gssize) size, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->dir = g_dir_make_tmp ("casework-archive-XXXXXX", NULL);
  self->db = g_build_filename (self->dir, "copy.db", NULL);
  self->path = g_build_filename (self->dir, "Casework 2026-11-21.casework", NULL);
  self->out = g_build_filename (self->dir, "out.db", NULL);
  self->data_key = cw_secret_new_random (32);
  self->secret = cw_secret_new_text ("teapot candle walrus gravel oboe");
  self->key_file = cw_key_file_new ();
  g_assert_true (cw_key_file_set_slot (self->key_file, CW_SLOT_RECOVERY, self->data_key,
                                       self->secret, NULL, cw_kdf_least, NULL));
  fill_db (self, DB_SIZE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) entries = g_dir_open (self->dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->dir, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->dir);
  g_free (self->dir);
  g_free (self->db);
  g_free (self->path);
  g_free (self->out);
  cw_key_file_free (self->key_file);
  cw_secret_free (self->data_key);
  cw_secret_free (self->secret);
}

static guint
count_entries (Fixture *self)
{
  g_autoptr (GDir) entries = g_dir_open (self->dir, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (entries) != NULL)
    n++;

  return n;
}

static gboolean
write_archive (Fixture *self, GError **error)
{
  return cw_archive_write (self->path, self->key_file, self->data_key, self->db, NULL, NULL, NULL,
                           error);
}

static void
assert_same_files (const char *a, const char *b)
{
  g_autofree char *left = NULL, *right = NULL;
  gsize n, m;

  g_assert_true (g_file_get_contents (a, &left, &n, NULL));
  g_assert_true (g_file_get_contents (b, &right, &m, NULL));
  g_assert_cmpmem (left, n, right, m);
}

typedef struct
{
  guint calls;
  goffset last, total;
} Seen;

static void
see (goffset done, goffset total, gpointer data)
{
  Seen *seen = data;

  g_assert_cmpint (done, >, seen->last);
  g_assert_cmpint (done, <=, total);
  seen->calls++;
  seen->last = done;
  seen->total = total;
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  static const gsize sizes[] = { 1, DB_SIZE, 4096, 128 << 10, (128 << 10) + 1, 9 << 20 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwArchive) archive = NULL;
      g_autoptr (CwSecret) opened = NULL;
      Seen written = { 0 }, checked = { 0 }, extracted = { 0 };
      struct stat st;

      fill_db (self, sizes[i]);
      g_assert_true (cw_archive_write (self->path, self->key_file, self->data_key, self->db, see,
                                       &written, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (g_stat (self->path, &st), ==, 0);
      g_assert_cmpuint (st.st_mode & 07777, ==, 0600);
      g_assert_cmpint (st.st_size, ==, (goffset) sizes[i] + 4096 + 32);
      g_assert_cmpuint (count_entries (self), ==, 2);

      archive = cw_archive_open (self->path, &error);
      g_assert_no_error (error);
      opened = cw_key_file_open_slot (cw_archive_get_key_file (archive), CW_SLOT_RECOVERY,
                                      self->secret, NULL, &error);
      g_assert_true (cw_secret_equal (opened, self->data_key));
      g_assert_true (cw_archive_check (archive, opened, see, &checked, NULL, &error));
      g_assert_true (cw_archive_extract (archive, self->out, see, &extracted, NULL, &error));
      g_assert_no_error (error);
      assert_same_files (self->db, self->out);
      g_assert_cmpint (g_stat (self->out, &st), ==, 0);
      g_assert_cmpuint (st.st_mode & 07777, ==, 0600);
      g_assert_cmpint (written.last, ==, written.total);
      g_assert_cmpint (checked.last, ==, checked.total);
      g_assert_cmpuint (MAX (written.calls, checked.calls), <=, 60);
      g_assert_cmpuint (extracted.calls, <=, 60);
      g_assert_false (cw_archive_extract (archive, self->out, NULL, NULL, NULL, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
      g_assert_cmpint (g_unlink (self->out), ==, 0);
    }
}

/* In one pass: what it says, and nothing is left to be opened when that is no. */
static gboolean
reads_back (Fixture *self, CwArchive *archive, const CwSecret *data_key)
{
  g_autoptr (GError) error = NULL;
  gboolean good = cw_archive_read_back (archive, data_key, self->out, NULL, NULL, NULL, &error);

  g_assert_cmpint (good, ==, g_file_test (self->out, G_FILE_TEST_EXISTS));
  if (good)
    {
      assert_same_files (self->db, self->out);
      g_assert_cmpint (g_unlink (self->out), ==, 0);
    }
  else
    g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
  return good;
}

/* TRUE: opens, and the whole of it is good. */
static gboolean
is_good (Fixture *self, const CwSecret *data_key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwArchive) archive = cw_archive_open (self->path, &error);
  gboolean good = archive != NULL && cw_archive_check (archive, data_key, NULL, NULL, NULL, &error);

  if (!good)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == CW_ERROR);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
  if (archive != NULL)
    g_assert_cmpint (reads_back (self, archive, data_key), ==, good);

  return good;
}

static void
test_every_byte (Fixture *self, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (write_archive (self, NULL));
  g_assert_true (is_good (self, self->data_key));
  g_assert_true (g_file_get_contents (self->path, &bytes, &size, NULL));
  for (gsize at = 0; at < size; at++)
    {
      int fd = g_open (self->path, O_WRONLY | O_CLOEXEC, 0);
      char flipped = (char) (bytes[at] ^ (1 << (at % 8)));

      g_assert_cmpint (pwrite (fd, &flipped, 1, (off_t) at), ==, 1);
      g_assert_false (is_good (self, self->data_key));
      g_assert_cmpint (pwrite (fd, bytes + at, 1, (off_t) at), ==, 1);
      close (fd);
    }
  g_assert_true (is_good (self, self->data_key));
}

static void
test_cut_and_longer (Fixture *self, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autoptr (CwSecret) other = cw_secret_new_random (32);
  gsize size;

  g_assert_true (write_archive (self, NULL));
  g_assert_false (is_good (self, other));
  g_assert_true (g_file_get_contents (self->path, &bytes, &size, NULL));
  for (gsize length = 0; length < size; length += length < 4100 ? 37 : 1)
    {
      g_assert_cmpint (truncate (self->path, (off_t) length), ==, 0);
      g_assert_false (is_good (self, self->data_key));
      g_assert_true (g_file_set_contents (self->path, bytes, (gssize) size, NULL));
    }
  g_assert_cmpint (truncate (self->path, (off_t) size + 1), ==, 0);
  g_assert_false (is_good (self, self->data_key));
}

static void
assert_refused (Fixture *self, const char *text, gsize size, CwError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->path, text, (gssize) size, NULL));
  g_assert_null (cw_archive_open (self->path, &error));
  g_assert_error (error, CW_ERROR, (int) code);
}

static void
test_not_ours (Fixture *self, gconstpointer data)
{
  g_autofree char *zip = g_malloc0 (6000), *newer = g_malloc0 (6000);
  g_autofree char *link = g_build_filename (self->dir, "link", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (cw_archive_open (self->path, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* What fills the key part up is zero: seen before there is a secret. */
  g_assert_true (write_archive (self, NULL));
  {
    int fd = g_open (self->path, O_WRONLY | O_CLOEXEC, 0);

    g_assert_cmpint (pwrite (fd, "x", 1, 4095), ==, 1);
    close (fd);
  }
  g_assert_null (cw_archive_open (self->path, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
  g_clear_error (&error);
  memcpy (zip, "PK\3\4", 4);
  memcpy (newer, "CWKEY\0\0\2", 8);
  assert_refused (self, zip, 6000, CW_ERROR_NOT_OURS);
  assert_refused (self, zip, 100, CW_ERROR_NOT_OURS);
  assert_refused (self, newer, 6000, CW_ERROR_NEWER);
  assert_refused (self, "", 0, CW_ERROR_DAMAGED);
  g_assert_null (cw_archive_open (self->dir, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE);
  g_clear_error (&error);
  g_assert_cmpint (symlink (self->path, link), ==, 0);
  g_assert_null (cw_archive_open (link, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE);
}

/* The older backup of that name stays until the new one is whole. */
static void
test_disk_full (Fixture *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  gsize size;

  g_assert_true (write_archive (self, NULL));
  g_assert_true (g_file_get_contents (self->path, &before, &size, NULL));
  fill_db (self, 300 << 10);
  for (int n = 0; n < 5; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      gsize size_after;

      writes_left = n;
      g_assert_false (write_archive (self, &error));
      writes_left = -1;
      g_assert_error (error, CW_ERROR, CW_ERROR_DISK_FULL);
      g_assert_cmpuint (count_entries (self), ==, 2);
      g_assert_true (g_file_get_contents (self->path, &after, &size_after, NULL));
      g_assert_cmpmem (before, size, after, size_after);
    }
  g_assert_true (write_archive (self, NULL));
  g_assert_true (is_good (self, self->data_key));

  {
    g_autoptr (GError) error = NULL;
    g_autoptr (CwArchive) archive = cw_archive_open (self->path, NULL);

    g_assert_true (cw_archive_check (archive, self->data_key, NULL, NULL, NULL, NULL));
    writes_left = 1;
    g_assert_false (cw_archive_extract (archive, self->out, NULL, NULL, NULL, &error));
    writes_left = -1;
    g_assert_error (error, CW_ERROR, CW_ERROR_DISK_FULL);
    g_assert_false (g_file_test (self->out, G_FILE_TEST_EXISTS));
  }
}

static void
cancel_half_way (goffset done, goffset total, gpointer cancellable)
{
  if (done > total / 2)
    g_cancellable_cancel (cancellable);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CwArchive) archive = NULL;
  g_autoptr (GError) error = NULL;

  fill_db (self, 2 << 20);
  g_assert_false (cw_archive_write (self->path, self->key_file, self->data_key, self->db,
                                    cancel_half_way, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (count_entries (self), ==, 1);
  g_assert_true (write_archive (self, NULL));
  archive = cw_archive_open (self->path, NULL);
  g_assert_false (cw_archive_check (archive, self->data_key, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (cw_archive_check (archive, self->data_key, NULL, NULL, NULL, NULL));
  g_assert_false (cw_archive_extract (archive, self->out, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (self->out, G_FILE_TEST_EXISTS));
}

/* A file that changes between the check and the copy is found out by the copy. */
static void
test_changed_meanwhile (Fixture *self, gconstpointer data)
{
  g_autoptr (CwArchive) archive = NULL;
  g_autoptr (GError) error = NULL;
  int fd;

  g_assert_true (write_archive (self, NULL));
  archive = cw_archive_open (self->path, NULL);
  g_assert_true (cw_archive_check (archive, self->data_key, NULL, NULL, NULL, NULL));
  fd = g_open (self->path, O_WRONLY | O_CLOEXEC, 0);
  g_assert_cmpint (pwrite (fd, "x", 1, 4500), ==, 1);
  close (fd);
  g_assert_false (cw_archive_extract (archive, self->out, NULL, NULL, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
  g_assert_false (g_file_test (self->out, G_FILE_TEST_EXISTS));
}

#define ADD(name, func) g_test_add ("/archive/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", test_round_trip);
  ADD ("every-byte", test_every_byte);
  ADD ("cut-and-longer", test_cut_and_longer);
  ADD ("not-ours", test_not_ours);
  ADD ("disk-full", test_disk_full);
  ADD ("cancel", test_cancel);
  ADD ("changed-meanwhile", test_changed_meanwhile);

  return g_test_run ();
}
