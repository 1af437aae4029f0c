/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/enquiries/cw-service-picker.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "app/kit/cw-wrap-box.h"

struct _CwServicePicker
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *content;
  GtkWidget *tokens;
  GtkEditable *entry;
  GtkWidget *popover; /* owned: a popover is no child of the template */
  GtkWidget *found;
  GtkListView *list;
  GtkWidget *nothing;

  /* owned */
  GListStore *services; /* CwItem of CwService: every one */
  GListStore *chosen;   /* CwItem of CwService: the tokens */
  GtkFilter *filter;
  GtkSorter *sorter;
  GtkSingleSelection *selection;
  CwIds *ids;
  CwIds *categories;
};

G_DEFINE_FINAL_TYPE (CwServicePicker, cw_service_picker, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const CwService *
get_service (gpointer item)
{
  return item != NULL ? cw_item_get (CW_ITEM (item)) : NULL;
}

static void remove_service (CwServicePicker *self, gint64 id);

static void
remove_clicked_cb (GtkButton *button, CwServicePicker *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "cw-service");

  remove_service (self, *id);
}

static gboolean
token_key_cb (GtkEventControllerKey *keys,
              guint key,
              guint code,
              GdkModifierType state,
              CwServicePicker *self)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));

  if (key != GDK_KEY_Delete && key != GDK_KEY_BackSpace)
    return FALSE;
  remove_clicked_cb (GTK_BUTTON (button), self);
  return TRUE;
}

static GtkWidget *
make_remove_button (CwServicePicker *self, const CwService *service)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *label = NULL;

  /* Translators: takes a service off the list of those a parent was pointed to, %s is its name. */
  label = g_strdup_printf (_ ("Remove %s"), service->name);
  gtk_widget_set_tooltip_text (button, label);
  cw_a11y_label (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "mini");
  g_object_set_data_full (G_OBJECT (button), "cw-service",
                          g_memdup2 (&service->code_id, sizeof service->code_id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (token_key_cb), self);
  gtk_widget_add_controller (button, keys);
  return button;
}

static GtkWidget *
make_token (CwServicePicker *self, const CwService *service)
{
  GtkWidget *token = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (service->name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_set_tooltip_text (label, service->name);
  gtk_box_append (GTK_BOX (token), label);
  gtk_box_append (GTK_BOX (token), make_remove_button (self, service));
  gtk_widget_add_css_class (token, "token");
  gtk_widget_set_valign (token, GTK_ALIGN_CENTER);
  return token;
}

/* Tokens stand in the order of their names, because ids are in the order of entry and mean nothing.
 */
static void
fill_tokens (CwServicePicker *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->services));

  GtkWidget *token;

  g_list_store_remove_all (self->chosen);
  while ((token = gtk_widget_get_first_child (self->tokens)) != NULL)
    gtk_widget_unparent (token);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwItem) item = g_list_model_get_item (G_LIST_MODEL (self->services), i);
      const CwService *service = get_service (item);

      if (cw_ids_contains (self->ids, service->code_id))
        {
          g_list_store_append (self->chosen, item);
          gtk_widget_set_parent (make_token (self, service), self->tokens);
        }
    }
  gtk_widget_set_visible (self->tokens, g_list_model_get_n_items (G_LIST_MODEL (self->chosen)) > 0);
}

