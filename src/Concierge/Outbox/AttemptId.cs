using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Concierge;

/// <summary>
/// What a provider is given with a send and gives back in receipts: conversation, place in the transcript, number of the
/// try. It finds the reply without a look-up and holds nothing personal.
/// </summary>
internal readonly record struct AttemptId(ConversationId Conversation, long Ordinal, int Number)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Conversation.Value}.{Ordinal}.{Number}");

    public static bool TryParse([NotNullWhen(true)] string? text, out AttemptId attempt)
    {
        attempt = default;
        if (text is null)
        {
            return false;
        }

        int last = text.LastIndexOf('.');
        int middle = last > 0 ? text.LastIndexOf('.', last - 1) : -1;
        if (middle <= 0
            || !long.TryParse(text.AsSpan(middle + 1, last - middle - 1), NumberStyles.None, CultureInfo.InvariantCulture, out long ordinal)
            || !int.TryParse(text.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return false;
        }

        attempt = new AttemptId(new ConversationId(text[..middle]), ordinal, number);
        return true;
    }
}
