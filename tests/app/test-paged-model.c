/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of 100,000 rows that is read by the page: right from the first row to the last, and cheap
 * at its start. */

#include "app/kit/cw-paged-model.h"
#include "core/cw-records.h"
#include "ground.h"

#define ROWS 100000

/* The "table": row i of a query holds id = first + i. Shared with the worker thread. */
typedef struct
{
  gint64 first;
  gint64 rows;
} Query;

static GMutex mutex;
static GMutex gate;   /* held by a test: no page can be read meanwhile */
static GArray *asked; /* of guint: offsets, in order */
static guint counted;

static gpointer
copy_query (gpointer query)
{
  return g_memdup2 (query, sizeof (Query));
}

static GPtrArray *
read_page (CwStore *store, gpointer data, guint offset, guint limit, GError **error)
{
  const Query *query = data;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_enquiry_free);

  g_mutex_lock (&gate);
  g_mutex_unlock (&gate);
  g_mutex_lock (&mutex);
  g_array_append_val (asked, offset);
  g_mutex_unlock (&mutex);
  for (guint i = 0; i < limit && offset + i < query->rows; i++)
    {
      CwEnquiry *row = cw_enquiry_new ();

      row->id = query->first + offset + i;
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static gint64
count_rows (CwStore *store, gpointer data, GError **error)
{
  g_mutex_lock (&mutex);
  counted++;
  g_mutex_unlock (&mutex);
  return ((const Query *) data)->rows;
}

typedef struct
{
  Ground *ground;
  CwSession *session;
  CwPagedModel *model;
  GListModel *list;
  guint added, removed, first; /* of the last items-changed */
  guint wanted;
  guint changes;
} Fixture;

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, Fixture *f)
{
  f->first = position;
  f->removed = removed;
  f->added = added;
  f->changes++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->ground = ground_new ();
  f->session = ground_open_session (f->ground);
  f->model
      = cw_paged_model_new (f->session, CW_TYPE_ENQUIRY, read_page, count_rows, copy_query, g_free);
  f->list = G_LIST_MODEL (f->model);
  g_signal_connect (f->list, "items-changed", G_CALLBACK (items_changed_cb), f);
  asked = g_array_new (FALSE, FALSE, sizeof (guint));
  counted = 0;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gpointer weak = f->model;

  cw_session_close (f->session);
  g_object_add_weak_pointer (G_OBJECT (f->model), &weak);
  g_object_unref (f->model);
  ground_settle (NULL);
  g_assert_null (weak);
  g_object_unref (f->session);
  g_array_unref (asked);
  ground_free (f->ground);
}

static gboolean
has_wanted (gpointer data)
{
  Fixture *f = data;

  return !cw_paged_model_is_loading (f->model) && g_list_model_get_n_items (f->list) == f->wanted;
}

static void
show (Fixture *f, gint64 first, guint rows)
{
  cw_paged_model_set_query (f->model, &(Query){ first, rows });
  g_assert_true (cw_paged_model_is_loading (f->model));
  f->wanted = rows;
  ground_wait (has_wanted, f, 10);
}

typedef struct
{
  CwItem *item;
  gint64 id;
} Wanted;

static gboolean
is_loaded (gpointer data)
{
  Wanted *wanted = data;
  const CwEnquiry *row = cw_item_get (wanted->item);

  return row != NULL && row->id == wanted->id;
}

static void
assert_row (Fixture *f, guint position, gint64 id)
{
  g_autoptr (CwItem) item = g_list_model_get_item (f->list, position);
  Wanted wanted = { item, id };

  g_assert_nonnull (item);
  ground_wait (is_loaded, &wanted, 10);
}

/* The first page comes alone: what is not shown costs nothing. */
static void
test_first_page (Fixture *f, gconstpointer data)
{
  cw_paged_model_set_query (f->model, &(Query){ 1, ROWS });
  while (cw_paged_model_is_loading (f->model))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (f->list), ==, 100);
  g_assert_cmpuint (asked->len, ==, 1);
  g_assert_cmpuint (g_array_index (asked, guint, 0), ==, 0);
  assert_row (f, 0, 1);
  assert_row (f, 99, 100);
  f->wanted = ROWS;
  ground_wait (has_wanted, f, 10);
  g_assert_cmpuint (asked->len, ==, 1);
  g_assert_cmpuint (counted, ==, 1);
  g_assert_cmpuint (f->first, ==, 100);
  g_assert_cmpuint (f->removed, ==, 0);
}

