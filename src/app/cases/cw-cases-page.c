/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-cases-page.h"

#include "app/kit/cw-kit.h"
#include "app/kit/cw-paged-model.h"
#include "app/kit/cw-wrap-box.h"
#include "cw-case-work.h"
#include "cw-cases-table.h"
#include "cw-fit-bin.h"
#include "cw-paper-dialog.h"

#include <glib/gi18n.h>

#define SEARCH_MS 150
#define N_FILTERS CW_CASES_ALL /* the toggles: every filter but "all" */

struct _CwCasesPage
{
  CwSection parent_instance;

  /* template widgets */
  GtkSearchEntry *search;
  GtkWidget *filters;
  GtkLabel *figure;
  GtkStack *stack;
  CwFitBin *fit;
  GtkColumnView *view;

  /* borrowed from the box of filters */
  GtkToggleButton *toggles[N_FILTERS];

  /* owned */
  CwPagedModel *model;

  CwCasesTable table;
  CwCasesFilter filter;
  gint64 counts[CW_N_CASES_FILTERS];
  gboolean counted; /* the counts are true */
  guint search_timer;
};

G_DEFINE_FINAL_TYPE (CwCasesPage, cw_cases_page, CW_TYPE_SECTION)

/* ---- the query ---- */

typedef struct
{
  CwCasesFilter filter;
  CwCasesSort sort;
  gboolean descending;
  char *search;
} Query;

static gpointer
copy_query (gpointer data)
{
  Query *copy = g_memdup2 (data, sizeof (Query));

  copy->search = g_strdup (copy->search);
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

  return cw_store_list_cases (store, query->filter, query->sort, query->descending, query->search,
                              offset, limit, error);
}

static gint64
count_all (CwStore *store, gpointer data, GError **error)
{
  const Query *query = data;

  return cw_store_count_cases (store, query->filter, query->search, error);
}

static const char *
words_of (CwCasesPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

static void
run_query (CwCasesPage *self)
{
  Query query = { self->filter, self->table.sort, self->table.descending, NULL };

  if (self->model == NULL)
    return;
  if (*words_of (self) != '\0')
    query.search = (char *) words_of (self);
  cw_paged_model_set_query (self->model, &query);
}

/* ---- counts ---- */

static gpointer
work_count (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  g_autofree gint64 *counts = g_new0 (gint64, CW_N_CASES_FILTERS);

  for (CwCasesFilter i = 0; i < CW_N_CASES_FILTERS; i++)
    {
      counts[i] = cw_store_count_cases (store, i, NULL, error);
      if (counts[i] < 0)
        return NULL;
    }
  return g_steal_pointer (&counts);
}

static const char *
filter_label (CwCasesFilter filter)
{
  switch (filter)
    {
    case CW_CASES_DUE_WEEK:
      return _ ("Step due this week");
    case CW_CASES_WAITING:
      return _ ("Waiting for others");
    case CW_CASES_PERMISSION:
      return _ ("Permission to look at");
    case CW_CASES_CLOSED:
      return _ ("Closed");
    case CW_CASES_OPEN:
    case CW_CASES_ALL:
    case CW_N_CASES_FILTERS:
    default:
      return _ ("Open");
    }
}

/* How many rows of how many; which part of the page is shown. */
static void
show_figure (CwCasesPage *self)
{
  guint rows = self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
  g_autofree char *text
      /* Translators: the first number is how many cases are listed, the second how many there are
       */
      = g_strdup_printf (_ ("%u of %u"), rows, (guint) self->counts[CW_CASES_ALL]);
  gboolean unread = self->model != NULL && cw_paged_model_is_unread (self->model);

  if (self->model == NULL || cw_paged_model_is_loading (self->model))
    return;
  gtk_label_set_text (self->figure, self->counted && !unread ? text : "");
  gtk_stack_set_visible_child_name (self->stack, unread     ? "unread"
                                                 : rows > 0 ? "list"
                                                 : self->counted && self->counts[CW_CASES_ALL] == 0
                                                         && *words_of (self) == '\0'
                                                     ? "none"
                                                     : "nothing");
}

static void
counted_cb (gpointer page, gpointer result)
{
  CwCasesPage *self = page;
  g_autofree gint64 *counts = result;

  self->counted = TRUE;
  for (guint i = 0; i < CW_N_CASES_FILTERS; i++)
    self->counts[i] = counts[i];
  for (guint i = 0; i < N_FILTERS; i++)
    {
      /* Translators: %s is a filter such as Open, the number how many cases it has */
      g_autofree char *text = g_strdup_printf (_ ("%s  %u"), filter_label (i), (guint) counts[i]);

      gtk_button_set_label (GTK_BUTTON (self->toggles[i]), text);
    }
  show_figure (self);
}

static void
count_failed_cb (gpointer page, const GError *error)
{
  CwCasesPage *self = page;

  self->counted = FALSE;
  show_figure (self);
  cw_section_report (CW_SECTION (self), error);
}

static void
count (CwCasesPage *self)
{
  cw_run (self, self->table.session, work_count, cw_job_new (0), g_free, 0, counted_cb,
          count_failed_cb);
}

/* ---- what the user does ---- */

static void
filter_cb (GtkToggleButton *toggle, CwCasesPage *self)
{
  if (!gtk_toggle_button_get_active (toggle))
    return;
  self->filter = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (toggle), "cw-filter"));
  run_query (self);
}

static gboolean
search_timer_cb (gpointer data)
{
  CwCasesPage *self = data;

  self->search_timer = 0;
  run_query (self);
  return G_SOURCE_REMOVE;
}

