using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Chat;

/// <summary>Writes the conversation. Reasoning, usage and approvals of earlier answers have no place on this wire and are left out.</summary>
internal static class MessageWriter
{
    private const int MaxName = 64;

    public static void Write(Utf8JsonWriter json, IReadOnlyList<ChatMessage> messages, string? instructions)
    {
        json.WriteStartArray("messages"u8);
        int first = WriteSystem(json, messages, instructions);
        for (int i = first; i < messages.Count; i++)
        {
            WriteMessage(json, messages[i]);
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// What the conversation begins with becomes one system message, because some servers take only one. The instructions come
    /// last in it: what stays the same comes first and can be cached.
    /// </summary>
    private static int WriteSystem(Utf8JsonWriter json, IReadOnlyList<ChatMessage> messages, string? instructions)
    {
        int count = 0;
        while (count < messages.Count && messages[count].Role == ChatRole.System)
        {
            count++;
        }

        string text = string.Join("\n\n", messages.Take(count).Select(message => message.Text).Append(instructions).Where(part => !string.IsNullOrEmpty(part)));
        if (text.Length > 0)
        {
            WriteText(json, "system", text, null);
        }

        return count;
    }

    private static void WriteMessage(Utf8JsonWriter json, ChatMessage message)
    {
        if (message.Role == ChatRole.Assistant)
        {
            WriteAssistant(json, message);
        }
        else if (message.Role == ChatRole.Tool)
        {
            WriteResults(json, message);
        }
        else if (message.Role == ChatRole.System)
        {
            WriteText(json, "system", message.Text, null);
        }
        else
        {
            WriteUser(json, message);
        }
    }

    private static void WriteUser(Utf8JsonWriter json, ChatMessage message)
    {
        string? name = NameOf(message.AuthorName);
        WriteResults(json, message);
        AIContent[] contents = [.. message.Contents.Where(content => content is not (FunctionResultContent or ToolApprovalResponseContent or UsageContent or ErrorContent))];
        if (contents.Length == 0)
        {
            return;
        }

        if (Array.TrueForAll(contents, content => content is TextContent))
        {
            WriteText(json, "user", string.Concat(contents.Cast<TextContent>().Select(text => text.Text)), name);
            return;
        }

        Start(json, "user", name);
        json.WriteStartArray("content"u8);
        foreach (AIContent content in contents)
        {
            PartWriter.Write(json, content);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAssistant(Utf8JsonWriter json, ChatMessage message)
    {
        FunctionCallContent[] calls = [.. message.Contents.OfType<FunctionCallContent>()];
        string text = string.Concat(message.Contents.Select(content => content switch
        {
            TextContent words => words.Text,
            ErrorContent error => error.Message,
            _ => null,
        }));
        if (text.Length == 0 && calls.Length == 0)
        {
            return;
        }

        Start(json, "assistant", null);
        if (text.Length > 0)
        {
            json.WriteString("content"u8, text);
        }
        else
        {
            json.WriteNull("content"u8);
        }

        if (calls.Length > 0)
        {
            json.WriteStartArray("tool_calls"u8);
            foreach (FunctionCallContent call in calls)
            {
                WriteCall(json, call);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, call.CallId);
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, call.Name);
        json.WriteString("arguments"u8, call.Arguments is null ? "{}" : ValueText.Of(call.Arguments));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResults(Utf8JsonWriter json, ChatMessage message)
    {
        foreach (FunctionResultContent result in message.Contents.OfType<FunctionResultContent>())
        {
            Start(json, "tool", null);
            json.WriteString("tool_call_id"u8, result.CallId);
            json.WriteString("content"u8, ValueText.Of(result));
            json.WriteEndObject();
        }
    }

    private static void WriteText(Utf8JsonWriter json, string role, string text, string? name)
    {
        Start(json, role, name);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter json, string role, string? name)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        if (name is not null)
        {
            json.WriteString("name"u8, name);
        }
    }

    /// <summary>Endpoints refuse names with other characters.</summary>
    private static string? NameOf(string? author)
    {
        string name = string.Concat((author ?? string.Empty).Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-').Take(MaxName));
        return name.Length == 0 ? null : name;
    }
}
