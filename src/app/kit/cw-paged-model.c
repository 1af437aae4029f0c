/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-paged-model.h"

#define PAGE_ROWS 100
#define PAGES_MAX 20

/* One page of rows; lives on while a reading call or a row of a view still holds it. */
typedef struct
{
  guint number;
  GPtrArray *items;          /* of CwItem */
  GCancellable *cancellable; /* of the call under way */
} Page;

struct _CwPagedModel
{
  GObject parent_instance;

  CwSession *session; /* owned */
  GType record_type;
  CwPageFunc page;
  CwCountFunc count;
  GBoxedCopyFunc query_copy;
  GDestroyNotify query_free;
  gpointer query;

  guint n_items;
  GPtrArray *pages;          /* of Page, most recently used last */
  guint generation;          /* answers to an earlier query are dropped */
  GCancellable *cancellable; /* of the first page and of counting */
  gboolean loading;
  gboolean unread; /* the first page of the query could not be read */
};

static void cw_paged_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwPagedModel,
                               cw_paged_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cw_paged_model_list_init))

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- what travels to the worker thread and back ---- */

typedef struct
{
  CwPageFunc page;
  CwCountFunc count;
  gpointer query;
  GDestroyNotify query_free;
  guint offset;
} Request;

typedef struct
{
  CwPagedModel *model; /* owned */
  Page *page;          /* owned; NULL: counting, or the first page of a new query */
  guint generation;
} Reply;

static void
clear_page (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->items);
  g_object_unref (page->cancellable);
}

static void
release_page (gpointer data)
{
  g_rc_box_release_full (data, clear_page);
}

/* A page that is not kept any more: nobody waits for its rows. */
static void
drop_page (gpointer data)
{
  Page *page = data;

  g_cancellable_cancel (page->cancellable);
  release_page (page);
}

static Page *
make_page (CwPagedModel *self, guint number, guint n_rows)
{
  Page *page = g_rc_box_new0 (Page);

  page->number = number;
  page->items = g_ptr_array_new_full (n_rows, g_object_unref);
  page->cancellable = g_cancellable_new ();
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (page->items, cw_item_new (self->record_type, NULL));
  return page;
}

static void
free_request (gpointer data)
{
  Request *request = data;

  if (request->query != NULL)
    request->query_free (request->query);
  g_free (request);
}

static Request *
make_request (CwPagedModel *self, guint offset)
{
  Request *request = g_new0 (Request, 1);

  request->page = self->page;
  request->count = self->count;
  request->query = self->query != NULL ? self->query_copy (self->query) : NULL;
  request->query_free = self->query_free;
  request->offset = offset;
  return request;
}

static void
free_reply (Reply *reply)
{
  if (reply->page != NULL)
    release_page (reply->page);
  g_object_unref (reply->model);
  g_free (reply);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, free_reply)

static Reply *
make_reply (CwPagedModel *self, Page *page)
{
  Reply *reply = g_new0 (Reply, 1);

  reply->model = g_object_ref (self);
  reply->page = page != NULL ? g_rc_box_acquire (page) : NULL;
  reply->generation = self->generation;
  return reply;
}

static gpointer
read_page_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  Request *request = input;
  GPtrArray *rows;

  cw_store_heed (store, cancellable);
  rows = request->page (store, request->query, request->offset, PAGE_ROWS, error);
  cw_store_heed (store, NULL);
  return rows;
}

static gpointer
count_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  Request *request = input;
  gint64 n;

  /* A common word takes a while to count: the next key that is typed does not wait for it. */
  cw_store_heed (store, cancellable);
  n = request->count (store, request->query, error);
  cw_store_heed (store, NULL);
  return n < 0 ? NULL : g_memdup2 (&n, sizeof n);
}

/* ---- answers ---- */

static void
set_loading (CwPagedModel *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
fill_page (Page *page, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len && i < page->items->len; i++)
    cw_item_set (g_ptr_array_index (page->items, i), g_ptr_array_index (rows, i));
}

