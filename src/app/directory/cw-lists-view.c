/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/directory/cw-lists-view.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"

#define CODE_KEY "cw-code"

struct _CwListsView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *content;
  GtkListBox *lists;
  GtkLabel *title;
  GtkLabel *explain;
  GtkWidget *add_box;
  GtkEditable *add_entry;
  GtkWidget *add_button;
  GtkLabel *add_problem;
  GtkListBox *entries;

  /* borrowed */
  CwSection *section;

  /* owned */
  GListStore *codes; /* CwItem of CwCode: the entries of the chosen list */

  CwCodeList list;
};

G_DEFINE_FINAL_TYPE (CwListsView, cw_lists_view, GTK_TYPE_WIDGET)

/* The lists a person may change here; services have a view of their own. */
typedef struct
{
  CwCodeList list;
  const char *title;
} Choice;

static const Choice choices[] = {
  { CW_LIST_ENQUIRY_CATEGORY, N_ ("What an enquiry is about") },
  { CW_LIST_CONTACT_METHOD, N_ ("How a parent gets in touch") },
  { CW_LIST_SUPPORT_TYPE, N_ ("Support in a case") },
  { CW_LIST_ASKED_BY, N_ ("Who asked for a parent") },
  { CW_LIST_RELATION, N_ ("Relation to the child") },
  { CW_LIST_ABOUT, N_ ("Child or parent") },
  { CW_LIST_HOW_CAME, N_ ("How a case began") },
};

/* ---- what is stored ---- */

typedef enum
{
  RENAME,
  RETIRE,
  ADD
} ChangeKind;

/* What travels to the worker thread. */
typedef struct
{
  ChangeKind kind;
  CwCodeList list;
  gint64 id;
  char *label;      /* to be: RENAME, ADD */
  gboolean retired; /* to be: RETIRE */
} Change;

/* What stays on the main thread, to tell and to undo. */
typedef struct
{
  CwListsView *view;
  Change *change;
  char *before; /* the label as it was */
} Act;

static Change *
make_change (ChangeKind kind, CwCodeList list, gint64 id, const char *label, gboolean retired)
{
  Change *change = g_new (Change, 1);

  *change = (Change){ kind, list, id, g_strdup (label), retired };
  return change;
}

static void
free_change (gpointer data)
{
  g_free (((Change *) data)->label);
  g_free (data);
}

static Act *
make_act (CwListsView *view, Change *change, const char *before)
{
  Act *act = g_new (Act, 1);

  *act = (Act){ g_object_ref (view), change, g_strdup (before) };
  return act;
}

static void
free_act (gpointer data)
{
  Act *act = data;

  g_object_unref (act->view);
  free_change (act->change);
  g_free (act->before);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, free_act)

static gpointer
change_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  const Change *change = input;

  switch (change->kind)
    {
    case RENAME:
      cw_store_rename_code (store, change->id, change->label, error);
      break;
    case RETIRE:
      cw_store_retire_code (store, change->id, change->retired, error);
      break;
    case ADD:
      cw_store_add_code (store, change->list, change->label, error);
      break;
    default:
      g_assert_not_reached ();
    }
  return NULL;
}

static void run_act (Act *act, GAsyncReadyCallback callback);

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;

  cw_session_call_finish (CW_SESSION (source), result, &error);
  if (error != NULL)
    cw_section_report (act->view->section, error);
}

static void
undo_cb (gpointer data)
{
  Act *act = data;
  const Change *change = act->change;

  run_act (make_act (act->view,
                     make_change (change->kind, change->list, change->id, act->before,
                                  !change->retired),
                     NULL),
           undone_cb);
}

