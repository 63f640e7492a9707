import { h, preview, words } from './bubbles.js';

// The provider's own help desk, where colleagues work beside the bot: what they do there reaches the host as the provider's events.
const names = { pending: 'Bot', open: 'Open', snoozed: 'Snoozed', resolved: 'Resolved' };

export function startHelpDesk(api, look) {
  const $ = id => document.getElementById(id);
  let open = false;
  let typingUntil = 0;

  function draw() {
    const { line, person, state } = look();
    $('helpdesk').hidden = !open || !line?.hasDesk;
    $('open-helpdesk').setAttribute('aria-pressed', !$('helpdesk').hidden);
    if ($('helpdesk').hidden) return;
    const conversation = state.desk.find(known => known.line === line.key && known.person === person);
    const name = state.persons.find(known => known.number === person)?.name ?? person;
    const typing = Date.now() < typingUntil ? ' · the bot is typing…' : '';
    $('helpdesk-title').textContent = line.title;
    $('helpdesk-state').replaceChildren(...(conversation
      ? [h('b', {}, `#${conversation.id} ${name} `), h('i', { class: `badge ${conversation.status}` }, names[conversation.status] ?? conversation.status), ` ${conversation.assignee ? `with ${conversation.assignee}` : ''}${typing}`]
      : ['Nobody has written yet.']));
    $('helpdesk-take').disabled = !conversation || conversation.status === 'open' && Boolean(conversation.assignee);
    $('helpdesk-return').disabled = !conversation || conversation.status === 'pending';
    $('helpdesk-resolve').disabled = !conversation || conversation.status === 'resolved';
    const list = $('helpdesk-lines');
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    const lines = conversation ? state.messages.filter(message => message.line === line.key && message.person === person) : [];
    list.replaceChildren(...lines.map(message => h('li', { class: message.fromPerson ? 'contact' : message.bubble.kind === 'note' ? 'note' : '' },
      ...words(preview(message)),
      h('small', {}, message.fromPerson ? name : [message.by ?? 'Bot', message.bubble.kind === 'note' ? 'note' : message.status].join(' · ')))));
    if (atEnd) list.scrollTop = list.scrollHeight;
  }

  async function act(action, text) {
    const { line, person } = look();
    try {
      await api('POST', 'desk', { line: line.key, person, action, text });
    } catch (error) {
      $('helpdesk-state').textContent = error.message;
    }
  }

  function write(action) {
    const text = $('helpdesk-text').value.trim();
    if (!text) return;
    $('helpdesk-text').value = '';
    act(action, text);
  }

  const show = value => { open = value; draw(); };
  $('open-helpdesk').onclick = () => show($('helpdesk').hidden);
  $('close-helpdesk').onclick = () => show(false);
  $('helpdesk-take').onclick = () => act('take');
  $('helpdesk-return').onclick = () => act('return');
  $('helpdesk-resolve').onclick = () => act('resolve');
  $('helpdesk-note').onclick = () => write('note');
  $('helpdesk-form').addEventListener('submit', event => { event.preventDefault(); write('reply'); });
  return {
    changed: draw,
    typing(on) {
      typingUntil = on ? Date.now() + 25000 : 0;
      draw();
    },
  };
}
