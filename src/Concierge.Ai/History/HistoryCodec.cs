using Concierge.Ai.Tools;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.History;

/// <summary>From a turn's messages to what is kept of them, and back.</summary>
internal static class HistoryCodec
{
    public static HistoryTurn Write(string userText, IEnumerable<ChatMessage> said, bool isUntrusted)
    {
        List<ChatMessage> all = [.. said];
        var answered = all.SelectMany(message => message.Contents.OfType<FunctionResultContent>()).Select(result => result.CallId).ToHashSet(StringComparer.Ordinal);
        List<HistoryMessage> messages = [new HistoryMessage { Role = "u", Text = userText }];
        foreach (ChatMessage message in all)
        {
            Add(messages, message, answered);
        }

        return new HistoryTurn { Messages = messages, IsUntrusted = isUntrusted, Tokens = messages.Sum(TokenEstimate.Of) };
    }

    public static void Read(List<ChatMessage> into, HistoryTurn turn)
    {
        foreach (HistoryMessage message in turn.Messages)
        {
            into.Add(message.Role switch
            {
                "u" => new ChatMessage(ChatRole.User, message.Text),
                "t" => new ChatMessage(ChatRole.Tool, [.. message.Calls!.Select(result => new FunctionResultContent(result.Id, result.Text))]),
                _ => Assistant(message),
            });
        }
    }

    private static ChatMessage Assistant(HistoryMessage message)
    {
        if (message.Calls is null)
        {
            return new ChatMessage(ChatRole.Assistant, message.Text);
        }

        List<AIContent> contents = message.Text is null ? [] : [new TextContent(message.Text)];
        contents.AddRange(message.Calls.Select(call => new FunctionCallContent(call.Id, call.Name!, CallArguments.Read(call.Text)) { InformationalOnly = true }));
        return new ChatMessage(ChatRole.Assistant, contents);
    }

    private static void Add(List<HistoryMessage> messages, ChatMessage message, HashSet<string> answered)
    {
        if (message.Role != ChatRole.Tool)
        {
            // A call that nobody answered, and nobody will, would make a provider refuse every later request.
            List<HistoryCall> calls =
            [
                .. message.Contents.OfType<FunctionCallContent>().Where(call => answered.Contains(call.CallId)).Select(call => new HistoryCall { Id = call.CallId, Name = call.Name, Text = CallArguments.Write(call.Arguments) }),
            ];
            string text = message.Text;
            if (calls.Count > 0 || text.Length > 0)
            {
                messages.Add(new HistoryMessage
                {
                    Role = message.Role == ChatRole.User ? "u" : "a",
                    Text = text.Length == 0 ? null : text,
                    Calls = calls.Count == 0 ? null : calls,
                });
            }
        }

        List<HistoryCall> results =
        [
            .. message.Contents.OfType<FunctionResultContent>().Select(result => new HistoryCall { Id = result.CallId, Text = ToolResult.Read(result.Result).Text }),
        ];
        if (results.Count > 0)
        {
            messages.Add(new HistoryMessage { Role = "t", Calls = results });
        }
    }
}
