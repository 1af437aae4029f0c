/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-code-defaults.h"

/* The order is public (docs/SUMMARIES.md): chips stand in it, and pools are filled in it. */

static const CwCodeDefault enquiry_categories[] = {
  { "admissions", "Admissions", NULL, NULL },
  { "adult-learning", "Adult learning and work", "Adult learning", NULL },
  { "attendance", "Attendance", NULL, NULL },
  { "behaviour", "Behaviour", NULL, NULL },
  { "bereavement", "Bereavement", NULL, NULL },
  { "bullying", "Bullying", NULL, NULL },
  { "childcare", "Childcare", NULL, NULL },
  { "child-wellbeing", "Child’s emotional wellbeing", "Child’s wellbeing", NULL },
  { "disability", "Disability", NULL, NULL },
  { "domestic-abuse", "Domestic abuse", NULL, "Domestic violence" },
  { "exclusion", "Exclusion", NULL, NULL },
  { "finance", "Finance and benefits", "Finance", NULL },
  { "health", "Health", NULL, NULL },
  { "housing", "Housing", NULL, "Homelessness" },
  { "parenting", "Parenting", NULL, NULL },
  { "parent-wellbeing", "Parent’s own wellbeing", "Parent’s wellbeing", NULL },
  { "school-communication", "School communication", NULL, NULL },
  { "special-educational-needs", "Special educational needs", "SEND", "SEN" },
  { "separation", "Separation and contact", "Separation", NULL },
  { "substance-misuse", "Substance misuse", NULL, NULL },
  { "transition", "Transition", NULL, NULL },
  { "other", "Other", NULL, NULL },
};

static const CwCodeDefault contact_methods[] = {
  { "face-to-face", "Face to face", NULL, NULL },
  { "telephone", "Telephone", NULL, "Phone" },
  { "email", "Email", NULL, "E-mail" },
  { "letter", "Letter", NULL, "Post" },
  { "text-message", "Text message", NULL, "Text" },
  { "home-visit", "Home visit", NULL, NULL },
  { "meeting", "Meeting", NULL, NULL },
  { "other", "Another way", NULL, NULL },
};

static const CwCodeDefault about[] = {
  { "child", "A child", NULL, NULL },
  { "parent", "A parent", NULL, NULL },
};

static const CwCodeDefault support_types[] = {
  { "tailored-information", "Tailored information", NULL, "Tailored information package" },
  { "gathering-history", "Gathering history", NULL, "Gathering personal information and history" },
  { "clarifying-issues", "Clarifying issues", NULL, NULL },
  { "navigating", "Finding support and the way through procedures", "Finding support",
    "Identifying support and navigating procedures" },
  { "enabling", "Helping the parent to act for themselves", "Acting for themselves",
    "Enabling independent action" },
  { "contacting-agencies", "Contacting agencies for the parent", "Contacting agencies",
    "Contacting agencies on the parent's behalf" },
  { "preparing-for-meetings", "Preparing for meetings", NULL, NULL },
  { "support-at-meetings", "Support at meetings", NULL, NULL },
  { "paperwork", "Help with paperwork", "Paperwork", NULL },
  { "assessment-workshop", "EHC assessment workshop", NULL, "Statutory assessment workshop" },
  { "exclusion-appeal", "Exclusion review or appeal", "Exclusion appeal", "Exclusion appeal" },
  { "admission-appeal", "Admission appeal", NULL, NULL },
  { "send-tribunal", "SEND tribunal", NULL, NULL },
  { "disagreement-resolution", "Disagreement resolution", NULL, NULL },
  { "written-contributions", "Written contributions", NULL, NULL },
  { "review-meetings", "Annual review, transition or Early Help meeting", "Review meeting",
    "Annual Review, TAR, CAF meetings" },
  { "exclusion-advice", "Exclusion advice", NULL, NULL },
  { "anti-social-behaviour", "Anti-social behaviour advice", NULL,
    "Anti-social behaviour order advice" },
  { "child-out-of-school", "Child out of school", NULL, NULL },
  { "emotional-support", "Emotional support", NULL, "Emotional distress" },
  { "home-visit", "Home visit", NULL, NULL },
  { "other", "Other", NULL, NULL },
};

