/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safety-checks.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "vault/cw-keyring.h"

typedef struct
{
  const char *title;
  const char *words[3]; /* by CwSafetyState: not known, good, a concern */
} CheckWords;

static const CheckWords check_words[CW_N_CHECKS] = {
  [CW_CHECK_DISK]
  = { N_ ("Disk encryption"),
      { N_ ("Casework cannot see whether this disk is encrypted. Your records are, in any case. "
            "Ask "
            "whoever looks after the laptop."),
        N_ ("The disk is encrypted, so a thief learns nothing from it, not even that there are "
            "records."),
        N_ ("The disk is not encrypted. Your records are, but other files are not: printed "
            "documents and letters you saved, for example. Ask whoever looks after the laptop to "
            "encrypt it.") } },
  [CW_CHECK_SWAP]
  = { N_ ("Memory that is moved to disk"),
      { N_ ("Casework cannot see where this laptop puts memory it has no room for. Shut the laptop "
            "down when you leave it, and ask whoever looks after it."),
        N_ ("What is on the screen stays in memory, or is encrypted when it is moved to disk."),
        N_ ("The laptop may write what is on the screen to the disk in clear (swap). Shut it down "
            "rather than leaving it, and ask whoever looks after it to encrypt the swap "
            "space.") } },
  [CW_CHECK_SCREEN]
  = { N_ ("Screen lock"),
      { N_ ("Casework cannot see how this desktop locks its screen. Casework locks your records by "
            "itself after a few minutes; lock with Ctrl+L when you get up."),
        N_ ("The screen locks by itself when nobody is there."),
        N_ ("The screen does not lock by itself. Casework does, but switch it on in Settings, "
            "under "
            "Privacy, Screen Lock.") } },
  [CW_CHECK_AUTOLOGIN]
  = { N_ ("Password when the laptop starts"),
      { N_ ("Casework cannot see whether the laptop asks for a password when it starts. You know: "
            "if it does not, ask whoever looks after it to change that."),
        N_ ("The laptop asks for a password when it starts."),
        N_ ("The laptop logs somebody in without a password. Whoever starts it reaches your files "
            "and the keyring. Ask whoever looks after it to switch that off.") } },
  [CW_CHECK_LOGIN]
  = { N_ ("A login of your own"),
      { N_ ("There is one login on this laptop, and Casework cannot see who uses it. If others "
            "know "
            "its password, ask for a login of your own."),
        N_ ("There are several logins here. Use one that only you know the password of."),
        N_ ("This is the administrator’s login, in which any program may read and change "
            "everything "
            "on the laptop. Ask for a login of your own for your work.") } },
  [CW_CHECK_KEYRING]
  = { N_ ("The keyring’s half of your key"),
      { N_ ("The keyring did not answer. If it stays so, the recovery code opens your records: "
            "keep "
            "the paper where you find it."),
        N_ ("This laptop’s keyring holds its half of your key, so your passphrase alone opens "
            "nothing on another computer."),
        N_ ("Your passphrase alone opens your records: no keyring keeps a half of the key. Choose "
            "a "
            "strong passphrase. “Somebody may know it” makes new keys, and uses the keyring if one "
            "is there by then.") } },
  [CW_CHECK_BACKUP]
  = { N_ ("A backup somewhere else"),
      { N_ ("There is nothing to back up yet."),
        N_ ("There is a backup off this laptop that is not older than a week."),
        N_ ("The newest backup off this laptop is over a week old, or there is none. If the laptop "
            "is lost, what was entered since is lost: back up to a USB stick.") } },
  [CW_CHECK_PTRACE]
  = { N_ ("Programs looking into each other"),
      { N_ ("Casework cannot see whether this laptop keeps programs apart. Casework closes itself "
            "to "
            "others in any case. Install only what you need."),
        N_ ("The programs of your login cannot look into each other."),
        N_ ("Programs of your login may look into each other. Casework closes itself to them, but "
            "ask whoever looks after the laptop to set “ptrace_scope” to 1.") } },
};

const char *
cw_check_title (CwCheckKind kind)
{
  g_return_val_if_fail (kind < CW_N_CHECKS, NULL);

  return _ (check_words[kind].title);
}

const char *
cw_safety_checks_get_words (const CwSafetyChecks *self, CwCheckKind kind)
{
  g_return_val_if_fail (self != NULL && kind < CW_N_CHECKS, NULL);

  if (kind == CW_CHECK_KEYRING && self->half_missing)
    return _ ("This laptop’s keyring has lost its half of your key. Your records are open now, but "
              "the next time only the recovery code opens them: have the paper at hand, or choose "
              "“Somebody may know it” now, which makes a new half.");
  return _ (check_words[kind].words[self->states[kind]]);
}