static void
refilter (CwServicePicker *self)
{
  gboolean any;

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  any = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;
  gtk_widget_set_visible (self->found, any);
  gtk_widget_set_visible (self->nothing, !any);
  if (any)
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
popup (CwServicePicker *self)
{
  graphene_rect_t bounds;

  refilter (self);
  if (gtk_widget_compute_bounds (GTK_WIDGET (self->entry), GTK_WIDGET (self), &bounds))
    {
      GdkRectangle at = { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                          (int) bounds.size.height };

      gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &at);
      gtk_widget_set_size_request (self->popover, MAX (at.width, 320), -1);
    }
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
popdown (CwServicePicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static gboolean
is_open (CwServicePicker *self)
{
  return gtk_widget_get_visible (self->popover);
}

/* Says to a screen reader what Enter would add, as the focus stays in the entry. */
static void
describe_choice (CwServicePicker *self)
{
  const CwService *service
      = is_open (self) ? get_service (gtk_single_selection_get_selected_item (self->selection))
                       : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  service != NULL ? service->name : "", -1);
}

static void
add_service (CwServicePicker *self, const CwService *service)
{
  g_assert (CW_IS_SERVICE_PICKER (self));

  if (service == NULL || !cw_ids_add (self->ids, service->code_id))
    return;
  gtk_editable_set_text (self->entry, "");
  popdown (self);
  fill_tokens (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_service (CwServicePicker *self, gint64 id)
{
  g_assert (CW_IS_SERVICE_PICKER (self));

  if (!cw_ids_remove (self->ids, id))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  fill_tokens (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
match_service (gpointer item, gpointer data)
{
  CwServicePicker *self = data;
  const CwService *service = get_service (item);
  const char *const texts[] = { service->name, service->what_for, NULL };

  if (service->retired || cw_ids_contains (self->ids, service->code_id))
    return FALSE;
  return cw_has_words (texts, gtk_editable_get_text (self->entry));
}

static gboolean
is_fitting (CwServicePicker *self, const CwService *service)
{
  for (guint i = 0; i < self->categories->len; i++)
    if (cw_ids_contains (service->categories, self->categories->items[i]))
      return TRUE;
  return FALSE;
}

static int
compare_services (gconstpointer a, gconstpointer b, gpointer data)
{
  CwServicePicker *self = data;
  const CwService *left = get_service ((gpointer) a);
  const CwService *right = get_service ((gpointer) b);
  int fits = is_fitting (self, right) - is_fitting (self, left);

  return fits != 0 ? fits : g_utf8_collate (left->name, right->name);
}

static void
text_changed_cb (GtkEditable *entry, CwServicePicker *self)
{
  if (*gtk_editable_get_text (entry) != '\0')
    popup (self);
  else
    popdown (self);
  describe_choice (self);
}

static void
entry_activate_cb (GtkEntry *entry, CwServicePicker *self)
{
  if (is_open (self))
    add_service (self, get_service (gtk_single_selection_get_selected_item (self->selection)));
}

static void
move_choice (CwServicePicker *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint at = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  at = (at + n + step) % n;
  gtk_single_selection_set_selected (self->selection, at);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", at);
}

static void
remove_last (CwServicePicker *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->chosen));
  g_autoptr (CwItem) item
      = n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->chosen), n - 1) : NULL;

  if (item != NULL)
    remove_service (self, get_service (item)->code_id);
}

static gboolean
entry_key_cb (GtkEventControllerKey *keys,
              guint key,
              guint code,
              GdkModifierType state,
              CwServicePicker *self)
{
  gboolean handled = TRUE;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  if (key == GDK_KEY_Down && !is_open (self))
    popup (self);
  else if (key == GDK_KEY_Down || key == GDK_KEY_Up)
    move_choice (self, key == GDK_KEY_Down ? 1 : -1);
  else if (key == GDK_KEY_Escape && is_open (self))
    popdown (self);
  else if (key == GDK_KEY_Escape && *gtk_editable_get_text (self->entry) != '\0')
    gtk_editable_set_text (self->entry, "");
  else if (key == GDK_KEY_BackSpace && *gtk_editable_get_text (self->entry) == '\0')
    remove_last (self);
  else
    handled = FALSE;
  if (handled)
    describe_choice (self);
  return handled;
}

static void
entry_leave_cb (GtkEventControllerFocus *focus, CwServicePicker *self)
{
  popdown (self);
}

static void
list_activate_cb (GtkListView *list, guint position, CwServicePicker *self)
{
  g_autoptr (CwItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  add_service (self, get_service (item));
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *row, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *what_for = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (what_for), 0);
  gtk_label_set_ellipsize (GTK_LABEL (what_for), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (what_for, "quiet");
  gtk_widget_add_css_class (what_for, "small");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), what_for);
  gtk_list_item_set_child (row, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *row, gpointer data)
{
  const CwService *service = get_service (gtk_list_item_get_item (row));
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (row));
  GtkWidget *below = gtk_widget_get_next_sibling (name);
  g_autofree char *text = NULL;

  gtk_label_set_text (GTK_LABEL (name), service->name);
  if (service->independent && *service->what_for != '\0')
    /* Translators: of a service that is not part of the school or the local authority, %s is what
     * it is for. */
    text = g_strdup_printf (_ ("Independent · %s"), service->what_for);
  else
    text = g_strdup (service->independent ? _ ("Independent") : service->what_for);
  gtk_label_set_text (GTK_LABEL (below), text);
  gtk_widget_set_visible (below, *text != '\0');
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  return GTK_WIDGET (CW_SERVICE_PICKER (widget)->entry);
}

