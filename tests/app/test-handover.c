/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Handing over to the next adviser, and destroying what was handed over, as the adviser does it on
 * real encrypted records (R7, R20, R21). With CW_PICTURES=DIR it also leaves pictures there. */

#include <glib/gstdio.h>
#include <string.h>

#include "app/cases/cw-handover-card.h"
#include "app/safekeeping/cw-destroy-walk.h"
#include "app/safekeeping/cw-handover-done.h"
#include "app/safekeeping/cw-handover-entries.h"
#include "app/safekeeping/cw-handover-form.h"
#include "app/safekeeping/cw-handover-list.h"
#include "app/safekeeping/cw-handover-phrase.h"
#include "app/safekeeping/cw-handover-walk.h"
#include "app/safekeeping/cw-handover-work.h"
#include "app/safekeeping/cw-secret-step.h"
#include "app/safekeeping/cw-walk-frame.h"
#include "cli/cw-safekeeping.h"
#include "display-ground.h"
#include "ground.h"
#include "handover-fixture.h"
#include "vault/cw-passphrase.h"

#define WORDS "She has the form and sends it on Friday. The review is on the 30th."
#define LEFT_OUT "The flat in Tarn Street"

/* ---- doing ---- */

static CwWalkFrame *
frame_of (gpointer walk)
{
  return display_find (walk, CW_TYPE_WALK_FRAME);
}

static gboolean
is_idle (gpointer walk)
{
  return !cw_walk_frame_is_busy (frame_of (walk));
}

static void
press_next (gpointer walk)
{
  g_signal_emit_by_name (frame_of (walk), "next");
  handover_settle ();
}

static void
press_leave (gpointer walk)
{
  g_signal_emit_by_name (frame_of (walk), "leave");
  handover_settle ();
}

static AdwActionRow *
find_row (Handover *self, const char *title)
{
  return ADW_ACTION_ROW (handover_find_text (self->page, ADW_TYPE_ACTION_ROW, title));
}

static gpointer
begin (Handover *self, const char *title)
{
  gtk_widget_activate (GTK_WIDGET (find_row (self, title)));
  handover_settle ();
  g_assert_nonnull (cw_safekeeping_page_get_walk (self->page));
  return cw_safekeeping_page_get_walk (self->page);
}

static void
open_case (gpointer walk, guint place)
{
  g_signal_emit_by_name (display_find (walk, CW_TYPE_HANDOVER_LIST), "chosen", place);
  handover_settle ();
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "case");
}

static void
tick (gpointer walk, const char *label)
{
  GtkWidget *button = handover_find_text (display_find (walk, CW_TYPE_HANDOVER_FORM),
                                          GTK_TYPE_CHECK_BUTTON, label);

  g_assert_nonnull (button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  handover_settle ();
}

static void
type_words (gpointer walk, const char *words)
{
  GtkTextView *view = display_find (display_find (walk, CW_TYPE_HANDOVER_FORM), GTK_TYPE_TEXT_VIEW);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), words, -1);
}

/* The entry whose words begin with @words. */
static GtkCheckButton *
find_entry (gpointer walk, const char *words)
{
  g_autoptr (GPtrArray) ticks = display_find_all (display_find (walk, CW_TYPE_HANDOVER_ENTRIES),
                                                  GTK_TYPE_CHECK_BUTTON, NULL);

  for (guint i = 0; i < ticks->len; i++)
    if (handover_find_text (g_ptr_array_index (ticks, i), GTK_TYPE_LABEL, words) != NULL)
      return g_ptr_array_index (ticks, i);
  g_error ("no entry “%s”", words);
}

/* Answers the question that is open over the page. */
static void
answer (Handover *self, const char *response, const char *says)
{
  g_autolist (GtkWindow) windows = gtk_window_list_toplevels ();
  gboolean asked = FALSE;

  g_list_foreach (windows, (GFunc) (void (*) (void)) g_object_ref, NULL);
  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (self->window))
      {
        asked = TRUE;
        g_assert_true (display_says (l->data, says));
        g_signal_emit_by_name (l->data, "response", response);
        gtk_window_destroy (l->data);
      }
  g_assert_true (asked);
  handover_settle ();
}

/* The seven words from the screen, as on paper. */
static char *
read_words (gpointer walk)
{
  g_autoptr (GPtrArray) cells = display_find_all (walk, GTK_TYPE_LABEL, "word");
  g_autoptr (GString) words = g_string_new (NULL);

  g_assert_cmpuint (cells->len, ==, 7);
  for (guint i = 0; i < cells->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "",
                            gtk_label_get_text (g_ptr_array_index (cells, i)));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static GtkEditable *
words_entry (gpointer walk)
{
  return display_find (display_find (walk, CW_TYPE_HANDOVER_PHRASE), GTK_TYPE_PASSWORD_ENTRY);
}

static void
prove (gpointer walk, const char *passphrase)
{
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "proof");
  cw_secret_step_set_text (display_find (walk, CW_TYPE_SECRET_STEP), passphrase);
  press_next (walk);
  ground_wait (is_idle, walk, 30);
  handover_settle ();
}

