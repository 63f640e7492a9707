using Concierge.Channels;
using Concierge.Testing.Channels;

namespace Concierge.Testing;

/// <summary>The provider of the built-in channel: it delivers to test persons at once unless the test says otherwise.</summary>
internal sealed class HostProvider(TimeProvider clock) : ITestProvider
{
    private readonly Dictionary<string, TestPerson> _persons = [];
    private readonly Dictionary<string, TestFile> _files = [];
    private int _messages;

    /// <summary>Answers for the next sends, before the provider accepts again.</summary>
    public Queue<SendResult> NextAnswers { get; } = new();

    /// <summary>How many more sends arrive although their answer gets lost.</summary>
    public int AnswersToLose { get; set; }

    /// <summary>How many more sends hang: nobody gets them, and there is no answer.</summary>
    public int SendsToHang { get; set; }

    public List<TestSend> Sends { get; } = [];

    public void Add(TestPerson person) => _persons.Add(person.Number, person);

    /// <summary>Keeps a file that a person sends, so that the bot can fetch it.</summary>
    public MediaReference Keep(TestFile file)
    {
        string id = $"file.{_files.Count + 1}";
        _files.Add(id, file);
        return new MediaReference { Id = id, MimeType = file.MimeType, FileName = file.FileName, Size = file.Content.Length };
    }

    public TestFile? Find(MediaSource source) => source.Id is { } id ? _files.GetValueOrDefault(id) : null;

    public async ValueTask<SendResult> SendAsync(TestChannel channel, OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        if (SendsToHang > 0)
        {
            SendsToHang--;
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);
        }

        SendResult result = Send(message, attempt);
        Sends.Add(new TestSend(clock.GetUtcNow(), attempt, message, result));
        return result;
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

    private SendResult Send(OutboundMessage message, SendAttempt attempt)
    {
        if (NextAnswers.TryDequeue(out SendResult? planned) && planned is not SendAccepted)
        {
            return planned;
        }

        if (attempt.Recipient.Find(ContactAddressKind.Phone) is not { } number || !_persons.TryGetValue(number, out TestPerson? person))
        {
            return SendResult.Rejected(RejectReason.RecipientUnreachable, "unknown", "No test person has this number.");
        }

        string id = (planned as SendAccepted)?.ProviderMessageId ?? $"out.{++_messages}";
        person.Hear(message, id, attempt.AttemptId);
        if (AnswersToLose > 0)
        {
            AnswersToLose--;
            return SendResult.Ambiguous("The answer was lost.");
        }

        return SendResult.Accepted(id);
    }
}
