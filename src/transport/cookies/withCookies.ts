import { type CookieJar, withCookieField } from '../../core/http/cookies.ts';
import type { HttpRequest } from '../../core/http/exchange.ts';
import { fieldValues, type HeaderList } from '../../core/http/headerList.ts';
import type { Attempted } from '../auth/attemptAs.ts';

/** The request with the cookies that the jar has for it. `askedFor` is the URL that the user wrote. */
export async function withCookies(request: HttpRequest, askedFor: string, jar: CookieJar): Promise<HttpRequest> {
  const { url, method } = request;
  const field = await jar.fieldFor({ url, method, askedFor });
  return field === undefined ? request : { ...request, headers: withCookieField(request.headers, field) };
}

/** Keeps what the answers set: that of the request, and of a challenge before it. */
export async function learnCookies(
  { sent, result, challenges }: Attempted,
  askedFor: string,
  jar: CookieJar,
): Promise<'yes' | 'no'> {
  const answers: readonly HeaderList[] = [
    ...challenges.map(({ headers = [] }) => headers),
    result.response?.headers ?? [],
  ];
  const values = answers.flatMap((headers) => fieldValues(headers, 'Set-Cookie'));
  if (values.length === 0) return 'no';
  await jar.learn({ url: sent.url, method: sent.method, askedFor }, values);
  return 'yes';
}
