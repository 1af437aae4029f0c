/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "app/directory/cw-services-view-private.h"
#include "app/kit/cw-kit.h"
#include "app/kit/cw-wrap-box.h"

G_DEFINE_FINAL_TYPE (CwServicesView, cw_services_view, GTK_TYPE_WIDGET)

/* ---- helpers ---- */

static CwServiceFormState *
get_state (CwServicesView *self)
{
  return cw_service_form_get_state (self->form);
}

static gboolean
is_open (CwServicesView *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->form));
}

static char *
write_draft (gpointer data, int *words)
{
  CwServicesView *self = data;
  char *body;

  if (get_state (self) == NULL)
    return NULL;
  body = cw_service_form_state_to_text (get_state (self));
  return body != NULL ? body : g_strdup (""); /* as it began: it has no draft */
}

static void
update_ticked (CwServicesView *self)
{
  guint n = self->ticked->len;
  g_autofree char *text = NULL;

  if (n > 0)
    text = g_strdup_printf (
        /* Translators: %u services are ticked for the sheet that a parent gets. */
        ngettext ("%u service on the sheet. It says that it is no recommendation.",
                  "%u services on the sheet. It says that it is no recommendation.", n),
        n);
  gtk_label_set_text (self->ticked_label,
                      text != NULL
                          ? text
                          : _ ("Tick services to print them for a parent. Enter opens one."));
  gtk_widget_set_visible (self->untick, n > 0);
  gtk_widget_set_visible (self->save_pdf, n > 0);
  gtk_widget_set_visible (self->print, n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "services.save-pdf", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "services.print", n > 0);
}

/* Once they are read: until then that there are none says nothing. */
static void
update_count (CwServicesView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->services));
  /* Translators: %u is how many services are listed. */
  g_autofree char *text = g_strdup_printf (ngettext ("%u service", "%u services", n), n);

  if (self->unread)
    return;
  gtk_label_set_text (self->count, text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "table" : all > 0 ? "no-match" : "empty");
}

static void
refilter (CwServicesView *self)
{
  self->setting = TRUE;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  self->setting = FALSE;
  update_count (self);
}

static void
select_id (CwServicesView *self, gint64 id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint found = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; id != 0 && i < n; i++)
    {
      g_autoptr (CwItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (((const CwService *) cw_item_get (item))->code_id == id)
        found = i;
    }
  self->setting = TRUE;
  gtk_single_selection_set_selected (self->selection, found);
  self->setting = FALSE;
}

/* ---- callbacks ---- */

static void
filter_changed_cb (CwServicesView *self)
{
  if (!self->setting && self->filter != NULL)
    refilter (self);
}

static void
stop_search_cb (GtkSearchEntry *search, CwServicesView *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
again_cb (CwServicesView *self)
{
  cw_services_view_load (self);
}

static void
clear_clicked_cb (GtkButton *button, CwServicesView *self)
{
  cw_services_view_clear_filter (self);
  refilter (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, CwServicesView *self)
{
  CwItem *item = gtk_single_selection_get_selected_item (selection);

  if (!self->setting && item != NULL)
    cw_services_view_open (self, cw_item_get (item));
}

static void
row_activate_cb (GtkColumnView *table, guint position, CwServicesView *self)
{
  g_autoptr (CwItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (!is_open (self)
      || ((const CwService *) cw_item_get (item))->code_id != get_state (self)->orig->code_id)
    cw_services_view_open (self, cw_item_get (item));
  cw_service_form_focus_first (self->form);
}

/* Enter in the search opens the first that was found. */
static void
search_activate_cb (GtkSearchEntry *search, CwServicesView *self)
{
  refilter (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return;
  gtk_single_selection_set_selected (self->selection, 0);
  row_activate_cb (self->table, 0, self);
}

/* Enter opens the service also where the focus is on its tick; Space ticks; Esc closes what is
 * open. */
static gboolean
table_key_cb (
    GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, CwServicesView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  guint at = gtk_single_selection_get_selected (self->selection);

  if (key == GDK_KEY_Escape && is_open (self))
    {
      cw_services_view_close (self);
      return TRUE;
    }
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || !GTK_IS_CHECK_BUTTON (focus)
      || at == GTK_INVALID_LIST_POSITION)
    return FALSE;
  row_activate_cb (self->table, at, self);
  return TRUE;
}

static void
untick_clicked_cb (GtkButton *button, CwServicesView *self)
{
  g_autoptr (GPtrArray) services
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_service_free);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->services));

  cw_ids_clear (self->ticked);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwItem) item = g_list_model_get_item (G_LIST_MODEL (self->services), i);

      /* The record is the same; setting it makes the row look again. */
      g_ptr_array_add (services, cw_service_copy (cw_item_get (item)));
      cw_item_set (item, g_ptr_array_index (services, services->len - 1));
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
  update_ticked (self);
}

