import { expect, test } from 'vitest';
import { parseHtml } from '../../src/sandbox/entities.ts';
import { findEntities } from '../../src/sandbox/found-entities.ts';
import { renderHtml } from '../../src/sandbox/render.ts';
import { refusal, withBot } from './bot.ts';

test.each([
  ['<b>a</b><strong>b</strong>', 'ab', ['bold 0 1', 'bold 1 1']],
  [
    '<i>a</i><em>b</em><u>c</u><ins>d</ins>',
    'abcd',
    ['italic 0 1', 'italic 1 1', 'underline 2 1', 'underline 3 1'],
  ],
  [
    '<s>a</s><strike>b</strike><del>c</del>',
    'abc',
    ['strikethrough 0 1', 'strikethrough 1 1', 'strikethrough 2 1'],
  ],
  ['<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', 'ab', ['spoiler 0 1', 'spoiler 1 1']],
  [
    '<code>a</code> <pre>b</pre> <blockquote>c</blockquote>',
    'a b c',
    ['code 0 1', 'pre 2 1', 'blockquote 4 1'],
  ],
  ['<blockquote expandable>a</blockquote>', 'a', ['expandable_blockquote 0 1']],
  ['<B>a</B>', null, 'Unmatched end tag at byte offset 4, expected "</b>", found "</B>"'],
  ['💶<b>💶</b>', '💶💶', ['bold 2 2']],
  ['<b>a<i>b</i></b>', 'ab', ['bold 0 2', 'italic 1 1']],
  ['<code>a<b>b</b></code>', 'ab', ['code 0 2']],
  ['<b></b>x', 'x', []],
  ['a & b &amp; &lt;b&gt; &quot; &apos; &#8364; &#x20ac;', 'a & b & <b> " &apos; € €', []],
  ['1 > 0', '1 > 0', []],
  ['<', null, 'Unclosed start tag at byte offset 0'],
  ['é < b', null, 'Unsupported start tag "" at byte offset 3'],
  ['<b', null, 'Unclosed start tag at byte offset 0'],
  ['<b>x', null, 'Can\'t find end tag corresponding to start tag "b"'],
  ['x</b>', null, 'Unexpected end tag at byte offset 1'],
  ['<b>x</i>', null, 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
  ['<b>x</b', null, 'Unclosed end tag at byte offset 4'],
  ['<h1>x</h1>', null, 'Unsupported start tag "h1" at byte offset 0'],
  ['<constructor>x', null, 'Unsupported start tag "constructor" at byte offset 0'],
  ['<span>x</span>', null, 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ['<a href="x>y</a>', null, 'Unclosed start tag at byte offset 0'],
  ['<a href=x"y>z</a>', null, 'Unexpected end of name token at byte offset 8'],
  ['<a ="x">z</a>', null, 'Empty attribute name in the tag "a" at byte offset 0'],
])('%s', (html, text, expected) => {
  if (text === null) {
    expect(() => parseHtml(html)).toThrow(`Bad Request: can't parse entities: ${expected}`);
    return;
  }
  const parsed = parseHtml(html);
  expect(parsed.text).toBe(text);
  expect(parsed.entities.map(({ type, offset, length }) => `${type} ${offset} ${length}`)).toEqual(expected);
});

test('links, mentions and languages of code are kept; what cannot be a link is only text', () => {
  expect(parseHtml('<a href="https://example.com/?a=1&amp;b=2">x</a>').entities).toMatchObject([
    { type: 'text_link', url: 'https://example.com/?a=1&b=2' },
  ]);
  expect(parseHtml("<a href='tg://user?id=42'>x</a>").entities).toMatchObject([
    { type: 'text_mention', user: { id: 42 } },
  ]);
  expect(parseHtml('<a href="javascript:alert(1)">x</a>')).toEqual({ text: 'x', entities: [] });
  expect(parseHtml('<pre><code class="language-sql">x</code></pre>').entities).toEqual([
    { type: 'pre', offset: 0, length: 1, language: 'sql' },
  ]);
});

test('refusals reach the caller, and stored text has no tags', async () => {
  const { sandbox, api } = await withBot();
  const { id: chat_id } = sandbox.person({ started: true });
  const send = (text: string) => api.sendMessage({ chat_id, text, parse_mode: 'HTML' });
  expect(await refusal(send('a<b>'))).toBe(
    'Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
  );
  expect((await send('a <b>b</b>')).text).toBe('a b');
  expect((await api.sendMessage({ chat_id, text: '<b>' })).text).toBe('<b>');
});

test.each([
  ['/start', ['bot_command 0 6']],
  ['/new@spndr_bot coffee', ['bot_command 0 14']],
  ['and/or 1/2 a/b', []],
  ['see /show, /help.', ['bot_command 4 5', 'bot_command 11 5']],
  ['me@example.com @someone #food $5 $USD', ['email 0 14', 'mention 15 8', 'hashtag 24 5', 'cashtag 33 4']],
  ['https://example.com/a#b.', ['url 0 23']],
])('Telegram finds in %j: %j', (text, expected) => {
  expect(findEntities(text).map(({ type, offset, length }) => `${type} ${offset} ${length}`)).toEqual(
    expected,
  );
});

test('rendered HTML is escaped and well nested, whatever the entities', () => {
  expect(renderHtml('<script>&"', [])).toBe('&lt;script&gt;&amp;&quot;');
  const overlapping = [
    { type: 'bold', offset: 0, length: 4 },
    { type: 'italic', offset: 2, length: 4 },
  ];
  expect(renderHtml('abcdef', overlapping)).toBe('<b>ab<i>cd</i></b><i>ef</i>');
  const link = { type: 'text_link', offset: 0, length: 1, url: 'https://x.example/?"&<' };
  expect(renderHtml('x', [link])).toBe('<a href="https://x.example/?&quot;&amp;&lt;">x</a>');
});
