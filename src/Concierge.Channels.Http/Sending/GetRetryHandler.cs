using System.Net;
using Polly;
using Polly.Retry;

namespace Concierge.Channels.Http;

/// <summary>
/// Repeats GET up to twice after a connection failure, 408, 429 or 5xx, with growing and jittered waits. Every other
/// method passes through once: a POST that sends a message is never repeated.
/// </summary>
public sealed class GetRetryHandler : DelegatingHandler
{
    /// <summary>A longer wait than this is left to the caller.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <summary>Makes a handler.</summary>
    /// <param name="timeProvider">Waits between tries.</param>
    public GetRetryHandler(TimeProvider timeProvider) =>
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = LongestWait,
                ShouldHandle = arguments => ValueTask.FromResult(IsTransient(arguments.Outcome, timeProvider)),
                DelayGenerator = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { } response ? RetryAfter.Read(response, timeProvider.GetUtcNow()) : null),
                OnRetry = arguments =>
                {
                    arguments.Outcome.Result?.Dispose();
                    return default;
                },
            })
            .Build();

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Method == HttpMethod.Get
            ? _pipeline.ExecuteAsync(
                static async (state, token) => await state.Handler.PassOnAsync(state.Request, token),
                (Handler: this, Request: request),
                cancellationToken).AsTask()
            : base.SendAsync(request, cancellationToken);
    }

    private Task<HttpResponseMessage> PassOnAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome, TimeProvider timeProvider) => outcome switch
    {
        { Exception: HttpRequestException { InnerException: not BlockedAddressException } } => true,
        { Result: { } response } => response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            && (RetryAfter.Read(response, timeProvider.GetUtcNow()) ?? TimeSpan.Zero) <= LongestWait,
        _ => false,
    };
}