static void
form_save_cb (CwServiceForm *form, CwServicesView *self)
{
  cw_services_view_save (self);
}

static void
form_retire_cb (CwServiceForm *form, CwServicesView *self)
{
  cw_services_view_retire (self);
}

static void
form_close_cb (CwServiceForm *form, CwServicesView *self)
{
  cw_services_view_close (self);
}

static void
form_afresh_cb (CwServiceForm *form, CwServicesView *self)
{
  g_autoptr (CwService) orig = cw_service_copy (get_state (self)->orig);

  cw_form_draft_drop (self->draft);
  cw_service_form_state_begin (get_state (self), orig->code_id != 0 ? orig : NULL);
  cw_service_form_show (self->form, NULL);
  cw_service_form_focus_first (self->form);
}

static void
form_changed_cb (CwServiceForm *form, CwServicesView *self)
{
  if (self->draft != NULL)
    cw_form_draft_touch (self->draft);
}

static void
print_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cw_services_view_print (CW_SERVICES_VIEW (widget));
}

static void
save_pdf_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cw_services_view_save_pdf (CW_SERVICES_VIEW (widget));
}

/* ---- the object ---- */

static void
cw_services_view_dispose (GObject *object)
{
  CwServicesView *self = CW_SERVICES_VIEW (object);

  self->setting = TRUE;
  cw_form_draft_release (&self->draft);
  g_clear_object (&self->session);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->services);
  G_OBJECT_CLASS (cw_services_view_parent_class)->dispose (object);
}

static void
cw_services_view_finalize (GObject *object)
{
  CwServicesView *self = CW_SERVICES_VIEW (object);

  g_array_unref (self->category_ids);
  cw_ids_free (self->ticked);
  G_OBJECT_CLASS (cw_services_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/directory/cw-services-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CwServicesView, content);
  gtk_widget_class_bind_template_child (widget_class, CwServicesView, search);
  gtk_widget_class_bind_template_child (widget_class, CwServicesView, category);
  gtk_widget_class_bind_template_child (widget_class, CwServicesView, independent);
  gtk_widget_class_bind_template_child (widget_class, CwServicesView, retired);
  gtk_widget_class_bind_template_child (widget_class, CwServicesView, count);
  gtk_widget_class_bind_template_child (widget_class, CwServicesView, stack);
  gtk_widget_class_bind_template_child (widget_class, CwServicesView, table);
  gtk_widget_class_bind_template_child (widget_class, CwServicesView, ticked_label);
  gtk_widget_class_bind_template_child (widget_class, CwServicesView, untick);
  gtk_widget_class_bind_template_child (widget_class, CwServicesView, save_pdf);
  gtk_widget_class_bind_template_child (widget_class, CwServicesView, print);
  gtk_widget_class_bind_template_child (widget_class, CwServicesView, form);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, untick_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_save_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_retire_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_close_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_afresh_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
}

static void
cw_services_view_class_init (CwServicesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_services_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_services_view_finalize;

  g_type_ensure (CW_TYPE_SERVICE_FORM);
  g_type_ensure (CW_TYPE_TAB_STOP);
  g_type_ensure (CW_TYPE_UNREAD);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "services.print", NULL, print_action_cb);
  gtk_widget_class_install_action (widget_class, "services.save-pdf", NULL, save_pdf_action_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
make_models (CwServicesView *self)
{
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;

  self->services = g_list_store_new (CW_TYPE_ITEM);
  self->filter = cw_services_view_make_filter (self);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->services)),
                                        g_object_ref (self->filter));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered),
                                    g_object_ref (gtk_column_view_get_sorter (self->table)));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (sorted));
  g_object_unref (sorted);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           0);
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->selection));
}

static void
cw_services_view_init (CwServicesView *self)
{
  self->category_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->ticked = cw_ids_new ();
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->setting = FALSE;
  make_models (self);
  cw_services_view_make_table (self);
  update_ticked (self);
}

void
cw_services_view_bind (CwServicesView *self, CwSection *section)
{
  CwSession *session;

  g_return_if_fail (CW_IS_SERVICES_VIEW (self));
  g_return_if_fail (CW_IS_SECTION (section));

  session = cw_section_get_session (section);
  self->session = g_object_ref (session);
  self->draft = cw_form_draft_new (self, session, CW_SERVICE_DRAFT, CW_SERVICE_DRAFT_NEW, 0,
                                   write_draft, self);
  cw_service_form_set_today (self->form, cw_session_get_today (session));
  cw_service_form_set_codes (self->form, cw_session_get_codes (session));
  cw_service_form_show (self->form, NULL);
  cw_services_view_fill_categories (self, cw_session_get_codes (session));
  cw_services_view_load (self);
  cw_services_view_load_draft (self);
}

