/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as casework.key: refused with one of three errors, or read and written back the same.
 */

#include "core/cw-error.h"
#include "fuzz.h"
#include "vault/cw-key-file.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwKeyFile) key_file = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autofree char *id = NULL;
  gboolean device;

  cw_secret_init ();
  key_file = cw_key_file_parse (bytes, &error);
  if (key_file == NULL)
    {
      g_assert_true (g_error_matches (error, CW_ERROR, CW_ERROR_DAMAGED)
                     || g_error_matches (error, CW_ERROR, CW_ERROR_NEWER)
                     || g_error_matches (error, CW_ERROR, CW_ERROR_NOT_OURS));
      return 0;
    }
  again = cw_key_file_serialize (key_file);
  g_assert_true (g_bytes_equal (bytes, again));
  id = cw_key_file_get_id (key_file);
  for (CwSlotType type = CW_SLOT_PASSPHRASE; type <= CW_SLOT_HANDOVER; type++)
    cw_key_file_has_slot (key_file, type, &device);
  return 0;
}
