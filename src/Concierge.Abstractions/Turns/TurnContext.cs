using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Concierge.Channels;
using Concierge.Events;
using Concierge.Storage;

namespace Concierge;

/// <summary>
/// One turn: the messages that are being answered, the conversation's document, and the replies collected so far. Changes
/// and replies become visible together, or not at all. Used by one turn at a time; not thread-safe.
/// </summary>
public sealed class TurnContext
{
    private readonly List<OutboundMessage> _replies = [];
    private readonly List<RecordWrite> _records = [];
    private readonly List<PublishedEvent> _events = [];
    private readonly Handling _handling;
    private bool _detected;
    private int _artifacts;

    /// <summary>Makes a turn. The pipeline does this; tests of a single service may too.</summary>
    /// <param name="document">The turn's own copy of the document.</param>
    /// <param name="messages">The messages, oldest first; none when a timer began the turn.</param>
    /// <param name="channel">The channel they came by.</param>
    /// <param name="services">Services of this turn's scope.</param>
    /// <param name="clock">The host's clock.</param>
    /// <param name="cancellationToken">Fires when the turn's time is up or the host stops.</param>
    public TurnContext(
        ConversationDocument document,
        IReadOnlyList<MessageReceived> messages,
        IChannel channel,
        IServiceProvider services,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(clock);
        Document = document;
        _handling = document.Handling;
        Messages = messages;
        Channel = channel;
        Services = services;
        Clock = clock;
        CancellationToken = cancellationToken;
        ReceivedAt = clock.GetUtcNow();
    }

    /// <summary>What the pipeline lends to the turn; null in a test of a single service, where nothing is durable and nothing newer comes.</summary>
    public ITurnControl? Control { get; init; }

    /// <summary>Which conversation.</summary>
    public ConversationId ConversationId => Document.Id;

    /// <summary>
    /// Names the turn: the same when it runs again after a crash or a failure, so that what it does outside can be told from
    /// a repetition.
    /// </summary>
    public string Id => Control?.TurnId ?? $"{Document.Id}.{Messages.FirstOrDefault()?.Id}";

    /// <summary>The conversation's document: this turn's copy.</summary>
    public ConversationDocument Document { get; }

    /// <summary>The messages that this turn answers, oldest first; more than one when a burst was gathered, none when a timer began the turn.</summary>
    public IReadOnlyList<MessageReceived> Messages { get; private set; }

    /// <summary>When this host accepted the last message; with a timer, when the turn began.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The last of <see cref="Messages"/>.</summary>
    /// <exception cref="InvalidOperationException">A timer began the turn.</exception>
    public MessageReceived Message => Messages.Count > 0
        ? Messages[^1]
        : throw new InvalidOperationException("A timer began this turn: there is no message. Use what the timer's data say.");

    /// <summary>All words of the messages, one line per message; empty where there are none. Untrusted.</summary>
    public string Text => Messages.Count == 1
        ? Message.Body.PlainText ?? string.Empty
        : string.Join('\n', Messages.Select(m => m.Body.PlainText).Where(t => !string.IsNullOrEmpty(t)));

    /// <summary>
    /// The person's language as in BCP 47 (<c>fr</c>): given, remembered, or told from the words of this turn and remembered with its commit; null
    /// where none of that says it. One word or two change no language that is known, and tell an unknown one only when they greet or thank, or are spelled
    /// with letters that say it.
    /// </summary>
    public string? Language
    {
        get
        {
            ContactProfile profile = Document.Profile;
            if (!profile.IsLanguageGiven && !_detected)
            {
                _detected = true;
                profile.Language = LanguageDetector.Detect(Text, isKnown: profile.Language is not null) ?? profile.Language;
            }

            return profile.Language;
        }
    }

    /// <summary>The channel, for media, typing and what else it offers.</summary>
    public IChannel Channel { get; }

    /// <summary>Services of this turn's scope.</summary>
    public IServiceProvider Services { get; }

    /// <summary>The host's clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Fires when the turn's time is up, its lease is lost, or the host stops.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The replies collected so far, in order. Nothing is sent before the commit.</summary>
    public IReadOnlyList<OutboundMessage> Replies => _replies;

    /// <summary>True keeps the words of the received messages out of the transcript, because one of them is a secret.</summary>
    public bool IsConfidential { get; set; }

    /// <summary>What middleware hands to later steps of this turn.</summary>
    public IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

    /// <summary>Whether this turn gave the conversation to a person or took it back.</summary>
    public bool HandlingChanged => Document.Handling != _handling;

