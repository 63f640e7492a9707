import { h, row, preview, dayName } from './bubbles.js';
import { startDesk } from './operator.js';
import { startHelpDesk } from './helpdesk.js';

const $ = id => document.getElementById(id);
const chat = $('chat');
let state = { lines: [], persons: [], messages: [], desk: [], settings: {}, faults: [] };
let line = localStorage.getItem('concierge-line');
let person = localStorage.getItem('concierge-person');
const unread = new Map();
let quoted = null;
let typingUntil = 0;
let typingTimer = 0;

const find = id => state.messages.find(message => message.id === id);
const api = async (method, path, body) => {
  const response = await fetch(`/emulator/api/${path}`, {
    method, headers: body ? { 'Content-Type': 'application/json' } : {}, body: body ? JSON.stringify(body) : undefined,
  });
  if (!response.ok) throw new Error(await response.text() || `The host answered ${response.status}.`);
  return response.status === 204 ? null : response.json();
};

function draw() {
  const atEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 80;
  const rows = [];
  let day = '', side = null;
  for (const message of state.messages.filter(message => message.line === line && message.person === person && message.bubble.kind !== 'note')) {
    const name = dayName(message.at);
    if (name !== day) {
      rows.push(h('div', { class: 'day' }, day = name));
      side = null;
    }
    rows.push(row(message, message.fromPerson !== side, find, actions));
    side = message.fromPerson;
  }
  if (!rows.length) rows.push(h('p', { class: 'empty' }, current() ? `Say hello. Your message goes to the assistant as a signed webhook, just as ${current().title} would send it.` : 'No channel of this host leads to the emulator: each has a real account, or none is registered.'));
  if (Date.now() < typingUntil) rows.push(h('div', { class: 'row theirs first typing', 'aria-label': 'Your assistant is typing' },
    h('div', { class: 'stack' }, h('div', { class: 'bubble' }, h('i'), h('i'), h('i')))));
  chat.replaceChildren(...rows);
  if (atEnd) chat.scrollTop = chat.scrollHeight;
  $('presence').textContent = Date.now() < typingUntil ? 'typing…' : 'online';
}

const current = () => state.lines.find(known => known.key === line);

function drawLines() {
  if (!current()) line = state.lines[0]?.key ?? null;
  $('lines').hidden = state.lines.length < 2;
  $('lines').replaceChildren(...state.lines.map(known => h('button', {
    type: 'button', role: 'tab', 'aria-selected': known.key === line ? 'true' : 'false', 'aria-controls': 'chat', 'data-channel': known.channel, onclick: () => choose(known.key),
  }, known.title, unread.get(known.key) ? h('span', { class: 'unread', 'aria-label': `${unread.get(known.key)} unread` }, unread.get(known.key)) : null)));
  $('phone').dataset.channel = current()?.channel ?? '';
  $('fault-line').textContent = current()?.title ?? 'the provider';
  $('fault').replaceChildren(...(current()?.faults ?? []).map(fault => h('option', { value: fault.name }, fault.label)));
  $('open-helpdesk').hidden = !current()?.hasDesk;
}

function choose(key) {
  line = key;
  localStorage.setItem('concierge-line', line);
  unread.delete(line);
  typingUntil = 0;
  quote(null);
  closePopover();
  drawLines();
  draw();
  helpDesk.changed();
  chat.scrollTop = chat.scrollHeight;
}

function drawPeople() {
  if (!state.persons.some(known => known.number === person)) person = state.persons[0]?.number ?? null;
  $('person').replaceChildren(...state.persons.map(known => h('option', { value: known.number, selected: known.number === person }, known.name)));
}

const act = body => api('POST', 'messages', { line, person, ...body }).catch(report);
const report = error => { $('presence').textContent = error.message; };
const reply = () => { const id = quoted?.id; quote(null); return id; };

