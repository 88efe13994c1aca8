import { SaxesParser } from 'saxes';
import { addRate, type DayRates, Days, Malformed, readCode } from './reading.ts';

/** The ECB's files have four levels. */
const deepest = 20;

/**
 * Reads the ECB's XML, daily or historical: `<Cube time="2024-11-22">` for each day, containing `<Cube currency="USD"
 * rate="1.0412"/>`. Throws `Malformed`.
 */
export function readXml(text: string): readonly DayRates[] {
  const parser = new SaxesParser({ xmlns: true });
  const days = new Days();
  let day: Map<string, string> | null = null;
  let depth = 0;
  let dayDepth = 0;

  parser.on('error', (error) => {
    throw new Malformed(parser.line, error.message.replace(/^\d+:\d+: /, ''));
  });
  parser.on('doctype', () => {
    throw new Malformed(parser.line, 'a document type declaration does not belong here');
  });
  parser.on('opentag', ({ local, attributes }) => {
    depth += 1;
    // the parser resolves namespaces through all open elements
    if (depth > deepest) throw new Malformed(parser.line, 'the elements are nested too deep');
    if (local !== 'Cube') return;
    const { line } = parser;
    const { time, currency, rate } = attributes;
    if (time) {
      if (day !== null) throw new Malformed(line, 'a day is inside another day');
      day = days.begin(time.value, line);
      dayDepth = depth;
    } else if (currency || rate) {
      if (day === null) throw new Malformed(line, 'a rate is outside a day');
      const code = readCode(currency?.value ?? '', line);
      addRate(day, code, rate?.value ?? '', line);
    }
  });
  parser.on('closetag', () => {
    if (depth === dayDepth) {
      day = null;
      dayDepth = 0;
    }
    depth -= 1;
  });
  parser.write(text);
  const { line } = parser;
  parser.close();
  return days.finish(line);
}
