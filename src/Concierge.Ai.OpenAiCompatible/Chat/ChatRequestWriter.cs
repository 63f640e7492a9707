using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Chat;

/// <summary>Writes the body of a request for a chat completion.</summary>
internal static class ChatRequestWriter
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static HttpContent Write(IReadOnlyList<ChatMessage> messages, ChatOptions? options, OpenAiCompatibleOptions settings, bool isStreaming, JsonObject? extra)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("model"u8, options?.ModelId ?? settings.Model);
            MessageWriter.Write(json, messages, options?.Instructions);
            WriteStream(json, settings, isStreaming);
            if (options is not null)
            {
                ToolWriter.Write(json, options);
                WriteFormat(json, options, settings);
                WriteSampling(json, options);
                WriteLimits(json, options, settings);
            }

            json.WriteEndObject();
        }

        return ContentOf(extra is null ? buffer.WrittenMemory : Merge(buffer.WrittenSpan, extra));
    }

    public static HttpContent ContentOf(ReadOnlyMemory<byte> json) =>
        new ReadOnlyMemoryContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static void WriteStream(Utf8JsonWriter json, OpenAiCompatibleOptions settings, bool isStreaming)
    {
        if (!isStreaming)
        {
            return;
        }

        json.WriteBoolean("stream"u8, true);
        if (settings.StreamUsage)
        {
            json.WriteStartObject("stream_options"u8);
            json.WriteBoolean("include_usage"u8, true);
            json.WriteEndObject();
        }
    }

    private static void WriteFormat(Utf8JsonWriter json, ChatOptions options, OpenAiCompatibleOptions settings)
    {
        if (options.ResponseFormat is not ChatResponseFormatJson format)
        {
            return;
        }

        json.WriteStartObject("response_format"u8);
        if (format.Schema is { } schema)
        {
            json.WriteString("type"u8, "json_schema"u8);
            json.WriteStartObject("json_schema"u8);
            json.WriteString("name"u8, SchemaName(format.SchemaName));
            if (format.SchemaDescription is { } description)
            {
                json.WriteString("description"u8, description);
            }

            json.WritePropertyName("schema"u8);
            (settings.StrictJsonSchema ? StrictSchema.Of(format) : schema).WriteTo(json);
            if (settings.StrictJsonSchema)
            {
                json.WriteBoolean("strict"u8, true);
            }

            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type"u8, "json_object"u8);
        }

        json.WriteEndObject();
    }

    /// <summary>Servers take letters, digits, dash and underscore only, and ask for a name.</summary>
    private static string SchemaName(string? name) =>
        string.IsNullOrEmpty(name) ? "answer" : string.Concat(name.Take(64).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));

    private static void WriteSampling(Utf8JsonWriter json, ChatOptions options)
    {
        WriteNumber(json, "temperature"u8, options.Temperature);
        WriteNumber(json, "top_p"u8, options.TopP);
        WriteNumber(json, "frequency_penalty"u8, options.FrequencyPenalty);
        WriteNumber(json, "presence_penalty"u8, options.PresencePenalty);
        if (options.TopK is { } topK)
        {
            json.WriteNumber("top_k"u8, topK);
        }

        if (options.Seed is { } seed)
        {
            json.WriteNumber("seed"u8, seed);
        }

        if (options.Reasoning?.Effort is { } effort)
        {
            json.WriteString("reasoning_effort"u8, EffortOf(effort));
        }
    }

    private static void WriteLimits(Utf8JsonWriter json, ChatOptions options, OpenAiCompatibleOptions settings)
    {
        if (options.MaxOutputTokens is { } limit)
        {
            json.WriteNumber(LimitField(settings), limit);
        }

        if (options.StopSequences is { Count: > 0 } stops)
        {
            json.WriteStartArray("stop"u8);
            foreach (string stop in stops)
            {
                json.WriteStringValue(stop);
            }

            json.WriteEndArray();
        }
    }

    private static string LimitField(OpenAiCompatibleOptions settings) => settings.TokenLimitField switch
    {
        TokenLimitField.MaxTokens => "max_tokens",
        TokenLimitField.MaxCompletionTokens => "max_completion_tokens",
        _ => IsOpenAi(settings.Endpoint!.Host) ? "max_completion_tokens" : "max_tokens",
    };

    private static bool IsOpenAi(string host) =>
        host.Equals("api.openai.com", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".openai.azure.com", StringComparison.OrdinalIgnoreCase);

    private static string EffortOf(ReasoningEffort effort) => effort switch
    {
        ReasoningEffort.None => "none",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.High => "high",
        _ => "xhigh",
    };

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, float? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static ReadOnlyMemory<byte> Merge(ReadOnlySpan<byte> body, JsonObject extra)
    {
        JsonObject merged = JsonNode.Parse(body)!.AsObject();
        foreach ((string name, JsonNode? value) in extra)
        {
            merged[name] = value?.DeepClone();
        }

        var buffer = new ArrayBufferWriter<byte>(body.Length);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            merged.WriteTo(json);
        }

        return buffer.WrittenMemory;
    }
}
