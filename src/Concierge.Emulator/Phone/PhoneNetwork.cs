using System.Text;
using System.Text.Json;
using Concierge.Emulator.Api;

namespace Concierge.Emulator.Phone;

/// <summary>Everything that happens on the phones and between them and the provider.</summary>
internal sealed class PhoneNetwork(Journal journal, LiveEvents live, TimeProvider clock)
{
    private static readonly PhoneSettings Fallback = new(150, 350, 800);

    /// <summary>Completes when a webhook may be due.</summary>
    public Action? DeliveryAdded { get; set; }

    public PhoneSettings Settings => journal.Read(static state => state.Settings) ?? Fallback;

    public ChatMessage? Find(string id) => journal.Read(state => state.Messages.Find(message => message.Id == id));

    /// <summary>When the person last wrote; opens the service window.</summary>
    public DateTimeOffset? LastFromPerson(string person) =>
        journal.Read(state => state.Messages.FindLast(message => message.FromPerson && message.Person == person)?.At);

    /// <summary>A person did something: it appears on the phone and goes to the business.</summary>
    public ChatMessage SendFromPerson(IEmulatedProvider provider, PhoneAction action)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var message = new ChatMessage
        {
            Id = provider.NewMessageId(),
            Person = action.Person,
            FromPerson = true,
            At = now,
            Bubble = action.Bubble,
            Status = "pending",
            Quoted = action.Quoted,
        };
        Person person = journal.Read(state => state.Persons.Find(known => known.Number == action.Person)) ?? new Person(action.Person, action.Person);
        byte[] body = Encoding.UTF8.GetBytes(provider.WriteMessage(person, message).ToJsonString());
        ChatMessage? changed = null;
        journal.Change(state =>
        {
            changed = action.Bubble.Kind == "reaction"
                ? Update(state, action.Bubble.Target, target => target with { PersonReaction = action.Bubble.Text })
                : Add(state, message);
            Enqueue(state, provider.Channel, body, now, message.Id, null);
            return true;
        });
        Publish(changed);
        DeliveryAdded?.Invoke();
        return message;
    }

    /// <summary>The business sent something: it appears on the phone, and its receipts go to the business.</summary>
    public void Receive(IEmulatedProvider provider, ChatMessage message, string? correlation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        bool isReaction = message.Bubble.Kind == "reaction";
        PhoneSettings settings = Settings;
        var receipts = new List<(string Status, DateTimeOffset At)> { ("sent", now.AddMilliseconds(settings.SentDelay)) };
        if (!isReaction)
        {
            receipts.Add(("delivered", receipts[0].At.AddMilliseconds(settings.DeliveredDelay)));
            receipts.Add(("read", receipts[1].At.AddMilliseconds(settings.ReadDelay)));
        }

        ChatMessage? changed = null;
        journal.Change(state =>
        {
            changed = isReaction
                ? Update(state, message.Bubble.Target, target => target with { BusinessReaction = string.IsNullOrEmpty(message.Bubble.Text) ? null : message.Bubble.Text })
                : Add(state, message);
            if (!state.Persons.Exists(person => person.Number == message.Person))
            {
                state.Persons.Add(new Person(message.Person, $"+{message.Person}"));
            }

            foreach ((string status, DateTimeOffset at) in receipts)
            {
                byte[] body = Encoding.UTF8.GetBytes(provider.WriteStatus(message, status, correlation, at).ToJsonString());
                Enqueue(state, provider.Channel, body, at, message.Id, status);
            }

            return true;
        });
        Publish(changed);
        DeliveryAdded?.Invoke();
    }

    /// <summary>The business has read what the person wrote up to this message.</summary>
    public bool MarkRead(string messageId)
    {
        List<ChatMessage> changed = journal.Change(state =>
        {
            int last = state.Messages.FindIndex(message => message.Id == messageId && message.FromPerson);
            if (last < 0)
            {
                return [];
            }

            string person = state.Messages[last].Person;
            var marked = new List<ChatMessage>();
            for (int i = 0; i <= last; i++)
            {
                if (state.Messages[i] is { FromPerson: true, Status: not "read" } message && message.Person == person)
                {
                    marked.Add(state.Messages[i] = message with { Status = "read" });
                }
            }

            return marked;
        });
        changed.ForEach(Publish);
        return changed.Count > 0 || Find(messageId) is { FromPerson: true };
    }

    public void ShowTyping(string messageId)
    {
        if (Find(messageId) is { } message)
        {
            live.Publish("typing", JsonSerializer.Serialize(new TypingNotice(message.Person), EmulatorJsonContext.Default.TypingNotice));
        }
    }

    /// <summary>The webhooks that are due, oldest first, and when the next one will be.</summary>
    public (IReadOnlyList<Delivery> Due, DateTimeOffset? Next) DueDeliveries()
    {
        DateTimeOffset now = clock.GetUtcNow();
        return journal.Read(state => (
            (IReadOnlyList<Delivery>)[.. state.Deliveries.Where(delivery => delivery.DueAt <= now).OrderBy(delivery => delivery.DueAt).ThenBy(delivery => delivery.Id)],
            state.Deliveries.Where(delivery => delivery.DueAt > now).Select(delivery => (DateTimeOffset?)delivery.DueAt).Min()));
    }

    /// <summary>The phone shows a status as soon as it is true, whether the host has heard of it or not.</summary>
    public void Advance(Delivery delivery)
    {
        if (delivery is { Status: { } status, Attempts: 0 })
        {
            SetStatus(delivery.MessageId, status);
        }
    }

    public void Delivered(Delivery delivery)
    {
        journal.Change(state => state.Deliveries.RemoveAll(other => other.Id == delivery.Id));
        if (delivery.Status is null)
        {
            SetStatus(delivery.MessageId, "delivered");
        }
    }

    public void Postpone(Delivery delivery, TimeSpan gap)
    {
        DateTimeOffset dueAt = clock.GetUtcNow() + gap;
        journal.Change(state =>
        {
            int index = state.Deliveries.FindIndex(other => other.Id == delivery.Id);
            if (index >= 0)
            {
                state.Deliveries[index] = delivery with { Attempts = delivery.Attempts + 1, DueAt = dueAt };
            }

            return index;
        });
        if (delivery.Status is null)
        {
            SetStatus(delivery.MessageId, "sent");
        }
    }

    private static void Enqueue(JournalState state, string channel, byte[] body, DateTimeOffset dueAt, string messageId, string? status) =>
        state.Deliveries.Add(new Delivery(++state.LastDelivery, channel, Encoding.UTF8.GetString(body), dueAt, 0, messageId, status));

    private static ChatMessage Add(JournalState state, ChatMessage message)
    {
        state.Messages.Add(message);
        return message;
    }

    private static ChatMessage? Update(JournalState state, string? id, Func<ChatMessage, ChatMessage> change)
    {
        int index = state.Messages.FindIndex(message => message.Id == id);
        return index < 0 ? null : state.Messages[index] = change(state.Messages[index]);
    }

    private static int Rank(string status) => status switch
    {
        "pending" => 0,
        "sent" => 1,
        "delivered" => 2,
        "read" => 3,
        _ => 4,
    };

    private void SetStatus(string messageId, string status) => Publish(journal.Change(state => Update(
        state,
        messageId,
        message => Rank(status) > Rank(message.Status) ? message with { Status = status } : message)));

    private void Publish(ChatMessage? message)
    {
        if (message is not null)
        {
            live.Publish("message", JsonSerializer.Serialize(message, EmulatorJsonContext.Default.ChatMessage));
        }
    }
}
