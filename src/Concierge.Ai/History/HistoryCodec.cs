using Concierge.Ai.Tools;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.History;

/// <summary>From a turn's messages to what is kept of them, and back.</summary>
internal static class HistoryCodec
{
    public static HistoryTurn Write(string userText, IEnumerable<ChatMessage> said, bool isUntrusted)
    {
        List<ChatMessage> all = [.. said];
        HashSet<string>? answered = null;
        foreach (ChatMessage message in all)
        {
            for (int i = 0; i < message.Contents.Count; i++)
            {
                if (message.Contents[i] is FunctionResultContent result)
                {
                    (answered ??= new HashSet<string>(StringComparer.Ordinal)).Add(result.CallId);
                }
            }
        }

        List<HistoryMessage> messages = [new HistoryMessage { Role = HistoryMessage.User, Text = userText }];
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
                HistoryMessage.User => new ChatMessage(ChatRole.User, message.Text),
                HistoryMessage.Tool => new ChatMessage(ChatRole.Tool, [.. message.Calls!.Select(result => new FunctionResultContent(result.Id, result.Text))]),
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

    private static void Add(List<HistoryMessage> messages, ChatMessage message, HashSet<string>? answered)
    {
        List<HistoryCall>? calls = null;
        List<HistoryCall>? results = null;
        for (int i = 0; i < message.Contents.Count; i++)
        {
            switch (message.Contents[i])
            {
                // A call that nobody answered, and nobody will, would make a provider refuse every later request.
                case FunctionCallContent call when answered?.Contains(call.CallId) == true:
                    (calls ??= []).Add(new HistoryCall { Id = call.CallId, Name = call.Name, Text = CallArguments.Write(call.Arguments) });
                    break;
                case FunctionResultContent result:
                    (results ??= []).Add(new HistoryCall { Id = result.CallId, Text = ToolResult.Read(result.Result).Text });
                    break;
            }
        }

        if (message.Role != ChatRole.Tool && (calls is not null || message.Text.Length > 0))
        {
            string text = message.Text;
            messages.Add(new HistoryMessage
            {
                Role = message.Role == ChatRole.User ? HistoryMessage.User : HistoryMessage.Assistant,
                Text = text.Length == 0 ? null : text,
                Calls = calls,
            });
        }

        if (results is not null)
        {
            messages.Add(new HistoryMessage { Role = HistoryMessage.Tool, Calls = results });
        }
    }
}
