/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/cw-digest.h"
#include "cw-page.h"

#define SIZE_LARGE 16

typedef struct
{
  const char *title, *under;
} Sheet;

static double
draw_head_cb (GPtrArray *marks, guint page, gpointer data)
{
  const Sheet *self = data;
  double y = CW_MARGIN + 18;

  if (page == 0)
    cw_marks_begin (marks, "H1");
  cw_marks_text (marks, CW_MARGIN, y, CW_BODY_WIDTH, self->title, 20, CW_TEXT_BOLD, CW_INK_BLACK);
  y += cw_text_measure (self->title, 20, CW_TEXT_BOLD, CW_BODY_WIDTH, NULL) - 6;
  if (page == 0)
    cw_marks_end (marks, "H1");
  if (self->under[0] != '\0')
    {
      if (page == 0)
        cw_marks_begin (marks, "P");
      cw_marks_text (marks, CW_MARGIN, y + 2, CW_BODY_WIDTH, self->under, 11, 0, CW_INK_GREY);
      y += cw_text_measure (self->under, 11, 0, CW_BODY_WIDTH, NULL);
      if (page == 0)
        cw_marks_end (marks, "P");
    }
  cw_marks_line (marks, CW_MARGIN, y, CW_BODY_WIDTH, 0, 1.6, CW_INK_TEAL);
  return y + 18;
}

static CwFlow
begin_sheet (CwDocument *document, Sheet *sheet)
{
  CwFlow flow;

  cw_flow_begin (&flow, document, draw_head_cb, sheet, 0);
  return flow;
}

/* A heading and its text, which stay together. */
static void
put_point (CwFlow *flow, const char *heading, const char *text, double size)
{
  CwSlab *slab = cw_slab_new ();
  double y = cw_text_measure (heading, size, CW_TEXT_BOLD, CW_BODY_WIDTH, NULL);

  cw_marks_begin (slab->marks, "H2");
  cw_marks_text (slab->marks, CW_MARGIN, size, CW_BODY_WIDTH, heading, size, CW_TEXT_BOLD,
                 CW_INK_BLACK);
  cw_marks_end (slab->marks, "H2");
  cw_marks_begin (slab->marks, "P");
  cw_marks_text (slab->marks, CW_MARGIN, y + size, CW_BODY_WIDTH, text, size, 0, CW_INK_BLACK);
  cw_marks_end (slab->marks, "P");
  slab->height = y + cw_text_measure (text, size, 0, CW_BODY_WIDTH, NULL) + size * 0.9;
  cw_flow_put (flow, slab);
}

static void
put_paragraph (CwFlow *flow, const char *text, double size, CwTextFlags flags, CwInk ink)
{
  cw_flow_put (flow, cw_slab_paragraph (CW_MARGIN, CW_BODY_WIDTH, text, size, flags, ink));
  cw_flow_put (flow, cw_slab_space (size * 0.6));
}

/* ---- what to explain before a parent agrees (R7) ---- */

/**
 * cw_explain_sheet_new:
 * @school: whose sheet it is; may be ""
 *
 * The six points of R7, in large plain words, to give to a parent before anything is written down.
 *
 * Returns: (transfer full): the document
 */
CwDocument *
cw_explain_sheet_new (const char *school)
{
  const struct
  {
    const char *heading, *text;
  } points[] = {
    { N_ ("Notes are kept"),
      N_ ("I keep notes on my laptop. Only I can open them. The head teacher cannot.") },
    { N_ ("Nothing goes further without your yes"),
      N_ ("I pass nothing on to school or anyone else unless you agree to that very thing.") },
    { N_ ("Two exceptions"), N_ ("If a child may be at risk, or someone threatens harm, I have to "
                                 "pass that on. Where it is safe to, I tell you.") },
    { N_ ("Counting, without names"), N_ ("I count how many parents I help, and with what. No name "
                                          "goes in, and nobody can find you in the numbers.") },
    { N_ ("When I leave"),
      N_ ("The notes go to whoever does this job next, so you need not start again.") },
    { N_ ("You may see it all"), N_ ("Ask any time and you get everything about you, on paper. You "
                                     "can also change your mind.") },
  };
  Sheet sheet = { _ ("Before I write anything down"), school };
  CwDocument *document;
  CwFlow flow;

  g_return_val_if_fail (school != NULL, NULL);

  document = cw_document_new (_ ("Before I write anything down"), CW_DAY_NONE);
  flow = begin_sheet (document, &sheet);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    put_point (&flow, _ (points[i].heading), _ (points[i].text), SIZE_LARGE);
  cw_flow_put (&flow, cw_slab_space (4));
  put_point (&flow, _ ("You choose"),
             _ ("Notes on the laptop, notes on paper only, or nothing kept. Every choice gets the "
                "same help."),
             SIZE_LARGE);
  cw_document_foot (document, _ ("Yours to keep. Ask about anything that is not clear."));
  return document;
}

