/** What was not carried over, or not as it stood. Each is worded once, in `describeNote`. */
export type ImportNote =
  | { readonly kind: 'option-kept'; readonly option: string }
  | { readonly kind: 'command-left-out'; readonly command: string }
  | { readonly kind: 'quote-open' | 'substitution' | 'redirection'; readonly text: string }
  | { readonly kind: 'shell-variable'; readonly name: string }
  | { readonly kind: 'url-missing' }
  | { readonly kind: 'url-unreadable'; readonly url: string }
  | { readonly kind: 'url-pattern'; readonly url: string }
  | { readonly kind: 'field-left-out'; readonly field: string }
  | { readonly kind: 'file-line-ends'; readonly path: string }
  | { readonly kind: 'content-binary' }
  | { readonly kind: 'differs'; readonly part: 'method' | 'url' | 'header' | 'content' }
  | { readonly kind: 'condition-kept-aside'; readonly field: string };

/** The note as one sentence. */
export function describeNote(note: ImportNote): string {
  switch (note.kind) {
    case 'option-kept':
      return `“${note.option}” has no counterpart in a .http file; it stays as a comment.`;
    case 'command-left-out':
      return `“${note.command}” is no curl command and was left out.`;
    case 'quote-open':
      return `A quote (${note.text}) is not closed; everything after it was read as one word.`;
    case 'substitution':
      return `“${note.text}” would be run by the shell; it stands here as text.`;
    case 'redirection':
      return `“${note.text}” belongs to the shell and was left out.`;
    case 'shell-variable':
      return `{{${note.name}}} was a variable of the shell. Define it with “@${note.name} = value”.`;
    case 'url-missing':
      return 'The command names no URL.';
    case 'url-unreadable':
      return `“${note.url}” is no http or https URL.`;
    case 'url-pattern':
      return `curl would make several URLs of “${note.url}”; it stands here as one.`;
    case 'field-left-out':
      return `${note.field} is written by the client itself and was left out.`;
    case 'file-line-ends':
      return `curl -d takes the line ends out of ${note.path}; here the file goes out as it is.`;
    case 'content-binary':
      return 'The content is no text. Put it into a file and name it with “< file”.';
    case 'differs':
      return `The ${note.part} cannot stand in a .http file exactly as it was. Compare it before you send.`;
    case 'condition-kept-aside':
      return `${note.field} was recorded with a validator of that time; it does not go out as it was.`;
  }
}
