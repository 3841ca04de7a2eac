import assert from 'node:assert/strict';
import { allFields, fieldDoc } from '../../../src/core/http/fields.ts';
import { rfcName, rfcUrl } from '../../../src/core/http/sections.ts';

describe('the catalogue of header fields', () => {
  it('finds a field whatever the case of its name', () => {
    assert.equal(fieldDoc('if-MATCH')?.name, 'If-Match');
    assert.equal(fieldDoc('IF')?.rfc, 'RFC 4918 §10.4');
    assert.equal(fieldDoc('X-Nothing-Of-The-Kind'), undefined);
    assert.equal(fieldDoc('constructor'), undefined);
  });

  it('lists each field once', () => {
    const names = allFields().map(({ name }) => name.toLowerCase());
    assert.equal(new Set(names).size, names.length);
  });

  for (const name of ['If-Match', 'If-None-Match', 'If-Modified-Since', 'If-Unmodified-Since', 'If-Range', 'If']) {
    it(`documents ${name} as a precondition, with an example`, () => {
      const doc = fieldDoc(name);
      assert.equal(doc?.kind, 'precondition');
      assert.notEqual(doc?.example, '');
    });
  }

  for (const field of allFields()) {
    it(`says of ${field.name} what it does and where it is written down`, () => {
      assert.match(field.name, /^[A-Za-z][A-Za-z-]*$/);
      assert.match(field.summary, /^[A-Z].*\.$/);
      assert.match(field.rfc, /^RFC \d{4} §\d+(?:\.\d+)*$/);
      assert.match(field.url, /^https:\/\/www\.rfc-editor\.org\/rfc\/rfc\d{4}#section-[\d.]+$/);
    });
  }
});

describe('sections', () => {
  it('link to the section', () => {
    assert.equal(rfcUrl('9110', '13.1.1'), 'https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1');
    assert.equal(rfcUrl('9110', ''), 'https://www.rfc-editor.org/rfc/rfc9110');
  });

  it('have a name for people', () => {
    assert.equal(rfcName('9110', '13.1.1'), 'RFC 9110 §13.1.1');
    assert.equal(rfcName('9110', ''), 'RFC 9110');
  });
});
