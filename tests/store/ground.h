/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib/gstdio.h>

#include "store/cw-store-summaries.h"
#include "store/cw-store.h"

/* A store of its own in a folder that goes away, in memory where the machine has such a place. */

typedef struct
{
  char *folder;
  CwClock *clock;
  CwStore *store;
  CwCodeBook *book;
} Ground;

static inline void
ground_reload (Ground *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->book, cw_code_book_unref);
  self->book = cw_store_load_codes (self->store, &error);
  g_assert_no_error (error);
}

static inline Ground *
ground_new (CwDay today)
{
  static const guint8 key[32] = { 1, 2, 3 }, salt[16] = { 4, 5, 6 };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  Ground *self = g_new0 (Ground, 1);
  const char *parent
      = g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) && g_access ("/dev/shm", W_OK) == 0
            ? "/dev/shm"
            : g_get_tmp_dir ();

  self->folder = g_build_filename (parent, "casework-test-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (self->folder));
  path = g_build_filename (self->folder, "casework.db", NULL);
  self->clock = cw_clock_new_fixed (today, 600);
  self->store = cw_store_create (path, key, salt, self->clock, &error);
  g_assert_no_error (error);
  ground_reload (self);
  return self;
}

static inline void
ground_free (Ground *self)
{
  static const char *const names[] = { "casework.db", "casework.db-wal", "casework.db-shm", NULL };
  g_autoptr (GError) error = NULL;

  cw_code_book_unref (self->book);
  cw_store_close (self->store, &error);
  g_assert_no_error (error);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);
      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  cw_clock_unref (self->clock);
  g_free (self->folder);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ground, ground_free)

static inline gint64
ground_code (Ground *self, CwCodeList list, const char *name)
{
  const CwCode *code = cw_code_book_lookup (self->book, list, name);

  g_assert_nonnull (code);
  return code->id;
}

static inline gint64
ground_open_case (Ground *self, CwDay day, gint64 *adult)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCaseOpening) opening = cw_case_opening_new ();
  gint64 id;

  opening->opened = day;
  opening->parent_agreed_on = day;
  opening->how_came = ground_code (self, CW_LIST_HOW_CAME, "came");
  if (opening->consent == NULL)
    opening->consent = cw_consent_new ();
  opening->consent->given_on = day;
  opening->consent->explained = CW_EXPLAINED_ALL;
  g_free (opening->consent->explained_by);
  opening->consent->explained_by = g_strdup ("Adviser");
  id = cw_store_open_case (self->store, opening, adult, &error);
  g_assert_no_error (error);
  return id;
}

static inline void
ground_save_terms (Ground *self, GPtrArray *terms)
{
  g_autoptr (GError) error = NULL;

  cw_store_save_terms (self->store, terms, &error);
  g_assert_no_error (error);
}
