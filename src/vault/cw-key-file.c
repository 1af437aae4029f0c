/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* casework.key, version 1; the layout is described byte by byte in docs/SECURITY.md. */

#include "cw-key-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "core/cw-error.h"

#define HEADER_SIZE 32
#define SLOT_SIZE 104
#define MAX_SLOTS 4
#define ID_AT 8
#define ID_SIZE 16
#define COUNT_AT 24

/* Where things are inside a slot. */
#define SLOT_TYPE 0
#define SLOT_ALG 1
#define SLOT_FLAGS 2
#define SLOT_ZERO 3
#define SLOT_OPS 4
#define SLOT_MEM 8
#define SLOT_SALT 16
#define SLOT_NONCE 32
#define SLOT_CIPHER 56
#define SLOT_ALG_V1 2
#define FLAG_DEVICE 0x01
#define KEY_SIZE 32
#define AAD_SIZE (HEADER_SIZE + SLOT_CIPHER)

#define OPS_LEAST 2
#define OPS_MOST 16
#define MEM_LEAST ((guint64) 64 << 20)
#define MEM_MOST ((guint64) 1 << 30)

static const guint8 magic[8] = { 'C', 'W', 'K', 'E', 'Y', 0, 0, 1 };
static const char kek_label[] = "casework-kek-v1";

const CwKdf cw_kdf_default = { 3, (guint64) 256 << 20 };
const CwKdf cw_kdf_least = { OPS_LEAST, MEM_LEAST };

G_STATIC_ASSERT (crypto_pwhash_SALTBYTES == SLOT_NONCE - SLOT_SALT);
G_STATIC_ASSERT (crypto_aead_xchacha20poly1305_ietf_NPUBBYTES == SLOT_CIPHER - SLOT_NONCE);
G_STATIC_ASSERT (crypto_aead_xchacha20poly1305_ietf_ABYTES + KEY_SIZE == SLOT_SIZE - SLOT_CIPHER);

struct _CwKeyFile
{
  guint8 id[ID_SIZE];
  guint n_slots;
  /* As they stand in the file, those that cannot be used too: a damaged slot is never a reason to
   * lose the bytes, or the slot beside it. */
  guint8 slots[MAX_SLOTS][SLOT_SIZE];
};

static guint64
read_le (const guint8 *bytes, gsize n)
{
  guint64 value = 0;

  for (gsize i = n; i > 0; i--)
    value = (value << 8) | bytes[i - 1];

  return value;
}

static void
write_le (guint8 *bytes, gsize n, guint64 value)
{
  for (gsize i = 0; i < n; i++, value >>= 8)
    bytes[i] = (guint8) value;
}

/* Whether nothing in the part of the slot that is not secret is unknown, reserved or out of range.
 */
static gboolean
slot_is_sound (const guint8 *slot)
{
  guint64 ops = read_le (slot + SLOT_OPS, 4);
  guint64 mem = read_le (slot + SLOT_MEM, 8);

  return slot[SLOT_TYPE] >= CW_SLOT_PASSPHRASE && slot[SLOT_TYPE] <= CW_SLOT_HANDOVER
         && slot[SLOT_ALG] == SLOT_ALG_V1 && (slot[SLOT_FLAGS] & ~FLAG_DEVICE) == 0
         && slot[SLOT_ZERO] == 0 && ops >= OPS_LEAST && ops <= OPS_MOST && mem >= MEM_LEAST
         && mem <= MEM_MOST;
}

/* The first sound slot of the type at or after @from; -1: none. */
static int
find_slot (CwKeyFile *self, CwSlotType type, guint from)
{
  for (guint i = from; i < self->n_slots; i++)
    if (self->slots[i][SLOT_TYPE] == type && slot_is_sound (self->slots[i]))
      return (int) i;

  return -1;
}

/**
 * cw_key_file_new:
 *
 * Returns: (transfer full): a key file without a slot, with a new random vault id
 */
CwKeyFile *
cw_key_file_new (void)
{
  CwKeyFile *self = g_new0 (CwKeyFile, 1);

  if (!cw_secret_init ())
    g_error ("libsodium cannot be used on this computer");
  randombytes_buf (self->id, ID_SIZE);

  return self;
}

