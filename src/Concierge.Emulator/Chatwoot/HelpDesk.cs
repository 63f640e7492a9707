using System.Text.Json;
using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Chatwoot;

/// <summary>The conversations of the help desk, which the page shows to colleagues.</summary>
internal sealed class HelpDesk(Journal journal, LiveEvents live)
{
    public DeskConversation? Find(PhoneLine line, int id) => journal.Read(state => state.Desk.Find(known => known.Line == line.Key && known.Id == id));

    public DeskConversation? Find(PhoneLine line, string person) => journal.Read(state => state.Desk.Find(known => known.Line == line.Key && known.Person == person));

    /// <summary>The conversation of a person who writes; a new one is the bot's.</summary>
    public DeskConversation FindOrOpen(PhoneLine line, string person)
    {
        if (Find(line, person) is { } known)
        {
            return known;
        }

        DeskConversation opened = journal.Change(state =>
        {
            var added = new DeskConversation(1 + state.Desk.Count(other => other.Line == line.Key), line.Key, person, "pending");
            state.Desk.Add(added);
            return added;
        });
        Publish(opened);
        return opened;
    }

    public DeskConversation Save(DeskConversation changed)
    {
        journal.Change(state =>
        {
            int index = state.Desk.FindIndex(known => known.Line == changed.Line && known.Id == changed.Id);
            return index < 0 ? null : state.Desk[index] = changed;
        });
        Publish(changed);
        return changed;
    }

    private void Publish(DeskConversation conversation) => live.Publish("desk", JsonSerializer.Serialize(conversation, EmulatorJsonContext.Default.DeskConversation));
}
