import { beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../src/chat/language.ts';
import { signUp, type TestPerson, textOf } from '../helpers/chat.ts';
import { strictRenderer } from '../helpers/locales.ts';
import { useWorld } from '../helpers/world.ts';

const renderer = strictRenderer();
const world = useWorld();

describe.each(Object.keys(languages))('what the hints of %s teach is understood', (locale) => {
  let person: TestPerson;
  beforeAll(async () => {
    person = world.person(`person-${locale.toLowerCase()}`, { language: locale });
    await signUp(person, `person-${locale}@example.com`);
  });

  /** The examples in a phrase, as they are read. */
  function examplesIn(key: string): readonly string[] {
    const html = renderer.html([{ key, args: { item: '…', formats: '…' } }], locale);
    return [...html.matchAll(/<code>(.*?)<\/code>/g)].map(([, text = '']) => text);
  }

  /** What a phrase says ahead of the first of its arguments and examples. */
  function sayingOf(key: string): string {
    const html = renderer.html([{ key, args: { name: '…' } }], locale);
    return (html.split(/<[^>]*>/)[0] ?? '').trim();
  }

  it.each([
    ['stats', 'period-unreadable'],
    ['search', 'search-how'],
    ['export', 'export-how'],
  ])('of /%s', async (command, key) => {
    const refusal = textOf(await person.say(`/${command} ?`));
    const examples = examplesIn(key).filter((text) => text.startsWith(`/${command} `));
    for (const text of examples) {
      expect(refusal).toContain(text);
      expect({ text, answer: textOf(await person.say(text)) }).not.toEqual({ text, answer: refusal });
    }
    expect(examples.length).toBeGreaterThan(1);
  });

  it('of /recurring', async () => {
    const added = sayingOf('recurring-added');
    for (const key of ['recurring-how', 'recurring-how-often']) {
      for (const text of examplesIn(key)) expect(textOf(await person.say(text))).toContain(added);
    }
    const edit = async (text: string) => {
      await person.tap(renderer.plain({ key: 'edit' }, locale));
      return textOf(await person.say(text));
    };
    for (const text of examplesIn('recurring-edit')) {
      expect(await edit(text)).toContain(sayingOf('recurring-revised'));
    }
  });

  it('of /budget', async () => {
    const [carryOver = '', ...examples] = examplesIn('budget-how').toReversed();
    const [off = '', ...set] = examples;
    for (const text of set) {
      expect(textOf(await person.say(text))).not.toContain(sayingOf('budget-unclear'));
      expect(textOf(await person.say(`${text} ${carryOver}`))).toContain(sayingOf('budget-carries'));
    }
    expect(set.length).toBe(3);
    expect(textOf(await person.say(off))).toContain(sayingOf('budget-off'));
    expect(textOf(await person.say(off))).toContain(sayingOf('budget-no-such'));
  });
});
