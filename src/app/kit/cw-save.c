/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-save.h"

#include <glib/gi18n.h>

#include "report/cw-report.h"

typedef struct
{
  GWeakRef widget;
  char *path;
  CwSaveWork work;
  gpointer data;
  GDestroyNotify data_free;
  CwSaveDone done;
} Save;

static void
free_save (Save *save)
{
  g_weak_ref_clear (&save->widget);
  if (save->data_free != NULL && save->data != NULL)
    save->data_free (save->data);
  g_free (save->path);
  g_free (save);
}

static void
save_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  GError *error = NULL;

  if (save->work (save->data, save->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
say_saved (gpointer widget, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  /* Translators: %s is the name of a file */
  g_autofree char *said = g_strdup_printf (_ ("“%s” is saved."), name);

  cw_say (widget, said);
}

/* What was written goes here and not with the task, of which the thread may have the last hold. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *save = user_data;
  g_autoptr (GObject) widget = g_weak_ref_get (&save->widget);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (widget != NULL && save->done != NULL)
    save->done (widget, error);
  else if (widget != NULL && error != NULL)
    cw_report (widget, error);
  else if (widget != NULL)
    say_saved (widget, save->path);
  free_save (save);
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

void
cw_save_file (gpointer widget,
              const char *path,
              CwSaveWork work,
              gpointer data,
              GDestroyNotify data_free,
              CwSaveDone done)
{
  g_autoptr (GTask) task = NULL;
  Save *save;

  g_return_if_fail (G_IS_OBJECT (widget));
  g_return_if_fail (path != NULL && work != NULL);

  save = g_new (Save, 1);
  *save = (Save){
    .path = g_strdup (path), .work = work, .data = data, .data_free = data_free, .done = done
  };
  g_weak_ref_init (&save->widget, widget);
  task = g_task_new (NULL, NULL, saved_cb, save);
  g_task_set_source_tag (task, cw_save_file);
  g_task_set_task_data (task, save, NULL);
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  g_task_run_in_thread (task, save_work);
}

gboolean
cw_save_pdf (gpointer document, const char *path, GError **error)
{
  return cw_document_write_pdf (document, path, error);
}

gboolean
cw_save_text (gpointer text, const char *path, GError **error)
{
  return cw_report_write_file (path, text, -1, error);
}
