import assert from 'node:assert/strict';
import fc from 'fast-check';
import { refusedSyntax } from '../../src/core/rules/re2-syntax';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import { duckdbDialect } from '../../src/engine/sql/duckdb-dialect';

/** Patterns of other dialects, the position (0-based) at which they are refused, and a word of the reason. */
const refused: readonly (readonly [pattern: string, position: number, word: string])[] = [
  ['a(?=b)', 1, 'look-ahead'], ['(?!x)', 0, 'look-ahead'], ['ab(?<=b)', 2, 'look-behind'], ['(?<!b)', 0, 'look-behind'], ['(a)\\1', 3, 'back-references'], ['(?P<x>a)(?P=x)', 8, 'back-references'],
  ['\\k<x>', 0, 'back-references'], ['(?>a)', 0, 'atomic'], ['a*+', 1, 'possessive'], ['a++', 1, 'possessive'], ['(?#c)', 0, 'comments'], ['(?R)', 0, 'recursion'], ['(?(1)a)', 0, 'conditions'],
  ['a{1001}', 1, '1000'], ['a{2,1}', 1, 'before it begins'], ['a**', 2, 'repetition'], ['*a', 0, 'nothing to repeat'], ['(*a)', 0, 'verbs'], ['a|*b', 2, 'nothing to repeat'], ['(a', 0, 'not closed'],
  ['a)', 1, 'no "("'], ['[a', 0, 'not closed'], ['a\\', 1, 'backslash'], ['(?<n>a)', 0, 'named'], ['{2}', 0, 'nothing to repeat'], ['\\G', 0, 'escape'], ['\\Z', 0, 'escape'], ['\\u0041', 0, 'escape'], ['\\cA', 0, 'escape'],
  ['\\x{110000}', 0, 'no such character'], ['[[:nope:]]', 1, 'named class'], ['\\p{Nope}', 0, 'Unicode class'], ['[z-a]', 1, 'range'], ['[a-\\d]', 1, 'range'], ['[\\x{42}-A]', 1, 'range'],
];
const taken = ['', 'a', '.*', '(?i)ab', '(?:a|b)+?', '(?P<n>a)', '[^\\d\\]x-]', '[[:alpha:]_]', '\\p{L}\\pN\\P{Greek}', 'a{2}', 'a{2,}', 'a{0,1000}', 'x{,2}', '{', 'a{b}', '\\Q*(\\E+', '^$\\b\\A\\z', '\\x41\\x{1F600}', '(?i:a)b', '(?s-m:.)', '[]a]', '\\.\\-\\/', 'a|', '()'];

describe('what patterns are taken', () => {
  let session: Session;
  before(async () => {
    session = await openSession({ threads: 1 });
  });
  after(() => session.close());
  const runs = async (pattern: string): Promise<boolean> => {
    try {
      await session.query(`SELECT ${duckdbDialect.fullMatch("'x'", pattern)}`);
      return true;
    } catch {
      return false;
    }
  };

  it('refuses intersections of classes, which RE2 would read as signs', () => {
    assert.match(refusedSyntax('[a&&b]')?.reason ?? '', /intersection/);
  });

  for (const [pattern, position, word] of refused) {
    it(`refuses ${pattern} at ${position}, and so does RE2`, async () => {
      const found = refusedSyntax(pattern);
      assert.equal(found?.position, position);
      assert.ok(found.reason.includes(word), found.reason);
      assert.equal(await runs(pattern), false);
    });
  }

  for (const pattern of taken) {
    it(`takes ${pattern || 'the empty pattern'}, and so does RE2`, async () => {
      assert.equal(refusedSyntax(pattern), null);
      assert.equal(await runs(pattern), true);
    });
  }

  it('agrees with RE2 on patterns put together at random', async () => {
    const piece = fc.constantFrom('a', '(', ')', '[', ']', '*', '+', '?', '{2}', '{2,1}', '|', '\\', '\\d', '\\1', '^', '-', '(?:', '(?=', '[^', '[:alpha:]', '.', '\\p{L}', '{', '}', 'z-a', 'a-z', '\\pX', '\\-', '\\x41', '\\Q', '\\E', 'é', '👍', '[👍-a]');
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 7 }).map((all) => all.join('')), async (pattern) => {
      assert.equal(refusedSyntax(pattern) === null, await runs(pattern), pattern);
    }), { numRuns: 1500 });
  });
});
