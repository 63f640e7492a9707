namespace Concierge.Ai.History;

/// <summary>How many tokens a text may cost, without the model's own tokenizer: a little too many rather than too few.</summary>
internal static class TokenEstimate
{
    private const int PerMessage = 4;

    public static int Of(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        int ascii = 0;
        foreach (char c in text)
        {
            if (c < 0x80)
            {
                ascii++;
            }
        }

        return PerMessage + ((ascii + 3) / 4) + (((text.Length - ascii) * 2) + 2) / 3;
    }

    public static int Of(HistoryMessage message)
    {
        int tokens = Of(message.Text);
        foreach (HistoryCall call in message.Calls ?? [])
        {
            tokens += Of(call.Name) + Of(call.Text);
        }

        return tokens;
    }
}
