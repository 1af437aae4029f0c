/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-harden.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/cw-error.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

/* A file opened later must never get the number of a standard one that was closed: whatever is
 * printed, a recovery code or a parent's words, would be written into it. What stands in its place
 * can neither be read nor printed to, so that nothing that was to be shown is taken for seen. */
static void
hold_standard_files (void)
{
  static const int modes[] = { O_WRONLY, O_RDONLY, O_RDONLY };

  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", modes[fd]) != fd)
      _exit (1);
}

/**
 * cw_harden_early:
 *
 * Call first in main(), before any thread and before any file is opened: no file gets the number of
 * a standard one, no core file may hold records, no new file is open to others, and temporary files
 * of libraries go to the user's runtime directory, which is in memory.
 */
void
cw_harden_early (void)
{
  const struct rlimit none = { 0, 0 };
  const char *runtime_dir = g_getenv ("XDG_RUNTIME_DIR");

  hold_standard_files ();
  setrlimit (RLIMIT_CORE, &none);
  umask (077);
  if (runtime_dir != NULL && g_path_is_absolute (runtime_dir)
      && g_file_test (runtime_dir, G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", runtime_dir, TRUE);
}

/**
 * cw_harden_process:
 *
 * Other programs of the same user can no longer read this one's memory. Call it after the first
 * portal call: the portal does not talk to a process it cannot look into, unless it has seen the
 * connection before.
 */
void
cw_harden_process (void)
{
  if (SANITIZED)
    return; /* the leak check traces its own process */
  if (prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    g_info ("the process could not be closed to others: %s", g_strerror (errno));
}

/* Names that this libseccomp or this kind of processor does not know are passed over. */
static const char *const refused[] = {
  "socketcall",  "io_uring_setup",   "io_uring_enter",    "io_uring_register",
  "ptrace",      "process_vm_readv", "process_vm_writev", "bpf",
  "userfaultfd", "keyctl",           "add_key",           "request_key",
};

static int
add_rules (scmp_filter_ctx filter)
{
  static const char *const families[] = { "socket", "socketpair" };
  int result = 0;

  for (guint i = 0; result == 0 && i < G_N_ELEMENTS (families); i++)
    result = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EACCES),
                               seccomp_syscall_resolve_name (families[i]), 1,
                               SCMP_A0_32 (SCMP_CMP_NE, AF_UNIX));
  for (guint i = 0; result == 0 && i < G_N_ELEMENTS (refused); i++)
    {
      int number = seccomp_syscall_resolve_name (refused[i]);

      if (number == __NR_SCMP_ERROR || number < 0)
        continue;
      result = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), number, 0);
    }

  return result;
}

/**
 * cw_harden_network:
 *
 * The kernel refuses this process, all its threads and whatever it starts every socket that is not
 * a local one (R37), and the calls that would be a way round that. There is no way back. Does
 * nothing under sanitizers.
 *
 * Returns: %FALSE with %CW_ERROR_FAILED where the kernel cannot do it: worth a word on the safety
 * check, no reason to stop
 */
gboolean
cw_harden_network (GError **error)
{
  scmp_filter_ctx filter;
  int result;

  if (SANITIZED)
    return TRUE;

  filter = seccomp_init (SCMP_ACT_ALLOW);
  result = filter == NULL ? -ENOMEM : seccomp_attr_set (filter, SCMP_FLTATR_CTL_TSYNC, 1);
  if (result == 0)
    result = add_rules (filter);
  if (result == 0)
    result = seccomp_load (filter);
  if (filter != NULL)
    seccomp_release (filter);
  if (result == 0)
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_FAILED,
               /* Translators: %s is the system's reason */
               _ ("This computer cannot keep Casework off the network: %s. Casework itself never "
                  "uses it, and your "
                  "records are safe. Tell whoever looks after this computer."),
               g_strerror (-result));
  return FALSE;
}
