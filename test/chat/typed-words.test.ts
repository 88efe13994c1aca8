import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numberIn } from '../../src/chat/commands/edit.ts';
import { readYesNo } from '../../src/chat/dialogues/yes-no.ts';
import { languages } from '../../src/chat/language.ts';
import { meaningOf } from '../../src/chat/typed.ts';
import { shortAnswer } from '../../src/chat/words.ts';
import { isRhythmUnclear } from '../../src/ledger/entry/dates/rhythm.ts';
import { parseEntry } from '../../src/ledger/entry/parse.ts';
import { createWorld, type Shown, signUp, type TestPerson, textOf, type World } from '../helpers/chat.ts';
import { strictRenderer } from '../helpers/locales.ts';

let world: World;
let person: TestPerson;
beforeAll(async () => {
  world = await createWorld();
  person = world.person('ann');
  await signUp(person, 'ann@example.com');
});
afterAll(() => world.close());

describe('a short answer', () => {
  it.each(['sí', 'Vale', 'claro', 'OK', 'ouais', 'd’accord', "D'accord", 'Claro!'])('%s is yes', (typed) => {
    expect(readYesNo(typed)).toBe(true);
  });

  it.each([
    ['theme', 'claras', 'light'],
    ['theme', 'Claires', 'light'],
    ['theme', 'oscuras', 'dark'],
    ['theme', 'sombres', 'dark'],
    ['theme', 'escuras', 'dark'],
    ['alerts', 'activar', 'on'],
    ['alerts', 'activer', 'on'],
    ['alerts', 'ligar', 'on'],
    ['alerts', 'ativar', 'on'],
    ['alerts', 'ativados', 'on'],
    ['alerts', 'desactivar', 'off'],
    ['alerts', 'désactiver', 'off'],
    ['alerts', "pas d'alertes", 'off'],
    ['alerts', 'desligar', 'off'],
    ['alerts', 'desativar', 'off'],
    ['alerts', 'desativados', 'off'],
    ['none', 'ninguno', 'none'],
    ['none', 'sin fin', 'none'],
    ['none', 'aucun', 'none'],
    ['none', 'nenhuma', 'none'],
    ['order', 'desfaça', 'undo'],
    ['order', 'refaça', 'redo'],
    ['order', 'apague', 'remove'],
    ['order', 'exclua', 'remove'],
    ['budgetOff', 'borrar', 'off'],
    ['budgetOff', 'eliminar', 'off'],
    ['budgetOff', 'retirer', 'off'],
    ['budgetOff', 'remover', 'off'],
    ['budgetOff', 'apagar', 'off'],
  ] as const)('of %s: %s', (kind, typed, meaning) => {
    expect(meaningOf(kind, typed)).toBe(meaning);
  });
});

describe('a number that is typed as an answer', () => {
  it.each(['2', ' 2. ', '２', '२', '٢)'])('%j is a choice', (typed) => {
    expect(shortAnswer(typed)).toBe('2');
  });

  it.each(['3', '#3', '＃３', '३', '#३'])('%j is the number of an entry', (typed) => {
    expect(numberIn(typed)).toBe(3);
  });
});

