/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A backup onto another disk, which is what a USB stick is (R20): "safe to remove" only after it
 * was read back, how far it is, and a way to cancel. Before it is read back the program tells the
 * kernel to forget what it wrote; the linker leads that call here (--wrap), so that the stick can
 * go bad, or slow, at that very moment. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/safekeeping/cw-backup-walk.h"
#include "app/safekeeping/cw-walk-frame.h"
#include "display-ground.h"
#include "ground.h"
#include "keep-fixture.h"

static enum { STICK_GOOD, STICK_BAD, STICK_SLOW } stick;
static int waiting, go_on; /* atomic: the slow stick */

int __wrap_posix_fadvise64 (int fd, off64_t offset, off64_t length, int advice);
int __wrap_posix_fadvise (int fd, off_t offset, off_t length, int advice);

/* One bit in the middle of what was written. */
static void
go_bad (int fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *path = g_file_read_link (link, NULL);
  int file = open (path, O_RDWR | O_CLOEXEC);
  off_t middle = lseek (file, 0, SEEK_END) / 2;
  guint8 byte;

  g_assert_cmpint (pread (file, &byte, 1, middle), ==, 1);
  byte ^= 0x10;
  g_assert_cmpint (pwrite (file, &byte, 1, middle), ==, 1);
  close (file);
}

int
__wrap_posix_fadvise64 (int fd, off64_t offset, off64_t length, int advice)
{
  if (stick == STICK_BAD)
    go_bad (fd);
  if (stick == STICK_SLOW)
    {
      g_atomic_int_set (&waiting, TRUE);
      while (!g_atomic_int_get (&go_on))
        g_usleep (10000);
    }
  return 0;
}

int
__wrap_posix_fadvise (int fd, off_t offset, off_t length, int advice)
{
  return __wrap_posix_fadvise64 (fd, offset, length, advice);
}

/* ---- a place on another disk ---- */

gboolean __wrap_cw_is_off_laptop (const char *path, const char *records);

/* The other disk of these tests passes for a stick. */
gboolean
__wrap_cw_is_off_laptop (const char *path, const char *records)
{
  return strstr (path, "casework-stick-") != NULL;
}

typedef struct
{
  Keep *keep;
  char *dir, *path;
  CwBackupWalk *walk; /* borrowed */
  CwWalkFrame *frame;
} Stick;

/* A new folder on another disk than the records of the tests; NULL: there is none here. */
static char *
make_dir (void)
{
  static const char *const places[] = { "/dev/shm", "/tmp", "/var/tmp" };
  GStatBuf here, there;

  g_assert_cmpint (g_stat (g_get_tmp_dir (), &here), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_stat (places[i], &there) == 0 && there.st_dev != here.st_dev)
      {
        char *dir = g_build_filename (places[i], "casework-stick-XXXXXX", NULL);

        if (g_mkdtemp (dir) != NULL)
          return dir;
        g_free (dir);
      }
  return NULL;
}

static gboolean
stick_begin (Stick *self)
{
  stick = STICK_GOOD;
  waiting = go_on = FALSE;
  *self = (Stick){ .dir = make_dir () };
  if (self->dir == NULL)
    {
      g_test_skip ("there is no second disk here");
      return FALSE;
    }
  self->path = g_build_filename (self->dir, "Casework backup.casework", NULL);
  self->keep = keep_new ();
  cw_safekeeping_page_back_up (self->keep->page);
  keep_settle (self->keep);
  self->walk = CW_BACKUP_WALK (cw_safekeeping_page_get_walk (self->keep->page));
  self->frame = display_find (self->walk, CW_TYPE_WALK_FRAME);
  return TRUE;
}

static void
stick_end (Stick *self)
{
  keep_free (self->keep);
  g_unlink (self->path);
  g_assert_cmpint (g_rmdir (self->dir), ==, 0); /* and nothing else is in it */
  g_free (self->path);
  g_free (self->dir);
}

static void
write_all (Stick *self)
{
  cw_backup_walk_write_to (self->walk, self->path);
  ground_wait (keep_is_idle, self->walk, 60);
  keep_settle (self->keep);
}

/* ---- tests ---- */

static void
test_safe (void)
{
  Stick self;
  g_autoptr (GPtrArray) rows = NULL;
  gboolean found = FALSE;

  if (!stick_begin (&self))
    return;
  g_assert_false (display_says (self.walk, "Safe to remove"));
  write_all (&self);
  g_assert_true (cw_backup_walk_is_done (self.walk));
  g_assert_true (display_says (self.walk, "Safe to remove"));
  keep_press_next (self.walk);
  rows = display_find_all (self.keep->page, ADW_TYPE_ACTION_ROW, NULL);
  for (guint i = 0; i < rows->len; i++)
    found |= g_str_has_prefix (adw_preferences_row_get_title (g_ptr_array_index (rows, i)),
                               "Backed up off this laptop today, ");
  g_assert_true (found);
  stick_end (&self);
}

