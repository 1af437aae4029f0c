/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "app/enquiries/cw-enquiries-page-private.h"
#include "app/kit/cw-kit.h"
#include "app/kit/cw-wrap-box.h"

G_DEFINE_FINAL_TYPE (CwEnquiriesPage, cw_enquiries_page, CW_TYPE_SECTION)

/* ---- helpers ---- */

static CwEnquiryFormState *
get_state (CwEnquiriesPage *self)
{
  return cw_enquiry_form_get_state (self->form);
}

static gboolean
is_form_open (CwEnquiriesPage *self)
{
  return gtk_widget_get_visible (self->form_scroller);
}

static const CwEnquiry *
get_selected (CwEnquiriesPage *self)
{
  CwItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? cw_item_get (item) : NULL;
}

/* The one primary button: pressed while the form is open, absent where the empty page has its own.
 */
static void
update_buttons (CwEnquiriesPage *self)
{
  gboolean open = is_form_open (self);
  const char *state = gtk_stack_get_visible_child_name (self->stack);
  gboolean empty = g_strcmp0 (state, "empty") == 0;

  self->syncing = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->begin_button), open);
  self->syncing = FALSE;
  if (open)
    gtk_widget_remove_css_class (self->begin_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->begin_button, "suggested-action");
  gtk_widget_set_visible (self->begin_button, open || !empty);
  gtk_widget_set_visible (self->first_button, !open);
  gtk_widget_set_visible (self->menu_button, g_strcmp0 (state, "table") == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->filters), !empty && g_strcmp0 (state, "reading") != 0);
  cw_enquiries_page_update_offer (self);
}

static void
update_actions (CwEnquiriesPage *self)
{
  gboolean chosen = get_selected (self) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "enquiries.change", chosen);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "enquiries.delete", chosen);
}

static void
requery (CwEnquiriesPage *self)
{
  CwEnquiryFilter filter = { .sort = self->sort, .descending = self->descending };

  if (self->rows == NULL)
    return;
  cw_enquiry_filters_get (self->filters, &filter);
  cw_paged_model_set_query (self->rows, &filter);
  cw_enquiries_page_count (self);
}

void
cw_enquiries_page_focus_table (CwEnquiriesPage *self)
{
  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "table") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
  else if (gtk_widget_get_visible (self->begin_button))
    gtk_widget_grab_focus (self->begin_button);
  else
    gtk_widget_grab_focus (self->first_button);
  self->focus_table = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "reading") == 0;
}

/* ---- callbacks: the form ---- */

static void
form_save_cb (CwEnquiryForm *form, CwEnquiriesPage *self)
{
  cw_enquiries_page_save (self);
}

static void
form_close_cb (CwEnquiryForm *form, CwEnquiriesPage *self)
{
  if (cw_enquiries_page_is_editing (self))
    {
      cw_enquiries_page_give_up (self, _ ("Changes left out"));
      return;
    }
  cw_form_draft_flush (self->draft);
  cw_enquiries_page_open_form (self, FALSE);
  cw_enquiries_page_focus_table (self);
}

static void
form_delete_cb (CwEnquiryForm *form, CwEnquiriesPage *self)
{
  if (cw_enquiries_page_is_editing (self))
    cw_enquiries_page_delete (self, get_state (self)->orig->id);
}

static void
form_afresh_cb (CwEnquiryForm *form, CwEnquiriesPage *self)
{
  cw_enquiries_page_start_afresh (self);
}

static void
form_changed_cb (CwEnquiryForm *form, CwEnquiriesPage *self)
{
  if (self->draft != NULL)
    cw_form_draft_touch (self->draft);
}

/* ---- callbacks: offer, filters, table ---- */

static void
go_on_clicked_cb (GtkButton *button, CwEnquiriesPage *self)
{
  if (cw_enquiries_page_is_half_filled (self) || self->offered_orig == NULL)
    cw_enquiries_page_begin (self);
  else
    cw_enquiries_page_edit (self, self->offered_orig, self->offered_body);
}

static void
throw_away_clicked_cb (GtkButton *button, CwEnquiriesPage *self)
{
  if (!cw_enquiries_page_is_half_filled (self) && self->offered_orig != NULL)
    cw_enquiries_page_edit (self, self->offered_orig, self->offered_body);
  cw_enquiries_page_give_up (self, _ ("Half-filled enquiry thrown away"));
  cw_enquiries_page_open_form (self, FALSE);
  cw_enquiries_page_focus_table (self);
}

static void
filters_changed_cb (CwEnquiryFilters *filters, CwEnquiriesPage *self)
{
  requery (self);
}

static void
clear_clicked_cb (GtkButton *button, CwEnquiriesPage *self)
{
  cw_enquiry_filters_clear (self->filters);
  gtk_widget_grab_focus (GTK_WIDGET (self->filters));
}

static void
first_clicked_cb (GtkButton *button, CwEnquiriesPage *self)
{
  cw_enquiries_page_begin (self);
}

