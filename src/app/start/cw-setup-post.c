/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-setup-post.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "core/cw-calendar.h"
#include "core/cw-clock.h"

struct _CwSetupPost
{
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *post;
  GtkWidget *adviser;
  GtkWidget *school;
  GtkWidget *second_school;
  GtkSpinButton *hours;
  AdwPreferencesGroup *terms;
  GtkWidget *problem_box;
  GtkLabel *problem;

  GPtrArray *proposed; /* of CwTerm: the labels */
  GPtrArray *starts;   /* of CwDateEntry, borrowed */
  GPtrArray *ends;
};

G_DEFINE_FINAL_TYPE (CwSetupPost, cw_setup_post, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* What is wrong with the terms, in words; NULL if nothing is. */
static char *
describe_terms (CwSetupPost *self)
{
  g_autoptr (GPtrArray) terms = NULL;
  guint index = 0;
  const char *label;

  for (guint i = 0; i < self->starts->len; i++)
    if (cw_date_entry_get_day (g_ptr_array_index (self->starts, i)) == CW_DAY_NONE
        || cw_date_entry_get_day (g_ptr_array_index (self->ends, i)) == CW_DAY_NONE)
      /* Translators: %s is the name of a term, as in "Autumn 2025". */
      return g_strdup_printf (_ ("%s needs a first and a last day."),
                              ((CwTerm *) g_ptr_array_index (self->proposed, i))->label);
  terms = cw_setup_post_get_terms (self);
  switch (cw_calendar_check_terms (terms, &index))
    {
    case CW_TERMS_OK:
      return NULL;
    case CW_TERMS_BACKWARDS:
      label = ((CwTerm *) g_ptr_array_index (terms, index))->label;
      /* Translators: %s is the name of a term. */
      return g_strdup_printf (_ ("The last day of %s comes before its first."), label);
    case CW_TERMS_OVERLAP:
      label = ((CwTerm *) g_ptr_array_index (terms, index))->label;
      /* Translators: %s is the name of a term. */
      return g_strdup_printf (_ ("%s shares days with another term."), label);
    case CW_TERMS_TOO_LONG:
      label = ((CwTerm *) g_ptr_array_index (terms, index))->label;
      /* Translators: %s is the name of a term. */
      return g_strdup_printf (_ ("%s is longer than a term can be."), label);
    case CW_TERMS_NO_LABEL:
    case CW_TERMS_DOUBLE_LABEL:
    default:
      return g_strdup (_ ("Look at the dates of the terms again."));
    }
}

static void
changed_cb (CwSetupPost *self)
{
  g_autofree char *words = NULL;

  g_assert (CW_IS_SETUP_POST (self));

  words = describe_terms (self);
  cw_show_error (self->problem_box, self->problem, words);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkWidget *
make_date (CwSetupPost *self, CwDay day, CwDay today, const char *label)
{
  GtkWidget *entry
      = g_object_new (CW_TYPE_DATE_ENTRY, "label", label, "valign", GTK_ALIGN_CENTER, NULL);

  cw_date_entry_set_today (CW_DATE_ENTRY (entry), today);
  cw_date_entry_set_day (CW_DATE_ENTRY (entry), day);
  g_signal_connect_object (entry, "notify::day", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return entry;
}

static void
add_term_row (CwSetupPost *self, const CwTerm *term, CwDay today)
{
  GtkWidget *row = adw_action_row_new ();
  /* Translators: %s is the name of a term. */
  g_autofree char *first = g_strdup_printf (_ ("First day of %s"), term->label);
  /* Translators: %s is the name of a term. */
  g_autofree char *last = g_strdup_printf (_ ("Last day of %s"), term->label);
  GtkWidget *start = make_date (self, term->start, today, first);
  GtkWidget *end = make_date (self, term->end, today, last);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), term->label);
  gtk_widget_set_focusable (row, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), start);
  /* Translators: between the first and the last day of a term. */
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (_ ("to")));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), end);
  adw_preferences_group_add (self->terms, row);
  g_ptr_array_add (self->starts, start);
  g_ptr_array_add (self->ends, end);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  return CW_SETUP_POST (widget)->post;
}

static void
cw_setup_post_finalize (GObject *object)
{
  CwSetupPost *self = CW_SETUP_POST (object);

  g_ptr_array_unref (self->proposed);
  g_ptr_array_unref (self->starts);
  g_ptr_array_unref (self->ends);
  G_OBJECT_CLASS (cw_setup_post_parent_class)->finalize (object);
}

static void
cw_setup_post_class_init (CwSetupPostClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_setup_post_finalize;
  cw_class_set_entry (widget_class, find_entry);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_SETUP_POST, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/start/cw-setup-post.ui");
  gtk_widget_class_bind_template_child (widget_class, CwSetupPost, post);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPost, adviser);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPost, school);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPost, second_school);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPost, hours);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPost, terms);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPost, problem_box);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPost, problem);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
cw_setup_post_init (CwSetupPost *self)
{
  g_autoptr (CwClock) clock = cw_clock_new_system ();
  CwDay today = cw_clock_today (clock);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->starts = g_ptr_array_new ();
  self->ends = g_ptr_array_new ();
  self->proposed = cw_calendar_propose_terms (cw_day_school_year (today));
  for (guint i = 0; i < self->proposed->len; i++)
    add_term_row (self, g_ptr_array_index (self->proposed, i), today);
}

/* The records have a name, the adviser and a school too, and the terms are in order. */
gboolean
cw_setup_post_is_right (CwSetupPost *self)
{
  g_autofree char *words = NULL;

  g_return_val_if_fail (CW_IS_SETUP_POST (self), FALSE);

  words = describe_terms (self);
  return words == NULL && cw_is_typed (self->post) && cw_is_typed (self->adviser)
         && cw_is_typed (self->school);
}

CwProfile *
cw_setup_post_get_profile (CwSetupPost *self)
{
  CwProfile *profile;
  g_autoptr (GStrvBuilder) schools = g_strv_builder_new ();
  g_autofree char *school = NULL;
  g_autofree char *second = NULL;

  g_return_val_if_fail (CW_IS_SETUP_POST (self), NULL);

  profile = cw_profile_new ();
  school = cw_dup_typed (self->school);
  second = cw_dup_typed (self->second_school);
  g_strv_builder_add (schools, school);
  if (*second != '\0')
    g_strv_builder_add (schools, second);
  g_free (profile->post);
  profile->post = cw_dup_typed (self->post);
  g_free (profile->adviser);
  profile->adviser = cw_dup_typed (self->adviser);
  g_strfreev (profile->schools);
  profile->schools = g_strv_builder_end (schools);
  profile->contract_minutes = (int) (gtk_spin_button_get_value (self->hours) * 60 + 0.5);
  return profile;
}

GPtrArray *
cw_setup_post_get_terms (CwSetupPost *self)
{
  GPtrArray *terms;

  g_return_val_if_fail (CW_IS_SETUP_POST (self), NULL);

  terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);
  for (guint i = 0; i < self->proposed->len; i++)
    {
      CwTerm *term = cw_term_copy (g_ptr_array_index (self->proposed, i));

      if (term->start != cw_date_entry_get_day (g_ptr_array_index (self->starts, i))
          || term->end != cw_date_entry_get_day (g_ptr_array_index (self->ends, i)))
        term->half_end = CW_DAY_NONE;
      term->start = cw_date_entry_get_day (g_ptr_array_index (self->starts, i));
      term->end = cw_date_entry_get_day (g_ptr_array_index (self->ends, i));
      g_ptr_array_add (terms, term);
    }
  return terms;
}
