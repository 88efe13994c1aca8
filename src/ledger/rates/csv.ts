import { CsvError, type Info, parse } from 'csv-parse/sync';
import { addRate, type DayRates, Days, Malformed, quoted, readCode } from './reading.ts';

const mostColumns = 200;
/** How the files mark a missing rate. */
const absent = new Set(['N/A', '']);

/** Reads the ECB's CSV, daily or historical: a header `Date, USD, JPY, ...` and a row per day. Throws `Malformed`. */
export function readCsv(text: string): readonly DayRates[] {
  const [header, ...rows] = readRows(text);
  if (!header) throw new Malformed(1, 'the file is empty');
  const [first = '', ...codes] = trimEnd(header.fields);
  if (first !== 'Date')
    throw new Malformed(header.line, `the header begins with ${quoted(first)}, not with Date`);
  if (codes.length > mostColumns)
    throw new Malformed(header.line, `there are more than ${mostColumns} columns`);
  for (const code of codes) readCode(code, header.line);
  if (new Set(codes).size < codes.length)
    throw new Malformed(header.line, 'a currency is in the header twice');
  const days = new Days();
  for (const { fields, line } of rows) {
    const [day = '', ...values] = fields.length > codes.length + 1 ? trimEnd(fields) : fields;
    if (values.length > codes.length)
      throw new Malformed(line, `there are ${values.length} rates for ${codes.length} currencies`);
    const rates = days.begin(day, line);
    for (const [index, code] of codes.entries()) {
      const value = values[index];
      if (value === undefined) throw new Malformed(line, `the rate of ${code} is cut off`);
      if (!absent.has(value)) addRate(rates, code, value, line);
    }
  }
  return days.finish(rows.at(-1)?.line ?? header.line);
}

/** Drops the empty field at the end of each line of the ECB's files. */
function trimEnd(fields: readonly string[]): readonly string[] {
  return fields.at(-1) === '' ? fields.slice(0, -1) : fields;
}

interface Row {
  readonly fields: readonly string[];
  readonly line: number;
}

function readRows(text: string): readonly Row[] {
  try {
    const options = {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 16_384,
    };
    const records = parse(text, options) as unknown as { record: string[]; info: Info }[];
    return records.map(({ record, info }) => ({ fields: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines);
    throw new Malformed(Number.isInteger(line) ? line : 1, error.message);
  }
}