static void
begin_toggled_cb (GtkToggleButton *button, CwEnquiriesPage *self)
{
  if (self->syncing)
    return;
  if (gtk_toggle_button_get_active (button))
    cw_enquiries_page_begin (self);
  else
    form_close_cb (self->form, self);
  update_buttons (self);
}

static void
row_activate_cb (GtkColumnView *table, guint position, CwEnquiriesPage *self)
{
  g_autoptr (CwItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  const CwEnquiry *enquiry = item != NULL ? cw_item_get (item) : NULL;

  if (enquiry != NULL)
    cw_enquiries_page_edit (self, enquiry, NULL);
}

static void
sort_changed_cb (GtkSorter *sorter, GtkSorterChange change, CwEnquiriesPage *self)
{
  if (self->rows == NULL) /* the page goes: GTK 4.18 tells it then, too */
    return;
  cw_enquiries_page_read_sort (self);
  requery (self);
}

static void
rows_changed_cb (
    GListModel *rows, guint position, guint removed, guint added, CwEnquiriesPage *self)
{
  if (g_list_model_get_n_items (rows) > 0)
    cw_enquiries_page_show_state (self, "table");
}

static void
again_cb (CwEnquiriesPage *self)
{
  requery (self);
}

static void
rows_failed_cb (CwPagedModel *rows, const GError *error, CwEnquiriesPage *self)
{
  cw_section_report (CW_SECTION (self), error);
}

static void
popup_menu (CwEnquiriesPage *self, double x, double y)
{
  graphene_point_t at;

  if (get_selected (self) == NULL)
    return;
  if (!gtk_widget_compute_point (GTK_WIDGET (self->table), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu),
                               &(GdkRectangle){ (int) at.x, (int) at.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

/* The row under the pointer is chosen first, as the menu is about it. */
static void
menu_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, CwEnquiriesPage *self)
{
  GtkWidget *under = gtk_widget_pick (GTK_WIDGET (self->table), x, y, GTK_PICK_DEFAULT);

  if (under != NULL)
    gtk_widget_activate_action (under, "listitem.select", "(bb)", FALSE, FALSE);
  popup_menu (self, x, y);
}

static void
menu_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CwEnquiriesPage *self = CW_ENQUIRIES_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  if (focus != NULL && gtk_widget_compute_bounds (focus, GTK_WIDGET (self->table), &bounds))
    popup_menu (self, bounds.origin.x + 24, bounds.origin.y + bounds.size.height);
}

static void
change_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const CwEnquiry *enquiry = get_selected (CW_ENQUIRIES_PAGE (widget));

  if (enquiry != NULL)
    cw_enquiries_page_edit (CW_ENQUIRIES_PAGE (widget), enquiry, NULL);
}

static void
delete_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const CwEnquiry *enquiry = get_selected (CW_ENQUIRIES_PAGE (widget));

  if (enquiry != NULL)
    cw_enquiries_page_delete (CW_ENQUIRIES_PAGE (widget), enquiry->id);
}

/* ---- the page ---- */

static gpointer
copy_filter (gpointer filter)
{
  return g_memdup2 (filter, sizeof (CwEnquiryFilter));
}

static GPtrArray *
read_rows (CwStore *store, gpointer query, guint offset, guint limit, GError **error)
{
  return cw_store_list_enquiries (store, query, offset, limit, error);
}

static gint64
count_rows (CwStore *store, gpointer query, GError **error)
{
  return cw_store_count_enquiries (store, query, NULL, error);
}

static void
bind_table (CwEnquiriesPage *self, CwSession *session)
{
  self->rows
      = cw_paged_model_new (session, CW_TYPE_ENQUIRY, read_rows, count_rows, copy_filter, g_free);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (rows_changed_cb), self, 0);
  g_signal_connect_object (self->rows, "failed", G_CALLBACK (rows_failed_cb), self, 0);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (update_actions),
                           self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->selection));
  cw_enquiries_page_make_table (self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (sort_changed_cb), self, 0);
}

/* A form that is as it began has no draft. */
static char *
write_or_drop (gpointer page, int *words)
{
  char *body = cw_enquiries_page_write_draft (page);

  return body != NULL ? body : g_strdup ("");
}

static void
cw_enquiries_page_bind (CwSection *section, CwSession *session)
{
  CwEnquiriesPage *self = CW_ENQUIRIES_PAGE (section);

  CW_SECTION_CLASS (cw_enquiries_page_parent_class)->bind (section, session);
  self->draft = cw_form_draft_new (self, session, CW_ENQUIRY_DRAFT, CW_ENQUIRY_DRAFT_NEW, 0,
                                   write_or_drop, self);
  cw_enquiry_form_set_today (self->form, cw_session_get_today (session));
  cw_enquiry_form_set_codes (self->form, cw_session_get_codes (session));
  cw_enquiry_form_show (self->form, NULL, FALSE);
  cw_enquiry_filters_set_terms (self->filters, cw_session_get_terms (session),
                                cw_session_get_today (session));
  cw_enquiry_filters_set_codes (self->filters, cw_session_get_codes (session));
  bind_table (self, session);
  update_actions (self);
  requery (self);
  cw_enquiries_page_load (self);
}

