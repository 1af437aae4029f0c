/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/cw-gate.h"

/* One table for the whole consent gate: every act, every rule, every exception. */

#define TODAY 740000

typedef enum
{
  NOBODY,     /* no adult at all */
  NO_CONSENT, /* an adult without a consent */
  AGREES,     /* agreed 30 days ago */
  TODAY_ONLY, /* agreed today */
  WITHDREW,   /* agreed 30 days ago, withdrew 10 days ago */
  AGAIN,      /* the same, and agreed again 5 days ago */
} Person;

static CwConsent *
make_consent (CwDay given, CwDay withdrawn)
{
  CwConsent *consent = cw_consent_new ();

  consent->given_on = given;
  consent->withdrawn_on = withdrawn;
  consent->explained = CW_EXPLAINED_ALL;
  g_free (consent->explained_by);
  consent->explained_by = g_strdup ("The adviser");
  return consent;
}

static void
add_person (GPtrArray *adults, Person person, gint64 id)
{
  CwAdult *adult;

  if (person == NOBODY)
    return;
  adult = cw_adult_new ();
  adult->id = id;
  if (person == AGREES)
    g_ptr_array_add (adult->consents, make_consent (TODAY - 30, CW_DAY_NONE));
  if (person == TODAY_ONLY)
    g_ptr_array_add (adult->consents, make_consent (TODAY, CW_DAY_NONE));
  if (person == WITHDREW || person == AGAIN)
    g_ptr_array_add (adult->consents, make_consent (TODAY - 30, TODAY - 10));
  if (person == AGAIN)
    g_ptr_array_add (adult->consents, make_consent (TODAY - 5, CW_DAY_NONE));
  g_ptr_array_add (adults, adult);
}

