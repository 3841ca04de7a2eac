import type { HttpResponse } from '../../../http/exchange.ts';
import { combinedValue } from '../../../http/headerList.ts';
import { shown } from '../../wording.ts';

const LARGEST = 65_536;
const MEMBERS: readonly string[] = ['code', 'error', 'reason', 'message', 'detail', 'title', 'errorCode'];

/** What the answer itself says, in its own words, cut short: members of JSON, or the elements of an XML error. */
export function answerWords(response: HttpResponse): readonly string[] {
  if (response.body.length === 0 || response.body.length > LARGEST) return [];
  const text = new TextDecoder().decode(response.body);
  const said = /xml/i.test(combinedValue(response.headers, 'Content-Type') ?? '') ? inXml(text) : inJson(text);
  return said.map((words) => `The answer says “${shown(words)}”.`);
}

function inXml(text: string): readonly string[] {
  const found = [/<Code>([^<]{1,200})<\/Code>/.exec(text)?.[1], /<Message>([^<]{1,400})<\/Message>/.exec(text)?.[1]];
  return found.filter((words) => words !== undefined);
}

function inJson(text: string): readonly string[] {
  const data = parsed(text);
  if (typeof data !== 'object' || data === null) return [];
  const inner = (data as Readonly<Record<string, unknown>>)['error'];
  const places = [data, inner].filter((place) => typeof place === 'object' && place !== null) as Readonly<
    Record<string, unknown>
  >[];
  const words = places.flatMap((place) =>
    MEMBERS.map((name) => (Object.hasOwn(place, name) ? place[name] : undefined)),
  );
  return [...new Set(words.filter((each) => typeof each === 'string' && each.trim() !== ''))].slice(0, 2) as string[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // An answer that is no JSON says nothing that could be quoted: that is no failure.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
