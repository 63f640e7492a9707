using Concierge.Channels;
using Concierge.Storage;

namespace Concierge.Ai.History;

/// <summary>
/// What was said since this service last answered, by colleagues, by other services and by the person to them. Usually nothing was: then the
/// transcript is not read at all.
/// </summary>
internal static class TranscriptGap
{
    private const int MaxLines = 40;
    private const int MaxLength = 1000;

    public static async ValueTask<HistoryTurn?> ReadAsync(TurnContext turn, AiMemory memory, ITranscriptStore transcripts)
    {
        long next = turn.Document.NextOrdinal;
        if (memory.Ordinal == 0 ? next <= 1 : next <= memory.Ordinal + memory.Lines)
        {
            return null;
        }

        IReadOnlyList<TranscriptEntry> newest = await transcripts.ReadAsync(turn.ConversationId, null, MaxLines, turn.CancellationToken);
        var messages = new List<HistoryMessage>();
        bool isUntrusted = false;
        bool isOwnTurn = false;
        foreach (TranscriptEntry line in newest.Where(line => line.Ordinal >= memory.Ordinal && line.Ordinal < next).OrderBy(line => line.Ordinal))
        {
            if (line.Input is MessageReceived message)
            {
                isOwnTurn = message.Id is not null && memory.Answered?.Contains(message.Id) == true;
                isUntrusted |= !isOwnTurn && (message.Context is { IsForwarded: true } || message.Body is MediaBody or LocationBody or ContactsBody);
                Add(messages, HistoryMessage.User, isOwnTurn ? null : message.Body.PlainText);
            }
            else if (line.Message?.PlainText is { } said && line.Status != DeliveryStatus.Cancelled && !(isOwnTurn && line.Author == Author.Bot))
            {
                Add(messages, HistoryMessage.Assistant, line.Author == Author.Human ? $"[A colleague wrote:] {said}" : said);
            }
        }

        return messages.Count == 0
            ? null
            : new HistoryTurn { Messages = messages, IsUntrusted = isUntrusted, Tokens = messages.Sum(TokenEstimate.Of) };
    }

    private static void Add(List<HistoryMessage> messages, char role, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            messages.Add(new HistoryMessage { Role = role, Text = Tools.ToolResult.Limit(text, MaxLength) });
        }
    }
}