const actions = {
  choose: (message, option, isList) => act({ bubble: { kind: 'choice', choiceId: option.id, text: option.title, listButton: isList ? message.bubble.listButton : undefined }, quoted: message.id }),
  sendLocation: message => act({ bubble: place, quoted: message?.id }),
  sendContact: message => {
    const me = state.persons.find(known => known.number === person);
    return act({ bubble: { kind: 'contacts', text: me.name, phone: `+${me.number}` }, quoted: message?.id });
  },
  goTo: id => chat.querySelector(`[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'center', behavior: 'smooth' }),
  openList(message) {
    const sheet = $('sheet');
    const pick = option => { sheet.close(); actions.choose(message, option, true); };
    sheet.replaceChildren(h('h2', {}, message.bubble.listButton.replace(/^☰\s*/, '') || 'Options'), ...message.bubble.sections.flatMap(section => [
      section.title ? h('h3', {}, section.title) : null,
      ...section.rows.map(option => h('button', { type: 'button', onclick: () => pick(option) }, option.title, option.description ? h('span', {}, option.description) : null)),
    ].filter(Boolean)));
    sheet.showModal();
  },
  openMore(button, message) {
    closePopover();
    const react = emoji => { closePopover(); act({ bubble: { kind: 'reaction', target: message.id, text: message.personReaction === emoji ? '' : emoji } }); };
    const popover = h('div', { class: 'popover', role: 'menu', 'aria-label': 'React, reply or repeat' },
      ...(message.fromPerson ? [] : ['👍', '❤️', '😂', '😮', '🙏'].map(emoji => h('button', { type: 'button', role: 'menuitem', 'aria-label': `React with ${emoji}`, onclick: () => react(emoji) }, emoji))),
      h('button', { type: 'button', role: 'menuitem', class: 'word', onclick: () => { closePopover(); quote(message); } }, 'Reply'),
      h('button', { type: 'button', role: 'menuitem', class: 'word', title: 'Post its webhook once more, as providers do', onclick: () => { closePopover(); api('POST', 'again', { id: message.id }).catch(report); } }, 'Repeat'));
    document.querySelector('.phone').append(popover);
    const frame = document.querySelector('.phone').getBoundingClientRect(), place = button.getBoundingClientRect();
    popover.style.left = `${Math.max(8, Math.min(place.left - frame.left - 60, frame.width - popover.offsetWidth - 24))}px`;
    popover.style.top = `${Math.max(60, place.top - frame.top - 46)}px`;
    popover.querySelector('button').focus();
  },
};

const place = { kind: 'location', latitude: 48.8616, longitude: 2.2893, text: 'Place du Trocadéro', address: '75016 Paris' };
const closePopover = () => document.querySelector('.popover')?.remove();
const toggleMenu = open => { $('attach-menu').hidden = !open; $('attach').setAttribute('aria-expanded', open); if (open) $('attach-menu').querySelector('button').focus(); };

function quote(message) {
  quoted = message;
  $('quote').hidden = !message;
  $('quote-text').textContent = message ? preview(message) : '';
  if (message) $('text').focus();
}

async function upload(blob, name) {
  const response = await fetch(`/emulator/api/media?name=${encodeURIComponent(name)}`, { method: 'POST', headers: { 'Content-Type': blob.type || 'application/octet-stream' }, body: blob });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()).id;
}

// A second of two soft tones: something to hear, without asking for the microphone.
function voiceNote() {
  const rate = 16000, length = rate, data = new DataView(new ArrayBuffer(44 + length * 2));
  [...'RIFF'].forEach((c, i) => data.setUint8(i, c.charCodeAt(0)));
  data.setUint32(4, 36 + length * 2, true);
  [...'WAVEfmt '].forEach((c, i) => data.setUint8(8 + i, c.charCodeAt(0)));
  data.setUint32(16, 16, true); data.setUint16(20, 1, true); data.setUint16(22, 1, true); data.setUint32(24, rate, true);
  data.setUint32(28, rate * 2, true); data.setUint16(32, 2, true); data.setUint16(34, 16, true);
  [...'data'].forEach((c, i) => data.setUint8(36 + i, c.charCodeAt(0)));
  data.setUint32(40, length * 2, true);
  for (let i = 0; i < length; i++) data.setInt16(44 + i * 2, 6000 * Math.sin(i * (i < length / 2 ? 0.17 : 0.22)) * Math.sin(Math.PI * i / length), true);
  return new Blob([data], { type: 'audio/wav' });
}

const attachments = {
  image: () => pickFile('image/jpeg,image/png', 'image'),
  document: () => pickFile('', 'document'),
  voice: async () => act({ bubble: { kind: 'audio', voice: true, mimeType: 'audio/wav', mediaId: await upload(voiceNote(), 'voice.wav') }, quoted: reply() }),
  location: () => act({ bubble: place, quoted: reply() }),
  contact: () => act({ bubble: { kind: 'contacts', text: 'Grace Hopper', phone: '+1 555 010 2030' }, quoted: reply() }),
};

function pickFile(accept, kind) {
  $('file').accept = accept;
  $('file').value = '';
  $('file').onchange = async () => {
    const [file] = $('file').files;
    if (!file) return;
    try {
      const caption = $('text').value.trim();
      const mediaId = await upload(file, file.name);
      $('text').value = '';
      await act({ bubble: { kind, mediaId, fileName: file.name, mimeType: file.type, text: caption || undefined }, quoted: reply() });
    } catch (error) { report(error); }
  };
  $('file').click();
}

async function refresh() {
  state = await api('GET', 'state');
  drawLines();
  drawPeople();
  draw();
  helpDesk.changed();
  drawFaults();
  chat.scrollTop = chat.scrollHeight;
  $('open-operator').hidden = !state.operator;
}

function listen() {
  const events = new EventSource('/emulator/api/events');
  events.addEventListener('hello', () => refresh().catch(report));
  events.addEventListener('settings', () => refresh().catch(report));
  events.addEventListener('message', event => {
    const message = JSON.parse(event.data);
    const index = state.messages.findIndex(known => known.id === message.id);
    if (index < 0) state.messages.push(message); else state.messages[index] = message;
    if (index < 0 && !message.fromPerson && message.person === person && message.bubble.kind !== 'note') {
      if (message.line === line) { typingUntil = 0; helpDesk.typing(false); }
      else { unread.set(message.line, (unread.get(message.line) ?? 0) + 1); drawLines(); }
    }
    draw();
    desk.changed();
    helpDesk.changed();
  });
  events.addEventListener('desk', event => {
    const conversation = JSON.parse(event.data);
    const index = state.desk.findIndex(known => known.line === conversation.line && known.id === conversation.id);
    if (index < 0) state.desk.push(conversation); else state.desk[index] = conversation;
    helpDesk.changed();
  });
  events.addEventListener('typing', event => {
    const typing = JSON.parse(event.data);
    if (typing.person !== person || typing.line !== line) return;
    if (typing.deskOnly) { helpDesk.typing(typing.on); return; }
    typingUntil = typing.on ? Date.now() + 25000 : 0;
    clearTimeout(typingTimer);
    typingTimer = setTimeout(draw, 25100);
    draw();
  });
  events.onerror = () => { $('presence').textContent = 'reconnecting…'; };
}

// Settings
function drawSettings() {
  $('people').replaceChildren(...state.persons.map(known => personRow(known)));
  $('delay-sent').value = state.settings.sentDelay;
  $('delay-delivered').value = state.settings.deliveredDelay;
  $('delay-read').value = state.settings.readDelay;
}
const personRow = known => {
  const line = h('div', { class: 'person' }, h('input', { 'aria-label': 'Name', value: known.name, maxlength: 100 }), h('input', { 'aria-label': 'Number', value: known.number, inputmode: 'numeric', maxlength: 16 }),
    h('button', { type: 'button', class: 'icon', 'aria-label': `Remove ${known.name}`, onclick: () => line.remove() }, '✕'));
  return line;
};
const drawFaults = () => $('faults').replaceChildren(...state.faults.map(fault => h('li', {}, `${state.lines.find(known => known.key === fault.line)?.title ?? fault.line}: ${fault.fault} for ${fault.count} call(s)`)));
const number = id => Math.max(0, Number.parseInt($(id).value, 10) || 0);

$('open-settings').onclick = () => refresh().then(() => { drawSettings(); $('settings').showModal(); }).catch(report);
$('add-person').onclick = () => $('people').append(personRow({ name: '', number: `1555${Math.floor(1000000 + Math.random() * 8999999)}` }));
$('save-settings').onclick = async () => {
  try {
    const persons = [...$('people').children].map(line => ({ name: line.children[0].value.trim(), number: line.children[1].value.replace(/\D/g, '') }));
    await api('PUT', 'settings', { persons, settings: { sentDelay: number('delay-sent'), deliveredDelay: number('delay-delivered'), readDelay: number('delay-read') } });
    $('settings').close();
  } catch (error) { alert(error.message); }
};
$('order-fault').onclick = async () => { state.faults = await api('POST', 'faults', { line, fault: $('fault').value, count: Math.max(1, number('fault-count')) }); drawFaults(); };
$('clear-faults').onclick = async () => { state.faults = await api('DELETE', 'faults'); drawFaults(); };
$('clear-chat').onclick = async () => { if (confirm('Empty this chat on the phone? The assistant keeps its own memory.')) { await api('DELETE', `chats/${person}?line=${encodeURIComponent(line)}`); $('settings').close(); } };

// Composer
const grow = () => { $('text').style.height = 'auto'; $('text').style.height = `${$('text').scrollHeight}px`; };
$('text').addEventListener('input', grow);
$('text').addEventListener('keydown', event => { if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); $('form').requestSubmit(); } });
$('form').addEventListener('submit', event => {
  event.preventDefault();
  const text = $('text').value.trim();
  if (!text) return;
  $('text').value = '';
  grow();
  act({ bubble: { kind: 'text', text }, quoted: reply() }).then(() => { chat.scrollTop = chat.scrollHeight; });
});
$('quote-cancel').onclick = () => quote(null);
$('attach').onclick = () => toggleMenu($('attach-menu').hidden);
$('attach-menu').addEventListener('click', event => {
  const kind = event.target.closest('[data-attach]')?.dataset.attach;
  if (!kind) return;
  toggleMenu(false);
  Promise.resolve(attachments[kind]()).catch(report);
});
$('person').onchange = () => { person = $('person').value; localStorage.setItem('concierge-person', person); typingUntil = 0; unread.clear(); drawLines(); draw(); helpDesk.changed(); chat.scrollTop = chat.scrollHeight; };
chat.addEventListener('scroll', () => { $('to-end').hidden = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 160; closePopover(); });
$('to-end').onclick = () => { chat.scrollTop = chat.scrollHeight; };
document.addEventListener('click', event => {
  if (!event.target.closest('.popover, .more')) closePopover();
  if (!event.target.closest('#attach, #attach-menu')) toggleMenu(false);
});
document.addEventListener('keydown', event => { if (event.key === 'Escape') { closePopover(); toggleMenu(false); quote(null); } });
$('sheet').addEventListener('click', event => { if (event.target === $('sheet')) $('sheet').close(); });
$('settings').addEventListener('click', event => { if (event.target === $('settings')) $('settings').close(); });

const desk = startDesk(api);
const helpDesk = startHelpDesk(api, () => ({ line: current(), person, state }));
listen();
