import { folded } from './characters.ts';
import type { Line } from './reader.ts';

/** How questions about what was spent begin: English, German, Spanish, French, Portuguese, Russian, Hindi. */
const beginnings = [
  'how much, how many, how often, what did i, what have i, where did i, when did i, did i, have i, show me',
  'wie viel, wieviel, wie viele, wieviele, wie oft, was habe ich, was hab ich, wofür habe ich, wofür hab ich, zeig mir',
  'cuánto, cuánta, cuántos, cuántas, en qué gasté, en qué he, qué gasté, qué he gastado, muéstrame',
  'combien, qu’ai-je, qu’est-ce que j’ai, montre-moi',
  'quanto, quanta, quantos, quantas, o que gastei, em que gastei, no que gastei, me mostra, me mostre',
  'сколько, на что, куда я, что я, покажи',
  'कितना, कितने, कितनी, kitna, kitne, kitni, मुझे दिखाओ, मुझे दिखाएं',
];

/** Hindi asks in the middle of a sentence. */
const within = 'कितना|कितने|कितनी|kitna|kitne|kitni';

const begins = beginnings.flatMap((texts) => folded(texts.replaceAll('’', "'")).split(', ')).join('|');
const asking = new RegExp(
  `^[^\\p{L}\\p{N}"]*(?:(?:and|but|so|und|y|et|e|и|а|और) )?(?:${begins})(?![\\p{L}\\p{M}])|^[^"]* (?:${folded(within)})(?![\\p{L}\\p{M}])`,
  'u',
);

/** Whether a line asks what was spent: nothing in it is a price. */
export function isQuestion({ text }: Line): boolean {
  return asking.test(folded(text).replaceAll('’', "'"));
}
