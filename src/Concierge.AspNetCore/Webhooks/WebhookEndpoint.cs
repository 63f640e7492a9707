using Concierge.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Concierge.AspNetCore.Webhooks;

/// <summary>
/// Size before signature, signature before JSON, durable before 200. A plain request delegate: no binding, no scope, no copy of
/// a body that arrived in one piece.
/// </summary>
internal sealed class WebhookEndpoint(ConciergeJourney journey, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>The longest a body may take to arrive.</summary>
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(10);

    private readonly BodyBudget _budget = new();
    private readonly string? _origin = ReadOrigin(configuration["Concierge:PublicBaseUrl"]);

    public Task HandleAsync(HttpContext context)
    {
        string name = (string)context.Request.RouteValues["channel"]!;
        string? account = (string?)context.Request.RouteValues["account"];
        IChannel? channel = journey.FindChannel(name, account);
        if (channel is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return HttpMethods.IsGet(context.Request.Method) && !channel.Capabilities.GetWebhooks
            ? ShakeHandsAsync(context, channel)
            : AcceptAsync(context, channel);
    }

    /// <summary>Scheme and authority as written: providers sign the spelling that they were given.</summary>
    private static string? ReadOrigin(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return null;
        }

        string origin = setting.TrimEnd('/');
        return Uri.TryCreate(origin, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            && address.PathAndQuery == "/"
            ? origin
            : throw new InvalidOperationException(
                "Concierge:PublicBaseUrl must be the scheme and host under which providers reach this host, without a path: https://bot.example.com.");
    }

    private Task ShakeHandsAsync(HttpContext context, IChannel channel)
    {
        WebhookAnswer answer = channel is IWebhookHandshake handshake
            ? handshake.Answer(Request(context, default))
            : WebhookAnswer.MethodNotAllowed;
        return WriteAsync(context, answer);
    }

    private async Task AcceptAsync(HttpContext context, IChannel channel)
    {
        StringValues encoding = context.Request.Headers.ContentEncoding;
        if (encoding.Count > 0 && !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase))
        {
            Refuse(context, StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        int cap = channel.Capabilities.MaxWebhookBytes;
        if (context.Request.ContentLength > cap)
        {
            Refuse(context, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        if (context.Request.ContentLength is null && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // A body without a length is read on, and thrown away, for a while after it was refused: not without end.
            limit.MaxRequestBodySize = cap;
        }

        WebhookBody body = await WebhookBody.ReadAsync(context, cap, ReadTimeout, clock, _budget);
        try
        {
            if (body.Failure is { } status)
            {
                Refuse(context, status);
                return;
            }

            // The append goes on when the provider hangs up: it may have been counted on by a retry already.
            WebhookAnswer answer = await journey.AcceptAsync(channel, Request(context, body.Bytes), CancellationToken.None);
            await WriteAsync(context, answer);
        }
        finally
        {
            body.Dispose();
        }
    }

    private WebhookRequest Request(HttpContext context, ReadOnlyMemory<byte> body)
    {
        IHeaderDictionary headers = context.Request.Headers;
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new WebhookRequest(context.Request.Method, target, name => headers[name], body, _origin);
    }

    private static Task WriteAsync(HttpContext context, WebhookAnswer answer)
    {
        HttpResponse response = context.Response;
        response.StatusCode = answer.StatusCode;
        if (answer.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = RetryAfterHeader.Value;
        }

        if (answer.Body is null)
        {
            response.ContentLength = 0;
            return Task.CompletedTask;
        }

        response.ContentType = answer.ContentType;
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        return response.WriteAsync(answer.Body);
    }

    /// <summary>Answers without having read the body: the connection cannot be used again.</summary>
    private static void Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        context.Response.Headers.Connection = "close";
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterHeader.Value;
        }
    }
}
