using System.Net;

namespace Concierge.Ai.OpenAiCompatible;

/// <summary>
/// A request to a model failed. The message says what to do and holds neither key nor content, nor anything else that the endpoint
/// wrote except short codes.
/// </summary>
public sealed class ModelRequestException : HttpRequestException
{
    /// <summary>The key in <see cref="Exception.Data"/> under which <see cref="RetryAfter"/> is found by those who do not know this type.</summary>
    public const string RetryAfterKey = "RetryAfter";

    internal ModelRequestException(ModelFailure failure, string message, HttpStatusCode? status = null, TimeSpan? retryAfter = null, Exception? inner = null)
        : base(message, inner, status)
    {
        Failure = failure;
        RetryAfter = retryAfter;
        if (retryAfter is { } wait)
        {
            Data[RetryAfterKey] = wait;
        }
    }

    /// <summary>Why.</summary>
    public ModelFailure Failure { get; }

    /// <summary>How long the endpoint asks to wait before the next request; null if it says nothing. At most an hour.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>What the endpoint calls the request, for its support; or null.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The endpoint's own words, at most 1,000 characters, without the key; or null. May repeat what people wrote: for the eyes of a developer only.</summary>
    public string? EndpointMessage { get; internal init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient => Failure is ModelFailure.RateLimited or ModelFailure.Unavailable or ModelFailure.Unreachable or ModelFailure.TimedOut
        or ModelFailure.CutOff or ModelFailure.InvalidAnswer;
}
