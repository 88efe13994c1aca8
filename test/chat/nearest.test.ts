import { expect, it } from 'vitest';
import { nearestTo } from '../../src/chat/commands/nearest.ts';

const names = ['new', 'show', 'month', 'search', 'edit', 'quit', 'categories'];

it.each([
  ['exit', 'quit'],
  ['list', 'show'],
  ['find', 'search'],
  ['add', 'new'],
  ['report', 'month'],
  ['rules', 'categories'],
  ['edti', 'edit'],
])('/%s means /%s', (typed, name) => expect(nearestTo(typed, names)).toBe(name));