static void
say_done (Act *act)
{
  CwSection *section = act->view->section;

  if (act->change->kind == ADD)
    {
      gtk_editable_set_text (act->view->add_entry, "");
      gtk_widget_grab_focus (GTK_WIDGET (act->view->add_entry));
      cw_section_toast (section, _ ("Added to the list"));
      free_act (act);
    }
  else if (act->change->kind == RENAME)
    cw_section_toast_undo (section, _ ("Renamed"), G_CALLBACK (undo_cb), act, free_act);
  else
    cw_section_toast_undo (section,
                           act->change->retired ? _ ("Retired. Past records keep it.")
                                                : _ ("Brought back"),
                           G_CALLBACK (undo_cb), act, free_act);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;

  cw_session_call_finish (CW_SESSION (source), result, &error);
  if (act->view->codes == NULL)
    return;
  if (error == NULL)
    {
      say_done (g_steal_pointer (&act));
      return;
    }
  if (act->change->kind == ADD && error->domain == CW_ERROR)
    {
      gtk_label_set_text (act->view->add_problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (act->view->add_problem), TRUE);
      return;
    }
  cw_section_report (act->view->section, error);
  cw_lists_view_update_codes (act->view);
}

static void
run_act (Act *act, GAsyncReadyCallback callback)
{
  CwSession *session
      = act->view->section != NULL ? cw_section_get_session (act->view->section) : NULL;
  const Change *change;

  if (session == NULL || cw_session_is_closed (session))
    {
      free_act (act);
      return;
    }
  change = act->change;
  cw_session_call (session, change_work,
                   make_change (change->kind, change->list, change->id, change->label,
                                change->retired),
                   free_change, NULL, CW_CHANGE_CODES, NULL, callback, act);
}

/* ---- rows ---- */

static void
row_apply_cb (AdwEntryRow *row, CwListsView *self)
{
  const CwCode *code = g_object_get_data (G_OBJECT (row), CODE_KEY);
  g_autofree char *label = cw_dup_typed (row);

  if (!g_str_equal (label, code->label))
    run_act (make_act (self, make_change (RENAME, self->list, code->id, label, FALSE), code->label),
             done_cb);
}

static void
retire_clicked_cb (GtkButton *button, CwListsView *self)
{
  const CwCode *code = g_object_get_data (G_OBJECT (button), CODE_KEY);
  Change *change = make_change (RETIRE, self->list, code->id, NULL, !code->retired);

  cw_lists_view_focus (self);
  run_act (make_act (self, change, NULL), done_cb);
}

/* Where an entry comes from, and the word of the source documents where that was another one. */
static char *
write_origin (const CwCode *code)
{
  if (!code->shipped)
    return g_strdup (code->retired ? _ ("Added by you, retired") : _ ("Added by you"));
  if (code->retired)
    return g_strdup (_ ("Came with Casework, retired"));
  if (code->alias != NULL)
    /* Translators: %s is the word that older documents use for an entry of a list. */
    return g_strdup_printf (_ ("Came with Casework; once called “%s”"), code->alias);
  return g_strdup (_ ("Came with Casework"));
}

static GtkWidget *
make_retire_button (CwListsView *self, const CwCode *code)
{
  GtkWidget *button = gtk_button_new_with_label (code->retired ? _ ("Bring back") : _ ("Retire"));
  g_autofree char *label = NULL;

  if (code->retired)
    /* Translators: %s is the name of an entry of a list. */
    label = g_strdup_printf (_ ("Bring back %s"), code->label);
  else
    /* Translators: %s is the name of an entry of a list. */
    label = g_strdup_printf (_ ("Retire %s"), code->label);
  cw_a11y_label (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), CODE_KEY, cw_code_ref ((CwCode *) code),
                          (GDestroyNotify) cw_code_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (retire_clicked_cb), self);
  return button;
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  CwListsView *self = data;
  const CwCode *code = cw_item_get (CW_ITEM (item));
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *origin = write_origin (code);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), origin);
  gtk_editable_set_text (GTK_EDITABLE (row), code->label);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  cw_a11y_label (row, code->label);
  g_object_set_data_full (G_OBJECT (row), CODE_KEY, cw_code_ref ((CwCode *) code),
                          (GDestroyNotify) cw_code_unref);
  g_signal_connect (row, "apply", G_CALLBACK (row_apply_cb), self);
  if (!cw_code_list_is_fixed (self->list))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), make_retire_button (self, code));
  if (code->retired)
    gtk_widget_add_css_class (row, "quiet");
  return row;
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const CwCode *left = *(const CwCode *const *) a;
  const CwCode *right = *(const CwCode *const *) b;

  return left->retired != right->retired ? left->retired - right->retired
                                         : left->position - right->position;
}

