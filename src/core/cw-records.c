/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-records.h"

/*
 * Every record is described by a table of the fields it owns, so that new, copy and free are one
 * piece of code for all of them. Plain numbers need no entry: they are copied with the struct.
 */

typedef enum
{
  FIELD_TEXT,         /* char *, never NULL */
  FIELD_TEXT_OR_NULL, /* char * */
  FIELD_TEXTS,        /* char **, never NULL */
  FIELD_IDS,          /* CwIds *, never NULL */
  FIELD_LIST,         /* GPtrArray of records or text, never NULL */
  FIELD_RECORD,       /* a record or NULL */
  FIELD_TIME,         /* int, -1 in a new record */
} FieldKind;

typedef gpointer (*CopyFunc) (gconstpointer);

typedef struct
{
  FieldKind kind;
  gsize offset;
  CopyFunc copy; /* of one member of FIELD_LIST, of FIELD_RECORD */
  GDestroyNotify free;
} Field;

#define TEXT(Type, member)                                                                         \
  {                                                                                                \
    FIELD_TEXT, G_STRUCT_OFFSET (Type, member)                                                     \
  }
#define TEXT_OR_NULL(Type, member)                                                                 \
  {                                                                                                \
    FIELD_TEXT_OR_NULL, G_STRUCT_OFFSET (Type, member)                                             \
  }
#define TEXTS(Type, member)                                                                        \
  {                                                                                                \
    FIELD_TEXTS, G_STRUCT_OFFSET (Type, member)                                                    \
  }
#define IDS(Type, member)                                                                          \
  {                                                                                                \
    FIELD_IDS, G_STRUCT_OFFSET (Type, member)                                                      \
  }
#define TIME(Type, member)                                                                         \
  {                                                                                                \
    FIELD_TIME, G_STRUCT_OFFSET (Type, member)                                                     \
  }
#define LIST(Type, member, type)                                                                   \
  {                                                                                                \
    FIELD_LIST, G_STRUCT_OFFSET (Type, member), (CopyFunc) type##_copy,                            \
        (GDestroyNotify) type##_free                                                               \
  }
#define RECORD(Type, member, type)                                                                 \
  {                                                                                                \
    FIELD_RECORD, G_STRUCT_OFFSET (Type, member), (CopyFunc) type##_copy,                          \
        (GDestroyNotify) type##_free                                                               \
  }

static gpointer
text_copy (gconstpointer text)
{
  return g_strdup (text);
}

static void
text_free (gpointer text)
{
  g_free (text);
}

static GPtrArray *
copy_list (GPtrArray *list, const Field *field)
{
  GPtrArray *copy = g_ptr_array_new_full (list ? list->len : 0, field->free);

  for (guint i = 0; list && i < list->len; i++)
    g_ptr_array_add (copy, field->copy (g_ptr_array_index (list, i)));
  return copy;
}

static gpointer
new_record (gsize size, const Field *fields, guint n)
{
  gpointer record = g_malloc0 (size);

  for (guint i = 0; i < n; i++)
    {
      gpointer *place = (gpointer *) G_STRUCT_MEMBER_P (record, fields[i].offset);

      switch (fields[i].kind)
        {
        case FIELD_TEXT:
          *place = g_strdup ("");
          break;
        case FIELD_TEXTS:
          *place = g_new0 (char *, 1);
          break;
        case FIELD_IDS:
          *place = cw_ids_new ();
          break;
        case FIELD_LIST:
          *place = g_ptr_array_new_with_free_func (fields[i].free);
          break;
        case FIELD_TIME:
          *(int *) place = -1;
          break;
        case FIELD_TEXT_OR_NULL:
        case FIELD_RECORD:
        default:
          break;
        }
    }
  return record;
}

