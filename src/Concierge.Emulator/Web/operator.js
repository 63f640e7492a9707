import { h } from './bubbles.js';

// The desk of a colleague: reads and acts through the host's admin API.
const notes = { takeOver: 'A colleague took over', handBack: 'Back to the bot', HumanTookOver: 'A colleague took over elsewhere', HumanMessage: 'A colleague wrote elsewhere', BackToBot: 'Back to the bot' };
const visits = { Active: 'begun', Completed: 'completed', Expired: 'expired', HandedOff: 'handed over' };

// What a line of the transcript says, in one sentence.
function wordsOf(line) {
  if (line.session) return `${line.session.service}: ${visits[line.session.state] ?? line.session.state}`;
  const body = line.message ?? line.input?.body;
  const text = body?.text ?? body?.title ?? body?.caption ?? body?.emoji ?? body?.name;
  return text || notes[line.input?.$event] || notes[line.input?.kind] || `[${body?.mediaKind ?? body?.$kind ?? line.input?.$event ?? 'note'}]`;
}

export function startDesk(api) {
  const $ = id => document.getElementById(id);
  let chosen = null;
  let timer = 0;
  const isOpen = () => !$('operator').hidden;

  function show(open) {
    $('operator').hidden = !open;
    $('open-operator').setAttribute('aria-pressed', open);
    clearInterval(timer);
    if (open) {
      timer = setInterval(refresh, 2000);
      refresh();
    }
  }

  async function refresh() {
    if (!isOpen()) return;
    try {
      const page = await api('GET', 'operator/conversations?limit=30');
      const conversations = page.conversations;
      if (!conversations.some(conversation => conversation.id === chosen)) chosen = conversations[0]?.id ?? null;
      drawList(conversations);
      await drawConversation(conversations.find(conversation => conversation.id === chosen));
    } catch (error) {
      $('desk-state').textContent = error.message;
    }
  }

  const isHuman = conversation => String(conversation.handling).toLowerCase() === 'human';

  function drawList(conversations) {
    $('desk-list').replaceChildren(...conversations.map(conversation => h('li', {}, h('button', {
      type: 'button', 'aria-current': conversation.id === chosen ? 'true' : undefined, onclick: () => { chosen = conversation.id; refresh(); },
    }, h('b', {}, conversation.contact ?? conversation.id), h('i', { class: `badge${isHuman(conversation) ? ' human' : ''}` }, isHuman(conversation) ? 'Colleague' : 'Bot'), h('span', {}, conversation.lastText ?? '')))));
    if (!conversations.length) $('desk-list').replaceChildren(h('li', { class: 'hint' }, 'No conversation yet.'));
  }

  async function drawConversation(conversation) {
    $('desk-handling').hidden = !conversation;
    if (!conversation || !isHuman(conversation)) $('desk-summary').hidden = true;
    if (!conversation) return;
    $('desk-state').textContent = isHuman(conversation) ? `With ${conversation.handledBy ?? 'a colleague'}: the bot is silent` : 'The bot answers';
    $('desk-handling').textContent = isHuman(conversation) ? 'Hand back to the bot' : 'Take over';
    $('desk-handling').onclick = () => command(isHuman(conversation) ? 'handback' : 'takeover', {});
    const path = `operator/conversations/${encodeURIComponent(conversation.id)}`;
    const summary = isHuman(conversation) ? (await api('GET', path)).conversation.handoffSummary : null;
    $('desk-summary').textContent = summary ?? '';
    $('desk-summary').hidden = !summary;
    const page = await api('GET', `${path}/messages?limit=60`);
    const lines = [...(page.messages)].reverse();
    const list = $('desk-lines');
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    list.replaceChildren(...lines.map(line => h('li', { class: String(line.author).toLowerCase() },
      wordsOf(line),
      h('small', {}, [String(line.author).toLowerCase() === 'human' ? line.by ?? 'colleague' : line.author, line.status].filter(Boolean).join(' · ')))));
    if (atEnd) list.scrollTop = list.scrollHeight;
  }

  async function command(name, body) {
    try {
      await api('POST', `operator/conversations/${encodeURIComponent(chosen)}/${name}`, { by: 'Sam', ...body });
      await refresh();
    } catch (error) {
      $('desk-state').textContent = error.message;
    }
  }

  $('open-operator').onclick = () => show(!isOpen());
  $('close-operator').onclick = () => show(false);
  $('desk-form').addEventListener('submit', event => {
    event.preventDefault();
    const text = $('desk-text').value.trim();
    if (!text || !chosen) return;
    $('desk-text').value = '';
    command('messages', { text });
  });
  return { changed: () => refresh() };
}
