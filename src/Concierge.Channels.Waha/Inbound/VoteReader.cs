using System.Globalization;
using Concierge.Channels.Waha.Outbound;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>Makes choices from a vote in a poll: one for each selected option. WAHA gives the options' texts only.</summary>
internal static class VoteReader
{
    public static IReadOnlyList<ChannelEvent> Read(PayloadFields fields)
    {
        if (fields.Vote is not { } vote)
        {
            return [new UnknownEvent { Reason = "The event holds no vote." }];
        }

        if (vote.Options.Count > Poll.MaxOptions)
        {
            return [new UnknownEvent { Reason = "The vote has more options than a poll." }];
        }

        MessageKey? key = MessageKey.Parse(vote.Id);
        string? chat = key is { FromMe: false } ? key.Value.Chat : vote.From;
        ContactAddress? group = People.Group(chat) ?? People.Group(vote.To);
        string? sender = group is null ? vote.From : vote.Participant ?? key?.Participant;
        if (vote.FromMe || vote.Options.Count == 0 || People.Address(sender) is null)
        {
            return [new AccountNotice { Topic = "poll.vote", Event = vote.Options.Count == 0 ? "cleared" : null }];
        }

        MessageContext? context = string.IsNullOrEmpty(fields.PollId) ? null : new MessageContext { QuotedMessageId = MessageKey.Known(fields.PollId) };
        return [.. vote.Options.Select((option, index) => new MessageReceived
        {
            Id = vote.Id is null || index == 0 ? vote.Id : string.Create(CultureInfo.InvariantCulture, $"{vote.Id}#{index}"),
            DeduplicationId = Deduplication(vote, key, index),
            Sender = People.Sender(sender, group is not null, fields.Engine),
            Group = group,
            Body = new ChoiceBody(string.Empty, option),
            Context = context,
        })];
    }

    // Some engines name every vote of a person in a poll alike; a changed mind has another time.
    private static string? Deduplication(VoteFields vote, MessageKey? key, int index) => key is null || vote.Time is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"vote:{key.Value.Bare}#{index}@{vote.Time.Value.ToUnixTimeMilliseconds()}");
}
