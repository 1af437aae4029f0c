/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/enquiries/cw-enquiry-filters.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "app/kit/cw-wrap-box.h"
#include "core/cw-calendar.h"

/* Days that can be chosen; CW_DAY_NONE is open. */
typedef struct
{
  CwDay from, to;
} Period;

struct _CwEnquiryFilters
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *content;
  GtkDropDown *period;
  GtkDropDown *category;
  GtkDropDown *method;
  GtkDropDown *about;
  GtkLabel *count;

  /* owned: what the lines of each drop-down stand for */
  GArray *periods;      /* of Period */
  GArray *category_ids; /* of gint64 */
  GArray *method_ids;
  GArray *about_ids;

  gboolean setting; /* the program chooses, not the user */
};

G_DEFINE_FINAL_TYPE (CwEnquiryFilters, cw_enquiry_filters, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- terms ---- */

static void
add_period (CwEnquiryFilters *self, GtkStringList *names, const char *name, CwDay from, CwDay to)
{
  Period period = { from, to };

  gtk_string_list_append (names, name);
  g_array_append_val (self->periods, period);
}

/* Holidays belong to the term that follows, so that every enquiry is in exactly one. */
static Period
get_term_period (GPtrArray *terms, guint i)
{
  const CwTerm *before = i > 0 && i <= terms->len ? g_ptr_array_index (terms, i - 1) : NULL;
  const CwTerm *term = i < terms->len ? g_ptr_array_index (terms, i) : NULL;

  return (Period){ before != NULL ? before->end + 1 : CW_DAY_NONE,
                   term != NULL ? term->end : CW_DAY_NONE };
}

/* In the holidays people still write up the term that has just ended: it is "this term" until the
 * next begins. */
static Period
get_this_term (GPtrArray *terms, CwDay today)
{
  guint now = cw_calendar_term_index (terms, today);
  const CwTerm *term = now < terms->len ? g_ptr_array_index (terms, now) : NULL;
  gboolean holiday = now > 0 && (term == NULL || today < term->start);

  return (Period){ get_term_period (terms, holiday ? now - 1 : now).from,
                   term != NULL ? term->end : CW_DAY_NONE };
}

static GtkStringList *
list_periods (CwEnquiryFilters *self, GPtrArray *terms, CwDay today)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  guint now = cw_calendar_term_index (terms, today);
  int year = cw_day_school_year (today);
  Period period;

  g_array_set_size (self->periods, 0);
  if (terms->len > 0)
    {
      period = get_this_term (terms, today);
      add_period (self, names, _ ("This term"), period.from, period.to);
    }
  for (guint i = MIN (now + 1, terms->len); i > 0; i--)
    {
      const CwTerm *term = g_ptr_array_index (terms, i - 1);

      period = get_term_period (terms, i - 1);
      add_period (self, names, term->label, period.from, period.to);
    }
  add_period (self, names, _ ("This school year"), cw_day_from_ymd (year, 8, 1),
              cw_day_from_ymd (year + 1, 7, 31));
  add_period (self, names, C_ ("all terms", "All terms"), CW_DAY_NONE, CW_DAY_NONE);
  return names;
}

static guint
find_period (GArray *periods, Period period)
{
  for (guint i = 0; i < periods->len; i++)
    {
      const Period *other = &g_array_index (periods, Period, i);

      if (other->from == period.from && other->to == period.to)
        return i;
    }
  return 0;
}

/* ---- codes ---- */

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const CwCode *left = *(const CwCode *const *) a;
  const CwCode *right = *(const CwCode *const *) b;

  if (left->retired != right->retired)
    return left->retired ? 1 : -1;
  if (g_str_equal (left->code, "other") != g_str_equal (right->code, "other"))
    return g_str_equal (left->code, "other") ? 1 : -1;
  return g_utf8_collate (left->label, right->label);
}

static gint64
get_chosen (GtkDropDown *down, GArray *ids)
{
  guint at = gtk_drop_down_get_selected (down);

  return at < ids->len ? g_array_index (ids, gint64, at) : 0;
}

/* Retired codes are at the end: what was logged under them can still be found. */
static void
fill_codes (CwEnquiryFilters *self,
            GtkDropDown *down,
            GArray *ids,
            const char *any,
            GPtrArray *codes,
            gboolean by_name)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  gint64 chosen = get_chosen (down, ids);
  gint64 none = 0;
  guint at = 0;

  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (codes, i));
  if (by_name)
    g_ptr_array_sort (sorted, compare_codes);
  g_array_set_size (ids, 0);
  g_array_append_val (ids, none);
  gtk_string_list_append (names, any);
  for (guint i = 0; i < sorted->len; i++)
    {
      const CwCode *code = g_ptr_array_index (sorted, i);
      g_autofree char *retired = NULL;

      if (code->retired)
        /* Translators: an entry of a list that is not offered any more, %s is its name. */
        retired = g_strdup_printf (_ ("%s (retired)"), code->label);
      gtk_string_list_append (names, retired != NULL ? retired : code->label);
      g_array_append_val (ids, code->id);
      if (code->id == chosen)
        at = ids->len - 1;
    }
  self->setting = TRUE;
  gtk_drop_down_set_model (down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (down, at);
  self->setting = FALSE;
}

/* ---- the widget ---- */

static void
selected_cb (GtkDropDown *down, GParamSpec *pspec, CwEnquiryFilters *self)
{
  g_assert (CW_IS_ENQUIRY_FILTERS (self));

  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
cw_enquiry_filters_dispose (GObject *object)
{
  CwEnquiryFilters *self = CW_ENQUIRY_FILTERS (object);

  self->setting = TRUE;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_enquiry_filters_parent_class)->dispose (object);
}