/* From the first page to the one that asks where the file shall be; the words. */
static char *
walk_to_file (Handover *self, CwHandoverWalk *walk)
{
  char *words;

  press_next (walk);
  press_next (walk);
  answer (self, "yes", "not written up");
  prove (walk, KEEP_PASSPHRASE);
  words = read_words (walk);
  gtk_editable_set_text (words_entry (walk), words);
  press_next (walk);
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "file");
  return words;
}

static void
write_to (CwHandoverWalk *walk, const char *path)
{
  cw_handover_walk_write_to (walk, path);
  ground_wait (is_idle, walk, 60);
  handover_settle ();
}

/* What the next adviser gets. */
static CwStore *
receive (Handover *self, const char *path, const char *words, CwVault **vault, CwInventory **found)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_build_filename (self->parent, "received", NULL);
  g_autoptr (CwSecret) seven = cw_secret_new_text (words);
  g_autoptr (CwSecret) passphrase = cw_secret_new_text ("nine otters under bridges");
  g_autoptr (CwSecret) code = cw_recovery_code_new ();
  const CwNewVault wanted = { .dir = dir,
                              .passphrase = passphrase,
                              .recovery_code = code,
                              .kdf = cw_kdf_least,
                              .clock = self->clock };
  CwStore *store = NULL;

  cw_handover_receive (path, seven, &wanted, "Received", vault, &store, NULL, found, NULL, NULL,
                       NULL, &error);
  g_assert_no_error (error);
  return store;
}

/* ---- what is counted ---- */

static GPtrArray *
make_notes (void)
{
  static const struct
  {
    gboolean agreed, written, told, closed;
    const char *words;
    CwPassOn pass_on;
    guint left_out;
  } rows[] = {
    { TRUE, FALSE, FALSE, FALSE, "", CW_PASS_ON_ALL, 0 },
    { TRUE, TRUE, TRUE, FALSE, "Here", CW_PASS_ON_ALL, 0 },
    { TRUE, TRUE, FALSE, FALSE, " \n", CW_PASS_ON_PART, 2 },
    { TRUE, FALSE, TRUE, FALSE, "From the last handover", CW_PASS_ON_ALL, 0 }, /* as received */
    { TRUE, TRUE, FALSE, FALSE, "", CW_PASS_ON_NONE, 3 },
    { FALSE, TRUE, FALSE, FALSE, "", CW_PASS_ON_ALL, 0 },
    { TRUE, FALSE, FALSE, TRUE, "", CW_PASS_ON_PART, 1 },
    { FALSE, FALSE, FALSE, TRUE, "", CW_PASS_ON_PART, 1 },
    { TRUE, FALSE, FALSE, TRUE, "", CW_PASS_ON_NONE, 4 },
  };
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_handover_note_free);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CwHandoverNote *note = cw_handover_note_new ();

      g_free (note->reference);
      note->reference = g_strdup_printf ("%04u", i + 1);
      note->agreed = rows[i].agreed;
      note->written = rows[i].written;
      note->closed = rows[i].closed;
      note->parent_knows = rows[i].told;
      g_free (note->where_we_are);
      note->where_we_are = g_strdup (rows[i].words);
      note->pass_on = rows[i].pass_on;
      note->left_out = rows[i].left_out;
      g_ptr_array_add (notes, note);
    }
  return notes;
}

static void
test_sum (void)
{
  g_autoptr (GPtrArray) notes = make_notes ();
  static const CwHandoverState states[]
      = { CW_HANDOVER_UNWRITTEN, CW_HANDOVER_WRITTEN, CW_HANDOVER_UNWRITTEN,
          CW_HANDOVER_UNWRITTEN, CW_HANDOVER_BEHIND,  CW_HANDOVER_WITHDRAWN,
          CW_HANDOVER_CLOSED,    CW_HANDOVER_CLOSED,  CW_HANDOVER_BEHIND };
  CwHandoverView view = { .notes = notes, .closed = 2 };
  g_autofree char *gaps = NULL, *behind = NULL, *along = NULL, *less = NULL, *none = NULL;
  CwHandoverSum sum;

  for (guint i = 0; i < notes->len; i++)
    g_assert_cmpint (cw_handover_get_state (g_ptr_array_index (notes, i)), ==, states[i]);
  cw_handover_sum (notes, &sum);
  g_assert_cmpuint (sum.open, ==, 5);
  g_assert_cmpuint (sum.closed, ==, 2); /* of which nothing has to be said */
  g_assert_cmpuint (sum.unwritten, ==, 3);
  g_assert_cmpuint (sum.untold, ==, 4); /* what was told at the last handover does not count */
  g_assert_cmpuint (sum.behind, ==, 2);
  g_assert_cmpuint (sum.left_out, ==, 4); /* those of the cases that stay behind are in them */
  gaps = cw_handover_describe_gaps (&sum);
  g_assert_cmpstr (gaps, ==,
                   "3 cases are not written up. In 4 cases the parent has not been told.");
  behind = cw_handover_describe_behind (notes);
  g_assert_cmpstr (
      behind, ==,
      "Cases 0005, 0009 are on this laptop only. The words of 4 entries in other cases are "
      "on this laptop only.");
  along = cw_handover_describe_along (&view);
  g_assert_cmpstr (along, ==,
                   "5 open cases go along. 2 closed cases go along as they are. 2 closed cases go "
                   "along, but not all of them.");
  view.closed = 0;
  less = cw_handover_describe_along (&view);
  g_assert_cmpstr (less, ==,
                   "5 open cases go along. 2 closed cases go along, but not all of them.");
  sum.unwritten = sum.untold = 0;
  none = cw_handover_describe_gaps (&sum);
  g_assert_null (none);
}

