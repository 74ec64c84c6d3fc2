import { identifier } from '../../../../sql/quote';
import type { Candidate } from '../candidate';
import type { Inference } from '../inference';
import { rowsText, shown } from '../text/words';

/** `maxDecimals` for numbers of which some have many more decimals than the others: digits that nobody wrote. */
export const decimals: Inference = {
  name: 'decimals', level: 3,
  propose: async ({ facts: { columns, session, prepared, rows, signal } }) => {
    const able = columns.filter(({ field }) => field.column.type === 'Fractional' && rows >= 50);
    const out: (Candidate | null)[] = [];
    for (const column of able) {
      const c = identifier(column.name);
      const digits = `length(rtrim(split_part(${c}::VARCHAR, '.', 2), '0'))`;
      const found = await session.table(`SELECT CASE WHEN ${c}::VARCHAR LIKE '%e%' THEN 0 ELSE ${digits} END AS d, count(*)::INTEGER AS n, min(${c}::VARCHAR) AS example, count(DISTINCT ${c})::INTEGER AS different FROM ${prepared.sample} WHERE isfinite(${c}::DOUBLE) GROUP BY 1 ORDER BY 1`, undefined, signal);
      const counts = found.rows.map(([d, n, example, different]) => ({ decimals: Number(d), rows: Number(n), example: String(example), different: Number(different) }));
      const total = counts.reduce((sum, one) => sum + one.rows, 0);
      let covered = 0;
      const usual = counts.find((one) => (covered += one.rows) >= 0.75 * total)?.decimals;
      if (usual === undefined || usual > 4) continue;
      const many = counts.filter((one) => one.decimals >= Math.max(usual + 6, 8));
      const some = counts.filter((one) => one.decimals > usual && !many.includes(one)).reduce((sum, one) => sum + one.rows, 0);
      const odd = many.reduce((sum, one) => sum + one.rows, 0);
      // Noise differs from row to row; an average that is repeated was computed.
      if (many.reduce((sum, one) => sum + one.different, 0) < 0.8 * odd) continue;
      if (odd === 0 || odd > 0.25 * total || some > 0.02 * total) continue;
      const allowed = some > 0 ? Math.max(...counts.filter((one) => !many.includes(one)).map((one) => one.decimals)) : usual;
      out.push({
        rule: 'maxDecimals', fields: [column.name], properties: { decimals: allowed },
        description: `${column.name} has at most ${allowed} decimals, unlike ${shown(many[0]?.example ?? '')}`,
        evidence: [`${rowsText(odd)} have eight decimals or more, such as ${shown(many[0]?.example ?? '')}.`, `The other ${total - odd} have at most ${allowed}.`],
        trial: { by: 'shown' },
      });
    }
    return out;
  },
};
