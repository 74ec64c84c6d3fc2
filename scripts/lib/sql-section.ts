import { aggregateFunctions, castTypes, rowFunctions } from '../../src/core/sql-guard/functions';
import { otherNames } from '../../src/core/sql-guard/other-names';
import { postgresAggregates } from '../../src/core/sql-guard/postgres/aggregates';
import { postgresFunctions } from '../../src/core/sql-guard/postgres/functions';
import { rewrittenCalls } from '../../src/core/sql-guard/rewritten-calls';

const code = (text: string): string => `\`${text}\``;
const list = (names: Iterable<string>): string => [...names].sort().map(code).join(', ');

const understood = `## SQL in checks

Filters, expressions, computed expressions and the filter of the preview are SQL over the fields of the container. They are parsed, written anew from
what was understood, and refused, with line and column, unless they are one expression that only reads. Statements, other tables and every
function that is not listed here are refused, so they cannot write, read other files, load extensions or look at settings.

| part | how it is written |
|---|---|
| names | those of the fields, in any case, between double quotes or backticks where they are not plain words; the container's own name may stand before them (\`orders.amount\`) |
| comments | \`-- …\` to the end of the line, \`/* … */\` |
| logic | \`AND\`, \`OR\`, \`NOT\`, \`IS [NOT] NULL / TRUE / FALSE / UNKNOWN\`, \`CASE\`, \`coalesce\`, \`if\` |
| comparison | \`= == <> != < <= > >= <=>\`, \`IS [NOT] DISTINCT FROM\`, \`[NOT] BETWEEN … AND …\`, \`[NOT] IN (…)\`, \`= ANY (…)\`, \`<> ALL (…)\`, \`(a, b) IN ((1, 2), …)\` |
| texts | \`[NOT] LIKE / ILIKE … ESCAPE …\`, \`LIKE ANY (…)\`, \`SIMILAR TO\`, \`~ ~* !~ !~*\` and \`REGEXP\` (RE2, anywhere in the text), \`\\|\\|\`, \`position(… IN …)\`, \`substring(… FROM … FOR …)\`, \`trim(BOTH … FROM …)\` |
| numbers | \`+ - * / // % ^\`, \`DIV\`, \`MOD\`, bits by \`& \\| # ~ << >>\` |
| dates and times | \`DATE '…'\`, \`TIMESTAMP '…'\`, \`INTERVAL '1 day'\`, \`INTERVAL 1 DAY\`, \`EXTRACT(… FROM …)\`, \`AT TIME ZONE '…'\`, \`now()\` and \`current_date\`: the start of the scan, in UTC |
| casts | \`CAST(… AS …)\`, \`TRY_CAST\`, \`SAFE_CAST\`, \`…::…\`, with sizes (\`DECIMAL(18, 2)\`) and lists (\`INTEGER[]\`); one that fails gives null |
| structs, lists | \`address.city\`, \`tags[1]\`, \`[1, 2]\`, \`ARRAY[1, 2]\` |
| JSON | \`payload -> 'user' ->> 'name'\`, \`json_extract(payload, '$.user.name')\`; the path is written out and names one member |

- A row that cannot be computed (an overflow, a text that is no JSON) gives null.
- \`/\` divides with fractions (\`7 / 2\` is 3.5), \`//\` and \`DIV\` divide whole numbers towards zero. Texts are compared by their characters' code points.
- \`lpad\`, \`rpad\` and \`repeat\` take a length that is written out, and functions that together could make a text of more than a million characters out of
  fields of a thousand are refused.
- \`SIMILAR TO\` is that of the SQL standard: \`%\`, \`_\` and \`| * + ? {} () []\`. A pattern whose \`.\`, \`^\` or \`$\` could mean a regular expression is refused.
- \`list = ANY\`: \`x = ANY (tags)\` over a list of the row is \`list_contains(tags, x)\`.
- Sub-queries and window functions are refused: existsIn and notExistsIn look into another container, unique finds repeated keys, functionalDependency
  finds values that should agree, aggregationComparison compares totals.
`;

const onPostgres = `### The same SQL on PostgreSQL

On a PostgreSQL server the expressions of checks are computed by the server. What would give another result there is refused, with its place; what is
not gives the same as on files, but for this:

- Whole numbers and decimals never overflow: sums and products beyond what a field of files can hold are exact, where files give null.
- A row that cannot be computed (a floating number out of range, the logarithm of zero, \`make_date(2024, 2, 30)\`, a text that is no JSON) ends the
  check with PostgreSQL's error, where files give null. Casts never do: one that fails is null on both.
- Casts of texts take numbers as \`12\`, \`-1.5\`, \`1e3\`, and moments as \`2024-01-31\`, \`2024-01-31 12:30:00.5\`, with blanks around; files take more spellings.
- \`upper\` and \`lower\` write letters whose other case is several letters, e.g. \`ß\`, as ICU does; \`ILIKE\` takes patterns of ASCII.
- Casts of floating numbers to decimals round by their first 15 digits; variances, correlations and their like may differ in the last digits.
- \`approx_count_distinct\` counts exactly.
`;

/** The section of docs/rules.md that says what SQL a check may hold. */
export function sqlSection(): string {
  return [
    understood,
    `Functions of a row: ${list(rowFunctions.keys())}.`, '',
    `Other names for them: ${[...otherNames].sort().map(([other, name]) => `${code(other)} (${code(name)})`).join(', ')}.`, '',
    `Calls of other systems that are rewritten: ${list(rewrittenCalls.keys())}.`, '',
    `Aggregates, in aggregationComparison only: ${list(aggregateFunctions.keys())}; \`DISTINCT\`, \`FILTER (WHERE …)\` and \`WITHIN GROUP (ORDER BY …)\` apply.`, '',
    `Types of casts: ${list(castTypes.keys())}.`, '',
    onPostgres,
    `Functions that PostgreSQL cannot compute as they are meant: ${list([...rowFunctions.keys(), ...aggregateFunctions.keys()].filter((name) => !(name in postgresFunctions) && !postgresAggregates.has(name)))}. `
      + 'Neither can it reach members of structs, take patterns that are no literals, cast lists, or write floating numbers as texts.', '',
  ].join('\n');
}
