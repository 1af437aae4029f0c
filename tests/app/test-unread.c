/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Records of which a part cannot be read: each page says so, and none says that there is nothing.
 * And what is asked of the records while they are locked is answered to nobody. */

#include <glib/gstdio.h>

#include "app/cases/cw-case-page.h"
#include "app/cases/cw-cases-page.h"
#include "app/directory/cw-directory-page.h"
#include "app/enquiries/cw-enquiries-page.h"
#include "app/kit/cw-kit.h"
#include "app/kit/cw-print.h"
#include "app/kit/cw-save.h"
#include "app/summaries/cw-summaries-page.h"
#include "app/today/cw-today-page.h"
#include "cases-fixture.h"
#include "core/cw-error.h"
#include "display-ground.h"
#include "ground.h"
#include "store/cw-store-private.h"

#define UNREAD "This cannot be read"

static gpointer
exec_work (CwStore *store, gpointer sql, GCancellable *cancellable, GError **error)
{
  cw_store_exec (store, sql, error);
  return NULL;
}

/* Shows @page with @table gone and sees that it says so, and not @empty; then it is back, and
 * "Try again" shows it. */
static void
check (Case *self, GtkWidget *page, const char *table, const char *empty)
{
  g_autofree char *away = g_strdup_printf ("ALTER TABLE %s RENAME TO gone", table);
  g_autofree char *back = g_strdup_printf ("ALTER TABLE gone RENAME TO %s", table);

  case_call (self, exec_work, away);
  case_show (self, page);
  case_wait_said (self, UNREAD);
  display_settle (self->session);
  display_picture (G_OBJECT_TYPE_NAME (page));
  case_wait_said (self, UNREAD);
  case_wait_unsaid (self, empty);
  case_call (self, exec_work, back);
  case_press (self, "Try again");
  case_wait_unsaid (self, UNREAD);
}

static void
test_timeline (Case *self, gconstpointer data)
{
  check (self, cw_case_page_new (self->case_id), "contact_line", "Nothing noted yet");
}

static void
test_cases (Case *self, gconstpointer data)
{
  check (self, cw_cases_page_new (), "next_step", "No cases yet");
}

static void
test_enquiries (Case *self, gconstpointer data)
{
  check (self, cw_enquiries_page_new (), "enquiry_category", "No enquiries yet");
}

static void
test_services (Case *self, gconstpointer data)
{
  check (self, cw_directory_page_new (), "service_category", "No services yet");
}

static void
test_today (Case *self, gconstpointer data)
{
  check (self, g_object_new (CW_TYPE_TODAY_PAGE, NULL), "next_step",
         "Nothing is due in the next seven days.");
}

static void
test_summaries (Case *self, gconstpointer data)
{
  check (self, cw_summaries_page_new (), "block", "No terms yet");
}

/* ---- the page is gone when the answer comes ---- */

static gboolean
is_gone (gpointer weak)
{
  return *(gpointer *) weak == NULL;
}

/* Each asks for something when it is shown; the lock comes before the answer. */
static void
test_lock (Case *self, gconstpointer data)
{
  GtkWidget *pages[] = { cw_directory_page_new (), cw_enquiries_page_new (), cw_cases_page_new (),
                         cw_summaries_page_new (), cw_case_page_new (self->case_id) };
  gpointer weak[G_N_ELEMENTS (pages)];

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      weak[i] = pages[i];
      g_object_add_weak_pointer (G_OBJECT (pages[i]), &weak[i]);
      adw_toast_overlay_set_child (self->overlay, pages[i]);
      cw_section_bind (CW_SECTION (pages[i]), self->session);
      cw_section_shown (CW_SECTION (pages[i]));
    }
  cw_session_close (self->session);
  adw_toast_overlay_set_child (self->overlay, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    ground_wait (is_gone, &weak[i], 20);
}

/* ---- paper and files ---- */

static CwDocument *
make_document (void)
{
  return cw_explain_sheet_new ("Hollin Bank");
}

/* What GTK says of a printer is not for the adviser. */
static void
test_print (Case *self, gconstpointer data)
{
  g_autoptr (CwDocument) document = make_document ();
  g_autoptr (GtkPrintOperation) operation = cw_print_operation_new (document);
  g_autofree char *path = g_build_filename (self->folder, "no", "such", "place.pdf", NULL);

  case_show (self, cw_cases_page_new ());
  gtk_print_operation_set_export_filename (operation, path);
  cw_print_run_operation (self->page, operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL);
  case_wait_said (self, "It could not be printed. Nothing is lost");
  case_wait_unsaid (self, "Error");
}

static void
test_save (Case *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "paper", NULL);
  g_autofree char *path = g_build_filename (folder, "Sheet.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (self->folder, "no", "Sheet.pdf", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  case_show (self, cw_cases_page_new ());
  cw_save_file (self->page, path, cw_save_pdf, make_document (), (GDestroyNotify) cw_document_unref,
                NULL);
  case_wait_said (self, "“Sheet.pdf” is saved.");
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  cw_save_file (self->page, nowhere, cw_save_text, g_strdup ("text"), g_free, NULL);
  case_wait_unsaid (self, "“Sheet.pdf” is saved.");
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));
}

static GThread *wrote;

static gboolean
note_thread (gpointer data, const char *path, GError **error)
{
  g_atomic_pointer_set (&wrote, g_thread_self ());
  return TRUE;
}

static gboolean
has_written (gpointer data)
{
  return g_atomic_pointer_get (&wrote) != NULL;
}

/* A stick is slow: the window is not kept waiting, nor the page alive. */
static void
test_save_aside (Case *self, gconstpointer data)
{
  gpointer weak;

  case_show (self, cw_cases_page_new ());
  weak = self->page;
  g_object_add_weak_pointer (G_OBJECT (self->page), &weak);
  cw_save_file (self->page, "anywhere", note_thread, NULL, NULL, NULL);
  adw_toast_overlay_set_child (self->overlay, NULL);
  self->page = NULL;
  ground_wait (has_written, NULL, 10);
  g_assert_true (g_atomic_pointer_get (&wrote) != g_thread_self ());
  ground_wait (is_gone, &weak, 20);
}

int
main (int argc, char **argv)
{
  case_begin (&argc, &argv);
#define FILLED GINT_TO_POINTER (1)
#define ADD(path, test) g_test_add (path, Case, FILLED, case_set_up, test, case_tear_down)
  ADD ("/unread/timeline", test_timeline);
  ADD ("/unread/cases", test_cases);
  ADD ("/unread/enquiries", test_enquiries);
  ADD ("/unread/services", test_services);
  ADD ("/unread/today", test_today);
  ADD ("/unread/summaries", test_summaries);
  ADD ("/unread/lock", test_lock);
  ADD ("/unread/print", test_print);
  ADD ("/unread/save", test_save);
  ADD ("/unread/save-aside", test_save_aside);
  return g_test_run ();
}
