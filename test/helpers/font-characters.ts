/** The code points for which a TrueType font has a glyph, from its `cmap` table (formats 4 and 12). */
export function charactersOf(font: Buffer): ReadonlySet<number> {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + index * 16);
  const record = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap');
  if (record === undefined) throw new Error('a font without cmap');
  const cmap = font.subarray(font.readUInt32BE(record + 8));
  const characters = new Set<number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    const format = table.readUInt16BE(0);
    for (const [first, last] of format === 4 ? segments(table) : format === 12 ? groups(table) : [])
      for (let code = first; code <= last; code += 1) characters.add(code);
  }
  return characters;
}

/** The code point ranges of a format 4 table. Missing glyphs (0) within a range do not occur in the shipped fonts. */
function segments(table: Buffer): [number, number][] {
  const size = table.readUInt16BE(6);
  return Array.from({ length: size / 2 }, (_, index): [number, number] => [
    table.readUInt16BE(16 + size + index * 2),
    table.readUInt16BE(14 + index * 2),
  ]).filter(([first]) => first !== 0xffff);
}

function groups(table: Buffer): [number, number][] {
  return Array.from({ length: table.readUInt32BE(12) }, (_, index): [number, number] => [
    table.readUInt32BE(16 + index * 12),
    table.readUInt32BE(20 + index * 12),
  ]);
}