/* Acts about the adults of a case: adult 1 is @one, adult 2 is @two. */
static const struct
{
  const char *rule;
  CwAct act;
  Person one, two;
  gint64 about; /* adult_id */
  int with;     /* bit 0: adult 1, bit 1: adult 2, bit 2: somebody of another case */
  int day;      /* against today */
  CwGate answer;
} acts[] = {
  { "R5 the log asks nobody", CW_ACT_LOG_ENQUIRY, NOBODY, NOBODY, 0, 0, 0, CW_GATE_OPEN },
  { "R8 a paper number asks nobody", CW_ACT_KEEP_PAPER_NUMBER, NOBODY, NOBODY, 0, 0, 0,
    CW_GATE_OPEN },
  { "R15 a concern is never blocked", CW_ACT_RECORD_CONCERN, NOBODY, NOBODY, 0, 0, 0,
    CW_GATE_OPEN },
  { "R15 nor after a withdrawal", CW_ACT_RECORD_CONCERN, WITHDREW, NOBODY, 1, 1, 0, CW_GATE_OPEN },
  { "R9 withdrawing is never blocked", CW_ACT_WITHDRAW, WITHDREW, NOBODY, 1, 0, 0, CW_GATE_OPEN },

  { "R7 no name without consent", CW_ACT_STORE_IDENTITY, NO_CONSENT, NOBODY, 1, 0, 0,
    CW_GATE_NO_CONSENT },
  { "R7 no name of nobody", CW_ACT_STORE_IDENTITY, NOBODY, NOBODY, 1, 0, 0, CW_GATE_NO_CONSENT },
  { "R7 a name with consent", CW_ACT_STORE_IDENTITY, AGREES, NOBODY, 1, 0, 0, CW_GATE_OPEN },
  { "R2 one parent's yes is not the other's", CW_ACT_STORE_IDENTITY, AGREES, NO_CONSENT, 2, 0, 0,
    CW_GATE_NO_CONSENT },
  { "R9 no name after a withdrawal", CW_ACT_STORE_IDENTITY, WITHDREW, AGREES, 1, 0, 0,
    CW_GATE_WITHDRAWN },
  { "R9 a name when they agree again", CW_ACT_STORE_IDENTITY, AGAIN, NOBODY, 1, 0, 0,
    CW_GATE_OPEN },

  { "R7 no child without consent", CW_ACT_STORE_CHILD, NO_CONSENT, NOBODY, 0, 0, 0,
    CW_GATE_NO_CONSENT },
  { "R7 no child in an empty case", CW_ACT_STORE_CHILD, NOBODY, NOBODY, 0, 0, 0,
    CW_GATE_NO_CONSENT },
  { "R9 no child when all withdrew", CW_ACT_STORE_CHILD, WITHDREW, NOBODY, 0, 0, 0,
    CW_GATE_WITHDRAWN },
  { "R2 a child when one parent agrees", CW_ACT_STORE_CHILD, WITHDREW, AGREES, 0, 0, 0,
    CW_GATE_OPEN },

  { "R7 no draft without consent", CW_ACT_STORE_DRAFT, NO_CONSENT, NOBODY, 0, 0, 0,
    CW_GATE_NO_CONSENT },
  { "R9 no draft when all withdrew", CW_ACT_STORE_DRAFT, WITHDREW, WITHDREW, 0, 0, 0,
    CW_GATE_WITHDRAWN },
  { "R7 a draft with consent", CW_ACT_STORE_DRAFT, AGREES, NOBODY, 0, 0, 0, CW_GATE_OPEN },

  { "R7 no words for the next postholder without consent", CW_ACT_STORE_HANDOVER, NO_CONSENT,
    NOBODY, 0, 0, 0, CW_GATE_NO_CONSENT },
  { "R9 nor when all withdrew", CW_ACT_STORE_HANDOVER, WITHDREW, WITHDREW, 0, 0, 0,
    CW_GATE_WITHDRAWN },
  { "R21 words for the next postholder when one parent agrees", CW_ACT_STORE_HANDOVER, WITHDREW,
    AGREES, 0, 0, 0, CW_GATE_OPEN },

  { "R7 no step without consent", CW_ACT_STORE_STEP, NO_CONSENT, NOBODY, 0, 0, 0,
    CW_GATE_NO_CONSENT },
  { "R2 a step is about its adult", CW_ACT_STORE_STEP, AGREES, WITHDREW, 2, 0, 0,
    CW_GATE_WITHDRAWN },
  { "R7 a step of nobody in particular", CW_ACT_STORE_STEP, AGREES, WITHDREW, 0, 0, 0,
    CW_GATE_OPEN },
  { "R7 a step of a stranger", CW_ACT_STORE_STEP, AGREES, NOBODY, 7, 0, 0, CW_GATE_NO_CONSENT },

  { "R11 a contact is with somebody", CW_ACT_STORE_CONTACT, AGREES, NOBODY, 0, 0, 0,
    CW_GATE_NOBODY },
  { "R11 of this case", CW_ACT_STORE_CONTACT, AGREES, NOBODY, 0, 4, 0, CW_GATE_NOBODY },
  { "R11 all of them", CW_ACT_STORE_CONTACT, AGREES, NOBODY, 0, 5, 0, CW_GATE_NOBODY },
  { "R7 a contact today", CW_ACT_STORE_CONTACT, AGREES, NOBODY, 0, 1, 0, CW_GATE_OPEN },
  { "R11 not in the future", CW_ACT_STORE_CONTACT, AGREES, NOBODY, 0, 1, 1, CW_GATE_FUTURE },
  { "R7 on the day of consent", CW_ACT_STORE_CONTACT, AGREES, NOBODY, 0, 1, -30, CW_GATE_OPEN },
  { "R7 the day before it", CW_ACT_STORE_CONTACT, AGREES, NOBODY, 0, 1, -31,
    CW_GATE_BEFORE_CONSENT },
  { "R7 on the day itself", CW_ACT_STORE_CONTACT, TODAY_ONLY, NOBODY, 0, 1, 0, CW_GATE_OPEN },
  { "R7 yesterday, agreed today", CW_ACT_STORE_CONTACT, TODAY_ONLY, NOBODY, 0, 1, -1,
    CW_GATE_BEFORE_CONSENT },
  { "R7 no consent at all", CW_ACT_STORE_CONTACT, NO_CONSENT, NOBODY, 0, 1, 0, CW_GATE_NO_CONSENT },
  { "R9 the day before withdrawal", CW_ACT_STORE_CONTACT, WITHDREW, NOBODY, 0, 1, -11,
    CW_GATE_OPEN },
  { "R9 the day of withdrawal", CW_ACT_STORE_CONTACT, WITHDREW, NOBODY, 0, 1, -10,
    CW_GATE_WITHDRAWN },
  { "R9 after withdrawal", CW_ACT_STORE_CONTACT, WITHDREW, NOBODY, 0, 1, 0, CW_GATE_WITHDRAWN },
  { "R9 between two consents", CW_ACT_STORE_CONTACT, AGAIN, NOBODY, 0, 1, -6, CW_GATE_WITHDRAWN },
  { "R9 after agreeing again", CW_ACT_STORE_CONTACT, AGAIN, NOBODY, 0, 1, -5, CW_GATE_OPEN },
  { "R2 every adult has to agree", CW_ACT_STORE_CONTACT, AGREES, NO_CONSENT, 0, 3, 0,
    CW_GATE_NO_CONSENT },
  { "R2 on that day", CW_ACT_STORE_CONTACT, AGREES, TODAY_ONLY, 0, 3, -2, CW_GATE_BEFORE_CONSENT },
  { "R2 both agree", CW_ACT_STORE_CONTACT, AGREES, TODAY_ONLY, 0, 3, 0, CW_GATE_OPEN },
  { "R2 the other's withdrawal does not matter", CW_ACT_STORE_CONTACT, AGREES, WITHDREW, 0, 1, 0,
    CW_GATE_OPEN },

  { "an act it does not know", 99, AGREES, NOBODY, 1, 1, 0, CW_GATE_NO_CONSENT },
};