    /// <summary>Why this turn took the conversation back, as <see cref="HandBack"/> was told; or null.</summary>
    public string? HandBackReason { get; private set; }

    /// <summary>Why the turn went as it did (which service by which trigger, or why nobody answered), for the transcript; or null.</summary>
    public string? Decision { get; set; }

    /// <summary>Replies with text.</summary>
    public void Reply(string text) => Reply(new TextMessage(text));

    /// <summary>Replies with a message.</summary>
    public void Reply(OutboundMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        _replies.Add(message);
    }

    /// <summary>The records to write with this turn's commit.</summary>
    public IReadOnlyList<RecordWrite> Records => _records;

    /// <summary>
    /// Writes a record with this turn's commit. When it is not of the version that was expected the whole turn runs again, on what
    /// is stored then.
    /// </summary>
    public void Write(RecordWrite record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _records.Add(record);
    }

    /// <summary>The events to publish with this turn's commit.</summary>
    public IReadOnlyList<PublishedEvent> Events => _events;

    /// <summary>Tells every <see cref="IEventSubscriber"/> with this turn's commit.</summary>
    public void Publish(PublishedEvent published)
    {
        ArgumentNullException.ThrowIfNull(published);
        _events.Add(published);
    }

    /// <summary>
    /// Leaves an artifact of data behind with this turn's commit, and publishes <see cref="ConciergeEventTypes.ArtifactCreated"/>. A turn that runs again writes the same
    /// one.
    /// </summary>
    /// <param name="kind">One of <see cref="ArtifactKinds"/> or the host's own.</param>
    /// <param name="data">What it says.</param>
    /// <param name="typeInfo">How it is written.</param>
    /// <param name="key">
    /// Tells it from the conversation's others: what has the same key is replaced, also in a later turn. 1 to 64 letters of ASCII, digits, hyphens and underscores, nothing
    /// personal. Null for one more artifact.
    /// </param>
    /// <param name="service">The service that makes it; null for the one that the person visits.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">The kind is empty, the key has another form, or there are more than <see cref="Artifact.MaxBytes"/>.</exception>
    public string AddArtifact<T>(string kind, T data, JsonTypeInfo<T> typeInfo, string? key = null, string? service = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(typeInfo);
        return Add(NewArtifact(kind, Artifact.Json, key, service) with { Data = JsonSerializer.SerializeToElement(data, typeInfo) });
    }

    /// <inheritdoc cref="AddArtifact{T}(string, T, JsonTypeInfo{T}, string?, string?)"/>
    [RequiresUnreferencedCode("Pass a JsonTypeInfo in trimmed applications.")]
    [RequiresDynamicCode("Pass a JsonTypeInfo in native applications.")]
    public string AddArtifact<T>(string kind, T data, string? key = null, string? service = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Add(NewArtifact(kind, Artifact.Json, key, service) with { Data = JsonSerializer.SerializeToElement(data, JsonSerializerOptions.Web) });
    }

    /// <summary>
    /// Leaves a file behind as an artifact with this turn's commit, and publishes <see cref="ConciergeEventTypes.ArtifactCreated"/>. A turn that runs again writes the
    /// same one. It is not sent to the person.
    /// </summary>
    /// <param name="kind">One of <see cref="ArtifactKinds"/> or the host's own.</param>
    /// <param name="content">The bytes; copied.</param>
    /// <param name="contentType">Their media type, for example <c>application/pdf</c>.</param>
    /// <param name="fileName">What a download is called, or null. Folders and characters that no file may have are left out.</param>
    /// <param name="key">
    /// Tells it from the conversation's others: what has the same key is replaced, also in a later turn. 1 to 64 letters of ASCII, digits, hyphens and underscores, nothing
    /// personal. Null for one more artifact.
    /// </param>
    /// <param name="service">The service that makes it; null for the one that the person visits.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">The kind is empty, the type is none, the key has another form, or there are more than <see cref="Artifact.MaxBytes"/>.</exception>
    public string AddArtifactFile(string kind, ReadOnlyMemory<byte> content, string contentType, string? fileName = null, string? key = null, string? service = null)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        if (!ArtifactRecord.IsMediaType(contentType))
        {
            throw new ArgumentException("The content type is not a media type. Write it as in application/pdf.", nameof(contentType));
        }

