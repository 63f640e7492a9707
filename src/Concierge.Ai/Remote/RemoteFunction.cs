using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Concierge.Ai.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;

namespace Concierge.Ai.Remote;

/// <summary>Calls a web service: one attempt, no redirect, a bounded answer.</summary>
internal sealed class RemoteFunction(string name, RemoteAction action, HttpClient client, IConfiguration configuration) : AIFunction
{
    private const int MaxAnswer = 256 * 1024;

    private readonly HashSet<string> _inAddress = [.. RemoteTemplate.Arguments(action.Url)];

    public override string Name => name;

    public override string Description => action.Description;

    public override JsonElement JsonSchema { get; } = Parse(action.Schema ?? """{"type":"object","properties":{}}""");

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var context = (ToolContext)arguments.Context![ToolBinding.ContextKey]!;
        using var request = new HttpRequestMessage(new HttpMethod(action.Method.ToUpperInvariant()), RemoteTemplate.Address(action, arguments, context));
        foreach ((string header, string template) in action.Headers)
        {
            request.Headers.TryAddWithoutValidation(header, RemoteTemplate.Header(template, configuration, context));
        }

        request.Headers.TryAddWithoutValidation("Idempotency-Key", context.IdempotencyKey);
        if (!action.IsGet)
        {
            request.Content = Body(arguments);
        }

        (bool isSuccess, int status, string answer) = await SendAsync(request, cancellationToken);
        return isSuccess ? Pick(answer) : new FunctionResultContent(string.Empty, $"Error: The service answered {status}.") { Exception = new HttpRequestException($"{status}") };
    }

    /// <summary>A connection that broke while something was being changed leaves its outcome open, as a time-out does.</summary>
    private async ValueTask<(bool IsSuccess, int Status, string Answer)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await using Stream content = await response.Content.ReadAsStreamAsync(cancellationToken);
            byte[] buffer = new byte[MaxAnswer];
            int read = await content.ReadAtLeastAsync(buffer, MaxAnswer, throwOnEndOfStream: false, cancellationToken);
            return (response.IsSuccessStatusCode, (int)response.StatusCode, Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (Exception broken) when (!action.IsGet && !cancellationToken.IsCancellationRequested
            && (broken is IOException || broken is HttpRequestException { HttpRequestError: not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError) }))
        {
            throw new TimeoutException("The connection broke.", broken);
        }
    }

    private ByteArrayContent Body(AIFunctionArguments arguments)
    {
        var body = new Dictionary<string, object?>(arguments.Where(argument => !_inAddress.Contains(argument.Key)), StringComparer.Ordinal);
        return new ByteArrayContent(Encoding.UTF8.GetBytes(CallArguments.Write(body))) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private object Pick(string answer)
    {
        if (action.ResultPath is null)
        {
            return answer;
        }

        try
        {
            JsonElement at = Parse(answer);
            foreach (string step in action.ResultPath.Split('.'))
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
                {
                    return "The answer holds no result.";
                }
            }

            return at;
        }
        catch (JsonException)
        {
            return new FunctionResultContent(string.Empty, "Error: The service did not answer with JSON.") { Exception = new FormatException() };
        }
    }

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