/* ---- the whole walk ---- */

static void
check_received (CwStore *store, gpointer data)
{
  Handover *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHandoverNote) note = cw_store_get_handover (store, self->cases[0], &error);
  g_autoptr (CwContact) entry = cw_store_get_contact (store, self->entries[1], &error);
  g_autoptr (CwContact) other = cw_store_get_contact (store, self->entries[2], &error);
  g_autoptr (CwHandoverMark) mark = cw_handover_mark_read (store, &error);
  g_autoptr (CwCase) gone = NULL;
  g_autofree char *backup = NULL;
  CwDay day = CW_DAY_NONE;

  g_assert_no_error (error);
  g_assert_cmpstr (note->where_we_are, ==, WORDS);
  g_assert_true (note->parent_knows);
  g_assert_cmpuint (entry->lines->len, ==, 0); /* that it was, and no words */
  g_assert_true (entry->held_back);
  g_assert_cmpuint (other->lines->len, ==, 1);
  g_assert_null (mark); /* the next adviser is not offered to destroy anything */
  backup = cw_store_get_setting (store, "backup-off-laptop", &error);
  g_assert_null (backup);
  g_assert_true (cw_store_get_received (store, &day, &error));
  g_assert_cmpint (day, ==, cw_day_from_iso (TODAY));
  gone = cw_store_get_case (store, self->cases[1], &error);
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
}

/* A handover before this one, and a backup: of this laptop only. */
static void
add_past (CwStore *store, gpointer data)
{
  cw_store_set_setting (store, "handover-written", "1795000000 abcdef", NULL);
  cw_store_set_setting (store, "backup-off-laptop", "1795000000", NULL);
}

static gboolean
is_sheet_saved (gpointer walk)
{
  return display_says (walk, "The cover sheet is saved.");
}

/* Counts and digest, and nothing of a case (R21). */
static void
check_sheet (Handover *self, CwHandoverWalk *walk, const CwInventory *inventory)
{
  g_autofree char *path = g_build_filename (self->parent, "sheet.pdf", NULL);
  g_autofree char *text_path = g_build_filename (self->parent, "sheet.txt", NULL);
  g_autofree char *text = NULL;
  g_autofree char *group = g_strndup (inventory->digest, 4);
  const char *const argv[] = { "pdftotext", "-layout", path, text_path, NULL };
  static const char *const secrets[]
      = { "Hughes", "Featherstonehaugh", "Pike", "Nair", "Tudor", "Tarn", "Friday", "0001" };
  int status = 0;

  cw_handover_done_save (display_find (walk, CW_TYPE_HANDOVER_DONE), path);
  ground_wait (is_sheet_saved, walk, 30);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, NULL));
  g_assert_true (g_file_get_contents (text_path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, group));
  g_assert_nonnull (strstr (text, "Contacts"));
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (text, secrets[i]));
}

/* Writes up the first case, leaves an entry of it out and the second case behind. */
static void
write_up (Handover *self, CwHandoverWalk *walk)
{
  open_case (walk, 0);
  type_words (walk, WORDS);
  tick (walk, "Yes, the parent knows");
  tick (walk, "Everything but some entries");
  handover_settle ();
  gtk_check_button_set_active (find_entry (walk, LEFT_OUT), FALSE);
  handover_settle ();
  press_next (walk);
  g_assert_true (display_says (walk, "Case 0002"));
  tick (walk, "Nothing: this case is not in the file");
  g_assert_true (display_says (walk, "The next adviser will not know of this case"));
  press_next (walk);
  g_assert_true (display_says (walk, "Case 0003"));
  g_assert_true (display_says (walk, "The permission to record was withdrawn"));
  g_assert_false (display_says (walk, "Where we are")); /* no words (R7) */
  press_leave (walk);
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "cases");
}

