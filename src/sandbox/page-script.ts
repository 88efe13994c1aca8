/**
 * The chat page's script. A message's markup (`html`) comes from the server already escaped; everything else is set as
 * text.
 */
export const pageScript = String.raw`
'use strict';
const byId = (id) => document.getElementById(id);
const list = byId('messages'), box = byId('text'), menu = byId('menu'), note = byId('note');
const query = new URLSearchParams(location.search);
const whose = {};
if (query.has('person')) whose.person = Number(query.get('person'));
if (query.has('chat')) whose.chat = Number(query.get('chat'));
let me = 0, bot = null, isGroup = false, messages = new Map(), editing = null;
const waiting = new Map();

const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

async function post(action, body) {
  const response = await fetch('/control/' + action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...whose, ...body }),
  });
  const answer = await response.json();
  if (!response.ok) showNote(answer.error);
  return answer;
}

function showNote(text) {
  note.textContent = text;
  note.hidden = false;
  clearTimeout(showNote.timer);
  showNote.timer = setTimeout(() => { note.hidden = true; }, 4000);
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' });
const bytes = (size) =>
  size < 1024 ? size + ' B' : size < 1048576 ? (size / 1024).toFixed(1) + ' KB' : (size / 1048576).toFixed(1) + ' MB';

function drawFile(message) {
  const source = '/control/file/' + encodeURIComponent(message.file.file_id);
  if (message.kind === 'photo') {
    const picture = make('img', 'photo');
    picture.src = source;
    picture.alt = message.text || 'Picture';
    if (message.file.width) { picture.width = message.file.width; picture.height = message.file.height; }
    picture.style.height = 'auto';
    picture.addEventListener('load', toEnd);
    const whole = make('a', '');
    whole.href = source;
    whole.target = '_blank';
    whole.append(picture);
    return whole;
  }
  const link = make('a', 'document');
  link.href = source;
  link.append(make('span', '', '↓'));
  const about = make('span', '', message.file.file_name || 'file');
  about.append(make('small', '', bytes(message.file.file_size)));
  link.append(about);
  return link;
}

/** Turns the found /commands of a bubble into something to tap, as messengers do. */
function linkCommands(body) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('a, code, pre')) texts.push(walker.currentNode);
  for (const node of texts) {
    const pieces = node.data.split(/((?<![\p{L}\p{N}_/<>])\/[A-Za-z][A-Za-z0-9_]{0,31}(?![\p{L}\p{N}_/<>]))/u);
    if (pieces.length < 2) continue;
    node.replaceWith(...pieces.map((piece, index) => {
      if (index % 2 === 0) return document.createTextNode(piece);
      const button = make('button', 'command', piece);
      button.type = 'button';
      button.addEventListener('click', () => post('say', { text: piece }));
      return button;
    }));
  }
}

function draw(message) {
  const mine = message.from !== null && message.from.id === me;
  const row = make('div', 'row' + (mine ? ' mine' : ''));
  row.dataset.id = message.id;
  const bubble = make('div', 'bubble');
  if (isGroup && !mine && message.from) bubble.append(make('div', 'sender', message.from.name));
  const quoted = messages.get(message.replyTo);
  if (quoted) bubble.append(make('div', 'quote', quoted.text || quoted.kind));
  if (message.file) bubble.append(drawFile(message));
  const body = make('span', 'body');
  if (message.text) body.innerHTML = message.html;
  else if (!message.file) { body.className = 'other'; body.textContent = message.kind.replaceAll('_', ' '); }
  linkCommands(body);
  bubble.append(body, make('span', 'stamp', (message.edits ? 'edited ' : '') + clock.format(new Date(message.date))));
  if (mine && message.kind === 'text') {
    bubble.title = 'Double-click to edit';
    bubble.addEventListener('dblclick', () => beginEdit(message));
  }
  row.append(bubble);
  if (message.buttons.length) row.append(drawButtons(message));
  return row;
}

function drawButtons(message) {
  const keyboard = make('div', 'buttons');
  for (const buttons of message.buttons) {
    const line = make('div');
    for (const { label, data, url } of buttons) {
      const button = make(url === null ? 'button' : 'a', '', label);
      if (url === null) {
        button.type = 'button';
        button.addEventListener('click', async () => {
          button.classList.add('waiting');
          const { tapId } = await post('tap', { message: message.id, button: data });
          if (tapId) waiting.set(tapId, button);
          setTimeout(() => button.classList.remove('waiting'), 10000);
        });
      } else {
        button.href = url;
        button.target = '_blank';
        button.rel = 'noopener noreferrer';
      }
      line.append(button);
    }
    keyboard.append(line);
  }
  return keyboard;
}

const toEnd = () => { list.scrollTop = list.scrollHeight; };
const isAtEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < 120;

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
  const stay = !isAtEnd() && message.change !== 'new';
  const row = list.querySelector('.row[data-id="' + message.id + '"]');
  if (message.change === 'deleted') { messages.delete(message.id); row?.remove(); return; }
  if (row) {
    messages.set(message.id, message);
    const fresh = draw(message);
    if (row.classList.contains('follows')) fresh.classList.add('follows');
    row.replaceWith(fresh);
  } else {
    append(message, true);
  }
  setStatus('bot');
  if (!stay) toEnd();
}

function setStatus(text) {
  byId('status').textContent = text;
  clearTimeout(setStatus.timer);
  if (text !== 'bot') setStatus.timer = setTimeout(() => setStatus('bot'), 5000);
}

function drawMenu(commands) {
  byId('menu-button').hidden = commands.length === 0;
  menu.replaceChildren(...commands.map(({ command, description }) => {
    const item = make('li'), button = make('button');
    button.type = 'button';
    button.append(make('b', '', '/' + command), make('span', '', description));
    button.addEventListener('click', () => { menu.hidden = true; post('say', { text: '/' + command }); box.focus(); });
    item.append(button);
    return item;
  }));
}

function beginEdit(message) {
  editing = message.id;
  box.value = message.text;
  box.placeholder = 'Edit message';
  grow();
  box.focus();
}

function endEdit() { editing = null; box.value = ''; box.placeholder = 'Message'; grow(); }

function grow() {
  box.style.height = 'auto';
  box.style.height = box.scrollHeight + 'px';
}

const events = new EventSource('/control/events' + location.search);
events.addEventListener('snapshot', (event) => {
  const snapshot = JSON.parse(event.data);
  me = snapshot.me; bot = snapshot.bot; isGroup = snapshot.chat.type !== 'private';
  byId('name').textContent = isGroup ? snapshot.chat.title : bot.first_name;
  document.title = byId('name').textContent;
  messages = new Map();
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
events.addEventListener('error', () => setStatus('not connected: is the demo still running?'));

byId('compose').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = box.value.trim();
  if (!text) return;
  if (editing === null) post('say', { text });
  else post('edit', { message: editing, text });
  endEdit();
  menu.hidden = true;
});
box.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); byId('compose').requestSubmit(); }
  if (event.key === 'Escape') { menu.hidden = true; if (editing !== null) endEdit(); }
  if (event.key === 'ArrowUp' && box.value === '') {
    const last = [...messages.values()].findLast((message) => message.from?.id === me && message.kind === 'text');
    if (last) { event.preventDefault(); beginEdit(last); }
  }
});
box.addEventListener('input', grow);
byId('menu-button').addEventListener('click', () => { menu.hidden = !menu.hidden; });
list.addEventListener('click', (event) => event.target.closest('tg-spoiler')?.classList.toggle('open'));
byId('attach').addEventListener('click', () => byId('file').click());
byId('file').addEventListener('change', (event) => {
  const [file] = event.target.files;
  if (!file) return;
  const reader = new FileReader();
  reader.addEventListener('load', () => {
    const upload = { name: file.name, type: file.type || 'application/octet-stream', base64: reader.result.split(',')[1] || '' };
    const kind = /^image\/(png|jpeg)$/.test(file.type) ? 'photo' : 'document';
    post('send', { attachment: { [kind]: upload } });
    event.target.value = '';
  });
  reader.readAsDataURL(file);
});
`;