void
cw_key_file_free (CwKeyFile *self)
{
  g_free (self); /* holds nothing that is not in the file */
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (
      error, CW_ERROR, CW_ERROR_DAMAGED,
      _ ("The key file of these records is damaged. Nothing was changed. Restore the records "
         "from your newest backup."));
}

static gboolean
check_header (const guint8 *bytes, gsize size, GError **error)
{
  gboolean shaped = size > HEADER_SIZE && (size - HEADER_SIZE) % SLOT_SIZE == 0
                    && (size - HEADER_SIZE) / SLOT_SIZE <= MAX_SLOTS;

  if (size >= sizeof magic && memcmp (bytes, magic, sizeof magic - 1) == 0
      && bytes[sizeof magic - 1] > magic[sizeof magic - 1])
    {
      g_set_error_literal (
          error, CW_ERROR, CW_ERROR_NEWER,
          _ ("These records were made by a newer Casework. Nothing was changed. Install the "
             "newer version to open them."));
      return FALSE;
    }
  if (size < sizeof magic || memcmp (bytes, magic, sizeof magic) != 0)
    {
      if (shaped || size == 0 || (size < sizeof magic && memcmp (bytes, magic, size) == 0))
        set_damaged (error);
      else
        g_set_error_literal (
            error, CW_ERROR, CW_ERROR_NOT_OURS,
            _ ("The key file in this folder was not made by Casework. Nothing was changed. "
               "Choose the folder that holds your records."));
      return FALSE;
    }
  if (!shaped || bytes[COUNT_AT] != (size - HEADER_SIZE) / SLOT_SIZE
      || !sodium_is_zero (bytes + COUNT_AT + 1, HEADER_SIZE - COUNT_AT - 1))
    {
      set_damaged (error);
      return FALSE;
    }

  return TRUE;
}

/**
 * cw_key_file_parse:
 * @bytes: the whole file
 *
 * Reads a key file. A header with any unknown value is refused as a whole; a slot with one is
 * refused alone, so that the recovery code outlives damage to the passphrase slot. Opens nothing.
 *
 * Returns: (transfer full): the key file, or %NULL with %CW_ERROR_DAMAGED, %CW_ERROR_NEWER or
 *   %CW_ERROR_NOT_OURS
 */
CwKeyFile *
cw_key_file_parse (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data;
  CwKeyFile *self;
  gboolean any = FALSE;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (!check_header (data, size, error))
    return NULL;

  self = g_new0 (CwKeyFile, 1);
  memcpy (self->id, data + ID_AT, ID_SIZE);
  self->n_slots = data[COUNT_AT];
  memcpy (self->slots, data + HEADER_SIZE, self->n_slots * SLOT_SIZE);
  for (guint i = 0; i < self->n_slots; i++)
    any |= slot_is_sound (self->slots[i]);

  if (!any)
    {
      set_damaged (error);
      g_clear_pointer (&self, cw_key_file_free);
    }

  return self;
}

/**
 * cw_key_file_serialize:
 *
 * Returns: (transfer full): the bytes of casework.key
 */
GBytes *
cw_key_file_serialize (CwKeyFile *self)
{
  gsize size;
  guint8 *data;

  g_return_val_if_fail (self != NULL, NULL);

  size = HEADER_SIZE + self->n_slots * SLOT_SIZE;
  data = g_malloc0 (size);
  memcpy (data, magic, sizeof magic);
  memcpy (data + ID_AT, self->id, ID_SIZE);
  data[COUNT_AT] = (guint8) self->n_slots;
  memcpy (data + HEADER_SIZE, self->slots, self->n_slots * SLOT_SIZE);

  return g_bytes_new_take (data, size);
}

char *
cw_key_file_get_id (CwKeyFile *self)
{
  char *hex;

  g_return_val_if_fail (self != NULL, NULL);

  hex = g_malloc0 (2 * ID_SIZE + 1);
  sodium_bin2hex (hex, 2 * ID_SIZE + 1, self->id, ID_SIZE);

  return hex;
}

/**
 * cw_key_file_has_slot:
 * @uses_device: (out) (optional): whether it wants the keyring half of the key
 *
 * Returns: whether there is a slot of the type that can be tried
 */
