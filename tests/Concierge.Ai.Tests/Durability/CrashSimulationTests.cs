using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Concierge.Testing.Simulation;
using Xunit.Abstractions;

namespace Concierge.Ai.Tests.Durability;

/// <summary>
/// L03: the process dies, freezes or loses its store anywhere before, inside and after a tool with a side effect; the seed decides where. CONCIERGE_TOOL_SEEDS says how many seeds: 250 by
/// default, which is a good thousand deaths.
/// </summary>
public sealed class CrashSimulationTests(ITestOutputHelper output)
{
    private const int Threads = 2;

    private static readonly string Unknown = string.Format(CultureInfo.InvariantCulture, new AiTexts().OutcomeUnknown, "Pay");

    [Fact]
    public void DeathsAnywhereAroundATool_EffectOncePerKeyAndNobodyIsLeftInTheDark()
    {
        int seeds = int.TryParse(Environment.GetEnvironmentVariable("CONCIERGE_TOOL_SEEDS"), CultureInfo.InvariantCulture, out int asked) ? asked : 250;
        var till = new ConcurrentBag<Outside>();
        var reports = new ConcurrentBag<SimulationReport>();

        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Threads }, seed =>
        {
            var outside = new Outside();
            till.Add(outside);
            reports.Add(Simulator.Run(seed, new SimulationOptions { Configure = outside.Configure, Utterances = ["pay 5", "pay 7", "thanks"], MaxCrashes = 8, Operators = false }));
        });

        Payment[] payments = [.. till.SelectMany(outside => outside.Payments.Values)];
        Payment[] interrupted = [.. payments.Where(payment => !payment.IsReturned)];
        output.WriteLine(
            $"{seeds} seeds, {reports.Sum(report => report.Crashes)} deaths, {payments.Length} payments, {interrupted.Length} of them interrupted ({interrupted.Count(payment => payment.Effects == 0)} before the effect), "
            + $"{till.Sum(outside => outside.Notes.Values.Sum())} runs of {till.Sum(outside => outside.Notes.Count)} idempotent calls");
        reports.SelectMany(report => report.Violations).Should().BeEmpty();
        reports.Sum(report => report.Crashes).Should().BeGreaterThan(seeds * 2);
        payments.Should().OnlyContain(payment => payment.Begun == 1, "what is not declared idempotent never runs again by itself");
        payments.Should().OnlyContain(payment => payment.Effects <= 1);
        till.Should().OnlyContain(outside => outside.NotesPerMessage.All(keys => keys.Value.Count == 1), "an idempotent call runs again with the key it had");
        till.Sum(outside => outside.Notes.Values.Count(runs => runs > 1)).Should().BeGreaterThan(0, "else no idempotent call was interrupted");
        interrupted.Length.Should().BeGreaterThan(seeds / 20);
        till.SelectMany(outside => outside.LeftInTheDark()).Should().BeEmpty();
    }

    private sealed class Payment
    {
        public required string Conversation { get; init; }

        /// <summary>How many turns had ended in the conversation when it began.</summary>
        public required int After { get; init; }

        public int Begun { get; set; }

        public int Effects { get; set; }

        public bool IsReturned { get; set; }
    }

    /// <summary>What outlives every process: the till, the note book, and what the turns came to.</summary>
    private sealed class Outside : ITurnMiddleware
    {
        private readonly List<(string Conversation, string Turn, bool IsTold)> _ends = [];
        private readonly Dictionary<string, string> _current = [];

        public Dictionary<string, Payment> Payments { get; } = [];

        /// <summary>How often each idempotent call has run, by its key.</summary>
        public Dictionary<string, int> Notes { get; } = [];

        public Dictionary<string, HashSet<string>> NotesPerMessage { get; } = [];

        public void Configure(IConciergeBuilder concierge)
        {
            concierge.Services.AddSingleton(this).AddSingleton<IChatClient>(new TillClient());
            concierge.ConfigureTurns(steps => steps.Use<Outside>()).AddAiService("till", service => service.Default()
                .Prompt("You take payments.")
                .Tool(PayAsync, "pay", policy: new ToolPolicy { Title = "Pay" })
                .Tool(NoteAsync, "note", policy: new ToolPolicy { Title = "Note", Idempotent = true })
                .Configure(o => o.HandOffAfterFailures = 0));
        }

        public async ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
        {
            _current[turn.ConversationId.Value] = turn.Id;
            await next(turn);
            _ends.Add((turn.ConversationId.Value, turn.Id, turn.Replies.Any(reply => reply.PlainText == Unknown)));
        }

        /// <summary>Interrupted payments of which the person never heard although the bot went on answering.</summary>
        public IEnumerable<string> LeftInTheDark() => Payments.Where(payment => !payment.Value.IsReturned).Select(payment =>
        {
            List<(string Conversation, string Turn, bool IsTold)> later = [.. _ends.Skip(payment.Value.After).Where(end => end.Conversation == payment.Value.Conversation)];

            // A turn that ran again counts as it was in the end.
            bool isTold = later.Count == 0 || later.GroupBy(end => end.Turn).Any(turn => turn.Last().IsTold);
            return isTold ? null : payment.Key;
        }).OfType<string>();

        private async Task<string> PayAsync(int amount, ToolContext context)
        {
            string conversation = context.ConversationId.Value;
            if (!Payments.TryGetValue(context.IdempotencyKey, out Payment? payment))
            {
                Payments[context.IdempotencyKey] = payment = new Payment { Conversation = conversation, After = _ends.Count };
            }

            payment.Begun++;
            await Task.Delay(TimeSpan.FromSeconds(1), context.Clock);
            payment.Effects++;
            await Task.Delay(TimeSpan.FromSeconds(1), context.Clock);
            payment.IsReturned = true;
            return $"paid {amount}";
        }

        private async Task<string> NoteAsync(int amount, ToolContext context)
        {
            string message = $"{context.ConversationId.Value} {_current[context.ConversationId.Value]} {amount}";
            Notes[context.IdempotencyKey] = Notes.GetValueOrDefault(context.IdempotencyKey) + 1;
            (NotesPerMessage.TryGetValue(message, out HashSet<string>? keys) ? keys : NotesPerMessage[message] = []).Add(context.IdempotencyKey);
            await Task.Delay(TimeSpan.FromSeconds(1), context.Clock);
            return $"noted {amount}";
        }
    }

    /// <summary>Asks for both tools for every amount, then thanks.</summary>
    private sealed class TillClient : IChatClient
    {
        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            List<ChatMessage> all = [.. messages];
            int asked = all.FindLastIndex(message => message.Role == ChatRole.User);
            string[] words = all[asked].Text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            if (asked < all.Count - 1 || !words.Contains("pay"))
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, "Thank you.");
                yield break;
            }

            string amount = words[Array.IndexOf(words, "pay") + 1];
            yield return new ChatResponseUpdate(ChatRole.Assistant,
            [
                ScriptedClient.Call("n", "note", new { amount = int.Parse(amount, CultureInfo.InvariantCulture) }),
                ScriptedClient.Call("p", "pay", new { amount = int.Parse(amount, CultureInfo.InvariantCulture) }),
            ]);
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
