// Checks which names of a host come into its certificate, in which form, and which are left out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { certificateNames } from '../../client/src/certificates/names.ts';

const MACHINE = ['dns:localhost', 'ip:127.0.0.1', 'ip:::1'];

function entries(...written: string[]): string[] {
  return certificateNames(written).names.map(({ type, value }) => `${type}:${value}`);
}

function reason(written: string): string {
  const [leftOut] = certificateNames([written]).leftOut;
  assert.equal(leftOut?.name, written);
  return leftOut.reason;
}

test('a host without names gets those of this machine', () => {
  assert.deepEqual(entries(), MACHINE);
  assert.equal(certificateNames([]).commonName, 'localhost');
});

test('scheme, port, slash and final dot are no part of a name', () => {
  for (const written of [
    'https://example.com:443',
    'http://example.com',
    'example.com:8443',
    'example.com.',
    'https://example.com/',
  ]) {
    assert.deepEqual(entries(written), ['dns:example.com', ...MACHINE], written);
  }
});

test('names are told apart ignoring case, in the order they are written', () => {
  assert.deepEqual(entries('B.example', 'a.example', 'b.EXAMPLE', 'LOCALHOST'), [
    'dns:b.example',
    'dns:a.example',
    ...MACHINE,
  ]);
});

test('a wildcard stays only as the whole first label above two others', () => {
  assert.deepEqual(entries('*.example.com'), ['dns:*.example.com', ...MACHINE]);
  assert.match(reason('*'), /every name/);
  assert.match(reason('*.com'), /top-level/);
  for (const written of ['a*.example.com', 'www.*.com', '*.*.example.com', '?.example.com', 'www?.example.com']) {
    assert.match(reason(written), /whole first label/, written);
  }
});

test('addresses become IP names in their usual spelling', () => {
  assert.deepEqual(entries('10.0.0.5:443', '[2001:DB8:0:0::1]:443', '2001:db8::1', 'https://[fe80::1]'), [
    'ip:10.0.0.5',
    'ip:2001:db8::1',
    'ip:fe80::1',
    ...MACHINE,
  ]);
  assert.deepEqual(entries('0:0:0:0:0:0:0:1', '127.0.0.1').sort(), [...MACHINE].sort());
  assert.match(reason('fe80::1%eth0'), /not a valid/);
  assert.match(reason('1.2.3'), /not a valid/);
});

test('international names are written in ASCII, underscores stay', () => {
  assert.deepEqual(entries('münchen.example', '*.MÜNCHEN.example', 'my_app.example'), [
    'dns:xn--mnchen-3ya.example',
    'dns:*.xn--mnchen-3ya.example',
    'dns:my_app.example',
    ...MACHINE,
  ]);
});

test('what is no name is left out and said', () => {
  const long = `${'a'.repeat(64)}.example`;
  for (const written of [
    'a b',
    'a..b',
    '-a.example',
    'a-.example',
    'a/b',
    'ex%41mple',
    '@',
    long,
    `${'a.'.repeat(127)}com`,
  ]) {
    assert.match(reason(written), /not a valid host name/, written);
  }
  assert.match(reason(''), /empty/);
  for (const open of ['$', '%']) assert.match(reason(`${open}{HOST}.example`), /not known/);
});

test('the first name is the common name only if it has at most 64 characters', () => {
  const name = (length: number) => `${'a'.repeat(60)}.${'b'.repeat(length - 61)}`;
  assert.equal(certificateNames([name(64)]).commonName, name(64));
  assert.equal('commonName' in certificateNames([name(65)]), false);
  assert.deepEqual(entries(name(65))[0], `dns:${name(65)}`);
});

test('nothing throws, nothing is lost and nothing stands twice, whatever is written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.domain(), fc.ipV4(), fc.ipV6()), { maxLength: 5 }),
      (written) => {
        const { names, leftOut } = certificateNames(written);
        const values = names.map(({ value }) => value);
        assert.equal(new Set(values).size, values.length);
        assert.ok(values.length + leftOut.length <= written.length + MACHINE.length);
        for (const value of values) assert.match(value, /^[a-z0-9_*:.-]+$/);
      },
    ),
    { numRuns: 500 },
  );
});