static void
search_cb (CwCasesPage *self)
{
  g_clear_handle_id (&self->search_timer, g_source_remove);
  self->search_timer = g_timeout_add (SEARCH_MS, search_timer_cb, self);
}

static void
stop_search_cb (CwCasesPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
activate_cb (CwCasesPage *self, guint position)
{
  g_autoptr (CwItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const CwCaseRow *row = item != NULL ? cw_item_get (item) : NULL;

  if (row == NULL)
    return;
  if (row->paper != 0)
    cw_paper_dialog_open (GTK_WIDGET (self), self->table.session, row->paper);
  else
    cw_section_go (CW_SECTION (self), "win.open-case", g_variant_new_int64 (row->id));
}

static void
open_paper_action (GtkWidget *widget, const char *name, GVariant *number)
{
  cw_paper_dialog_open (widget, CW_CASES_PAGE (widget)->table.session,
                        g_variant_get_int64 (number));
}

/* Enter in the search opens what was found first. */
static void
search_activate_cb (CwCasesPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  activate_cb (self, 0);
}

static void
sorted_cb (CwCasesPage *self)
{
  if (self->model == NULL) /* the page goes: GTK 4.18 tells it then, too */
    return;
  cw_cases_table_read_sort (&self->table, self->view);
  run_query (self);
}

static void
fit_cb (CwCasesPage *self, int width)
{
  if (self->table.session != NULL)
    cw_cases_table_fit (&self->table, self->view, width);
}

static void
model_cb (CwCasesPage *self)
{
  show_figure (self);
}

static void
again_cb (CwCasesPage *self)
{
  count (self);
  run_query (self);
}

static void
read_failed_cb (CwCasesPage *self, const GError *error)
{
  cw_section_report (CW_SECTION (self), error);
}

/* ---- the section ---- */

static void
cw_cases_page_bind (CwSection *section, CwSession *session)
{
  CwCasesPage *self = CW_CASES_PAGE (section);
  g_autoptr (GtkSingleSelection) rows = NULL;

  CW_SECTION_CLASS (cw_cases_page_parent_class)->bind (section, session);
  self->table.session = session;
  cw_cases_table_make (&self->table, self->view);
  cw_fit_bin_again (self->fit);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (cw_fit_bin_again), self->fit, G_CONNECT_SWAPPED);
  self->model = cw_paged_model_new (session, CW_TYPE_CASE_ROW, read_page, count_all, copy_query,
                                    free_query);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (model_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (model_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (read_failed_cb), self,
                           G_CONNECT_SWAPPED);
  rows = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (rows, FALSE);
  gtk_single_selection_set_can_unselect (rows, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (rows));
  count (self);
  run_query (self);
}

static void
cw_cases_page_changed (CwSection *section, CwChange change)
{
  CwCasesPage *self = CW_CASES_PAGE (section);

  if ((change & (CW_CHANGE_CASES | CW_CHANGE_STEPS)) == 0)
    return;
  count (self);
  cw_paged_model_refresh (self->model);
}

static void
cw_cases_page_shown (CwSection *section)
{
  gtk_widget_grab_focus (GTK_WIDGET (CW_CASES_PAGE (section)->view));
}

static gboolean
cw_cases_page_search (CwSection *section)
{
  CwCasesPage *self = CW_CASES_PAGE (section);

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
  return TRUE;
}

static void
cw_cases_page_dispose (GObject *object)
{
  CwCasesPage *self = CW_CASES_PAGE (object);

  g_clear_handle_id (&self->search_timer, g_source_remove);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (cw_cases_page_parent_class)->dispose (object);
}

static void
cw_cases_page_class_init (CwCasesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  CwSectionClass *section_class = CW_SECTION_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cw_cases_page_dispose;
  section_class->bind = cw_cases_page_bind;
  section_class->changed = cw_cases_page_changed;
  section_class->shown = cw_cases_page_shown;
  section_class->search = cw_cases_page_search;
  g_type_ensure (CW_TYPE_FIT_BIN);
  g_type_ensure (CW_TYPE_TAB_STOP);
  g_type_ensure (CW_TYPE_UNREAD);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  gtk_widget_class_install_action (widget_class, "cases.open-paper", "x", open_paper_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-cases-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwCasesPage, search);
  gtk_widget_class_bind_template_child (widget_class, CwCasesPage, filters);
  gtk_widget_class_bind_template_child (widget_class, CwCasesPage, figure);
  gtk_widget_class_bind_template_child (widget_class, CwCasesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwCasesPage, fit);
  gtk_widget_class_bind_template_child (widget_class, CwCasesPage, view);
  gtk_widget_class_bind_template_callback (widget_class, fit_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
cw_cases_page_init (CwCasesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_FILTERS; i++)
    {
      GtkWidget *toggle = gtk_toggle_button_new_with_label (filter_label (i));

      self->toggles[i] = GTK_TOGGLE_BUTTON (toggle);
      if (i > 0)
        gtk_toggle_button_set_group (self->toggles[i], self->toggles[0]);
      g_object_set_data (G_OBJECT (toggle), "cw-filter", GUINT_TO_POINTER (i));
      gtk_toggle_button_set_active (self->toggles[i], i == CW_CASES_OPEN);
      g_signal_connect (toggle, "toggled", G_CALLBACK (filter_cb), self);
      gtk_widget_set_parent (toggle, self->filters);
    }
}

GtkWidget *
cw_cases_page_new (void)
{
  return g_object_new (CW_TYPE_CASES_PAGE, NULL);
}
