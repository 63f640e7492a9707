namespace Concierge.Ai.History;

/// <summary>
/// Keeps the history within its limit: nothing until it overflows, then in one big step down to half. So the beginning of the prompt stays
/// the same for many turns and the provider's cache is of use. The same history is always reduced in the same way.
/// </summary>
internal static class HistoryReducer
{
    private const int KeptInFull = 4;
    private const int KeptOfAResult = 200;

    /// <summary>The share of the limit that is left after a step.</summary>
    private const double Target = 0.5;

    public static bool Reduce(AiMemory memory, int maxTokens)
    {
        if (memory.Turns.Sum(turn => turn.Tokens) <= maxTokens)
        {
            return false;
        }

        int target = (int)(maxTokens * Target);
        for (int i = 0; i < memory.Turns.Count - KeptInFull; i++)
        {
            memory.Turns[i] = Shorten(memory.Turns[i]);
        }

        int total = memory.Turns.Sum(turn => turn.Tokens);
        int dropped = 0;
        while (total > target && dropped < memory.Turns.Count)
        {
            total -= memory.Turns[dropped].Tokens;
            dropped++;
        }

        // What has left the window may live on in the turns that followed it, until they have left it too.
        memory.WasUntrusted = memory.Turns.Take(dropped).Any(turn => turn.IsUntrusted);

        memory.Turns.RemoveRange(0, dropped);
        return true;
    }

    /// <summary>Old results lose their length, never their place.</summary>
    private static HistoryTurn Shorten(HistoryTurn turn)
    {
        if (!turn.Messages.Exists(message => message.Role == HistoryMessage.Tool && message.Calls!.Exists(result => result.Text.Length > KeptOfAResult)))
        {
            return turn;
        }

        List<HistoryMessage> messages =
        [
            .. turn.Messages.Select(message => message.Role != HistoryMessage.Tool ? message : new HistoryMessage
            {
                Role = HistoryMessage.Tool,
                Calls = [.. message.Calls!.Select(result => new HistoryCall { Id = result.Id, Text = Shorten(result.Text) })],
            }),
        ];
        return new HistoryTurn { Messages = messages, IsUntrusted = turn.IsUntrusted, Tokens = messages.Sum(TokenEstimate.Of) };
    }

    private static string Shorten(string text) =>
        text.Length <= KeptOfAResult ? text : string.Concat(Guard.TextSanitizer.Cut(text, KeptOfAResult), " [shortened]");
}