gboolean
cw_key_file_has_slot (CwKeyFile *self, CwSlotType type, gboolean *uses_device)
{
  int at;

  g_return_val_if_fail (self != NULL, FALSE);

  at = find_slot (self, type, 0);
  if (uses_device != NULL)
    *uses_device = at >= 0 && (self->slots[at][SLOT_FLAGS] & FLAG_DEVICE) != 0;

  return at >= 0;
}

/* Argon2id over the secret, then the key that wraps, bound to the vault and to the keyring half.
 * NULL with CW_ERROR_NO_MEMORY. */
static CwSecret *
derive_kek (CwKeyFile *self,
            const guint8 *slot,
            const CwSecret *secret,
            const CwSecret *device,
            GError **error)
{
  g_autoptr (CwSecret) stretched = cw_secret_new_empty (KEY_SIZE);
  g_autoptr (CwSecret) state_room = cw_secret_new_empty (sizeof (crypto_generichash_state) + 64);
  CwSecret *kek;
  crypto_generichash_state *state;

  if (crypto_pwhash (cw_secret_write (stretched), KEY_SIZE, (const char *) cw_secret_peek (secret),
                     cw_secret_length (secret), slot + SLOT_SALT, read_le (slot + SLOT_OPS, 4),
                     (size_t) read_le (slot + SLOT_MEM, 8), crypto_pwhash_ALG_ARGON2ID13)
      != 0)
    {
      g_set_error_literal (
          error, CW_ERROR, CW_ERROR_NO_MEMORY,
          _ ("There is not enough free memory to check the passphrase. Nothing was changed. "
             "Close other programs and try again."));
      return NULL;
    }

  kek = cw_secret_new_empty (KEY_SIZE);
  state = (gpointer) (((gsize) cw_secret_write (state_room) + 63) & ~(gsize) 63);
  crypto_generichash_init (state, device != NULL ? cw_secret_peek (device) : NULL,
                           device != NULL ? cw_secret_length (device) : 0, KEY_SIZE);
  crypto_generichash_update (state, (const guint8 *) kek_label, strlen (kek_label));
  crypto_generichash_update (state, self->id, ID_SIZE);
  crypto_generichash_update (state, cw_secret_peek (stretched), KEY_SIZE);
  crypto_generichash_final (state, cw_secret_write (kek), KEY_SIZE);

  return kek;
}

/* What a slot's seal covers besides the data key: which vault, and everything the slot says of
 * itself. */
static void
fill_aad (CwKeyFile *self, const guint8 *slot, guint8 aad[AAD_SIZE])
{
  memset (aad, 0, AAD_SIZE);
  memcpy (aad, magic, sizeof magic);
  memcpy (aad + ID_AT, self->id, ID_SIZE);
  memcpy (aad + HEADER_SIZE, slot, SLOT_CIPHER);
}

/* Room for a slot of the type: the first of it, else one that is past use, else a new one; further
 * ones of the type are dropped. NULL: the file is full. */
static guint8 *
take_slot (CwKeyFile *self, CwSlotType type)
{
  guint8 kept[MAX_SLOTS][SLOT_SIZE];
  guint n = 0;
  int at = -1;

  for (guint i = 0; i < self->n_slots; i++)
    {
      guint8 own = self->slots[i][SLOT_TYPE];
      gboolean unknown = own < CW_SLOT_PASSPHRASE || own > CW_SLOT_HANDOVER;

      if ((own == type || unknown) && at >= 0)
        continue;
      if (own == type || unknown)
        at = (int) n;
      memcpy (kept[n++], self->slots[i], SLOT_SIZE);
    }
  if (at < 0 && n == MAX_SLOTS)
    return NULL;
  if (at < 0)
    at = (int) n++;
  memcpy (self->slots, kept, n * SLOT_SIZE);
  self->n_slots = n;

  return self->slots[at];
}

