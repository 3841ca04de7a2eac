import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/span.ts';
import { responseText } from '../../../src/exchange/answers/responseText.ts';
import { repair } from '../../../src/exchange/repairing/repair.ts';
import { lookUpOutcome, sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { refreshEtag } from '../../../src/exchange/validators/refreshEtag.ts';
import { edited, etagOf, retried, signal, startWorld, statusOf, type World } from './world.ts';

describe('exchange against the demo origin', () => {
  let world: World;

  beforeEach(async () => {
    world = await startWorld();
  });

  afterEach(() => world.close());

  const get = (path = '/strong/1', ...fields: readonly string[]) => [`GET ${world.url}${path}`, ...fields].join('\n');
  const put = (field: string, path = '/strong/1') =>
    `PUT ${world.url}${path}\n${field}\nContent-Type: application/json\n\n{"title":"Mine"}\n`;

  describe('the story', () => {
    it('a read is remembered', async () => {
      const outcome = await world.send(get());
      assert.equal(statusOf(outcome), 200);
      assert.equal(outcome.before.best, undefined);
      assert.equal(outcome.after.best?.etag, etagOf(outcome));
      assert.equal(outcome.explanation, undefined);
    });

    it('a guarded write goes through, as predicted', async () => {
      const tag = etagOf(await world.send(get()));
      const outcome = await world.send(put(`If-Match: ${tag}`));
      assert.equal(outcome.prediction.verdict, 'perform');
      assert.equal(statusOf(outcome), 204);
      assert.equal(outcome.explanation, undefined);
    });

    it('a write after somebody else’s is refused, and the page can say who changed it', async () => {
      const tag = etagOf(await world.send(get()));
      await world.edit('/strong/1');
      const outcome = await world.send(put(`If-Match: ${tag}`));
      assert.equal(statusOf(outcome), 412);
      assert.equal(outcome.explanation?.culprit, 'If-Match');
      assert.equal(outcome.explanation?.causes[0]?.id, 'changed-by-other');
      assert.equal(outcome.lookUp, 'sent');
      assert.equal(outcome.fresh?.request.method, 'HEAD');
      assert.notEqual(outcome.after.best?.etag, tag);
    });

    it('refresh and retry writes the fresh tag into the file and succeeds', async () => {
      const text = put(`If-Match: ${etagOf(await world.send(get()))}`);
      await world.edit('/strong/1');
      const outcome = await world.send(text);
      const repaired = await repair(world.ports, world.sending(text), outcome, 'refresh-and-retry', signal);
      assert.equal(retried(repaired), 204);
      assert.equal(edited(text, repaired), put(`If-Match: ${outcome.after.best?.etag}`));
    });

    it('a second write with the tag of the first is refused as the user’s own doing', async () => {
      const text = put(`If-Match: ${etagOf(await world.send(get()))}`);
      assert.equal(statusOf(await world.send(text)), 204);
      const outcome = await world.send(text);
      assert.equal(statusOf(outcome), 412);
      assert.equal(outcome.explanation?.causes[0]?.id, 'own-write');
    });

    it('an unguarded write that needs a guard is explained, and gets one', async () => {
      const text = put('X-Any: 1', '/required/1');
      const outcome = await world.send(text);
      assert.equal(statusOf(outcome), 428);
      assert.equal(outcome.explanation?.causes[0]?.id, 'no-condition');
      const repaired = await repair(world.ports, world.sending(text), outcome, 'add-precondition', signal, 'retry');
      assert.match(edited(text, repaired), /\nContent-Type: application\/json\nIf-Match: "[^"]+"\n\n/);
      assert.equal(retried(repaired), 204);
    });

    it('a write that goes through against its condition is a deviation', async () => {
      const tag = etagOf(await world.send(get('/ignored/1')));
      await world.edit('/ignored/1');
      await world.send(get('/ignored/1'));
      const outcome = await world.send(put(`If-Match: ${tag}`, '/ignored/1'));
      assert.equal(outcome.prediction.verdict, 'precondition-failed');
      assert.equal(outcome.explanation?.deviation?.expected, 'precondition-failed');
      assert.equal(outcome.explanation?.deviation?.observed, statusOf(outcome));
      assert.equal(outcome.lookUp, 'sent');
    });

    it('a 304 is explained without a look-up', async () => {
      const tag = etagOf(await world.send(get()));
      const outcome = await world.send(get('/strong/1', `If-None-Match: ${tag}`));
      assert.equal(statusOf(outcome), 304);
      assert.equal(outcome.prediction.verdict, 'not-modified');
      assert.equal(outcome.explanation?.culprit, 'If-None-Match');
      assert.equal(outcome.fresh, undefined);
      assert.equal(world.sent.length, 2);
    });

    it('a weak tag in If-Match is explained by strong comparison', async () => {
      const outcome = await world.send(put(`If-Match: ${etagOf(await world.send(get('/weak/1')))}`, '/weak/1'));
      assert.equal(statusOf(outcome), 412);
      assert.match(outcome.explanation?.causes[0]?.id ?? '', /^weak-(server|comparison)$/);
    });

    it('the tag of a compressed form is explained as such', async () => {
      const tag = etagOf(await world.send(get('/gzip/1', 'Accept-Encoding: gzip')));
      const text = put(`If-Match: ${tag}`, '/gzip/1');
      const outcome = await world.send(text);
      assert.equal(outcome.explanation?.causes[0]?.id, 'coding-suffix');
      const repaired = await repair(world.ports, world.sending(text), outcome, 'use-identity-coding', signal, 'retry');
      assert.equal(retried(repaired), 204);
    });
  });

  describe('the look-up', () => {
    const refused = async (policy: 'automatic' | 'ask' | 'never') => {
      const tag = etagOf(await world.send(get()));
      await world.edit('/strong/1');
      const text = put(`If-Match: ${tag}\nAuthorization: Bearer t\nX-Api-Key: k`);
      return { text, outcome: await world.send(text, 0, { lookUp: policy }) };
    };

    it('carries who asks and what variant, and nothing of the write', async () => {
      await refused('automatic');
      const { headers, body, method } = world.sent.at(-1) ?? assert.fail();
      assert.equal(method, 'HEAD');
      assert.equal(body, undefined);
      assert.deepEqual(headers, [
        ['Authorization', 'Bearer t'],
        ['X-Api-Key', 'k'],
        ['Accept-Encoding', 'identity'],
      ]);
    });

    it('is offered when the policy is to ask, and made when asked for', async () => {
      const { text, outcome } = await refused('ask');
      assert.deepEqual([outcome.lookUp, outcome.fresh], ['offered', undefined]);
      const sending = world.sending(text);
      const looked = await lookUpOutcome(world.ports, sending, outcome, signal);
      assert.equal(looked.lookUp, 'sent');
      assert.equal(looked.fresh?.response?.status, 200);
      assert.notEqual(looked.after.best?.etag, outcome.before.best?.etag);
    });

    it('is not made when the policy is never', async () => {
      const { outcome } = await refused('never');
      assert.deepEqual([outcome.lookUp, outcome.fresh, world.sent.length], ['none', undefined, 2]);
      assert.equal(outcome.explanation?.status, 412);
    });
  });

  describe('what fails', () => {
    it('an unreachable host leaves the memory untouched', async () => {
      await world.send(get());
      const before = world.memory();
      const outcome = await world.send(`@tag = "x"\nPUT http://127.0.0.1:1/\nIf-Match: {{tag}}\n\n{}`);
      assert.equal(outcome.exchange.error?.code, 'connect-refused');
      assert.equal(outcome.explanation, undefined);
      assert.equal(world.memory(), before);
      assert.match(responseText(outcome.exchange).text, /^No response · .+\n# .+127\.0\.0\.1:1/);
    });

    it('an unresolved tag is refused, and nothing goes out', async () => {
      const outcome = await sendRequest(world.ports, world.sending(put('If-Match: {{nowhere}}')), signal);
      assert.equal(outcome.kind, 'refused');
      assert.deepEqual(world.sent, []);
    });

    it('a cancelled send is an answer, not an exception', async () => {
      const outcome = await sendRequest(world.ports, world.sending(get()), AbortSignal.abort());
      assert.equal(outcome.kind === 'sent' && outcome.exchange.error?.code, 'cancelled');
      assert.equal(world.writes(), 0);
    });
  });

  describe('named answers', () => {
    const named = (...fields: readonly string[]) => `# @name read\n${get('/strong/1', ...fields)}`;
    const chained = () => `${named()}\n\n###\n${put('If-Match: {{read.response.headers.etag}}')}`;

    it('a 304 does not take the place of the 200', async () => {
      const tag = etagOf(await world.send(named()));
      await world.send(named(`If-None-Match: ${tag}`));
      assert.equal(world.answers.get('read')?.response?.status, 200);
    });

    it('an error does not take the place of the 200', async () => {
      await world.send(named());
      await world.send(`# @name read\n${get('/none/1')}`);
      assert.equal(world.answers.get('read')?.response?.status, 200);
    });

    it('feed a later write', async () => {
      await world.send(chained(), 0);
      assert.equal(statusOf(await world.send(chained(), 1)), 204);
    });

    it('are fetched anew by refresh and retry, with no edit', async () => {
      await world.send(chained(), 0);
      await world.edit('/strong/1');
      const outcome = await world.send(chained(), 1);
      assert.equal(statusOf(outcome), 412);
      const repaired = await repair(world.ports, world.sending(chained(), 1), outcome, 'refresh-and-retry', signal);
      assert.equal(retried(repaired), 204);
      assert.equal(edited(chained(), repaired), chained());
    });

    it('are fetched for the first time by a refresh', async () => {
      const refreshed = await refreshEtag(world.ports, world.sending(chained(), 1), signal);
      assert.equal(refreshed.kind === 'answer' && refreshed.request, 'read');
      assert.equal(statusOf(await world.send(chained(), 1)), 204);
    });

    it('are not fetched anew when that would write', async () => {
      const text = chained().replace('GET', 'POST');
      const refreshed = await refreshEtag(world.ports, world.sending(text, 1), signal);
      assert.match((refreshed.kind === 'none' && refreshed.why) || '', /“read”, a POST/);
      assert.deepEqual(world.sent, []);
    });
  });

  describe('refreshEtag', () => {
    const refresh = (text: string, more = {}) => refreshEtag(world.ports, world.sending(text, 0, more), signal);
    const written = async (text: string) => {
      const refreshed = await refresh(text);
      return refreshed.kind === 'edits' ? applyEdits(text, refreshed.edits) : assert.fail(JSON.stringify(refreshed));
    };

    it('writes the tag into the field, and teaches the memory', async () => {
      const after = await written(put('If-Match: "old"'));
      const [record] = [...world.memory().resources.values()][0]?.records ?? [];
      assert.equal(after, put(`If-Match: ${record?.etag}`));
    });

    it('writes the tag into the variable that feeds the field', async () => {
      const after = await written(`@v = old\n@t = "{{v}}"\n${put('If-Match: {{t}}')}`);
      assert.match(after, /^@v = (?!old)[^"\n]+\n@t = "\{\{v\}\}"\n/);
    });

    it('makes one field of two lines', async () => {
      const after = await written(put('If-Match: "a"\nIf-Match: "b"'));
      assert.equal(after.match(/If-Match/g)?.length, 1);
    });

    it('writes a date where the field compares dates', async () => {
      assert.match(
        await written(put('If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT', '/dated/1')),
        /Since: \w{3}, .+ 20\d\d .+ GMT\n/,
      );
    });

    it('takes a weak tag for If-None-Match', async () => {
      assert.match(await written(get('/weak/1', 'If-None-Match: "old"')), /If-None-Match: W\/"/);
    });

    it('does not put a weak tag where it could never match', async () => {
      const refreshed = await refresh(put('If-Match: "old"', '/weak/1'));
      assert.match((refreshed.kind === 'none' && refreshed.why) || '', /is weak, and If-Match compares strongly/);
    });

    it('says where to put the tag when an environment holds it', async () => {
      const refreshed = await refresh(put('If-Match: {{fromEnvironment}}'));
      assert.match(
        (refreshed.kind === 'outside' && refreshed.where) || '',
        /\{\{fromEnvironment\}\}, which the environment defines/,
      );
    });

    it('changes nothing when the file is up to date', async () => {
      const tag = etagOf(await world.send(get()));
      assert.equal((await refresh(put(`If-Match: ${tag}`))).kind, 'current');
    });

    it('leaves the star of a creation alone', async () => {
      assert.equal((await refresh(put('If-None-Match: *'))).kind, 'none');
    });

    it('says that the URL redirects', async () => {
      const refreshed = await refresh(put('If-Match: "a"', '/moved/1'));
      assert.match((refreshed.kind === 'none' && refreshed.why) || '', /redirects \(307\) to .*\/strong\/1/);
    });

    it('says that there is no such resource', async () => {
      const refreshed = await refresh(put('If-Match: "a"', '/strong/none'));
      assert.match((refreshed.kind === 'none' && refreshed.why) || '', /no such resource now \(404\)/);
    });

    it('asks by GET where HEAD shows no validator', async () => {
      await refresh(put('If-Match: "a"', '/strong/none'));
      assert.deepEqual(
        world.sent.map(({ method }) => method),
        ['HEAD', 'GET'],
      );
    });

    it('says that the host cannot be reached', async () => {
      const refreshed = await refresh('PUT http://127.0.0.1:1/\nIf-Match: "a"\n\n{}');
      assert.match((refreshed.kind === 'none' && refreshed.why) || '', /127\.0\.0\.1:1/);
      assert.equal(world.writes(), 0);
    });
  });

  it('is watched, while its dependencies and its look-up are not', async () => {
    const seen: number[] = [];
    const watcher = { part: ({ response }: { response: { status: number } }) => seen.push(response.status) };
    const text = `# @name read\n${get()}\n\n###\n${put('If-Match: "old"\nX-Read: {{read.response.headers.etag}}')}`;
    await sendRequest({ ...world.ports, watcher }, { ...world.sending(text), request: 1 }, signal);
    assert.ok(world.sent.length > 2, 'a dependency and a look-up went out as well');
    assert.deepEqual([...new Set(seen)], [412]);
  });

  describe('repairs', () => {
    const repairOf = async (id: Parameters<typeof repair>[3], text: string) => {
      const outcome = await world.send(text);
      return repair(world.ports, world.sending(text), outcome, id, signal);
    };

    it('takes the condition out, and sends nothing', async () => {
      const repaired = await repairOf('remove-precondition', put('If-Match: "old"'));
      assert.doesNotMatch(edited(put('If-Match: "old"'), repaired), /If-Match/);
      assert.equal(repaired.kind === 'repaired' && repaired.outcome, undefined);
    });

    it('takes only the condition at fault out', async () => {
      const text = put('If-Match: "old"\nIf-None-Match: "other"');
      const after = edited(text, await repairOf('remove-precondition', text));
      assert.deepEqual([/If-Match/.test(after), /If-None-Match/.test(after)], [false, true]);
    });

    it('updates what exists instead of creating it', async () => {
      const text = put('If-None-Match: *');
      assert.match(edited(text, await repairOf('update-instead', text)), /\nIf-Match: "[^"]+"\n/);
    });

    it('creates what is missing instead of updating it', async () => {
      const text = put('If-Match: "a"', '/strong/new');
      assert.match(edited(text, await repairOf('create-instead', text)), /\nIf-None-Match: \*\n/);
    });

    it('writes a malformed tag as it was meant', async () => {
      const text = put('If-Match: w/"a"');
      assert.equal(edited(text, await repairOf('fix-syntax', text)), put('If-Match: W/"a"'));
    });

    it('writes a malformed tag as it was meant in the variable that holds it', async () => {
      const text = `@tag = abc\n${put('If-Match: {{tag}}')}`;
      assert.match(edited(text, await repairOf('fix-syntax', text)), /^@tag = "abc"\n/);
    });

    it('aims a write that stopped at a redirect at the URL that was named, its condition kept', async () => {
      const text = put('If-Match: "old"', '/moved/1');
      const after = edited(text, await repairOf('send-to-target', text));
      assert.equal(after, text.replace('/moved/1', '/strong/1'));
    });

    it('leaves the variable for the server in the target that it changes', async () => {
      const text = `@server = ${world.url}\n${put('If-Match: "old"', '/moved/1').replace(world.url, '{{server}}')}`;
      const after = edited(text, await repairOf('send-to-target', text));
      assert.match(after, /^PUT \{\{server\}\}\/strong\/1$/m);
    });

    it('says that what was sent is there already', async () => {
      await world.send(put(`If-Match: ${etagOf(await world.send(get()))}`));
      const repaired = await repairOf('verify-first', put('If-Match: "old"'));
      assert.match((repaired.kind === 'not-repaired' && repaired.why) || '', /holds exactly what you sent/);
    });

    it('says that a write went over what was there', async () => {
      const repaired = await repairOf('verify-first', put('If-Match: "old"', '/ignored/1'));
      assert.match((repaired.kind === 'not-repaired' && repaired.why) || '', /in the place of what was there before/);
    });

    it('says that something else is there than was sent', async () => {
      const repaired = await repairOf('verify-first', put('If-Match: "old"'));
      assert.match((repaired.kind === 'not-repaired' && repaired.why) || '', /Compare the two before/);
    });

    it('sends a fresh tag in the place of one that an environment holds', async () => {
      const text = put('If-Match: {{fromEnvironment}}');
      const repaired = await repairOf('refresh-and-retry', text);
      assert.equal(retried(repaired), 204);
      assert.equal(edited(text, repaired), text);
    });

    it('refreshes a guard that was given for one send', async () => {
      const text = put('X-Any: 1');
      const extraHeaders = [['If-Match', '"old"']] as const;
      const outcome = await world.send(text, 0, { extraHeaders });
      assert.equal(statusOf(outcome), 412);
      const sending = world.sending(text, 0, { extraHeaders });
      assert.equal(retried(await repair(world.ports, sending, outcome, 'refresh-and-retry', signal)), 204);
    });
  });
});