/* ---- the recovery code ---- */

/* Nine groups of the code, numbered, the last one the check group. */
static CwSlab *
lay_code (const char *code)
{
  CwSlab *slab = cw_slab_new ();
  g_auto (GStrv) groups = g_strsplit_set (code, " -\n\t", -1);
  const double step = CW_BODY_WIDTH / 4;
  guint n = 0, count = 0;

  for (guint i = 0; groups[i] != NULL; i++)
    count += groups[i][0] != '\0';
  for (guint i = 0; groups[i] != NULL; i++)
    {
      double x = CW_MARGIN + 14 + step * (n % 4), y = 34 + 44.0 * (n / 4);
      g_autofree char *number = NULL;

      if (groups[i][0] == '\0')
        continue;
      /* Translators: the last group of the recovery code, which finds typing mistakes */
      number = n + 1 == count && count > 1 ? g_strdup (_ ("check")) : g_strdup_printf ("%u", n + 1);
      cw_marks_begin (slab->marks, "P");
      cw_marks_text (slab->marks, x, y, 0, number, 8.5, 0, CW_INK_GREY);
      cw_marks_text (slab->marks, x + (number[0] == 'c' ? 32 : 14), y, 0, groups[i], 21,
                     CW_TEXT_MONO | CW_TEXT_BOLD, CW_INK_BLACK);
      cw_marks_end (slab->marks, "P");
      explicit_bzero (groups[i], strlen (groups[i]));
      n++;
    }
  slab->height = 22 + 44.0 * ((n + 3) / 4) + 12;
  cw_marks_fill (slab->marks, CW_MARGIN, 0, CW_BODY_WIDTH, slab->height - 12, CW_INK_SHADE);
  return slab;
}

/**
 * cw_recovery_sheet_new:
 * @vault_label: what the records are called
 * @code: the recovery code, groups apart by spaces or hyphens
 *
 * The recovery code on paper: what it is, where to keep it, how to use it. The document wipes its
 * copy of the code when it is freed.
 *
 * Returns: (transfer full): the document
 */
CwDocument *
cw_recovery_sheet_new (const char *vault_label, const char *code)
{
  Sheet sheet = { _ ("Recovery code"), vault_label };
  CwDocument *document;
  CwFlow flow;

  g_return_val_if_fail (vault_label != NULL, NULL);
  g_return_val_if_fail (code != NULL, NULL);

  document = cw_document_new (_ ("Recovery code"), CW_DAY_NONE);
  document->secret = TRUE;
  flow = begin_sheet (document, &sheet);
  put_paragraph (&flow,
                 _ ("This code opens the records if the passphrase is forgotten, or if the "
                    "laptop’s keyring is lost."),
                 12, 0, CW_INK_BLACK);
  cw_flow_put (&flow, lay_code (code));
  put_point (&flow, _ ("Where to keep it"),
             _ ("In a sealed envelope in a locked place, away from the laptop. Tell one person you "
                "trust that it exists; they "
                "need not know the code."),
             12);
  put_point (&flow, _ ("How to use it"),
             _ ("On the page that asks for the passphrase, choose “Use the recovery code” and type "
                "the groups in order. "
                "Spaces and capitals do not matter. The check group finds typing mistakes."),
             12);
  put_point (&flow, _ ("If it is lost"),
             _ ("The passphrase still opens the records. If both the passphrase and this code are "
                "lost, nobody can open them: "
                "not the school, not IT, not us."),
             12);
  put_point (&flow, _ ("Who may read it"),
             _ ("Whoever holds this sheet and the laptop can open the records. Destroy the sheet "
                "when it is no longer valid."),
             12);
  cw_document_foot (document, _ ("Printed once. It is not saved anywhere."));
  return document;
}

