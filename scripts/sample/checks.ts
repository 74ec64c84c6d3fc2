import type { CheckCreate } from '../../src/core/api/schemas/check';

/** A check of the sample, by the file it is for. */
export type SampleCheck = Omit<CheckCreate, 'container_id'> & { readonly file: string };

/** What somebody who knows these data would ask of them. Not all of it holds. */
export const sampleChecks: readonly SampleCheck[] = [
  { file: 'movies.json', rule: 'notNull', fields: ['Title'], description: 'A film has a title' },
  { file: 'movies.json', rule: 'unique', fields: ['Title', 'Release Date'], description: 'A film is listed once' },
  { file: 'movies.json', rule: 'minValue', fields: ['Production Budget'], properties: { value: 1000 }, description: 'Budgets are whole amounts in dollars' },
  { file: 'movies.json', rule: 'satisfiesExpression', fields: [], properties: { expression: 'CAST(right("Release Date", 4) AS INTEGER) <= 2012' },
    description: 'These films came out by 2012' },
  { file: 'movies.json', rule: 'satisfiesExpression', fields: [], properties: { expression: '"Worldwide Gross" >= "US Gross"' },
    description: 'The world includes the United States' },
  { file: 'movies.json', rule: 'expectedValues', fields: ['MPAA Rating'], properties: { list: ['G', 'PG', 'PG-13', 'R', 'NC-17', 'Not Rated'] },
    filter: '"MPAA Rating" IS NOT NULL', description: 'Ratings are those of the MPAA' },
  { file: 'birdstrikes.csv', rule: 'expectedValues', fields: ['Effect Amount of damage'], properties: { list: ['None', 'Minor', 'Medium', 'Substantial'] },
    description: 'Damage has four grades' },
  { file: 'birdstrikes.csv', rule: 'minValue', fields: ['Speed IAS in knots'], properties: { value: 1 }, filter: '"Phase of flight" <> \'Parked\'',
    description: 'An aircraft that is struck in flight moves' },
  { file: 'birdstrikes.csv', rule: 'notFuture', fields: ['Flight Date'], description: 'Strikes are reported after they happened' },
  { file: 'seattle-weather.csv', rule: 'unique', fields: ['date'], description: 'One row a day' },
  { file: 'seattle-weather.csv', rule: 'satisfiesExpression', fields: [], properties: { expression: 'temp_max >= temp_min' }, description: 'The highest is not below the lowest' },
  { file: 'zipcodes.csv', rule: 'matchesPattern', fields: ['zip_code'], properties: { pattern: '^[0-9]{5}$' }, description: 'ZIP codes have five digits' },
  { file: 'zipcodes.csv', rule: 'between', fields: ['latitude'], properties: { min: 13, max: 72 }, description: 'Places lie in the United States' },
  { file: 'airports.csv', rule: 'matchesPattern', fields: ['iata'], properties: { pattern: '^[A-Z]{3}$' }, description: 'IATA codes have three letters' },
  { file: 'airports.csv', rule: 'expectedValues', fields: ['country'], properties: { list: ['USA'] }, description: 'Airports of the United States' },
  { file: 'penguins.json', rule: 'expectedValues', fields: ['Sex'], properties: { list: ['MALE', 'FEMALE'] }, filter: 'Sex IS NOT NULL', description: 'Sex is male or female' },
  { file: 'penguins.json', rule: 'notNull', fields: ['Body Mass (g)'], description: 'Each bird was weighed' },
  { file: 'cars.json', rule: 'notNull', fields: ['Horsepower'], description: 'The power is known' },
  { file: 'unemployment.tsv', rule: 'maxValue', fields: ['rate'], properties: { value: 0.25 }, description: 'A quarter without work would be news' },
  { file: 'flights-3m.parquet', rule: 'between', fields: ['delay'], properties: { min: -90, max: 1440 }, description: 'No flight leaves days early or late' },
  { file: 'flights-3m.parquet', rule: 'satisfiesExpression', fields: [], properties: { expression: 'origin <> destination' }, description: 'A flight goes elsewhere' },
  { file: 'flights-3m.parquet', rule: 'maxLength', fields: ['origin'], properties: { value: 3 }, description: 'Airports are named by three letters' },
  { file: 'flights-10k.json', rule: 'fieldCount', fields: [], properties: { value: 5 }, description: 'A flight has five fields' },
];
