/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-freezing.h"
#include "cw-store-handover.h"

/*
 * Where the same records stand twice, each could freeze the same term, and two papers about it
 * would tell by their difference what neither says (docs/SUMMARIES.md). So neither freezes before
 * the person has said which goes on.
 */

#define HOLD "publish-hold"       /* setting: how the records came to stand twice */
#define GONE_ON "publish-gone-on" /* setting: the handover that did not keep them from going on */

static const char *const names[] = {
  [CW_HOLD_NONE] = NULL,
  [CW_HOLD_HANDED_OVER] = NULL, /* has a setting of its own */
  [CW_HOLD_RESTORED] = "restored",
  [CW_HOLD_TWIN] = "twin",
};

/**
 * cw_hold_describe:
 * @hold: why nothing is frozen
 *
 * Returns: (transfer none): what happened, and what could come of it; "" for %CW_HOLD_NONE
 */
const char *
cw_hold_describe (CwHold hold)
{
  switch (hold)
    {
    case CW_HOLD_HANDED_OVER:
      return _ ("A handover file was written from these records, so the next adviser publishes "
                "from now on. A term that both of you freeze would be published twice, with "
                "different figures.");
    case CW_HOLD_RESTORED:
      return _ ("These records were restored from a backup. A term that is frozen here and in the "
                "records the backup was made of would be published twice, with different figures.");
    case CW_HOLD_TWIN:
      return _ ("A backup of these records was restored. A term that is frozen here and in the "
                "restored records would be published twice, with different figures.");
    case CW_HOLD_NONE:
    default:
      return "";
    }
}

/* NULL without @failed: not set. */
static char *
read_setting (CwStore *self, const char *key, gboolean *failed, GError **error)
{
  GError *problem = NULL;
  char *value = cw_store_get_setting (self, key, &problem);

  if (problem != NULL)
    {
      *failed = TRUE;
      g_propagate_error (error, problem);
    }
  return value;
}

/**
 * cw_store_get_hold:
 * @hold: (out): why these records do not freeze before somebody says that they go on
 */
gboolean
cw_store_get_hold (CwStore *self, CwHold *hold, GError **error)
{
  g_autofree char *handed = NULL, *gone_on = NULL, *name = NULL;
  gboolean failed = FALSE;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (hold != NULL, FALSE);

  *hold = CW_HOLD_NONE;
  handed = read_setting (self, CW_HANDED_OVER, &failed, error);
  gone_on = failed ? NULL : read_setting (self, GONE_ON, &failed, error);
  name = failed ? NULL : read_setting (self, HOLD, &failed, error);
  if (failed)
    return FALSE;
  if (name != NULL)
    *hold = g_str_equal (name, names[CW_HOLD_TWIN]) ? CW_HOLD_TWIN : CW_HOLD_RESTORED;
  if (handed != NULL && g_strcmp0 (handed, gone_on) != 0)
    *hold = CW_HOLD_HANDED_OVER;
  return TRUE;
}

/**
 * cw_store_set_hold:
 * @hold: %CW_HOLD_RESTORED or %CW_HOLD_TWIN; %CW_HOLD_NONE where nothing came of it
 *
 * Marks records that stand twice from now on.
 */
gboolean
cw_store_set_hold (CwStore *self, CwHold hold, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (hold != CW_HOLD_HANDED_OVER && hold < G_N_ELEMENTS (names), FALSE);

  return cw_store_set_setting (self, HOLD, names[hold], error);
}

/**
 * cw_store_lift_hold:
 *
 * The person has said that terms are frozen in these records and nowhere else. That a handover was
 * written stays known (they may be destroyed), and another one holds them again.
 */
gboolean
cw_store_lift_hold (CwStore *self, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  g_autofree char *handed = NULL;
  gboolean failed = FALSE;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  transaction = cw_transaction_begin (self, error);
  handed = transaction != NULL ? read_setting (self, CW_HANDED_OVER, &failed, error) : NULL;
  return transaction != NULL && !failed && cw_store_set_setting (self, GONE_ON, handed, error)
         && cw_store_set_setting (self, HOLD, NULL, error)
         && cw_transaction_commit (&transaction, error);
}

gboolean
cw_store_check_hold (CwStore *self, GError **error)
{
  CwHold hold;

  if (!cw_store_get_hold (self, &hold, error))
    return FALSE;
  if (hold == CW_HOLD_NONE)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_HELD, "%s %s", cw_hold_describe (hold),
               _ ("Nothing was counted. Say first that you go on with these records, and with no "
                  "others."));
  return FALSE;
}

/**
 * cw_store_mark_handed_over:
 * @digest: of the handover file, as on its cover sheet
 *
 * A handover file was written from these records: they may be destroyed now (R21), and freeze
 * nothing from now on. The file itself is without the mark.
 */
gboolean
cw_store_mark_handed_over (CwStore *self, const char *digest, GError **error)
{
  g_autofree char *value = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (digest != NULL, FALSE);

  value = g_strdup_printf ("%" G_GINT64_FORMAT " %s", cw_store_now (self), digest);
  return cw_store_set_setting (self, CW_HANDED_OVER, value, error);
}
