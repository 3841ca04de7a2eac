import { fieldDoc } from '../../http/fields.ts';
import { sameName } from '../../http/headerList.ts';
import type { Span } from '../../span.ts';
import { conditionField } from '../request/conditionLine.ts';
import type { Subject } from '../request/subject.ts';
import { knownGuards } from '../request/versions.ts';
import { authSchemes } from '../words/authSchemes.ts';
import { usualValues } from '../words/usualValues.ts';
import { type Completion, completion } from './completion.ts';
import { dateValues } from './dateValues.ts';
import type { FieldValuePlace } from './place.ts';
import { tagValues } from './tagValues.ts';

/** What the field can carry: for preconditions what is known of the URL, for others the usual values. */
export function fieldValues(subject: Subject, place: FieldValuePlace): readonly Completion[] {
  const found = valuesOf(subject, place);
  return needsBlank(subject, place) ? found.map(withBlank) : found;
}

function valuesOf(subject: Subject, place: FieldValuePlace): readonly Completion[] {
  const field = conditionField(place.name);
  switch (field) {
    case undefined:
      if (sameName(place.name, 'Authorization')) return credentials(subject, place);
      return [...versionValues(subject, place), ...usual(place)];
    case 'If-Match':
    case 'If-None-Match':
      return tagValues(subject, field, place);
    case 'If-Range':
      return [...tagValues(subject, field, place), ...dateValues(subject, field, place)];
    case 'If-Modified-Since':
    case 'If-Unmodified-Since':
      return dateValues(subject, field, place);
  }
}

/** The known version, for a field of the API's own. */
function versionValues(subject: Subject, { name, start, end }: FieldValuePlace): readonly Completion[] {
  return knownGuards(subject).flatMap(({ put, title }) =>
    put.kind === 'field' && sameName(put.name, name)
      ? [completion('value', { start, end }, put.value, { description: title, preferred: 'yes' })]
      : [],
  );
}

/** The schemes, each with what becomes of it; the clients that the environment describes by their ids. */
function credentials({ context }: Subject, { start, end }: FieldValuePlace): readonly Completion[] {
  const ids = Object.keys(context.scope.auth ?? {});
  return authSchemes.flatMap(({ example, description, summary }) => {
    const clients = example.includes('("id")') && ids.length > 0 ? ids : ['id'];
    return clients.map((id) =>
      completion('value', { start, end }, example.replace('("id")', `("${id}")`), {
        description,
        documentation: summary,
      }),
    );
  });
}

function usual(place: FieldValuePlace): readonly Completion[] {
  const known = usualValues(place.name);
  const [head = ''] = known.list === 'yes' ? (/[^,]*$/.exec(place.typed) ?? []) : [place.typed];
  const typed = head.trimStart();
  const caret = place.start + place.typed.length;
  const span: Span = { start: caret - typed.length, end: known.list === 'yes' ? caret : place.end };
  const example = fieldDoc(place.name)?.example ?? '';
  const values = known.values.length > 0 || example === '' ? known.values : [[example, ''] as const];
  return values.map(([value, description]) => completion('value', span, value, { description }));
}

/** A value is parted from the colon by a blank; the completion writes it where the user has not. */
function needsBlank({ document }: Subject, { start }: FieldValuePlace): boolean {
  return document.text.charAt(start - 1) === ':';
}

function withBlank(each: Completion): Completion {
  return { ...each, edit: { ...each.edit, newText: ` ${each.edit.newText}` } };
}
