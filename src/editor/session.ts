import {
  type Event,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  type TextDocument,
  type Uri,
  workspace,
} from 'vscode';
import type { Exchange, SendOptions } from '../core/http/exchange.ts';
import { type HeaderList, sameName } from '../core/http/headerList.ts';
import type { ServiceContext } from '../core/service/languageService.ts';
import type { ScopeInputs } from '../core/syntax/values/scope.ts';
import type { Answers, HashIdentity, Ports } from '../exchange/ports.ts';
import { promptsOnce } from '../exchange/sending/promptsOnce.ts';
import { knownValidators } from '../exchange/validators/knownValidators.ts';
import type { BodyFolder } from '../storage/bodyFolder.ts';
import { clockTime } from './answers/clockTime.ts';
import { Documents } from './files/documents.ts';
import { Environments } from './files/environments.ts';
import { fileThere } from './files/fileThere.ts';
import { ImportedFiles } from './files/imports.ts';
import { concernsOtherClients } from './files/otherClients.ts';
import { workspaceFiles } from './files/workspaceFiles.ts';
import { type KeptHistory, keptHistory } from './history/keptHistory.ts';
import { Opening } from './language/opening.ts';
import { CookieJars } from './sending/cookieJars.ts';
import { ExchangeLog } from './sending/exchangeLog.ts';
import { Networks } from './sending/network.ts';
import { Passwords } from './sending/passwords.ts';
import { editorPrompts } from './sending/prompts.ts';
import { KeptTokens } from './sending/tokens.ts';
import { Transport } from './sending/transport.ts';
import { wait } from './sending/wait.ts';
import { readSettings, type Settings } from './settings.ts';
import { identityHash } from './validators/identity.ts';
import { keptBodies } from './validators/keptBodies.ts';
import { ValidatorMemory } from './validators/validatorMemory.ts';

/** What the contributions of one window share. It owns no behaviour beyond putting the parts together. */
export class Session {
  readonly documents = new Documents();
  readonly opening = new Opening(this.documents);
  readonly environments = new Environments();
  readonly imports = new ImportedFiles(this.documents);
  readonly log: LogOutputChannel;
  readonly memory: ValidatorMemory;
  /** Contents of versions, for comparing and merging; undefined where no folder is open. */
  readonly bodies: BodyFolder | undefined;
  /** What was exchanged in this workspace, without secrets; undefined where no folder is open. */
  readonly history: KeptHistory | undefined;
  readonly exchanges = new ExchangeLog();
  readonly transport = new Transport();
  readonly passwords: Passwords;
  readonly networks: Networks;
  readonly cookies: CookieJars;
  readonly tokens: KeptTokens;
  readonly #answers = new Map<string, Map<string, Exchange>>();
  /** Every keystroke asks for them; they are read again when one changes. */
  readonly #settings = new Map<string, Settings>();
  readonly #held = new Map<string, Map<string, string>>();
  readonly #hashIdentity: HashIdentity;
  readonly #knowledge = new EventEmitter<void>();
  /** Fires when the same text would be judged differently: memory, answers, environment or settings changed. */
  readonly onDidChangeKnowledge: Event<void> = this.#knowledge.event;

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.log = log;
    this.passwords = new Passwords(context);
    this.cookies = new CookieJars(context);
    this.tokens = new KeptTokens(context);
    this.memory = new ValidatorMemory(context, log);
    this.bodies = keptBodies(context, log);
    this.history = keptHistory(context, log);
    if (this.history !== undefined) context.subscriptions.push(this.history);
    this.networks = new Networks(this.passwords);
    this.#hashIdentity = identityHash(context.globalState);
    const announce = () => this.#knowledge.fire();
    context.subscriptions.push(
      this.documents,
      this.environments,
      this.imports,
      this.memory,
      this.exchanges,
      this.transport,
      this.networks,
      this.tokens,
      this.#knowledge,
      this.memory.onDidChange(announce),
      this.environments.onDidChange(announce),
      this.imports.onDidChange(announce),
      workspace.onDidChangeWorkspaceFolders(() => this.#settings.clear()),
      // A file that the content of a request comes from may have come or gone.
      workspace.onDidCreateFiles(announce),
      workspace.onDidDeleteFiles(announce),
      workspace.onDidRenameFiles(announce),
      workspace.onDidChangeConfiguration((event) => {
        this.#settings.clear();
        if (event.affectsConfiguration('precondition') || concernsOtherClients(event)) announce();
      }),
    );
  }