static void
test_walk (void)
{
  Handover *self = handover_new ();
  g_autofree char *path = g_build_filename (self->parent, "handover.casework", NULL);
  g_autofree char *words = NULL, *what = NULL;
  g_autoptr (CwInventory) found = NULL;
  CwVault *vault = NULL;
  CwHandoverWalk *walk;
  CwStore *store;

  g_assert_false (handover_is_seen (GTK_WIDGET (find_row (self, "Destroy these records"))));
  handover_run (self, add_past, NULL);
  walk = begin (self, "Hand over to the next adviser");
  g_assert_true (display_says (walk, "Parents know that this happens"));
  press_next (walk);
  g_assert_true (
      display_says (walk, "3 cases are not written up. In 4 cases the parent has not been told."));
  g_assert_true (display_says (walk, "1 closed case goes along as it is."));
  write_up (self, walk);
  g_assert_true (
      display_says (walk, "1 case is not written up. In 2 cases the parent has not been told."));
  press_next (walk);
  answer (self, "no", "1 case is not written up.");
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "cases");
  press_next (walk);
  answer (self, "yes", "In 2 cases the parent has not been told.");
  prove (walk, "not what opens them"); /* an open laptop is not enough (R20) */
  prove (walk, KEEP_PASSPHRASE);
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "words");
  display_picture ("handover-words");
  words = read_words (walk);
  gtk_editable_set_text (words_entry (walk), words);
  press_next (walk);
  display_picture ("handover-file");
  g_assert_true (display_says (walk, "3 open cases go along. 1 closed case goes along as it is."));
  g_assert_true (display_says (walk, "Case 0002 is on this laptop only."));
  write_to (walk, path);
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "done");
  display_picture ("handover-done");
  g_assert_true (display_says (walk, "Case 0002 is on this laptop only. The words of 1 entry"));

  store = receive (self, path, words, &vault, &found);
  check_received (store, self);
  check_sheet (self, walk, found);
  what = g_strdup_printf ("%.4s ", found->digest);
  g_assert_true (display_says (walk, what));
  cw_store_free (store);
  cw_vault_free (vault);
  press_next (walk);
  g_assert_null (cw_safekeeping_page_get_walk (self->page));
  handover_settle ();
  g_assert_true (handover_is_seen (GTK_WIDGET (find_row (self, "Destroy these records"))));
  handover_free (self);
}

/* What is typed is stored a second later, and at once by a lock. */
static void
check_typed (CwStore *store, gpointer data)
{
  Handover *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHandoverNote) note = cw_store_get_handover (store, self->cases[0], &error);

  g_assert_no_error (error);
  g_assert_true (note->written);
  g_assert_cmpstr (note->where_we_are, ==, WORDS);
}

typedef struct
{
  Handover *handover;
  const char *words;
  gboolean kept;
} Typed;

static void
look_for_words (CwStore *store, gpointer data)
{
  Typed *typed = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHandoverNote) note
      = cw_store_get_handover (store, typed->handover->cases[0], &error);

  g_assert_no_error (error);
  typed->kept = g_strcmp0 (note->where_we_are, typed->words) == 0;
}

static gboolean
is_kept (gpointer data)
{
  Typed *typed = data;

  handover_run (typed->handover, look_for_words, typed);
  return typed->kept;
}

static void
test_kept (void)
{
  Handover *self = handover_new ();
  CwHandoverWalk *walk = begin (self, "Hand over to the next adviser");

  press_next (walk);
  open_case (walk, 0);
  type_words (walk, "Half a");
  ground_wait (is_kept, &(Typed){ self, "Half a", FALSE }, 20);
  type_words (walk, WORDS);
  handover_lock (self);
  handover_open (self);
  handover_run (self, check_typed, self);
  handover_free (self);
}

/* A case that was opened and looked at is not one that was written. */
static void
check_untouched (CwStore *store, gpointer data)
{
  Handover *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHandoverNote) note = cw_store_get_handover (store, self->cases[0], &error);

  g_assert_false (note->written);
}

static void
test_looked_at (void)
{
  Handover *self = handover_new ();
  CwHandoverWalk *walk = begin (self, "Hand over to the next adviser");

  press_next (walk);
  open_case (walk, 0);
  press_leave (walk);
  press_leave (walk);
  g_assert_null (cw_safekeeping_page_get_walk (self->page));
  handover_run (self, check_untouched, self);
  handover_free (self);
}

/* ---- entries ---- */

static void
add_many (CwStore *store, gpointer data)
{
  handover_add_entries (store, ((Handover *) data)->cases[0], 150);
}

static void
count_marks (CwStore *store, gpointer data)
{
  Handover *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHandoverNote) note = cw_store_get_handover (store, self->cases[0], &error);

  g_assert_no_error (error);
  g_assert_cmpuint (note->left_out, ==, 0);
  g_assert_cmpint (note->pass_on, ==, CW_PASS_ON_ALL);
}

static void
test_entries (void)
{
  Handover *self = handover_new ();
  g_autoptr (GPtrArray) first = NULL, all = NULL;
  CwHandoverWalk *walk;
  GtkWidget *more, *tag;

  handover_run (self, add_many, self);
  walk = begin (self, "Hand over to the next adviser");
  press_next (walk);
  open_case (walk, 0);
  tick (walk, "Everything but some entries");
  handover_settle ();
  first = display_find_all (display_find (walk, CW_TYPE_HANDOVER_ENTRIES), GTK_TYPE_CHECK_BUTTON,
                            NULL);
  g_assert_cmpuint (first->len, ==, 100);
  more = handover_find_text (walk, GTK_TYPE_BUTTON, "Show _earlier entries");
  g_signal_emit_by_name (more, "clicked");
  handover_settle ();
  all = display_find_all (display_find (walk, CW_TYPE_HANDOVER_ENTRIES), GTK_TYPE_CHECK_BUTTON,
                          NULL);
  g_assert_cmpuint (all->len, ==, 153);
  g_assert_false (gtk_widget_get_visible (more));
  tag = handover_find_text (find_entry (walk, LEFT_OUT), GTK_TYPE_LABEL, "stays behind");
  g_assert_false (gtk_widget_get_visible (tag));
  gtk_check_button_set_active (find_entry (walk, LEFT_OUT), FALSE);
  g_assert_true (gtk_widget_get_visible (tag));
  /* All of them go along again. */
  tick (walk, "Everything");
  handover_settle ();
  handover_run (self, count_marks, self);
  handover_free (self);
}

