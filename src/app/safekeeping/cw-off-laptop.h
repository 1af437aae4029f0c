/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* Whether the file at @path is still there when the laptop, with the @records, is lost: it lies on
 * a disk that is taken out, or on another computer. Where the system does not say it counts as no.
 */
gboolean cw_is_off_laptop (const char *path, const char *records);

/* What that is made of. @sys: where the kernel tells of its disks, "/sys". */
gboolean cw_disk_is_taken_out (const char *sys, dev_t device, dev_t records);
gboolean cw_file_system_is_elsewhere (const char *type);

G_END_DECLS