describe('how often something comes', () => {
  const options = { today: '2025-03-05', currency: 'EUR', categories: [], vendors: [] };
  const read = (typed: string, locale: string) => {
    const [entry] = parseEntry(typed, { ...options, locale, answers: new Map() }).entries;
    const { every, on, step = 1 } = entry?.recurring ?? {};
    return entry && { item: entry.item, every, on, step };
  };

  it.each([
    ['en', 'rent 900 every 2 weeks', 'rent', 'week', 2, null],
    ['en', 'rent 900 every two weeks on Monday', 'rent', 'week', 2, 1],
    ['en', 'rent 900 fortnightly', 'rent', 'week', 2, null],
    ['en', 'rent 900 per 2 weeks', 'rent', 'week', 2, null],
    ['en', 'rent 900 every 2nd week', 'rent', 'week', 2, null],
    ['en', 'rent 900 every other Tuesday', 'rent', 'week', 2, 2],
    ['en', 'rent 900 quarterly on the 5th', 'rent', 'month', 3, 5],
    ['en', 'rent 900 once a month', 'rent', 'month', 1, null],
    ['en', 'rent 900/month', 'rent', 'month', 1, null],
    ['en', 'rent 900 every other month', 'rent', 'month', 2, null],
    ['en', 'rent 900 Every Second Day', 'rent', 'day', 2, null],
    ['en', 'rent 900 every month', 'rent', 'month', 1, null],
    ['de', 'Miete 900 alle 2 Wochen', 'Miete', 'week', 2, null],
    ['de', 'Miete 900 je Monat', 'Miete', 'month', 1, null],
    ['de', 'Miete 900 alle drei Monate am 5.', 'Miete', 'month', 3, 5],
    ['de', 'Miete 900 jede zweite Woche', 'Miete', 'week', 2, null],
    ['de', 'Miete 900 jeden zweiten Monat', 'Miete', 'month', 2, null],
    ['de', 'Miete 900 jedes zweite Jahr', 'Miete', 'year', 2, null],
    ['de', 'Miete 900 jede 2. Woche', 'Miete', 'week', 2, null],
    ['de', 'Miete 900 14-tägig', 'Miete', 'week', 2, null],
    ['de', 'Miete 900 jeden zweiten Dienstag', 'Miete', 'week', 2, 2],
    ['de', 'Miete 900 vierteljährlich', 'Miete', 'month', 3, null],
    ['de', 'Miete 900 halbjährlich', 'Miete', 'month', 6, null],
    ['de', 'Miete 900€/Monat', 'Miete', 'month', 1, null],
    ['es', 'alquiler 900 quincenal', 'alquiler', 'week', 2, null],
    ['es', 'alquiler 900 cada trimestre', 'alquiler', 'month', 3, null],
    ['es', 'alquiler 900 una vez al mes', 'alquiler', 'month', 1, null],
    ['es', 'alquiler 900 el mes', 'alquiler', 'month', 1, null],
    ['es', 'alquiler 900 cada 2 semanas', 'alquiler', 'week', 2, null],
    ['es', 'alquiler 900 cada dos meses el día 5', 'alquiler', 'month', 2, 5],
    ['es', 'alquiler 900 cada 3 años', 'alquiler', 'year', 3, null],
    ['es', 'alquiler 900 un mes sí y otro no', 'alquiler', 'month', 2, null],
    ['es', 'agua 5 al día', 'agua', 'day', 1, null],
    ['es', 'agua 5 a diario', 'agua', 'day', 1, null],
    ['fr', 'loyer 900 tous les quinze jours', 'loyer', 'week', 2, null],
    ['fr', 'loyer 900 trimestriel', 'loyer', 'month', 3, null],
    ['fr', 'loyer 900 un mardi sur deux', 'loyer', 'week', 2, 2],
    ['fr', 'loyer 900 toutes les 2 semaines', 'loyer', 'week', 2, null],
    ['fr', 'loyer 900 tous les trois mois le 5', 'loyer', 'month', 3, 5],
    ['fr', 'loyer 900 un mois sur deux', 'loyer', 'month', 2, null],
    ['pt-BR', 'aluguel 900 quinzenal', 'aluguel', 'week', 2, null],
    ['pt-BR', 'aluguel 900 trimestral', 'aluguel', 'month', 3, null],
    ['pt-BR', 'aluguel 900 a cada 2 semanas', 'aluguel', 'week', 2, null],
    ['pt-BR', 'aluguel 900 cada três meses no dia 5', 'aluguel', 'month', 3, 5],
    ['pt-BR', 'aluguel 900 semana sim, semana não', 'aluguel', 'week', 2, null],
    ['pt-BR', 'água 5 ao dia', 'água', 'day', 1, null],
    ['pt-BR', 'água 5 diário', 'água', 'day', 1, null],
    ['pt-BR', 'faxina 100 às sextas', 'faxina', 'week', 1, 5],
    ['pt-BR', 'faxina 100 aos sábados', 'faxina', 'week', 1, 6],
    ['pt-BR', 'faxina 100 nas quartas', 'faxina', 'week', 1, 3],
    ['pt-BR', 'faxina 100 nos domingos', 'faxina', 'week', 1, 0],
    ['ru', 'аренда 900/месяц', 'аренда', 'month', 1, null],
    ['ru', 'аренда 900 / нед', 'аренда', 'week', 1, null],
    ['ru', 'аренда 900 ежемесячно 1-го числа', 'аренда', 'month', 1, 1],
    ['ru', 'аренда 900 каждый месяц 5 числа', 'аренда', 'month', 1, 5],
    ['ru', 'аренда 900 раз в 2 месяца 1-го числа', 'аренда', 'month', 2, 1],
    ['ru', 'зал 900 еженедельно по пятницам', 'зал', 'week', 1, 5],
    ['ru', 'зал 900 раз в 2 недели по пятницам', 'зал', 'week', 2, 5],
    ['ru', 'зал 900 каждые 2 недели по пятницам', 'зал', 'week', 2, 5],
    ['ru', 'аренда 900 ежеквартально', 'аренда', 'month', 3, null],
    ['ru', 'аренда 900 раз в полгода', 'аренда', 'month', 6, null],
    ['ru', 'аренда 900 каждый второй вторник', 'аренда', 'week', 2, 2],
    ['ru', 'аренда 900 каждые 2 недели', 'аренда', 'week', 2, null],
    ['ru', 'аренда 900 раз в три месяца', 'аренда', 'month', 3, null],
    ['ru', 'аренда 900 каждую вторую неделю', 'аренда', 'week', 2, null],
    ['hi', 'किराया 900 हर सप्ताह सोमवार को', 'किराया', 'week', 1, 1],
    ['hi', 'किराया 900 हर महीने 5 तारीख', 'किराया', 'month', 1, 5],
    ['hi', 'दूध 50 har din', 'दूध', 'day', 1, null],
    ['hi', 'किराया 900 पाक्षिक', 'किराया', 'week', 2, null],
    ['hi', 'किराया 900 हर तिमाही', 'किराया', 'month', 3, null],
    ['hi', 'किराया 900 हर 2 हफ़्ते', 'किराया', 'week', 2, null],
    ['hi', 'किराया 900 हर दूसरे महीने', 'किराया', 'month', 2, null],
    // whatever the language is set to
    ['en', 'Miete 900 alle 2 Wochen', 'Miete', 'week', 2, null],
  ])('in %s: %s', (locale, typed, item, every, step, on) => {
    expect(read(typed, locale)).toEqual({ item, every, step, on });
  });

  it.each([
    ['en', 'rent 900 every 0 weeks'],
    ['en', 'rent 900 every 1000 weeks'],
    ['en', 'rent 900 every other cat'],
    ['en', 'rent 900 biweekly'],
    ['en', '30 gym twice a month'],
    ['en', '30 gym twice per month'],
    ['en', '30 gym 2x monthly'],
    ['en', '30 gym 3 times a week'],
    ['en', '30 gym every weekday'],
    ['en', '30 gym every monday and thursday'],
    ['en', '30 gym every mon, wed and fri'],
    ['en', '30 gym first monday of every month'],
    ['en', '30 gym monthly on the last day'],
    ['en', '30 gym monthly on the 1st and 15th'],
    ['en', '30 gym monthly until december'],
    ['en', '30 gym monthly from 1 march to 1 june'],
    ['en', '30 gym monthly weekly'],
    ['de', '30 Gym zweimal im Monat'],
    ['de', '30 Gym 2 mal pro Woche'],
    ['de', '30 Gym jeden ersten Montag im Monat'],
    ['de', '30 Gym dienstags'],
    ['es', '30 gym dos veces al mes'],
    ['es', '30 gym bimensual'],
    ['fr', '30 gym deux fois par mois'],
    ['fr', '30 gym bimensuel'],
    ['pt-BR', '30 gym duas vezes por mês'],
    ['ru', '30 зал два раза в неделю'],
    ['ru', '30 зал по будням'],
    ['hi', '30 जिम महीने में दो बार'],
  ])('in %s: %s is not understood, and not taken for something else', async (locale, typed) => {
    expect(isRhythmUnclear(typed, { ...options, locale })).toBe(true);
    expect(textOf(await person.say(`/recurring ${typed}`))).toContain(
      'I can’t tell how often that should come.',
    );
  });

  it.each([
    ['en', 'NY Times 12 monthly'],
    ['en', 'Last.fm 3 monthly'],
    ['en', '"every day" 12 monthly'],
    ['en', 'gym 30 every friday, #sport'],
    ['en', 'gym 30 every friday @ Each'],
    ['ru', 'проезд до работы 30 ежемесячно'],
    ['de', 'Fahrt bis Berlin 30 monatlich'],
  ])('in %s: %s is understood', (locale, typed) => {
    expect(isRhythmUnclear(typed, { ...options, locale })).toBe(false);
  });

  it('twice a month is not offered as once', () => {
    for (const typed of ['30 gym twice per month', '30 Gym 2x pro Woche', '30 gym deux fois par mois']) {
      const [entry] = parseEntry(typed, { ...options, locale: 'en', answers: new Map() }).entries;
      expect(entry?.recurring).toBeNull();
    }
  });

  it('is offered and read as typed', async () => {
    await person.say('30 gym every other tuesday');
    expect(textOf(await person.tap('🔁 Repeat every 2 weeks on Tuesday'))).toContain(
      'every 2 weeks on Tuesday',
    );
    expect(textOf(await person.say('/recurring tea 30 a month'))).toContain('monthly on the 5th');
    expect(textOf(await person.say('/recurring milk 30 month'))).toContain('monthly on the 5th');
  });

  it('is heard in the chat', async () => {
    expect(textOf(await person.say('/recurring loyer 900 toutes les 3 semaines'))).toContain(
      'every 3 weeks on Wednesday',
    );
  });
});