/**
 * cw_key_file_set_slot:
 * @data_key: 32 bytes
 * @secret: passphrase (NFC), or the 32 characters of a recovery code
 * @device: (nullable): 32 bytes of the keyring half, or %NULL: the secret alone opens the slot
 *
 * Wraps the data key under the secret, as a new slot or instead of the one of its type. Changes
 * only the value in memory. Slow (Argon2id): not on the main thread.
 *
 * Returns: %FALSE with %CW_ERROR_NO_MEMORY or %CW_ERROR_DAMAGED (no room among slots that must be
 * kept); nothing is changed then
 */
gboolean
cw_key_file_set_slot (CwKeyFile *self,
                      CwSlotType type,
                      const CwSecret *data_key,
                      const CwSecret *secret,
                      const CwSecret *device,
                      CwKdf kdf,
                      GError **error)
{
  guint8 slot[SLOT_SIZE] = { 0 };
  guint8 aad[AAD_SIZE];
  guint8 *place;
  g_autoptr (CwSecret) kek = NULL;

  g_return_val_if_fail (self != NULL && secret != NULL, FALSE);
  g_return_val_if_fail (data_key != NULL && cw_secret_length (data_key) == KEY_SIZE, FALSE);
  g_return_val_if_fail (device == NULL || cw_secret_length (device) == KEY_SIZE, FALSE);

  slot[SLOT_TYPE] = (guint8) type;
  slot[SLOT_ALG] = SLOT_ALG_V1;
  slot[SLOT_FLAGS] = device != NULL ? FLAG_DEVICE : 0;
  write_le (slot + SLOT_OPS, 4, kdf.ops);
  write_le (slot + SLOT_MEM, 8, kdf.mem);
  g_return_val_if_fail (slot_is_sound (slot), FALSE);
  randombytes_buf (slot + SLOT_SALT, SLOT_CIPHER - SLOT_SALT); /* salt and nonce */

  kek = derive_kek (self, slot, secret, device, error);
  if (kek == NULL)
    return FALSE;
  fill_aad (self, slot, aad);
  crypto_aead_xchacha20poly1305_ietf_encrypt (slot + SLOT_CIPHER, NULL, cw_secret_peek (data_key),
                                              KEY_SIZE, aad, AAD_SIZE, NULL, slot + SLOT_NONCE,
                                              cw_secret_peek (kek));
  place = take_slot (self, type);
  if (place == NULL)
    {
      set_damaged (error);
      return FALSE;
    }
  memcpy (place, slot, SLOT_SIZE);

  return TRUE;
}

static gboolean
has_unsound_slot (CwKeyFile *self, CwSlotType type)
{
  for (guint i = 0; i < self->n_slots; i++)
    if (!slot_is_sound (self->slots[i])
        && (self->slots[i][SLOT_TYPE] == type || self->slots[i][SLOT_TYPE] < CW_SLOT_PASSPHRASE
            || self->slots[i][SLOT_TYPE] > CW_SLOT_HANDOVER))
      return TRUE;

  return FALSE;
}

/* Says why there is no slot to try. */
static void
set_no_slot (CwKeyFile *self, CwSlotType type, GError **error)
{
  if (!has_unsound_slot (self, type))
    g_set_error_literal (
        error, CW_ERROR, CW_ERROR_NOT_FOUND,
        type == CW_SLOT_RECOVERY
            ? _ ("These records have no recovery code. Nothing was changed. Use the passphrase.")
            : _ ("These records cannot be opened with a passphrase. Nothing was changed. Use "
                 "the recovery code."));
  else
    g_set_error_literal (
        error, CW_ERROR, CW_ERROR_DAMAGED,
        type == CW_SLOT_RECOVERY
            ? _ ("The part of the key file that belongs to the recovery code is damaged. Your "
                 "records are unchanged. Use the passphrase.")
            : _ ("The part of the key file that belongs to the passphrase is damaged. Your "
                 "records are unchanged. Use the recovery code."));
}

/* @tried_device: a right passphrase and a keyring half of another time do not open it either. */
static void
set_wrong_secret (CwSlotType type, gboolean tried_device, GError **error)
{
  const char *message;

  if (type == CW_SLOT_RECOVERY)
    message = _ ("This recovery code does not open these records. Nothing was changed. Check that "
                 "it is the code of these records, and the newest one.");
  else if (tried_device)
    message = _ ("The passphrase does not open these records. Nothing was changed. Check capitals "
                 "and spaces, and try again. If you are sure of it, use the recovery code.");
  else
    message = _ ("The passphrase does not open these records. Nothing was changed. Check capitals "
                 "and spaces, and try again.");
  g_set_error_literal (error, CW_ERROR, CW_ERROR_WRONG_SECRET, message);
}

