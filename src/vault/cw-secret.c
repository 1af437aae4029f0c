/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-secret.h"

#include <sodium.h>
#include <string.h>

struct _CwSecret
{
  gsize length;
  guint8 *bytes; /* sodium_malloc: guard pages around it, kept out of swap and core files where
                    allowed */
};

/* The longest canonical decomposition of one character (Unicode 15). */
#define MAX_DECOMPOSED 4

/**
 * cw_secret_init:
 *
 * Starts libsodium. Safe to call often and from any thread; the other functions here call it too.
 *
 * Returns: %FALSE when libsodium cannot be used, for example without a source of random numbers
 */
gboolean
cw_secret_init (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, sodium_init () < 0 ? 1 : 2);

  return once == 2;
}

/* One byte more than asked for: a NUL past the end, so that text can be read as a C string. */
CwSecret *
cw_secret_new_empty (gsize length)
{
  CwSecret *self;

  if (!cw_secret_init ())
    g_error ("libsodium cannot be used on this computer");

  self = g_new0 (CwSecret, 1);
  self->length = length;
  self->bytes = sodium_malloc (length + 1);
  if (self->bytes == NULL)
    g_error ("no memory for a key of %" G_GSIZE_FORMAT " bytes", length);
  sodium_memzero (self->bytes, length + 1);

  return self;
}

CwSecret *
cw_secret_new (gconstpointer bytes, gsize length)
{
  CwSecret *self;

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  self = cw_secret_new_empty (length);
  if (length > 0)
    memcpy (self->bytes, bytes, length);

  return self;
}

CwSecret *
cw_secret_new_random (gsize length)
{
  CwSecret *self = cw_secret_new_empty (length);

  randombytes_buf (self->bytes, length);

  return self;
}

static gboolean
is_ascii (const char *utf8)
{
  for (const char *p = utf8; *p != '\0'; p++)
    if ((guchar) *p >= 0x80)
      return FALSE;

  return TRUE;
}

/* Canonical decomposition of @utf8 into @out (room for MAX_DECOMPOSED per character); the count. */
static gsize
decompose (const char *utf8, gunichar *out)
{
  gsize n = 0;

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    n += g_unichar_fully_decompose (g_utf8_get_char (p), FALSE, out + n, MAX_DECOMPOSED);

  return n;
}

/* Marks that follow one letter are put in order of their combining class; equal classes keep
 * theirs. */
static void
order_marks (gunichar *text, gsize n)
{
  for (gsize i = 1; i < n; i++)
    {
      int class_here = g_unichar_combining_class (text[i]);

      for (gsize j = i; class_here != 0 && j > 0; j--)
        {
          gunichar swapped = text[j];

          if (g_unichar_combining_class (text[j - 1]) <= class_here)
            break;
          text[j] = text[j - 1];
          text[j - 1] = swapped;
        }
    }
}

/* Canonical composition in place; the new count. A mark is blocked by an earlier one of its class
 * or higher. */
static gsize
compose (gunichar *text, gsize n)
{
  gsize length = 0;
  gssize starter = -1;
  int last_class = 0;
  gunichar composed;

  for (gsize i = 0; i < n; i++)
    {
      int class_here = g_unichar_combining_class (text[i]);
      gboolean adjacent = starter >= 0 && (gsize) starter + 1 == length;

      if (starter >= 0 && (adjacent || last_class < class_here)
          && g_unichar_compose (text[starter], text[i], &composed))
        {
          text[starter] = composed;
          continue;
        }
      if (class_here == 0)
        starter = (gssize) length;
      last_class = class_here;
      text[length++] = text[i];
    }

  return length;
}

/* g_utf8_normalize() would leave a copy of the passphrase in freed memory, so the two steps of NFC
 * are done here in guarded memory, with GLib's tables. */
static CwSecret *
new_normalized (const char *utf8)
{
  gsize n_chars = (gsize) g_utf8_strlen (utf8, -1);
  g_autoptr (CwSecret) wide
      = cw_secret_new_empty ((n_chars * MAX_DECOMPOSED + 2) * sizeof (gunichar));
  gunichar *text;
  gsize n, length = 0;
  CwSecret *self;
  guint8 *write;

  /* sodium_malloc aligns the end of a block, not its beginning. */
  text = (gunichar *) (((gsize) wide->bytes + sizeof (gunichar) - 1) & ~(sizeof (gunichar) - 1));
  n = decompose (utf8, text);
  order_marks (text, n);
  n = compose (text, n);

  for (gsize i = 0; i < n; i++)
    length += (gsize) g_unichar_to_utf8 (text[i], NULL);

  self = cw_secret_new_empty (length);
  write = self->bytes;
  for (gsize i = 0; i < n; i++)
    write += g_unichar_to_utf8 (text[i], (char *) write);

  return self;
}

/**
 * cw_secret_new_text:
 * @utf8: text as it was typed
 *
 * Copies the text in Unicode's NFC, so that a passphrase opens the records whichever keyboard wrote
 * its accents. Text that is not UTF-8 is copied byte by byte.
 *
 * Returns: (transfer full): the secret; its length leaves out the final NUL
 */
CwSecret *
cw_secret_new_text (const char *utf8)
{
  g_return_val_if_fail (utf8 != NULL, NULL);

  if (is_ascii (utf8) || !g_utf8_validate (utf8, -1, NULL))
    return cw_secret_new (utf8, strlen (utf8));

  return new_normalized (utf8);
}

void
cw_secret_free (CwSecret *self)
{
  if (self == NULL)
    return;

  sodium_free (self->bytes); /* wipes first */
  g_free (self);
}

const guint8 *
cw_secret_peek (const CwSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

guint8 *
cw_secret_write (CwSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

gsize
cw_secret_length (const CwSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * cw_secret_equal:
 *
 * Compares in a time that does not depend on where the two differ.
 */
gboolean
cw_secret_equal (const CwSecret *a, const CwSecret *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->length == b->length && sodium_memcmp (a->bytes, b->bytes, a->length) == 0;
}

guint32
cw_secret_uniform (guint32 below)
{
  if (!cw_secret_init ())
    g_error ("libsodium cannot be used on this computer");

  return randombytes_uniform (below);
}