/* ---- the seven words ---- */

static void
test_phrase (void)
{
  Handover *self = handover_new ();
  CwHandoverWalk *walk = begin (self, "Hand over to the next adviser");
  g_autofree char *words = NULL, *loud = NULL, *covered = NULL, *again = NULL;
  g_autoptr (GPtrArray) labels = NULL;
  CwHandoverPhrase *phrase;

  press_next (walk);
  press_next (walk);
  answer (self, "yes", "not written up");
  prove (walk, KEEP_PASSPHRASE);
  phrase = display_find (walk, CW_TYPE_HANDOVER_PHRASE);
  words = read_words (walk);
  g_assert_cmpint (strlen (words), >, 7 * 4);
  labels = display_find_all (phrase, GTK_TYPE_LABEL, "word");
  for (guint i = 0; i < labels->len; i++)
    g_assert_false (gtk_label_get_selectable (g_ptr_array_index (labels, i)));
  press_next (walk); /* nothing was typed back */
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "words");
  gtk_editable_set_text (words_entry (walk), "x");
  covered = read_words (walk); /* covered from the first key on */
  g_assert_cmpstr (covered, ==, "•••• •••• •••• •••• •••• •••• ••••");
  gtk_editable_set_text (words_entry (walk), "xxxxx ");
  g_assert_true (display_says (walk, "Word 1 is mistyped."));
  g_assert_false (cw_paper_secret_is_right (CW_PAPER_SECRET (phrase)));
  loud = g_ascii_strup (words, -1);
  gtk_editable_set_text (words_entry (walk), loud);
  g_assert_true (cw_paper_secret_is_right (CW_PAPER_SECRET (phrase)));
  g_signal_emit_by_name (handover_find_text (phrase, GTK_TYPE_BUTTON, "_Show again"), "clicked");
  again = read_words (walk);
  g_assert_cmpstr (again, ==, words); /* they may be on paper already */
  g_assert_false (cw_paper_secret_is_right (CW_PAPER_SECRET (phrase)));
  handover_free (self);
}

/* ---- what can go wrong ---- */

static void
test_fails (void)
{
  Handover *self = handover_new ();
  CwHandoverWalk *walk = begin (self, "Hand over to the next adviser");
  g_autofree char *words = walk_to_file (self, walk);
  g_autofree char *path = g_build_filename (self->parent, "handover.casework", NULL);
  g_autoptr (CwInventory) found = NULL;
  CwVault *vault = NULL;

  write_to (walk, "/nowhere/at/all.casework");
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "file");
  g_assert_true (display_says (walk, "Nothing is written yet."));
  g_assert_true (display_says (walk, "choose another place."));
  /* Cancelled: nothing is there, and nobody is offered to destroy anything. */
  cw_handover_walk_write_to (walk, path);
  g_signal_emit_by_name (handover_find_text (walk, GTK_TYPE_BUTTON, "_Cancel"), "clicked");
  ground_wait (is_idle, walk, 60);
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "file");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_row (self, "Destroy these records"))));
  /* The words on the paper are still those of the file. */
  write_to (walk, path);
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "done");
  cw_store_free (receive (self, path, words, &vault, &found));
  cw_vault_free (vault);
  handover_free (self);
}

/* No room on the disk: said in words, nothing is left behind, and the walk goes on. */
static void
test_full (void)
{
  Handover *self = handover_new ();
  CwHandoverWalk *walk = begin (self, "Hand over to the next adviser");
  g_autofree char *words = walk_to_file (self, walk);
  g_autofree char *path = g_build_filename (self->parent, "handover.casework", NULL);

  ground_limit_files (40 * 1024);
  write_to (walk, path);
  ground_limit_files (G_MAXUINT64);
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "file");
  g_assert_true (display_says (walk, "full"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  write_to (walk, path);
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "done");
  handover_free (self);
}

/* ---- destroying ---- */

static char *
hand_over (Handover *self)
{
  CwHandoverWalk *walk = begin (self, "Hand over to the next adviser");
  g_autofree char *words = walk_to_file (self, walk);
  g_autofree char *path = g_build_filename (self->parent, "handover.casework", NULL);
  g_autofree char *first = NULL;
  GtkWidget *digest;

  write_to (walk, path);
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "done");
  digest = handover_find_text (display_find (walk, CW_TYPE_HANDOVER_DONE), GTK_TYPE_LABEL, "\n");
  first = g_strndup (gtk_label_get_text (GTK_LABEL (digest)), 4);
  gtk_widget_activate (
      GTK_WIDGET (handover_find_text (walk, ADW_TYPE_ACTION_ROW, "4. Then destroy")));
  handover_settle ();
  return g_steal_pointer (&first);
}

