/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-kit.h"

#include <glib/gi18n.h>

#include "cw-wrap-box.h"

#define COLUMNS 8 /* at most: hand and eye learn the places */

struct _CwChipBox
{
  GtkWidget parent_instance;

  GtkWidget *flow;  /* child */
  GPtrArray *chips; /* of GtkToggleButton, borrowed from the flow */

  GPtrArray *codes; /* of CwCode, all that were set, in the order they are shown */
  gboolean retired_too;
  gboolean single;
  char *label;
  gboolean setting; /* the program ticks, not the user */
};

G_DEFINE_FINAL_TYPE (CwChipBox, cw_chip_box, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SINGLE,
  PROP_LABEL,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const CwCode *
get_code (GtkWidget *chip)
{
  return g_object_get_data (G_OBJECT (chip), "cw-code");
}

static gboolean
is_ticked (GtkWidget *chip)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip));
}

static GtkWidget *
get_chip (CwChipBox *self, guint i)
{
  return g_ptr_array_index (self->chips, i);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const CwCode *one = *(const CwCode *const *) a;
  const CwCode *two = *(const CwCode *const *) b;
  gboolean other_one = g_str_equal (one->code, "other");
  gboolean other_two = g_str_equal (two->code, "other");

  if (other_one != other_two)
    return other_one ? 1 : -1;
  return g_utf8_collate (cw_code_get_short (one), cw_code_get_short (two));
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  return (*(const CwCode *const *) a)->position - (*(const CwCode *const *) b)->position;
}

static void
untick_others (CwChipBox *self, GtkWidget *chip)
{
  self->setting = TRUE;
  for (guint i = 0; i < self->chips->len; i++)
    if (get_chip (self, i) != chip)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_chip (self, i)), FALSE);
  self->setting = FALSE;
}

static void
chip_toggled_cb (GtkToggleButton *chip, CwChipBox *self)
{
  g_assert (CW_IS_CHIP_BOX (self));

  if (self->setting)
    return;
  if (self->single && gtk_toggle_button_get_active (chip))
    untick_others (self, GTK_WIDGET (chip));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Ticked chips are bold. The width is always that of the bold name, so that no chip moves when one
 * is ticked. */
static GtkWidget *
make_name (const char *name)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *room = gtk_label_new (name);

  gtk_widget_add_css_class (room, "strong");
  gtk_widget_set_opacity (room, 0);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), room);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), gtk_label_new (name));
  return overlay;
}

static void
add_chip (CwChipBox *self, const CwCode *code)
{
  GtkWidget *chip = gtk_toggle_button_new ();

  gtk_widget_add_css_class (chip, "chip");
  if (self->single)
    gtk_widget_add_css_class (chip, "one");
  if (code->short_label != NULL && !g_str_equal (code->short_label, code->label))
    gtk_widget_set_tooltip_text (chip, code->label);
  cw_a11y_label (chip, code->label);
  g_object_set_data_full (G_OBJECT (chip), "cw-code", cw_code_ref ((CwCode *) code),
                          (GDestroyNotify) cw_code_unref);
  g_signal_connect_object (chip, "toggled", G_CALLBACK (chip_toggled_cb), self, 0);
  gtk_button_set_child (GTK_BUTTON (chip), make_name (cw_code_get_short (code)));
  gtk_widget_set_parent (chip, self->flow);
  g_ptr_array_add (self->chips, chip);
}

static void
remove_chips (CwChipBox *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->chips, 0);
  while ((child = gtk_widget_get_first_child (self->flow)) != NULL)
    gtk_widget_unparent (child);
}

static gboolean
is_in (const gint64 *ids, guint n, gint64 id)
{
  for (guint i = 0; i < n; i++)
    if (ids[i] == id)
      return TRUE;
  return FALSE;
}

/* One chip for every code in use, and for the retired ones among @ids; ticked where in @ids. */
static void
build_chips (CwChipBox *self, const gint64 *ids, guint n)
{
  self->setting = TRUE;
  remove_chips (self);
  for (guint i = 0; i < self->codes->len; i++)
    {
      const CwCode *code = g_ptr_array_index (self->codes, i);
      gboolean ticked = is_in (ids, n, code->id);

      if (code->retired && !self->retired_too && !ticked)
        continue;
      add_chip (self, code);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_chip (self, self->chips->len - 1)),
                                    ticked);
    }
  self->setting = FALSE;
}