void
cw_services_view_update_codes (CwServicesView *self)
{
  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  cw_service_form_set_codes (self->form, cw_session_get_codes (self->session));
  cw_services_view_fill_categories (self, cw_session_get_codes (self->session));
  cw_services_view_load (self);
}

void
cw_services_view_add (CwServicesView *self)
{
  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  if (!is_open (self) || !cw_service_form_state_is_new (get_state (self)))
    cw_services_view_open (self, NULL);
  cw_service_form_focus_first (self->form);
}

void
cw_services_view_flush (CwServicesView *self)
{
  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  if (self->draft != NULL)
    cw_form_draft_flush (self->draft);
}

void
cw_services_view_focus (CwServicesView *self)
{
  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  if (is_open (self))
    cw_service_form_focus_first (self->form);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
cw_services_view_search (CwServicesView *self)
{
  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* ---- for the files of this view ---- */

/**
 * cw_services_view_open:
 * @service: (nullable): what to show; %NULL for a new one
 *
 * What was half written in the form before is kept as a draft of that service, and offered when it
 * is opened again.
 */
void
cw_services_view_open (CwServicesView *self, const CwService *service)
{
  g_autofree char *subject = NULL;
  g_autoptr (CwService) copy = NULL;

  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  copy = service != NULL ? cw_service_copy (service) : NULL;
  subject = copy != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, copy->code_id)
                         : g_strdup (CW_SERVICE_DRAFT_NEW);
  cw_form_draft_set_subject (self->draft, subject);
  cw_service_form_state_begin (get_state (self), copy);
  cw_service_form_show (self->form, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->form), TRUE);
  if (copy == NULL)
    select_id (self, 0);
  cw_services_view_load_draft (self);
}

void
cw_services_view_close (CwServicesView *self)
{
  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  cw_form_draft_flush (self->draft);
  gtk_widget_set_visible (GTK_WIDGET (self->form), FALSE);
  select_id (self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

/**
 * cw_services_view_take:
 * @services: of CwService, as read
 *
 * Puts them into the list and shows the one in the form anew, unless somebody is changing it.
 */
void
cw_services_view_take (CwServicesView *self, GPtrArray *services)
{
  g_autoptr (GPtrArray) items = NULL;
  gint64 id;

  g_return_if_fail (CW_IS_SERVICES_VIEW (self));
  g_return_if_fail (services != NULL);

  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < services->len; i++)
    g_ptr_array_add (items, cw_item_new (CW_TYPE_SERVICE, g_ptr_array_index (services, i)));
  self->setting = TRUE;
  g_list_store_splice (self->services, 0, g_list_model_get_n_items (G_LIST_MODEL (self->services)),
                       items->pdata, items->len);
  self->setting = FALSE;
  self->unread = FALSE;
  update_count (self);

  id = self->wanted != 0 ? self->wanted : is_open (self) ? get_state (self)->orig->code_id : 0;
  self->wanted = 0;
  select_id (self, id);
  if (id != 0 && cw_services_view_find (self, id) != NULL
      && !cw_service_form_state_is_changed (get_state (self)))
    {
      cw_service_form_state_begin (get_state (self), cw_services_view_find (self, id));
      cw_service_form_show (self->form, NULL);
    }
}

void
cw_services_view_show_unread (CwServicesView *self)
{
  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  /* What was read before stays; what was never read is not shown as nothing. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->services)) > 0)
    return;
  self->unread = TRUE;
  gtk_label_set_text (self->count, "");
  gtk_stack_set_visible_child_name (self->stack, "unread");
}

void
cw_services_view_set_ticked (CwServicesView *self, gint64 id, gboolean ticked)
{
  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  if (ticked ? cw_ids_add (self->ticked, id) : cw_ids_remove (self->ticked, id))
    update_ticked (self);
}

const CwService *
cw_services_view_find (CwServicesView *self, gint64 id)
{
  guint n;

  g_return_val_if_fail (CW_IS_SERVICES_VIEW (self), NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->services));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwItem) item = g_list_model_get_item (G_LIST_MODEL (self->services), i);
      const CwService *service = cw_item_get (item);

      if (service->code_id == id)
        return service;
    }
  return NULL;
}
