/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-terms-dialog.h"

#include <glib/gi18n.h>

#include "app/kit/cw-form-fields.h"
#include "app/kit/cw-kit.h"
#include "cw-term-rules.h"
#include "cw-terms-state.h"

G_STATIC_ASSERT (CW_TERMS_RULES == CW_RULE_POPULATIONS);

/* One line of term dates. */
typedef struct _Terms Terms;
typedef struct
{
  Terms *terms; /* borrowed */
  gint64 id;
  CwDay half_end;
  gboolean removed;
  GtkWidget *label, *start, *end, *remove;
} TermLine;

/* The form; freed with its dialog. */
struct _Terms
{
  CwFormDialog *dialog; /* borrowed */
  CwSession *session;   /* owned */
  CwTermRules *rules;   /* owned */
  GPtrArray *lines;     /* of TermLine, owned */
  CwTermsState *before; /* owned: the form as nobody has touched it */

  GtkWidget *grid, *add_year;
  GtkWidget *calendars[CW_RULE_POPULATIONS], *families[CW_RULE_POPULATIONS];
};

static void
free_terms (gpointer data)
{
  Terms *self = data;

  g_object_unref (self->session);
  cw_term_rules_free (self->rules);
  g_ptr_array_unref (self->lines);
  cw_terms_state_free (self->before);
  g_free (self);
}

static void
touched_cb (Terms *self)
{
  cw_form_dialog_touch (self->dialog);
}

static void
text_cb (GtkWidget *field, GParamSpec *pspec, Terms *self)
{
  touched_cb (self);
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
show_line (TermLine *line)
{
  GtkWidget *widgets[] = { line->label, line->start, line->end, line->remove };

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    gtk_widget_set_visible (widgets[i], !line->removed);
}

static void
remove_cb (GtkButton *button, TermLine *line)
{
  line->removed = TRUE;
  show_line (line);
  touched_cb (line->terms);
}

static void
fill_line (TermLine *line, const CwTermTyped *typed)
{
  CwDay today = cw_session_get_today (line->terms->session);

  line->id = typed->id;
  line->half_end = typed->half_end;
  line->removed = typed->removed;
  gtk_editable_set_text (GTK_EDITABLE (line->label), typed->label);
  cw_date_entry_set_today (CW_DATE_ENTRY (line->start), today);
  cw_date_entry_set_today (CW_DATE_ENTRY (line->end), today);
  g_object_set (line->start, "text", typed->start, NULL);
  g_object_set (line->end, "text", typed->end, NULL);
  name_fields (line);
  show_line (line);
}

static void
add_typed (Terms *self, const CwTermTyped *typed)
{
  TermLine *line = g_new0 (TermLine, 1);
  int row = (int) self->lines->len + 1;

  line->terms = self;
  line->label = gtk_entry_new ();
  line->start = cw_date_entry_new ();
  line->end = cw_date_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (line->label), 18);
  gtk_widget_set_hexpand (line->label, TRUE);
  cw_a11y_label (line->label, _ ("Name of the term"));
  line->remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_add_css_class (line->remove, "flat");
  gtk_widget_set_tooltip_text (line->remove, _ ("Remove this term when saving"));
  fill_line (line, typed);
  g_signal_connect_swapped (line->label, "changed", G_CALLBACK (name_fields), line);
  g_signal_connect_swapped (line->label, "changed", G_CALLBACK (touched_cb), self);
  g_signal_connect (line->start, "notify::text", G_CALLBACK (text_cb), self);
  g_signal_connect (line->end, "notify::text", G_CALLBACK (text_cb), self);
  g_signal_connect (line->remove, "clicked", G_CALLBACK (remove_cb), line);
  gtk_grid_attach (GTK_GRID (self->grid), line->label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), line->start, 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), line->end, 2, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), line->remove, 3, row, 1, 1);
  g_ptr_array_add (self->lines, line);
  gtk_widget_set_visible (self->grid, TRUE);
}

static void
add_line (Terms *self, const CwTerm *term)
{
  g_autoptr (CwTermsState) state = cw_terms_state_new ();

  add_typed (self, cw_terms_state_add (state, term));
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
  touched_cb (self);
  if (self->lines->len > first)
    gtk_widget_grab_focus (((TermLine *) g_ptr_array_index (self->lines, first))->label);
}

static void
add_term_cb (GtkButton *button, Terms *self)
{
  g_autoptr (CwTerm) term = cw_term_new ();

  add_line (self, term);
  touched_cb (self);
  gtk_widget_grab_focus (
      ((TermLine *) g_ptr_array_index (self->lines, self->lines->len - 1))->label);
}

static GtkWidget *
make_dates (Terms *self, const CwTermsState *state)
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
  for (guint i = 0; i < state->lines->len; i++)
    add_typed (self, g_ptr_array_index (state->lines, i));
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
make_rule (Terms *self, const CwTermsState *state, guint i)
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
  adw_combo_row_set_selected (ADW_COMBO_ROW (calendar), state->rules[i].calendar);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (families), _ ("Families a line needs"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (families),
                               _ ("Five at least. Raise it in a very small school."));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), state->rules[i].k);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  cw_a11y_label (spin, _ ("Families a line needs"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (families), spin);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), calendar);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), families);
  g_signal_connect (calendar, "notify::selected", G_CALLBACK (text_cb), self);
  g_signal_connect (spin, "notify::value", G_CALLBACK (text_cb), self);
  self->calendars[i] = calendar;
  self->families[i] = spin;
  return group;
}

