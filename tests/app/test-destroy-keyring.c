/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Destroying records that were handed over (R21) takes from the keyring, a real one, the half of
 * their key and those of keys they had before; and none that restored records need. */

#include <glib/gstdio.h>

#include "app/safekeeping/cw-destroy-work.h"
#include "app/safekeeping/cw-keep-work.h"
#include "cli/cw-safekeeping.h"
#include "ground.h"
#include "keep-fixture.h"
#include "vault/cw-keyring.h"
#include "vault/cw-passphrase.h"

#define ID "0123456789abcdef0123456789abcdef"

typedef struct
{
  char *parent, *dir;
  char *former; /* a kill in the midst of new keys left what is under this id to be removed */
  CwClock *clock;
  CwSession *session;
  CwDestroyed *destroyed;
} Records;

static void
put_half (const char *id)
{
  g_autoptr (CwSecret) half = cw_secret_new_random (32);
  g_autoptr (GError) error = NULL;

  cw_keyring_store (id, "Hollin Bank", half, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
has_half (const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) half = cw_keyring_lookup (id, FALSE, NULL, &error);

  if (half == NULL)
    g_assert_error (error, CW_ERROR, CW_ERROR_KEYRING_MISSING);
  return half != NULL;
}

static void
fill (CwStore *store, gpointer former)
{
  g_autoptr (GError) error = NULL;

  ground_log_enquiry (store);
  if (former != NULL)
    cw_store_set_setting (store, "vault-id", former, &error);
  g_assert_no_error (error);
}

/* Other records, closed. Their id. */
static char *
make_others (Records *self)
{
  g_autofree char *dir = g_build_filename (self->parent, "records-2", NULL);
  g_autoptr (CwSession) session = keep_make_session (dir, self->clock, TRUE, NULL, fill, NULL);
  char *id = cw_vault_get_id (cw_session_get_vault (session));

  cw_session_close (session);
  return id;
}

static void
set_up (Records *self, gconstpointer beside)
{
  g_autoptr (GError) error = NULL;

  self->parent = g_dir_make_tmp ("casework-destroy-XXXXXX", &error);
  g_assert_no_error (error);
  self->dir = g_build_filename (self->parent, "records-1", NULL);
  self->clock = cw_clock_new_fixed (cw_day_from_iso ("2026-11-22"), 600);
  self->former = beside != NULL ? make_others (self) : g_strdup (ID);
  if (beside == NULL)
    put_half (self->former);
  self->session = keep_make_session (self->dir, self->clock, TRUE, NULL, fill, self->former);
}

static void
tear_down (Records *self, gconstpointer data)
{
  cw_session_close (self->session);
  g_object_unref (self->session);
  cw_destroyed_free (self->destroyed);
  cw_clock_unref (self->clock);
  ground_remove_all (self->parent);
  g_free (self->former);
  g_free (self->dir);
  g_free (self->parent);
}

static void
destroyed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  ((Records *) data)->destroyed = cw_session_call_finish (CW_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
are_gone (gpointer data)
{
  return ((Records *) data)->destroyed != NULL;
}

static void
destroy (Records *self)
{
  CwKeepCall *call = cw_keep_call_new (self->session, NULL);

  call->slot = CW_SLOT_PASSPHRASE;
  call->secret = cw_secret_new_text (KEEP_PASSPHRASE);
  cw_session_call (self->session, cw_destroy_records, call, (GDestroyNotify) cw_keep_call_free,
                   (GDestroyNotify) cw_destroyed_free, 0, NULL, destroyed_cb, self);
  ground_wait (are_gone, self, 60);
  g_assert_false (g_file_test (self->dir, G_FILE_TEST_EXISTS));
}

static void
test_former (Records *self, gconstpointer data)
{
  g_autofree char *id = cw_vault_get_id (cw_session_get_vault (self->session));

  g_assert_true (has_half (id) && has_half (self->former));
  destroy (self);
  g_assert_null (self->destroyed->left);
  g_assert_false (has_half (id));
  g_assert_false (has_half (self->former));
}

/* A file of somebody else's keeps its folder, and no half. */
static void
test_stray (Records *self, gconstpointer data)
{
  g_autofree char *dir = g_build_filename (self->parent, "casework-backups", self->former, NULL);
  g_autofree char *path = g_build_filename (dir, "notes.txt", NULL);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "not ours", -1, NULL));
  destroy (self);
  g_assert_nonnull (strstr (self->destroyed->left, dir));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (has_half (self->former));
}

/* Records beside that are of the former id, as after a restore, need its half. */
static void
test_beside (Records *self, gconstpointer data)
{
  destroy (self);
  g_assert_null (self->destroyed->left);
  g_assert_true (has_half (self->former));
}

#define ADD(name, beside, func)                                                                    \
  g_test_add ("/destroy-keyring/" name, Records, beside, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("former", NULL, test_former);
  ADD ("stray", NULL, test_stray);
  ADD ("beside", "others", test_beside);
  return g_test_run ();
}
