/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-terms-dialog.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "cw-summaries-dialog.h"
#include "cw-term-rules.h"

/* One line of term dates. */
typedef struct
{
  gint64 id;
  CwDay half_end;
  gboolean removed;
  GtkWidget *label, *start, *end, *remove;
} TermLine;

/* The window; freed with it. */
typedef struct
{
  CwSection *section; /* owned */
  CwTermRules *rules; /* owned */
  GPtrArray *lines;   /* of TermLine, owned */

  GtkWidget *window, *grid, *problem, *save, *add_year;
  GtkWidget *calendars[CW_RULE_POPULATIONS], *families[CW_RULE_POPULATIONS];
} Terms;

static void
free_terms (gpointer data)
{
  Terms *self = data;

  g_object_unref (self->section);
  cw_term_rules_free (self->rules);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

static void
show_problem (Terms *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->problem), text);
  gtk_widget_set_visible (self->problem, text[0] != '\0');
}

/* ---- the dates ---- */

/* Every field says which term it is of. */
static void
name_fields (TermLine *line)
{
  const char *term = gtk_editable_get_text (GTK_EDITABLE (line->label));
  gboolean named = *term != '\0';
  /* Translators: %s is the name of a term. */
  g_autofree char *first = g_strdup_printf (_ ("First day of %s"), term);
  /* Translators: %s is the name of a term. */
  g_autofree char *last = g_strdup_printf (_ ("Last day of %s"), term);
  g_autofree char *remove = g_strdup_printf (/* Translators: %s is a term, such as "Autumn 2026" */
                                             _ ("Remove %s"), term);

  g_object_set (line->start, "label", named ? first : _ ("First day"), NULL);
  g_object_set (line->end, "label", named ? last : _ ("Last day"), NULL);
  cw_a11y_label (line->remove, remove);
}

static void
remove_cb (GtkButton *button, TermLine *line)
{
  line->removed = TRUE;
  gtk_widget_set_visible (line->label, FALSE);
  gtk_widget_set_visible (line->start, FALSE);
  gtk_widget_set_visible (line->end, FALSE);
  gtk_widget_set_visible (line->remove, FALSE);
}

static void
add_line (Terms *self, const CwTerm *term)
{
  TermLine *line = g_new0 (TermLine, 1);
  int row = (int) self->lines->len + 1;

  line->id = term->id;
  line->half_end = term->half_end;
  line->label = gtk_entry_new ();
  line->start = cw_date_entry_new ();
  line->end = cw_date_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (line->label), term->label);
  gtk_editable_set_width_chars (GTK_EDITABLE (line->label), 18);
  gtk_widget_set_hexpand (line->label, TRUE);
  cw_a11y_label (line->label, _ ("Name of the term"));
  line->remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_add_css_class (line->remove, "flat");
  gtk_widget_set_tooltip_text (line->remove, _ ("Remove this term when saving"));
  name_fields (line);
  g_signal_connect_swapped (line->label, "changed", G_CALLBACK (name_fields), line);
  g_signal_connect (line->remove, "clicked", G_CALLBACK (remove_cb), line);
  cw_date_entry_set_today (CW_DATE_ENTRY (line->start),
                           cw_session_get_today (cw_section_get_session (self->section)));
  cw_date_entry_set_today (CW_DATE_ENTRY (line->end),
                           cw_session_get_today (cw_section_get_session (self->section)));
  cw_date_entry_set_day (CW_DATE_ENTRY (line->start), term->start);
  cw_date_entry_set_day (CW_DATE_ENTRY (line->end), term->end);
  gtk_grid_attach (GTK_GRID (self->grid), line->label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), line->start, 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), line->end, 2, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), line->remove, 3, row, 1, 1);
  g_ptr_array_add (self->lines, line);
  gtk_widget_set_visible (self->grid, TRUE);
}

static void
add_head (Terms *self, int column, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "quiet");
  gtk_widget_add_css_class (label, "small");
  gtk_grid_attach (GTK_GRID (self->grid), label, column, 0, 1, 1);
}

static int
find_next_year (Terms *self)
{
  int next = self->rules->year;

  for (guint i = 0; i < self->lines->len; i++)
    {
      TermLine *line = g_ptr_array_index (self->lines, i);
      CwDay day = line->removed ? CW_DAY_NONE : cw_date_entry_get_day (CW_DATE_ENTRY (line->start));

      if (day != CW_DAY_NONE)
        next = MAX (next, cw_day_school_year (day) + 1);
    }
  return next;
}

static void
name_next_year (Terms *self)
{
  g_autofree char *year = cw_school_year_label (find_next_year (self));
  /* Translators: %s is a school year, such as 2026-27 */
  g_autofree char *text = g_strdup_printf (_ ("Add the usual terms of %s"), year);

  gtk_button_set_label (GTK_BUTTON (self->add_year), text);
}

static void
add_year_cb (GtkButton *button, Terms *self)
{
  g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (find_next_year (self));
  guint first = self->lines->len;

  for (guint i = 0; i < terms->len; i++)
    add_line (self, g_ptr_array_index (terms, i));
  name_next_year (self);
  if (self->lines->len > first)
    gtk_widget_grab_focus (((TermLine *) g_ptr_array_index (self->lines, first))->label);
}

