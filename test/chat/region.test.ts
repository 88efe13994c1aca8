import { describe, expect, it } from 'vitest';
import { guessCurrency, guessTimeZone } from '../../src/chat/region.ts';

describe('what is guessed from the language that Telegram is set to', () => {
  it.each([
    ['de', 'EUR', 'Europe/Berlin'],
    ['de-CH', 'CHF', 'Europe/Zurich'],
    ['hi', 'INR', 'Asia/Kolkata'],
    // where most of the region's people live
    ['pt-br', 'BRL', 'America/Sao_Paulo'],
    ['ru', 'RUB', 'Europe/Moscow'],
    ['id', 'IDR', 'Asia/Jakarta'],
    // regions with a single zone
    ['kk', 'KZT', 'Asia/Almaty'],
    ['uz', 'UZS', 'Asia/Tashkent'],
    ['en-SG', 'SGD', 'Asia/Singapore'],
    ['en-ZA', 'ZAR', 'Africa/Johannesburg'],
    // spoken in many zones
    ['es', 'EUR', 'UTC'],
    ['en', 'USD', 'UTC'],
    ['en-AU', 'AUD', 'UTC'],
    [null, 'USD', 'UTC'],
    ['no tag', 'USD', 'UTC'],
  ])('%s: %s, %s', (language, currency, zone) => {
    expect([guessCurrency(language), guessTimeZone(language)]).toEqual([currency, zone]);
  });
});
