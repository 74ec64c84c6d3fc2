import assert from 'node:assert/strict';
import { compileCheck } from '../../src/core/rules/compile';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import { duckdbDialect } from '../../src/engine/sql/duckdb-dialect';
import { runNaively } from './naive-executor';

const list = (text: string): string[] => text.split(',').map((word) => word.trim());

/** As people write them at the end of an address. */
const countries = list(`
  USA, US, U.S.A., United States, United States of America, Canada, Mexico, Brazil, Brasil, Argentina, Chile, Colombia, Peru, United Kingdom,
  UK, Great Britain, England, Scotland, Wales, Northern Ireland, Ireland, France, Germany, Deutschland, Austria, Österreich, Switzerland,
  Schweiz, Suisse, Italy, Italia, Spain, España, Portugal, Netherlands, the Netherlands, Nederland, Belgium, Belgique, België, Luxembourg,
  Denmark, Danmark, Sweden, Sverige, Norway, Norge, Finland, Suomi, Iceland, Poland, Polska, Czech Republic, Czechia, Slovakia, Hungary,
  Romania, Bulgaria, Greece, Croatia, Slovenia, Serbia, Estonia, Latvia, Lithuania, Ukraine, Turkey, Türkiye, Israel, Egypt, Morocco,
  South Africa, Nigeria, Kenya, India, China, Japan, South Korea, Korea, Singapore, Malaysia, Thailand, Vietnam, Indonesia, Philippines,
  Australia, New Zealand, United Arab Emirates, UAE, Saudi Arabia`);
const states = list(`
  Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia, Hawaii, Idaho, Illinois, Indiana, Iowa,
  Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada,
  New Hampshire, New Jersey, New Mexico, New York, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island,
  South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin, Wyoming, Alberta,
  British Columbia, Manitoba, New Brunswick, Newfoundland and Labrador, Nova Scotia, Ontario, Prince Edward Island, Quebec, Québec,
  Saskatchewan, New South Wales, Queensland, South Australia, Tasmania, Victoria, Western Australia`);
const codes = list(`
  AL, AK, AZ, AR, CA, CO, CT, DE, DC, FL, GA, HI, ID, IL, IN, IA, KS, KY, LA, ME, MD, MA, MI, MN, MS, MO, MT, NE, NV, NH, NJ, NM, NY, NC, ND,
  OH, OK, OR, PA, PR, RI, SC, SD, TN, TX, UT, VT, VA, WA, WV, WI, WY, AB, BC, MB, NB, NL, NS, ON, PE, QC, SK, NSW, QLD, SA, TAS, VIC, ACT,
  NT`);

describe('words of addresses', () => {
  let session: Session;
  before(async () => {
    session = await openSession({ threads: 1 });
  });
  after(() => session.close());

  /** Those of the addresses that lack the part. */
  async function lacking(part: string, addresses: readonly string[]): Promise<string[]> {
    await session.query(`CREATE OR REPLACE TABLE address_words AS SELECT a, row_number() OVER () AS id FROM unnest([${addresses.map((one) => `'${one}'`).join(', ')}]) AS t(a)`);
    const { check, problem } = compileCheck({ id: 1, rule: 'isAddress', fields: ['a'], properties: { required_labels: [part] }, filter: null, coverage: null }, {
      columns: [{ name: 'a', type: 'String', nativeType: 'VARCHAR' }], dialect: duckdbDialect, now: new Date(0), modified: null, partition: null, variables: {},
      reference: () => assert.fail('no other container'), history: () => [],
    });
    assert.ok(check, JSON.stringify(problem));
    return ((await runNaively(session, check, 'address_words')).ids ?? []).map((id) => addresses[id - 1]!);
  }

  it('a country is known by its usual names and codes, as the last part alone', async () => {
    const addresses = countries.flatMap((name) => [`Main Street 1, Town, ${name}`, `Main Street 1, Town, ${name.toUpperCase()}`]);
    assert.deepEqual(await lacking('country', addresses), []);
    const none = ['Main Street 1, Town, Atlantis', 'Main Street 1, Town, France 1', 'Main Street 1, France, Town', 'France', 'Main Street 1, Town, UXSXAX'];
    assert.deepEqual(await lacking('country', none), none);
  });

  it('a state is known by its name in any case, and by its code in capitals, before a postcode or at the end', async () => {
    const addresses = [...states.flatMap((name) => [name, name.toLowerCase()]), ...codes].flatMap((name) => [`Main Street 1, Town, ${name} 12345`, `Main Street 1, Town ${name}`]);
    assert.deepEqual(await lacking('state', addresses), []);
    const none = [...codes.map((code) => `Main Street 1, Town, ${code.toLowerCase()} 12345`), 'Main Street 1, Town, Texas County', 'Texas 1, Town', 'Main Street 1, Town, XTX'];
    assert.deepEqual(await lacking('state', none), none);
  });

  it('a postcode is known by its shape, as a word of its own', async () => {
    const shaped = ['62701', '1010', '123456', '62701-1234', 'SW1A 1AA', 'M1 1AE', 'sw1a1aa', 'K1A 0B1', 'K1A0B1', '1012 AB', '1012AB', '114 55'];
    assert.deepEqual(await lacking('postcode', shaped.flatMap((one) => [`Main Street 1, Town ${one}`, `Main Street 1, ${one} Town`, `Main Street 1, Town,  ${one} , France`])), []);
    const none = ['Main Street 1, Town 123', 'Main Street 1, Town 1234567', 'Main Street 1, Town A1', 'Main Street 62701, Town', 'Main Street 1, Town X62701X', 'Main Street 1, Town'];
    assert.deepEqual(await lacking('postcode', none), none);
  });

  it('a road needs a letter, and a digit or a part behind it; a city is what is left of a middle part', async () => {
    assert.deepEqual(await lacking('road', ['Main Street 1', 'Main Street, Town', 'Хрещатик, Київ']), []);
    assert.deepEqual(await lacking('road', ['Main Street', '12', '12, Town', '']), ['Main Street', '12', '12, Town', '']);
    assert.deepEqual(await lacking('city', ['Main Street 1, Town TX 12345', 'Main Street 1, Town', 'Main Street 1, 75001 Paris, France']), []);
    const none = ['Main Street 1, TX 12345', 'Main Street 1, 12345', 'Main Street 1, France', 'Town 1'];
    assert.deepEqual(await lacking('city', none), none);
  });
});
