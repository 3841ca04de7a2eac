import { CompletionItem, CompletionItemKind, MarkdownString, type Range, SnippetString, Uri, workspace } from 'vscode';

/** An entry of syntaxes/snippets.json, in VS Code's form. */
interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

/** Gives the snippets, to be put in the place of the range. */
export type Snippets = (range: Range) => Promise<readonly CompletionItem[]>;

/**
 * The snippets as completions. Contributed by the manifest they would be offered at every caret, among the tags of
 * an `If-Match` too; each is a whole request, so they are offered where one can begin.
 */
export function requestSnippets(extension: Uri): Snippets {
  let loaded: Promise<Readonly<Record<string, Snippet>>> | undefined;
  return async (range) => {
    loaded ??= read(Uri.joinPath(extension, 'syntaxes', 'snippets.json'));
    return Object.entries(await loaded).map(([name, snippet]) => toItem(name, snippet, range));
  };
}

async function read(file: Uri): Promise<Readonly<Record<string, Snippet>>> {
  return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file)));
}

function toItem(name: string, { prefix, description, body }: Snippet, range: Range): CompletionItem {
  const item = new CompletionItem({ label: prefix[0] ?? name, description: name }, CompletionItemKind.Snippet);
  item.range = range;
  item.insertText = new SnippetString(body.join('\n'));
  item.filterText = prefix.join(' ');
  item.sortText = `~${prefix[0] ?? name}`;
  item.documentation = new MarkdownString(description);
  return item;
}