static void
cw_enquiries_page_changed (CwSection *section, CwChange change)
{
  CwEnquiriesPage *self = CW_ENQUIRIES_PAGE (section);
  CwSession *session = cw_section_get_session (section);

  if (change & CW_CHANGE_TERMS)
    cw_enquiry_filters_set_terms (self->filters, cw_session_get_terms (session),
                                  cw_session_get_today (session));
  if (change & CW_CHANGE_CODES)
    {
      cw_enquiry_form_set_codes (self->form, cw_session_get_codes (session));
      cw_enquiry_filters_set_codes (self->filters, cw_session_get_codes (session));
      cw_enquiries_page_load_services (self);
    }
  if (change & (CW_CHANGE_TERMS | CW_CHANGE_CODES))
    requery (self);
  else if (change & CW_CHANGE_ENQUIRIES)
    {
      cw_paged_model_refresh (self->rows);
      cw_enquiries_page_count (self);
    }
}

static void
cw_enquiries_page_shown (CwSection *section)
{
  CwEnquiriesPage *self = CW_ENQUIRIES_PAGE (section);
  CwSession *session = cw_section_get_session (section);

  if (session == NULL)
    return;
  cw_enquiry_form_set_today (self->form, cw_session_get_today (session));
  if (!cw_enquiries_page_is_editing (self) && !cw_enquiries_page_is_half_filled (self))
    cw_enquiry_form_show (self->form, NULL, FALSE);
  if (is_form_open (self))
    cw_enquiry_form_focus_first (self->form);
  else
    cw_enquiries_page_focus_table (self);
}

static void
cw_enquiries_page_flush (CwSection *section)
{
  CwEnquiriesPage *self = CW_ENQUIRIES_PAGE (section);

  if (self->draft != NULL)
    cw_form_draft_flush (self->draft);
}

static void
cw_enquiries_page_dispose (GObject *object)
{
  CwEnquiriesPage *self = CW_ENQUIRIES_PAGE (object);

  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  cw_form_draft_release (&self->draft);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->aside, cw_enquiry_free);
  g_clear_pointer (&self->offered_orig, cw_enquiry_free);
  g_clear_pointer (&self->offered_body, g_free);
  G_OBJECT_CLASS (cw_enquiries_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/enquiries/cw-enquiries-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwEnquiriesPage, begin_button);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiriesPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiriesPage, offer_box);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiriesPage, offer);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiriesPage, form_scroller);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiriesPage, form);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiriesPage, filters);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiriesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiriesPage, table);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiriesPage, first_button);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiriesPage, context_menu);
  gtk_widget_class_bind_template_callback (widget_class, begin_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, throw_away_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_save_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_close_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_afresh_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_pressed_cb);
}

static void
cw_enquiries_page_class_init (CwEnquiriesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CwSectionClass *section_class = CW_SECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_enquiries_page_dispose;
  section_class->bind = cw_enquiries_page_bind;
  section_class->changed = cw_enquiries_page_changed;
  section_class->shown = cw_enquiries_page_shown;
  section_class->flush = cw_enquiries_page_flush;

  g_type_ensure (CW_TYPE_TAB_STOP);
  g_type_ensure (CW_TYPE_UNREAD);
  g_type_ensure (CW_TYPE_ENQUIRY_FORM);
  g_type_ensure (CW_TYPE_ENQUIRY_FILTERS);
  g_type_ensure (CW_TYPE_FORM_SCROLLER);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "enquiries.change", NULL, change_action_cb);
  gtk_widget_class_install_action (widget_class, "enquiries.delete", NULL, delete_action_cb);
  gtk_widget_class_install_action (widget_class, "enquiries.menu", NULL, menu_action_cb);
}

static void
cw_enquiries_page_init (CwEnquiriesPage *self)
{
  self->descending = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self));
  update_buttons (self);
}

GtkWidget *
cw_enquiries_page_new (void)
{
  return g_object_new (CW_TYPE_ENQUIRIES_PAGE, NULL);
}

/**
 * cw_enquiries_page_begin:
 *
 * Opens the quick entry with the focus on the first category (Ctrl+E). What was half filled is
 * there again.
 */
void
cw_enquiries_page_begin (CwEnquiriesPage *self)
{
  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  cw_enquiries_page_open_form (self, TRUE);
  cw_enquiry_form_focus_first (self->form);
}

/* ---- for the files of this page ---- */

void
cw_enquiries_page_open_form (CwEnquiriesPage *self, gboolean open)
{
  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  gtk_widget_set_visible (self->form_scroller, open);
  update_buttons (self);
}

void
cw_enquiries_page_show_state (CwEnquiriesPage *self, const char *state)
{
  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  gtk_stack_set_visible_child_name (self->stack, state);
  update_buttons (self);
  if (self->focus_table && !is_form_open (self))
    cw_enquiries_page_focus_table (self);
  self->focus_table = FALSE;
}