/* What reads differently is thrown away; nothing is said to be safe, and the reminder stays. */
static void
test_bad (void)
{
  Stick self;

  if (!stick_begin (&self))
    return;
  stick = STICK_BAD;
  write_all (&self);
  g_assert_false (cw_backup_walk_is_done (self.walk));
  g_assert_false (display_says (self.walk, "Safe to remove"));
  g_assert_true (display_says (self.walk, "Try another"));
  g_assert_false (g_file_test (self.path, G_FILE_TEST_EXISTS));
  g_signal_emit_by_name (self.frame, "leave");
  keep_settle (self.keep);
  keep_find_row (self.keep, "There is no backup off this laptop yet");
  stick_end (&self);
}

static void
note_cb (GtkLabel *note, GParamSpec *pspec, GString *seen)
{
  g_string_append_printf (seen, "%s|", gtk_label_get_text (note));
}

static void
fraction_cb (GtkProgressBar *bar, GParamSpec *pspec, GArray *seen)
{
  double fraction = gtk_progress_bar_get_fraction (bar);

  g_array_append_val (seen, fraction);
}

/* The words say which step is running, in their order, and the bar goes one way. */
static void
test_progress (void)
{
  static const char *const steps[]
      = { "Counting your records…", "Copying them…", "Reading the copy back…",
          "Checking all that is in it…", "Comparing it with your records…" };
  Stick self;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GArray) fractions = g_array_new (FALSE, FALSE, sizeof (double));
  gpointer bar, note;
  const char *at = NULL;

  if (!stick_begin (&self))
    return;
  bar = gtk_widget_get_template_child (GTK_WIDGET (self.frame), CW_TYPE_WALK_FRAME, "progress");
  note = gtk_widget_get_template_child (GTK_WIDGET (self.frame), CW_TYPE_WALK_FRAME, "note");
  g_signal_connect (bar, "notify::fraction", G_CALLBACK (fraction_cb), fractions);
  g_signal_connect (note, "notify::label", G_CALLBACK (note_cb), words);
  write_all (&self);
  at = words->str;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      at = strstr (at, steps[i]);
      g_assert_nonnull (at);
    }
  g_assert_cmpuint (fractions->len, >, 4);
  for (guint i = 2; i + 1 < fractions->len; i++) /* but the 0 at the end */
    g_assert_cmpfloat (g_array_index (fractions, double, i), >=,
                       g_array_index (fractions, double, i - 1));
  g_signal_handlers_disconnect_by_data (bar, fractions);
  g_signal_handlers_disconnect_by_data (note, words);
  stick_end (&self);
}

static gboolean
is_waiting (gpointer data)
{
  return g_atomic_int_get (&waiting);
}

static gboolean
is_moving (gpointer frame)
{
  g_autoptr (GPtrArray) moving
      = display_find_all (gtk_widget_get_template_child (frame, CW_TYPE_WALK_FRAME, "progress"),
                          GTK_TYPE_WIDGET, "pulse");

  return moving->len == 1;
}

/* A step that has no news for a while is seen to be at work, and can be cancelled: nothing is left
 * on the stick, and the walk can be taken again. */
static void
test_cancel (void)
{
  Stick self;
  gpointer cancel;

  if (!stick_begin (&self))
    return;
  stick = STICK_SLOW;
  cw_backup_walk_write_to (self.walk, self.path);
  ground_wait (is_waiting, NULL, 60);
  ground_wait (is_moving, self.frame, 20);
  cancel = gtk_widget_get_template_child (GTK_WIDGET (self.frame), CW_TYPE_WALK_FRAME, "cancel");
  g_assert_true (gtk_widget_is_sensitive (cancel));
  g_signal_emit_by_name (cancel, "clicked");
  g_atomic_int_set (&go_on, TRUE);
  ground_wait (keep_is_idle, self.walk, 60);
  g_assert_false (cw_backup_walk_is_done (self.walk));
  g_assert_false (display_says (self.walk, "Safe to remove"));
  g_assert_false (g_file_test (self.path, G_FILE_TEST_EXISTS));
  g_assert_true (cw_safekeeping_page_get_walk (self.keep->page) == GTK_WIDGET (self.walk));
  stick = STICK_GOOD;
  write_all (&self);
  g_assert_true (display_says (self.walk, "Safe to remove"));
  stick_end (&self);
}

/* A lock does not wait for a slow stick to be full. */
static void
test_lock (void)
{
  Stick self;

  if (!stick_begin (&self))
    return;
  stick = STICK_SLOW;
  cw_backup_walk_write_to (self.walk, self.path);
  ground_wait (is_waiting, NULL, 60);
  g_atomic_int_set (&go_on, TRUE); /* the copy of the day is to be made without a wait */
  keep_lock (self.keep);
  g_assert_false (g_file_test (self.path, G_FILE_TEST_EXISTS));
  g_assert_true (keep_opens (self.keep, KEEP_PASSPHRASE));
  stick_end (&self);
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  g_test_add_func ("/stick/safe", test_safe);
  g_test_add_func ("/stick/bad", test_bad);
  g_test_add_func ("/stick/progress", test_progress);
  g_test_add_func ("/stick/cancel", test_cancel);
  g_test_add_func ("/stick/lock", test_lock);
  return g_test_run ();
}
