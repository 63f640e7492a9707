using Concierge.Channels;

namespace Concierge.Testing;

/// <summary>
/// A person with a phone. What the person does returns what the bot answered to this person until everything came to rest; a
/// burst that is still gathered, or a reply that waits for its next try, needs <see cref="ConciergeTestHost.AdvanceAsync"/>.
/// </summary>
public sealed class TestPerson
{
    private readonly ConciergeTestHost _host;
    private readonly List<OutboundMessage> _heard = [];
    private readonly List<ReceiptReceived> _unread = [];
    private readonly List<string> _said = [];
    private readonly HashSet<string> _seen = [];

    internal TestPerson(ConciergeTestHost host, string name, string number)
    {
        _host = host;
        Name = name;
        Number = number;
    }

    /// <summary>The name, which the bot sees as the display name.</summary>
    public string Name { get; }

    /// <summary>The telephone number.</summary>
    public string Number { get; }

    /// <summary>As the bot knows the person.</summary>
    public ContactIdentity Identity => new() { Addresses = [new ContactAddress(ContactAddressKind.Phone, Number)], DisplayName = Name };

    /// <summary>Everything that arrived, oldest first.</summary>
    public IReadOnlyList<OutboundMessage> Heard => _heard;

    /// <summary>The words of everything that arrived, oldest first.</summary>
    public IReadOnlyList<string> HeardTexts => [.. _heard.Select(message => message.PlainText).OfType<string>()];

    /// <summary>How often the sign that an answer is being written was shown.</summary>
    public int TypingShown { get; private set; }

    /// <summary>How many of the person's messages the bot marked as read.</summary>
    public int MessagesSeen => _said.Count(_seen.Contains);

    /// <summary>Writes a text.</summary>
    public Task<TestAnswers> SaysAsync(string text) => SendsAsync(new TextBody(text));

    /// <summary>Taps a choice of the last question by its id or title.</summary>
    /// <exception cref="InvalidOperationException">The last question has no such choice, or there was none.</exception>
    public Task<TestAnswers> TapsAsync(string choice)
    {
        IReadOnlyList<Choice> choices = _heard.OfType<ChoiceMessage>().LastOrDefault()?.Choices
            ?? throw new InvalidOperationException($"{Name} was never asked to choose.");
        Choice tapped = choices.FirstOrDefault(offered => offered.Id == choice)
            ?? choices.FirstOrDefault(offered => offered.Title == choice)
            ?? throw new InvalidOperationException($"There is no choice '{choice}'. Offered: {string.Join(", ", choices.Select(offered => $"{offered.Id} ({offered.Title})"))}.");
        return SendsAsync(new ChoiceBody(tapped.Id, tapped.Title));
    }

    /// <summary>Sends a file; the bot can fetch it through the channel.</summary>
    /// <param name="kind">What kind of file.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="mimeType">Its media type.</param>
    /// <param name="caption">Words with it, or null.</param>
    /// <param name="fileName">Its name, or null.</param>
    public Task<TestAnswers> SendsFileAsync(MediaKind kind, ReadOnlyMemory<byte> content, string mimeType, string? caption = null, string? fileName = null) =>
        SendsAsync(new MediaBody(kind, _host.Provider.Keep(new TestFile(content, mimeType, fileName))) { Caption = caption, IsVoice = kind == MediaKind.Audio });

    /// <summary>Shares a place.</summary>
    public Task<TestAnswers> SharesLocationAsync(double latitude, double longitude) => SendsAsync(new LocationBody(latitude, longitude));

    /// <summary>Sends anything.</summary>
    /// <param name="body">What.</param>
    /// <param name="sentAt">When by the provider's clock; null for now.</param>
    /// <param name="context">What it refers to, for example that it was forwarded; null for nothing.</param>
    public Task<TestAnswers> SendsAsync(MessageBody body, DateTimeOffset? sentAt = null, MessageContext? context = null) =>
        ReceiveAsync(Compose(body, sentAt, context));

    /// <summary>Sends several messages that arrive in one webhook.</summary>
    public Task<TestAnswers> SaysAllAsync(params string[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return ReceiveAsync([.. texts.Select(text => Compose(new TextBody(text), null))]);
    }

    /// <summary>The provider delivers the person's last message once more.</summary>
    /// <exception cref="InvalidOperationException">The person has not written yet.</exception>
    public Task<TestAnswers> IsRedeliveredAsync() =>
        ReceiveAsync(LastMessage ?? throw new InvalidOperationException($"{Name} has not written yet."));

    /// <summary>Opens the chat: the provider reports everything that arrived as delivered and read.</summary>
    public Task ReadsAsync()
    {
        ReceiptReceived[] receipts =
        [
            .. _unread.Select(receipt => receipt with { Status = DeliveryStatus.Delivered, RawStatus = "delivered", OccurredAt = _host.Clock.GetUtcNow() }),
            .. _unread.Select(receipt => receipt with { Status = DeliveryStatus.Read, RawStatus = "read", OccurredAt = _host.Clock.GetUtcNow() }),
        ];
        _unread.Clear();
        return receipts.Length == 0 ? Task.CompletedTask : _host.ReceiveAsync(receipts);
    }

    /// <summary>The file of a message that arrived; null where the bot sent a link.</summary>
    public TestFile? FileOf(MediaMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _host.Provider.Find(message.Source);
    }

    /// <summary>The conversation's document as it is stored; null before the first message.</summary>
    public Task<ConversationDocument?> DocumentAsync() => _host.LoadAsync(this);

    /// <summary>The conversation's transcript, oldest line first.</summary>
    public Task<IReadOnlyList<TranscriptEntry>> TranscriptAsync() => _host.ReadTranscriptAsync(this);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal MessageReceived? LastMessage { get; private set; }

    internal void Hear(OutboundMessage message, string id, string attemptId)
    {
        _heard.Add(message);
        _unread.Add(new ReceiptReceived { AccountId = ConciergeTestHost.AccountId, MessageId = id, AttemptId = attemptId, RawStatus = "sent", Recipient = Identity });
    }

    internal void SeeTyping() => TypingShown++;

    internal void SeeRead(string messageId) => _seen.Add(messageId);

    private MessageReceived Compose(MessageBody body, DateTimeOffset? sentAt, MessageContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        LastMessage = new MessageReceived
        {
            AccountId = ConciergeTestHost.AccountId,
            Id = _host.NextMessageId(),
            OccurredAt = sentAt ?? _host.Clock.GetUtcNow(),
            Sender = Identity,
            Body = body,
            Context = context,
        };
        _said.Add(LastMessage.Id!);
        return LastMessage;
    }

    private async Task<TestAnswers> ReceiveAsync(params MessageReceived[] messages)
    {
        int heard = _heard.Count;
        int failed = _host.Failures.Count;
        await _host.ReceiveAsync(messages);
        return new TestAnswers([.. _heard.Skip(heard)], [.. _host.Failures.Skip(failed)]);
    }
}
