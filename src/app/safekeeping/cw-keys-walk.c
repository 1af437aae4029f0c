/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-keys-walk.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "app/start/cw-code-card.h"
#include "cw-keys-words.h"
#include "cw-secret-step.h"

typedef enum
{
  STEP_ABOUT,
  STEP_PROOF, /* who may know what opens the records now */
  STEP_PASSPHRASE,
  STEP_CODE,
  STEP_DONE
} Step;

struct _CwKeysWalk
{
  AdwBin parent_instance;

  /* template widgets */
  CwWalkFrame *frame;
  GtkStack *steps;
  CwSecretStep *proof;
  CwNewPassphrase *passphrase;
  CwCodeCard *code;
  GtkLabel *done_words;

  /* owned */
  CwSession *session;

  CwKeysState state;
  Step step;
};

G_DEFINE_FINAL_TYPE (CwKeysWalk, cw_keys_walk, ADW_TYPE_BIN)

static gboolean
is_last (CwKeysWalk *self)
{
  return self->step == (self->state.kind == CW_KEYS_PASSPHRASE ? STEP_PASSPHRASE : STEP_CODE);
}

static gboolean
is_right (CwKeysWalk *self)
{
  switch (self->step)
    {
    case STEP_PROOF:
      return cw_secret_step_is_filled (self->proof);
    case STEP_PASSPHRASE:
      return cw_new_passphrase_is_right (self->passphrase);
    case STEP_CODE:
      return cw_paper_secret_is_right (CW_PAPER_SECRET (self->code));
    case STEP_ABOUT:
    case STEP_DONE:
    default:
      return TRUE;
    }
}

static const char *
get_verb (CwKeysWalk *self)
{
  if (!is_last (self))
    return _ ("C_ontinue");
  switch (self->state.kind)
    {
    case CW_KEYS_PASSPHRASE:
      return _ ("Change the _passphrase");
    case CW_KEYS_CODE:
      return _ ("_Use this code from now on");
    case CW_KEYS_ALL:
    default:
      return _ ("_Make new keys");
    }
}

static void
say_step (CwKeysWalk *self)
{
  if (self->step == STEP_ABOUT)
    cw_walk_frame_say (self->frame, _ ("Everything new"), cw_keys_words_about (&self->state));
  else if (self->step == STEP_PROOF)
    cw_walk_frame_say (self->frame, _ ("First, what opens your records now"),
                       _ ("So that nobody who finds the laptop open can change your keys."));
  else if (self->step == STEP_PASSPHRASE)
    cw_walk_frame_say (self->frame, _ ("Choose a new passphrase"),
                       cw_keys_words_passphrase (&self->state));
  else
    cw_walk_frame_say (self->frame, NULL, NULL);
}

static void
show_step (CwKeysWalk *self, Step step)
{
  static const char *const names[] = { "about", "proof", "passphrase", "code", "done" };

  self->step = step;
  gtk_stack_set_visible_child_name (self->steps, names[step]);
  if (step == STEP_DONE)
    return;
  say_step (self);
  if (step == STEP_CODE)
    cw_code_card_begin (self->code, cw_session_get_label (self->session));
  cw_walk_frame_set_next (self->frame, get_verb (self), is_right (self));
  cw_enter (GTK_WIDGET (self));
}

static void
changed_cb (CwKeysWalk *self)
{
  if (self->frame != NULL && self->step != STEP_DONE)
    cw_walk_frame_set_sensitive (self->frame, is_right (self));
}

static void
forget (CwKeysWalk *self)
{
  cw_secret_step_set_text (self->proof, "");
  cw_new_passphrase_clear (self->passphrase);
  cw_paper_secret_forget (CW_PAPER_SECRET (self->code));
}

static void
show_done (CwKeysWalk *self)
{
  static const char *const headings[]
      = { N_ ("The passphrase is changed"), N_ ("The new recovery code is in force"),
          N_ ("Your records have new keys") };
  g_autofree char *words = cw_keys_words_done (&self->state);

  show_step (self, STEP_DONE);
  forget (self);
  cw_walk_frame_say (self->frame, _ (headings[self->state.kind]), NULL);
  gtk_label_set_text (self->done_words, words);
  cw_walk_frame_set_note (self->frame, NULL);
  cw_walk_frame_set_leave (self->frame, _ ("_Later"));
  cw_walk_frame_set_next (self->frame, _ ("Make a new _backup"), TRUE);
  cw_enter (GTK_WIDGET (self->frame));
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwKeysWalk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree CwKeepRenewed *renewed = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (self->frame == NULL)
    return;
  cw_walk_frame_set_busy (self->frame, FALSE, TRUE);
  if (renewed != NULL)
    {
      self->state.twin = renewed->twin;
      self->state.left = renewed->left;
    }
  if (error == NULL)
    show_done (self);
  else
    cw_walk_frame_report (self->frame, error);
}

static const CwWalkStage renew_stages[] = {
  { 0, N_ ("Making new keys, and counting your records…") },
  { 1.0 / 23, N_ ("Copying them under the new key…") },
  { 5.0 / 23, N_ ("Comparing the copy…") },
  { 6.0 / 23, N_ ("Putting it in the place of the old one…") },
  { 7.0 / 23, N_ ("Backing up under the new key, and reading that back…") },
  { 0, NULL },
};