        return Add(NewArtifact(kind, contentType, key, service) with { Content = content, FileName = ArtifactFileName.Safe(fileName) });
    }

    /// <summary>Leaves a text behind as a file of UTF-8; otherwise as the other overload.</summary>
    /// <inheritdoc cref="AddArtifactFile(string, ReadOnlyMemory{byte}, string, string?, string?, string?)"/>
    public string AddArtifactFile(string kind, string content, string contentType = "text/plain; charset=utf-8", string? fileName = null, string? key = null, string? service = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        return AddArtifactFile(kind, Encoding.UTF8.GetBytes(content), contentType, fileName, key, service);
    }

    /// <summary>Sets a timer with this turn's commit; one with the same id is replaced. Its <see cref="ITimerHandler"/> is called when it is due.</summary>
    public void Schedule(ConversationTimer timer)
    {
        ArgumentNullException.ThrowIfNull(timer);
        Unschedule(timer.Id);
        Document.Timers.Add(timer with { IsRaised = false });
    }

    /// <summary>Takes a timer back. False when there is none of this id.</summary>
    public bool Unschedule(string id) => Document.Timers.RemoveAll(timer => timer.Id == id) > 0;

    /// <summary>Takes back the replies collected so far.</summary>
    public void ClearReplies() => _replies.Clear();

    /// <summary>Puts other messages in the place of the received ones for the following steps, for example a recognised choice.</summary>
    public void ReplaceMessages(IReadOnlyList<MessageReceived> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentOutOfRangeException.ThrowIfZero(messages.Count);
        Messages = messages;
    }

    /// <summary>
    /// Gives the conversation to a person with this turn's commit: the bot is silent from the next turn on. Replies of
    /// this turn are still sent.
    /// </summary>
    /// <param name="summary">What the colleague should know, or null.</param>
    public void HandOff(string? summary = null)
    {
        Document.Handling = Handling.Human;
        Document.HandledBy = null;
        Document.HandoffSummary = summary;
        Document.LastHumanAt = Clock.GetUtcNow();
        Document.HandlingChangedAt = Document.LastHumanAt;
        HandBackReason = null;
    }

    /// <summary>Gives the conversation back to the bot with this turn's commit.</summary>
    /// <param name="reason">Why, in a word, for <see cref="ConciergeEventTypes.HandoffReturned"/>; or null.</param>
    public void HandBack(string? reason = null)
    {
        Document.Handling = Handling.Bot;
        Document.HandledBy = null;
        Document.HandoffSummary = null;
        Document.HandlingChangedAt = Clock.GetUtcNow();
        HandBackReason = reason;
    }

    /// <summary>Ends the visit to the current service with this turn's commit: the next message is routed anew.</summary>
    /// <param name="reason">Why, in a few words; or null.</param>
    public void CompleteSession(string? reason = null)
    {
        Document.ActiveService = null;
        if (Document.Session is { State: SessionState.Active } session)
        {
            session.State = SessionState.Completed;
            session.Reason = reason;
        }
    }

    /// <summary>
    /// Makes what is kept under these names durable now, before the turn's commit and without consuming its messages: when the turn runs
    /// again after a crash or a failure, it finds it. Everything else of the turn stays all or nothing. For a note that must
    /// be written before and after an effect outside that must not happen twice.
    /// </summary>
    /// <param name="stateNames">The names, as given to <c>SetState</c>; what was removed is removed.</param>
    /// <exception cref="Storage.StoreUnavailableException">It is not known to be durable. Let the turn fail: it runs again.</exception>
    public ValueTask CheckpointAsync(params IEnumerable<string> stateNames)
    {
        ArgumentNullException.ThrowIfNull(stateNames);
        return Control?.CheckpointAsync(stateNames, CancellationToken) ?? ValueTask.CompletedTask;
    }

    /// <summary>The longest text of <see cref="ReplyEarlyAsync"/>, in characters.</summary>
    public const int MaxEarlyReplyLength = 1000;

    /// <summary>Something was said early in this turn (<see cref="ReplyEarlyAsync"/>), by an earlier life of it or by this one.</summary>
    public bool HasRepliedEarly => Control?.HasRepliedEarly ?? false;

    /// <summary>
    /// Says something while the turn goes on, before what it replies in the end: that the answer takes a moment. It is made durable now and leaves through the outbox.
    /// Once per turn, also when the turn runs again after a crash or a failure; tried once and never repeated. It is not said when a colleague, an opt-out or another
    /// owed message waits, when the conversation is a colleague's, outside the service window, and in a turn without messages. May be called beside the turn's own work.
    /// </summary>
    /// <param name="text">At most <see cref="MaxEarlyReplyLength"/> characters.</param>
    /// <returns>True when the provider took it; false when it was not said.</returns>
    /// <exception cref="Storage.StoreUnavailableException">It is not known whether it is owed.</exception>
    /// <exception cref="OperationCanceledException">The turn is over.</exception>
    public ValueTask<bool> ReplyEarlyAsync(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, MaxEarlyReplyLength, nameof(text));
        return Control?.ReplyEarlyAsync(text, CancellationToken) ?? ValueTask.FromResult(false);
    }

    /// <summary>
    /// Takes the texts and files that the person sent since the turn began into this turn, at the end of <see cref="Messages"/>.
    /// They passed no middleware and no router. Taps and what waits behind them stay for turns of their own.
    /// </summary>
    /// <returns>What was taken, oldest first; empty where nothing came.</returns>
    public async ValueTask<IReadOnlyList<MessageReceived>> JoinNewerAsync()
    {
        IReadOnlyList<MessageReceived> newer = Control is null ? [] : await Control.TakeNewerAsync(CancellationToken);
        if (newer.Count > 0)
        {
            Messages = [.. Messages, .. newer];
        }

        return newer;
    }

    /// <summary>Reads what was kept under a name; default where there is nothing.</summary>
    /// <exception cref="JsonException">What was kept is of another shape.</exception>
    public T? GetState<T>(string name, JsonTypeInfo<T> typeInfo) =>
        Document.State.TryGetValue(name, out JsonElement value) ? value.Deserialize(typeInfo) : default;

    /// <summary>Keeps a value under a name with this turn's commit; null removes it.</summary>
    public void SetState<T>(string name, T? value, JsonTypeInfo<T> typeInfo)
    {
        if (value is null)
        {
            Document.State.Remove(name);
            return;
        }

        Document.State[name] = JsonSerializer.SerializeToElement(value, typeInfo);
    }

    /// <summary>Reads what was kept under a name; default where there is nothing.</summary>
    /// <exception cref="JsonException">What was kept is of another shape.</exception>
    [RequiresUnreferencedCode("Pass a JsonTypeInfo in trimmed applications.")]
    [RequiresDynamicCode("Pass a JsonTypeInfo in native applications.")]
    public T? GetState<T>(string name) =>
        Document.State.TryGetValue(name, out JsonElement value) ? value.Deserialize<T>(JsonSerializerOptions.Web) : default;

    /// <summary>Keeps a value under a name with this turn's commit; null removes it.</summary>
    [RequiresUnreferencedCode("Pass a JsonTypeInfo in trimmed applications.")]
    [RequiresDynamicCode("Pass a JsonTypeInfo in native applications.")]
    public void SetState<T>(string name, T? value)
    {
        if (value is null)
        {
            Document.State.Remove(name);
            return;
        }

        Document.State[name] = JsonSerializer.SerializeToElement(value, JsonSerializerOptions.Web);
    }

    private Artifact NewArtifact(string kind, string contentType, string? key, string? service)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        if (key is not null && (key.Length is 0 or > 64 || key.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))))
        {
            throw new ArgumentException("An artifact's key has 1 to 64 letters of ASCII, digits, hyphens and underscores.", nameof(key));
        }

        // Keys have no dot, so that no key can name an artifact that was given none.
        string id = key is null ? string.Create(CultureInfo.InvariantCulture, $"{Id}.{++_artifacts}") : $"{ConversationId}.{key}";
        ServiceSession? session = Document.Session is { State: SessionState.Active } active && (service is null || service == active.Service) ? active : null;
        return new Artifact
        {
            Id = id,
            Kind = kind,
            Service = service ?? session?.Service,
            Session = session?.Id,
            Conversation = ConversationId,
            Account = Document.Account,
            CreatedAt = Clock.GetUtcNow(),
            ContentType = contentType,
        };
    }

    private string Add(Artifact artifact)
    {
        ThrowIfTooLarge(artifact.Content.Length);
        byte[] record = ArtifactRecord.Write(artifact);
        int length = artifact.Data is null ? artifact.Content.Length : record.Length;
        ThrowIfTooLarge(length);
        _records.RemoveAll(earlier => earlier.Collection == Artifact.Collection && earlier.Id == artifact.Id);
        Write(new RecordWrite(Artifact.Collection, artifact.Id, record));
        Publish(new PublishedEvent(ConciergeEventTypes.ArtifactCreated, ArtifactRecord.News(artifact, length)));
        return artifact.Id;
    }

    private static void ThrowIfTooLarge(int length)
    {
        if (length > Artifact.MaxBytes)
        {
            throw new ArgumentException($"An artifact has at most {Artifact.MaxBytes} bytes, and this one has {length}. Keep the file elsewhere and its address in the artifact.");
        }
    }
}
