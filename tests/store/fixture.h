/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/cw-store.h"

G_BEGIN_DECLS

/* Prototypes stand in groups and columns. */
/* clang-format off */

/**
 * Fixture:
 *
 * A real encrypted file in a folder of its own, with a fixed clock: Thursday 19 November 2026, 10:00.
 */
typedef struct {
  char       *dir, *path;
  guint8      key[32], salt[16];
  CwClock    *clock;
  CwStore    *store;
  CwCodeBook *book;
} Fixture;

#define TODAY (cw_day_from_ymd (2026, 11, 19))

void   fixture_set_up    (Fixture *fixture, gconstpointer data);
void   fixture_tear_down (Fixture *fixture, gconstpointer data);
void   fixture_close     (Fixture *fixture);
void   fixture_open      (Fixture *fixture);
void   fixture_remove_dir (const char *dir);

gint64 fixture_code      (Fixture *fixture, CwCodeList list, const char *code);
/* A case opened in September, its adult and child named. */
gint64 fixture_case      (Fixture *fixture, const char *adult, const char *child, gint64 *adult_id);
CwConsent *fixture_consent (CwDay day);
gint64 fixture_contact   (Fixture *fixture, gint64 case_id, gint64 adult_id, CwDay day, int minutes, const char *note);
gint64 fixture_step      (Fixture *fixture, gint64 case_id, const char *text, CwDay due);
gint64 fixture_enquiry   (Fixture *fixture, CwDay day, const char *category);
void   fixture_verify    (CwStore *store);

/* Whether any byte of any page, decrypted, free room too, is of that word. The search index writes only what tells a word from
 * the one before it: so it is looked for without its first four letters. */
gboolean fixture_is_in_file (CwStore *store, const char *word);
/* Contacts of two cases by turns, of different length and changed in any order: rows move from page to page. */
void   fixture_move_rows (Fixture *fixture, gint64 case_id, gint64 adult_id, const char *words, gint64 other_case, gint64 other_adult);

/* Past the store's own door, for what the schema refuses by itself: 0 or the SQLite code, with the message. */
int    fixture_sql       (CwStore *store, const char *sql, char **message);
gint64 fixture_ask       (CwStore *store, const char *sql);

/* clang-format on */

G_END_DECLS
