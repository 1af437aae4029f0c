/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-demo-private.h"

/*
 * The family whose story is told in full: Joanne Hughes and Darren Pike live apart and are kept
 * apart (R2), Brenda Hughes took her consent back (R9). It is what training and pictures show.
 */

typedef struct
{
  CwDemo *demo;
  gint64 id;
  gint64 adults[3];
} Story;

static CwDay
find_day (CwDemo *self, int days_ago)
{
  guint last = self->days->len - 1;

  return cw_demo_day (self, last - MIN (last, (guint) days_ago));
}

static gboolean
open_case (Story *story, GError **error)
{
  CwDemo *self = story->demo;
  g_autoptr (CwCaseOpening) opening = cw_case_opening_new ();

  opening->opened = find_day (self, 48);
  opening->how_came = cw_demo_code (self, CW_LIST_HOW_CAME, "asked");
  opening->asked_by = cw_demo_code (self, CW_LIST_ASKED_BY, "class-teacher");
  opening->parent_agreed_on = opening->opened;
  opening->consent = cw_demo_make_consent (self, opening->opened);
  opening->consent->how = CW_CONSENT_SIGNED;
  opening->consent->school_may_know = TRUE;
  story->id = cw_store_open_case (self->store, opening, &story->adults[0], error);
  return story->id != 0;
}

static gboolean
add_people (Story *story, GError **error)
{
  CwDemo *self = story->demo;
  int year = cw_day_school_year (self->today);
  g_autoptr (CwConsent) darren = cw_demo_make_consent (self, find_day (self, 35));
  g_autoptr (CwConsent) brenda = cw_demo_make_consent (self, find_day (self, 30));

  darren->how = CW_CONSENT_SPOKEN;
  darren->school_may_know = FALSE;
  story->adults[1] = cw_store_add_adult (self->store, story->id, darren, error);
  story->adults[2]
      = story->adults[1] ? cw_store_add_adult (self->store, story->id, brenda, error) : 0;
  return story->adults[2] != 0
         && cw_demo_name_adult (self, story->id, story->adults[0], "Joanne Hughes", "mother", TRUE,
                                TRUE, error)
         && cw_demo_name_adult (self, story->id, story->adults[1], "Darren Pike", "father", FALSE,
                                TRUE, error)
         && cw_demo_name_adult (self, story->id, story->adults[2], "Brenda Hughes", "grandparent",
                                FALSE, FALSE, error)
         && cw_demo_save_child (self, story->id, "Kai", 5, year, error)
         && cw_demo_save_child (self, story->id, "Poppy", 1, year, error);
}

static gboolean
save_contact (Story *story, const CwDemoContact *told, GError **error)
{
  CwDemo *self = story->demo;
  g_autoptr (CwContact) contact = cw_contact_new ();

  contact->case_id = story->id;
  contact->day = find_day (self, told->days_ago);
  contact->time = told->time;
  contact->minutes = told->minutes;
  contact->method = cw_demo_code (self, CW_LIST_CONTACT_METHOD, told->method);
  for (guint i = 0; i < G_N_ELEMENTS (story->adults); i++)
    if (told->who & (1 << i))
      cw_ids_add (contact->adults, story->adults[i]);
  cw_ids_add (contact->support, cw_demo_code (self, CW_LIST_SUPPORT_TYPE, told->support));
  for (guint i = 0; i < G_N_ELEMENTS (told->lines) && told->lines[i].text; i++)
    g_ptr_array_add (contact->lines, cw_line_copy (&told->lines[i]));
  return cw_store_save_contact (self->store, contact, NULL, 0, error) != 0;
}

static gboolean
save_contacts (Story *story, GError **error)
{
  guint n;
  const CwDemoContact *told = cw_demo_story (&n);

  for (guint i = 0; i < n; i++)
    if (!save_contact (story, &told[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
save_steps (Story *story, GError **error)
{
  CwDemo *self = story->demo;

  return cw_demo_save_step (self, story->id, story->adults[0],
                            "Write down Joanne’s three points for the meeting", self->today,
                            CW_DAY_NONE, error)
         && cw_demo_save_step (self, story->id, story->adults[0],
                               "Meeting: Mrs Osei, Mr Bell. Meet Joanne at 9:15", self->today + 4,
                               CW_DAY_NONE, error)
         && cw_demo_save_step (self, story->id, story->adults[1], "Choir list: did it arrive?",
                               self->today + 11, CW_DAY_NONE, error);
}

/* A contact half written up, so that Today has a draft to go on with. Its form reads this text
 * back. */
static gboolean
save_draft (Story *story, GError **error)
{
  CwDemo *self = story->demo;
  g_autoptr (GKeyFile) body = g_key_file_new ();
  g_autoptr (CwDraft) draft = cw_draft_new ();
  g_autofree char *with = g_strdup_printf ("%" G_GINT64_FORMAT " ", story->adults[0]);

  g_key_file_set_int64 (body, "contact", "id", 0);
  g_key_file_set_integer (body, "contact", "day", self->today);
  g_key_file_set_integer (body, "contact", "time", -1);
  g_key_file_set_integer (body, "contact", "minutes", 15);
  g_key_file_set_int64 (body, "contact", "method",
                        cw_demo_code (self, CW_LIST_CONTACT_METHOD, "telephone"));
  g_key_file_set_string (body, "contact", "adults", with);
  g_key_file_set_string (body, "contact", "support", "");
  g_key_file_set_string (body, "contact", "services", "");
  g_key_file_set_string (body, "contact", "step", "");
  g_key_file_set_integer (body, "contact", "step-due", CW_DAY_NONE);
  g_key_file_set_integer (body, "line-0", "kind", CW_LINE_FACT);
  g_key_file_set_string (body, "line-0", "text",
                         "Joanne rang about Monday’s meeting with Mrs Osei and Mr Bell.");

  draft->case_id = story->id;
  g_free (draft->kind);
  g_free (draft->subject);
  g_free (draft->body);
  draft->kind = g_strdup ("contact");
  draft->subject = g_strdup_printf ("%" G_GINT64_FORMAT, story->id);
  draft->body = g_key_file_to_data (body, NULL, NULL);
  draft->words = 11;
  return cw_store_save_draft (self->store, draft, error) != 0;
}

static gboolean
save_story (CwStore *store, gpointer data, GError **error)
{
  Story *story = data;

  return open_case (story, error) && add_people (story, error) && save_contacts (story, error)
         && save_steps (story, error) && save_draft (story, error)
         && cw_store_withdraw_consent (store, story->adults[2], find_day (story->demo, 10), error);
}

gboolean
cw_demo_fill_story (CwDemo *self, GError **error)
{
  Story story = { .demo = self };

  return cw_store_transact (self->store, save_story, &story, error);
}
