using Concierge.Testing.Ai;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Testing.Evaluation;

/// <summary>Runs dialogues against a bot and says how it fared.</summary>
public static class Evaluator
{
    /// <summary>Runs each dialogue as often as asked for, each time with a new bot and a person who never wrote before.</summary>
    public static async Task<EvaluationReport> RunAsync(IEnumerable<Dialogue> dialogues, EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(dialogues);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Runs, 1);
        var results = new List<DialogueResult>();
        foreach (Dialogue dialogue in dialogues)
        {
            results.Add(await RunAsync(dialogue, options));
        }

        return new EvaluationReport(results);
    }

    private static async Task<DialogueResult> RunAsync(Dialogue dialogue, EvaluationOptions options)
    {
        var failures = new List<string>();
        int passed = 0;
        long tokens = 0;
        for (int run = 1; run <= options.Runs; run++)
        {
            using IChatClient? live = options.Model?.Invoke();
            using var model = new ObservedModel(live ?? new ScriptedChatClient());
            int before = failures.Count;
            await RunOnceAsync(dialogue, options, model, failure => failures.Add(options.Runs == 1 ? failure : $"run {run}, {failure}"));
            passed += failures.Count == before ? 1 : 0;
            tokens += model.Tokens;
        }

        return new DialogueResult(dialogue.Name, options.Runs, passed, failures, tokens);
    }

    private static async Task RunOnceAsync(Dialogue dialogue, EvaluationOptions options, ObservedModel model, Action<string> fail)
    {
        await using ConciergeTestHost host = await ConciergeTestHost.StartAsync(concierge =>
        {
            concierge.Services.AddSingleton<IChatClient>(model);
            concierge.Services.AddKeyedSingleton<IChatClient>(KeyedService.AnyKey, model);
            options.Configure(concierge);
        });
        host.RealTimeout = options.RealTimeout;
        using var watcher = new ToolWatcher();
        TestPerson person = host.Person();
        for (int i = 0; i < dialogue.Turns.Count; i++)
        {
            DialogueTurn turn = dialogue.Turns[i];
            ScriptedChatClient? script = null;
            if (options.Model is null)
            {
                model.Inner = script = Script(turn, host);
            }

            TurnFacts facts = await PlayAsync(turn, person, model, watcher, script);
            foreach (string problem in TurnJudge.Judge(dialogue, turn, facts))
            {
                fail($"turn {i + 1}: {problem}");
            }
        }
    }

    private static async Task<TurnFacts> PlayAsync(DialogueTurn turn, TestPerson person, ObservedModel model, ToolWatcher watcher, ScriptedChatClient? script)
    {
        TestAnswers answers = turn switch
        {
            { Taps: { } choice } => await person.TapsAsync(choice),
            { Says: { } text } => await person.SaysAsync(text),
            _ => throw new InvalidOperationException("A turn needs \"says\" or \"taps\"."),
        };
        bool isHandedOff = await person.DocumentAsync() is { Handling: Handling.Human };
        return new TurnFacts(answers.Text, model.TakeCalls(), watcher.Take(), isHandedOff, Unused(turn, script?.Remaining ?? 0), answers.Failures);
    }

    /// <summary>How many replies were not asked for that had to be.</summary>
    private static int Unused(DialogueTurn turn, int remaining) => turn.Model.Skip(turn.Model.Count - remaining).Count(reply => !reply.Optional);

    private static ScriptedChatClient Script(DialogueTurn turn, ConciergeTestHost host)
    {
        var script = new ScriptedChatClient { Clock = host.Clock };
        foreach (DialogueModelReply reply in turn.Model)
        {
            script.Replies(new ScriptedReply
            {
                Text = reply.Text,
                Calls = [.. reply.Calls.Select(call => new ScriptedCall(call.Tool, ArgumentsOf(call)))],
            });
        }

        return script;
    }

    private static string ArgumentsOf(DialogueCall call) =>
        $"{{{string.Join(',', call.Arguments.Select(argument => $"\"{System.Text.Json.JsonEncodedText.Encode(argument.Key)}\":{argument.Value.GetRawText()}"))}}}";
}