static void
work (CwKeysWalk *self)
{
  static const CwSessionWork works[]
      = { cw_keep_change_passphrase, cw_keep_renew_code, cw_keep_renew_keys };
  CwKeepCall *call = cw_keep_call_new (self->session, self->frame);
  GCancellable *cancellable = NULL;

  if (self->state.kind != CW_KEYS_CODE)
    call->secret = cw_new_passphrase_get (self->passphrase);
  if (self->state.kind != CW_KEYS_PASSPHRASE)
    call->code = cw_paper_secret_get (CW_PAPER_SECRET (self->code));
  cw_walk_frame_report (self->frame, NULL);
  if (self->state.kind == CW_KEYS_ALL)
    cancellable = cw_keep_begin (self->session, self->frame, renew_stages);
  else
    cw_walk_frame_set_busy (self->frame, TRUE, FALSE); /* one write, at once */
  cw_session_call (self->session, works[self->state.kind], call, (GDestroyNotify) cw_keep_call_free,
                   g_free, CW_CHANGE_BACKUP, cancellable, worked_cb, g_object_ref (self));
}

static void
leave (CwKeysWalk *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "safekeeping.leave", NULL);
}

static void
next_cb (CwKeysWalk *self)
{
  g_assert (CW_IS_KEYS_WALK (self));

  if (self->step == STEP_DONE)
    gtk_widget_activate_action (GTK_WIDGET (self), "safekeeping.back-up", NULL);
  else if (!is_right (self))
    return;
  else if (self->step == STEP_PROOF)
    cw_secret_step_try (self->proof);
  else if (is_last (self))
    work (self);
  else
    show_step (self, self->step + 1);
}

/* Whoever asks is who may. */
static void
proved_cb (CwKeysWalk *self)
{
  g_assert (CW_IS_KEYS_WALK (self));

  cw_secret_step_set_text (self->proof, "");
  show_step (self, self->state.kind == CW_KEYS_CODE ? STEP_CODE : STEP_PASSPHRASE);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  CwKeysWalk *self = CW_KEYS_WALK (widget);
  GtkWidget *const targets[]
      = { GTK_WIDGET (self->frame), GTK_WIDGET (self->proof), GTK_WIDGET (self->passphrase),
          GTK_WIDGET (self->code), GTK_WIDGET (self->frame) };

  return targets[self->step];
}

static void
cw_keys_walk_dispose (GObject *object)
{
  CwKeysWalk *self = CW_KEYS_WALK (object);

  if (self->frame != NULL)
    {
      self->frame = NULL;
      forget (self);
    }
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cw_keys_walk_parent_class)->dispose (object);
}

static void
cw_keys_walk_class_init (CwKeysWalkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_keys_walk_dispose;
  cw_class_set_entry (widget_class, find_entry);
  g_type_ensure (CW_TYPE_WALK_FRAME);
  g_type_ensure (CW_TYPE_SECRET_STEP);
  g_type_ensure (CW_TYPE_NEW_PASSPHRASE);
  g_type_ensure (CW_TYPE_CODE_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/safekeeping/cw-keys-walk.ui");
  gtk_widget_class_bind_template_child (widget_class, CwKeysWalk, frame);
  gtk_widget_class_bind_template_child (widget_class, CwKeysWalk, steps);
  gtk_widget_class_bind_template_child (widget_class, CwKeysWalk, proof);
  gtk_widget_class_bind_template_child (widget_class, CwKeysWalk, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CwKeysWalk, code);
  gtk_widget_class_bind_template_child (widget_class, CwKeysWalk, done_words);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave);
  gtk_widget_class_bind_template_callback (widget_class, proved_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
cw_keys_walk_init (CwKeysWalk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
read_state (CwKeysWalk *self)
{
  CwVault *vault = cw_session_get_vault (self->session);

  if (vault == NULL)
    return; /* a demonstration, which has no keys */
  self->state.keyring = cw_vault_uses_keyring (vault);
  self->state.twin = self->state.kind == CW_KEYS_ALL && cw_vault_has_twin (vault);
}

GtkWidget *
cw_keys_walk_new (CwSession *session, CwKeysKind kind)
{
  static const char *const titles[]
      = { N_ ("Change the passphrase"), N_ ("New recovery code"), N_ ("Somebody may know it") };
  static const Step first[] = { STEP_PROOF, STEP_PROOF, STEP_ABOUT };
  CwKeysWalk *self = g_object_new (CW_TYPE_KEYS_WALK, NULL);

  self->session = g_object_ref (session);
  self->state.kind = kind;
  read_state (self);
  cw_secret_step_set_walk (self->proof, session, self->frame);
  g_object_set (self->frame, "title", _ (titles[kind]), NULL);
  cw_walk_frame_set_note (self->frame, _ ("Nothing is changed until the last step."));
  show_step (self, first[kind]);
  return GTK_WIDGET (self);
}

gboolean
cw_keys_walk_is_done (CwKeysWalk *self)
{
  g_return_val_if_fail (CW_IS_KEYS_WALK (self), FALSE);

  return self->step == STEP_DONE;
}
