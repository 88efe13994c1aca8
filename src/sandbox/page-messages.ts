/**
 * The part of the chat page's script that draws messages. A message's markup (`html`) comes from the server already
 * escaped; everything else is set as text.
 */
export const messagesScript = String.raw`
const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

const makeButton = (className, text, act) => {
  const button = make('button', className, text);
  button.type = 'button';
  button.addEventListener('click', act);
  return button;
};

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' });
const bytes = (size) =>
  size < 1024 ? size + ' B' : size < 1048576 ? (size / 1024).toFixed(1) + ' KB' : (size / 1048576).toFixed(1) + ' MB';
const isMine = (message) => message.from !== null && message.from.id === me;
const wordsOf = (message) => message.text || message.kind.replaceAll('_', ' ');

function drawFile(message) {
  const source = '/control/file/' + encodeURIComponent(message.file.file_id);
  if (message.kind === 'photo') {
    const picture = make('img', 'photo');
    picture.src = source;
    picture.alt = message.text || 'Picture';
    if (message.file.width) { picture.width = message.file.width; picture.height = message.file.height; }
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
    node.replaceWith(...pieces.map((piece, index) =>
      index % 2 === 0 ? piece : makeButton('command', piece, () => post('say', { text: piece }))));
  }
}

function draw(message) {
  const mine = isMine(message);
  const row = make('div', 'row' + (mine ? ' mine' : ''));
  row.dataset.id = message.id;
  row.role = 'group';
  row.ariaLabel = mine ? 'You' : message.from?.name ?? 'Nobody';
  const bubble = make('div', 'bubble');
  if (isGroup && !mine && message.from) bubble.append(make('div', 'sender', message.from.name));
  const quoted = messages.get(message.replyTo);
  if (quoted) bubble.append(make('div', 'quote', wordsOf(quoted)));
  if (message.file) bubble.append(drawFile(message));
  if (message.kind === 'photo' && message.file.width) {
    // as wide as its picture, however long the caption
    row.style.setProperty('--shape', message.file.width / message.file.height);
    row.classList.add('pictured');
  }
  const body = make('span', 'body');
  if (message.text) body.innerHTML = message.html;
  else if (!message.file) { body.className = 'other'; body.textContent = wordsOf(message); }
  linkCommands(body);
  bubble.append(body, make('span', 'stamp', (message.edits ? 'edited ' : '') + clock.format(new Date(message.date))));
  bubble.append(drawActions(message));
  row.append(bubble);
  if (message.buttons.length) row.append(drawButtons(message));
  return row;
}

/** What one can do with the message itself; shown when one points at it, or reaches it with Tab. */
function drawActions(message) {
  const actions = make('span', 'actions');
  const add = (symbol, title, act) => {
    const button = makeButton('', symbol, act);
    button.title = title;
    button.ariaLabel = title;
    actions.append(button);
  };
  add('↩', 'Reply', () => aimAt('reply', message));
  if (isMine(message) && (message.text || message.file)) add('✎', 'Edit', () => aimAt('edit', message));
  return actions;
}

function drawButtons(message) {
  const keyboard = make('div', 'buttons');
  for (const buttons of message.buttons) {
    const line = make('div');
    for (const { label, data, url } of buttons) {
      if (url === null) {
        line.append(makeButton('', label, ({ currentTarget: button }) => tap(message, data, button)));
        continue;
      }
      const link = make('a', '', label);
      link.href = url;
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      line.append(link);
    }
    keyboard.append(line);
  }
  return keyboard;
}
`;
