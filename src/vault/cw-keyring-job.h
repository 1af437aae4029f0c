/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsecret/secret.h>

#include "cw-keyring.h"

G_BEGIN_DECLS

typedef struct _CwKeyringJob CwKeyringJob;
typedef gboolean (*CwKeyringWork) (CwKeyringJob *job, SecretService *service, GError **error);

/* One call, shared by the thread that asks and the thread that waits; whoever lets it go last frees
 * it. */
struct _CwKeyringJob
{
  gatomicrefcount ref_count;
  GMutex mutex;
  GCond cond;
  CwKeyringWork work;
  GCancellable *cancellable;
  char *vault_id;
  char *label;
  CwSecret *half; /* what to store, or what was found */
  gboolean may_prompt;

  /* under the mutex */
  gboolean done;
  gboolean prompting; /* a person is being asked: the long limit counts */
  gboolean result;
  GError *error;
};

CwKeyringJob *cw_keyring_job_new (CwKeyringWork work, const char *vault_id);
void cw_keyring_job_unref (CwKeyringJob *job);
gboolean cw_keyring_job_perform (CwKeyringJob *job, GCancellable *cancellable, GError **error);
void cw_keyring_job_set_prompting (CwKeyringJob *job, gboolean prompting);

void cw_keyring_set_missing (GError **error);
void cw_keyring_set_locked (GError **error);
void cw_keyring_translate_error (const GError *problem, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwKeyringJob, cw_keyring_job_unref)

G_END_DECLS
