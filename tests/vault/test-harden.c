/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the process gives up, each in a process of its own since there is no way back. */

#include "vault/cw-harden.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

/* The line of the check that did not hold, or 0. */
#define HOLDS(what)                                                                                \
  do                                                                                               \
    if (!(what))                                                                                   \
      return __LINE__;                                                                             \
  while (0)

static void
run (int (*check) (void))
{
  int status, line = 0;
  int ends[2];
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      line = check ();
      _exit (write (ends[1], &line, sizeof line) == sizeof line ? 0 : 1);
    }
  close (ends[1]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpint (read (ends[0], &line, sizeof line), ==, sizeof line);
  close (ends[0]);
  if (line != 0)
    g_error ("the check of line %d did not hold", line);
}

static int
check_early (void)
{
  g_autofree char *dir = g_dir_make_tmp ("casework-harden-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (dir, "new", NULL);
  struct rlimit limit;
  struct stat st;
  int fd;

  g_setenv ("XDG_RUNTIME_DIR", dir, TRUE);
  g_setenv ("TMPDIR", "/elsewhere", TRUE);
  cw_harden_early ();
  HOLDS (g_str_equal (g_getenv ("TMPDIR"), dir));
  HOLDS (getrlimit (RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0);
  fd = open (file, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  HOLDS (fd >= 0 && fstat (fd, &st) == 0 && (st.st_mode & 0777) == 0600);
  close (fd);
  unlink (file);
  rmdir (dir);
  g_setenv ("XDG_RUNTIME_DIR", "/not/there", TRUE);
  g_setenv ("TMPDIR", "/elsewhere", TRUE);
  cw_harden_early ();
  HOLDS (g_str_equal (g_getenv ("TMPDIR"), "/elsewhere"));

  return 0;
}

static int
check_process (void)
{
  cw_harden_process ();
  HOLDS (prctl (PR_GET_DUMPABLE) == 0);

  return 0;
}

static gboolean
is_refused (int fd, int expected)
{
  gboolean refused = fd < 0 && errno == expected;

  if (fd >= 0)
    close (fd);

  return refused;
}

static int
check_sockets (void)
{
  static const int families[]
      = { AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_BLUETOOTH, AF_VSOCK, AF_ALG, 0, -1, 45 };
  int pair[2];
  int unix_socket;

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      HOLDS (is_refused (socket (families[i], SOCK_STREAM, 0), EACCES));
      HOLDS (is_refused (socket (families[i], SOCK_DGRAM, 0), EACCES));
      HOLDS (socketpair (families[i], SOCK_STREAM, 0, pair) < 0 && errno == EACCES);
    }
  /* The kernel reads an int: garbage in the upper half of the register is no way round. */
  HOLDS (is_refused ((int) syscall (SYS_socket, 0x100000000L | AF_INET, SOCK_STREAM, 0), EACCES));
  unix_socket = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  HOLDS (unix_socket >= 0);
  close (unix_socket);
  HOLDS (socketpair (AF_UNIX, SOCK_STREAM, 0, pair) == 0 && write (pair[0], "x", 1) == 1);

  return 0;
}

static gpointer
check_in_thread (gpointer go)
{
  while (!g_atomic_int_get ((int *) go))
    g_usleep (1000);

  return GINT_TO_POINTER (check_sockets ());
}

static int
check_network (void)
{
  int go = 0;
  GThread *before = g_thread_new ("before", check_in_thread, &go), *after;
  int opened = socket (AF_INET, SOCK_STREAM, 0);

  HOLDS (opened >= 0); /* else the test says nothing */
  close (opened);
  HOLDS (cw_harden_network (NULL));
  HOLDS (check_sockets () == 0);
  g_atomic_int_set (&go, 1);
  /* Threads that run already, and later ones. */
  HOLDS (g_thread_join (before) == NULL);
  after = g_thread_new ("after", check_in_thread, &go);
  HOLDS (g_thread_join (after) == NULL);
  HOLDS (ptrace (PTRACE_TRACEME, 0, NULL, NULL) < 0 && errno == EPERM);
  HOLDS (syscall (SYS_keyctl, 0, 0, 0, 0, 0) < 0 && errno == EPERM);
  HOLDS (syscall (SYS_bpf, 0, NULL, 0) < 0 && errno == EPERM);
#ifdef SYS_io_uring_setup
  HOLDS (syscall (SYS_io_uring_setup, 1, NULL) < 0 && errno == EPERM);
#endif

  return 0;
}

/* What is started afterwards is kept off the network too. */
static int
check_inherited (void)
{
  int status;
  pid_t child;

  HOLDS (cw_harden_network (NULL));
  child = fork ();
  if (child == 0)
    _exit (check_sockets () == 0 ? 0 : 1);
  HOLDS (waitpid (child, &status, 0) == child && status == 0);

  return 0;
}

/* R37, through the library that the program is written with. */
static int
check_gio (void)
{
  g_autoptr (GSocketClient) client = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  HOLDS (cw_harden_network (NULL));
  client = g_socket_client_new ();
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", 9, NULL, &error);
  HOLDS (connection == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED));

  return 0;
}

static void
test_early (void)
{
  run (check_early);
}

static void
test_process (void)
{
  if (SANITIZED)
    g_test_skip ("not under sanitizers");
  else
    run (check_process);
}

static void
test_network (void)
{
  if (SANITIZED)
    {
      g_test_skip ("not under sanitizers");
      return;
    }
  run (check_network);
  run (check_inherited);
  run (check_gio);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/harden/early", test_early);
  g_test_add_func ("/harden/process", test_process);
  g_test_add_func ("/harden/network", test_network);

  return g_test_run ();
}
