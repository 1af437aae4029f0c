/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-note-view.h"

#include "core/cw-wording.h"
#include "cw-note-gutter.h"

#include <glib/gi18n.h>
#include <string.h>

struct _CwNoteView
{
  GtkTextView parent_instance;

  /* owned */
  GArray *kinds;     /* of CwLineKind, one for each line of the text */
  char *cut_text;    /* what was deleted last, over several lines, and … */
  GArray *cut_kinds; /* … of which kinds: undo and paste bring them back */
  char *remark;
  GHashTable *kept; /* set of char*: wordings that are not remarked on any more */

  /* borrowed */
  const char *word; /* the wording that the remark is about; belongs to the list of wordings */
  GtkWidget *gutter;
  GtkTextTag *said_tag, *remark_tag;

  gboolean setting;
};

enum
{
  PROP_0,
  PROP_REMARK,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwNoteView, cw_note_view, GTK_TYPE_TEXT_VIEW)

const char *
cw_line_kind_label (CwLineKind kind)
{
  switch (kind)
    {
    case CW_LINE_SAID:
      return _ ("Said by parent");
    case CW_LINE_OTHER:
      return _ ("Said by another");
    case CW_LINE_AGREED:
      return _ ("Agreed");
    case CW_LINE_FACT:
    default:
      return _ ("Fact");
    }
}

static GtkTextBuffer *
buffer_of (CwNoteView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static CwLineKind *
kind_at (CwNoteView *self, int line)
{
  if ((guint) line >= self->kinds->len)
    g_array_set_size (self->kinds, line + 1);
  return &g_array_index (self->kinds, CwLineKind, line);
}

static void
get_line_bounds (GtkTextBuffer *buffer, int line, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_line (buffer, start, line);
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

/* ---- how it looks ---- */

static void
set_remark (CwNoteView *self, const char *word)
{
  g_autofree char *text
      = word != NULL
            /* Translators: %s is a word of a note */
            ? g_strdup_printf (_ ("“%s” reads as a judgement. What did you see or hear?"), word)
            : NULL;

  self->word = word;
  if (g_strcmp0 (text, self->remark) == 0)
    return;
  g_free (self->remark);
  self->remark = g_steal_pointer (&text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REMARK]);
}

/* Marks the remarks of one line; returns the first wording, which belongs to the list. */
static const char *
mark_remarks (CwNoteView *self, const GtkTextIter *start, const GtkTextIter *end, int cursor)
{
  GtkTextBuffer *buffer = buffer_of (self);
  g_autofree char *text = gtk_text_buffer_get_text (buffer, start, end, FALSE);
  g_autoptr (GArray) remarks = cw_wording_check (text);
  const char *first = NULL;

  for (guint i = 0; i < remarks->len; i++)
    {
      const CwRemark *remark = &g_array_index (remarks, CwRemark, i);
      GtkTextIter from = *start, to;

      gtk_text_iter_forward_chars (&from, remark->start);
      to = from;
      gtk_text_iter_forward_chars (&to, remark->length);
      /* Never while the word is still being typed. */
      if ((gtk_text_iter_get_offset (&to) == cursor && gtk_text_iter_equal (&to, end))
          || g_hash_table_contains (self->kept, remark->word))
        continue;
      gtk_text_buffer_apply_tag (buffer, self->remark_tag, &from, &to);
      if (first == NULL)
        first = remark->word;
    }
  return first;
}

/* Sets the tags of every line anew: a note is short. */
static void
show_kinds (CwNoteView *self)
{
  GtkTextBuffer *buffer = buffer_of (self);
  GtkTextIter start, end;
  const char *first = NULL;
  int cursor = 0;

  g_object_get (buffer, "cursor-position", &cursor, NULL);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->said_tag, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->remark_tag, &start, &end);
  for (int line = 0; line < gtk_text_buffer_get_line_count (buffer); line++)
    {
      CwLineKind kind = *kind_at (self, line);

      get_line_bounds (buffer, line, &start, &end);
      if (kind == CW_LINE_SAID || kind == CW_LINE_OTHER)
        gtk_text_buffer_apply_tag (buffer, self->said_tag, &start, &end);
      else
        {
          const char *word = mark_remarks (self, &start, &end, cursor);

          first = first != NULL ? first : word;
        }
    }
  set_remark (self, first);
  gtk_widget_queue_draw (self->gutter);
}

