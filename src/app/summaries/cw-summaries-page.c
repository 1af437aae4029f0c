/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-summaries-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/kit/cw-kit.h"
#include "app/kit/cw-print.h"
#include "app/kit/cw-run.h"
#include "app/kit/cw-text-size.h"
#include "app/kit/cw-wrap-box.h"
#include "cw-freeze-flow.h"
#include "cw-paper-view.h"
#include "cw-period-row.h"
#include "cw-period.h"
#include "cw-pool-view.h"
#include "cw-summaries-dialog.h"
#include "cw-summary-export.h"
#include "cw-terms-dialog.h"

struct _CwSummariesPage
{
  CwSection parent_instance;

  /* template widgets */
  GtkStack *rooms;
  GtkWidget *begin; /* where there are no terms yet */
  GtkWidget *freeze;
  GtkListBox *list;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *message;
  CwPoolView *pools;
  CwPaperView *paper;
  GtkLabel *export_words;
  GtkWidget *exports;
  GtkWidget *header;
  GtkWidget *published;
  GtkWidget *desk;

  /* owned */
  GListStore *periods; /* of CwItem of CwPeriod */
  CwPeriodDetail *detail;
  CwDocument *document;
  char *chosen;          /* label of the chosen row, kept while the list is read again */
  GCancellable *loading; /* of the detail */

  gboolean wants_focus; /* the chosen row takes the focus when the list is there */
  gboolean stale;       /* records changed while the page was out of sight */
};

G_DEFINE_FINAL_TYPE (CwSummariesPage, cw_summaries_page, CW_TYPE_SECTION)

static void cw_summaries_page_shown (CwSection *section);

/* ---- the chosen period ---- */

static void
show_exports (CwSummariesPage *self, gboolean frozen)
{
  gtk_label_set_text (self->export_words, frozen ? _ ("Hand out:") : _ ("Once frozen:"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "summaries.print", frozen);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "summaries.save", frozen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->exports),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  frozen
                                      ? _ ("The same figures for everybody, as often as you like.")
                                      : _ ("Nothing leaves the program before the term is frozen."),
                                  -1);
}

static void
show_freeze (CwSummariesPage *self)
{
  gboolean ready = self->detail != NULL && self->detail->period->state == CW_PERIOD_READY;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "summaries.freeze", ready);
  gtk_widget_set_visible (self->freeze, ready);
  if (ready)
    {
      /* Translators: a button, %s is a term, such as "Summer 2026" */
      g_autofree char *label = g_strdup_printf (_ ("Freeze %s…"), self->detail->period->label);

      gtk_button_set_label (GTK_BUTTON (self->freeze), label);
    }
}

static void
show_paper (CwSummariesPage *self)
{
  gboolean frozen
      = self->detail->summary != NULL && !cw_published_is_preview (self->detail->summary);

  g_clear_pointer (&self->document, cw_document_unref);
  if (self->detail->summary != NULL)
    self->document = cw_summary_document_new (self->detail->summary, self->detail->earlier);
  cw_paper_view_set_document (self->paper, self->document);
  cw_paper_view_set_heading (self->paper, self->document == NULL ? _ ("No page yet")
                                          : frozen               ? _ ("As it is handed out")
                                                                 : _ ("Preview"));
  show_exports (self, frozen);
}

static void
show_detail (CwSummariesPage *self)
{
  CwPeriodDetail *detail = self->detail;
  g_autofree char *days = cw_period_detail_describe_days (detail),
                  *absence = cw_period_detail_describe_absence (detail), *title = NULL;

  if (detail->period->sum)
    /* Translators: %s is a school year, such as 2025-26 */
    title = g_strdup_printf (_ ("School year %s"), detail->period->label);
  gtk_label_set_text (self->title, title != NULL ? title : detail->period->label);
  gtk_label_set_text (self->subtitle, days);
  gtk_label_set_text (self->message, absence);
  gtk_widget_set_visible (GTK_WIDGET (self->message), detail->summary == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->pools), detail->summary != NULL);
  cw_pool_view_set_tables (self->pools, detail->tables, detail->period->state == CW_PERIOD_FROZEN);
  show_paper (self);
  show_freeze (self);
}

static void
detail_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwSummariesPage) self = data;
  g_autoptr (GError) error = NULL;
  CwPeriodDetail *detail = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (detail == NULL)
    {
      cw_section_report (CW_SECTION (self), error);
      return;
    }
  g_clear_pointer (&self->detail, cw_period_detail_unref);
  self->detail = detail;
  show_detail (self);
}

static gpointer
load_detail_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_period_detail_load (store, input, error);
}

static void
load_detail (CwSummariesPage *self, const CwPeriod *period)
{
  CwSession *session = cw_section_get_session (CW_SECTION (self));

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  cw_session_call (session, load_detail_work, cw_period_copy (period),
                   (GDestroyNotify) cw_period_free, (GDestroyNotify) cw_period_detail_unref, 0,
                   self->loading, detail_loaded_cb, g_object_ref (self));
}

