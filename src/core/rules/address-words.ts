/** Names and codes by which addresses end in their country. */
export const countryNames: readonly string[] = [
  'usa', 'us', 'u.s.a.', 'united states', 'united states of america', 'canada', 'mexico', 'brazil', 'brasil', 'argentina', 'chile', 'colombia', 'peru',
  'united kingdom', 'uk', 'great britain', 'england', 'scotland', 'wales', 'northern ireland', 'ireland', 'france', 'germany', 'deutschland', 'austria',
  'österreich', 'switzerland', 'schweiz', 'suisse', 'italy', 'italia', 'spain', 'españa', 'portugal', 'netherlands', 'the netherlands', 'nederland', 'belgium',
  'belgique', 'belgië', 'luxembourg', 'denmark', 'danmark', 'sweden', 'sverige', 'norway', 'norge', 'finland', 'suomi', 'iceland', 'poland', 'polska',
  'czech republic', 'czechia', 'slovakia', 'hungary', 'romania', 'bulgaria', 'greece', 'croatia', 'slovenia', 'serbia', 'estonia', 'latvia', 'lithuania',
  'ukraine', 'turkey', 'türkiye', 'israel', 'egypt', 'morocco', 'south africa', 'nigeria', 'kenya', 'india', 'china', 'japan', 'south korea', 'korea',
  'singapore', 'malaysia', 'thailand', 'vietnam', 'indonesia', 'philippines', 'australia', 'new zealand', 'united arab emirates', 'uae', 'saudi arabia',
];

/** Shapes of postcodes: British, Canadian, Dutch, American, Swedish, and four to six digits. */
export const postcodes: readonly string[] = [
  '[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}', '[A-Z]\\d[A-Z] ?\\d[A-Z]\\d', '\\d{4} ?[A-Z]{2}', '\\d{5}-\\d{4}', '\\d{3} \\d{2}', '\\d{4,6}',
];

/** States and provinces of the USA, Canada and Australia; codes count in capitals only. */
export const states = {
  names: [
    'alabama', 'alaska', 'arizona', 'arkansas', 'california', 'colorado', 'connecticut', 'delaware', 'florida', 'georgia', 'hawaii', 'idaho', 'illinois',
    'indiana', 'iowa', 'kansas', 'kentucky', 'louisiana', 'maine', 'maryland', 'massachusetts', 'michigan', 'minnesota', 'mississippi', 'missouri', 'montana',
    'nebraska', 'nevada', 'new hampshire', 'new jersey', 'new mexico', 'new york', 'north carolina', 'north dakota', 'ohio', 'oklahoma', 'oregon',
    'pennsylvania', 'rhode island', 'south carolina', 'south dakota', 'tennessee', 'texas', 'utah', 'vermont', 'virginia', 'washington', 'west virginia',
    'wisconsin', 'wyoming', 'alberta', 'british columbia', 'manitoba', 'new brunswick', 'newfoundland and labrador', 'nova scotia', 'ontario',
    'prince edward island', 'quebec', 'québec', 'saskatchewan', 'new south wales', 'queensland', 'south australia', 'tasmania', 'victoria', 'western australia',
  ],
  codes: [
    'AL', 'AK', 'AZ', 'AR', 'CA', 'CO', 'CT', 'DE', 'DC', 'FL', 'GA', 'HI', 'ID', 'IL', 'IN', 'IA', 'KS', 'KY', 'LA', 'ME', 'MD', 'MA', 'MI', 'MN', 'MS', 'MO',
    'MT', 'NE', 'NV', 'NH', 'NJ', 'NM', 'NY', 'NC', 'ND', 'OH', 'OK', 'OR', 'PA', 'PR', 'RI', 'SC', 'SD', 'TN', 'TX', 'UT', 'VT', 'VA', 'WA', 'WV', 'WI', 'WY',
    'AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'ON', 'PE', 'QC', 'SK', 'NSW', 'QLD', 'SA', 'TAS', 'VIC', 'ACT', 'NT',
  ],
} as const;
