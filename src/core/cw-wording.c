/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-wording.h"

#include <string.h>

/* Wording that says what the writer thinks rather than what was said or done (R10). Lower case; an
 * apostrophe also meets the curly one, a space any run of spaces. Longer entries are met before
 * shorter ones. */
static const char *const judgements[] = {
  "a bad father",
  "a bad mother",
  "a bad parent",
  "a good father",
  "a good mother",
  "a good parent",
  "abusive",
  "aggressive",
  "appeared to be",
  "attention seeking",
  "attention-seeking",
  "attitude problem",
  "awkward customer",
  "babyish",
  "bad attitude",
  "bad father",
  "bad mother",
  "bad parent",
  "bad parenting",
  "benefit scrounger",
  "bitter",
  "broken home",
  "came across as",
  "can't be bothered",
  "can't cope",
  "cannot be bothered",
  "cannot cope",
  "chaotic",
  "chaotic family",
  "clearly",
  "clingy",
  "comes across as",
  "confrontational",
  "controlling",
  "could not be bothered",
  "couldn't be bothered",
  "couldn't care less",
  "crazy",
  "defensive",
  "demanding",
  "difficult",
  "difficult parent",
  "dishonest",
  "disinterested",
  "disruptive",
  "does not care",
  "does not want help",
  "does nothing",
  "doesn't care",
  "doesn't want help",
  "drama queen",
  "dramatic",
  "dysfunctional",
  "evasive",
  "exaggerating",
  "excuses",
  "failed to engage",
  "failing parent",
  "fails to engage",
  "feckless",
  "fussy",
  "gave the impression",
  "hard to reach",
  "hard work",
  "has issues",
  "has no interest",
  "hopeless",
  "hostile",
  "hysterical",
  "i am sure",
  "i believe",
  "i doubt",
  "i feel",
  "i feel that",
  "i felt",
  "i get the impression",
  "i had the impression",
  "i sense",
  "i suspect",
  "i think",
  "i would say",
  "i'm sure",
  "ignorant",
  "immature",
  "in denial",
  "in my opinion",
  "in my view",
  "inadequate",
  "inappropriate",
  "incapable",
  "inconsistent parenting",
  "irrational",
  "irresponsible",
  "known to be",
  "lazy",
  "liar",
  "lying",
  "makes excuses",
  "making excuses",
  "manipulative",
  "moody",
  "must have been",
  "naughty",
  "needy",
  "neglectful",
  "neurotic",
  "nightmare",
  "no boundaries",
  "no wonder",
  "non-compliant",
  "not bothered",
  "not capable",
  "not interested",
  "not trying",
  "obsessive",
  "obviously",
  "of course",
  "on the make",
  "over-anxious",
  "over-emotional",
  "over-protective",
  "overanxious",
  "overemotional",
  "overprotective",
  "overreacting",
  "paranoid",
  "passive-aggressive",
  "pathetic",
  "plainly",
  "playing games",
  "playing the victim",
  "poor father",
  "poor mother",
  "poor parenting",
  "presumably",
  "probably",
  "problem child",
  "problem family",
  "problem parent",
  "pushy",
  "refused to cooperate",
  "refused to engage",
  "refuses to cooperate",
  "refuses to engage",
  "refusing to engage",
  "resistant",
  "rude",
  "scrounger",
  "seemed to be",
  "seems to be lying",
  "seems unable",
  "self-pitying",
  "selfish",
  "should have known",
  "smothering",
  "sob story",
  "spiteful",
  "spoiled",
  "spoilt",
  "stubborn",
  "stupid",
  "the usual excuses",
  "told lies",
  "trouble-maker",
  "troublemaker",
  "typical of",
  "unable to cope",
  "uncaring",
  "unco-operative",
  "uncooperative",
  "undoubtedly",
  "unfit",
  "unhelpful",
  "unmotivated",
  "unrealistic",
  "unreasonable",
  "unstable",
  "unsupportive",
  "vague",
  "victim mentality",
  "vindictive",
  "wallowing",
  "weird",
  "whining",
  "wound up over nothing",
};

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || c == '-' || g_unichar_ismark (c);
}