/* ---- what is typed ---- */

static CwTermsState *
read_state (Terms *self)
{
  CwTermsState *state = cw_terms_state_new ();

  for (guint i = 0; i < CW_RULE_POPULATIONS; i++)
    {
      state->rules[i].calendar
          = (CwCalendar) adw_combo_row_get_selected (ADW_COMBO_ROW (self->calendars[i]));
      state->rules[i].k = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->families[i]));
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      TermLine *line = g_ptr_array_index (self->lines, i);
      g_autoptr (CwTerm) term = cw_term_new ();
      CwTermTyped *typed = cw_terms_state_add (state, term);

      typed->id = line->id;
      typed->half_end = line->half_end;
      typed->removed = line->removed;
      g_free (typed->label);
      g_free (typed->start);
      g_free (typed->end);
      typed->label = g_strdup (gtk_editable_get_text (GTK_EDITABLE (line->label)));
      g_object_get (line->start, "text", &typed->start, NULL);
      g_object_get (line->end, "text", &typed->end, NULL);
    }
  return state;
}

static char *
write_draft (gpointer data, int *words)
{
  Terms *self = data;
  g_autoptr (CwTermsState) state = read_state (self);

  *words = 0;
  return cw_terms_state_to_body (state, self->before);
}

/* ---- saving ---- */

static void
saved_cb (gpointer dialog, gpointer result)
{
  g_free (result);
  cw_say (dialog, _ ("Saved."));
  cw_form_dialog_end (dialog);
}

static gboolean
save_rules (CwStore *store, gpointer data, GError **error)
{
  const CwJob *job = data;

  return cw_term_rules_save (store, job->record, error)
         && cw_form_draft_end_given (store, job, error);
}

static gpointer
save_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_transact (store, save_rules, job, error);
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
      cw_form_dialog_set_problem (
          self->dialog, _ ("Every term needs a first and a last day, written like 01/09/2026."));
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
  cw_form_dialog_set_problem (self->dialog, _ (words[problem]));
  return FALSE;
}

static void
save_cb (CwFormDialog *dialog, Terms *self)
{
  g_autoptr (GPtrArray) terms = NULL;
  CwTermRules *rules;
  CwJob *job;

  cw_form_dialog_set_problem (dialog, NULL);
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
  job = cw_job_new (0);
  cw_job_take (job, rules, (GDestroyNotify) cw_term_rules_free);
  cw_form_dialog_store (dialog, self->session, save_work, job,
                        CW_CHANGE_TERMS | CW_CHANGE_SUMMARIES, saved_cb);
}

/* ---- the form ---- */

static GtkWidget *
make_words (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "quiet");
  return label;
}

static GtkWidget *
make_form (Terms *self, const CwTermsState *state)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_box_append (GTK_BOX (box),
                  make_words (_ ("Holidays count with the term that follows them. A term can be "
                                 "frozen from the day after its last day.")));
  gtk_box_append (GTK_BOX (box), make_dates (self, state));
  for (guint i = 0; i < CW_RULE_POPULATIONS; i++)
    gtk_box_append (GTK_BOX (box), make_rule (self, state, i));
  return box;
}

static CwTermsState *
make_state (const CwTermRules *rules)
{
  CwTermsState *state = cw_terms_state_new ();

  for (guint i = 0; i < CW_RULE_POPULATIONS; i++)
    {
      state->rules[i].calendar = rules->rules[i].calendar;
      state->rules[i].k = rules->rules[i].k;
    }
  for (guint i = 0; i < rules->terms->len; i++)
    cw_terms_state_add (state, g_ptr_array_index (rules->terms, i));
  return state;
}

static void
show (GtkWidget *section, CwFormOpening *opening)
{
  Terms *self = g_new0 (Terms, 1);
  g_autoptr (CwTermsState) state = make_state (opening->data);

  self->rules = g_steal_pointer (&opening->data);
  self->session = g_object_ref (opening->session);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->before = make_state (self->rules);
  if (opening->draft != NULL)
    cw_terms_state_take_body (state, opening->draft->body);
  self->dialog = cw_form_dialog_new (section, _ ("How terms are counted"), _ ("Save"),
                                     make_form (self, state));
  g_object_set_data_full (G_OBJECT (self->dialog), "cw-terms", self, free_terms);
  cw_form_dialog_keep (self->dialog, opening, write_draft, self);
  g_signal_connect (self->dialog, "save", G_CALLBACK (save_cb), self);
  cw_form_dialog_set_size (self->dialog, 640, 660);
  gtk_window_present (GTK_WINDOW (self->dialog));
}

static void
loaded_cb (gpointer section, gpointer rules)
{
  CwFormOpening *opening = cw_form_opening_new (cw_section_get_session (section), CW_FORM_DRAFT,
                                                g_strdup (CW_TERMS_DRAFT), 0);

  opening->data = rules;
  opening->data_free = (GDestroyNotify) cw_term_rules_free;
  cw_form_open (section, opening, show);
}

static gpointer
load_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_term_rules_load (store, error);
}

void
cw_terms_show (CwSection *section)
{
  g_return_if_fail (CW_IS_SECTION (section));

  cw_run (section, cw_section_get_session (section), load_work, cw_job_new (0),
          (GDestroyNotify) cw_term_rules_free, 0, loaded_cb, NULL);
}
