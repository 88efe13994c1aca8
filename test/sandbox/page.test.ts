import { Script } from 'node:vm';
import { describe, expect, it, test } from 'vitest';
import { pageScript } from '../../src/sandbox/page-script.ts';
import { pageStyle } from '../../src/sandbox/page-style.ts';

/** The relative luminance of a colour, as WCAG defines it. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('on the %s page', (_, index) => {
  const [, block] = [...pageStyle.matchAll(/:root \{([^}]*)\}/g)][index]!;
  const colors = new Map(
    [...block!.matchAll(/--([\w-]+): (#\w{6});/g)].map(([, name, color]) => [name, color]),
  );

  it.each([
    ['ink', 'back'],
    ['ink', 'bar'],
    ['ink', 'theirs'],
    ['ink', 'mine'],
    ['soft', 'back'],
    ['soft', 'bar'],
    ['soft', 'theirs'],
    ['mine-soft', 'mine'],
    ['link', 'theirs'],
    ['link', 'mine'],
    ['accent', 'bar'],
    ['accent', 'theirs'],
    ['button-ink', 'back'],
  ])('%s can be read on %s', (ink, paper) => {
    expect(contrast(colors.get(ink)!, colors.get(paper)!)).toBeGreaterThanOrEqual(4.5);
  });
});

test('the style asks for nothing that browsers drop, such as "inherit" in part of a font', () => {
  expect(pageStyle).not.toMatch(/font: [^;]+ inherit;/);
});

test('the script is one that a browser can read', () => {
  expect(() => new Script(pageScript)).not.toThrow();
});
