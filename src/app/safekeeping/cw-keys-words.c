/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-keys-words.h"

#include <glib/gi18n.h>

/*
 * A backup carries the key file of its day. With a keyring half its passphrase works on this laptop
 * only, and only while that half is there: new keys take it away, unless restored records need it.
 */

/* From now on nothing but the old recovery code opens the backups that there are. */
static gboolean
leaves_only_code (const CwKeysState *state)
{
  return state->kind == CW_KEYS_ALL && state->keyring && !state->twin;
}

/* Before anything is done. */
const char *
cw_keys_words_about (const CwKeysState *state)
{
  if (state->twin)
    return _ ("Your records are copied under a new key, the copy is compared, and it takes the "
              "place of the old one in one step. After that the old passphrase and the old "
              "recovery code do not open them any more. The records that were restored beside "
              "them keep the old ones.");
  return _ ("Your records are copied under a new key, the copy is compared, and it takes the "
            "place of the old one in one step. A new daily backup then replaces those on this "
            "laptop. After that the old passphrase and the old recovery code open nothing on this "
            "laptop any more.");
}

const char *
cw_keys_words_passphrase (const CwKeysState *state)
{
  if (leaves_only_code (state))
    return _ ("The backups on your stick do not open with it. From now on only the old recovery "
              "code opens those: keep that paper until you have made a new backup.");
  if (state->kind == CW_KEYS_ALL)
    return _ ("The backups on your stick do not open with it. They still open with the old "
              "passphrase or the old recovery code: keep both until you have made a new backup.");
  if (state->keyring)
    return _ ("Backups made before still open with the old one on this laptop, and with the "
              "recovery code anywhere. Keep it in mind until you have made a new backup.");
  return _ ("Backups made before still open with the old one, so keep it in mind until you have "
            "made a new backup.");
}

/* What is changed. */
static const char *
say_what_is_done (const CwKeysState *state)
{
  if (state->kind == CW_KEYS_PASSPHRASE)
    return _ ("Use the new one from the next time you open your records.");
  if (state->kind == CW_KEYS_CODE)
    return _ ("The new code opens your records from now on, and the old one does not any more.");
  if (state->left)
    return _ ("The old passphrase and the old code do not open your records any more. But the "
              "daily backups from before could not be replaced yet, and the old secrets open "
              "those. Casework replaces them when you lock.");
  if (state->twin)
    return _ ("The old passphrase and the old code do not open these records any more. The records "
              "that were restored beside them still open with the old ones.");
  return _ ("The old passphrase and the old code open nothing on this laptop any more. Its daily "
            "backups are replaced by a new one.");
}

/* What is to be done next, and with which secret until then. */
static const char *
say_what_is_next (const CwKeysState *state)
{
  if (state->kind == CW_KEYS_PASSPHRASE && state->keyring)
    return _ ("Next, make a new backup on your stick. Older ones still open with the old "
              "passphrase on this laptop, and anywhere else only with the recovery code.");
  if (state->kind == CW_KEYS_PASSPHRASE)
    return _ ("Next, make a new backup on your stick. Until then keep the old passphrase in mind: "
              "older backups open with it, and not with the new one.");
  if (state->kind == CW_KEYS_CODE && state->keyring)
    return _ ("Next, make a new backup on your stick. If you have the old paper, keep it until "
              "then: on any other computer only the old code opens the backups you have now. After "
              "that, delete those and destroy the old paper.");
  if (state->kind == CW_KEYS_CODE)
    return _ ("Next, make a new backup on your stick. If you have the old paper, keep it until "
              "then: the backups you have now open with the old code, and not with the new one. "
              "After that, delete those and destroy the old paper.");
  if (leaves_only_code (state))
    return _ ("Next, make a new backup on your stick. Keep the old paper until then: only the old "
              "code opens the backups you have now, and the old passphrase does not any more. "
              "After that, delete those from the stick and destroy the old paper.");
  return _ ("Next, make a new backup on your stick. Keep the old paper until then: the backups you "
            "have now open with the old passphrase or the old code, and not with the new ones. "
            "After that, delete those from the stick and destroy the old paper.");
}

char *
cw_keys_words_done (const CwKeysState *state)
{
  return g_strjoin ("\n\n", say_what_is_done (state), say_what_is_next (state), NULL);
}