/* What a screen reader says about the line. */
static void
say_kind (CwNoteView *self)
{
  g_autofree char *text
      /* Translators: %s is the kind of a line, such as Fact */
      = g_strdup_printf (_ ("This line: %s. Alt+1 to Alt+4 change it."),
                         cw_line_kind_label (*kind_at (self, cw_note_view_get_current (self))));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

/* ---- keeping a kind for each line ---- */

static guint
count_newlines (const char *text, int length)
{
  guint lines = 0;

  for (int i = 0; i < length; i++)
    lines += text[i] == '\n';
  return lines;
}

static void
insert_text_cb (GtkTextBuffer *buffer, GtkTextIter *place, char *text, int length, CwNoteView *self)
{
  guint lines = count_newlines (text, length);
  int line = gtk_text_iter_get_line (place);
  CwLineKind kind = *kind_at (self, line);
  gboolean back = self->cut_text != NULL && strlen (self->cut_text) == (gsize) length
                  && strncmp (self->cut_text, text, length) == 0
                  && self->cut_kinds->len == lines + 1;

  for (guint i = 0; i < lines; i++)
    {
      CwLineKind new_kind = back ? g_array_index (self->cut_kinds, CwLineKind, i + 1) : kind;

      g_array_insert_val (self->kinds, line + 1 + i, new_kind);
    }
  if (back && gtk_text_iter_starts_line (place))
    *kind_at (self, line) = g_array_index (self->cut_kinds, CwLineKind, 0);
}

static void
delete_range_cb (GtkTextBuffer *buffer, GtkTextIter *from, GtkTextIter *to, CwNoteView *self)
{
  int first = MIN (gtk_text_iter_get_line (from), gtk_text_iter_get_line (to));
  int last = MAX (gtk_text_iter_get_line (from), gtk_text_iter_get_line (to));
  const GtkTextIter *start = gtk_text_iter_compare (from, to) <= 0 ? from : to;

  if (first == last)
    return;
  kind_at (self, last);
  g_free (self->cut_text);
  self->cut_text = gtk_text_buffer_get_text (buffer, from, to, TRUE);
  g_array_set_size (self->cut_kinds, 0);
  g_array_append_vals (self->cut_kinds, kind_at (self, first), last - first + 1);
  if (gtk_text_iter_starts_line (start))
    *kind_at (self, first) = *kind_at (self, last); /* the whole of the first line goes */
  g_array_remove_range (self->kinds, first + 1, last - first);
}

static void
buffer_changed_cb (GtkTextBuffer *buffer, CwNoteView *self)
{
  if (self->setting)
    return;
  show_kinds (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cursor_cb (GtkTextBuffer *buffer, GParamSpec *pspec, CwNoteView *self)
{
  if (!self->setting)
    say_kind (self);
}

static void
kind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cw_note_view_set_kind (CW_NOTE_VIEW (widget),
                         CLAMP (g_variant_get_int32 (parameter), CW_LINE_FACT, CW_LINE_AGREED));
}

static void
cw_note_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_REMARK)
    g_value_set_string (value, CW_NOTE_VIEW (object)->remark);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_note_view_finalize (GObject *object)
{
  CwNoteView *self = CW_NOTE_VIEW (object);

  g_array_unref (self->kinds);
  g_array_unref (self->cut_kinds);
  g_free (self->cut_text);
  g_free (self->remark);
  g_hash_table_unref (self->kept);
  G_OBJECT_CLASS (cw_note_view_parent_class)->finalize (object);
}

static void
cw_note_view_class_init (CwNoteViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->finalize = cw_note_view_finalize;
  object_class->get_property = cw_note_view_get_property;
  properties[PROP_REMARK]
      = g_param_spec_string ("remark", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "note.kind", "i", kind_action);
  for (int kind = CW_LINE_FACT; kind <= CW_LINE_AGREED; kind++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + kind, GDK_ALT_MASK,
                                           "note.kind", "i", kind);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + kind, GDK_ALT_MASK,
                                           "note.kind", "i", kind);
    }
}

static void
cw_note_view_init (CwNoteView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GdkRGBA grey = { 0.5, 0.5, 0.5, 1 };

  self->kinds = g_array_new (FALSE, TRUE, sizeof (CwLineKind));
  self->cut_kinds = g_array_new (FALSE, TRUE, sizeof (CwLineKind));
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_array_set_size (self->kinds, 1);
  self->gutter = cw_note_gutter_new (self);
  gtk_text_view_set_gutter (view, GTK_TEXT_WINDOW_LEFT, self->gutter);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_pixels_below_lines (view, 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Note"),
                                  -1);
  self->said_tag = gtk_text_buffer_create_tag (buffer, NULL, "style", PANGO_STYLE_ITALIC, NULL);
  self->remark_tag = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_ERROR,
                                                 "underline-rgba", &grey, NULL);
  g_signal_connect (buffer, "insert-text", G_CALLBACK (insert_text_cb), self);
  g_signal_connect (buffer, "delete-range", G_CALLBACK (delete_range_cb), self);
  g_signal_connect (buffer, "changed", G_CALLBACK (buffer_changed_cb), self);
  g_signal_connect (buffer, "notify::cursor-position", G_CALLBACK (cursor_cb), self);
  say_kind (self);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GtkWidget *
