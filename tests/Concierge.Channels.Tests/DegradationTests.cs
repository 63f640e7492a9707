using System.Collections.Concurrent;
using Concierge.Channels.Tests.Rig;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Tests;

/// <summary>A5: every kind of message on every channel becomes what the table in docs/concepts/degradation.md says, sent by real channels over HTTP.</summary>
public sealed class DegradationTests : IAsyncLifetime
{
    private const string End = "·";
    private static readonly Choice[] Three = [new("a", "Apple"), new("b", "Banana"), new("c", "Cherry")];
    private static readonly Dictionary<string, OutboundMessage> Kinds = new()
    {
        ["text"] = new TextMessage("Hello"),
        ["a text of 6 000 characters"] = new TextMessage(string.Join(' ', Enumerable.Repeat("word", 1200))),
        ["`**bold**` in Markdown"] = new TextMessage("**bold**") { Markup = TextMarkup.Markdown },
        ["text with a quote"] = new TextMessage("Hello") { QuotedMessageId = "4711" },
        ["3 choices"] = new ChoiceMessage("Which?", Three),
        ["3 choices with descriptions"] = new ChoiceMessage("Which?", [.. Three.Select(static choice => choice with { Description = "fresh" })]),
        ["10 choices"] = new ChoiceMessage("Which?", Many(10)),
        ["11 choices"] = new ChoiceMessage("Which?", Many(11)),
        ["link button"] = new LinkMessage("Look", "Open", new Uri("https://example.com")),
        ["form"] = new FormMessage("Fill in", "Start", "123"),
        ["question for a place"] = new LocationRequestMessage("Where?"),
        ["question for a number"] = new ContactRequestMessage("Your number?"),
        ["picture with caption"] = Media(MediaKind.Image, "jpg", "Look"),
        ["video with caption"] = Media(MediaKind.Video, "mp4", "Watch"),
        ["sound with caption"] = Media(MediaKind.Audio, "ogg", "Listen"),
        ["document with caption"] = Media(MediaKind.Document, "pdf", "Read"),
        ["sticker"] = Media(MediaKind.Sticker, "webp", null),
        ["template with fall-back"] = new TemplateMessage("HXtemplate", "en") { FallbackText = "Ready" },
        ["template without"] = new TemplateMessage("HXtemplate", "en"),
        ["place"] = new LocationMessage(48.2, 16.4) { Name = "Vienna" },
        ["card"] = new ContactsMessage([new ContactCard { FormattedName = "Ann", Phones = ["+15551112222"] }]),
        ["reaction"] = new ReactionMessage("wamid.1", "👍"),
        ["hand-off with summary"] = new HandoffMessage(Handling.Human) { Note = "Summary" },
        ["raw, of another channel"] = new RawMessage("elsewhere", "{}"),
    };

    private readonly IReadOnlyList<Provider> _providers = Provider.All();
    private readonly ConcurrentQueue<(string Channel, MessageBody Body)> _received = new();
    private BotHost _host = null!;
    private int _ids = 100;

    [Fact]
    public async Task EveryKind_OnEveryChannel_BecomesWhatTheTableSays()
    {
        var actual = new Dictionary<string, string[]>();
        foreach ((string kind, OutboundMessage _) in Kinds)
        {
            string[] cells = await Task.WhenAll(_providers.Select(provider => ObserveAsync(provider, kind)));
            actual.Add(kind, cells);
        }

        string table = string.Join('\n', actual.Select(static row => $"| {row.Key} | {string.Join(" | ", row.Value)} |"));
        Documented().Should().Be(table);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("2.")]
    [InlineData("row 2")]
    public async Task NumberedText_AnsweredWithNumberOrTitle_IsTheChoice(string answer)
    {
        foreach (Provider provider in _providers)
        {
            await ObserveAsync(provider, "11 choices", end: false);
            _received.Clear();
            await PostAsync(provider, answer);
            _received.Should().ContainSingle(provider.Channel).Which.Body.Should().BeOfType<ChoiceBody>(provider.Channel).Which.ChoiceId.Should().Be("id2");
        }
    }

    public async Task InitializeAsync() => _host = await BotHost.StartAsync(_providers, turn =>
    {
        _received.Enqueue((turn.Channel.Account.Channel, turn.Messages[0].Body));
        (string kind, bool ends) = turn.Text.EndsWith(End, StringComparison.Ordinal) ? (turn.Text[..^End.Length], true) : (turn.Text, false);
        if (Kinds.TryGetValue(kind, out OutboundMessage? message))
        {
            turn.Reply(message);
        }

        if (ends)
        {
            turn.Reply(End);
        }

        return ValueTask.CompletedTask;
    });

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        foreach (Provider provider in _providers)
        {
            await provider.DisposeAsync();
        }
    }

    private async Task<string> ObserveAsync(Provider provider, string kind, bool end = true)
    {
        int before = provider.Stub.Requests.Count;
        await PostAsync(provider, end ? kind + End : kind);
        StubRequest[] sent = [.. provider.Stub.Requests.Skip(before).Where(request => provider.Describe(request) is not null && provider.TextOf(request) != End)];
        if (kind.StartsWith('`'))
        {
            return $"`{provider.TextOf(sent.Single())}`";
        }

        string[] words = [.. sent.Select(request => provider.Describe(request)!)];
        return words.Length == 0 ? "nothing" : words.Length > 1 && words.Distinct().Count() == 1 ? $"{words.Length} {words[0]}s" : string.Join(", ", words);
    }

    private async Task PostAsync(Provider provider, string text)
    {
        byte[] body = provider.Text(1, $"{Interlocked.Increment(ref _ids)}", text);
        (await _host.PostAsync(provider, 1, body)).Should().Be(200);
        await _host.UntilRestAsync();
    }

    private static Choice[] Many(int count) => [.. Enumerable.Range(1, count).Select(static i => new Choice($"id{i}", $"Row {i}"))];

    private static MediaMessage Media(MediaKind kind, string extension, string? caption) =>
        new(kind, MediaSource.FromLink(new Uri($"https://example.com/file.{extension}"))) { Caption = caption };

    private static string Documented() => string.Join('\n', File.ReadLines(Path.Combine(AppContext.BaseDirectory, "degradation.md"))
        .SkipWhile(static line => !line.StartsWith("| message | Meta | Twilio | WAHA | Chatwoot |", StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(static line => line.StartsWith('|')));
}