describe('an answer', () => {
  it.each([
    [
      'answer',
      'yes',
      ['ok', 'klar', 'vale', 'd’accord', 'claro', 'конечно', 'ага', 'जी हाँ', 'ठीक है', 'haan'],
    ],
    ['answer', 'no', ['nee', 'nö', 'не', 'неа', 'जी नहीं', 'nahi']],
    ['none', 'none', ['nie', 'никогда', 'कभी नहीं']],
    ['skip', 'skip', ['пропусти', 'छोड़ो']],
    ['skip', 'indifferent', ['egal', 'дальше', 'da igual', 'peu importe', 'tanto faz']],
    ['setting', 'alerts', ['Budget-Warnungen', 'уведомления', 'बजट चेतावनी']],
  ] as const)('can be said in other words: %s, %s', (kind, meaning, words) => {
    for (const word of words)
      expect({ word, means: meaningOf(kind, word) }).toEqual({ word, means: meaning });
  });
});

describe('a budget', () => {
  it.each([
    ['a week', 'week'],
    ['per month', 'month'],
    ['die Woche', 'week'],
    ['im Jahr', 'year'],
    ['pro Monat', 'month'],
    ['a la semana', 'week'],
    ['el mes', 'month'],
    ['par semaine', 'week'],
    ['l’année', 'year'],
    ['na semana', 'week'],
    ['ao mês', 'month'],
    ['на неделю', 'week'],
    ['в год', 'year'],
    ['हफ़्ते में', 'week'],
    ['महीने का', 'month'],
    ['week', 'week'],
    ['Monat', 'month'],
    ['año', 'year'],
    ['semaine', 'week'],
    ['mês', 'month'],
    ['неделю', 'week'],
    ['साल', 'year'],
    ['सालाना', 'year'],
  ])('is said with %s', async (words, period) => {
    const answer = textOf(await person.say(`/budget food 200 ${words}`));
    expect(answer).toContain(`this ${period}`);
    expect(answer).toContain('The budget for food');
  });
});

