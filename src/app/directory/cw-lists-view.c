/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/directory/cw-lists-view.h"

#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-form-fields.h"
#include "app/kit/cw-kit.h"
#include "app/kit/cw-run.h"

#define CODE_KEY "cw-code"
#define SUBJECT "list-" /* of the draft of a new entry; the list's name follows */

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
  GtkWidget *add_problem;
  GtkListBox *entries;

  /* owned */
  CwSession *session;
  GListStore *codes; /* CwItem of CwCode: the entries of the chosen list */
  CwFormDraft *keeper;

  CwCodeList list;
  gboolean filling; /* the program writes the new entry, not the adviser */
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

/* What is stored, and what stood there before. */
typedef struct
{
  ChangeKind kind;
  CwCodeList list;
  gint64 id;
  char *label;      /* to be: RENAME, ADD */
  char *before;     /* the label as it was: RENAME */
  gboolean retired; /* to be: RETIRE */
} Change;

static Change *
make_change (ChangeKind kind, CwCodeList list, gint64 id)
{
  Change *change = g_new0 (Change, 1);

  change->kind = kind;
  change->list = list;
  change->id = id;
  return change;
}

static void
free_change (gpointer data)
{
  Change *change = data;

  g_free (change->label);
  g_free (change->before);
  g_free (change);
}

static char *
make_subject (CwCodeList list)
{
  return g_strconcat (SUBJECT, cw_code_list_name (list), NULL);
}

/* The entry, and the end of the draft it was written in. */
static gboolean
add (CwStore *store, gpointer data, GError **error)
{
  const Change *change = data;
  g_autofree char *subject = make_subject (change->list);

  return cw_store_add_code (store, change->list, change->label, error) != 0
         && cw_form_draft_end (store, CW_FORM_DRAFT, subject, error);
}

static gboolean
make_it_so (CwStore *store, Change *change, GError **error)
{
  switch (change->kind)
    {
    case RENAME:
      return cw_store_rename_code (store, change->id, change->label, error);
    case RETIRE:
      return cw_store_retire_code (store, change->id, change->retired, error);
    case ADD:
    default:
      return cw_store_transact (store, add, change, error);
    }
}

/* Gives the change back. */
static gpointer
change_work (CwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  CwJob *job = data;

  return make_it_so (store, job->record, error) ? g_steal_pointer (&job->record) : NULL;
}

static void
run_change (CwListsView *self, Change *change, CwRunDone done, CwRunFailed failed)
{
  CwJob *job = cw_job_new (0);

  cw_job_take (job, change, free_change);
  cw_run (self, self->session, change_work, job, free_change,
          CW_CHANGE_CODES | (change->kind == ADD ? CW_CHANGE_DRAFTS : 0), done, failed);
}

static void
undo_cb (gpointer view, gpointer data)
{
  const Change *change = data;
  Change *back = make_change (change->kind, change->list, change->id);

  back->label = g_strdup (change->before);
  back->retired = !change->retired;
  run_change (view, back, NULL, NULL);
}

static void
write_entry (CwListsView *self, const char *text)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->add_entry, text);
  self->filling = FALSE;
}

static void
added_cb (gpointer view, gpointer result)
{
  CwListsView *self = view;
  const Change *change = result;

  if (change->list == self->list)
    {
      cw_form_draft_drop_ours (self->keeper);
      write_entry (self, "");
    }
  free_change (result);
  gtk_widget_grab_focus (GTK_WIDGET (self->add_entry));
  cw_say (self, _ ("Added to the list"));
}

static void
add_failed_cb (gpointer view, const GError *error)
{
  CwListsView *self = view;

  cw_form_draft_touch (self->keeper);
  if (error->domain != CW_ERROR)
    {
      cw_report (self, error);
      return;
    }
  cw_show_problem (GTK_WIDGET (self->add_entry), self->add_problem, error->message);
  cw_announce (self->add_problem, error->message);
}

static void
changed_cb (gpointer view, gpointer result)
{
  const Change *change = result;
  const char *words = _ ("Renamed");

  if (change->kind == RETIRE)
    words = change->retired ? _ ("Retired. Past records keep it.") : _ ("Brought back");
  cw_offer_undo (view, words, undo_cb, result, free_change);
}

/* The list says again what is stored. */
static void
change_failed_cb (gpointer view, const GError *error)
{
  cw_report (view, error);
  cw_lists_view_update_codes (view);
}

/* ---- rows ---- */

