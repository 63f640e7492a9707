using System.Text.Json;
using Concierge.Emulator.Api;

namespace Concierge.Emulator.Phone;

/// <summary>Everything that happens on the phones and between them and the provider.</summary>
internal sealed class PhoneNetwork(Journal journal, LiveEvents live, TimeProvider clock)
{
    private const string Accepted = "accepted";
    private static readonly PhoneSettings Fallback = new(150, 350, 800);
    private static readonly TimeSpan ServiceWindow = TimeSpan.FromHours(24);

    /// <summary>Completes when a webhook may be due.</summary>
    public Action? DeliveryAdded { get; set; }

    public PhoneSettings Settings => journal.Read(static state => state.Settings) ?? Fallback;

    public ChatMessage? Find(string id) => journal.Read(state => state.Messages.Find(message => message.Id == id));

    public Person FindPerson(string number) => journal.Read(state => state.Persons.Find(known => known.Number == number)) ?? new Person(number, $"+{number}");

    /// <summary>The messages of one chat, oldest first.</summary>
    public IReadOnlyList<ChatMessage> Chat(PhoneLine line, string person) =>
        journal.Read(state => (IReadOnlyList<ChatMessage>)[.. state.Messages.Where(message => message.Line == line.Key && message.Person == person)]);

    /// <summary>Whether it is more than 24 hours since the person wrote on this line, or they never did.</summary>
    public bool IsWindowClosed(PhoneLine line, string person)
    {
        DateTimeOffset? last = journal.Read(state => state.Messages.FindLast(message => message.FromPerson && message.Person == person && message.Line == line.Key)?.At);
        return last is null || clock.GetUtcNow() - last > ServiceWindow;
    }

    /// <summary>A person did something: it appears on the phone and goes to the business.</summary>
    public ChatMessage SendFromPerson(PhoneLine line, PhoneAction action)
    {
        var message = new ChatMessage
        {
            Id = line.Provider.NewMessageId(action.Person, fromPerson: true, action.Bubble),
            Line = line.Key,
            Person = action.Person,
            FromPerson = true,
            At = clock.GetUtcNow(),
            Bubble = action.Bubble,
            Status = "pending",
            Quoted = action.Quoted,
        };
        journal.Change(state => Claim(state, line, action.Bubble.MediaId));
        IReadOnlyList<Webhook> webhooks = line.Provider.WriteMessage(line, FindPerson(action.Person), message);
        ChatMessage? changed = null;
        journal.Change(state =>
        {
            changed = action.Bubble.Kind == "reaction"
                ? Update(state, action.Bubble.Target, target => target with { PersonReaction = action.Bubble.Text })
                : Add(state, message);
            Enqueue(state, line, webhooks, message.At, message.Id, null);
            return true;
        });
        Publish(changed);
        DeliveryAdded?.Invoke();
        return message;
    }

    /// <summary>
    /// The business sent something: it appears on the phone, and its receipts go to the business. A message with a failure is
    /// taken and then reported as failed. An id that is there already changes nothing.
    /// </summary>
    public void Receive(PhoneLine line, ChatMessage message)
    {
        ChatMessage? changed = null;
        bool isNew = journal.Change(state =>
        {
            if (state.Messages.Exists(known => known.Id == message.Id))
            {
                return false;
            }

            changed = message.Bubble.Kind == "reaction"
                ? Update(state, message.Bubble.Target, target => target with { BusinessReaction = string.IsNullOrEmpty(message.Bubble.Text) ? null : message.Bubble.Text })
                : Add(state, message);
            if (!state.Persons.Exists(person => person.Number == message.Person))
            {
                state.Persons.Add(new Person(message.Person, $"+{message.Person}"));
            }

            return true;
        });
        if (isNew)
        {
            Person person = FindPerson(message.Person);
            foreach ((string status, DateTimeOffset at) in Progress(message))
            {
                IReadOnlyList<Webhook> webhooks = line.Provider.WriteStatus(line, person, message, status, at);
                journal.Change(state => Enqueue(state, line, webhooks, at, message.Id, status));
            }
        }

        Publish(changed);
        DeliveryAdded?.Invoke();
    }

    /// <summary>Tells the business something that is nobody's message.</summary>
    public void Tell(PhoneLine line, IReadOnlyList<Webhook> webhooks)
    {
        if (webhooks.Count > 0)
        {
            journal.Change(state => Enqueue(state, line, webhooks, clock.GetUtcNow(), null, null));
            DeliveryAdded?.Invoke();
        }
    }

