#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes po/POTFILES.in: every source and template that holds text to translate.
cd "$(dirname "$0")/.." || exit 1
{
  grep -rlE --include='*.c' --include='*.h' '\b(C_|N_|NC_|_|g_dngettext|ngettext|dgettext) ?\(' src
  grep -rl --include='*.ui' 'translatable="yes"' ui
} | LC_ALL=C sort > po/POTFILES.in
ls com.ppp.Casework.desktop data/com.ppp.Casework.metainfo.xml 2>/dev/null >> po/POTFILES.in
exit 0
