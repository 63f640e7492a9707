// Draws chat messages. Text always becomes text nodes: nothing that was received is ever read as markup.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class') element.className = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== ''));
  return element;
}

const marks = { '*': 'strong', '_': 'em', '~': 's', '`': 'code' };

// WhatsApp's own marks: they touch the text they mark, stay on one line and may be nested.
export function words(text) {
  const parts = [];
  const pattern = /(^|[^\p{L}\p{N}])([*_~`])(?!\s)([^\n]*?[^\s])\2(?![\p{L}\p{N}])/u;
  let rest = text;
  for (let match; (match = pattern.exec(rest));) {
    parts.push(rest.slice(0, match.index) + match[1]);
    parts.push(h(marks[match[2]], {}, ...(match[2] === '`' ? [match[3]] : words(match[3]))));
    rest = rest.slice(match.index + match[0].length);
  }
  parts.push(rest);
  return parts;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const ticks = {
  pending: ['M5.500 1a4.500 4.500 0 1 0 .01 0M5.500 3v2.500l1.800 1', 'waiting'],
  sent: ['M1 5.500l3 3.500 6-8', 'sent'],
  delivered: ['M1 5.500l3 3.500 6-8M7.500 8.500l.5.500 6-8', 'delivered'],
  read: ['M1 5.500l3 3.500 6-8M7.500 8.500l.5.500 6-8', 'read'],
  failed: ['M5.500 1v5.500M5.500 9.500v.01', 'failed'],
};

function tick(status) {
  const [path, label] = ticks[status] ?? ticks.pending;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 11');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  svg.setAttribute('class', `tick ${label}`);
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

export function preview(message) {
  const bubble = message?.bubble;
  const names = { image: '🖼 Photo', audio: '🎤 Voice note', video: '🎬 Video', document: '📄 Document', sticker: 'Sticker', location: '📍 Location', contacts: '👤 Contact' };
  return bubble ? bubble.text || names[bubble.kind] || bubble.kind : 'A message that is gone';
}

const mediaUrl = bubble => bubble.mediaId ? `/emulator/api/media/${encodeURIComponent(bubble.mediaId)}` : /^https?:/.test(bubble.mediaUrl ?? '') ? bubble.mediaUrl : '';

const content = {
  image: bubble => [h('div', { class: 'media' }, h('img', { src: mediaUrl(bubble), alt: bubble.text || 'Photo' })), text(bubble)],
  sticker: bubble => [h('img', { src: mediaUrl(bubble), alt: 'Sticker' })],
  audio: bubble => [h('audio', { controls: true, preload: 'metadata', src: mediaUrl(bubble), 'aria-label': bubble.voice ? 'Voice note' : 'Sound' })],
  video: bubble => [file('🎬', bubble.fileName || 'Video', bubble), text(bubble)],
  document: bubble => [file('📄', bubble.fileName || 'Document', bubble), text(bubble)],
  location: bubble => [h('div', { class: 'place' }, glyph('📍'), h('div', {}, h('b', {}, bubble.text || 'Location'),
    h('span', {}, bubble.address || `${bubble.latitude}, ${bubble.longitude}`)))],
  contacts: bubble => [h('div', { class: 'card' }, glyph('👤'), h('div', {}, h('b', {}, bubble.text || 'Contact'), h('span', {}, bubble.phone || '')))],
  template: bubble => [h('p', { class: 'small' }, `Template ${bubble.header ?? ''}`), text(bubble)],
};

const glyph = sign => h('span', { class: 'glyph', 'aria-hidden': 'true' }, sign);
const text = bubble => bubble.text ? h('span', { class: 'words' }, ...words(bubble.text)) : null;
const file = (sign, name, bubble) => h('a', { class: 'file', href: mediaUrl(bubble) || undefined, target: '_blank', rel: 'noopener noreferrer', download: name },
  glyph(sign), h('div', {}, h('b', {}, name), h('span', {}, bubble.mimeType || 'file')));

function options(message, act) {
  const bubble = message.bubble;
  if (message.fromPerson) return null;
  const buttons = (bubble.buttons ?? []).map(option => bubble.kind === 'link'
    ? h('a', { href: /^https?:/.test(bubble.url ?? '') ? bubble.url : undefined, target: '_blank', rel: 'noopener noreferrer' }, `↗ ${option.title}`)
    : h('button', { type: 'button', disabled: bubble.kind === 'form', title: bubble.kind === 'form' ? 'Forms open in WhatsApp only' : undefined, onclick: () => act.choose(message, option, false) }, option.title));
  if (bubble.listButton) buttons.push(h('button', { type: 'button', 'aria-haspopup': 'dialog', onclick: () => act.openList(message) }, `☰  ${bubble.listButton.replace(/^☰\s*/, '') || 'Options'}`));
  if (bubble.kind === 'locationRequest') buttons.push(h('button', { type: 'button', onclick: () => act.sendLocation(message) }, '📍 Send location'));
  if (bubble.kind === 'contactRequest') buttons.push(h('button', { type: 'button', onclick: () => act.sendContact(message) }, '👤 Share my number'));
  return buttons.length ? h('div', { class: 'options' }, ...buttons) : null;
}

export function row(message, first, find, act) {
  const bubble = message.bubble;
  const quoted = message.quoted && bubble.kind !== 'choice' ? find(message.quoted) : null;
  const reactions = [message.personReaction, message.businessReaction].filter(Boolean).join(' ');
  const box = h('div', { class: 'bubble' },
    quoted ? h('button', { type: 'button', class: 'quoted', onclick: () => act.goTo(quoted.id) }, h('b', {}, quoted.fromPerson ? 'You' : quoted.by ?? 'Your assistant'), preview(quoted)) : null,
    bubble.header && bubble.kind !== 'template' ? h('h3', {}, bubble.header) : null,
    ...(content[bubble.kind]?.(bubble) ?? [text(bubble)]),
    bubble.footer ? h('p', { class: 'small' }, bubble.footer) : null,
    message.failure && message.status === 'failed' ? h('span', { class: 'failure' }, `Not delivered (${message.failureCode}): ${message.failure}`) : null,
    h('span', { class: 'meta' }, h('time', { datetime: message.at }, clock.format(new Date(message.at))), tick(message.status)));
  return h('article', {
    class: `row ${message.fromPerson ? 'mine' : 'theirs'}${first ? ' first' : ''}${bubble.kind === 'sticker' ? ' sticker' : ''}${reactions ? ' reacted' : ''}`,
    'data-id': message.id, 'data-status': message.status, 'data-kind': bubble.kind, 'aria-label': message.fromPerson ? 'You wrote' : `${message.by ?? 'Your assistant'} wrote`,
  },
  h('div', { class: 'stack' }, box, reactions ? h('span', { class: 'reaction' }, reactions) : null, options(message, act)),
  h('button', { type: 'button', class: 'more', 'aria-label': 'React or reply', 'aria-haspopup': 'menu', onclick: event => act.openMore(event.currentTarget, message) }, '⌄'));
}

const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

export function dayName(at) {
  const day = new Date(at), today = new Date(), yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return 'Today';
  return day.toDateString() === yesterday.toDateString() ? 'Yesterday' : dayFormat.format(day);
}