static void
add_term_cb (GtkButton *button, Terms *self)
{
  g_autoptr (CwTerm) term = cw_term_new ();

  add_line (self, term);
  gtk_widget_grab_focus (
      ((TermLine *) g_ptr_array_index (self->lines, self->lines->len - 1))->label);
}

static GtkWidget *
make_dates (Terms *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10),
            *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *add_term = gtk_button_new_with_mnemonic (_ ("Add a _term"));

  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_widget_set_visible (self->grid, FALSE); /* headings over nothing */
  add_head (self, 0, _ ("Term"));
  add_head (self, 1, _ ("First day"));
  add_head (self, 2, _ ("Last day"));
  for (guint i = 0; i < self->rules->terms->len; i++)
    add_line (self, g_ptr_array_index (self->rules->terms, i));
  self->add_year = gtk_button_new ();
  name_next_year (self);
  g_signal_connect (self->add_year, "clicked", G_CALLBACK (add_year_cb), self);
  g_signal_connect (add_term, "clicked", G_CALLBACK (add_term_cb), self);
  gtk_box_append (GTK_BOX (buttons), self->add_year);
  gtk_box_append (GTK_BOX (buttons), add_term);
  gtk_box_append (GTK_BOX (box), self->grid);
  gtk_box_append (GTK_BOX (box), buttons);
  return box;
}

/* ---- the rules ---- */

static const char *
name_calendar (CwCalendar calendar)
{
  const char *const names[] = { [CW_CALENDAR_HALF_TERM] = N_ ("each half-term"),
                                [CW_CALENDAR_TERM] = N_ ("each term"),
                                [CW_CALENDAR_YEAR] = N_ ("each school year") };

  return _ (names[calendar]);
}

static char *
describe_rule (Terms *self, const CwTermRule *rule)
{
  g_autofree char *year = cw_school_year_label (self->rules->year);

  if (rule->fixed)
    return g_strdup_printf (/* Translators: a school year, "each term", a number of families */
                            _ ("For %s this stays as it was at the first freeze: %s, %d families. "
                               "A change holds from the next year on."),
                            year, name_calendar (rule->fixed_calendar), rule->fixed_k);
  if (rule->suggested != rule->calendar)
    return g_strdup_printf (/* Translators: "each term" and the like */
                            _ ("Suggested from last year’s numbers: %s. The first freeze of a "
                               "school year fixes it for that year."),
                            name_calendar (rule->suggested));
  return g_strdup (_ ("The first freeze of a school year fixes it for that year."));
}

static GtkWidget *
make_rule (Terms *self, guint i)
{
  const CwTermRule *rule = &self->rules->rules[i];
  GtkWidget *group = adw_preferences_group_new (), *calendar = adw_combo_row_new (),
            *families = adw_action_row_new ();
  const char *const names[]
      = { name_calendar (CW_CALENDAR_HALF_TERM), name_calendar (CW_CALENDAR_TERM),
          name_calendar (CW_CALENDAR_YEAR), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);
  g_autofree char *words = describe_rule (self, rule);
  GtkWidget *spin = gtk_spin_button_new_with_range (5, 50, 1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   i == 0 ? _ ("Enquiries") : _ ("Contacts with families"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), words);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (calendar), _ ("Counted once for"));
  adw_combo_row_set_model (ADW_COMBO_ROW (calendar), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (calendar), rule->calendar);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (families), _ ("Families a line needs"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (families),
                               _ ("Five at least. Raise it in a very small school."));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), rule->k);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  cw_a11y_label (spin, _ ("Families a line needs"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (families), spin);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), calendar);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), families);
  self->calendars[i] = calendar;
  self->families[i] = spin;
  return group;
}

/* ---- saving ---- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GError) error = NULL;
  Terms *self = g_object_get_data (G_OBJECT (window), "cw-terms");

  cw_session_call_finish (CW_SESSION (source), result, &error);
  if (error == NULL)
    {
      cw_section_toast (self->section, _ ("Saved."));
      gtk_window_close (GTK_WINDOW (window));
      return;
    }
  gtk_widget_set_sensitive (self->save, TRUE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
}

static gpointer
save_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  cw_term_rules_save (store, input, error);
  return NULL;
}

/* A line that was added and left alone. */
static gboolean
is_blank (const TermLine *line)
{
  CwDateEntry *days[] = { CW_DATE_ENTRY (line->start), CW_DATE_ENTRY (line->end) };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (cw_date_entry_get_day (days[i]) != CW_DAY_NONE || cw_date_entry_is_wrong (days[i]))
      return FALSE;
  return line->id == 0 && !cw_is_typed (line->label);
}

