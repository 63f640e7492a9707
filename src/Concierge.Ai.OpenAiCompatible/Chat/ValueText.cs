using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Chat;

/// <summary>Arguments and results as the text that the wire has for them.</summary>
internal static class ValueText
{
    private const string Failed = "Error: the tool failed.";

    // White space and escapes cost tokens.
    private static readonly JsonSerializerOptions Short = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IDictionary<string, object?> arguments) =>
        JsonSerializer.Serialize(arguments, Short.GetTypeInfo(typeof(IDictionary<string, object?>)));

    /// <summary>A string as it is, contents as their words, anything else as JSON.</summary>
    public static string Of(FunctionResultContent result) => result.Result switch
    {
        null => result.Exception is null ? string.Empty : Failed,
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString() ?? string.Empty,
        AIContent content => Of(content),
        IEnumerable<AIContent> contents => string.Join('\n', contents.Select(Of)),
        { } value => JsonSerializer.Serialize(value, Short.GetTypeInfo(typeof(object))),
    };

    /// <summary>A tool's answer is text on this wire: the model is told of what it cannot see.</summary>
    private static string Of(AIContent content) => content switch
    {
        TextContent text => text.Text,
        DataContent data => $"({data.MediaType}, not shown)",
        UriContent uri => $"({uri.MediaType}: {uri.Uri})",
        ErrorContent error => error.Message,
        _ => $"({content.GetType().Name}, not shown)",
    };
}
