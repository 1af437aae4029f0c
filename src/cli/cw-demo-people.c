/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-demo-words.h"

/* Invented people of an invented town. Telephone numbers are those kept for drama. */

static const char *const mothers[] = {
  "Aisha",  "Amina", "Anna",    "Beata",    "Bethan",  "Carol",    "Chloe",  "Claire",
  "Dawn",   "Donna", "Ebony",   "Elena",    "Emma",    "Fatima",   "Gemma",  "Grace",
  "Hannah", "Helen", "Iwona",   "Jackie",   "Jade",    "Jaspreet", "Jean",   "Julie",
  "Karen",  "Kelly", "Kirsty",  "Latoya",   "Laura",   "Leanne",   "Lisa",   "Lucy",
  "Magda",  "Marie", "Mei",     "Michelle", "Nasreen", "Natalie",  "Nicola", "Nkechi",
  "Olga",   "Paula", "Priya",   "Rachel",   "Rebecca", "Rukhsana", "Ruth",   "Saira",
  "Sandra", "Sarah", "Shabnam", "Shanice",  "Siobhan", "Sophie",   "Stacey", "Tanya",
  "Tracey", "Vicky", "Yasmin",  "Zainab",
};

static const char *const fathers[] = {
  "Abdul",  "Adam",    "Ahmed",  "Andrew",  "Anthony", "Ben",    "Carl",    "Chris",  "Craig",
  "Daniel", "Darren",  "David",  "Dean",    "Emeka",   "Gareth", "Gary",    "Hassan", "Ian",
  "Imran",  "Jamal",   "James",  "Jason",   "Kevin",   "Kwame",  "Lee",     "Liam",   "Marek",
  "Mark",   "Martin",  "Matt",   "Michael", "Neil",    "Omar",   "Patrick", "Paul",   "Pawel",
  "Ravi",   "Richard", "Robert", "Ryan",    "Sanjay",  "Scott",  "Sean",    "Simon",  "Stephen",
  "Tariq",  "Tom",     "Wei",    "Winston", "Yusuf",
};

static const char *const girls[] = {
  "Aaliyah", "Amber",  "Amira",  "Ava",   "Caitlin", "Daisy",   "Ella",   "Emily", "Evie",
  "Farah",   "Freya",  "Harper", "Holly", "Isla",    "Jessica", "Keira",  "Layla", "Lily",
  "Lola",    "Maisie", "Maryam", "Maya",  "Mia",     "Niamh",   "Olivia", "Poppy", "Rosie",
  "Ruby",    "Safa",   "Sienna", "Sofia", "Summer",  "Tegan",   "Willow", "Zara",  "Zoe",
};

static const char *const boys[] = {
  "Adam",     "Alfie",  "Archie", "Bilal",  "Callum",  "Dylan", "Ellis",  "Ethan",
  "Finley",   "George", "Hamza",  "Harley", "Ibrahim", "Jack",  "Jacob",  "Jakub",
  "Jayden",   "Joshua", "Kacper", "Kai",    "Kian",    "Leo",   "Logan",  "Mason",
  "Mohammed", "Musa",   "Nathan", "Noah",   "Oliver",  "Oskar", "Reuben", "Riley",
  "Samuel",   "Theo",   "Thomas", "Toby",   "Tyler",   "Yusuf",
};

static const char *const surnames[] = {
  "Adeyemi",   "Ahmed",     "Akhtar",   "Ali",
  "Andrews",   "Ashworth",  "Bailey",   "Barnes",
  "Begum",     "Bennett",   "Booth",    "Brady",
  "Bradshaw",  "Carter",    "Chadwick", "Chan",
  "Clarke",    "Cooper",    "Costa",    "Crossley",
  "Davies",    "Dawson",    "Dhillon",  "Doyle",
  "Edwards",   "Ellis",     "Evans",    "Farrell",
  "Fielding",  "Fletcher",  "Gibson",   "Gill",
  "Grant",     "Greenwood", "Hall",     "Harrison",
  "Haworth",   "Holt",      "Hussain",  "Ingham",
  "Jackson",   "Jankowski", "Kaur",     "Kelly",
  "Khan",      "Kowalczyk", "Lawson",   "Lewis",
  "Mahmood",   "Marsden",   "Mensah",   "Mitchell",
  "Morris",    "Murphy",    "Nowak",    "O’Brien",
  "Okafor",    "Palmer",    "Parker",   "Patel",
  "Pearson",   "Pickles",   "Popescu",  "Powell",
  "Rahman",    "Read",      "Reid",     "Riley",
  "Roberts",   "Scott",     "Shah",     "Sharma",
  "Shaw",      "Singh",     "Stephens", "Sutcliffe",
  "Taylor",    "Turner",    "Walsh",    "Wang",
  "Whittaker", "Williams",  "Wójcik",   "Wright",
  "Yates",     "Young",     "Zaman",    "Fearnley-Whittingstall-Armitage",
};

static const char *const teachers[] = {
  "Mrs Osei",   "Mr Bell",  "Miss Choudhury", "Mrs Lund",
  "Mr Redfern", "Ms Iqbal", "Mr Tomlinson",   "Miss Byrne",
};

static const char *const streets[] = {
  "Alder Street", "Bridge Road", "Canal View",  "Chapel Lane",     "Hollin Rise",
  "Mill Street",  "Nab Lane",    "Quarry Road", "Station Terrace", "Tenter Close",
};