/* The dates as typed, or NULL with the problem said under them. */
static GPtrArray *
read_terms (Terms *self)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);

  for (guint i = 0; i < self->lines->len; i++)
    {
      TermLine *line = g_ptr_array_index (self->lines, i);
      const char *label = gtk_editable_get_text (GTK_EDITABLE (line->label));
      CwTerm *term;

      if (line->removed)
        continue;
      if (is_blank (line))
        continue;
      term = cw_term_new ();
      term->id = line->id;
      g_free (term->label);
      term->label = g_strstrip (g_strdup (label));
      term->start = cw_date_entry_get_day (CW_DATE_ENTRY (line->start));
      term->end = cw_date_entry_get_day (CW_DATE_ENTRY (line->end));
      term->half_end = line->half_end > term->start && line->half_end < term->end ? line->half_end
                                                                                  : CW_DAY_NONE;
      g_ptr_array_add (terms, term);
      if (term->start != CW_DAY_NONE && term->end != CW_DAY_NONE)
        continue;
      show_problem (self, _ ("Every term needs a first and a last day, written like 01/09/2026."));
      gtk_widget_grab_focus (term->start == CW_DAY_NONE ? line->start : line->end);
      return NULL;
    }
  return g_steal_pointer (&terms);
}

static GArray *
list_removed (Terms *self)
{
  GArray *removed = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->lines->len; i++)
    {
      TermLine *line = g_ptr_array_index (self->lines, i);

      if (line->removed && line->id != 0)
        g_array_append_val (removed, line->id);
    }
  return removed;
}

static gboolean
check_terms (Terms *self, GPtrArray *terms)
{
  const char *const words[] = {
    [CW_TERMS_OK] = NULL,
    [CW_TERMS_BACKWARDS] = N_ ("A term ends before it begins. Check its two dates."),
    [CW_TERMS_OVERLAP] = N_ ("Two terms overlap. A term begins after the one before it has ended."),
    [CW_TERMS_NO_LABEL] = N_ ("Every term needs a name, such as “Autumn 2026”."),
    [CW_TERMS_DOUBLE_LABEL] = N_ ("Two terms have the same name."),
    [CW_TERMS_TOO_LONG] = N_ ("A term is longer than a school year. Check its two dates."),
  };
  guint index;
  CwTermsProblem problem = cw_calendar_check_terms (terms, &index);

  if (problem == CW_TERMS_OK)
    return TRUE;
  show_problem (self, _ (words[problem]));
  return FALSE;
}

static void
save_cb (GtkButton *button, Terms *self)
{
  g_autoptr (GPtrArray) terms = NULL;
  CwTermRules *rules;

  show_problem (self, "");
  terms = read_terms (self);
  if (terms == NULL || !check_terms (self, terms))
    return;
  rules = g_new0 (CwTermRules, 1);
  rules->terms = g_steal_pointer (&terms);
  rules->removed = list_removed (self);
  for (guint i = 0; i < CW_RULE_POPULATIONS; i++)
    {
      rules->rules[i].calendar
          = (CwCalendar) adw_combo_row_get_selected (ADW_COMBO_ROW (self->calendars[i]));
      rules->rules[i].k = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->families[i]));
    }
  gtk_widget_set_sensitive (self->save, FALSE);
  cw_session_call (cw_section_get_session (self->section), save_work, rules,
                   (GDestroyNotify) cw_term_rules_free, NULL, CW_CHANGE_TERMS | CW_CHANGE_SUMMARIES,
                   NULL, saved_cb, g_object_ref (self->window));
}

/* ---- the window ---- */

static GtkWidget *
make_words (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
show_window (Terms *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_box_append (GTK_BOX (box),
                  make_words (_ ("Holidays count with the term that follows them. A term can be "
                                 "frozen from the day after its last day."),
                              "quiet"));
  gtk_box_append (GTK_BOX (box), make_dates (self));
  self->problem = make_words ("", "due");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (box), self->problem);
  for (guint i = 0; i < CW_RULE_POPULATIONS; i++)
    gtk_box_append (GTK_BOX (box), make_rule (self, i));
  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_halign (self->save, GTK_ALIGN_END);
  g_signal_connect (self->save, "clicked", G_CALLBACK (save_cb), self);
  gtk_box_append (GTK_BOX (box), self->save);
  self->window = cw_dialog_new (self->section, _ ("How terms are counted"), box, 640, 660);
  g_object_set_data_full (G_OBJECT (self->window), "cw-terms", self, free_terms);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwSection) section = data;
  g_autoptr (GError) error = NULL;
  CwTermRules *rules = cw_session_call_finish (CW_SESSION (source), result, &error);
  Terms *self;

  if (rules == NULL)
    {
      cw_section_report (section, error);
      return;
    }
  if (gtk_widget_get_root (GTK_WIDGET (section)) == NULL)
    {
      cw_term_rules_free (rules);
      return;
    }
  self = g_new0 (Terms, 1);
  self->section = g_object_ref (section);
  self->rules = rules;
  self->lines = g_ptr_array_new_with_free_func (g_free);
  show_window (self);
}

static gpointer
load_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_term_rules_load (store, error);
}

void
cw_terms_show (CwSection *section)
{
  g_return_if_fail (CW_IS_SECTION (section));

  cw_session_call (cw_section_get_session (section), load_work, NULL, NULL,
                   (GDestroyNotify) cw_term_rules_free, 0, NULL, loaded_cb, g_object_ref (section));
}
