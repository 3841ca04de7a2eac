import { equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { parseXPath, selectXml } from '../../../src/core/syntax/values/xPath.ts';
import { exchange, valueIn } from './reading.ts';

const xml = `\uFEFF<?xml version="1.0"?>
<!DOCTYPE list [<!ENTITY x "y">]>
<!-- <item id="no"/> -->
<list xmlns:s="urn:s" s:total='2'>
  <item id="1"><name>One &amp; only</name><price cur="EUR">1.10</price></item>
  <item id="2&quot;"><name><![CDATA[<Two>]]></name><s:price>2</s:price><empty/></item>
  <deep><item id="3"/></deep>&#x41;&#66;&x;
</list>`;

const value = (path: string, text = xml) => {
  const steps = parseXPath(path);
  return steps === undefined ? '!no path' : (selectXml(text, steps) ?? '!absent');
};

const cases: readonly (readonly [string, string])[] = [
  ['/list/item/name', 'One & only'],
  ['//name', 'One & only'],
  ['//name/text()', 'One & only'],
  ['/list/item[2]/name', '<Two>'],
  ['/list/item[last()]/@id', '2"'],
  ['//item[3]', '!absent'],
  ['//item/@id', '1'],
  ['//deep//@id', '3'],
  ["//item[@id='3']/@id", '3'],
  ['//item[@id="9"]', '!absent'],
  ['//item[s:price]/name', '<Two>'],
  ["//item[price='1.10']/price/@cur", 'EUR'],
  ["//name[text()='<Two>']", '<Two>'],
  ["//*[local-name()='price'][@cur]", '1.10'],
  ['//s:price', '2'],
  ['//item[2]/price', '2'],
  ['/list/@s:total', '2'],
  ['/list/@total', '2'],
  ['/list/@*', 'urn:s'],
  ['//empty', ''],
  ['/list/item[1]', '<name>One &amp; only</name><price cur="EUR">1.10</price>'],
  ['/list/*[2]/@id', '2"'],
  ['/item', '!absent'],
  ['//list/text()', '\n  '],
  ['/list/item/name/nothing', '!absent'],
  ['', '!no path'],
  ['list', '!no path'],
  ['//', '!no path'],
  ['/list/@id/x', '!no path'],
  ['//item[position()>1]', '!no path'],
  ['count(//item)', '!no path'],
  ['//item/..', '!no path'],
];

describe('an XPath', () => {
  for (const [path, expected] of cases) it(`${path} is ${expected}`, () => equal(value(path), expected));
  it('selects nothing in what is no XML', () => {
    for (const text of ['', '{"a":1}', '<a>', '<a></b>', '</a>', '<a b=c/>', '<a><b></a></b>'])
      equal(value('//a', text), '!absent');
  });
  it('expands no entity of the document’s own', () =>
    equal(value('/a', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), '&b;'));
  it('reads a named request’s answer', () => {
    const answer = () => exchange([['Content-Type', 'application/xml']], xml);
    equal(valueIn('# @name x\nGET /', 'x.response.body.//item[@id="1"]/name', { answer }), 'One & only');
    equal(valueIn('# @name x\nGET /', 'x.response.body.asXml.//empty', { answer }), '');
    equal(valueIn('# @name x\nGET /', 'x.response.body.//item[position()]', { answer }), '!expression-invalid');
  });
  it('is total', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>/ab="\'[]@*! -?&;:'), maxLength: 40 }), (text) => {
        const steps = parseXPath('//a//*[@b]');
        ok(steps !== undefined);
        selectXml(text, steps);
        parseXPath(text);
      }),
    );
  });
  it('takes linear time', () => {
    const { user } = process.cpuUsage();
    const many = 20_000;
    value('//a//a//a/@x', `${'<a>'.repeat(many)}${'</a>'.repeat(many)}`);
    value('//a', '<!--'.repeat(many));
    value('//a', `<a ${'b="c" '.repeat(many)}`);
    value('//a', '<![CDATA['.repeat(many));
    parseXPath(`/a${'[@b]'.repeat(many)}`);
    parseXPath('['.repeat(many));
    ok(process.cpuUsage().user - user < 1_000_000);
  });
});
