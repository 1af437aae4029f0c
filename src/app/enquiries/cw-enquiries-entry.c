/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "app/enquiries/cw-enquiries-page-private.h"
#include "app/kit/cw-wrap-box.h"

/* ---- what is in the form ---- */

static CwEnquiryFormState *
get_state (CwEnquiriesPage *self)
{
  return cw_enquiry_form_get_state (self->form);
}

static gboolean
is_form_open (CwEnquiriesPage *self)
{
  return gtk_widget_get_visible (self->form_scroller);
}

gboolean
cw_enquiries_page_is_editing (CwEnquiriesPage *self)
{
  g_return_val_if_fail (CW_IS_ENQUIRIES_PAGE (self), FALSE);

  return get_state (self) != NULL && cw_enquiry_form_state_is_editing (get_state (self));
}

gboolean
cw_enquiries_page_is_half_filled (CwEnquiriesPage *self)
{
  g_return_val_if_fail (CW_IS_ENQUIRIES_PAGE (self), FALSE);

  return get_state (self) != NULL && !cw_enquiries_page_is_editing (self)
         && cw_enquiry_form_state_is_changed (get_state (self));
}

char *
cw_enquiries_page_write_draft (gpointer data)
{
  CwEnquiriesPage *self = data;

  g_return_val_if_fail (CW_IS_ENQUIRIES_PAGE (self), NULL);

  return get_state (self) != NULL ? cw_enquiry_form_state_to_text (get_state (self)) : NULL;
}

/* What can be gone on with, while the form is closed. */
void
cw_enquiries_page_update_offer (CwEnquiriesPage *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  if (!is_form_open (self) && cw_enquiries_page_is_half_filled (self))
    text = g_strdup (_ ("An enquiry is half filled. It is kept until you go on."));
  else if (!is_form_open (self) && self->offered_orig != NULL)
    {
      g_autofree char *day = cw_day_format (self->offered_orig->day);

      /* Translators: %s is a date. */
      text = g_strdup_printf (_ ("A change to the enquiry of %s was left unfinished."), day);
    }
  gtk_label_set_text (self->offer, text != NULL ? text : "");
  gtk_widget_set_visible (self->offer_box, text != NULL);
}

/* ---- giving up what is in the form ---- */

typedef struct
{
  CwEnquiriesPage *page;
  CwEnquiry *orig;
  char *body;
} GivenUp;

static void
free_given_up (gpointer data)
{
  GivenUp *given_up = data;

  g_object_unref (given_up->page);
  cw_enquiry_free (given_up->orig);
  g_free (given_up->body);
  g_free (given_up);
}

static void
undo_give_up_cb (gpointer data)
{
  GivenUp *given_up = data;
  CwEnquiriesPage *self = given_up->page;

  if (given_up->orig->id != 0)
    cw_enquiries_page_edit (self, given_up->orig, given_up->body);
  else if (!cw_enquiries_page_is_editing (self) && !cw_enquiries_page_is_half_filled (self))
    {
      cw_enquiry_form_state_from_text (get_state (self), given_up->body);
      cw_enquiry_form_show (self->form, NULL, FALSE);
      cw_enquiries_page_open_form (self, TRUE);
      cw_enquiry_form_focus_first (self->form);
    }
  cw_form_draft_touch (self->draft);
}

/**
 * cw_enquiries_page_give_up:
 *
 * Empties the form; what was in it can be had back for as long as the toast stands.
 */
void
cw_enquiries_page_give_up (CwEnquiriesPage *self, const char *words)
{
  GivenUp *given_up;

  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  given_up = g_new0 (GivenUp, 1);
  given_up->page = g_object_ref (self);
  given_up->orig = cw_enquiry_copy (get_state (self)->orig);
  given_up->body = cw_enquiries_page_write_draft (self);
  cw_form_draft_drop (self->draft);
  cw_enquiries_page_next (self);
  if (given_up->body != NULL)
    cw_section_toast_undo (CW_SECTION (self), words, G_CALLBACK (undo_give_up_cb), given_up,
                           free_given_up);
  else
    free_given_up (given_up);
}

/**
 * cw_enquiries_page_start_afresh:
 *
 * A new enquiry is emptied, a stored one is shown as it is stored.
 */
void
cw_enquiries_page_start_afresh (CwEnquiriesPage *self)
{
  g_autoptr (CwEnquiry) orig = NULL;

  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  if (!cw_enquiries_page_is_editing (self))
    {
      cw_enquiries_page_give_up (self, _ ("Half-filled enquiry thrown away"));
      cw_enquiry_form_focus_first (self->form);
      return;
    }
  orig = cw_enquiry_copy (get_state (self)->orig);
  cw_form_draft_drop (self->draft);
  cw_enquiry_form_state_edit (get_state (self), orig);
  cw_enquiries_page_edit (self, orig, NULL);
}