static gboolean
has_ended (gpointer window)
{
  return cw_window_get_session (window) == NULL;
}

static gboolean
may_go_on (gpointer walk)
{
  GtkWidget *button = handover_find_text (walk, GTK_TYPE_BUTTON, "C_ontinue");

  if (button == NULL)
    button = handover_find_text (walk, GTK_TYPE_BUTTON, "_Destroy these records");
  return gtk_widget_get_sensitive (button);
}

static void
type_group (gpointer walk, const char *group)
{
  g_autoptr (GPtrArray) entries = display_find_all (walk, GTK_TYPE_ENTRY, NULL);

  gtk_editable_set_text (g_ptr_array_index (entries, 0), group);
}

static void
type_passphrase (gpointer walk, const char *passphrase)
{
  gtk_editable_set_text (display_find (walk, GTK_TYPE_PASSWORD_ENTRY), passphrase);
}

/* To the second question. */
static CwDestroyWalk *
walk_to_secret (Handover *self)
{
  g_autofree char *group = hand_over (self);
  CwDestroyWalk *walk = CW_DESTROY_WALK (cw_safekeeping_page_get_walk (self->page));
  GtkCheckButton *agrees = display_find (walk, GTK_TYPE_CHECK_BUTTON);

  g_assert_cmpstr (cw_destroy_walk_get_step (walk), ==, "what");
  display_picture ("destroy-what");
  g_assert_false (may_go_on (walk));
  type_group (walk, group);
  g_assert_false (may_go_on (walk)); /* it has to be said that it was opened */
  gtk_check_button_set_active (agrees, TRUE);
  g_assert_true (may_go_on (walk));
  type_group (walk, *group == 'f' ? "0000" : "ffff");
  g_assert_false (may_go_on (walk));
  g_assert_true (display_says (walk, "Destroy nothing"));
  press_next (walk);
  g_assert_cmpstr (cw_destroy_walk_get_step (walk), ==, "what");
  type_group (walk, group);
  press_next (walk);
  g_assert_cmpstr (cw_destroy_walk_get_step (walk), ==, "secret");
  display_picture ("destroy-secret");
  return walk;
}

static void
test_destroy (void)
{
  Handover *self = handover_new ();
  CwDestroyWalk *walk = walk_to_secret (self);

  g_assert_false (may_go_on (walk));
  type_passphrase (walk, "not the right passphrase");
  g_assert_true (may_go_on (walk));
  press_next (walk);
  ground_wait (is_idle, walk, 60);
  g_assert_cmpstr (cw_destroy_walk_get_step (walk), ==, "secret");
  g_assert_nonnull (cw_window_get_session (self->window));
  /* Nothing was touched. */
  handover_lock (self);
  handover_open (self);
  handover_lock (self);
  g_assert_true (g_file_test (self->dir, G_FILE_TEST_IS_DIR));
  handover_free (self);
}