/* A straight or curly single quote between two letters is an apostrophe. */
static gboolean
is_apostrophe (const gunichar *text, glong n, glong i)
{
  return i > 0 && i + 1 < n && g_unichar_isalnum (text[i - 1]) && g_unichar_isalnum (text[i + 1]);
}

/* What closes a quotation that @text[i] opens; 0 if it opens none. */
static gunichar
find_closer (const gunichar *text, glong n, glong i)
{
  switch (text[i])
    {
    case '"':
      return '"';
    case 0x201c:
      return 0x201d;
    case 0x201e:
      return 0x201c;
    case 0xab:
      return 0xbb;
    case 0x2018:
      return 0x2019;
    case '\'':
      return !is_apostrophe (text, n, i) && (i == 0 || !g_unichar_isalnum (text[i - 1])) ? '\'' : 0;
    default:
      return 0;
    }
}

/* The end of the quotation opened at @i, or -1 if it is not closed before the paragraph ends. */
static glong
find_quote_end (const gunichar *text, glong n, glong i)
{
  gunichar closer = find_closer (text, n, i);

  if (closer == 0)
    return -1;
  for (glong j = i + 1; j < n && text[j] != '\n'; j++)
    if (text[j] == closer && !((closer == '\'' || closer == 0x2019) && is_apostrophe (text, n, j)))
      return j;
  return -1;
}

/* Length in characters of @phrase where it stands at @text as whole words; 0 if it does not. */
static glong
match_phrase (const gunichar *text, glong left, const char *phrase)
{
  glong i = 0;

  for (const char *p = phrase; *p; p++)
    {
      if (*p == ' ')
        {
          glong spaces = i;

          while (i < left && g_unichar_isspace (text[i]))
            i++;
          if (i == spaces)
            return 0;
          continue;
        }
      if (i == left || (text[i] != (gunichar) *p && !(*p == '\'' && text[i] == 0x2019)))
        return 0;
      i++;
    }
  return i < left && is_word_char (text[i]) ? 0 : i;
}

static gboolean
match_longest (const gunichar *text, glong left, CwRemark *remark)
{
  glong longest = 0;

  for (guint k = 0; k < G_N_ELEMENTS (judgements); k++)
    {
      glong length;

      if ((gunichar) judgements[k][0] != text[0])
        continue;
      length = match_phrase (text, left, judgements[k]);
      if (length > longest)
        {
          longest = length;
          remark->word = judgements[k];
        }
    }
  remark->length = (guint) longest;
  return longest > 0;
}

/**
 * cw_wording_check:
 * @text: a note, or one line of it
 *
 * Points out wording that reads as judgement (R10). What stands in quotation marks is the parent's
 * own.
 *
 * Returns: (transfer full) (element-type CwRemark): in order, not overlapping
 */
GArray *
cw_wording_check (const char *text)
{
  GArray *remarks = g_array_new (FALSE, FALSE, sizeof (CwRemark));
  g_autofree gunichar *chars = NULL;
  glong n = 0, i = 0;

  g_return_val_if_fail (text != NULL, remarks);

  chars = g_utf8_to_ucs4_fast (text, -1, &n);
  for (glong j = 0; j < n; j++)
    chars[j] = g_unichar_tolower (chars[j]);
  while (i < n)
    {
      CwRemark remark = { (guint) i };
      glong quote_end = find_quote_end (chars, n, i);

      if (quote_end > 0)
        i = quote_end + 1;
      else if ((i == 0 || !is_word_char (chars[i - 1]))
               && match_longest (chars + i, n - i, &remark))
        {
          g_array_append_val (remarks, remark);
          i += remark.length;
        }
      else
        i++;
    }
  return remarks;
}
