/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* kill -9 in the middle of saves, again and again: what was acknowledged is there, whole, and
 * nothing is half there. The process that is killed runs the store's own save functions; it
 * acknowledges over a pipe after each one returned. */

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"

#define ROUNDS 500
#define VERIFY_EACH 50

typedef enum
{
  ACK_CONTACT,
  ACK_ENQUIRY,
  ACK_DRAFT
} AckKind;

typedef struct
{
  gint64 kind, id, number;
} Ack;

typedef struct
{
  gint64 case_id, adult;
  gint64 next; /* the number of the next save */
} Progress;

/* What was written can be worked out again from its number. */
static char *
make_text (gint64 number)
{
  gsize length = 40 + (gsize) (number * 7919 % 12000);
  char *text = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    text[i] = i % 9 == 8 ? ' ' : (char) ('a' + (number + (gint64) i) % 26);
  text[length - 1] = '.';
  text[length] = '\0';
  return text;
}

/* ---- the process that is killed ---- */

static gint64
save_contact (
    Fixture *fixture, const Progress *progress, gint64 number, gint64 draft, GError **error)
{
  g_autoptr (CwContact) contact = cw_contact_new ();
  g_autoptr (CwStep) step = cw_step_new ();

  contact->case_id = progress->case_id;
  contact->day = TODAY - (CwDay) (number % 50);
  contact->minutes = (int) (number % 60);
  contact->method = fixture_code (fixture, CW_LIST_CONTACT_METHOD, "email");
  cw_ids_add (contact->adults, progress->adult);
  g_ptr_array_add (contact->lines, cw_line_new_take (CW_LINE_FACT, make_text (number)));
  g_ptr_array_add (contact->lines, cw_line_new_take (CW_LINE_SAID, make_text (number + 1)));
  g_free (step->text);
  step->text = g_strdup_printf ("step %" G_GINT64_FORMAT, number);
  step->due = TODAY + 1;
  return cw_store_save_contact (fixture->store, contact, step, draft, error);
}

static gint64
save_draft (Fixture *fixture, const Progress *progress, gint64 number, GError **error)
{
  g_autoptr (CwDraft) draft = cw_draft_new ();
  g_autofree char *text = make_text (number);

  g_free (draft->kind);
  draft->kind = g_strdup ("contact");
  g_free (draft->subject);
  draft->subject = g_strdup ("kill");
  draft->case_id = progress->case_id;
  g_free (draft->body);
  draft->body = g_strdup_printf ("%" G_GINT64_FORMAT " %s", number, text);
  draft->words = 2;
  return cw_store_save_draft (fixture->store, draft, error);
}

static void
acknowledge (int pipe_end, AckKind kind, gint64 id, gint64 number)
{
  Ack ack = { kind, id, number };

  if (id <= 0)
    _exit (3);
  if (write (pipe_end, &ack, sizeof ack) != sizeof ack)
    _exit (4);
}

static void
save_for_ever (Fixture *fixture, const Progress *progress, int pipe_end)
{
  g_autoptr (GError) error = NULL;

  fixture_open (fixture);
  for (gint64 number = progress->next;; number++)
    {
      gint64 id, draft = save_draft (fixture, progress, number, &error);

      acknowledge (pipe_end, ACK_DRAFT, draft, number);
      if (number % 3 == 0)
        {
          id = fixture_enquiry (fixture, TODAY - (CwDay) (number % 50), "housing");
          acknowledge (pipe_end, ACK_ENQUIRY, id, number);
        }
      /* Every other contact takes the draft with it: both or neither. */
      id = save_contact (fixture, progress, number, number % 2 ? draft : 0, &error);
      acknowledge (pipe_end, ACK_CONTACT, id, number);
      if (number % 5 == 0 && !cw_store_checkpoint (fixture->store, &error))
        _exit (5);
    }
}

/* ---- the one that looks afterwards ---- */

static void
check_contact (Fixture *fixture, const Ack *ack)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) contact = cw_store_get_contact (fixture->store, ack->id, &error);
  g_autofree char *first = make_text (ack->number);
  g_autofree char *second = make_text (ack->number + 1);
  g_autofree char *sql
      = g_strdup_printf ("SELECT count (*) FROM next_step WHERE text = 'step %" G_GINT64_FORMAT "'",
                         ack->number);

  g_assert_no_error (error);
  g_assert_cmpint (contact->lines->len, ==, 2);
  g_assert_cmpstr (((CwLine *) g_ptr_array_index (contact->lines, 0))->text, ==, first);
  g_assert_cmpstr (((CwLine *) g_ptr_array_index (contact->lines, 1))->text, ==, second);
  g_assert_cmpint (contact->minutes, ==, ack->number % 60);
  g_assert_cmpint (contact->adults->len, ==, 1);
  g_assert_cmpint (fixture_ask (fixture->store, sql), >=, 1);
}