static gpointer
copy_record (gconstpointer record, gsize size, const Field *fields, guint n)
{
  gpointer copy = g_memdup2 (record, size);

  for (guint i = 0; i < n; i++)
    {
      gpointer *place = (gpointer *) G_STRUCT_MEMBER_P (copy, fields[i].offset);

      switch (fields[i].kind)
        {
        case FIELD_TEXT:
          *place = g_strdup (*place ? *place : "");
          break;
        case FIELD_TEXT_OR_NULL:
          *place = g_strdup (*place);
          break;
        case FIELD_TEXTS:
          *place = *place ? (gpointer) g_strdupv (*place) : g_new0 (char *, 1);
          break;
        case FIELD_IDS:
          *place = cw_ids_copy (*place);
          break;
        case FIELD_LIST:
          *place = copy_list (*place, &fields[i]);
          break;
        case FIELD_RECORD:
          *place = *place ? fields[i].copy (*place) : NULL;
          break;
        case FIELD_TIME:
        default:
          break;
        }
    }
  return copy;
}

static void
free_record (gpointer record, const Field *fields, guint n)
{
  if (record == NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      gpointer owned;

      if (fields[i].kind == FIELD_TIME)
        continue;
      owned = *(gpointer *) G_STRUCT_MEMBER_P (record, fields[i].offset);
      switch (fields[i].kind)
        {
        case FIELD_TEXT:
        case FIELD_TEXT_OR_NULL:
          g_free (owned);
          break;
        case FIELD_TEXTS:
          g_strfreev (owned);
          break;
        case FIELD_IDS:
          cw_ids_free (owned);
          break;
        case FIELD_LIST:
          g_clear_pointer ((GPtrArray **) &owned, g_ptr_array_unref);
          break;
        case FIELD_RECORD:
          if (owned)
            fields[i].free (owned);
          break;
        case FIELD_TIME:
        default:
          break;
        }
    }
  g_free (record);
}

