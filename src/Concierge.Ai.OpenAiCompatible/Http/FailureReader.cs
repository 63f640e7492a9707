using System.Net;
using System.Text;
using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Ai.OpenAiCompatible.Http;

/// <summary>Tells from an answer that is no success what went wrong and what to do.</summary>
internal static class FailureReader
{
    private const int MaxBody = 64 * 1024;
    private const int MaxMessage = 1_000;
    private const int MaxCode = 64;

    public static async Task<ModelRequestException> ReadAsync(HttpResponseMessage response, string section, OpenAiCompatibleOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        byte[] body = await ReadBodyAsync(response, cancellationToken);
        using JsonDocument? json = Parse(body);
        JsonElement? error = json is null ? null : ErrorOf(json.RootElement);
        TimeSpan? wait = WaitOf(response, now);
        return Explain((int)response.StatusCode, error, wait, RequestIdOf(response), section, options);
    }

    /// <summary>The error in an answer whose status says success; null if there is none.</summary>
    public static ModelRequestException? Find(JsonElement answer, string section, OpenAiCompatibleOptions options)
    {
        if (ErrorOf(answer) is not { } error)
        {
            return null;
        }

        int status = (int)(Field.Number(error, "status") ?? Field.Number(error, "code") ?? 0);
        return Explain(status is >= 400 and < 600 ? status : 500, error, null, null, section, options);
    }

    private static ModelRequestException Explain(int status, JsonElement? error, TimeSpan? retryAfter, string? requestId, string section, OpenAiCompatibleOptions options)
    {
        string[] codes = error is { ValueKind: JsonValueKind.Object } details ? [.. Codes(details)] : [];
        (ModelFailure failure, string advice) = Judge(status, codes, section, options);
        string named = codes.Length == 0 ? $"HTTP {status}" : $"HTTP {status}, {string.Join(", ", codes)}";
        return new ModelRequestException(failure, $"{advice} ({named})", (HttpStatusCode)status, retryAfter)
        {
            RequestId = requestId,
            EndpointMessage = MessageOf(error, options),
        };
    }

    private static (ModelFailure Failure, string Advice) Judge(int status, string[] codes, string section, OpenAiCompatibleOptions options)
    {
        string key = $"{section}:{nameof(options.ApiKey)}";
        string endpoint = $"{section}:{nameof(options.Endpoint)}";
        string model = $"{section}:{nameof(options.Model)}";
        bool Says(string part) => Array.Exists(codes, code => code.Contains(part, StringComparison.OrdinalIgnoreCase));
        return status switch
        {
            401 when string.IsNullOrEmpty(options.ApiKey) => (ModelFailure.Authentication, $"The endpoint asks for a key. Set {key}."),
            401 => (ModelFailure.Authentication, $"The endpoint refused the key. Check {key} and, for Azure, that {section}:{nameof(options.ApiKeyHeader)} is api-key."),
            403 => (ModelFailure.Authentication, $"The key may not do this. Check what {key} is allowed to use, and {model}."),
            404 => (ModelFailure.NotFound, $"There is no such address or model. Check {endpoint}, which usually ends with /v1, and {model}."),
            402 => (ModelFailure.OutOfCredit, $"The account behind {key} has no credit left. Top it up at the endpoint's console."),
            429 when Says("quota") || Says("billing") || Says("credit") => (ModelFailure.OutOfCredit, $"The account behind {key} has no credit left. Top it up at the endpoint's console."),
            429 => (ModelFailure.RateLimited, "The endpoint takes no more requests for now. Wait, ask for a higher limit or set a second model."),
            413 => (ModelFailure.TooLong, "The request is longer than the endpoint takes. Shorten the history or send smaller files."),
            400 when Says("context_length") || Says("too_long") || Says("context_size") => (ModelFailure.TooLong, "The conversation is longer than the model can read. Shorten the history, or use a model with a larger window."),
            400 when Says("content_filter") || Says("content_policy") || Says("safety") => (ModelFailure.Filtered, "The endpoint's content filter refused the request."),
            >= 300 and < 400 => (ModelFailure.Rejected, $"The endpoint redirects, and the key is not sent elsewhere. Set {endpoint} to the final address."),
            408 or >= 500 => (ModelFailure.Unavailable, "The endpoint failed or is overloaded. Try again later or use a second model."),
            _ => (ModelFailure.Rejected, $"The endpoint refused the request as it is. Check that {model} knows what was asked for (tools, images, schema, reasoning); {nameof(ModelRequestException.EndpointMessage)} has its words."),
        };
    }

    /// <summary>Words of a machine, not of a person: nothing that could be a key, a number or a sentence.</summary>
    private static IEnumerable<string> Codes(JsonElement error)
    {
        foreach (string name in (string[])["type", "code", "param"])
        {
            if (Field.Text(error, name) is { Length: > 0 and <= MaxCode } code && !code.StartsWith("sk-", StringComparison.Ordinal)
                && code.All(c => char.IsAsciiLetter(c) || c is '_' or '-' or '.'))
            {
                yield return code;
            }
        }
    }

    private static string? MessageOf(JsonElement? error, OpenAiCompatibleOptions options)
    {
        string? message = error switch
        {
            { ValueKind: JsonValueKind.String } text => Field.AsText(text),
            { ValueKind: JsonValueKind.Object } details => Field.Text(details, "message"),
            _ => null,
        };
        if (string.IsNullOrEmpty(message))
        {
            return null;
        }

        foreach (string secret in options.Headers.Values.Append(options.ApiKey).OfType<string>().Where(secret => secret.Length > 0))
        {
            message = message.Replace(secret, "***", StringComparison.Ordinal);
        }

        return message.Length <= MaxMessage ? message : message[..MaxMessage];
    }

    /// <summary>OpenAI and most wrap it as <c>error</c>, vLLM's is flat, some answer with an array of one.</summary>
    private static JsonElement? ErrorOf(JsonElement answer)
    {
        if (answer is { ValueKind: JsonValueKind.Array } && answer.GetArrayLength() > 0)
        {
            answer = answer[0];
        }

        if (answer.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (answer.TryGetProperty("error", out JsonElement error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            return error;
        }

        return Field.Text(answer, "object") == "error" || (!answer.TryGetProperty("choices", out _) && Field.Text(answer, "message") is not null) ? answer : null;
    }

    private static TimeSpan? WaitOf(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.Headers.NonValidated.TryGetValues("retry-after-ms", out var values) && double.TryParse(values.ToString(), out double milliseconds) && milliseconds >= 0)
        {
            return TimeSpan.FromMilliseconds(Math.Min(milliseconds, RetryAfter.Cap.TotalMilliseconds));
        }

        return RetryAfter.Read(response, now);
    }

    private static string? RequestIdOf(HttpResponseMessage response)
    {
        foreach (string name in (string[])["x-request-id", "apim-request-id", "request-id"])
        {
            if (response.Headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: > 0 and <= MaxCode } id)
            {
                return id;
            }
        }

        return null;
    }

    private static async Task<byte[]> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaxBody];
        int length = 0;
        try
        {
            await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
            int read;
            while (length < buffer.Length && (read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
            {
                length += read;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The status is known; the words that explain it are not needed.
        }

        return buffer[..length];
    }

    private static JsonDocument? Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            // A proxy's page, for example: the status says enough.
            return null;
        }
    }
}