    /// <summary>Posts a message's webhook once more, or one of its receipts; false if there is no such message.</summary>
    /// <param name="id">The message.</param>
    /// <param name="line">Its line.</param>
    /// <param name="status">The receipt; the newest when null.</param>
    public bool Repeat(PhoneLine line, string id, string? status)
    {
        if (Find(id) is not { } message || message.Line != line.Key)
        {
            return false;
        }

        Person person = FindPerson(message.Person);
        Tell(line, message.FromPerson
            ? line.Provider.WriteMessage(line, person, message)
            : line.Provider.WriteStatus(line, person, message, status ?? message.Status, clock.GetUtcNow()));
        return true;
    }

    /// <summary>The business has read what the person wrote up to this message.</summary>
    public bool MarkRead(PhoneLine line, string messageId)
    {
        List<ChatMessage> changed = journal.Change(state =>
        {
            int last = state.Messages.FindIndex(message => message.Id == messageId && message.FromPerson && message.Line == line.Key);
            if (last < 0)
            {
                return [];
            }

            string person = state.Messages[last].Person;
            var marked = new List<ChatMessage>();
            for (int i = 0; i <= last; i++)
            {
                if (state.Messages[i] is { FromPerson: true, Status: not "read" } message && message.Person == person && message.Line == line.Key)
                {
                    marked.Add(state.Messages[i] = message with { Status = "read" });
                }
            }

            return marked;
        });
        changed.ForEach(Publish);
        return changed.Count > 0 || (Find(messageId) is { FromPerson: true } known && known.Line == line.Key);
    }

    /// <summary>Shows that the business is writing, or no longer.</summary>
    public void ShowTyping(PhoneLine line, string person, bool on = true, bool deskOnly = false) =>
        live.Publish("typing", JsonSerializer.Serialize(new TypingNotice(line.Key, person, on, deskOnly), EmulatorJsonContext.Default.TypingNotice));

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
        if (delivery is { Status: { } status, Attempts: 0, MessageId: not null } && status != Accepted)
        {
            SetStatus(delivery.MessageId, status);
        }
    }

    public void Delivered(Delivery delivery)
    {
        journal.Change(state => state.Deliveries.RemoveAll(other => other.Id == delivery.Id));
        if (delivery is { Status: null, MessageId: not null })
        {
            SetStatus(delivery.MessageId, "delivered");
        }
    }

    /// <summary>The host did not take it, and the provider stops trying.</summary>
    public void Drop(Delivery delivery)
    {
        journal.Change(state => state.Deliveries.RemoveAll(other => other.Id == delivery.Id));
        if (delivery is { Status: null, MessageId: not null })
        {
            SetStatus(delivery.MessageId, "sent");
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
        if (delivery is { Status: null, MessageId: not null })
        {
            SetStatus(delivery.MessageId, "sent");
        }
    }

    // A step without a webhook is there for the phone.
    private static bool Enqueue(JournalState state, PhoneLine line, IReadOnlyList<Webhook> webhooks, DateTimeOffset dueAt, string? messageId, string? status)
    {
        foreach (Webhook webhook in webhooks.Count == 0 ? [new Webhook(string.Empty)] : webhooks)
        {
            state.Deliveries.Add(new Delivery(++state.LastDelivery, line.Key, webhook.Body, webhook.Address, dueAt, 0, messageId, status));
        }

        return true;
    }

    private static bool Claim(JournalState state, PhoneLine line, string? mediaId)
    {
        int index = mediaId is null ? -1 : state.Media.FindIndex(media => media.Id == mediaId && media.Line is null);
        if (index >= 0)
        {
            state.Media[index] = state.Media[index] with { Line = line.Key };
        }

        return index >= 0;
    }

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

    private IEnumerable<(string Status, DateTimeOffset At)> Progress(ChatMessage message)
    {
        PhoneSettings settings = Settings;
        DateTimeOffset at = clock.GetUtcNow();
        yield return (Accepted, at);
        at = at.AddMilliseconds(settings.SentDelay);
        if (message.FailureCode is not null)
        {
            yield return ("failed", at);
            yield break;
        }

        yield return ("sent", at);
        if (message.Bubble.Kind is not ("reaction" or "note"))
        {
            yield return ("delivered", at = at.AddMilliseconds(settings.DeliveredDelay));
            yield return ("read", at.AddMilliseconds(settings.ReadDelay));
        }
    }

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