static void
test_acts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (GPtrArray) adults
          = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_adult_free);
      g_autoptr (CwIds) with = cw_ids_new ();
      CwGateInput input = { .act = acts[i].act,
                            .today = TODAY,
                            .day = TODAY + acts[i].day,
                            .adults = adults,
                            .adult_id = acts[i].about,
                            .with = with };

      add_person (adults, acts[i].one, 1);
      add_person (adults, acts[i].two, 2);
      for (int bit = 0; bit < 3; bit++)
        if (acts[i].with & (1 << bit))
          cw_ids_add (with, bit == 2 ? 77 : bit + 1);
      g_test_message ("%s", acts[i].rule);
      g_assert_cmpint (cw_gate_ask (&input), ==, acts[i].answer);
    }
}

/* What a consent has to be by itself, asked by itself, for a further adult and for a new case. */
static const struct
{
  const char *rule;
  int given;           /* against today; 1000: not said */
  CwExplained missing; /* point not explained */
  const char *by;
  CwConsentHow how;
  gboolean withdrawn;
  CwGate answer;
} consents[] = {
  { "R7 signed today", 0, 0, "The adviser", CW_CONSENT_SIGNED, FALSE, CW_GATE_OPEN },
  { "R7 spoken today", 0, 0, "The adviser", CW_CONSENT_SPOKEN, FALSE, CW_GATE_OPEN },
  { "R7 dated back to the day it was given", -60, 0, "The adviser", CW_CONSENT_SIGNED, FALSE,
    CW_GATE_OPEN },
  { "R7 not tomorrow", 1, 0, "The adviser", CW_CONSENT_SIGNED, FALSE, CW_GATE_FUTURE },
  { "R7 on some day", 1000, 0, "The adviser", CW_CONSENT_SIGNED, FALSE, CW_GATE_NO_CONSENT },
  { "R7 records are kept", 0, CW_EXPLAINED_NOTES, "The adviser", CW_CONSENT_SIGNED, FALSE,
    CW_GATE_NOT_EXPLAINED },
  { "R7 nothing is passed on", 0, CW_EXPLAINED_NOTHING_ON, "The adviser", CW_CONSENT_SIGNED, FALSE,
    CW_GATE_NOT_EXPLAINED },
  { "R7 the exceptions", 0, CW_EXPLAINED_EXCEPTIONS, "The adviser", CW_CONSENT_SIGNED, FALSE,
    CW_GATE_NOT_EXPLAINED },
  { "R7 anonymous statistics", 0, CW_EXPLAINED_COUNTING, "The adviser", CW_CONSENT_SIGNED, FALSE,
    CW_GATE_NOT_EXPLAINED },
  { "R7 the next postholder", 0, CW_EXPLAINED_HANDOVER, "The adviser", CW_CONSENT_SIGNED, FALSE,
    CW_GATE_NOT_EXPLAINED },
  { "R7 they may see everything", 0, CW_EXPLAINED_SEE_ALL, "The adviser", CW_CONSENT_SIGNED, FALSE,
    CW_GATE_NOT_EXPLAINED },
  { "R7 who explained it", 0, 0, " ", CW_CONSENT_SIGNED, FALSE, CW_GATE_NOT_SAID_HOW },
  { "R7 who explained it, empty", 0, 0, NULL, CW_CONSENT_SIGNED, FALSE, CW_GATE_NOT_SAID_HOW },
  { "R7 how it was given", 0, 0, "The adviser", 7, FALSE, CW_GATE_NOT_SAID_HOW },
  { "R9 not one that was taken back", -9, 0, "The adviser", CW_CONSENT_SIGNED, TRUE,
    CW_GATE_WITHDRAWN },
};

