using System.Buffers;
using System.Net.Sockets;

namespace Concierge.Channels.Http;

/// <summary>
/// Makes requests to a provider: one call is at most one request with an effect. Thread-safe. Registered by
/// <c>AddProviderHttp()</c>.
/// </summary>
/// <param name="clients">Gives the client named <see cref="HttpClientName"/>.</param>
/// <param name="timeProvider">Measures the time limit.</param>
public sealed class ProviderClient(IHttpClientFactory clients, TimeProvider timeProvider)
{
    /// <summary>The name of the HTTP client: no redirects, no cookies, no decompression, GET is retried, POST never.</summary>
    public const string HttpClientName = "Concierge.Provider";

    /// <summary>The most that is read of an answer, if not said otherwise.</summary>
    public const int MaxAnswerBytes = 64 * 1024;

    /// <summary>
    /// Sends a request and reads its answer. Throws only <see cref="OperationCanceledException"/>, and only when
    /// <paramref name="cancellationToken"/> fires. Give a POST a <see cref="SingleUseContent"/>: with any other body a
    /// failure is <see cref="ProviderOutcome.Unknown"/> unless no connection came about.
    /// </summary>
    /// <param name="request">The request; disposed by this method.</param>
    /// <param name="limit">The time for everything, from the look-up of the address to the last byte of the answer.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public ValueTask<ProviderReply> SendAsync(HttpRequestMessage request, TimeSpan limit, CancellationToken cancellationToken) =>
        SendAsync(request, limit, MaxAnswerBytes, cancellationToken);

    /// <summary>The same for answers that may be longer, for example lists.</summary>
    /// <param name="request">The request; disposed by this method.</param>
    /// <param name="limit">The time for everything, from the look-up of the address to the last byte of the answer.</param>
    /// <param name="maxAnswerBytes">The most that is read; a longer answer is incomplete.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async ValueTask<ProviderReply> SendAsync(HttpRequestMessage request, TimeSpan limit, int maxAnswerBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAnswerBytes, 1);
        using HttpRequestMessage disposable = request;
        using var time = new CancellationTokenSource(limit, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        HttpClient client = clients.CreateClient(HttpClientName);
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            return await ReadAnswerAsync(response, maxAnswerBytes, linked.Token, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException || IsRepetition(request.Content, exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Failed(request.Content, exception);
        }
    }

    private async ValueTask<ProviderReply> ReadAnswerAsync(HttpResponseMessage response, int maxBytes, CancellationToken limited, CancellationToken caller)
    {
        var reply = new ProviderReply
        {
            Outcome = ProviderOutcome.Answered,
            Status = (int)response.StatusCode,
            RetryAfter = RetryAfter.Read(response, timeProvider.GetUtcNow()),
        };
        byte[] buffer = ArrayPool<byte>.Shared.Rent(maxBytes + 1);
        try
        {
            await using Stream stream = await response.Content.ReadAsStreamAsync(limited);
            int length = await stream.ReadAtLeastAsync(buffer.AsMemory(0, maxBytes + 1), maxBytes + 1, throwOnEndOfStream: false, limited);
            return length <= maxBytes
                ? reply with { Body = buffer.AsSpan(0, length).ToArray() }
                : reply with { IsComplete = false, Detail = "The provider's answer is too large." };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            caller.ThrowIfCancellationRequested();
            return reply with { IsComplete = false, Detail = "The provider's answer broke off or came too slowly." };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ProviderReply Failed(HttpContent? content, Exception exception)
    {
        bool notSent = content is SingleUseContent single ? !single.HasStarted : NeverConnected(exception);
        return new ProviderReply
        {
            Outcome = notSent ? ProviderOutcome.NotSent : ProviderOutcome.Unknown,
            Detail = notSent ? $"The provider could not be reached ({Name(exception)})." : $"The connection failed before the answer ({Name(exception)}).",
        };
    }

    // The HTTP stack wanted to send a body again and was refused; the first time counts.
    private static bool IsRepetition(HttpContent? content, Exception exception) =>
        exception is InvalidOperationException && content is SingleUseContent { HasStarted: true };

    private static bool NeverConnected(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
    };

    private static string Name(Exception exception) => exception switch
    {
        HttpRequestException { InnerException: SocketException socket } => socket.SocketErrorCode.ToString(),
        HttpRequestException http => http.HttpRequestError.ToString(),
        OperationCanceledException => "time-out",
        _ => exception.GetType().Name,
    };
}