/* ---- keyboard: the box is one stop of Tab; arrows and letters move inside ---- */

static int
find_focus (CwChipBox *self)
{
  for (guint i = 0; i < self->chips->len; i++)
    if (gtk_widget_has_focus (get_chip (self, i)))
      return (int) i;
  return -1;
}

/* The chip above (-1) or below (+1) chip @from, as the lines lie now; @from where there is none. */
static guint
find_beside (CwChipBox *self, guint from, int way)
{
  graphene_rect_t here, there;
  guint best = from;
  float best_down = G_MAXFLOAT, best_aside = G_MAXFLOAT;

  if (!gtk_widget_compute_bounds (get_chip (self, from), self->flow, &here))
    return from;
  for (guint i = 0; i < self->chips->len; i++)
    {
      float down, aside;

      if (!gtk_widget_compute_bounds (get_chip (self, i), self->flow, &there))
        continue;
      down = (there.origin.y - here.origin.y) * (float) way;
      aside = ABS (there.origin.x + there.size.width / 2 - here.origin.x - here.size.width / 2);
      if (down > 1 && (down < best_down - 1 || (down < best_down + 1 && aside < best_aside)))
        {
          best = i;
          best_down = down;
          best_aside = aside;
        }
    }
  return best;
}

static gboolean
begins_with (GtkWidget *chip, gunichar letter)
{
  const char *name = cw_code_get_short (get_code (chip));

  return g_unichar_tolower (g_utf8_get_char (name)) == g_unichar_tolower (letter);
}

/* The next chip after @from whose name begins with @letter, going round; @from where there is none.
 */
static guint
find_letter (CwChipBox *self, guint from, gunichar letter)
{
  for (guint step = 1; step <= self->chips->len; step++)
    {
      guint i = (from + step) % self->chips->len;

      if (begins_with (get_chip (self, i), letter))
        return i;
    }
  return from;
}

static guint
find_target (CwChipBox *self, guint at, guint key)
{
  gunichar letter = gdk_keyval_to_unicode (key);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int step = 0;

  switch (key)
    {
    case GDK_KEY_Left:
      step = rtl ? 1 : -1;
      break;
    case GDK_KEY_Right:
      step = rtl ? -1 : 1;
      break;
    case GDK_KEY_Up:
      return find_beside (self, at, -1);
    case GDK_KEY_Down:
      return find_beside (self, at, 1);
    case GDK_KEY_Home:
      return 0;
    case GDK_KEY_End:
      return self->chips->len - 1;
    default:
      return g_unichar_isalnum (letter) ? find_letter (self, at, letter) : at;
    }
  return (guint) CLAMP ((int) at + step, 0, (int) self->chips->len - 1);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                CwChipBox *self)
{
  int at = find_focus (self);
  guint to;

  g_assert (CW_IS_CHIP_BOX (self));

  if (at < 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)))
    return GDK_EVENT_PROPAGATE;
  to = find_target (self, (guint) at, key);
  if (to == (guint) at)
    return key == GDK_KEY_Left || key == GDK_KEY_Right || key == GDK_KEY_Up || key == GDK_KEY_Down;
  gtk_widget_grab_focus (get_chip (self, to));
  return GDK_EVENT_STOP;
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  CwChipBox *self = CW_CHIP_BOX (widget);

  for (guint i = 0; i < self->chips->len; i++)
    if (is_ticked (get_chip (self, i)))
      return get_chip (self, i);
  return self->chips->len > 0 ? get_chip (self, 0) : NULL;
}

static gboolean
cw_chip_box_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_grab_focus (widget);
}

/* ---- the object ---- */

static void
set_label (CwChipBox *self, const char *label)
{
  g_free (self->label);
  self->label = g_strdup (label);
  cw_a11y_label (GTK_WIDGET (self), label != NULL ? label : "");
}