describe('what a budget is for', () => {
  it.each([
    ['200 for xyz', 'xyz'],
    ['for the xyz 200 a week', 'xyz'],
    ['200 für xyz', 'xyz'],
    ['200 para xyz', 'xyz'],
    ['200 pour les xyz', 'xyz'],
    ['200 para os xyz', 'xyz'],
    ['200 на xyz', 'xyz'],
    ['200 xyz के लिए', 'xyz'],
    ['xyz week 200', 'xyz week'],
    ['200 for everything', 'everything'],
    ['200 para todo', 'everything'],
    ['200 pour tout', 'everything'],
    ['200 week', 'everything'],
    ['a week xyz 200', 'xyz'],
    ["200 l'an xyz", 'xyz'],
    ['200 for', 'for'],
  ])('is found in %j', async (words, name) => {
    expect(textOf(await person.say(`/budget ${words}`))).toContain(`The budget for ${name}:`);
    await person.say(`/budget ${name} off`);
  });

  it('is a category whose name begins like that, where there is one', async () => {
    await person.say('3 tea #"for fun"');
    expect(textOf(await person.say('/budget for fun 50'))).toContain('The budget for for fun:');
    await person.say('/budget for fun off');
  });
});

describe('a budget of everything', () => {
  const renderer = strictRenderer();

  it.each(Object.keys(languages))('is said as it is shown, in %s', async (language) => {
    const somebody = world.person(`saver-${language}`, { language });
    await signUp(somebody, `saver-${language}@example.com`);
    const everything = renderer.plain({ key: 'budget-overall' }, language);
    const none = textOf(await somebody.say('/budgets'));
    const said = textOf(await somebody.say('/budget 1500'));
    expect(textOf(await somebody.say(`/budget ${everything} 1500`))).toBe(said);
    await somebody.say(`/budget ${everything} off`);
    expect(textOf(await somebody.say('/budgets'))).toBe(none);
  });

  it('is one of a category where there is one of that name', async () => {
    await person.say('3 tea #all');
    const answer = textOf(await person.say('/budget all 50'));
    expect(answer).toContain('The budget for all:');
    expect(textOf(await person.say('/budget total 60'))).toContain('The budget for everything:');
    await person.say('/budget all off');
    await person.say('/budget total off');
  });
});