cw_note_view_new (void)
{
  return g_object_new (CW_TYPE_NOTE_VIEW, NULL);
}

GPtrArray *
cw_note_view_get_lines (CwNoteView *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_line_free);
  GtkTextBuffer *buffer;

  g_return_val_if_fail (CW_IS_NOTE_VIEW (self), NULL);

  buffer = buffer_of (self);
  for (int i = 0; i < gtk_text_buffer_get_line_count (buffer); i++)
    {
      GtkTextIter start, end;
      char *text;

      get_line_bounds (buffer, i, &start, &end);
      text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
      if (*text != '\0')
        g_ptr_array_add (lines, cw_line_new_take (*kind_at (self, i), text));
      else
        g_free (text);
    }
  return g_steal_pointer (&lines);
}

void
cw_note_view_set_lines (CwNoteView *self, GPtrArray *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_if_fail (CW_IS_NOTE_VIEW (self) && lines != NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      /* A stored line may hold line breaks of an import: here they are lines of the same kind. */
      const CwLine *line = lines->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line->text);
    }
  self->setting = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer_of (self));
  gtk_text_buffer_set_text (buffer_of (self), text->str, -1);
  gtk_text_buffer_end_irreversible_action (buffer_of (self));
  g_array_set_size (self->kinds, 0);
  for (guint i = 0; i < lines->len; i++)
    {
      const CwLine *line = lines->pdata[i];
      guint more = count_newlines (line->text, (int) strlen (line->text));

      for (guint j = 0; j <= more; j++)
        g_array_append_val (self->kinds, line->kind);
    }
  self->setting = FALSE;
  show_kinds (self);
  say_kind (self);
}

CwLineKind
cw_note_view_get_kind (CwNoteView *self, int line)
{
  g_return_val_if_fail (CW_IS_NOTE_VIEW (self) && line >= 0, CW_LINE_FACT);
  return *kind_at (self, line);
}

int
cw_note_view_get_current (CwNoteView *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  g_return_val_if_fail (CW_IS_NOTE_VIEW (self), 0);

  buffer = buffer_of (self);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_line (&iter);
}

void
cw_note_view_set_kind (CwNoteView *self, CwLineKind kind)
{
  GtkTextIter start, end;

  g_return_if_fail (CW_IS_NOTE_VIEW (self));

  gtk_text_buffer_get_selection_bounds (buffer_of (self), &start, &end);
  for (int line = gtk_text_iter_get_line (&start); line <= gtk_text_iter_get_line (&end); line++)
    *kind_at (self, line) = kind;
  show_kinds (self);
  say_kind (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
cw_note_view_get_remark (CwNoteView *self)
{
  g_return_val_if_fail (CW_IS_NOTE_VIEW (self), NULL);
  return self->remark;
}

/**
 * cw_note_view_keep:
 *
 * The wording that the remark is about stays as it is: nothing more is said about it in this note,
 * and the next one is remarked on, if there is one.
 */
void
cw_note_view_keep (CwNoteView *self)
{
  g_return_if_fail (CW_IS_NOTE_VIEW (self));

  if (self->word == NULL)
    return;
  g_hash_table_add (self->kept, g_strdup (self->word));
  show_kinds (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What was kept, sorted, so that the same set is the same text in a draft. */
char **
cw_note_view_get_kept (CwNoteView *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer word;

  g_return_val_if_fail (CW_IS_NOTE_VIEW (self), NULL);

  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    g_ptr_array_add (words, g_strdup (word));
  g_ptr_array_sort (words, compare_words);
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

void
cw_note_view_set_kept (CwNoteView *self, const char *const *kept)
{
  g_return_if_fail (CW_IS_NOTE_VIEW (self));

  g_hash_table_remove_all (self->kept);
  for (guint i = 0; kept != NULL && kept[i] != NULL; i++)
    g_hash_table_add (self->kept, g_strdup (kept[i]));
  show_kinds (self);
}

/**
 * cw_note_view_keep_all:
 *
 * Keeps every wording there is: the note was stored with it, so it was kept then.
 */
void
cw_note_view_keep_all (CwNoteView *self)
{
  g_autoptr (GPtrArray) lines = NULL;

  g_return_if_fail (CW_IS_NOTE_VIEW (self));

  lines = cw_note_view_get_lines (self);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (GArray) remarks = cw_wording_check (((CwLine *) lines->pdata[i])->text);

      for (guint k = 0; k < remarks->len; k++)
        g_hash_table_add (self->kept, g_strdup (g_array_index (remarks, CwRemark, k).word));
    }
  show_kinds (self);
}