static void
cw_enquiry_filters_finalize (GObject *object)
{
  CwEnquiryFilters *self = CW_ENQUIRY_FILTERS (object);

  g_array_unref (self->periods);
  g_array_unref (self->category_ids);
  g_array_unref (self->method_ids);
  g_array_unref (self->about_ids);
  G_OBJECT_CLASS (cw_enquiry_filters_parent_class)->finalize (object);
}

static void
cw_enquiry_filters_class_init (CwEnquiryFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_enquiry_filters_dispose;
  object_class->finalize = cw_enquiry_filters_finalize;

  signals[CHANGED] = g_signal_new ("changed", CW_TYPE_ENQUIRY_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/enquiries/cw-enquiry-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryFilters, content);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryFilters, period);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryFilters, category);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryFilters, method);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryFilters, about);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryFilters, count);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cw_enquiry_filters_init (CwEnquiryFilters *self)
{
  self->periods = g_array_new (FALSE, FALSE, sizeof (Period));
  self->category_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->method_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->about_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->setting = FALSE;
  cw_a11y_drop_down (self->period, _ ("Filter by term"));
  cw_a11y_drop_down (self->category, _ ("Filter by category"));
  cw_a11y_drop_down (self->method, _ ("Filter by how the parent got in touch"));
  cw_a11y_drop_down (self->about, _ ("Filter by child or parent"));
}

void
cw_enquiry_filters_set_terms (CwEnquiryFilters *self, GPtrArray *terms, CwDay today)
{
  g_autoptr (GtkStringList) names = NULL;
  gboolean first;
  Period chosen = { 0 };
  guint at;

  g_return_if_fail (CW_IS_ENQUIRY_FILTERS (self));
  g_return_if_fail (terms != NULL);

  first = self->periods->len == 0;
  at = gtk_drop_down_get_selected (self->period);
  if (at < self->periods->len)
    chosen = g_array_index (self->periods, Period, at);
  names = list_periods (self, terms, today);
  self->setting = TRUE;
  gtk_drop_down_set_model (self->period, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->period, first ? 0 : find_period (self->periods, chosen));
  self->setting = FALSE;
}

void
cw_enquiry_filters_set_codes (CwEnquiryFilters *self, CwCodeBook *codes)
{
  g_return_if_fail (CW_IS_ENQUIRY_FILTERS (self));
  g_return_if_fail (codes != NULL);

  fill_codes (self, self->category, self->category_ids, _ ("All categories"),
              cw_code_book_list (codes, CW_LIST_ENQUIRY_CATEGORY), TRUE);
  /* Translators: lets enquiries through however the parent got in touch. */
  fill_codes (self, self->method, self->method_ids, _ ("Any way"),
              cw_code_book_list (codes, CW_LIST_CONTACT_METHOD), FALSE);
  fill_codes (self, self->about, self->about_ids, _ ("Child or parent"),
              cw_code_book_list (codes, CW_LIST_ABOUT), FALSE);
}

void
cw_enquiry_filters_get (CwEnquiryFilters *self, CwEnquiryFilter *filter)
{
  guint at;

  g_return_if_fail (CW_IS_ENQUIRY_FILTERS (self));
  g_return_if_fail (filter != NULL);

  at = gtk_drop_down_get_selected (self->period);
  filter->from = filter->to = CW_DAY_NONE;
  if (at < self->periods->len)
    {
      const Period *period = &g_array_index (self->periods, Period, at);

      filter->from = period->from;
      filter->to = period->to;
    }
  filter->category = get_chosen (self->category, self->category_ids);
  filter->method = get_chosen (self->method, self->method_ids);
  filter->about = get_chosen (self->about, self->about_ids);
}

gboolean
cw_enquiry_filters_is_open (CwEnquiryFilters *self)
{
  CwEnquiryFilter filter = { 0 };

  g_return_val_if_fail (CW_IS_ENQUIRY_FILTERS (self), FALSE);

  cw_enquiry_filters_get (self, &filter);
  return filter.from == CW_DAY_NONE && filter.to == CW_DAY_NONE && filter.category == 0
         && filter.method == 0 && filter.about == 0;
}

void
cw_enquiry_filters_clear (CwEnquiryFilters *self)
{
  g_return_if_fail (CW_IS_ENQUIRY_FILTERS (self));

  self->setting = TRUE;
  gtk_drop_down_set_selected (self->period, self->periods->len > 0 ? self->periods->len - 1 : 0);
  gtk_drop_down_set_selected (self->category, 0);
  gtk_drop_down_set_selected (self->method, 0);
  gtk_drop_down_set_selected (self->about, 0);
  self->setting = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * cw_enquiry_filters_set_count:
 * @enquiries: how many there are, -1 while that is not known
 * @ticked: how many categories they tick together: more than @enquiries, as one can have several
 */
void
cw_enquiry_filters_set_count (CwEnquiryFilters *self, gint64 enquiries, gint64 ticked)
{
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *both = NULL;

  g_return_if_fail (CW_IS_ENQUIRY_FILTERS (self));

  if (enquiries < 0)
    {
      gtk_label_set_text (self->count, "");
      return;
    }
  /* Translators: %'d is a number, written with separators of thousands. */
  one = g_strdup_printf (ngettext ("%'d enquiry", "%'d enquiries", enquiries), (int) enquiries);
  /* Translators: %'d is how many categories all enquiries of the table tick together. */
  two = g_strdup_printf (ngettext ("%'d category ticked", "%'d categories ticked", ticked),
                         (int) ticked);
  /* Translators: "46 enquiries" and "61 categories ticked". */
  both = g_strdup_printf (_ ("%s, %s"), one, two);
  gtk_label_set_text (self->count, both);
}