static const CwService services[] = {
  { .name = (char *) "Hollin Food Bank",
    .what_for = (char *) "Food parcels; a voucher from school is needed",
    .address = (char *) "St Mark’s Hall, Mill Street",
    .hours = (char *) "Tuesday and Friday, 10 to 12",
    .telephone = (char *) "01632 960144",
    .email = (char *) "",
    .website = (char *) "",
    .independent = TRUE },
  { .name = (char *) "Hollin Citizens Advice",
    .what_for = (char *) "Benefits, debt and housing, in the library on Thursdays",
    .address = (char *) "Hollin Library",
    .hours = (char *) "Thursday, 9:30 to 15:00",
    .telephone = (char *) "01632 960187",
    .email = (char *) "",
    .website = (char *) "",
    .independent = TRUE },
  { .name = (char *) "School Admissions, County Hall",
    .what_for = (char *) "Applying for a place, waiting lists, appeal dates",
    .address = (char *) "",
    .hours = (char *) "Weekdays, 9 to 16:30",
    .telephone = (char *) "01632 960110",
    .email = (char *) "admissions@county.example",
    .website = (char *) "",
    .independent = FALSE },
};

/* The one family whose story is told: separated parents who are kept apart (R2), a grandmother who
 * took her consent back (R9). */
#define FACT(words)                                                                                \
  {                                                                                                \
    CW_LINE_FACT, (char *) words                                                                   \
  }
#define SAID(words)                                                                                \
  {                                                                                                \
    CW_LINE_SAID, (char *) words                                                                   \
  }
#define OTHER(words)                                                                               \
  {                                                                                                \
    CW_LINE_OTHER, (char *) words                                                                  \
  }
#define AGREED(words)                                                                              \
  {                                                                                                \
    CW_LINE_AGREED, (char *) words                                                                 \
  }
static const CwDemoContact story[] = {
  { 48,
    9 * 60 + 10,
    45,
    "face-to-face",
    1,
    "clarifying-issues",
    { FACT ("Joanne came after assembly; the class teacher had told her about me."),
      SAID ("“I get rung at work and I never know what I am walking into.”"),
      AGREED ("I ask for a list of the dates. Joanne writes down how mornings go at home.") } },
  { 44,
    15 * 60 + 20,
    15,
    "telephone",
    1,
    "gathering-history",
    { FACT ("Joanne read me her list: eight mornings, three of them late."),
      AGREED ("We go through the list with Mr Bell.") } },
  { 35,
    10 * 60,
    40,
    "face-to-face",
    2,
    "clarifying-issues",
    { FACT ("Darren came by himself. He has the children every other weekend."),
      SAID ("“I only hear about it on the Saturday.”"),
      AGREED ("Darren asks the office for copies of letters.") } },
  { 30,
    14 * 60,
    30,
    "home-visit",
    4,
    "emotional-support",
    { FACT ("Brenda has the children on Tuesdays and Thursdays until six."),
      SAID ("“He does his reading here, at that table.”") } },
  { 27,
    9 * 60 + 30,
    55,
    "meeting",
    1,
    "support-at-meetings",
    { FACT ("Joanne, Mr Bell and I. I said that I take nobody’s side."),
      OTHER ("Mr Bell said that Kai reads best before ten o'clock."),
      AGREED ("Reading help moves to the mornings from Monday.") } },
  { 18,
    16 * 60 + 15,
    10,
    "telephone",
    2,
    "tailored-information",
    { FACT (
        "Darren asked which evenings the school choir meets. I told him where the list is.") } },
  { 12,
    11 * 60,
    20,
    "face-to-face",
    1,
    "emotional-support",
    { FACT ("Kai has been in school every day for two weeks."),
      SAID ("“He asked me what is for reading tomorrow.”") } },
  { 5,
    9 * 60 + 30,
    50,
    "meeting",
    1,
    "support-at-meetings",
    { FACT ("Joanne, Mrs Osei, Mr Bell and I. Notes offered to Joanne the same day."),
      OTHER ("Mrs Osei said she can look at a plan when she has seen the reading record."),
      AGREED ("Review in two weeks, at 9:15.") } },
  { 2,
    15 * 60 + 40,
    25,
    "telephone",
    1,
    "preparing-for-meetings",
    { FACT ("Joanne rang after Kai was sent home at 13:10. She has had no letter."),
      SAID ("“Nobody rings me until it’s already gone wrong.”"),
      AGREED ("I ask Mrs Osei for a meeting; Joanne has agreed that I may say why.") } },
};

const char *const *
cw_demo_mothers (guint *n)
{
  *n = G_N_ELEMENTS (mothers);
  return mothers;
}

const char *const *
cw_demo_fathers (guint *n)
{
  *n = G_N_ELEMENTS (fathers);
  return fathers;
}

const char *const *
cw_demo_girls (guint *n)
{
  *n = G_N_ELEMENTS (girls);
  return girls;
}

const char *const *
cw_demo_boys (guint *n)
{
  *n = G_N_ELEMENTS (boys);
  return boys;
}

const char *const *
cw_demo_surnames (guint *n)
{
  *n = G_N_ELEMENTS (surnames);
  return surnames;
}

const char *const *
cw_demo_teachers (guint *n)
{
  *n = G_N_ELEMENTS (teachers);
  return teachers;
}

const char *const *
cw_demo_streets (guint *n)
{
  *n = G_N_ELEMENTS (streets);
  return streets;
}

const CwService *
cw_demo_services (guint *n)
{
  *n = G_N_ELEMENTS (services);
  return services;
}

const CwDemoContact *
cw_demo_story (guint *n)
{
  *n = G_N_ELEMENTS (story);
  return story;
}