/* ---- the list ---- */

static const CwPeriod *
get_period (CwSummariesPage *self, guint index)
{
  g_autoptr (CwItem) item
      = self->periods != NULL ? g_list_model_get_item (G_LIST_MODEL (self->periods), index) : NULL;

  return item != NULL ? cw_item_get (item) : NULL;
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  return cw_period_row_new (cw_item_get (item));
}

/* The school year stands over its first row. */
static void
head_row_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  CwSummariesPage *self = data;
  const CwPeriod *period = get_period (self, gtk_list_box_row_get_index (row));
  const CwPeriod *above
      = before != NULL ? get_period (self, gtk_list_box_row_get_index (before)) : NULL;
  GtkWidget *label;
  g_autofree char *text = NULL;

  if (period == NULL || (above != NULL && above->year == period->year))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  /* Translators: the two calendar years of a school year */
  text = g_strdup_printf (_ ("%d to %d"), period->year, period->year + 1);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading-quiet");
  gtk_widget_add_css_class (label, "year");
  gtk_list_box_row_set_header (row, label);
}

static void
row_selected_cb (CwSummariesPage *self, GtkListBoxRow *row)
{
  const CwPeriod *period = row != NULL ? get_period (self, gtk_list_box_row_get_index (row)) : NULL;

  g_assert (CW_IS_SUMMARIES_PAGE (self));

  if (period == NULL)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (period->label);
  load_detail (self, period);
}

/* The list is one stop of the Tab key: GTK would go from row to row and choose each on the way. */
static gboolean
tab_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                CwSummariesPage *self)
{
  g_assert (CW_IS_SUMMARIES_PAGE (self));

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_ISO_Left_Tab || (key == GDK_KEY_Tab && (state & GDK_SHIFT_MASK)))
    return gtk_widget_child_focus (self->header, GTK_DIR_TAB_BACKWARD)
           || gtk_widget_child_focus (self->desk, GTK_DIR_TAB_BACKWARD);
  return key == GDK_KEY_Tab && gtk_widget_grab_focus (self->published);
}

/* The row that was chosen; else what waits to be frozen; else the newest that is frozen. */
static guint
find_row_to_choose (CwSummariesPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->periods)), ready = n, frozen = n;

  for (guint i = 0; i < n; i++)
    {
      const CwPeriod *period = get_period (self, i);

      if (g_strcmp0 (period->label, self->chosen) == 0)
        return i;
      if (period->state == CW_PERIOD_READY)
        ready = i;
      if (period->state == CW_PERIOD_FROZEN && !period->sum && frozen == n)
        frozen = i;
    }
  return ready < n ? ready : frozen < n ? frozen : 0;
}

static void
show_periods (CwSummariesPage *self, GPtrArray *periods)
{
  guint waiting = 0;

  self->wants_focus = self->wants_focus || cw_has_focus_inside (GTK_WIDGET (self->list));
  g_list_store_remove_all (self->periods);
  for (guint i = 0; i < periods->len; i++)
    {
      const CwPeriod *period = g_ptr_array_index (periods, i);
      g_autoptr (CwItem) item = cw_item_new (CW_TYPE_PERIOD, period);

      waiting += period->state == CW_PERIOD_READY;
      g_list_store_append (self->periods, item);
    }
  gtk_stack_set_visible_child_name (self->rooms, periods->len > 0 ? "work" : "empty");
  cw_section_set_count (CW_SECTION (self), waiting);
  if (periods->len > 0)
    gtk_list_box_select_row (self->list,
                             gtk_list_box_get_row_at_index (self->list,
                                                            (int) find_row_to_choose (self)));
  if (self->wants_focus && gtk_widget_get_mapped (GTK_WIDGET (self)))
    cw_summaries_page_shown (CW_SECTION (self));
  else
    show_freeze (self);
}

static void
periods_loaded_cb (gpointer page, gpointer result)
{
  g_autoptr (GPtrArray) periods = result;

  show_periods (page, periods);
}

static void
periods_failed_cb (gpointer page, const GError *error)
{
  CwSummariesPage *self = page;

  if (self->periods != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->periods)) == 0)
    gtk_stack_set_visible_child_name (self->rooms, "unread");
  cw_report (self, error);
}

static gpointer
load_periods_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_period_list (store, error);
}

static void
load_periods (CwSummariesPage *self)
{
  self->stale = FALSE;
  cw_run (self, cw_section_get_session (CW_SECTION (self)), load_periods_work, cw_job_new (0),
          (GDestroyNotify) g_ptr_array_unref, 0, periods_loaded_cb, periods_failed_cb);
}

/* ---- actions ---- */

static void
freeze_begun_cb (CwSection *section)
{
  CW_SUMMARIES_PAGE (section)->wants_focus = TRUE;
}

static void
freeze (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CwSummariesPage *self = CW_SUMMARIES_PAGE (widget);

  if (self->detail != NULL && self->detail->period->state == CW_PERIOD_READY)
    cw_freeze_flow_begin (CW_SECTION (self), self->detail, freeze_begun_cb);
}