/* ---- signposting (R6) ---- */

static void
add_fact (GString *text, const char *name, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (name != NULL)
    g_string_append_printf (text, "%s: ", name);
  g_string_append (text, value);
}

static void
put_service (CwFlow *flow, const CwService *service)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_fact (text, NULL, service->what_for);
  add_fact (text, _ ("Telephone"), service->telephone);
  add_fact (text, _ ("Email"), service->email);
  add_fact (text, _ ("Website"), service->website);
  add_fact (text, _ ("Address"), service->address);
  add_fact (text, _ ("Open"), service->hours);
  if (service->independent)
    add_fact (text, NULL, _ ("Independent of the school and the local authority."));
  if (service->checked_on != CW_DAY_NONE)
    {
      g_autofree char *day = cw_day_format (service->checked_on);

      add_fact (text, _ ("Details last checked"), day);
    }
  put_point (flow, service->name, text->str, 11.5);
}

/**
 * cw_signpost_sheet_new:
 * @school: whose sheet it is; may be ""
 * @services: of #CwService
 *
 * Where a parent may turn. It says first that being on the sheet is no recommendation (R6), and
 * marks what is independent of school and authority (R4).
 *
 * Returns: (transfer full): the document
 */
CwDocument *
cw_signpost_sheet_new (const char *school, GPtrArray *services)
{
  Sheet sheet = { _ ("Where you can turn"), school };
  CwDocument *document;
  CwFlow flow;

  g_return_val_if_fail (school != NULL, NULL);
  g_return_val_if_fail (services != NULL, NULL);

  document = cw_document_new (_ ("Where you can turn"), CW_DAY_NONE);
  flow = begin_sheet (document, &sheet);
  put_paragraph (&flow,
                 _ ("These services may be able to help. Being on this sheet is not a "
                    "recommendation: please decide for yourself "
                    "whether a service is right for you. We do not pass on that you asked."),
                 11.5, 0, CW_INK_BLACK);
  cw_flow_put (&flow, cw_slab_space (6));
  for (guint i = 0; i < services->len; i++)
    put_service (&flow, g_ptr_array_index (services, i));
  cw_document_foot (document, _ ("Signposting is not a recommendation."));
  return document;
}

/* ---- handover (R21) ---- */

#define HANDOVER_SIZE 11

/* One count, and room beside it to tick it off on the other computer. */
static void
put_count (CwFlow *flow, const CwSheetCount *count)
{
  CwSlab *slab = cw_slab_new ();
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count->count);
  const double tick = CW_MARGIN + CW_BODY_WIDTH - 40, figure = tick - 60;

  cw_marks_begin (slab->marks, "P");
  cw_marks_text (slab->marks, CW_MARGIN, HANDOVER_SIZE, figure - CW_MARGIN - 60, count->label,
                 HANDOVER_SIZE, 0, CW_INK_BLACK);
  cw_marks_text (slab->marks, figure, HANDOVER_SIZE, 0, text, HANDOVER_SIZE,
                 CW_TEXT_BOLD | CW_TEXT_RIGHT, CW_INK_BLACK);
  cw_marks_end (slab->marks, "P");
  cw_marks_line (slab->marks, tick, 1, 11, 0, 0.7, CW_INK_GREY);
  cw_marks_line (slab->marks, tick, 12, 11, 0, 0.7, CW_INK_GREY);
  cw_marks_line (slab->marks, tick, 1, 0, 11, 0.7, CW_INK_GREY);
  cw_marks_line (slab->marks, tick + 11, 1, 0, 11, 0.7, CW_INK_GREY);
  cw_marks_line (slab->marks, CW_MARGIN, 16, CW_BODY_WIDTH, 0, 0.4, CW_INK_LINE);
  slab->height = 19;
  cw_flow_put (flow, slab);
}

/* Groups as the page that receives it shows them, so that two people can read them to each other.
 */
