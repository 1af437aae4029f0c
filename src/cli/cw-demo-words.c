/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-demo-words.h"

static const CwDemoTheme themes[] = {
  { .weight = 14, /* special educational needs */
    .facts = { "{parent} brought the letter about {child}’s EHC needs assessment. It is dated last "
               "Tuesday.",
               "We read the draft plan together and marked sections B and F.",
               "{child} has had an hour a day with a teaching assistant since half-term.",
               "{parent} showed me the educational psychologist’s report, four pages.",
               "The review meeting is in the library, at 9:15.",
               "I explained the twenty weeks and which week this is." },
    .said = { "“I just want to know what they have promised.”",
              "“{He} likes the quiet room. It helps.”", "“Nobody has told me what happens next.”",
              "“I have read it three times and I still get lost.”" },
    .others = { "{teacher} said that the reading support goes on until the summer.",
                "{teacher} said the reports have been asked for and two have come.",
                "The SENDIASS adviser rang back and offered an appointment." },
    .agreed
    = { "{parent} writes down three points for the meeting; we look at them the day before.",
        "I ask {teacher} for the provision map, with {parent}’s permission.",
        "{parent} rings the case officer and tells me how it went." },
    .steps = { "Ring {parent} before the review meeting", "Read the draft plan again with {parent}",
               "Ask {teacher} for the provision map", "Write down three points with {parent}" },
    .support = { "clarifying-issues", "preparing-for-meetings", "navigating", "support-at-meetings",
                 "paperwork", "written-contributions" },
    .services = { "sendiass", "ipsea", "contact" } },
  { .weight = 13, /* behaviour */
    .facts = { "{parent} came after {child} was sent home at 13:10.",
               "{child} has been on a report card for two weeks.",
               "We filled in the behaviour diary for the last five days.",
               "{parent} has had three telephone calls from school this month.",
               "There were no incidents between Monday and Thursday.",
               "{parent} and I went through the behaviour policy, page 4." },
    .said = { "“Nobody rings me until it has already gone wrong.”",
              "“At home {he} sits and builds for an hour.”", "“{He} says the others start it.”",
              "“Mornings are the worst, getting out of the door.”" },
    .others = { "{teacher} said that {child} works well in the small group.",
                "{teacher} said afternoons after lunch are when most of the incidents are.",
                "The family support worker said there is a place on the autumn course." },
    .agreed = { "{teacher} rings {parent} on Fridays, good news or bad.",
                "{parent} keeps the diary for another week.",
                "We meet {teacher} together; {parent} begins." },
    .steps = { "Ring {parent} after the meeting", "Look at the diary with {parent}",
               "Ask {teacher} about lunchtimes" },
    .support = { "clarifying-issues", "support-at-meetings", "enabling", "emotional-support",
                 "preparing-for-meetings" },
    .services = { "family-lives", "youngminds" } },
  { .weight = 10, /* attendance */
    .facts = { "{child} has missed 14 half days since September.",
               "{parent} showed me the letter about attendance.",
               "The bus at 8:05 no longer stops at the end of their road.",
               "{child} was in school on four days of the last five.",
               "We looked at the register together; two of the codes were wrong." },
    .said = { "“{He} has stomach ache every Sunday night.”",
              "“I was on nights, I did not see the letter.”",
              "“I want {him} in. I do not want a fine.”" },
    .others = { "The office corrected the two codes.",
                "{teacher} said that {child} can come in by the side door.",
                "The attendance officer said there will be a meeting before any fine." },
    .agreed = { "{child} comes in at 8:40 by the side door this week.",
                "{parent} rings the office before 8:30 on sick days.",
                "I ask the attendance officer to come to the meeting." },
    .steps = { "Look at the register again", "Ring {parent} about the side door",
               "Ask for the attendance meeting" },
    .support = { "clarifying-issues", "enabling", "contacting-agencies", "child-out-of-school",
                 "home-visit" },
    .services = { "ace-education", "family-lives" } },
  { .weight = 11, /* housing and money */
    .facts = { "{parent} has had a notice to leave by the end of next month.",
               "There is damp on two walls of the children’s room; {parent} has photographs.",
               "We rang the housing office together and got a reference number.",
               "{parent} filled in the form for free school meals here.",
               "{parent}’s universal credit stopped after the change of address." },
    .said = { "“Four of us sleep in one room.”", "“I have rung nine times.”",
              "“The meter ran out on Saturday.”" },
    .others = { "The housing officer said an inspection is booked.",
                "Citizens Advice offered an appointment on Thursday.",
                "The office said free school meals start on Monday." },
    .agreed = { "{parent} takes the letter to Shelter’s adviser.",
                "{parent} brings the bank statements next time.",
                "I write to the housing office; {parent} has read the letter and agrees." },
    .steps = { "Ring the housing office with {parent}", "Ask whether the inspection took place",
               "Help {parent} with the form", "Ring {parent} about the appointment" },
    .support = { "paperwork", "contacting-agencies", "navigating", "tailored-information",
                 "emotional-support" },
    .services = { "shelter", "citizens-advice", "turn2us" } },
  { .weight = 9, /* separation */
    .facts = { "{parent} and the other parent have lived apart since the summer.",
               "{parent} asked who gets the school report and the photographs.",
               "I explained that school sends reports to both parents.",
               "{parent} has a first appointment for mediation." },
    .said = { "“I never get the letters.”", "“The handovers are what {child} dreads.”",
              "“We can talk about the football kit, not about much else.”" },
    .others = { "The office has put both addresses on the system.",
                "{teacher} offered two times for parents' evening." },
    .agreed = { "{parent} asks the office for copies of the letters.",
                "Two appointments at parents' evening, an hour apart.",
                "{parent} takes the list of questions to mediation." },
    .steps = { "Ask the office about copies of letters", "Ring {parent} after mediation",
               "Send {parent} the dates of the term" },
    .support = { "clarifying-issues", "emotional-support", "tailored-information", "navigating" },
    .services = { "gingerbread", "child-law-advice", "citizens-advice" } },
  { .weight = 8, /* bullying */
    .facts = { "{child} came home on Tuesday with a torn coat.",
               "{parent} has written down dates and places for three weeks.",
               "We read the anti-bullying policy together.",
               "{child} has sat alone at lunch four times." },
    .said = { "“{He} does not want to go out at playtime.”",
              "“I want it to stop. I do not want anyone punished.”" },
    .others = { "{teacher} said that the seats were changed on Monday.",
                "{teacher} said lunchtime staff have been told where to look." },
    .agreed
    = { "{parent} goes on with the list of dates.", "{teacher} speaks with {child} every Friday.",
        "I ask for a meeting; {parent} wants to speak first." },
    .steps = { "Ring {parent} about playtimes", "Ask {teacher} for a meeting",
               "Look at the list of dates with {parent}" },
    .support
    = { "clarifying-issues", "preparing-for-meetings", "emotional-support", "support-at-meetings" },
    .services = { "family-lives", "ace-education" } },
  { .weight = 8, /* a child’s wellbeing */
    .facts
    = { "{child} has slept in {parent}’s room since the holidays.",
        "{parent} asked how to be referred to the school counsellor.",
        "We filled in the referral together.", "The waiting time is eleven weeks; I said so." },
    .said = { "“{He} worries about things on the news.”", "“{He} told my mother, not me.”",
              "“I would like somebody to talk to {him}.”" },
    .others = { "The counsellor’s office said the form has arrived.",
                "{teacher} said that {child} has joined the gardening club." },
    .agreed = { "{parent} writes down what helps at bedtime.",
                "{teacher} greets {child} at the gate in the morning." },
    .steps = { "Ask whether the referral has arrived", "Ring {parent} about bedtimes" },
    .support = { "emotional-support", "tailored-information", "navigating", "paperwork" },
    .services = { "youngminds", "childline", "family-lives" } },
  { .weight = 6, /* moving on */
    .facts = { "{parent} is choosing between two secondary schools.",
               "We looked at both prospectuses and the bus times.",
               "The form was sent on Wednesday; {parent} has the receipt.",
               "{child} visited the new school for a morning." },
    .said = { "“I went there myself, it was another time.”",
              "“{He} wants to be where the cousins are.”" },
    .others = { "The new school’s SENCO said she will visit in June.",
                "The admissions office gave the date of the appeal." },
    .agreed
    = { "{parent} visits both schools.", "{parent} writes the appeal; I read it for the facts." },
    .steps = { "Ask for the appeal date", "Read the appeal with {parent}",
               "Ring {parent} after the visit" },
    .support = { "tailored-information", "admission-appeal", "paperwork", "review-meetings" },
    .services = { "ace-education", "sendiass" } },
  { .weight = 6, /* bereavement */
    .facts
    = { "{child}’s grandfather died in the holidays.", "{parent} asked what to tell the class.",
        "I lent {parent} the book and the memory box sheet." },
    .said = { "“{He} has not cried yet.”", "“{He} asks me where grandad is.”" },
    .others = { "{teacher} will let {child} leave the room at any time." },
    .agreed = { "{parent} tells {teacher}.", "{child} takes a photograph to school." },
    .steps = { "Ring {parent} about the funeral day", "Ask {teacher} how the week went" },
    .support = { "emotional-support", "tailored-information" },
    .services = { "winstons-wish" } },
  { .weight = 6, /* domestic abuse */
    .facts = { "{parent} came alone and asked for a room with a door.",
               "{parent} has moved; the new address is kept off the form.",
               "I gave {parent} the helpline’s number and we put it under another name." },
    .said = { "“I do not want post to the old address.”", "“We are all right where we are now.”" },
    .others = { "The independent adviser met {parent} here at school." },
    .agreed = { "School rings the mobile only, between ten and two.",
                "{parent} decides whom to tell; I tell nobody." },
    .steps
    = { "Ring {parent}’s mobile between ten and two", "Ask whether the meeting room is free" },
    .support = { "emotional-support", "contacting-agencies", "tailored-information", "navigating" },
    .services = { "domestic-abuse-helpline", "citizens-advice" } },
  { .weight = 5, /* exclusion */
    .facts
    = { "{child} is excluded for two days from tomorrow.",
        "We read the letter; the reason is given in one line.", "The governors meet on the 14th." },
    .said = { "“I was told on the doorstep.”", "“What does {he} do all day?”" },
    .others = { "{teacher} sent work for both days." },
    .agreed = { "{parent} writes to the governors; I check the dates.",
                "We meet half an hour before the governors do." },
    .steps = { "Read {parent}’s letter to the governors", "Meet {parent} before the governors" },
    .support
    = { "exclusion-advice", "preparing-for-meetings", "exclusion-appeal", "written-contributions" },
    .services = { "ace-education", "child-law-advice", "ipsea" } },
  { .weight = 4, /* a parent’s own */
    .facts = { "{parent} asked about English classes.",
               "{parent} has been to the doctor and has a new appointment.",
               "{parent} has a place on the maths course from January." },
    .said = { "“I have not been out much.”", "“I would like to read with {him}.”" },
    .others = { "The college said that there is a crèche." },
    .agreed = { "{parent} comes to the Thursday group.", "{parent} rings the college." },
    .steps = { "Ring {parent} about the Thursday group", "Send the college’s dates" },
    .support = { "emotional-support", "tailored-information", "enabling", "home-visit" },
    .services = { "citizens-advice", "samaritans" } },
};