static void
report_failure (CwPagedModel *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void ask_page (CwPagedModel *self, Page *page);

static Page *
find_page (CwPagedModel *self, guint number, guint *index)
{
  for (guint i = self->pages->len; i > 0; i--)
    {
      Page *page = g_ptr_array_index (self->pages, i - 1);

      if (page->number == number)
        {
          if (index != NULL)
            *index = i - 1;
          return page;
        }
    }
  return NULL;
}

/* Sets how many rows there are. Kept pages at and after the old or new end get the right number of
 * items. */
static void
resize (CwPagedModel *self, guint n)
{
  guint before = self->n_items;

  if (n == before)
    return;
  for (guint i = self->pages->len; i > 0; i--)
    {
      Page *page = g_ptr_array_index (self->pages, i - 1);
      guint start = page->number * PAGE_ROWS;
      guint wanted = n > start ? MIN (n - start, PAGE_ROWS) : 0;

      if (wanted < page->items->len)
        g_ptr_array_set_size (page->items, (int) wanted);
      else if (wanted > page->items->len)
        {
          while (page->items->len < wanted)
            g_ptr_array_add (page->items, cw_item_new (self->record_type, NULL));
          ask_page (self, page);
        }
    }
  self->n_items = n;
  if (n > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n - before);
  else
    g_list_model_items_changed (G_LIST_MODEL (self), n, before - n, 0);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reply) reply = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *n = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (reply->generation != reply->model->generation)
    return;
  if (n == NULL)
    report_failure (reply->model, error);
  else
    resize (reply->model, (guint) MIN (*n, G_MAXINT));
}

static void
ask_count (CwPagedModel *self)
{
  cw_session_call (self->session, count_work, make_request (self, 0), free_request, g_free, 0,
                   self->cancellable, counted_cb, make_reply (self, NULL));
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reply) reply = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (reply->generation != reply->model->generation)
    return;
  if (rows == NULL)
    report_failure (reply->model, error);
  else
    fill_page (reply->page, rows);
}

static void
ask_page (CwPagedModel *self, Page *page)
{
  cw_session_call (self->session, read_page_work, make_request (self, page->number * PAGE_ROWS),
                   free_request, (GDestroyNotify) g_ptr_array_unref, 0, page->cancellable,
                   page_read_cb, make_reply (self, page));
}

/* The first page of a new query takes the place of everything that was shown. */
static void
first_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reply) reply = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = cw_session_call_finish (CW_SESSION (source), result, &error);
  CwPagedModel *self = reply->model;
  guint before = self->n_items;

  if (reply->generation != self->generation)
    return;
  g_ptr_array_set_size (self->pages, 0);
  self->n_items = 0;
  self->unread = rows == NULL;
  if (rows != NULL)
    {
      Page *page = make_page (self, 0, rows->len);

      fill_page (page, rows);
      g_ptr_array_add (self->pages, page);
      self->n_items = rows->len;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->n_items);
  set_loading (self, FALSE);
  if (rows == NULL)
    report_failure (self, error);
  else if (rows->len == PAGE_ROWS)
    ask_count (self);
}

static void
begin_generation (CwPagedModel *self)
{
  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
read_anew (CwPagedModel *self)
{
  begin_generation (self);
  set_loading (self, TRUE);
  cw_session_call (self->session, read_page_work, make_request (self, 0), free_request,
                   (GDestroyNotify) g_ptr_array_unref, 0, self->cancellable, first_read_cb,
                   make_reply (self, NULL));
}

/* ---- the list ---- */

static GType
cw_paged_model_get_item_type (GListModel *list)
{
  return CW_TYPE_ITEM;
}

static guint
cw_paged_model_get_n_items (GListModel *list)
{
  return CW_PAGED_MODEL (list)->n_items;
}

/* The page with @number as the most recently used one, asked for if it is not kept. */
static Page *
touch_page (CwPagedModel *self, guint number)
{
  guint index;
  Page *page = find_page (self, number, &index);

  if (page == NULL)
    {
      guint start = number * PAGE_ROWS;

      page = make_page (self, number, MIN (self->n_items - start, PAGE_ROWS));
      g_ptr_array_add (self->pages, page);
      ask_page (self, page);
      if (self->pages->len > PAGES_MAX)
        g_ptr_array_remove_index (self->pages, 0);
    }
  else if (index + 1 < self->pages->len)
    {
      g_ptr_array_steal_index (self->pages, index);
      g_ptr_array_add (self->pages, page);
    }
  return page;
}

static gpointer
cw_paged_model_get_item (GListModel *list, guint position)
{
  CwPagedModel *self = CW_PAGED_MODEL (list);
  Page *page;

  if (position >= self->n_items)
    return NULL;
  page = touch_page (self, position / PAGE_ROWS);
  return g_object_ref (g_ptr_array_index (page->items, position % PAGE_ROWS));
}

static void
cw_paged_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = cw_paged_model_get_item_type;
  iface->get_n_items = cw_paged_model_get_n_items;
  iface->get_item = cw_paged_model_get_item;
}