static void
put_digest (CwFlow *flow, const char *digest)
{
  CwSlab *slab = cw_slab_new ();
  const double step = CW_BODY_WIDTH / CW_DIGEST_PER_LINE;
  g_autofree char *text = cw_digest_groups (digest);
  g_auto (GStrv) groups = g_strsplit_set (text, " \n", -1);

  cw_marks_begin (slab->marks, "P");
  for (guint n = 0; groups[n] != NULL; n++)
    {
      double y = 18 + 18.0 * (n / CW_DIGEST_PER_LINE);

      cw_marks_text (slab->marks, CW_MARGIN + 14 + step * (n % CW_DIGEST_PER_LINE), y, 0, groups[n],
                     13, CW_TEXT_MONO, CW_INK_BLACK);
      slab->height = y + 18;
    }
  cw_marks_end (slab->marks, "P");
  cw_marks_fill (slab->marks, CW_MARGIN, 0, CW_BODY_WIDTH, slab->height - 10, CW_INK_SHADE);
  cw_flow_put (flow, slab);
}

/* Who signs, with lines to write on: two people side by side. */
static void
put_signatures (CwFlow *flow)
{
  CwSlab *slab = cw_slab_new ();
  const char *const who[] = { _ ("Handed over by"), _ ("Received by") };
  const char *const lines[] = { _ ("Name"), _ ("Date"), _ ("Signature") };
  const double gap = 24, width = (CW_BODY_WIDTH - gap) / 2;

  for (guint i = 0; i < G_N_ELEMENTS (who); i++)
    {
      double x = CW_MARGIN + (width + gap) * i;

      cw_marks_begin (slab->marks, "P");
      cw_marks_text (slab->marks, x, 14, width, who[i], HANDOVER_SIZE, CW_TEXT_BOLD, CW_INK_BLACK);
      cw_marks_end (slab->marks, "P");
      for (guint k = 0; k < G_N_ELEMENTS (lines); k++)
        {
          double y = 44 + 30.0 * k;

          cw_marks_begin (slab->marks, "P");
          cw_marks_text (slab->marks, x, y, 0, lines[k], CW_SIZE_BODY, 0, CW_INK_GREY);
          cw_marks_end (slab->marks, "P");
          cw_marks_line (slab->marks, x + 58, y + 2, width - 58, 0, 0.7, CW_INK_GREY);
        }
    }
  slab->height = 118;
  cw_flow_put (flow, slab);
}

static void
put_handover_words (CwFlow *flow, const char *day)
{
  g_autofree char *opening = g_strdup_printf (
      /* Translators: %s is a date */
      _ ("These records were handed over on %s. The file opens with seven words, which are told "
         "apart from it and are not on this sheet."),
      day);

  put_paragraph (flow, opening, HANDOVER_SIZE, 0, CW_INK_BLACK);
  put_paragraph (flow,
                 _ ("When the file has been received on the other laptop, Casework shows the same "
                    "numbers and the same letters there. Tick them off one by one. If one of them "
                    "differs, ask for the file again before the records on the first laptop are "
                    "destroyed."),
                 HANDOVER_SIZE, 0, CW_INK_BLACK);
}

/**
 * cw_handover_sheet_new:
 * @vault_label: what the records are called; may be ""
 * @day: of the handover
 * @counts: what is in the file, in words and numbers
 * @digest: hexadecimal digits over all of it
 *
 * The sheet that goes with a handover file (R21): counts and digest to compare on the other laptop,
 * and room for names, dates and signatures by hand. It names no parent and holds no secret.
 *
 * Returns: (transfer full): the document
 */
CwDocument *
cw_handover_sheet_new (const char *vault_label,
                       CwDay day,
                       const CwSheetCount *counts,
                       guint n_counts,
                       const char *digest)
{
  Sheet sheet = { _ ("Handover of records"), vault_label };
  g_autofree char *date = cw_day_format (day);
  CwDocument *document;
  CwFlow flow;

  g_return_val_if_fail (vault_label != NULL && digest != NULL, NULL);
  g_return_val_if_fail (counts != NULL || n_counts == 0, NULL);

  document = cw_document_new (_ ("Handover of records"), day);
  flow = begin_sheet (document, &sheet);
  put_handover_words (&flow, date);
  cw_flow_put (&flow, cw_slab_space (6));
  for (guint i = 0; i < n_counts; i++)
    put_count (&flow, &counts[i]);
  cw_flow_put (&flow, cw_slab_space (8));
  put_paragraph (&flow, _ ("The letters to compare"), HANDOVER_SIZE, CW_TEXT_BOLD, CW_INK_BLACK);
  put_digest (&flow, digest);
  put_signatures (&flow);
  cw_document_foot (document, _ ("No name of a parent or child is on this sheet."));
  return document;
}
