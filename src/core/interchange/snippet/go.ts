import { type HeaderList, sameName } from '../../http/headerList.ts';
import { literal } from './literal.ts';
import { attempts, gaveUp, type SnippetBody, type SnippetPlan, type Validator } from './plan.ts';

const text = (value: string): string => literal('go', value);

/** A field value: a character up to U+00FF is one octet on the wire, and Go sends a string's bytes as they are. */
const fieldText = (value: string): string =>
  text(value).replaceAll(/[\x80-\xff]/g, (char) => `\\x${char.charCodeAt(0).toString(16)}`);

/** The request with `net/http`. */
export function goSnippet(plan: SnippetPlan): string {
  const { course } = plan;
  switch (course.kind) {
    case 'plain':
      return head(plan, []) + send(plan) + once(plan, '');
    case 'once':
      return head(plan, []) + send(plan) + once(plan, refused(course.refused));
    case 'revalidate':
      return head(plan, []) + send(plan) + revalidate(plan);
    case 'guarded':
      return head(plan, ['errors']) + send(plan) + change(plan.body) + guarded(plan, course.validator);
  }
}

const refused = (sentence: string): string =>
  `	if response.StatusCode == http.StatusPreconditionFailed {\n		log.Fatal(${text(sentence)})\n	}\n`;

function head({ url, body, course }: SnippetPlan, more: readonly string[]): string {
  const strong = course.kind === 'guarded' && course.validator.from === 'ETag' ? ['strings'] : [];
  const coded = body.kind === 'bytes' && course.kind !== 'revalidate' ? ['encoding/base64'] : [];
  const imports = ['bytes', 'fmt', 'io', 'log', 'net/http', 'time', ...more, ...strong, ...coded].sort();
  return `package main

import (
${imports.map((name) => `	"${name}"\n`).join('')})

const address = ${text(url)}

var client = &http.Client{
	Timeout: 30 * time.Second,
	// A validator speaks of one resource and no other.
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}
`;
}

function send({ headers }: SnippetPlan): string {
  return `
func send(method string, content []byte, header http.Header) (*http.Response, []byte, error) {
	request, err := http.NewRequest(method, address, bytes.NewReader(content))
	if err != nil {
		return nil, nil, err
	}
	request.Header = header
${hostLine(headers)}	response, err := client.Do(request)
	if err != nil {
		return nil, nil, err
	}
	defer response.Body.Close()
	received, err := io.ReadAll(response.Body)
	return response, received, err
}
`;
}

function hostLine(headers: HeaderList): string {
  const host = headers.find(([name]) => sameName(name, 'Host'))?.[1];
  return host === undefined ? '' : `	request.Host = ${text(host)}\n`;
}

function fields(indent: string, headers: HeaderList): string {
  const lines = headers
    .filter(([name]) => !sameName(name, 'Host'))
    .map(([name, value]) => `${indent}header.Add(${text(name)}, ${fieldText(value)})\n`);
  return `${indent}header := http.Header{}\n${lines.join('')}`;
}

function bodyCode(body: SnippetBody): string {
  switch (body.kind) {
    case 'none':
      return 'nil';
    case 'text':
      return `[]byte(${text(body.text)})`;
    case 'bytes':
      return 'content';
  }
}

const decode = (body: SnippetBody): string =>
  body.kind === 'bytes'
    ? `	content, err := base64.StdEncoding.DecodeString(${text(body.base64)})\n	if err != nil {\n		log.Fatal(err)\n	}\n`
    : '';

function once({ method, headers, body }: SnippetPlan, check: string): string {
  return `
func main() {
${decode(body)}${fields('	', headers)}	response, received, err := send(${text(method)}, ${bodyCode(body)}, header)
	if err != nil {
		log.Fatal(err)
	}
${check}	if response.StatusCode >= 300 {
		log.Fatalf("the server answered %s", response.Status)
	}
	fmt.Println(response.StatusCode, string(received))
}
`;
}

function revalidate({ method, headers }: SnippetPlan): string {
  return `
// What the last whole answer brought. A 304 brings no content, so a condition needs something held.
var held *http.Response
var content []byte

func read() ([]byte, error) {
${fields('	', headers)}	if held != nil {
		if etag := held.Header.Get("ETag"); etag != "" {
			header.Set("If-None-Match", etag)
		}
		if modified := held.Header.Get("Last-Modified"); modified != "" {
			header.Set("If-Modified-Since", modified)
		}
	}
	response, received, err := send(${text(method)}, nil, header)
	if err != nil {
		return nil, err
	}
	if response.StatusCode == http.StatusNotModified {
		return content, nil
	}
	if response.StatusCode >= 300 {
		return nil, fmt.Errorf("the server answered %s", response.Status)
	}
	held, content = response, received
	return content, nil
}

func main() {
	for i := 0; i < 2; i++ { // The second is held, if the server answered 304.
		received, err := read()
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(string(received))
	}
}
`;
}

function change(body: SnippetBody): string {
  if (body.kind === 'none') return '';
  return `
// change makes the new content of what is there now. The same content every time would undo what others wrote.
func change(current []byte) []byte {
${decode(body)}	return ${bodyCode(body)}
}
`;
}

function guarded({ method, headers, readHeaders, body }: SnippetPlan, { from, field, missing }: Validator): string {
  const weak = from === 'ETag' ? ' || strings.HasPrefix(validator, "W/")' : '';
  const [current, content] = body.kind === 'none' ? ['_', 'nil'] : ['current', 'change(current)'];
  return `
func attempt() (*http.Response, []byte, error) {
${fields('	', readHeaders)}	read, ${current}, err := send(http.MethodGet, nil, header)
	if err != nil {
		return nil, nil, err
	}
	if read.StatusCode != http.StatusOK {
		return nil, nil, fmt.Errorf("reading was answered %s", read.Status)
	}
	validator := read.Header.Get(${text(from)})
	if validator == ""${weak} {
		return nil, nil, errors.New(${text(missing)})
	}
${fields('	', headers).replace(':=', '=')}	header.Set(${text(field)}, validator)
	return send(${text(method)}, ${content}, header)
}

func main() {
	for i := 0; i < ${attempts}; i++ {
		response, received, err := attempt()
		if err != nil {
			log.Fatal(err)
		}
		if response.StatusCode == http.StatusPreconditionFailed {
			continue // Changed meanwhile: read again.
		}
		if response.StatusCode >= 300 {
			log.Fatalf("the server answered %s", response.Status)
		}
		fmt.Println(response.StatusCode, string(received))
		return
	}
	log.Fatal(${text(gaveUp)})
}
`;
}