static void
test_destroyed (void)
{
  Handover *self = handover_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *backups = NULL;
  CwDestroyWalk *walk;

  handover_lock (self); /* the day's backup */
  handover_open (self);
  backups = cw_backup_dir (cw_session_get_vault (self->session));
  g_assert_true (g_file_test (backups, G_FILE_TEST_IS_DIR));
  walk = walk_to_secret (self);
  type_passphrase (walk, KEEP_PASSPHRASE);
  press_next (walk);
  ground_wait (has_ended, self->window, 60);
  handover_settle ();
  /* Locked, and the start page says it. */
  g_assert_null (cw_window_get_session (self->window));
  g_assert_true (cw_session_is_closed (self->session));
  display_picture ("destroy-gone");
  g_assert_true (display_says (self->window, "The records “Hollin Bank” are destroyed on this"));
  g_assert_false (g_file_test (self->dir, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (backups, G_FILE_TEST_EXISTS));
  handover_free (self);
}

/* A file that Casework did not write: the keys are gone, and it is said what is left. */
static void
test_left (void)
{
  Handover *self = handover_new ();
  g_autofree char *foreign = g_build_filename (self->dir, "letter.txt", NULL);
  CwDestroyWalk *walk;

  g_assert_true (g_file_set_contents (foreign, "dear", -1, NULL));
  walk = walk_to_secret (self);
  type_passphrase (walk, KEEP_PASSPHRASE);
  press_next (walk);
  ground_wait (is_idle, walk, 60);
  handover_settle ();
  g_assert_nonnull (cw_window_get_session (self->window));
  g_assert_true (display_says (walk, "Not everything could be destroyed"));
  g_assert_true (display_says (walk, self->dir));
  handover_free (self);
}

/* Without a handover there is nothing to destroy, however one gets there; and what was entered
 * since is said. */
static void
add_later (CwStore *store, gpointer data)
{
  handover_add_entries (store, ((Handover *) data)->cases[0], 1);
}

static void
test_newer (void)
{
  Handover *self = handover_new ();
  gpointer walk;

  gtk_widget_activate_action (GTK_WIDGET (self->page), "safekeeping.destroy", NULL);
  handover_settle ();
  walk = cw_safekeeping_page_get_walk (self->page);
  type_group (walk, "0000");
  gtk_check_button_set_active (display_find (walk, GTK_TYPE_CHECK_BUTTON), TRUE);
  g_assert_false (may_go_on (walk));
  press_leave (walk);
  g_free (hand_over (self));
  walk = cw_safekeeping_page_get_walk (self->page);
  g_assert_false (display_says (walk, "Something was entered after"));
  press_leave (walk);
  cw_clock_set (self->clock, cw_day_from_iso ("2026-11-23"), 600);
  handover_run (self, add_later, self);
  walk = begin (self, "Destroy these records");
  g_assert_true (
      display_says (walk, "Something was entered after the handover was written on 22/11/2026."));
  handover_free (self);
}

/* ---- keyboard and screen reader ---- */

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
check_names (GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (gtk_widget_get_focusable (widget) && !GTK_IS_SCROLLED_WINDOW (widget)
      && !GTK_IS_LIST_BOX_ROW (widget) && !GTK_IS_WINDOW (widget) && !GTK_IS_TEXT (widget)
      && gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL && !has_name (widget)
      && gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP) == NULL)
    g_error ("no accessible name: %s in %s", G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_names (child);
}

/* Where the Tab key goes, by what it is on, once round. */
static char *
go_round (Handover *self, GtkDirectionType direction)
{
  g_autoptr (GString) path = g_string_new (NULL);
  GtkWidget *first = NULL;

  for (guint i = 0; i < 40; i++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (GTK_WIDGET (self->window), direction);
      focus = gtk_root_get_focus (GTK_ROOT (self->window));
      if (focus == NULL)
        continue;
      if (focus == first)
        break;
      if (first == NULL)
        first = focus;
      g_string_append_printf (path, "%s ", G_OBJECT_TYPE_NAME (focus));
    }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

static guint
count_of (const char *path, const char *type)
{
  g_auto (GStrv) parts = g_strsplit (path, " ", -1);
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    n += g_str_equal (parts[i], type);
  return n;
}

static void
press_key (GtkWidget *widget, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }
}

static void
test_keyboard (void)
{
  Handover *self = handover_new ();
  CwHandoverWalk *walk = begin (self, "Hand over to the next adviser");
  g_autofree char *cases = NULL, *form = NULL, *back = NULL;
  GtkWidget *row;

  check_names (GTK_WIDGET (self->window));
  press_next (walk);
  check_names (GTK_WIDGET (self->window));
  /* The list is one stop; it lets go of the focus, and takes it again. */
  cases = go_round (self, GTK_DIR_TAB_FORWARD);
  g_assert_cmpuint (count_of (cases, "AdwActionRow"), ==, 1);
  g_assert_cmpuint (count_of (cases, "GtkButton"), >=, 3);
  row = display_find (display_find (walk, CW_TYPE_HANDOVER_LIST), ADW_TYPE_ACTION_ROW);
  gtk_widget_grab_focus (row);
  gtk_widget_activate (row);
  handover_settle ();
  g_assert_cmpstr (cw_handover_walk_get_step (walk), ==, "case");
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_root_get_focus (GTK_ROOT (self->window))));
  tick (walk, "Everything but some entries");
  handover_settle ();
  check_names (GTK_WIDGET (self->window));
  /* The arrow keys go from entry to entry. */
  gtk_widget_grab_focus (GTK_WIDGET (find_entry (walk, "Form filled in")));
  press_key (display_find (walk, CW_TYPE_HANDOVER_ENTRIES), GDK_KEY_Down, 0);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (self->window))
                 == GTK_WIDGET (find_entry (walk, LEFT_OUT)));
  form = go_round (self, GTK_DIR_TAB_FORWARD);
  g_assert_cmpuint (count_of (form, "GtkTextView"), ==, 1);
  g_assert_cmpuint (count_of (form, "GtkCheckButton"), >=, 3); /* two groups, and the entries */
  back = go_round (self, GTK_DIR_TAB_BACKWARD);
  g_assert_cmpuint (count_of (back, "GtkTextView"), ==, 1);
  press_leave (walk);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (self->window)) == row); /* back where one was */
  gtk_widget_activate (row);
  handover_settle ();
  press_key (gtk_root_get_focus (GTK_ROOT (self->window)), GDK_KEY_Return, GDK_CONTROL_MASK);
  handover_settle ();
  g_assert_true (display_says (walk, "Case 0002")); /* and no new line in the text */
  press_leave (walk);
  press_next (walk);
  answer (self, "yes", "not written up");
  prove (walk, KEEP_PASSPHRASE);
  check_names (GTK_WIDGET (self->window));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (self->window)),
                                         GTK_WIDGET (words_entry (walk))));
  handover_free (self);
}

/* ---- on the other side ---- */

/* The records as they are in the file, with words on the first case only. */
static void
make_received (CwStore *store, gpointer data)
{
  Handover *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHandoverNote) note = cw_store_get_handover (store, self->cases[0], &error);

  g_free (note->where_we_are);
  note->where_we_are = g_strdup (WORDS);
  cw_store_save_handover (store, note, &error);
  g_assert_no_error (error);
  cw_store_apply_handover (store, cw_day_from_iso (TODAY), &error);
  g_assert_no_error (error);
}