/* ---- the object ---- */

static void
cw_paged_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_LOADING);
  g_value_set_boolean (value, CW_PAGED_MODEL (object)->loading);
}

static void
cw_paged_model_dispose (GObject *object)
{
  CwPagedModel *self = CW_PAGED_MODEL (object);

  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_ptr_array_set_size (self->pages, 0);
  self->n_items = 0;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cw_paged_model_parent_class)->dispose (object);
}

static void
cw_paged_model_finalize (GObject *object)
{
  CwPagedModel *self = CW_PAGED_MODEL (object);

  if (self->query != NULL)
    self->query_free (self->query);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->pages);
  G_OBJECT_CLASS (cw_paged_model_parent_class)->finalize (object);
}

static void
cw_paged_model_class_init (CwPagedModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cw_paged_model_get_property;
  object_class->dispose = cw_paged_model_dispose;
  object_class->finalize = cw_paged_model_finalize;

  props[PROP_LOADING]
      = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  /* failed (GError): a page could not be read; whoever shows the list says so. */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", CW_TYPE_PAGED_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
cw_paged_model_init (CwPagedModel *self)
{
  self->pages = g_ptr_array_new_with_free_func (drop_page);
  self->cancellable = g_cancellable_new ();
}

/* An empty list of @record_type rows; it reads nothing before cw_paged_model_set_query(). @page and
 * @count run on the worker thread with a copy of the query. */
CwPagedModel *
cw_paged_model_new (CwSession *session,
                    GType record_type,
                    CwPageFunc page,
                    CwCountFunc count,
                    GBoxedCopyFunc query_copy,
                    GDestroyNotify query_free)
{
  CwPagedModel *self;

  g_return_val_if_fail (CW_IS_SESSION (session), NULL);
  g_return_val_if_fail (page != NULL && count != NULL && query_copy != NULL && query_free != NULL,
                        NULL);

  self = g_object_new (CW_TYPE_PAGED_MODEL, NULL);
  self->session = g_object_ref (session);
  self->record_type = record_type;
  self->page = page;
  self->count = count;
  self->query_copy = query_copy;
  self->query_free = query_free;
  return self;
}

/* Shows the rows of @query (copied; may be NULL) from the first one on. The rows before stay until
 * they are there. */
void
cw_paged_model_set_query (CwPagedModel *self, gconstpointer query)
{
  g_return_if_fail (CW_IS_PAGED_MODEL (self));

  if (self->query != NULL)
    self->query_free (self->query);
  self->query = query != NULL ? self->query_copy ((gpointer) query) : NULL;
  read_anew (self);
}

/* Reads every kept page again in its place, the ones in sight first, then the number of rows:
 * position and selection of a view stay. */
void
cw_paged_model_refresh (CwPagedModel *self)
{
  g_return_if_fail (CW_IS_PAGED_MODEL (self));

  if (self->loading || self->pages->len == 0 || self->n_items == 0)
    {
      read_anew (self);
      return;
    }
  begin_generation (self);
  for (guint i = self->pages->len; i > 0; i--)
    ask_page (self, g_ptr_array_index (self->pages, i - 1));
  ask_count (self);
}

gboolean
cw_paged_model_is_loading (CwPagedModel *self)
{
  g_return_val_if_fail (CW_IS_PAGED_MODEL (self), FALSE);

  return self->loading;
}

gboolean
cw_paged_model_is_unread (CwPagedModel *self)
{
  g_return_val_if_fail (CW_IS_PAGED_MODEL (self), FALSE);

  return self->unread;
}