static void
test_consents (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (consents); i++)
    {
      g_autoptr (CwConsent) consent = cw_consent_new ();
      CwCaseOpening opening = { .opened = TODAY, .parent_agreed_on = TODAY, .consent = consent };
      CwGateInput adult = { .act = CW_ACT_ADD_ADULT, .today = TODAY, .consent = consent };
      CwGateInput begin = { .act = CW_ACT_OPEN_CASE, .today = TODAY, .opening = &opening };

      consent->given_on = consents[i].given == 1000 ? CW_DAY_NONE : TODAY + consents[i].given;
      consent->explained = CW_EXPLAINED_ALL & ~consents[i].missing;
      consent->how = consents[i].how;
      consent->withdrawn_on = consents[i].withdrawn ? TODAY : CW_DAY_NONE;
      g_free (consent->explained_by);
      consent->explained_by = g_strdup (consents[i].by);

      g_test_message ("%s", consents[i].rule);
      g_assert_cmpint (cw_gate_check_consent (consent, TODAY), ==, consents[i].answer);
      g_assert_cmpint (cw_gate_ask (&adult), ==, consents[i].answer);
      g_assert_cmpint (cw_gate_ask (&begin), ==, consents[i].answer);
    }
  g_assert_cmpint (cw_gate_check_consent (NULL, TODAY), ==, CW_GATE_NO_CONSENT);
}

/* How a case may begin (R1). Days against today; 1000: not said. */
static const struct
{
  const char *rule;
  gboolean asked;
  int opened, agreed;
  gboolean consent;
  CwGate answer;
} openings[] = {
  { "R1 the parent came", FALSE, 0, 1000, TRUE, CW_GATE_OPEN },
  { "R1 asked, and agreed first", TRUE, 0, -3, TRUE, CW_GATE_OPEN },
  { "R1 asked, and agreed that day", TRUE, 0, 0, TRUE, CW_GATE_OPEN },
  { "R1 asked, and never agreed", TRUE, 0, 1000, TRUE, CW_GATE_COLD_CALL },
  { "R1 asked, and agreed after", TRUE, -2, -1, TRUE, CW_GATE_COLD_CALL },
  { "R1 agreed in the future", TRUE, 0, 1, TRUE, CW_GATE_FUTURE },
  { "opened in the future", FALSE, 1, 0, TRUE, CW_GATE_FUTURE },
  { "R7 begun, and recorded later with consent", FALSE, -2, 1000, TRUE, CW_GATE_OPEN },
  { "R7 came, and no consent", FALSE, 0, 0, FALSE, CW_GATE_NO_CONSENT },
  { "R7 asked, and no consent", TRUE, 0, 0, FALSE, CW_GATE_NO_CONSENT },
};

static void
test_openings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      g_autoptr (CwConsent) consent = make_consent (TODAY, CW_DAY_NONE);
      CwCaseOpening opening
          = { .opened = TODAY + openings[i].opened,
              .parent_agreed_on
              = openings[i].agreed == 1000 ? CW_DAY_NONE : TODAY + openings[i].agreed,
              .consent = openings[i].consent ? consent : NULL };
      CwGateInput input = { .act = CW_ACT_OPEN_CASE,
                            .today = TODAY,
                            .opening = &opening,
                            .somebody_asked = openings[i].asked };

      g_test_message ("%s", openings[i].rule);
      g_assert_cmpint (cw_gate_ask (&input), ==, openings[i].answer);
    }
}

/* A contact that says nothing of its day cannot be held against the consent. */
static void
test_no_day (void)
{
  g_autoptr (GPtrArray) adults = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_adult_free);
  g_autoptr (CwIds) with = cw_ids_new ();
  CwGateInput input
      = { .act = CW_ACT_STORE_CONTACT, .today = TODAY, .adults = adults, .with = with };

  add_person (adults, AGREES, 1);
  cw_ids_add (with, 1);
  input.day = CW_DAY_NONE;
  g_assert_cmpint (cw_gate_ask (&input), ==, CW_GATE_BEFORE_CONSENT);
  input.day = TODAY;
  g_assert_cmpint (cw_gate_ask (&input), ==, CW_GATE_OPEN);
}

static void
test_empty_input (void)
{
  /* Whatever is left out of the question, the answer is no. */
  static const CwAct acts_with_words[]
      = { CW_ACT_OPEN_CASE,     CW_ACT_ADD_ADULT,  CW_ACT_STORE_IDENTITY, CW_ACT_STORE_CHILD,
          CW_ACT_STORE_CONTACT, CW_ACT_STORE_STEP, CW_ACT_STORE_DRAFT };

  for (guint i = 0; i < G_N_ELEMENTS (acts_with_words); i++)
    {
      CwGateInput input = { .act = acts_with_words[i], .today = TODAY };

      g_assert_cmpint (cw_gate_ask (&input), !=, CW_GATE_OPEN);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gate/acts", test_acts);
  g_test_add_func ("/gate/consents", test_consents);
  g_test_add_func ("/gate/openings", test_openings);
  g_test_add_func ("/gate/no-day", test_no_day);
  g_test_add_func ("/gate/empty-input", test_empty_input);
  return g_test_run ();
}
