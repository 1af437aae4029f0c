/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-timeline.h"

#include "app/kit/cw-kit.h"
#include "app/kit/cw-paged-model.h"
#include "app/kit/cw-run.h"
#include "cw-adult-words.h"
#include "cw-timeline-row.h"

#include <glib/gi18n.h>

#define SEARCH_MS 150

struct _CwTimeline
{
  AdwBin parent_instance;

  /* template widgets */
  GtkBox *filters;
  GtkToggleButton *search_button;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *empty;

  /* owned */
  CwSession *session;
  CwCase *cas;
  CwPagedModel *model;

  gint64 adult_id; /* 0: everyone */
  guint search_timer;
};

enum
{
  EDIT,
  DELETE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwTimeline, cw_timeline, ADW_TYPE_BIN)

/* ---- the query ---- */

typedef struct
{
  gint64 case_id;
  gint64 adult_id;
  char *search;
} Query;

static gpointer
copy_query (gpointer data)
{
  const Query *query = data;
  Query *copy = g_memdup2 (query, sizeof *query);

  copy->search = g_strdup (query->search);
  return copy;
}

static void
free_query (gpointer data)
{
  g_free (((Query *) data)->search);
  g_free (data);
}

static GPtrArray *
read_page (CwStore *store, gpointer data, guint offset, guint limit, GError **error)
{
  const Query *query = data;

  return cw_store_list_contacts (store, query->case_id, query->adult_id, query->search, offset,
                                 limit, error);
}

static gint64
count_all (CwStore *store, gpointer data, GError **error)
{
  const Query *query = data;

  return cw_store_count_contacts (store, query->case_id, query->adult_id, query->search, error);
}

static void
run_query (CwTimeline *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  Query query = { self->cas->id, self->adult_id, *words != '\0' ? (char *) words : NULL };

  cw_paged_model_set_query (self->model, &query);
}

/* ---- rows ---- */

static void
row_edit_cb (CwTimelineRow *row, gint64 id, CwTimeline *self)
{
  g_signal_emit (self, signals[EDIT], 0, id);
}

static void
row_delete_cb (CwTimelineRow *row, gint64 id, CwTimeline *self)
{
  g_signal_emit (self, signals[DELETE], 0, id);
}

static void
fill_row (CwTimelineRow *row, CwItem *item, CwTimeline *self)
{
  cw_timeline_row_fill (row, cw_item_get (item), self->cas, cw_session_get_codes (self->session));
}

static void
loaded_cb (CwItem *item, GParamSpec *pspec, GtkListItem *list_item)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *self = row != NULL ? gtk_widget_get_ancestor (row, CW_TYPE_TIMELINE) : NULL;

  if (self != NULL && gtk_list_item_get_item (list_item) == item)
    fill_row (CW_TIMELINE_ROW (row), item, CW_TIMELINE (self));
}

static void
setup_cb (CwTimeline *self, GtkListItem *list_item)
{
  GtkWidget *row = cw_timeline_row_new ();

  g_signal_connect_object (row, "edit", G_CALLBACK (row_edit_cb), self, 0);
  g_signal_connect_object (row, "delete", G_CALLBACK (row_delete_cb), self, 0);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (CwTimeline *self, GtkListItem *list_item)
{
  CwItem *item = gtk_list_item_get_item (list_item);

  fill_row (CW_TIMELINE_ROW (gtk_list_item_get_child (list_item)), item, self);
  g_signal_connect (item, "notify::loaded", G_CALLBACK (loaded_cb), list_item);
}

static void
unbind_cb (CwTimeline *self, GtkListItem *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), loaded_cb, list_item);
}

static void
activate_cb (CwTimeline *self, guint position)
{
  g_autoptr (CwItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const CwContact *contact = item != NULL ? cw_item_get (item) : NULL;

  if (contact != NULL)
    g_signal_emit (self, signals[EDIT], 0, contact->id);
}

/* ---- what there is ---- */

static void
show_emptiness (CwTimeline *self)
{
  gboolean narrowed
      = self->adult_id != 0 || *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';

  if (cw_paged_model_is_loading (self->model))
    return;
  if (cw_paged_model_is_unread (self->model)
      || g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    {
      gtk_stack_set_visible_child_name (self->stack,
                                        cw_paged_model_is_unread (self->model) ? "unread" : "list");
      return;
    }
  adw_status_page_set_title (self->empty, narrowed ? _ ("Nothing found") : _ ("Nothing noted yet"));
  adw_status_page_set_description (self->empty,
                                   narrowed ? _ ("Choose Everyone, or look for another word.")
                                            : _ ("Each contact stands here, newest first."));
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
loading_cb (CwTimeline *self, GParamSpec *pspec, gpointer model)
{
  show_emptiness (self);
}

static void
items_cb (CwTimeline *self)
{
  show_emptiness (self);
}

static void
again_cb (CwTimeline *self)
{
  cw_timeline_refresh (self);
}

static void
filter_cb (GtkToggleButton *toggle, CwTimeline *self)
{
  if (!gtk_toggle_button_get_active (toggle))
    return;
  self->adult_id = *(gint64 *) g_object_get_data (G_OBJECT (toggle), "cw-id");
  run_query (self);
}

static GtkToggleButton *
append_filter (CwTimeline *self, gint64 adult_id, const char *text, GtkToggleButton *group)
{
  GtkWidget *toggle = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_button_set_child (GTK_BUTTON (toggle), label);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (toggle), group);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), adult_id == self->adult_id);
  gtk_widget_add_css_class (toggle, "cw-slim");
  cw_a11y_label (toggle, text);
  g_object_set_data_full (G_OBJECT (toggle), "cw-id", g_memdup2 (&adult_id, sizeof adult_id),
                          g_free);
  g_signal_connect (toggle, "toggled", G_CALLBACK (filter_cb), self);
  gtk_box_append (self->filters, toggle);
  return GTK_TOGGLE_BUTTON (toggle);
}