static const CwDemoShare categories[] = {
  { "school-communication", 18, { "family-lives", "ace-education" }, 60 },
  { "special-educational-needs", 16, { "sendiass", "ipsea", "contact" }, 95 },
  { "behaviour", 13, { "family-lives", "youngminds" }, 95 },
  { "attendance", 11, { "ace-education", "family-lives" }, 90 },
  { "finance", 10, { "citizens-advice", "turn2us", "gingerbread" }, 5 },
  { "child-wellbeing", 10, { "youngminds", "childline" }, 95 },
  { "bullying", 9, { "family-lives", "ace-education" }, 100 },
  { "housing", 9, { "citizens-advice", "shelter" }, 5 },
  { "parenting", 8, { "family-lives", "family-information" }, 20 },
  { "admissions", 6, { "ace-education", "other" }, 90 },
  { "childcare", 6, { "family-information" }, 40 },
  { "transition", 5, { "sendiass" }, 95 },
  { "separation", 5, { "citizens-advice", "gingerbread", "child-law-advice" }, 10 },
  { "health", 2, { "other" }, 70 },
  { "parent-wellbeing", 3, { "samaritans", "citizens-advice" }, 0 },
  { "disability", 2, { "contact", "sendiass" }, 80 },
  { "bereavement", 2, { "winstons-wish" }, 70 },
  { "exclusion", 2, { "ace-education", "child-law-advice" }, 100 },
  { "adult-learning", 2, { "other" }, 0 },
  { "domestic-abuse", 1, { "domestic-abuse-helpline" }, 0 },
  { "substance-misuse", 1, { "other" }, 20 },
  { "other", 5, { "other" }, 40 },
};

static const CwDemoShare methods[] = {
  { "face-to-face", 42 }, { "telephone", 32 }, { "email", 11 }, { "text-message", 8 },
  { "letter", 3 },        { "meeting", 3 },    { "other", 1 },
};

const CwDemoTheme *
cw_demo_themes (guint *n)
{
  *n = G_N_ELEMENTS (themes);
  return themes;
}

const CwDemoShare *
cw_demo_categories (guint *n)
{
  *n = G_N_ELEMENTS (categories);
  return categories;
}

const CwDemoShare *
cw_demo_methods (guint *n)
{
  *n = G_N_ELEMENTS (methods);
  return methods;
}
