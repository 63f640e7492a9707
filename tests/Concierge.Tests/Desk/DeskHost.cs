using Concierge.Channels;
using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Desk;

/// <summary>A bot behind a <see cref="DeskChannel"/>. What arrives is fetched, a minute after it was written at most.</summary>
internal sealed class DeskHost : IAsyncDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private int _messages;

    private DeskHost(ConciergeTestHost bot, DeskChannel desk) => (Bot, Desk) = (bot, desk);

    public ConciergeTestHost Bot { get; }

    public DeskChannel Desk { get; }

    public static async Task<DeskHost> StartAsync(Action<IConciergeBuilder>? configure = null, Action<ConciergeOptions>? options = null, bool vouches = true)
    {
        var desk = new DeskChannel(vouches);
        ConciergeTestHost bot = await ConciergeTestHost.StartAsync(concierge =>
        {
            concierge.Services.AddSingleton<IChannel>(desk);
            concierge.With(o =>
            {
                o.CatchUpInterval = Interval;
                options?.Invoke(o);
            });
            (configure ?? (static c => c.AddEcho()))(concierge);
        });
        return new DeskHost(bot, desk);
    }

    public MessageReceived Message(string text, DateTimeOffset? at = null, params ContactAddress[] addresses) => new()
    {
        Id = $"m{++_messages}",
        OccurredAt = at ?? Bot.Clock.GetUtcNow(),
        Sender = new ContactIdentity { Addresses = addresses.Length == 0 ? [Ann] : addresses },
        Body = new TextBody(text),
    };

    public static ContactAddress Ann { get; } = new(ContactAddressKind.Other, "contact:ann");

    /// <summary>It happens at the provider, and the bot looks.</summary>
    public Task HappensAsync(params ChannelEvent[] events)
    {
        Desk.History.AddRange(events);
        return LooksAsync();
    }

    /// <summary>The bot looks at what there is.</summary>
    public Task LooksAsync() => Bot.AdvanceAsync(Interval);

    public async Task<IReadOnlyList<TranscriptEntry>> TranscriptAsync()
    {
        ConversationId? conversation = await Bot.Services.GetRequiredService<IContactDirectory>().FindAsync(DeskChannel.Key, [Ann], default);
        return conversation is null
            ? []
            : [.. (await Bot.Services.GetRequiredService<ITranscriptStore>().ReadAsync(conversation.Value, null, int.MaxValue, default)).Reverse()];
    }

    public ValueTask DisposeAsync() => Bot.DisposeAsync();
}