  settings(uri: Uri): Settings {
    const key = uri.toString();
    const known = this.#settings.get(key) ?? readSettings(uri);
    this.#settings.set(key, known);
    return known;
  }

  /** What the language service needs to judge the document now. */
  context(document: TextDocument): ServiceContext {
    const settings = this.settings(document.uri);
    return {
      memory: this.memory.read(),
      scope: this.scope(document.uri),
      environment: settings.environment,
      hashIdentity: this.#hashIdentity,
      now: Date.now(),
      severities: settings.severities,
      etagMaxAge: settings.etagMaxAge,
      formatTime: clockTime,
      uri: document.uri.toString(),
      fileAt: (path) => fileThere(document.uri, path),
    };
  }

  /** Now, and how a moment is shown. */
  moment(): Required<Pick<ServiceContext, 'now' | 'formatTime'>> {
    return { now: Date.now(), formatTime: clockTime };
  }

  /** Where the document's variables come from. */
  scope(uri: Uri): ScopeInputs {
    const { environment: name, dialect, addedFields } = this.settings(uri);
    const inputs = this.environments.inputs(uri, name);
    return {
      ...inputs,
      defaultHeaders: withFields(inputs.defaultHeaders ?? [], addedFields),
      imports: this.imports.of(uri),
      options: {},
      dialect,
      answer: (request) => this.#answersOf(uri).get(request),
      ...projectOf(uri),
      processVariable: (variable) => process.env[variable],
      validators: knownValidators({ memory: this.memory, hashIdentity: this.#hashIdentity }, name),
      now: Date.now(),
      random: Math.random,
    };
  }

  /** What sending from the document reaches the outside through; `request` is the one in the history that is repeated. */
  ports(uri: Uri, request?: string): Ports {
    return {
      send: this.transport.send,
      memory: this.settings(uri).remember === 'yes' ? this.memory : { read: () => this.memory.read(), write: () => {} },
      ...this.#bodyPort(uri),
      ...this.#historyPort(uri, request),
      files: workspaceFiles(uri),
      answers: this.#answerPort(uri),
      clock: Date.now,
      wait,
      hashIdentity: this.#hashIdentity,
      earlier: () => this.exchanges.all,
      tokens: this.tokens.port(this.transport.send, this.#sendOptions(uri)),
      prompts: promptsOnce(editorPrompts(uri, this.passwords), this.#heldAnswers(uri)),
    };
  }

  #sendOptions(uri: Uri): SendOptions {
    const { send, tls } = this.settings(uri);
    return { ...send, network: () => this.networks.of(uri, tls) };
  }

  #bodyPort(uri: Uri): Pick<Ports, 'bodies'> {
    const { keepBodies, remember } = this.settings(uri);
    return this.bodies !== undefined && keepBodies === 'yes' && remember === 'yes' ? { bodies: this.bodies } : {};
  }

  #historyPort(uri: Uri, request: string | undefined): Pick<Ports, 'history'> {
    if (this.history === undefined || this.settings(uri).history === 'no') return {};
    return { history: this.history.portOf(uri, request) };
  }

  #answerPort(uri: Uri): Answers {
    const answers = this.#answersOf(uri);
    return {
      read: (request) => answers.get(request),
      write: (request, exchange) => {
        answers.set(request, exchange);
        this.#knowledge.fire();
      },
    };
  }

  /** What was answered to the questions that are asked once. */
  #heldAnswers(uri: Uri): Map<string, string> {
    const key = uri.toString();
    const held = this.#held.get(key) ?? new Map<string, string>();
    this.#held.set(key, held);
    return held;
  }

  #answersOf(uri: Uri): Map<string, Exchange> {
    const key = uri.toString();
    const known = this.#answers.get(key) ?? new Map<string, Exchange>();
    this.#answers.set(key, known);
    return known;
  }
}

/** With those of the fields that are not there yet. */
function withFields(fields: HeaderList, more: HeaderList): HeaderList {
  if (more.length === 0) return fields;
  return [...fields, ...more.filter(([name]) => !fields.some(([other]) => sameName(other, name)))];
}

/** The folder that the window has open around the document. */
function projectOf(uri: Uri): Pick<ScopeInputs, 'projectRoot'> {
  const folder = workspace.getWorkspaceFolder(uri);
  return folder === undefined ? {} : { projectRoot: folder.uri.fsPath };
}
