using System.Text.Json;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>Reads a vote in a poll: one choice for each selected option; WAHA gives only their texts.</summary>
internal static class VoteReader
{
    public static IReadOnlyList<ChannelEvent> Read(JsonElement payload)
    {
        JsonElement vote = payload.At("vote");
        string? id = vote.Text("id");
        MessageKey? key = MessageKey.Parse(id);
        string[] options = [.. vote.Items("selectedOptions").Select(static option => option.Text() ?? option.Text("name")).OfType<string>()];
        string? chat = key is { FromMe: false } ? key.Value.Chat : vote.Text("from");
        ContactAddress? group = People.Group(chat) ?? People.Group(vote.Text("to"));
        string? sender = group is null ? vote.Text("from") : vote.Text("participant") ?? key?.Participant;
        if (vote.Flag("fromMe") || options.Length == 0 || People.Address(sender) is null)
        {
            return [new AccountNotice { Topic = "poll.vote", Event = options.Length == 0 ? "cleared" : null }];
        }

        string? poll = payload.Text("poll", "id");
        return [.. options.Select((option, index) => new MessageReceived
        {
            Id = id is null ? null : index == 0 ? id : $"{id}#{index}",
            Sender = People.Identify(sender, payload.At("_data"), named: true),
            Group = group,
            Body = new ChoiceBody(option, option),
            Context = string.IsNullOrEmpty(poll) ? null : new MessageContext { QuotedMessageId = MessageKey.Known(poll) },
        })];
    }
}
