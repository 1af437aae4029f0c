/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "core/cw-error.h"

#define MOST_BYTES 1024

static CwSecret *
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, CW_ERROR, CW_ERROR_INVALID, message);
  return NULL;
}

/* Reads up to a line end or the end of the file. @bytes is wiped by its owner. */
static gboolean
read_line (int fd, CwSecret *bytes, gsize *length, GError **error)
{
  guint8 *buffer = cw_secret_write (bytes);

  for (*length = 0; *length < MOST_BYTES; (*length)++)
    {
      gssize n;

      do
        n = read (fd, buffer + *length, 1);
      while (n < 0 && errno == EINTR);
      if (n < 0)
        {
          refuse (error,
                  _ ("The passphrase could not be read: --passphrase-fd names no open file."));
          return FALSE;
        }
      if (n == 0 || buffer[*length] == '\n')
        break;
    }
  if (*length == MOST_BYTES)
    {
      refuse (error, _ ("The passphrase is too long."));
      return FALSE;
    }
  if (*length > 0 && buffer[*length - 1] == '\r')
    (*length)--;
  memset (buffer + *length, 0, MOST_BYTES - *length);
  return TRUE;
}

static CwSecret *
read_secret (int fd, GError **error)
{
  g_autoptr (CwSecret) bytes = cw_secret_new_empty (MOST_BYTES);
  gsize length;

  if (!read_line (fd, bytes, &length, error))
    return NULL;
  if (length == 0)
    return refuse (error, _ ("There is no passphrase. Nothing was opened."));
  if (!g_utf8_validate_len ((const char *) cw_secret_peek (bytes), length, NULL))
    return refuse (error, _ ("The passphrase is not UTF-8 text."));
  return cw_secret_new_text ((const char *) cw_secret_peek (bytes));
}

static CwSecret *
ask (int terminal, const char *question, GError **error)
{
  struct termios before, silent;
  CwSecret *secret;

  if (tcgetattr (terminal, &before) != 0)
    return refuse (error, _ ("The passphrase cannot be asked for here. Use --passphrase-fd."));
  silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  silent.c_lflag |= ECHONL;
  /* Silent before it asks: what is typed at once is neither shown nor thrown away. */
  tcsetattr (terminal, TCSAFLUSH, &silent);
  if (write (terminal, question, strlen (question)) < 0)
    secret = refuse (error, _ ("The passphrase cannot be asked for here. Use --passphrase-fd."));
  else
    secret = read_secret (terminal, error);
  tcsetattr (terminal, TCSAFLUSH, &before);
  return secret;
}

static gboolean
is_same (const CwSecret *a, const CwSecret *b)
{
  return cw_secret_length (a) == cw_secret_length (b)
         && memcmp (cw_secret_peek (a), cw_secret_peek (b), cw_secret_length (a)) == 0;
}

CwSecret *
cw_read_passphrase (int fd, gboolean new, GError **error)
{
  g_autoptr (CwSecret) first = NULL, second = NULL;
  int terminal;

  if (fd >= 0)
    return read_secret (fd, error);
  terminal = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (terminal < 0)
    return refuse (error,
                   _ ("There is no terminal to ask for the passphrase. Use --passphrase-fd."));
  first = ask (terminal, new ? _ ("New passphrase: ") : _ ("Passphrase: "), error);
  if (first != NULL && new)
    second = ask (terminal, _ ("Once more: "), error);
  close (terminal);
  if (first == NULL || (new &&second == NULL))
    return NULL;
  if (new && !is_same (first, second))
    return refuse (error, _ ("The two passphrases are not the same. Nothing was made."));
  return g_steal_pointer (&first);
}