static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CwSummariesPage *self = CW_SUMMARIES_PAGE (widget);

  if (self->document != NULL)
    cw_print_run (self, self->document, NULL);
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CwSummariesPage *self = CW_SUMMARIES_PAGE (widget);
  const char *kind = g_variant_get_string (parameter, NULL);

  if (self->document != NULL)
    cw_export_save (CW_SECTION (self),
                    strcmp (kind, "pdf") == 0   ? CW_EXPORT_PDF
                    : strcmp (kind, "csv") == 0 ? CW_EXPORT_CSV
                                                : CW_EXPORT_FILE,
                    self->document, self->detail->summary);
}

static void
show_terms (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cw_terms_show (CW_SECTION (widget));
}

static void
show_risks (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cw_risks_show (CW_SECTION (widget));
}

static void
list_loaded_cb (gpointer page, gpointer result)
{
  g_autoptr (CwPublished) list = result;

  if (gtk_widget_get_root (page) != NULL)
    cw_published_show (page, list);
}

static gpointer
load_list_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_store_load_publication_list (store, error);
}

static void
show_published (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cw_run (widget, cw_section_get_session (CW_SECTION (widget)), load_list_work, cw_job_new (0),
          (GDestroyNotify) cw_published_unref, 0, list_loaded_cb, NULL);
}

/* ---- overrides ---- */

static void
cw_summaries_page_bind (CwSection *section, CwSession *session)
{
  CW_SECTION_CLASS (cw_summaries_page_parent_class)->bind (section, session);
  load_periods (CW_SUMMARIES_PAGE (section));
}

static void
cw_summaries_page_changed (CwSection *section, CwChange change)
{
  CwSummariesPage *self = CW_SUMMARIES_PAGE (section);

  /* A preview counts a whole term: not after each enquiry, while nobody looks. */
  if ((change & (CW_CHANGE_TERMS | CW_CHANGE_SUMMARIES))
      || gtk_widget_get_mapped (GTK_WIDGET (self)))
    load_periods (self);
  else
    self->stale = TRUE;
}

static void
cw_summaries_page_shown (CwSection *section)
{
  CwSummariesPage *self = CW_SUMMARIES_PAGE (section);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  self->wants_focus = row == NULL;
  if (self->stale)
    load_periods (self);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else if (gtk_widget_get_mapped (self->begin))
    gtk_widget_grab_focus (self->begin);
}

static void
cw_summaries_page_dispose (GObject *object)
{
  CwSummariesPage *self = CW_SUMMARIES_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->detail, cw_period_detail_unref);
  g_clear_pointer (&self->document, cw_document_unref);
  g_clear_pointer (&self->chosen, g_free);
  g_clear_object (&self->periods);
  G_OBJECT_CLASS (cw_summaries_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "summaries.freeze", NULL, freeze);
  gtk_widget_class_install_action (widget_class, "summaries.print", NULL, print);
  gtk_widget_class_install_action (widget_class, "summaries.save", "s", save);
  gtk_widget_class_install_action (widget_class, "summaries.terms", NULL, show_terms);
  gtk_widget_class_install_action (widget_class, "summaries.risks", NULL, show_risks);
  gtk_widget_class_install_action (widget_class, "summaries.published", NULL, show_published);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "summaries.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "summaries.save",
                                       "s", "pdf");
}

static void
cw_summaries_page_class_init (CwSummariesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CwSectionClass *section_class = CW_SECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_summaries_page_dispose;
  section_class->bind = cw_summaries_page_bind;
  section_class->changed = cw_summaries_page_changed;
  section_class->shown = cw_summaries_page_shown;

  g_type_ensure (CW_TYPE_UNREAD);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  g_type_ensure (CW_TYPE_PAPER_VIEW);
  g_type_ensure (CW_TYPE_POOL_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/summaries/cw-summaries-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, rooms);
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, begin);
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, freeze);
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, list);
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, title);
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, message);
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, pools);
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, paper);
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, export_words);
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, exports);
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, header);
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, published);
  gtk_widget_class_bind_template_child (widget_class, CwSummariesPage, desk);
  gtk_widget_class_bind_template_callback (widget_class, tab_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_periods);
  install_actions (widget_class);
}

/* With large text the words need the room more than the preview does: it can be shown larger. */
static void
fit_desk (CwSummariesPage *self)
{
  gtk_widget_set_size_request (self->desk, cw_text_size_is_large (self->desk) ? 300 : 350, -1);
}

static void
cw_summaries_page_init (CwSummariesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->periods = g_list_store_new (CW_TYPE_ITEM);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->periods), make_row, self, NULL);
  gtk_list_box_set_header_func (self->list, head_row_cb, self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "summaries.freeze", FALSE);
  show_exports (self, FALSE);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (fit_desk), self, G_CONNECT_SWAPPED);
  fit_desk (self);
}

GtkWidget *
cw_summaries_page_new (void)
{
  return g_object_new (CW_TYPE_SUMMARIES_PAGE, NULL);
}