static const CwCodeDefault services[] = {
  { "ace-education", "ACE Education Advice", NULL, "ACE" },
  { "childline", "Childline", NULL, NULL },
  { "child-law-advice", "Child Law Advice", NULL, NULL },
  { "citizens-advice", "Citizens Advice", NULL, "CAB" },
  { "contact", "Contact", NULL, "Contact a Family" },
  { "family-information", "Family Information Service", NULL, NULL },
  { "family-lives", "Family Lives", NULL, "Parentline Plus" },
  { "gingerbread", "Gingerbread", NULL, NULL },
  { "ipsea", "IPSEA", NULL, NULL },
  { "kinship", "Kinship", NULL, "Grandparents Plus" },
  { "domestic-abuse-helpline", "National Domestic Abuse Helpline", "Domestic Abuse Helpline",
    NULL },
  { "samaritans", "Samaritans", NULL, NULL },
  { "sendiass", "SENDIASS", NULL, "Parent partnership service" },
  { "shelter", "Shelter", NULL, NULL },
  { "turn2us", "Turn2us", NULL, NULL },
  { "winstons-wish", "Winston’s Wish", NULL, NULL },
  { "youngminds", "YoungMinds", NULL, NULL },
  { "other", "Another service", NULL, NULL },
};

static const CwCodeDefault how_came[] = {
  { "came", "The parent came", NULL, NULL },
  { "asked", "Somebody asked first, and the parent agreed", "Somebody asked first", NULL },
};

static const CwCodeDefault asked_by[] = {
  { "class-teacher", "Class teacher", NULL, NULL },
  { "senco", "SENCO", NULL, NULL },
  { "head-teacher", "Head teacher", NULL, NULL },
  { "other-school-staff", "Other school staff", NULL, NULL },
  { "early-help", "Early Help", NULL, "CAF" },
  { "health", "Health service", NULL, NULL },
  { "other-agency", "Another agency", NULL, NULL },
  { "friend", "Friend or neighbour", NULL, NULL },
  { "family-member", "Family member", NULL, NULL },
  { "other", "Somebody else", NULL, NULL },
};

static const CwCodeDefault relations[] = {
  { "mother", "Mother", NULL, NULL },
  { "father", "Father", NULL, NULL },
  { "step-parent", "Step-parent", NULL, NULL },
  { "adoptive-parent", "Adoptive parent", NULL, NULL },
  { "foster-carer", "Foster carer", NULL, "Foster parent" },
  { "grandparent", "Grandparent", NULL, NULL },
  { "other-family", "Other family member", NULL, NULL },
  { "other-carer", "Other carer", NULL, "Other adult caregiver" },
};

static const CwCodeDefault activities[] = {
  { "casework", "Casework", NULL, NULL },
  { "groups", "Group support and training", "Groups", NULL },
  { "meetings", "Meetings", NULL, NULL },
  { "promotion", "Promotion", NULL, "Promotions" },
  { "liaison", "School and agency liaison", "Liaison", "School/agency liaison" },
  { "development", "Own training and development", "Own development", NULL },
  { "supervision", "Supervision", NULL, NULL },
  { "participation", "Participation", NULL, NULL },
  { "administration", "Administration", NULL, NULL },
};