static void
cw_service_picker_dispose (GObject *object)
{
  CwServicePicker *self = CW_SERVICE_PICKER (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->services);
  g_clear_object (&self->chosen);
  G_OBJECT_CLASS (cw_service_picker_parent_class)->dispose (object);
}

static void
cw_service_picker_finalize (GObject *object)
{
  CwServicePicker *self = CW_SERVICE_PICKER (object);

  cw_ids_free (self->ids);
  cw_ids_free (self->categories);
  G_OBJECT_CLASS (cw_service_picker_parent_class)->finalize (object);
}

static void
cw_service_picker_class_init (CwServicePickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_service_picker_dispose;
  object_class->finalize = cw_service_picker_finalize;
  cw_class_set_entry (widget_class, find_entry);

  signals[CHANGED] = g_signal_new ("changed", CW_TYPE_SERVICE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/enquiries/cw-service-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, CwServicePicker, content);
  gtk_widget_class_bind_template_child (widget_class, CwServicePicker, tokens);
  gtk_widget_class_bind_template_child (widget_class, CwServicePicker, entry);
  gtk_widget_class_bind_template_child (widget_class, CwServicePicker, popover);
  gtk_widget_class_bind_template_child (widget_class, CwServicePicker, found);
  gtk_widget_class_bind_template_child (widget_class, CwServicePicker, list);
  gtk_widget_class_bind_template_child (widget_class, CwServicePicker, nothing);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
make_models (CwServicePicker *self)
{
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;

  self->services = g_list_store_new (CW_TYPE_ITEM);
  self->chosen = g_list_store_new (CW_TYPE_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (match_service, self, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_services, self, NULL));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->services)),
                                        g_object_ref (self->filter));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), g_object_ref (self->sorter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
}

static void
cw_service_picker_init (CwServicePicker *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->ids = cw_ids_new ();
  self->categories = cw_ids_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  make_models (self);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

const CwIds *
cw_service_picker_get_ids (CwServicePicker *self)
{
  g_return_val_if_fail (CW_IS_SERVICE_PICKER (self), NULL);

  return self->ids;
}

/**
 * cw_service_picker_set_ids:
 * @ids: (nullable): the services that are chosen; an id no service has keeps its place, without a
 * token
 */
void
cw_service_picker_set_ids (CwServicePicker *self, const CwIds *ids)
{
  CwIds *copy;

  g_return_if_fail (CW_IS_SERVICE_PICKER (self));

  copy = cw_ids_copy (ids);
  cw_ids_free (self->ids);
  self->ids = copy;
  gtk_editable_set_text (self->entry, "");
  fill_tokens (self);
}

void
cw_service_picker_set_services (CwServicePicker *self, GPtrArray *services)
{
  g_return_if_fail (CW_IS_SERVICE_PICKER (self));
  g_return_if_fail (services != NULL);

  g_list_store_remove_all (self->services);
  for (guint i = 0; i < services->len; i++)
    {
      g_autoptr (CwItem) item = cw_item_new (CW_TYPE_SERVICE, g_ptr_array_index (services, i));

      g_list_store_append (self->services, item);
    }
  fill_tokens (self);
}

void
cw_service_picker_set_categories (CwServicePicker *self, const CwIds *categories)
{
  CwIds *copy;

  g_return_if_fail (CW_IS_SERVICE_PICKER (self));

  copy = cw_ids_copy (categories);
  cw_ids_free (self->categories);
  self->categories = copy;
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}