static GtkWidget *
open_page (Handover *self, gint64 case_id)
{
  cw_window_go_to (self->window, "cases");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-case", "x", case_id);
  handover_settle ();
  return display_find (cw_window_get_page (self->window), CW_TYPE_HANDOVER_CARD);
}

static void
press (GtkWidget *card, const char *label)
{
  g_signal_emit_by_name (handover_find_text (card, GTK_TYPE_BUTTON, label), "clicked");
  handover_settle ();
}

static void
add_new (CwStore *store, gpointer data)
{
  *(gint64 *) data = handover_add_case (store, "Somebody New", NULL);
}

static void
test_card (void)
{
  Handover *self = handover_new ();
  GtkWidget *card = open_page (self, self->cases[0]);

  g_assert_false (gtk_widget_get_visible (card)); /* these records began here */
  handover_run (self, make_received, self);
  card = open_page (self, self->cases[0]);
  check_names (card);
  display_picture ("handover-card");
  g_assert_true (display_says (card, "From the handover of 22/11/2026"));
  g_assert_true (display_says (card, WORDS));
  g_assert_true (display_says (card, "The parent has not been told yet"));
  press (card, "Told now");
  g_assert_false (display_says (card, "The parent has not been told yet"));
  g_assert_true (display_says (card, WORDS));
  handover_lock (self);
  handover_open (self);
  card = open_page (self, self->cases[0]); /* it is remembered */
  g_assert_false (display_says (card, "The parent has not been told yet"));
  press (card, "Put it away");
  g_assert_false (gtk_widget_get_visible (card));
  card = open_page (self, self->cases[0]);
  g_assert_false (gtk_widget_get_visible (card));
  g_assert_false (gtk_widget_get_visible (open_page (self, self->cases[4]))); /* closed */
  card = open_page (self, self->cases[3]); /* nothing was written, and the parent not told */
  g_assert_true (display_says (card, "The parent has not been told yet"));
  press (card, "Told now");
  g_assert_false (gtk_widget_get_visible (card));
  handover_free (self);
}

/* A case that began with the next adviser, and one that is written up for the handover after. */
static void
write_own (CwStore *store, gpointer data)
{
  Handover *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHandoverNote) note = cw_store_get_handover (store, self->cases[0], &error);

  g_free (note->where_we_are);
  note->where_we_are = g_strdup ("My own words for the one after me");
  cw_store_save_handover (store, note, &error);
  g_assert_no_error (error);
}

static void
test_card_of_others (void)
{
  Handover *self = handover_new ();
  CwHandoverWalk *walk;
  gint64 new_case = 0;

  handover_run (self, make_received, self);
  /* The words of the last handover are there to be changed, and count for nothing. */
  walk = begin (self, "Hand over to the next adviser");
  press_next (walk);
  g_assert_true (display_says (walk, "3 cases are not written up."));
  open_case (walk, 0);
  g_assert_true (display_says (walk, "These words came to you with the last handover."));
  press_leave (walk);
  press_leave (walk);
  handover_run (self, write_own, self);
  g_assert_false (gtk_widget_get_visible (open_page (self, self->cases[0])));
  cw_clock_set (self->clock, cw_day_from_iso ("2026-12-01"), 600);
  handover_run (self, add_new, &new_case);
  g_assert_false (gtk_widget_get_visible (open_page (self, new_case)));
  handover_free (self);
}

static void
test_destroy_keyboard (void)
{
  Handover *self = handover_new ();
  CwDestroyWalk *walk = walk_to_secret (self);

  check_names (GTK_WIDGET (self->window));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (self->window)),
                                         display_find (walk, GTK_TYPE_PASSWORD_ENTRY)));
  /* Enter in the field destroys nothing: the button has to be pressed. */
  type_passphrase (walk, KEEP_PASSPHRASE);
  g_signal_emit_by_name (display_find (walk, GTK_TYPE_PASSWORD_ENTRY), "activate");
  handover_settle ();
  g_assert_true (is_idle (walk));
  handover_free (self);
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  g_test_add_func ("/handover/sum", test_sum);
  g_test_add_func ("/handover/walk", test_walk);
  g_test_add_func ("/handover/kept", test_kept);
  g_test_add_func ("/handover/looked-at", test_looked_at);
  g_test_add_func ("/handover/entries", test_entries);
  g_test_add_func ("/handover/phrase", test_phrase);
  g_test_add_func ("/handover/fails", test_fails);
  g_test_add_func ("/handover/full", test_full);
  g_test_add_func ("/handover/keyboard", test_keyboard);
  g_test_add_func ("/handover/card", test_card);
  g_test_add_func ("/handover/card-of-others", test_card_of_others);
  g_test_add_func ("/destroy/refused", test_destroy);
  g_test_add_func ("/destroy/gone", test_destroyed);
  g_test_add_func ("/destroy/left", test_left);
  g_test_add_func ("/destroy/newer", test_newer);
  g_test_add_func ("/destroy/keyboard", test_destroy_keyboard);
  return g_test_run ();
}
