using System.Text.Json.Nodes;
using Concierge.Channels;
using Concierge.Ingress;
using Concierge.Scheduling;
using Concierge.Storage;

namespace Concierge.Events;

/// <summary>Puts an event into the mailbox of every subscriber, with the commit of what it tells about.</summary>
internal sealed class EventPublisher(IEnumerable<IEventSubscriber> subscribers, IIdSource ids)
{
    private const string Prefix = "@events.";

    private readonly string[] _names = [.. Names(subscribers)];

    public static bool IsEventMailbox(ConversationId conversation) => conversation.Value.StartsWith(Prefix, StringComparison.Ordinal);

    public static string SubscriberOf(ConversationId conversation) => conversation.Value[Prefix.Length..];

    public void Publish(Lane lane, string type, params ReadOnlySpan<(string Name, JsonNode? Value)> data)
    {
        if (_names.Length == 0)
        {
            return;
        }

        JsonObject? members = null;
        foreach ((string name, JsonNode? value) in data)
        {
            if (value is not null)
            {
                (members ??= [])[name] = value;
            }
        }

        var published = new PublishedEvent(type, members is null ? null : EventData.Parse(members));
        Publish(lane, published);
    }

    /// <summary>Two of one name would take each other's events.</summary>
    private static IEnumerable<string> Names(IEnumerable<IEventSubscriber> subscribers)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (IEventSubscriber subscriber in subscribers)
        {
            yield return names.Add(subscriber.Name)
                ? subscriber.Name
                : throw new InvalidOperationException($"Two event subscribers have the name '{subscriber.Name}'. Give each a name of its own.");
        }
    }

    public void Publish(Lane lane, PublishedEvent published)
    {
        if (_names.Length == 0)
        {
            return;
        }

        DateTimeOffset now = lane.Clock.GetUtcNow();
        var happened = new ConciergeEvent
        {
            Id = ids.NewId(),
            Type = published.Type,
            At = now,
            Conversation = lane.Id,
            Account = lane.Document.Account,
            Data = published.Data,
        };
        byte[] payload = InputCodec.Write(null, new EventCommand(happened));
        foreach (string name in _names)
        {
            lane.Append(new MailboxAppend
            {
                Conversation = new ConversationId(Prefix + name),
                Key = UInt128.Zero,
                Payload = payload,
                ReceivedAt = now,
            });
        }
    }
}
