/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What the process gives up before it sees a secret. The order matters (docs/SECURITY.md): early,
 * first in main(); then one portal call on the session bus connection; process; network; the
 * window.
 */
void cw_harden_early (void);   /* no core files, umask 077, TMPDIR in memory */
void cw_harden_process (void); /* not to be traced or dumped by programs of the same user */
gboolean cw_harden_network (GError **error); /* no sockets but AF_UNIX, for all threads, for good */

G_END_DECLS
