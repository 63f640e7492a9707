using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Concierge.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Concierge.Ai.Tests.Hostile;

/// <summary>S18 and S19 for the AI step: what a person, a model or a tool writes makes no line of its own in the log, and is not told to anybody from Information on.</summary>
public sealed class LogTests
{
    private const int LongestField = 256;
    private const string Secret = "canary-secret-1";
    private const string Words = "canary-words";

    private readonly RecordingLogger _log = new();
    private readonly ScriptedClient _model = new();
    private readonly ConcurrentQueue<string> _told = new();

    public static TheoryData<string> Injections() =>
    [
        "\nfail: Concierge[0] All is lost", "\r\nINFO forged", "\u001b[2K\u001b[1Aforged", "\u2028forged\u2029", "\u0085forged", "\v\fforged\b", "{Service} {0} %s", "\0forged", "\u202Eforged", new string('x', 100_000),
    ];

    [Theory]
    [MemberData(nameof(Injections))]
    public async Task Injection_InAnyName_Caption_OrError_MakesNoLineAndNoLongField(string injection)
    {
        await using ConciergeTestHost bot = await StartAsync($"{Words}{injection}");

        await EverythingAsync(bot, $"{Words}{injection}");

        _log.Entries.Should().HaveCountGreaterThan(20);
        foreach ((LogLevel _, string message, IReadOnlyList<KeyValuePair<string, object?>> fields) in _log.Entries)
        {
            message.Should().NotContainAny("\n", "\r", "\u001b", "\u2028", "\u2029", "\u0085", "\v", "\f", "\b", "\0", "\u202E");
            foreach ((string name, object? value) in fields.Where(field => field.Key != "{OriginalFormat}"))
            {
                ($"{value}".Length <= LongestField).Should().BeTrue("the field {0} of '{1}' has {2} characters", name, message[..Math.Min(message.Length, 80)], $"{value}".Length);
            }
        }
    }

    [Fact]
    public async Task Words_Phone_PromptAndSecrets_AreToldToNobodyFromInformationOn()
    {
        using ActivityListener spans = ListenToSpans();
        using MeterListener meters = ListenToMeters();
        await using ConciergeTestHost bot = await StartAsync(Words);

        await EverythingAsync(bot, Words);

        string phone = bot.Person().Number;
        _log.Lines.Should().Contain(line => line.Level == LogLevel.Trace && line.Text.Contains(Words, StringComparison.Ordinal), "else the canaries were not on their way");
        _log.Lines.Where(line => line.Level >= LogLevel.Debug).Should().NotContain(line => line.Text.Contains("canary", StringComparison.OrdinalIgnoreCase) || line.Text.Contains(phone, StringComparison.Ordinal));
        _log.Lines.Should().NotContain(line => line.Text.Contains(Secret, StringComparison.Ordinal), "a secret is written at no level");
        _told.Should().NotBeEmpty().And.NotContain(text => text.Contains("canary", StringComparison.OrdinalIgnoreCase) || text.Contains(phone, StringComparison.Ordinal));
    }

    /// <summary>Everything that the AI step writes a line about, with hostile words wherever somebody else chooses them.</summary>
    private async Task EverythingAsync(ConciergeTestHost bot, string words)
    {
        TestPerson person = bot.Person();
        _model.Calls(("1", "read", new { what = words }), ("2", words, new { what = words }), ($"id {words}", "burst", new { what = words }), ("4", "slow", new { what = words })).Says($"done {words} https://{Secret}.example 99 €");
        await person.SaysAsync(words);
        _model.Calls(("5", "always", new { what = words }));
        await person.SaysAsync($"again {words}");
        _model.Says("done");
        await person.TapsAsync("Yes");
        await person.SendsAsync(new ChoiceBody("cai.ai.x.y.y", words));
        _model.Calls(("6", "order", new { what = "a" })).Says("done");
        await person.SaysAsync(words);
        _model.Fails(new InvalidOperationException(words)).Fails(new InvalidOperationException(words));
        await person.SaysAsync(words);
        _model.Says($"The code is {Words}-never.");
        await person.SaysAsync(words);
        _model.Says("done");
        await person.SendsFileAsync(MediaKind.Document, new byte[] { 1 }, "application/x-unknown", caption: words, fileName: words);
        await person.SendsFileAsync(MediaKind.Document, System.Text.Encoding.UTF8.GetBytes(words), "text/plain", caption: words, fileName: words);
        _model.Calls(("7", "burst", new { what = words })).Calls(("8", "burst", new { what = $"{words}b" })).Calls(("9", "burst", new { what = $"{words}c" })).Calls(("10", "burst", new { what = $"{words}d" })).Says("done");
        await person.SendsAsync(new TextBody(words), context: new MessageContext { IsForwarded = true });
    }

    private async Task<ConciergeTestHost> StartAsync(string words)
    {
        ConciergeTestHost bot = await TestAi.StartAsync(
            _model,
            s => s
                .Prompt($"You are a test. {Words}-prompt")
                .Tool((string what) => $"result {what}", "read", policy: TestAi.Read)
                .Tool(string (string what) => throw new FormatException(what), "burst", policy: TestAi.Read)
                .Tool(async (string what, ToolContext context) => await Task.Delay(TimeSpan.FromMinutes(1), context.Clock), "slow", policy: TestAi.Read)
                .Tool((string what) => $"result {what}", "always", policy: new ToolPolicy { Confirm = ToolConfirmation.Always })
                .Configure(o =>
                {
                    o.HandOffAfterFailures = 0;
                    o.ContactState = _ => words;
                    o.Media.ExtractText = (_, _) => throw new FormatException(words);
                }),
            c =>
            {
                c.Services.AddSingleton<ILoggerFactory>(_log).AddSingleton(typeof(ILogger<>), typeof(Logger<>));
                c.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Shop:Key", Secret)]).Build());
                c.Services.AddSingleton<IFactSource>(new BrokenFacts(words)).AddSingleton<IFactSource>(new Facts(words));
                c.ConfigureAi(o =>
                {
                    o.NeverSay.Add($"{Words}-never");
                    o.Actions["order"] = new RemoteAction
                    {
                        Url = "https://127.0.0.1:9/orders/{what}?phone={@phone}",
                        Schema = """{"type":"object","properties":{"what":{"type":"string"}}}""",
                        Headers = { ["Authorization"] = "Bearer {secret:Shop:Key}" },
                    };
                });
            });
        bot.RealPatience = TimeSpan.FromMilliseconds(200);
        return bot;
    }

    private ActivityListener ListenToSpans()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name.StartsWith("Concierge", StringComparison.Ordinal),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span => _told.Enqueue($"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(e => e.Tags))}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private MeterListener ListenToMeters()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name.StartsWith("Concierge", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => _told.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}"));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => _told.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}"));
        listener.Start();
        return listener;
    }

    private sealed class BrokenFacts(string words) : IFactSource
    {
        public ValueTask<IReadOnlyList<Fact>> FindAsync(TurnContext turn) => throw new FormatException(words);
    }

    private sealed class Facts(string words) : IFactSource
    {
        public ValueTask<IReadOnlyList<Fact>> FindAsync(TurnContext turn) => ValueTask.FromResult<IReadOnlyList<Fact>>([new Fact(words) { Source = words, IsTrusted = true }]);
    }
}
