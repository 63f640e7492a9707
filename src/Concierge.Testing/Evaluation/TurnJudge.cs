using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Concierge.Testing.Evaluation;

/// <summary>Compares what happened in a turn with what was expected.</summary>
internal static class TurnJudge
{
    private const int MaxQuote = 300;

    private static readonly TimeSpan MatchTime = TimeSpan.FromSeconds(2);

    public static IEnumerable<string> Judge(Dialogue dialogue, DialogueTurn turn, TurnFacts facts) =>
        JudgeReply(turn.Reply, dialogue.MustNotSay, facts.Reply)
            .Concat(JudgeCalls(turn.Calls, facts.Calls))
            .Concat(JudgeTools(turn.MustRun, [.. dialogue.MustNotRun, .. turn.MustNotRun], facts.Ran))
            .Concat(JudgeRest(turn, facts));

    private static IEnumerable<string> JudgeReply(ReplyExpectation expected, IEnumerable<string> neverSay, string reply)
    {
        string quoted = reply.Length == 0 ? "nothing" : $"\"{(reply.Length <= MaxQuote ? reply : reply[..MaxQuote] + "…")}\"";
        foreach (string words in expected.Contains.Where(words => !Holds(reply, words)))
        {
            yield return $"the reply should contain \"{words}\" but was {quoted}";
        }

        if (expected.ContainsAny.Count > 0 && !expected.ContainsAny.Any(words => Holds(reply, words)))
        {
            yield return $"the reply should contain one of \"{string.Join("\", \"", expected.ContainsAny)}\" but was {quoted}";
        }

        foreach (string pattern in expected.Matches.Where(pattern => !Matches(reply, pattern)))
        {
            yield return $"the reply should match /{pattern}/ but was {quoted}";
        }

        foreach (string pattern in expected.MustNotSay.Concat(neverSay).Where(pattern => Matches(reply, pattern)))
        {
            yield return $"the reply must not match /{pattern}/ but was {quoted}";
        }

        if (expected.Silent is { } silent && silent != (reply.Length == 0))
        {
            yield return silent ? $"the bot should say nothing but said {quoted}" : "the bot should say something";
        }
    }

    private static IEnumerable<string> JudgeCalls(IReadOnlyList<DialogueCall> expected, IReadOnlyList<FunctionCallContent> made)
    {
        int next = 0;
        foreach (DialogueCall call in expected)
        {
            int found = next;
            while (found < made.Count && !IsSame(call, made[found]))
            {
                found++;
            }

            if (found == made.Count)
            {
                yield return $"the model should call {Text(call)} but called {(made.Count == 0 ? "nothing" : string.Join(", ", made.Select(Text)))}";
            }
            else
            {
                next = found + 1;
            }
        }
    }

    private static IEnumerable<string> JudgeTools(IEnumerable<string> mustRun, IReadOnlyCollection<string> mustNotRun, IReadOnlyList<string> ran)
    {
        foreach (string tool in mustRun.Where(tool => !ran.Contains(tool)))
        {
            yield return $"the tool {tool} should run but did not";
        }

        foreach (string tool in ran.Where(tool => mustNotRun.Contains("*") || mustNotRun.Contains(tool)))
        {
            yield return $"the tool {tool} must not run but did";
        }
    }

    private static IEnumerable<string> JudgeRest(DialogueTurn turn, TurnFacts facts)
    {
        if (turn.HandedOff is { } handedOff && handedOff != facts.IsHandedOff)
        {
            yield return handedOff ? "a colleague should have the conversation" : "the bot should keep the conversation";
        }

        if (facts.Unused > 0)
        {
            yield return $"the model was not asked for {facts.Unused} of its scripted replies";
        }

        foreach (Exception failure in facts.Failures)
        {
            yield return $"the turn failed: {failure.GetType().Name}: {failure.Message}";
        }
    }

    private static bool Holds(string reply, string words) => reply.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static bool Matches(string reply, string pattern) => Regex.IsMatch(reply, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchTime);

    private static bool IsSame(DialogueCall expected, FunctionCallContent made) =>
        expected.Tool == made.Name && expected.Arguments.All(argument =>
            made.Arguments is not null && made.Arguments.TryGetValue(argument.Key, out object? value) && JsonElement.DeepEquals(argument.Value, AsJson(value)));

    private static JsonElement AsJson(object? value) =>
        value is JsonElement element ? element : JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(object)));

    private static string Text(DialogueCall call) => $"{call.Tool}({string.Join(", ", call.Arguments.Select(argument => $"{argument.Key}: {argument.Value.GetRawText()}"))})";

    private static string Text(FunctionCallContent call) => $"{call.Name}({string.Join(", ", (call.Arguments ?? new Dictionary<string, object?>()).Select(argument => $"{argument.Key}: {AsJson(argument.Value).GetRawText()}"))})";
}