#define DEFINE_RECORD(Type, type, ...)                                                             \
  static const Field type##_fields[] = { __VA_ARGS__ };                                            \
  G_DEFINE_BOXED_TYPE (Type, type, type##_copy, type##_free)                                       \
  Type *type##_new (void)                                                                          \
  {                                                                                                \
    return new_record (sizeof (Type), type##_fields, G_N_ELEMENTS (type##_fields));                \
  }                                                                                                \
  Type *type##_copy (const Type *self)                                                             \
  {                                                                                                \
    g_return_val_if_fail (self != NULL, NULL);                                                     \
    return copy_record (self, sizeof (Type), type##_fields, G_N_ELEMENTS (type##_fields));         \
  }                                                                                                \
  void type##_free (Type *self) { free_record (self, type##_fields, G_N_ELEMENTS (type##_fields)); }

DEFINE_RECORD (CwProfile,
               cw_profile,
               TEXT (CwProfile, post),
               TEXTS (CwProfile, schools),
               TEXT (CwProfile, adviser))
DEFINE_RECORD (CwTerm, cw_term, TEXT (CwTerm, label))
DEFINE_RECORD (CwService,
               cw_service,
               TEXT (CwService, name),
               TEXT (CwService, what_for),
               TEXT (CwService, telephone),
               TEXT (CwService, email),
               TEXT (CwService, website),
               TEXT (CwService, address),
               TEXT (CwService, hours),
               IDS (CwService, categories))
DEFINE_RECORD (CwEnquiry, cw_enquiry, IDS (CwEnquiry, categories), IDS (CwEnquiry, services))
DEFINE_RECORD (CwConsent, cw_consent, TEXT (CwConsent, explained_by))
DEFINE_RECORD (CwAdult,
               cw_adult,
               TEXT (CwAdult, name),
               TEXT (CwAdult, telephone),
               TEXT (CwAdult, email),
               TEXT (CwAdult, address),
               TEXT (CwAdult, wishes),
               LIST (CwAdult, consents, cw_consent))
DEFINE_RECORD (CwChild, cw_child, TEXT (CwChild, name), TEXT (CwChild, year_group))
DEFINE_RECORD (CwCase,
               cw_case,
               TEXT (CwCase, reference),
               LIST (CwCase, adults, cw_adult),
               LIST (CwCase, children, cw_child),
               LIST (CwCase, links, text))
DEFINE_RECORD (CwCaseOpening,
               cw_case_opening,
               TEXT_OR_NULL (CwCaseOpening, reference),
               RECORD (CwCaseOpening, consent, cw_consent))
DEFINE_RECORD (CwLine, cw_line, TEXT (CwLine, text))
DEFINE_RECORD (CwContact,
               cw_contact,
               TIME (CwContact, time),
               IDS (CwContact, adults),
               IDS (CwContact, support),
               IDS (CwContact, services),
               LIST (CwContact, lines, cw_line))
DEFINE_RECORD (CwStep,
               cw_step,
               TEXT (CwStep, text),
               TIME (CwStep, time),
               TEXT (CwStep, reference),
               TEXT (CwStep, who))
DEFINE_RECORD (CwHandoverNote,
               cw_handover_note,
               TEXT (CwHandoverNote, reference),
               TEXT (CwHandoverNote, who),
               TEXT (CwHandoverNote, where_we_are))
DEFINE_RECORD (CwCaseRow,
               cw_case_row,
               TEXT (CwCaseRow, reference),
               TEXT (CwCaseRow, adults),
               TEXT (CwCaseRow, children),
               TEXT (CwCaseRow, next_step),
               TIME (CwCaseRow, next_time),
               TEXT_OR_NULL (CwCaseRow, found))
DEFINE_RECORD (
    CwDue, cw_due, TEXT (CwDue, text), TEXT (CwDue, origin), TEXT (CwDue, who), TIME (CwDue, time))
DEFINE_RECORD (CwDraft,
               cw_draft,
               TEXT (CwDraft, kind),
               TEXT (CwDraft, subject),
               TEXT (CwDraft, reference),
               TEXT (CwDraft, body))

/* A number and dates, nothing owned (R8). */
G_DEFINE_BOXED_TYPE (CwPaperRecord, cw_paper_record, cw_paper_record_copy, cw_paper_record_free)

CwPaperRecord *
cw_paper_record_new (void)
{
  return g_new0 (CwPaperRecord, 1);
}

CwPaperRecord *
cw_paper_record_copy (const CwPaperRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_memdup2 (self, sizeof *self);
}

void
cw_paper_record_free (CwPaperRecord *self)
{
  g_free (self);
}

/**
 * cw_line_new_take:
 * @text: (transfer full): its words
 *
 * Returns: (transfer full): one line of a note (R10)
 */
CwLine *
cw_line_new_take (CwLineKind kind, char *text)
{
  CwLine *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (CwLine, 1);
  self->kind = kind;
  self->text = text;
  return self;
}

/**
 * cw_adult_get_consent:
 *
 * Returns: (transfer none) (nullable): the newest consent, standing or withdrawn
 */
const CwConsent *
cw_adult_get_consent (const CwAdult *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->consents == NULL || self->consents->len == 0)
    return NULL;
  return g_ptr_array_index (self->consents, self->consents->len - 1);
}

/**
 * cw_adult_agrees:
 *
 * Returns: whether a consent stands now (R7, R9)
 */
gboolean
cw_adult_agrees (const CwAdult *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; self->consents && i < self->consents->len; i++)
    {
      const CwConsent *consent = g_ptr_array_index (self->consents, i);

      if (consent->withdrawn_on == CW_DAY_NONE)
        return TRUE;
    }
  return FALSE;
}

/**
 * cw_adult_agreed_on:
 *
 * Returns: whether a consent was given by @day and not withdrawn by then. The day of giving counts,
 * the day of withdrawal does not.
 */
gboolean
cw_adult_agreed_on (const CwAdult *self, CwDay day)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; self->consents && i < self->consents->len; i++)
    {
      const CwConsent *consent = g_ptr_array_index (self->consents, i);

      if (consent->given_on <= day
          && (consent->withdrawn_on == CW_DAY_NONE || day < consent->withdrawn_on))
        return TRUE;
    }
  return FALSE;
}