/* The newest text is there, or the contact that took its place. */
static void
check_draft (Fixture *fixture, const Ack *ack)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDraft) draft = cw_store_get_draft (fixture->store, "contact", "kill", &error);
  gint64 number = draft ? g_ascii_strtoll (draft->body, NULL, 10) : 0;
  g_autofree char *sql
      = g_strdup_printf ("SELECT count (*) FROM next_step WHERE text = 'step %" G_GINT64_FORMAT "'",
                         ack->number);

  g_assert_no_error (error);
  g_assert_true (number >= ack->number || fixture_ask (fixture->store, sql) > 0);
  if (draft)
    {
      g_autofree char *text = make_text (number);

      g_assert_cmpstr (strchr (draft->body, ' ') + 1, ==, text);
    }
}

static guint
check_acknowledged (Fixture *fixture, int pipe_end, gint64 *last)
{
  Ack ack, newest_draft = { .id = 0 };
  guint acknowledged = 0;

  while (read (pipe_end, &ack, sizeof ack) == sizeof ack)
    {
      g_autoptr (GError) error = NULL;

      *last = ack.number;
      acknowledged++;
      if (ack.kind == ACK_CONTACT)
        check_contact (fixture, &ack);
      else if (ack.kind == ACK_DRAFT)
        newest_draft = ack;
      else
        {
          g_autoptr (CwEnquiry) enquiry = cw_store_get_enquiry (fixture->store, ack.id, &error);

          g_assert_no_error (error);
          g_assert_cmpint (enquiry->categories->len, ==, 1);
        }
    }
  if (newest_draft.id != 0)
    check_draft (fixture, &newest_draft);
  return acknowledged;
}

/* One act each: a contact without its lines, adult, step or search entry would be half of one. */
static void
check_nothing_is_half (Fixture *fixture)
{
  g_assert_cmpint (
      fixture_ask (fixture->store,
                   "SELECT (SELECT count (*) FROM contact) - (SELECT count (*) FROM next_step)"),
      ==, 0);
  g_assert_cmpint (
      fixture_ask (
          fixture->store,
          "SELECT 2 * (SELECT count (*) FROM contact) - (SELECT count (*) FROM contact_line)"),
      ==, 0);
  g_assert_cmpint (
      fixture_ask (
          fixture->store,
          "SELECT (SELECT count (*) FROM contact) - (SELECT count (*) FROM contact_adult)"),
      ==, 0);
  g_assert_cmpint (fixture_ask (fixture->store,
                                "SELECT (SELECT count (*) FROM contact) - (SELECT count (*) FROM "
                                "search_doc WHERE kind = 'contact')"),
                   ==, 0);
  g_assert_cmpint (
      fixture_ask (fixture->store,
                   "SELECT (SELECT count (*) FROM contact) - (SELECT contacts FROM case_file)"),
      ==, 0);
  g_assert_cmpint (
      fixture_ask (
          fixture->store,
          "SELECT (SELECT count (*) FROM enquiry) - (SELECT count (*) FROM enquiry_category)"),
      ==, 0);
  g_assert_cmpint (
      fixture_ask (fixture->store,
                   "SELECT count (*) FROM draft WHERE NOT EXISTS (SELECT 1 FROM draft_version v "
                   "WHERE v.draft_id = draft.id AND v.body = draft.body)"),
      ==, 0);
}

/* Keeps the file small, so that the five hundredth round costs what the first did. */
static void
forget_old (Fixture *fixture)
{
  g_assert_cmpint (fixture_sql (fixture->store,
                                "BEGIN; DELETE FROM search_doc WHERE kind IN ('contact', 'step'); "
                                "DELETE FROM next_step; DELETE FROM contact;"
                                "DELETE FROM enquiry; COMMIT",
                                NULL),
                   ==, 0);
}

/* However slow the machine is today: half of the rounds end in the middle of saving, not of
 * opening. */
static void
wait_for_a_save (int end)
{
  GPollFD saved = { .fd = end, .events = G_IO_IN };

  g_assert_cmpint (g_poll (&saved, 1, 30 * 1000), ==, 1);
}

static guint
run_round (Fixture *fixture, Progress *progress, GRand *random)
{
  int ends[2], status = 0;
  gint64 last = progress->next;
  guint acknowledged;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (ends[0]);
      save_for_ever (fixture, progress, ends[1]);
    }
  close (ends[1]);
  if (g_rand_boolean (random))
    wait_for_a_save (ends[0]);
  g_usleep ((gulong) g_rand_int_range (random, 500, 45000));
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

  fixture_open (fixture);
  acknowledged = check_acknowledged (fixture, ends[0], &last);
  close (ends[0]);
  check_nothing_is_half (fixture);
  progress->next = last + 2;
  return acknowledged;
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  Progress progress = { .next = 1 };
  guint acknowledged = 0;

  progress.case_id = fixture_case (fixture, "Joanne Hughes", NULL, &progress.adult);
  fixture_close (fixture);
  for (int round = 1; round <= ROUNDS; round++)
    {
      acknowledged += run_round (fixture, &progress, random);
      if (round % VERIFY_EACH == 0)
        {
          fixture_verify (fixture->store);
          forget_old (fixture);
        }
      fixture_close (fixture);
    }
  g_test_message ("%u saves acknowledged in %d rounds", acknowledged, ROUNDS);
  g_assert_cmpuint (acknowledged, >=, ROUNDS / 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/kill/saves", Fixture, NULL, fixture_set_up, test_kill, fixture_tear_down);
  return g_test_run ();
}
