using System.Runtime.CompilerServices;
using Concierge.Channels;

namespace Concierge.Tests.Desk;

/// <summary>A help desk whose provider can be asked what it received and what it has: everything that a channel may do, told by the test.</summary>
internal sealed class DeskChannel(bool vouches = true) : IChannel, IHistoryChannel, ISendLookup
{
    public static readonly AccountKey Key = new("desk", AccountKey.DefaultName);

    public AccountKey Account => Key;

    public IReadOnlyList<string> AccountIds => [];

    public ChannelCapabilities Capabilities { get; } = new() { HelpDesk = true, VouchesForPhones = vouches };

    /// <summary>What the provider lists.</summary>
    public List<ChannelEvent> History { get; } = [];

    /// <summary>Thrown when the provider is asked for its list; null for none.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>Since when it was asked.</summary>
    public List<DateTimeOffset> Asked { get; } = [];

    /// <summary>What was sent.</summary>
    public List<(OutboundMessage Message, SendAttempt Attempt)> Sends { get; } = [];

    /// <summary>Answers to the next sends, before everything is accepted.</summary>
    public Queue<SendResult> Answers { get; } = new();

    /// <summary>Which attempts were looked for.</summary>
    public List<SendAttempt> Lookups { get; } = [];

    /// <summary>What the next look-ups find, before nothing is found.</summary>
    public Queue<SendResult?> Findings { get; } = new();

    public IEnumerable<string?> Texts => Sends.Select(static send => send.Message.PlainText);

    public WebhookVerdict Authenticate(in WebhookRequest request) => WebhookVerdict.Rejected;

    public void Read(in WebhookRequest request, ChannelEventSink sink)
    {
    }

    public ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        Sends.Add((message, attempt));
        return ValueTask.FromResult(Answers.TryDequeue(out SendResult? answer) ? answer : SendResult.Accepted($"out.{Sends.Count}"));
    }

    public ValueTask<SendResult?> FindSentAsync(OutboundMessage message, SendAttempt attempt, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        Lookups.Add(attempt);
        return ValueTask.FromResult(Findings.TryDequeue(out SendResult? found) ? found : null);
    }

    public async IAsyncEnumerable<ChannelEvent> ReadHistoryAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Asked.Add(since);
        await Task.CompletedTask;
        foreach (ChannelEvent channelEvent in History.ToArray())
        {
            yield return channelEvent;
        }

        if (Refusal is { } refusal)
        {
            throw refusal;
        }
    }
}