const char *
cw_check_state_word (CwSafetyState state)
{
  switch (state)
    {
    case CW_SAFETY_GOOD:
      return _ ("Good");
    case CW_SAFETY_CONCERN:
      return _ ("Look at this");
    case CW_SAFETY_UNKNOWN:
    default:
      return _ ("Not known");
    }
}

char *
cw_safety_checks_describe (const CwSafetyChecks *self)
{
  guint n = 0;

  for (guint i = 0; i < CW_N_CHECKS; i++)
    n += self->states[i] == CW_SAFETY_CONCERN ? 1 : 0;
  if (n == 0)
    return g_strdup (_ ("Nothing to worry about was found"));
  /* Translators: %u is a number. */
  return g_strdup_printf (ngettext ("%u thing to look at", "%u things to look at", n), n);
}

/* ---- reading ---- */

typedef struct
{
  char *folder;
  char *vault_id; /* NULL: a demonstration */
  gboolean uses_keyring;
  CwSafetyState backup;
} Question;

static void
free_question (gpointer data)
{
  Question *self = data;

  g_free (self->folder);
  g_free (self->vault_id);
  g_free (self);
}

/* Only GNOME's own desktop goes by this setting. */
static CwSafetyState
read_screen_lock (void)
{
  const char *desktop = g_getenv ("XDG_CURRENT_DESKTOP");
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettings) settings = NULL;

  if (desktop == NULL || strstr (desktop, "GNOME") == NULL || source == NULL)
    return CW_SAFETY_UNKNOWN;
  schema = g_settings_schema_source_lookup (source, "org.gnome.desktop.screensaver", TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, "lock-enabled"))
    return CW_SAFETY_UNKNOWN;
  settings = g_settings_new_full (schema, NULL, NULL);
  return g_settings_get_boolean (settings, "lock-enabled") ? CW_SAFETY_GOOD : CW_SAFETY_CONCERN;
}

static void
read_keyring (const Question *question, CwSafetyChecks *checks, GCancellable *cancellable)
{
  CwSafetyState *state = &checks->states[CW_CHECK_KEYRING];
  g_autoptr (CwSecret) half = NULL;
  g_autoptr (GError) error = NULL;

  *state = CW_SAFETY_UNKNOWN;
  if (question->vault_id == NULL)
    return;
  if (!question->uses_keyring)
    {
      *state = CW_SAFETY_CONCERN;
      return;
    }
  half = cw_keyring_lookup (question->vault_id, FALSE, cancellable, &error);
  checks->half_missing = g_error_matches (error, CW_ERROR, CW_ERROR_KEYRING_MISSING);
  if (half != NULL)
    *state = CW_SAFETY_GOOD;
  else if (checks->half_missing)
    *state = CW_SAFETY_CONCERN;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  CwSafetyChecks *checks = g_new0 (CwSafetyChecks, 1);
  CwSafetyReading reading;

  cw_safety_read ("", question->folder, getuid (), &reading);
  checks->states[CW_CHECK_DISK] = reading.disk;
  checks->states[CW_CHECK_SWAP] = reading.swap;
  checks->states[CW_CHECK_SCREEN] = read_screen_lock ();
  checks->states[CW_CHECK_AUTOLOGIN] = reading.autologin;
  checks->states[CW_CHECK_LOGIN] = reading.login;
  read_keyring (question, checks, cancellable);
  checks->states[CW_CHECK_BACKUP] = question->backup;
  checks->states[CW_CHECK_PTRACE] = reading.ptrace;
  g_task_return_pointer (task, checks, g_free);
}

static CwSafetyState
judge_backup (const CwBackupState *backup)
{
  if (cw_backup_state_is_late (backup))
    return CW_SAFETY_CONCERN;
  return backup->off_at != 0 ? CW_SAFETY_GOOD : CW_SAFETY_UNKNOWN;
}

void
cw_safety_checks_read (CwVault *vault,
                       const CwBackupState *backup,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Question *question = g_new0 (Question, 1);

  question->folder
      = vault != NULL ? g_strdup (cw_vault_get_dir (vault)) : g_strdup (g_get_user_data_dir ());
  question->vault_id = vault != NULL ? cw_vault_get_id (vault) : NULL;
  question->uses_keyring = vault != NULL && cw_vault_uses_keyring (vault);
  question->backup = judge_backup (backup);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, read_thread);
}

CwSafetyChecks *
cw_safety_checks_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
