import { messagesScript } from './page-messages.ts';

/** The chat page's script. */
export const pageScript = String.raw`
'use strict';
const byId = (id) => document.getElementById(id);
const list = byId('messages'), box = byId('text'), menu = byId('menu'), note = byId('note'), newest = byId('newest');
const query = new URLSearchParams(location.search);
const whose = {};
if (query.has('person')) whose.person = Number(query.get('person'));
if (query.has('chat')) whose.chat = Number(query.get('chat'));
let me = 0, bot = null, isGroup = false, messages = new Map();
/** What sending does other than to say the text: { action: 'reply' or 'edit', message }. */
let aim = null;
/** Whether one is at the newest message, and stays there; otherwise, how many came since. */
let following = true, unseen = 0;
const waiting = new Map();
${messagesScript}
/** Fulfils with the answer; null: it failed, which has been said. */
async function post(action, body) {
  try {
    const response = await fetch('/control/' + action, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...whose, ...body }),
    });
    const answer = await response.json();
    if (response.ok) return answer;
    showNote(answer.error);
  } catch {
    showNote('The demo does not answer: is it still running?');
  }
  return null;
}

function showNote(text) {
  note.textContent = text;
  note.hidden = false;
  clearTimeout(showNote.timer);
  showNote.timer = setTimeout(() => { note.hidden = true; }, 4000);
}

async function tap(message, data, button) {
  button.classList.add('waiting');
  const answer = await post('tap', { message: message.id, button: data });
  if (answer) waiting.set(answer.tapId, button);
  else button.classList.remove('waiting');
  setTimeout(() => button.classList.remove('waiting'), 10000);
}

function toEnd() { list.scrollTop = list.scrollHeight; showPlace(); }
function keepPlace() { if (following) toEnd(); }

function showPlace() {
  following = list.scrollHeight - list.scrollTop - list.clientHeight < 120;
  if (following) unseen = 0;
  newest.hidden = following;
  newest.textContent = unseen === 0 ? '↓' : unseen + ' new ↓';
}

function append(message, arriving) {
  const last = list.lastElementChild;
  const before = last && messages.get(Number(last.dataset.id));
  const day = new Date(message.date).toDateString();
  if (!before || new Date(before.date).toDateString() !== day) {
    list.append(make('div', 'day', calendar.format(new Date(message.date))));
  }
  messages.set(message.id, message);
  const row = draw(message);
  if (before && before.from && message.from && before.from.id === message.from.id) row.classList.add('follows');
  if (arriving) row.classList.add('arriving');
  list.append(row);
}

function show(message) {
  const isNew = message.change === 'new';
  const row = list.querySelector('.row[data-id="' + message.id + '"]');
  if (message.change === 'deleted') {
    messages.delete(message.id);
    row?.remove();
    if (aim?.message.id === message.id) endAim();
    return;
  }
  if (row) replace(row, message);
  else append(message, true);
  setStatus('bot');
  if (isNew && (message.promptFor === me || message.promptFor === 'all') && box.value === '') aimAt('reply', message);
  if (isNew) unseen += 1;
  if (following || (isNew && isMine(message))) toEnd();
  else showPlace();
}

/** Shows the message as it is now; whoever was at one of its buttons stays there. */
function replace(row, message) {
  messages.set(message.id, message);
  const at = [...row.querySelectorAll('button')].indexOf(document.activeElement);
  const fresh = draw(message);
  if (row.classList.contains('follows')) fresh.classList.add('follows');
  row.replaceWith(fresh);
  if (at >= 0) (fresh.querySelectorAll('button')[at] ?? box).focus({ preventScroll: true });
}

function setStatus(text, lasts = text === 'bot') {
  byId('status').textContent = text;
  clearTimeout(setStatus.timer);
  if (!lasts) setStatus.timer = setTimeout(() => setStatus('bot'), 5000);
}

function drawMenu(commands) {
  byId('menu-button').hidden = commands.length === 0;
  menu.replaceChildren(...commands.map(({ command, description }) => {
    const item = make('li');
    const button = makeButton('', undefined, () => { openMenu(false); post('say', { text: '/' + command }); box.focus(); });
    button.append(make('b', '', '/' + command), make('span', '', description));
    item.append(button);
    return item;
  }));
}

function openMenu(open) {
  menu.hidden = !open;
  byId('menu-button').ariaExpanded = String(open);
  if (open) menu.querySelector('button').focus();
}

/** Makes what is typed next a reply to this message, or its new text. */
function aimAt(action, message) {
  if (action === 'edit' || aim?.action === 'edit') box.value = action === 'edit' ? message.text : '';
  aim = { action, message };
  byId('aim').hidden = false;
  byId('aim-text').textContent = (action === 'edit' ? 'Edit: ' : 'Reply to: ') + wordsOf(message);
  grow();
  box.focus();
}

function endAim() {
  if (aim?.action === 'edit') box.value = '';
  aim = null;
  byId('aim').hidden = true;
  grow();
}

function grow() {
  box.style.height = 'auto';
  box.style.height = box.scrollHeight + 'px';
}

function connect() {
  const events = new EventSource('/control/events' + location.search);
  events.addEventListener('snapshot', (event) => {
    const snapshot = JSON.parse(event.data);
    me = snapshot.me; bot = snapshot.bot; isGroup = snapshot.chat.type !== 'private';
    byId('name').textContent = isGroup ? snapshot.chat.title : bot.first_name;
    document.title = byId('name').textContent;
    messages = new Map();
    endAim();
    list.replaceChildren();
    for (const message of snapshot.messages) append(message, false);
    drawMenu(snapshot.menu);
    setStatus('bot');
    toEnd();
  });
  events.addEventListener('shown', (event) => show(JSON.parse(event.data)));
  events.addEventListener('menu', (event) => drawMenu(JSON.parse(event.data)));
  events.addEventListener('action', () => setStatus('typing…'));
  events.addEventListener('tap', (event) => {
    const { tapId, note: text } = JSON.parse(event.data);
    waiting.get(tapId)?.classList.remove('waiting');
    waiting.delete(tapId);
    if (text) showNote(text);
  });
  events.addEventListener('error', () => {
    setStatus('not connected: is the demo still running?', true);
    // refused, not interrupted: the browser does not try again by itself
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, 3000);
  });
}
connect();

byId('compose').addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = box.value.trim();
  if (!text) return;
  const aimed = aim;
  box.value = '';
  endAim();
  openMenu(false);
  const sent = await (aimed ? post(aimed.action, { message: aimed.message.id, text }) : post('say', { text }));
  if (sent || box.value !== '') return;
  if (aimed) aimAt(aimed.action, aimed.message);
  box.value = text;
  grow();
});
box.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); byId('compose').requestSubmit(); }
  if (event.key === 'ArrowUp' && box.value === '') {
    const last = [...messages.values()].findLast((message) => isMine(message) && message.kind === 'text');
    if (last) { event.preventDefault(); aimAt('edit', last); }
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.isComposing) return;
  if (menu.hidden) endAim();
  openMenu(false);
  box.focus();
});
box.addEventListener('input', grow);
byId('menu-button').addEventListener('click', () => openMenu(menu.hidden));
byId('aim-end').addEventListener('click', () => { endAim(); box.focus(); });
list.addEventListener('click', (event) => event.target.closest('tg-spoiler')?.classList.toggle('open'));
list.addEventListener('scroll', showPlace);
list.addEventListener('load', keepPlace, true);
new ResizeObserver(keepPlace).observe(list);
newest.addEventListener('click', () => { toEnd(); box.focus(); });
byId('attach').addEventListener('click', () => byId('file').click());
byId('file').addEventListener('change', (event) => {
  const [file] = event.target.files;
  if (!file) return;
  const reader = new FileReader();
  reader.addEventListener('load', async () => {
    const upload = { name: file.name, type: file.type || 'application/octet-stream', base64: reader.result.split(',')[1] || '' };
    const kind = /^image\/(png|jpeg)$/.test(file.type) ? 'photo' : 'document';
    const caption = aim ? '' : box.value.trim();
    const sent = await post('send', { attachment: { [kind]: upload, ...(caption && { caption }) } });
    if (sent && caption && box.value.trim() === caption) { box.value = ''; grow(); }
    event.target.value = '';
  });
  reader.readAsDataURL(file);
});
`;