/* Telephone numbers only where they are certain; the adviser checks and completes the cards. */
static const CwServiceDefault service_cards[] = {
  { "ace-education",
    "Law and guidance on schools in England: exclusion, attendance, admissions, bullying",
    "",
    "www.ace-ed.org.uk",
    TRUE,
    { "exclusion", "attendance", "admissions", "bullying" } },
  { "childline",
    "A child or young person who wants to talk to somebody, day or night",
    "0800 1111",
    "www.childline.org.uk",
    TRUE,
    { "child-wellbeing", "bullying" } },
  { "child-law-advice",
    "Family, child and education law in plain words",
    "",
    "www.childlawadvice.org.uk",
    TRUE,
    { "separation", "exclusion", "special-educational-needs", "admissions" } },
  { "citizens-advice",
    "Benefits, debt, housing, work and rights",
    "",
    "www.citizensadvice.org.uk",
    TRUE,
    { "finance", "housing", "adult-learning", "separation" } },
  { "contact",
    "Families with a disabled child: rights, money, meeting other parents",
    "",
    "www.contact.org.uk",
    TRUE,
    { "disability", "special-educational-needs", "health", "finance" } },
  { "family-information",
    "Childcare, holiday clubs and what there is for families here",
    "",
    "",
    FALSE,
    { "childcare", "parenting" } },
  { "family-lives",
    "Somebody to talk to about family life, behaviour and bullying",
    "",
    "www.familylives.org.uk",
    TRUE,
    { "parenting", "behaviour", "bullying", "separation" } },
  { "gingerbread",
    "Bringing up children alone: maintenance, benefits, contact",
    "",
    "www.gingerbread.org.uk",
    TRUE,
    { "separation", "finance", "childcare" } },
  { "ipsea",
    "The law on special educational needs, EHC plans and tribunals",
    "",
    "www.ipsea.org.uk",
    TRUE,
    { "special-educational-needs", "disability", "exclusion" } },
  { "kinship",
    "Grandparents and others who bring up a relative’s child",
    "",
    "kinship.org.uk",
    TRUE,
    { "parenting", "finance", "separation" } },
  { "domestic-abuse-helpline",
    "Domestic abuse: somebody to talk to and a safe place, day or night",
    "0808 2000 247",
    "www.nationaldahelpline.org.uk",
    TRUE,
    { "domestic-abuse" } },
  { "samaritans",
    "Somebody to talk to at any time of day or night",
    "116 123",
    "www.samaritans.org",
    TRUE,
    { "parent-wellbeing", "bereavement" } },
  { "sendiass",
    "Local information, advice and support about special educational needs and disability, at "
    "arm’s length "
    "from the local authority",
    "",
    "",
    FALSE,
    { "special-educational-needs", "disability", "transition", "exclusion" } },
  { "shelter",
    "Housing: repairs, eviction, nowhere to stay",
    "0808 800 4444",
    "england.shelter.org.uk",
    TRUE,
    { "housing" } },
  { "turn2us",
    "Benefits calculator and a search for grants",
    "",
    "www.turn2us.org.uk",
    TRUE,
    { "finance" } },
  { "winstons-wish",
    "Children whose parent, brother or sister has died",
    "",
    "winstonswish.org",
    TRUE,
    { "bereavement", "child-wellbeing" } },
  { "youngminds",
    "Parents worried about a young person’s mental health",
    "",
    "www.youngminds.org.uk",
    TRUE,
    { "child-wellbeing", "behaviour" } },
};

/**
 * cw_code_defaults:
 * @list: a code list
 * @n: (out): number of entries
 *
 * Returns: (transfer none): the entries a new vault begins with, in public order
 */
const CwCodeDefault *
cw_code_defaults (CwCodeList list, guint *n)
{
  static const struct
  {
    const CwCodeDefault *entries;
    guint n;
  } tables[CW_N_LISTS] = {
    [CW_LIST_ENQUIRY_CATEGORY] = { enquiry_categories, G_N_ELEMENTS (enquiry_categories) },
    [CW_LIST_CONTACT_METHOD] = { contact_methods, G_N_ELEMENTS (contact_methods) },
    [CW_LIST_ABOUT] = { about, G_N_ELEMENTS (about) },
    [CW_LIST_SUPPORT_TYPE] = { support_types, G_N_ELEMENTS (support_types) },
    [CW_LIST_SERVICE] = { services, G_N_ELEMENTS (services) },
    [CW_LIST_HOW_CAME] = { how_came, G_N_ELEMENTS (how_came) },
    [CW_LIST_ASKED_BY] = { asked_by, G_N_ELEMENTS (asked_by) },
    [CW_LIST_RELATION] = { relations, G_N_ELEMENTS (relations) },
    [CW_LIST_ACTIVITY] = { activities, G_N_ELEMENTS (activities) },
  };

  g_return_val_if_fail (list < CW_N_LISTS, NULL);

  *n = tables[list].n;
  return tables[list].entries;
}

/**
 * cw_service_defaults:
 * @n: (out): number of cards
 *
 * Returns: (transfer none): directory cards of the shipped services (R34)
 */
const CwServiceDefault *
cw_service_defaults (guint *n)
{
  *n = G_N_ELEMENTS (service_cards);
  return service_cards;
}