/**
 * cw_enquiries_page_next:
 *
 * What is in the form was stored or given up. A form that was opened for the change of a stored
 * enquiry is closed again, unless a half-filled new one waits behind it.
 */
void
cw_enquiries_page_next (CwEnquiriesPage *self)
{
  gboolean editing;

  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  editing = cw_enquiries_page_is_editing (self);
  cw_enquiry_form_state_next (get_state (self));
  cw_form_draft_forget (self->draft);
  cw_form_draft_set_subject (self->draft, CW_ENQUIRY_DRAFT_NEW);
  if (editing && self->aside != NULL)
    cw_enquiry_form_state_fill (get_state (self), self->aside);
  cw_enquiry_form_show (self->form, NULL, FALSE);
  if (editing && self->aside == NULL)
    {
      cw_enquiries_page_open_form (self, FALSE);
      cw_enquiries_page_focus_table (self);
    }
  else if (is_form_open (self))
    cw_enquiry_form_focus_first (self->form);
  g_clear_pointer (&self->aside, cw_enquiry_free);
  cw_enquiries_page_update_offer (self);
}

/* The form is wanted for another enquiry: what is half done in it waits. */
static void
put_aside (CwEnquiriesPage *self)
{
  CwEnquiryFormState *state = get_state (self);

  if (!cw_enquiry_form_state_is_changed (state))
    return;
  if (cw_enquiries_page_is_editing (self))
    {
      g_clear_pointer (&self->offered_orig, cw_enquiry_free);
      g_clear_pointer (&self->offered_body, g_free);
      self->offered_orig = cw_enquiry_copy (state->orig);
      self->offered_body = cw_enquiries_page_write_draft (self);
      return;
    }
  g_clear_pointer (&self->aside, cw_enquiry_free);
  self->aside = cw_enquiry_copy (state->curr);
}

static char *
write_edit_notice (const CwEnquiry *enquiry)
{
  g_autofree char *day = cw_day_format (enquiry->day);

  if (enquiry->counted_in != 0)
    /* Translators: %s is a date. */
    return g_strdup_printf (_ ("Changing the enquiry of %s. It is counted in a summary already, "
                               "and that stays as it is."),
                            day);
  /* Translators: %s is a date. */
  return g_strdup_printf (_ ("Changing the enquiry of %s"), day);
}

/**
 * cw_enquiries_page_edit:
 * @enquiry: a stored one
 * @draft_body: (nullable): the change that was left unfinished
 */
void
cw_enquiries_page_edit (CwEnquiriesPage *self, const CwEnquiry *enquiry, const char *draft_body)
{
  g_autoptr (CwEnquiry) orig = NULL;
  g_autofree char *body = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *notice = NULL;

  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));
  g_return_if_fail (enquiry != NULL && enquiry->id != 0);

  orig = cw_enquiry_copy (enquiry);
  body = g_strdup (draft_body);
  put_aside (self);
  if (self->offered_orig != NULL && self->offered_orig->id == orig->id)
    {
      if (body == NULL)
        body = g_steal_pointer (&self->offered_body);
      g_clear_pointer (&self->offered_orig, cw_enquiry_free);
      g_clear_pointer (&self->offered_body, g_free);
    }
  subject = g_strdup_printf ("%" G_GINT64_FORMAT, orig->id);
  cw_form_draft_set_subject (self->draft, subject);
  cw_enquiry_form_state_edit (get_state (self), orig);
  if (body != NULL)
    cw_enquiry_form_state_from_text (get_state (self), body);
  notice = write_edit_notice (orig);
  cw_enquiry_form_show (self->form, notice, body != NULL);
  cw_enquiries_page_open_form (self, TRUE);
  cw_enquiry_form_focus_first (self->form);
}

/**
 * cw_enquiries_page_offer:
 * @new_body: (nullable): the draft of a new enquiry
 * @changed: (nullable): the stored enquiry whose change was left unfinished
 * @changed_body: (nullable): that change
 *
 * Puts what was found back into an untouched form, and offers it where the form is closed.
 */
void
cw_enquiries_page_offer (CwEnquiriesPage *self,
                         const char *new_body,
                         const CwEnquiry *changed,
                         const char *changed_body)
{
  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  if (new_body != NULL && !cw_enquiries_page_is_editing (self)
      && !cw_enquiries_page_is_half_filled (self)
      && cw_enquiry_form_state_from_text (get_state (self), new_body))
    cw_enquiry_form_show (self->form, _ ("You had left this one half filled."), TRUE);
  if (changed != NULL && changed_body != NULL)
    {
      self->offered_orig = cw_enquiry_copy (changed);
      self->offered_body = g_strdup (changed_body);
    }
  cw_enquiries_page_update_offer (self);
}
