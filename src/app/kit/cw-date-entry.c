/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-kit.h"

#include <glib/gi18n.h>

struct _CwDateEntry
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *button;
  GtkCalendar *calendar;

  char *label;
  CwDay day;
  CwDay today;
  gboolean wrong;   /* what is typed is no date */
  gboolean setting; /* the program writes the text, not the user */
};

G_DEFINE_FINAL_TYPE (CwDateEntry, cw_date_entry, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_DAY,
  PROP_LABEL,
  PROP_TEXT,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static const char *
get_typed (CwDateEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static gboolean
has_words (const char *text)
{
  return text[strspn (text, " \t")] != '\0';
}

static void
show_wrong (CwDateEntry *self, gboolean wrong)
{
  cw_set_class (self->entry, "warning", wrong);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
write_day (CwDateEntry *self)
{
  g_autofree char *text = cw_day_format (self->day);

  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->setting = FALSE;
  self->wrong = FALSE;
  show_wrong (self, FALSE);
}

/* The user chose @day, by typing or from the calendar; or typed what is no day (@wrong). A form
 * hears of that as well: it may have a date that nobody meant to take away. */
static void
choose_day (CwDateEntry *self, CwDay day, gboolean wrong)
{
  if (day == self->day && wrong == self->wrong)
    return;
  self->day = day;
  self->wrong = wrong;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DAY]);
}

static void
text_changed_cb (CwDateEntry *self)
{
  g_assert (CW_IS_DATE_ENTRY (self));

  if (!self->setting)
    {
      CwDay day = cw_day_parse (get_typed (self), self->today);

      show_wrong (self, FALSE);
      choose_day (self, day, day == CW_DAY_NONE && has_words (get_typed (self)));
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

/* Done with typing: write the date out in full, or point at what is none. */
static void
typing_done_cb (CwDateEntry *self)
{
  g_assert (CW_IS_DATE_ENTRY (self));

  if (cw_date_entry_is_wrong (self))
    show_wrong (self, TRUE);
  else
    write_day (self);
}

static void
set_text (CwDateEntry *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  typing_done_cb (self);
}

static void
day_selected_cb (CwDateEntry *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  CwDay day = cw_day_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date),
                               g_date_time_get_day_of_month (date));

  if (self->setting)
    return;
  choose_day (self, day, FALSE);
  write_day (self);
}

static void
show_in_calendar (CwDateEntry *self)
{
  CwDay day = self->day != CW_DAY_NONE ? self->day : self->today;
  int year, month, dom;
  g_autoptr (GDateTime) date = NULL;

  if (day == CW_DAY_NONE)
    return;
  cw_day_to_ymd (day, &year, &month, &dom);
  date = g_date_time_new_local (year, month, dom, 12, 0, 0);
  self->setting = TRUE;
  gtk_calendar_select_day (self->calendar, date);
  self->setting = FALSE;
}

/* Up and Down: a day later or earlier. Alt+Down: the calendar. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                CwDateEntry *self)
{
  gboolean up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up;
  gboolean down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down;

  if (down && (state & GDK_ALT_MASK))
    {
      gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
      return GDK_EVENT_STOP;
    }
  if ((!up && !down) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) || self->today == CW_DAY_NONE)
    return GDK_EVENT_PROPAGATE;
  choose_day (self, self->day == CW_DAY_NONE ? self->today : self->day + (up ? 1 : -1), FALSE);
  write_day (self);
  return GDK_EVENT_STOP;
}

static void
set_label (CwDateEntry *self, const char *label)
{
  g_autofree char *button = NULL;

  g_free (self->label);
  self->label = g_strdup (label != NULL ? label : _ ("Date"));
  /* Translators: %s is the name of a date field. */
  button = g_strdup_printf (_ ("%s: pick from the calendar"), self->label);
  cw_a11y_label (self->entry, self->label);
  cw_a11y_label (self->button, button);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  return CW_DATE_ENTRY (widget)->entry;
}

static void
cw_date_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CwDateEntry *self = CW_DATE_ENTRY (object);

  switch (id)
    {
    case PROP_DAY:
      g_value_set_int (value, self->day);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_TEXT:
      g_value_set_string (value, get_typed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cw_date_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwDateEntry *self = CW_DATE_ENTRY (object);

  switch (id)
    {
    case PROP_DAY:
      cw_date_entry_set_day (self, g_value_get_int (value));
      break;
    case PROP_LABEL:
      set_label (self, g_value_get_string (value));
      break;
    case PROP_TEXT:
      set_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cw_date_entry_dispose (GObject *object)
{
  g_clear_pointer (&CW_DATE_ENTRY (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_date_entry_parent_class)->dispose (object);
}

static void
cw_date_entry_finalize (GObject *object)
{
  g_free (CW_DATE_ENTRY (object)->label);
  G_OBJECT_CLASS (cw_date_entry_parent_class)->finalize (object);
}

static void
cw_date_entry_class_init (CwDateEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cw_date_entry_get_property;
  object_class->set_property = cw_date_entry_set_property;
  object_class->dispose = cw_date_entry_dispose;
  object_class->finalize = cw_date_entry_finalize;
  cw_class_set_entry (widget_class, find_entry);

  props[PROP_DAY]
      = g_param_spec_int ("day", NULL, NULL, 0, G_MAXINT32, CW_DAY_NONE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_LABEL]
      = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_TEXT]
      = g_param_spec_string ("text", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "dateentry");
}

static void
build_calendar (CwDateEntry *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  cw_a11y_label (GTK_WIDGET (self->calendar), _ ("Calendar"));
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "show", G_CALLBACK (show_in_calendar), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
}

static void
cw_date_entry_init (CwDateEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->box, "linked");
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 12);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("dd/mm/yyyy"));
  gtk_widget_add_css_class (self->entry, "numeric");
  gtk_widget_set_hexpand (self->entry, TRUE);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "x-office-calendar-symbolic");
  build_calendar (self);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  gtk_box_append (GTK_BOX (self->box), self->button);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  set_label (self, NULL);

  g_signal_connect_object (self->entry, "changed", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (typing_done_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (typing_done_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (self->entry, keys);
}

/* A date field: typed as dd/mm/yyyy or shorter, Up and Down move by a day, Alt+Down opens a
 * calendar. */
GtkWidget *
cw_date_entry_new (void)
{
  return g_object_new (CW_TYPE_DATE_ENTRY, NULL);
}

/* The date; CW_DAY_NONE where the field is empty or holds none. */
CwDay
cw_date_entry_get_day (CwDateEntry *self)
{
  g_return_val_if_fail (CW_IS_DATE_ENTRY (self), CW_DAY_NONE);

  return self->day;
}

/* Shows @day without notifying. */
void
cw_date_entry_set_day (CwDateEntry *self, CwDay day)
{
  g_return_if_fail (CW_IS_DATE_ENTRY (self));

  self->day = day;
  write_day (self);
}

/* The day that short dates are near to, and where the calendar opens. */
void
cw_date_entry_set_today (CwDateEntry *self, CwDay today)
{
  g_return_if_fail (CW_IS_DATE_ENTRY (self));

  self->today = today;
}

/* Something is typed that is no date. */
gboolean
cw_date_entry_is_wrong (CwDateEntry *self)
{
  g_return_val_if_fail (CW_IS_DATE_ENTRY (self), FALSE);

  return self->wrong;
}