static void
fill_entries (CwListsView *self)
{
  CwCodeBook *book = cw_session_get_codes (cw_section_get_session (self->section));
  GPtrArray *list = cw_code_book_list (book, self->list);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (list, i));
  g_ptr_array_sort (sorted, compare_codes);
  for (guint i = 0; i < sorted->len; i++)
    g_ptr_array_add (items, cw_item_new (CW_TYPE_CODE, g_ptr_array_index (sorted, i)));
  g_list_store_splice (self->codes, 0, g_list_model_get_n_items (G_LIST_MODEL (self->codes)),
                       items->pdata, items->len);
}

static void
show_list (CwListsView *self, const Choice *choice)
{
  gboolean fixed = cw_code_list_is_fixed (choice->list);

  self->list = choice->list;
  gtk_label_set_text (self->title, _ (choice->title));
  gtk_label_set_text (
      self->explain,
      fixed ? _ (
          "The program counts by these, so they can be renamed, and none can be added or retired. "
          "A new name shows in past records too; what a summary counted stays as it was printed.")
            : _ ("A new name shows in past records too; what a summary counted stays as it was "
                 "printed. A retired entry is offered no more, and past records keep it."));
  gtk_widget_set_visible (self->add_box, !fixed);
  gtk_editable_set_text (self->add_entry, "");
  fill_entries (self);
}

/* ---- callbacks ---- */

static void
list_selected_cb (GtkListBox *lists, GtkListBoxRow *row, CwListsView *self)
{
  if (row != NULL && self->section != NULL)
    show_list (self, &choices[gtk_list_box_row_get_index (row)]);
}

static void
add_changed_cb (CwListsView *self)
{
  gtk_widget_set_sensitive (self->add_button, cw_is_typed (self->add_entry));
  gtk_widget_set_visible (GTK_WIDGET (self->add_problem), FALSE);
}

static void
add_cb (CwListsView *self)
{
  g_autofree char *label = cw_dup_typed (self->add_entry);

  if (*label != '\0')
    run_act (make_act (self, make_change (ADD, self->list, 0, label, FALSE), NULL), done_cb);
}

/* ---- the object ---- */

static void
cw_lists_view_dispose (GObject *object)
{
  CwListsView *self = CW_LISTS_VIEW (object);

  self->section = NULL;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->codes);
  G_OBJECT_CLASS (cw_lists_view_parent_class)->dispose (object);
}

static void
cw_lists_view_class_init (CwListsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_lists_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/directory/cw-lists-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CwListsView, content);
  gtk_widget_class_bind_template_child (widget_class, CwListsView, lists);
  gtk_widget_class_bind_template_child (widget_class, CwListsView, title);
  gtk_widget_class_bind_template_child (widget_class, CwListsView, explain);
  gtk_widget_class_bind_template_child (widget_class, CwListsView, add_box);
  gtk_widget_class_bind_template_child (widget_class, CwListsView, add_entry);
  gtk_widget_class_bind_template_child (widget_class, CwListsView, add_button);
  gtk_widget_class_bind_template_child (widget_class, CwListsView, add_problem);
  gtk_widget_class_bind_template_child (widget_class, CwListsView, entries);
  gtk_widget_class_bind_template_callback (widget_class, list_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
cw_lists_view_init (CwListsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->codes = g_list_store_new (CW_TYPE_ITEM);
  gtk_list_box_bind_model (self->entries, G_LIST_MODEL (self->codes), make_row, self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkWidget *label = gtk_label_new (_ (choices[i].title));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_list_box_append (self->lists, label);
    }
}

void
cw_lists_view_bind (CwListsView *self, CwSection *section)
{
  g_return_if_fail (CW_IS_LISTS_VIEW (self));
  g_return_if_fail (CW_IS_SECTION (section));

  self->section = section;
  gtk_list_box_select_row (self->lists, gtk_list_box_get_row_at_index (self->lists, 0));
}

void
cw_lists_view_update_codes (CwListsView *self)
{
  g_return_if_fail (CW_IS_LISTS_VIEW (self));

  if (self->section != NULL)
    fill_entries (self);
}

void
cw_lists_view_focus (CwListsView *self)
{
  g_return_if_fail (CW_IS_LISTS_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->lists)));
}