static void
row_apply_cb (AdwEntryRow *row, CwListsView *self)
{
  const CwCode *code = g_object_get_data (G_OBJECT (row), CODE_KEY);
  g_autofree char *label = cw_dup_typed (row);
  Change *change;

  if (g_str_equal (label, code->label))
    return;
  change = make_change (RENAME, self->list, code->id);
  change->label = g_steal_pointer (&label);
  change->before = g_strdup (code->label);
  run_change (self, change, changed_cb, change_failed_cb);
}

static void
retire_clicked_cb (GtkButton *button, CwListsView *self)
{
  const CwCode *code = g_object_get_data (G_OBJECT (button), CODE_KEY);
  Change *change = make_change (RETIRE, self->list, code->id);

  change->retired = !code->retired;
  cw_lists_view_focus (self);
  run_change (self, change, changed_cb, change_failed_cb);
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
  CwCodeBook *book = cw_session_get_codes (self->session);
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

/* ---- a new entry that was begun ---- */

static char *
write_draft (gpointer data, int *words)
{
  CwListsView *self = data;

  return cw_is_typed (self->add_entry) ? cw_dup_typed (self->add_entry) : g_strdup ("");
}

static gpointer
draft_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_store_get_draft (store, CW_FORM_DRAFT, ((CwJob *) job)->text, error);
}

/* The answer may come when another list is shown, or when somebody types already. */
static void
draft_cb (gpointer view, gpointer result)
{
  CwListsView *self = view;
  g_autoptr (CwDraft) draft = result;

  if (draft == NULL || cw_is_typed (self->add_entry)
      || g_strcmp0 (draft->subject, cw_form_draft_get_subject (self->keeper)) != 0)
    return;
  write_entry (self, draft->body);
  cw_form_draft_adopt (self->keeper, draft);
}

/* Keeps what was begun for the list before, and looks for what was begun for this one. */
static void
turn_draft (CwListsView *self)
{
  g_autofree char *subject = make_subject (self->list);
  CwJob *job = cw_job_new (0);

  if (self->keeper == NULL)
    self->keeper
        = cw_form_draft_new (self, self->session, CW_FORM_DRAFT, subject, 0, write_draft, self);
  else
    cw_form_draft_set_subject (self->keeper, subject);
  write_entry (self, "");
  job->text = g_steal_pointer (&subject);
  cw_run (self, self->session, draft_work, job, (GDestroyNotify) cw_draft_free, 0, draft_cb, NULL);
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
  turn_draft (self);
  fill_entries (self);
}

/* ---- callbacks ---- */

static void
list_selected_cb (GtkListBox *lists, GtkListBoxRow *row, CwListsView *self)
{
  if (row != NULL && self->session != NULL)
    show_list (self, &choices[gtk_list_box_row_get_index (row)]);
}

static void
add_changed_cb (CwListsView *self)
{
  gtk_widget_set_sensitive (self->add_button, cw_is_typed (self->add_entry));
  cw_show_problem (GTK_WIDGET (self->add_entry), self->add_problem, NULL);
  if (!self->filling && self->keeper != NULL)
    cw_form_draft_touch (self->keeper);
}

static void
add_cb (CwListsView *self)
{
  g_autofree char *label = cw_dup_typed (self->add_entry);
  Change *change;

  if (*label == '\0')
    return;
  change = make_change (ADD, self->list, 0);
  change->label = g_steal_pointer (&label);
  cw_form_draft_pause (self->keeper);
  run_change (self, change, added_cb, add_failed_cb);
}

/* ---- the object ---- */

static void
cw_lists_view_dispose (GObject *object)
{
  CwListsView *self = CW_LISTS_VIEW (object);

  cw_form_draft_release (&self->keeper);
  g_clear_object (&self->session);
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

  self->session = g_object_ref (cw_section_get_session (section));
  gtk_list_box_select_row (self->lists, gtk_list_box_get_row_at_index (self->lists, 0));
}

void
cw_lists_view_update_codes (CwListsView *self)
{
  g_return_if_fail (CW_IS_LISTS_VIEW (self));

  if (self->session != NULL)
    fill_entries (self);
}

void
cw_lists_view_focus (CwListsView *self)
{
  g_return_if_fail (CW_IS_LISTS_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->lists)));
}

/* What is half typed, kept now. */
void
cw_lists_view_flush (CwListsView *self)
{
  g_return_if_fail (CW_IS_LISTS_VIEW (self));

  if (self->keeper != NULL)
    cw_form_draft_flush (self->keeper);
}

void
cw_lists_view_choose (CwListsView *self, const char *subject)
{
  g_return_if_fail (CW_IS_LISTS_VIEW (self));
  g_return_if_fail (subject != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *own = make_subject (choices[i].list);

      if (g_str_equal (own, subject))
        gtk_list_box_select_row (self->lists, gtk_list_box_get_row_at_index (self->lists, (int) i));
    }
}
