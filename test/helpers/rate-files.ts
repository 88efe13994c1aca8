/** Files of exchange rates in the formats of the European Central Bank. */

/** eurofxref.csv: one day, spaces after commas, a comma at the end of each line. */
export const dailyCsv = `Date, USD, JPY, GBP, CHF, ISK, RUB, 
22 November 2024, 1.0412, 161.14, 0.83203, 0.9292, 145.7, N/A, 
`;

/** eurofxref-hist.csv: the latest day first. */
export const historicalCsv = `Date,USD,JPY,CYP,GBP,
2024-11-22,1.0412,161.14,N/A,0.83203,
2024-11-21,1.0526,162.47,N/A,0.8311,
1999-01-04,1.1789,133.73,0.58231,0.7111,
`;

/** eurofxref-daily.xml or, with several days, eurofxref-hist-90d.xml. */
export function xmlOf(days: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const cubes = Object.entries(days).map(([day, rates]) => {
    const lines = Object.entries(rates).map(
      ([currency, rate]) => `\t\t\t<Cube currency='${currency}' rate='${rate}'/>\n`,
    );
    return `\t\t<Cube time='${day}'>\n${lines.join('')}\t\t</Cube>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
\t<gesmes:subject>Reference rates</gesmes:subject>
\t<gesmes:Sender>
\t\t<gesmes:name>European Central Bank</gesmes:name>
\t</gesmes:Sender>
\t<Cube>
${cubes.join('')}\t</Cube>
</gesmes:Envelope>
`;
}
