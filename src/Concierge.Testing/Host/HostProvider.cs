using Concierge.Channels;
using Concierge.Testing.Channels;

namespace Concierge.Testing;

/// <summary>The provider of the built-in channel: it delivers to test persons at once unless the test says otherwise.</summary>
internal sealed class HostProvider : ITestProvider
{
    private readonly Dictionary<string, TestPerson> _persons = [];
    private readonly Dictionary<string, TestFile> _files = [];
    private int _messages;

    /// <summary>Answers for the next sends, before the provider accepts again.</summary>
    public Queue<SendResult> NextAnswers { get; } = new();

    public List<SendAttempt> Attempts { get; } = [];

    public void Add(TestPerson person) => _persons.Add(person.Number, person);

    /// <summary>Keeps a file that a person sends, so that the bot can fetch it.</summary>
    public MediaReference Keep(TestFile file)
    {
        string id = $"file.{_files.Count + 1}";
        _files.Add(id, file);
        return new MediaReference { Id = id, MimeType = file.MimeType, FileName = file.FileName, Size = file.Content.Length };
    }

    public TestFile? Find(MediaSource source) => source.Id is { } id ? _files.GetValueOrDefault(id) : null;

    public ValueTask<SendResult> SendAsync(TestChannel channel, OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        Attempts.Add(attempt);
        if (NextAnswers.TryDequeue(out SendResult? planned) && planned is not SendAccepted)
        {
            return ValueTask.FromResult(planned);
        }

        if (attempt.Recipient.Find(ContactAddressKind.Phone) is not { } number || !_persons.TryGetValue(number, out TestPerson? person))
        {
            return ValueTask.FromResult<SendResult>(SendResult.Rejected(RejectReason.RecipientUnreachable, "unknown", "No test person has this number."));
        }

        string id = (planned as SendAccepted)?.ProviderMessageId ?? $"out.{++_messages}";
        person.Hear(message, id, attempt.AttemptId);
        return ValueTask.FromResult<SendResult>(SendResult.Accepted(id));
    }

    public ValueTask<MediaDownload> DownloadAsync(MediaReference media, long maxBytes, CancellationToken cancellationToken)
    {
        if (media.Id is not { } id || !_files.TryGetValue(id, out TestFile? file))
        {
            throw new MediaUnavailableException("The test provider has no such file.");
        }

        return file.Content.Length > maxBytes
            ? throw new MediaTooLargeException(maxBytes)
            : ValueTask.FromResult(new MediaDownload(new MemoryStream(file.Content.ToArray()), file.MimeType, file.Content.Length));
    }

    public async ValueTask<MediaSource> UploadAsync(Stream content, string mimeType, string? fileName, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        return MediaSource.FromId(Keep(new TestFile(copy.ToArray(), mimeType, fileName)).Id!);
    }

    public void ShowTyping(ContactIdentity recipient)
    {
        if (recipient.Find(ContactAddressKind.Phone) is { } number && _persons.TryGetValue(number, out TestPerson? person))
        {
            person.SeeTyping();
        }
    }

    public void MarkRead(string messageId)
    {
        foreach (TestPerson person in _persons.Values)
        {
            person.SeeRead(messageId);
        }
    }
}
