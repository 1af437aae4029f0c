/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-item.h"

struct _CwItem
{
  GObject parent_instance;

  GType type;      /* boxed type of the record */
  gpointer record; /* (owned) (nullable) */
};

enum
{
  PROP_0,
  PROP_LOADED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CwItem, cw_item, G_TYPE_OBJECT)

static void
cw_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADED)
    g_value_set_boolean (value, cw_item_is_loaded (CW_ITEM (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_item_finalize (GObject *object)
{
  CwItem *self = CW_ITEM (object);

  if (self->record)
    g_boxed_free (self->type, self->record);
  G_OBJECT_CLASS (cw_item_parent_class)->finalize (object);
}

static void
cw_item_class_init (CwItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cw_item_get_property;
  object_class->finalize = cw_item_finalize;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cw_item_init (CwItem *self)
{
}

/**
 * cw_item_new:
 * @boxed_type: type of the records it can carry
 * @record: (nullable): copied; %NULL while it is not read yet
 *
 * Returns: (transfer full): a row of a list model
 */
CwItem *
cw_item_new (GType boxed_type, gconstpointer record)
{
  CwItem *self;

  g_return_val_if_fail (G_TYPE_IS_BOXED (boxed_type), NULL);

  self = g_object_new (CW_TYPE_ITEM, NULL);
  self->type = boxed_type;
  if (record)
    self->record = g_boxed_copy (boxed_type, record);
  return self;
}

gconstpointer
cw_item_get (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), NULL);
  return self->record;
}

/**
 * cw_item_set:
 * @record: (nullable): copied
 *
 * Replaces the record and emits notify::loaded, also when there was one before.
 */
void
cw_item_set (CwItem *self, gconstpointer record)
{
  gpointer old;

  g_return_if_fail (CW_IS_ITEM (self));

  old = self->record;
  self->record = record ? g_boxed_copy (self->type, record) : NULL;
  if (old)
    g_boxed_free (self->type, old);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

gboolean
cw_item_is_loaded (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), FALSE);
  return self->record != NULL;
}