/* Every row, from the first to the last, in its place. */
static void
test_all_rows (Fixture *f, gconstpointer data)
{
  show (f, 7, ROWS);
  for (guint i = 0; i < ROWS; i += 33)
    assert_row (f, i, 7 + i);
  assert_row (f, ROWS - 1, 7 + ROWS - 1);
  g_assert_null (g_list_model_get_item (f->list, ROWS));
  /* The first page is long gone, and comes again. */
  g_array_set_size (asked, 0);
  assert_row (f, 3, 10);
  g_assert_cmpuint (asked->len, ==, 1);
  g_assert_cmpuint (g_array_index (asked, guint, 0), ==, 0);
}

/* Scrolling by leaps: pages that were passed over are not read any more. */
static void
test_leaps (Fixture *f, gconstpointer data)
{
  show (f, 1, ROWS);
  g_array_set_size (asked, 0);
  g_mutex_lock (&gate);
  for (guint page = 1; page < 900; page++)
    g_object_unref (g_list_model_get_item (f->list, page * 100));
  g_mutex_unlock (&gate);
  assert_row (f, 90000 - 1, 90000);
  g_assert_cmpuint (asked->len, <=, 21);
}

static void
test_other_query (Fixture *f, gconstpointer data)
{
  show (f, 1, ROWS);
  show (f, 500000, 3);
  assert_row (f, 2, 500002);
  show (f, 1, 0);
  show (f, 1, 250);
  assert_row (f, 249, 250);
  /* Two queries at once: the last one holds. */
  f->changes = 0;
  cw_paged_model_set_query (f->model, &(Query){ 1000, 40 });
  cw_paged_model_set_query (f->model, &(Query){ 2000, 41 });
  while (cw_paged_model_is_loading (f->model))
    g_main_context_iteration (NULL, TRUE);
  ground_settle (f->session);
  g_assert_cmpuint (g_list_model_get_n_items (f->list), ==, 41);
  g_assert_cmpuint (f->changes, ==, 1);
  assert_row (f, 40, 2040);
}

/* The same query again: rows stay in their place, and only the end grows or shrinks. */
static void
test_refresh (Fixture *f, gconstpointer data)
{
  g_autoptr (CwItem) kept = NULL;
  Wanted wanted;

  show (f, 1, 150);
  assert_row (f, 149, 150);
  kept = g_list_model_get_item (f->list, 120);
  f->first = f->added = f->removed = 0;
  cw_paged_model_refresh (f->model);
  g_assert_false (cw_paged_model_is_loading (f->model));
  wanted = (Wanted){ kept, 121 };
  ground_wait (is_loaded, &wanted, 10);
  ground_settle (f->session);
  g_assert_cmpuint (f->added + f->removed, ==, 0);
}

static gpointer
grow_query (gpointer query)
{
  Query *copy = g_memdup2 (query, sizeof (Query));

  copy->rows += counted > 0 ? 1 : 0; /* somebody stored a row in the meantime */
  return copy;
}

static void
test_growing (Fixture *f, gconstpointer data)
{
  g_autoptr (CwPagedModel) model
      = cw_paged_model_new (f->session, CW_TYPE_ENQUIRY, read_page, count_rows, grow_query, g_free);

  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), f);
  counted = 0;
  cw_paged_model_set_query (model, &(Query){ 1, 150 });
  while (g_list_model_get_n_items (G_LIST_MODEL (model)) != 150)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (g_list_model_get_item (G_LIST_MODEL (model), 149));
  ground_settle (f->session);
  cw_paged_model_refresh (model);
  while (g_list_model_get_n_items (G_LIST_MODEL (model)) != 151)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (f->first, ==, 150);
  g_assert_cmpuint (f->added, ==, 1);
  g_clear_object (&model);
}

/* Locked while pages are being read: nothing comes after. */
static void
test_lock (Fixture *f, gconstpointer data)
{
  guint n;

  show (f, 1, ROWS);
  for (guint page = 1; page < 30; page++)
    g_object_unref (g_list_model_get_item (f->list, page * 100));
  cw_session_close (f->session);
  n = asked->len;
  ground_pump (50); /* the session is closed: there is nobody to wait for */
  g_assert_cmpuint (asked->len, ==, n);
  cw_paged_model_refresh (f->model);
  cw_paged_model_set_query (f->model, &(Query){ 1, 5 });
  ground_pump (50); /* the session is closed: there is nobody to wait for */
  g_assert_cmpuint (asked->len, ==, n);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/paged-model/first-page", test_first_page);
  ADD ("/paged-model/all-rows", test_all_rows);
  ADD ("/paged-model/leaps", test_leaps);
  ADD ("/paged-model/other-query", test_other_query);
  ADD ("/paged-model/refresh", test_refresh);
  ADD ("/paged-model/growing", test_growing);
  ADD ("/paged-model/lock", test_lock);
  return g_test_run ();
}