describe('quiet hours', () => {
  it.each([
    ['22:00-08:00'],
    ['from 10 pm to 8 am'],
    ['between 22:00 and 8:00'],
    ['von 22:00 bis 8:00 Uhr'],
    ['de las 22:00 a las 8:00'],
    ['de 22h00 à 8h00'],
    ['de 22h à 8h'],
    ['das 22h às 8h'],
    ['entre las 22:00 y las 8:00'],
    ['desde las 22 horas hasta las 8 horas'],
    ['de 22 heures à 8 heures'],
    ['22 hs - 8 hs'],
    ['das 22:00 às 8:00'],
    ['с 22:00 до 8:00'],
    ['22:00 से 8:00 तक'],
  ])('are read in %s', async (words) => {
    await person.say('/settings');
    await person.tap('Reminders and summaries');
    await person.tap('Quiet hours');
    expect(textOf(await person.say(words))).toContain('Quiet hours: 22:00–08:00.');
  });
});

describe('no quiet hours', () => {
  it.each(['22:00', 'from 22:00', '22:00 to 8:00 to 9:00', '22:00 to 22:00', 'to '.repeat(1_300)])(
    'are read in %j',
    async (words) => {
      await person.say('/settings');
      await person.tap('Reminders and summaries');
      await person.tap('Quiet hours');
      expect(textOf(await person.say(words))).toContain('I can’t read this.');
      await person.tap('Leave it as it is');
    },
  );
});

describe('the end of what recurs', () => {
  it.each([
    'until 31 December 2030',
    '2030-12-31',
    'December 2030',
    'bis zum 31. Dezember 2030',
    'hasta el 31 de diciembre de 2030',
    'jusqu’au 31 décembre 2030',
    'até 31 de dezembro de 2030',
    'до 31 декабря 2030',
    '31 दिसंबर 2030 तक',
  ])('is read in %s', async (words) => {
    await person.say('/recurring tea 3 daily');
    await person.tap('End date');
    expect(textOf(await person.say(words))).toContain('The last one comes on or before Dec 31, 2030.');
  });

  it('is to come where no year is said', async () => {
    await person.say('/recurring tea 3 daily');
    await person.tap('End date');
    expect(textOf(await person.say('jusqu’au 2 février'))).toContain('on or before Feb 2, 2026.');
    await person.tap('End date');
    expect(textOf(await person.say('31 December 2024'))).toContain('This day is past.');
  });
});

describe('what stands on a button', () => {
  const renderer = strictRenderer();
  const last = (shown: readonly Shown[]) => shown.filter(({ kind }) => kind === 'message').at(-1)?.text;

  it.each([
    ['never-mind', ['13.50']],
    ['leave-as-is', ['/settings week']],
    ['leave-as-is', ['/settings zone']],
    ['as-usual', ['/settings numbers']],
    ['alerts-on', ['/settings alerts']],
    ['alerts-off', ['/settings alerts']],
    ['erase-keep', ['/erase']],
    ['skip', ['/new tea', '5']],
    ['quiet-never', ['/settings', 'setting-digests', 'set-quiet-hours']],
    ['recurring-endless', ['/recurring tea 3 daily', 'end-date']],
  ])('can be typed: %s after %j', async (key, [first = '', ...taps]) => {
    for (const language of Object.keys(languages)) {
      const somebody = world.person(`typist-${key}-${first.replace(/\W+/g, '')}-${language}`, { language });
      await signUp(somebody, `typist-${key}-${first.replace(/\W+/g, '')}-${language}@example.com`);
      const label = (name: string) => renderer.plain({ key: name }, language);
      const open = async () => {
        await somebody.say(first);
        for (const tap of taps) {
          if (/^\d/.test(tap)) await somebody.say(tap);
          else await somebody.tap(label(tap));
        }
      };
      await open();
      const tapped = last(await somebody.tap(label(key)));
      await somebody.say('/quit');
      await open();
      expect(last(await somebody.say(label(key))), `${language}: ${label(key)}`).toBe(tapped);
    }
  });
});

describe('/export', () => {
  it.each([
    ['letzten Monat', '2025-02'],
    ['de marzo a mayo 2024', '2024-03-01..2024-05-31'],
    ['l’année dernière csv', '2024'],
    ['ontem', '2025-03-04'],
    ['прошлый месяц', '2025-02'],
  ])('takes the words of a period: %s', async (words, name) => {
    const [answer] = await person.say(`/export ${words}`);
    expect(answer?.file).toBe(`spndr-${name}.csv`);
  });
});