static void
cw_chip_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CwChipBox *self = CW_CHIP_BOX (object);

  switch (id)
    {
    case PROP_SINGLE:
      g_value_set_boolean (value, self->single);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cw_chip_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwChipBox *self = CW_CHIP_BOX (object);

  switch (id)
    {
    case PROP_SINGLE:
      self->single = g_value_get_boolean (value);
      g_object_set (self->flow, "columns", self->single ? 0 : COLUMNS, NULL);
      break;
    case PROP_LABEL:
      set_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cw_chip_box_dispose (GObject *object)
{
  CwChipBox *self = CW_CHIP_BOX (object);

  g_ptr_array_set_size (self->chips, 0);
  g_clear_pointer (&self->flow, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_chip_box_parent_class)->dispose (object);
}

static void
cw_chip_box_finalize (GObject *object)
{
  CwChipBox *self = CW_CHIP_BOX (object);

  g_ptr_array_unref (self->chips);
  g_ptr_array_unref (self->codes);
  g_free (self->label);
  G_OBJECT_CLASS (cw_chip_box_parent_class)->finalize (object);
}

static void
cw_chip_box_class_init (CwChipBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cw_chip_box_get_property;
  object_class->set_property = cw_chip_box_set_property;
  object_class->dispose = cw_chip_box_dispose;
  object_class->finalize = cw_chip_box_finalize;
  cw_class_set_entry (widget_class, find_entry);
  widget_class->focus = cw_chip_box_focus; /* one stop */

  props[PROP_SINGLE] = g_param_spec_boolean ("single", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_LABEL]
      = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_CHIP_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chipbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cw_chip_box_init (CwChipBox *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->chips = g_ptr_array_new ();
  self->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_code_unref);
  self->flow = cw_wrap_box_new (6);
  g_object_set (self->flow, "columns", COLUMNS, NULL);
  gtk_widget_set_parent (self->flow, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
cw_chip_box_new (void)
{
  return g_object_new (CW_TYPE_CHIP_BOX, NULL);
}

/* Shows @codes (of CwCode), by name or by their position. What was ticked stays ticked. */
void
cw_chip_box_set_codes (CwChipBox *self,
                       GPtrArray *codes,
                       gboolean sort_by_name,
                       gboolean retired_too)
{
  g_autoptr (GArray) ids = NULL;

  g_return_if_fail (CW_IS_CHIP_BOX (self));
  g_return_if_fail (codes != NULL);

  ids = cw_chip_box_get_ids (self);
  g_ptr_array_set_size (self->codes, 0);
  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (self->codes, cw_code_ref (g_ptr_array_index (codes, i)));
  g_ptr_array_sort (self->codes, sort_by_name ? compare_names : compare_positions);
  self->retired_too = retired_too;
  build_chips (self, (const gint64 *) (void *) ids->data, ids->len);
}

/* The ticked codes (of gint64), in the order they are shown. */
GArray *
cw_chip_box_get_ids (CwChipBox *self)
{
  GArray *ids;

  g_return_val_if_fail (CW_IS_CHIP_BOX (self), NULL);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->chips->len; i++)
    if (is_ticked (get_chip (self, i)))
      g_array_append_val (ids, get_code (get_chip (self, i))->id);
  return ids;
}

gint64
cw_chip_box_get_id (CwChipBox *self)
{
  g_return_val_if_fail (CW_IS_CHIP_BOX (self), 0);

  for (guint i = 0; i < self->chips->len; i++)
    if (is_ticked (get_chip (self, i)))
      return get_code (get_chip (self, i))->id;
  return 0;
}

/* Ticks exactly @ids, without the signal. */
void
cw_chip_box_set_ids (CwChipBox *self, const gint64 *ids, guint n)
{
  g_return_if_fail (CW_IS_CHIP_BOX (self));
  g_return_if_fail (ids != NULL || n == 0);

  build_chips (self, ids, n);
}

void
cw_chip_box_focus_first (CwChipBox *self)
{
  g_return_if_fail (CW_IS_CHIP_BOX (self));

  if (self->chips->len > 0)
    gtk_widget_grab_focus (get_chip (self, 0));
}