static void
fill_filters (CwTimeline *self)
{
  GtkToggleButton *group;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->filters))) != NULL)
    gtk_box_remove (self->filters, child);
  gtk_widget_set_visible (GTK_WIDGET (self->filters), self->cas->adults->len > 1);
  /* An empty scroller would be a stop of the Tab key. */
  gtk_widget_set_can_focus (gtk_widget_get_ancestor (GTK_WIDGET (self->filters),
                                                     GTK_TYPE_SCROLLED_WINDOW),
                            self->cas->adults->len > 1);
  if (cw_case_get_adult (self->cas, self->adult_id) == NULL)
    self->adult_id = 0;
  group = append_filter (self, 0, _ ("Everyone"), NULL);
  for (guint i = 0; i < self->cas->adults->len; i++)
    {
      const CwAdult *adult = self->cas->adults->pdata[i];
      g_autofree char *name = cw_adult_first_name (adult);

      append_filter (self, adult->id, name, group);
    }
}

/* ---- search ---- */

static gboolean
search_timer_cb (gpointer data)
{
  CwTimeline *self = data;

  self->search_timer = 0;
  run_query (self);
  return G_SOURCE_REMOVE;
}

static void
search_cb (CwTimeline *self)
{
  g_clear_handle_id (&self->search_timer, g_source_remove);
  if (self->model != NULL)
    self->search_timer = g_timeout_add (SEARCH_MS, search_timer_cb, self);
}

static void
stop_search_cb (CwTimeline *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_toggle_button_set_active (self->search_button, FALSE);
}

static void
search_toggled_cb (CwTimeline *self)
{
  if (gtk_toggle_button_get_active (self->search_button))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
cw_timeline_dispose (GObject *object)
{
  CwTimeline *self = CW_TIMELINE (object);

  g_clear_handle_id (&self->search_timer, g_source_remove);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_pointer (&self->cas, cw_case_free);
  G_OBJECT_CLASS (cw_timeline_parent_class)->dispose (object);
}

static void
cw_timeline_class_init (CwTimelineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cw_timeline_dispose;
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[DELETE] = g_signal_new ("delete", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  g_type_ensure (CW_TYPE_TAB_STOP);
  g_type_ensure (CW_TYPE_UNREAD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, CwTimeline, filters);
  gtk_widget_class_bind_template_child (widget_class, CwTimeline, search_button);
  gtk_widget_class_bind_template_child (widget_class, CwTimeline, search);
  gtk_widget_class_bind_template_child (widget_class, CwTimeline, stack);
  gtk_widget_class_bind_template_child (widget_class, CwTimeline, list);
  gtk_widget_class_bind_template_child (widget_class, CwTimeline, empty);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_toggled_cb);
}

static void
cw_timeline_init (CwTimeline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cw_timeline_set_case (CwTimeline *self, CwSession *session, const CwCase *cas)
{
  gboolean first;

  g_return_if_fail (CW_IS_TIMELINE (self) && cas != NULL);

  first = self->model == NULL;
  g_clear_pointer (&self->cas, cw_case_free);
  self->cas = cw_case_copy (cas);
  if (!first)
    {
      fill_filters (self);
      return;
    }
  self->session = g_object_ref (session);
  self->model
      = cw_paged_model_new (session, CW_TYPE_CONTACT, read_page, count_all, copy_query, free_query);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (loading_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (cw_report), self, G_CONNECT_SWAPPED);
  {
    g_autoptr (GtkNoSelection) rows
        = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)));

    gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (rows));
  }
  fill_filters (self);
  run_query (self);
}

void
cw_timeline_refresh (CwTimeline *self)
{
  g_return_if_fail (CW_IS_TIMELINE (self));

  if (self->model != NULL)
    cw_paged_model_refresh (self->model);
}

void
cw_timeline_search (CwTimeline *self)
{
  g_return_if_fail (CW_IS_TIMELINE (self));

  gtk_toggle_button_set_active (self->search_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
