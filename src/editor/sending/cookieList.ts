import { env, type QuickInputButton, type QuickPick, type QuickPickItem, ThemeIcon, window } from 'vscode';
import type { KeptCookie } from '../../core/http/cookies.ts';
import { HIDDEN } from '../../core/http/secret.ts';
import type { LazyCookieJar } from '../../transport/cookies/lazyCookieJar.ts';
import { ofEnvironment } from './cookieJars.ts';

interface Item extends QuickPickItem {
  readonly cookie: KeptCookie;
}

const show: QuickInputButton = { iconPath: new ThemeIcon('eye'), tooltip: 'Show the value' };
const hide: QuickInputButton = { iconPath: new ThemeIcon('eye-closed'), tooltip: 'Hide the value' };
const copy: QuickInputButton = { iconPath: new ThemeIcon('copy'), tooltip: 'Copy the value' };
const forget: QuickInputButton = { iconPath: new ThemeIcon('trash'), tooltip: 'Forget this cookie' };

/** Lists the cookies of the environment, each value hidden until it is shown; one can be copied or forgotten. */
export async function showCookies(jar: LazyCookieJar, environment: string): Promise<void> {
  const cookies = await jar.list();
  if (cookies.length === 0) {
    return void window.showInformationMessage(`No cookies are kept${ofEnvironment(environment)}.`);
  }
  const list = window.createQuickPick<Item>();
  const shown = new Set<string>();
  list.title = `Cookies kept${ofEnvironment(environment)}`;
  list.placeholder = 'Choose one to show its value, and again to hide it';
  list.matchOnDescription = true;
  list.onDidHide(() => list.dispose());
  list.onDidAccept(() => {
    const [chosen] = list.selectedItems;
    if (chosen !== undefined) toggle(list, shown, chosen);
  });
  list.onDidTriggerItemButton(({ item, button }) => void act(list, shown, jar, item, button));
  list.items = itemsOf(cookies, shown);
  list.show();
}

async function act(
  list: QuickPick<Item>,
  shown: Set<string>,
  jar: LazyCookieJar,
  item: Item,
  button: QuickInputButton,
): Promise<void> {
  switch (button.tooltip) {
    case copy.tooltip:
      return env.clipboard.writeText(item.cookie.value);
    case forget.tooltip: {
      await jar.forget(item.cookie);
      list.items = itemsOf(await jar.list(), shown);
      if (list.items.length === 0) list.hide();
      return;
    }
  }
  toggle(list, shown, item);
}

function toggle(list: QuickPick<Item>, shown: Set<string>, { cookie }: Item): void {
  const key = keyOf(cookie);
  if (!shown.delete(key)) shown.add(key);
  list.keepScrollPosition = true;
  list.items = itemsOf(
    list.items.map((item) => item.cookie),
    shown,
  );
  list.activeItems = list.items.filter((item) => keyOf(item.cookie) === key);
}

const keyOf = ({ name, domain, path }: KeptCookie): string => JSON.stringify([name, domain, path]);

const itemsOf = (cookies: readonly KeptCookie[], shown: ReadonlySet<string>): readonly Item[] =>
  cookies
    .map((cookie) => itemOf(cookie, shown.has(keyOf(cookie)) ? 'shown' : 'hidden'))
    .sort((a, b) => a.cookie.domain.localeCompare(b.cookie.domain));

function itemOf(cookie: KeptCookie, value: 'shown' | 'hidden'): Item {
  const { name, domain, path, expires, attributes } = cookie;
  const ends = expires === undefined ? 'until the window closes' : `until ${new Date(expires).toLocaleString()}`;
  return {
    label: `${name} = ${value === 'shown' ? cookie.value : HIDDEN}`,
    description: `${domain}${path}`,
    detail: [ends, ...attributes].join(' · '),
    buttons: [value === 'shown' ? hide : show, copy, forget],
    cookie,
  };
}