/**
 * cw_key_file_open_slot:
 * @device: (nullable): the keyring half; only used by slots that want it
 *
 * Slow (Argon2id): not on the main thread.
 *
 * Returns: (transfer full): the data key, or %NULL with %CW_ERROR_WRONG_SECRET,
 * %CW_ERROR_KEYRING_MISSING, %CW_ERROR_NO_MEMORY, %CW_ERROR_NOT_FOUND (no such slot) or
 * %CW_ERROR_DAMAGED (the slot is damaged)
 */
CwSecret *
cw_key_file_open_slot (CwKeyFile *self,
                       CwSlotType type,
                       const CwSecret *secret,
                       const CwSecret *device,
                       GError **error)
{
  g_autoptr (CwSecret) data_key = NULL;
  gboolean half_missing = FALSE, tried_device = FALSE;
  int at;

  g_return_val_if_fail (self != NULL && secret != NULL, NULL);
  g_return_val_if_fail (device == NULL || cw_secret_length (device) == KEY_SIZE, NULL);

  at = find_slot (self, type, 0);
  if (at < 0)
    {
      set_no_slot (self, type, error);
      return NULL;
    }
  data_key = cw_secret_new_empty (KEY_SIZE);
  for (; at >= 0; at = find_slot (self, type, (guint) at + 1))
    {
      const guint8 *slot = self->slots[at];
      gboolean wants_device = (slot[SLOT_FLAGS] & FLAG_DEVICE) != 0;
      guint8 aad[AAD_SIZE];
      g_autoptr (CwSecret) kek = NULL;

      if (wants_device && device == NULL)
        {
          half_missing = TRUE;
          continue;
        }
      tried_device |= wants_device;
      kek = derive_kek (self, slot, secret, wants_device ? device : NULL, error);
      if (kek == NULL)
        return NULL;
      fill_aad (self, slot, aad);
      if (crypto_aead_xchacha20poly1305_ietf_decrypt (cw_secret_write (data_key), NULL, NULL,
                                                      slot + SLOT_CIPHER, SLOT_SIZE - SLOT_CIPHER,
                                                      aad, AAD_SIZE, slot + SLOT_NONCE,
                                                      cw_secret_peek (kek))
          == 0)
        return g_steal_pointer (&data_key);
    }

  if (half_missing)
    g_set_error_literal (
        error, CW_ERROR, CW_ERROR_KEYRING_MISSING,
        _ ("This computer’s keyring does not hold its half of the key. Your records are safe "
           "and unchanged. Open them with the recovery code."));
  else
    set_wrong_secret (type, tried_device, error);

  return NULL;
}

static CwSecret *
derive_subkey (const CwSecret *data_key, gsize length, guint64 number, const char *context)
{
  CwSecret *subkey = cw_secret_new_empty (length);

  G_STATIC_ASSERT (crypto_kdf_KEYBYTES == KEY_SIZE);
  crypto_kdf_derive_from_key (cw_secret_write (subkey), length, number, context,
                              cw_secret_peek (data_key));

  return subkey;
}

CwSecret *
cw_data_key_derive_db_key (const CwSecret *data_key)
{
  g_return_val_if_fail (data_key != NULL && cw_secret_length (data_key) == KEY_SIZE, NULL);

  return derive_subkey (data_key, 32, 1, "CWdbkey1");
}

CwSecret *
cw_data_key_derive_db_salt (const CwSecret *data_key)
{
  g_return_val_if_fail (data_key != NULL && cw_secret_length (data_key) == KEY_SIZE, NULL);

  return derive_subkey (data_key, 16, 2, "CWdbsalt");
}

CwSecret *
cw_data_key_derive_archive_key (const CwSecret *data_key)
{
  g_return_val_if_fail (data_key != NULL && cw_secret_length (data_key) == KEY_SIZE, NULL);

  return derive_subkey (data_key, 32, 3, "CWarchiv");
}
