/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-write.h"

#include <errno.h>
#include <unistd.h>

/**
 * cw_write_all:
 * @fd: open for writing
 * @data: @size bytes
 *
 * Writes on after an interruption and after a write that took a part only. No copy of the bytes
 * stays in a buffer, so it is also for secrets.
 *
 * Returns: %FALSE with errno; a part may have been written
 */
gboolean
cw_write_all (int fd, gconstpointer data, gsize size)
{
  const guint8 *rest = data;

  while (size > 0)
    {
      gssize wrote = TEMP_FAILURE_RETRY (write (fd, rest, size));

      if (wrote < 0)
        return FALSE;
      rest += wrote;
      size -= (gsize) wrote;
    }

  return TRUE;
}