/**
 * cw_case_get_adult:
 *
 * Returns: (transfer none) (nullable): the adult of the case with that id
 */
CwAdult *
cw_case_get_adult (const CwCase *self, gint64 adult_id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->adults->len; i++)
    {
      CwAdult *adult = g_ptr_array_index (self->adults, i);

      if (adult->id == adult_id)
        return adult;
    }
  return NULL;
}

/**
 * cw_term_get_half_end:
 *
 * Returns: the last day of the term's first half: as set, else the Friday at or before the term's
 * middle
 */
CwDay
cw_term_get_half_end (const CwTerm *self)
{
  CwDay middle, friday;

  g_return_val_if_fail (self != NULL, CW_DAY_NONE);

  if (self->half_end != CW_DAY_NONE)
    return self->half_end;
  middle = self->start + (self->end - self->start) / 2;
  friday = middle - (cw_day_weekday (middle) + 2) % 7;
  return CLAMP (friday, self->start, self->end - 1);
}

/**
 * cw_case_reference_is_sound:
 *
 * The rule of the table of cases: 1 to 20 of A to Z, a to z, digits, "/", "_" and "-", and at least
 * one digit, so that no name can hide in it.
 */
gboolean
cw_case_reference_is_sound (const char *reference)
{
  g_return_val_if_fail (reference != NULL, FALSE);

  return g_regex_match_simple ("^(?=.*[0-9])[A-Za-z0-9/_-]{1,20}$", reference, G_REGEX_DEFAULT,
                               G_REGEX_MATCH_DEFAULT);
}

/**
 * cw_paper_record_format:
 *
 * Returns: (transfer full): "P-015" for 15 (R8)
 */
char *
cw_paper_record_format (gint64 number)
{
  return g_strdup_printf ("P-%03" G_GINT64_FORMAT, number);
}

/* Characters that turn the text after them round, so that it reads as what it is not. */
static gboolean
turns_text (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_in_any (char **folded, const char *word)
{
  for (guint i = 0; folded[i] != NULL; i++)
    if (strstr (folded[i], word) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * cw_has_words:
 * @texts: (array zero-terminated=1): what is searched
 * @typed: words as they are typed, capitals or not
 *
 * Returns: whether each of the words is in one of @texts, so of no words %TRUE
 */
gboolean
cw_has_words (const char *const *texts, const char *typed)
{
  g_autofree char *wanted = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) folded = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (texts != NULL && typed != NULL, FALSE);

  wanted = g_utf8_casefold (typed, -1);
  words = g_strsplit (wanted, " ", -1);
  for (guint i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (folded, g_utf8_casefold (texts[i], -1));
  g_ptr_array_add (folded, NULL);
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && !is_in_any ((char **) folded->pdata, words[i]))
      return FALSE;
  return TRUE;
}

/**
 * cw_is_same_text:
 *
 * Returns: whether two names or words are the same, capitals and outer spaces apart
 */
gboolean
cw_is_same_text (const char *a, const char *b)
{
  g_autofree char *first = NULL, *second = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  first = g_utf8_casefold (a, -1);
  second = g_utf8_casefold (b, -1);
  return g_str_equal (g_strstrip (first), g_strstrip (second));
}

/**
 * cw_name_is_sound:
 *
 * Whether a name can be seen and is one line: without anything visible a person could not be found,
 * and whose consent it is could not be told (R7); a line break, a control character or one that
 * turns the text round would show on paper what is not there.
 */
gboolean
cw_name_is_sound (const char *name)
{
  gboolean visible = FALSE;

  g_return_val_if_fail (name != NULL, FALSE);

  if (!g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (const char *p = name; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || turns_text (c))
        return FALSE;
      visible |= g_unichar_isgraph (c);
    }
  return visible && g_utf8_strlen (name, -1) <= 200;
}
