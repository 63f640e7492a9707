namespace Concierge.Channels.Http;

/// <summary>What became of one request to a provider: data, never an exception.</summary>
public sealed record ProviderReply
{
    /// <summary>What is known.</summary>
    public required ProviderOutcome Outcome { get; init; }

    /// <summary>HTTP status; 0 without an answer.</summary>
    public int Status { get; init; }

    /// <summary>The wait that the provider asks for, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The answer's body, up to <see cref="ProviderClient.MaxAnswerBytes"/>.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>False when the body was too large, too slow or cut: then it must not be believed.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>A sentence for operators without personal data, secrets or addresses, or null.</summary>
    public string? Detail { get; init; }

    /// <summary>Answered with 2xx and read to its end.</summary>
    public bool IsSuccess => Outcome == ProviderOutcome.Answered && IsComplete && Status is >= 200 and < 300;

    /// <summary>
    /// What a send became where the provider's own answer says nothing more: 401 and 403 wait for credentials, 429 for the
    /// account; another 4xx is refused; 2xx without the expected content, 3xx, 408 and 5xx are ambiguous.
    /// </summary>
    public SendResult ToSendResult() => Outcome switch
    {
        ProviderOutcome.NotSent => SendResult.Retry(detail: Detail),
        ProviderOutcome.Unknown => SendResult.Ambiguous(Detail),
        _ => Status switch
        {
            401 or 403 => SendResult.Retry(RetryScope.Credentials, RetryAfter, Code, "The provider refused the credentials."),
            429 => SendResult.Retry(RetryScope.Account, RetryAfter, Code, "The provider asks to slow down."),
            408 => SendResult.Ambiguous("The provider gave up reading the request (408)."),
            >= 400 and < 500 => SendResult.Rejected(RejectReason.Other, Code, $"The provider answered {Status}."),
            >= 200 and < 300 => SendResult.Ambiguous(Detail ?? "The provider answered with success, but not in the documented form."),
            _ => SendResult.Ambiguous($"The provider answered {Status}."),
        },
    };

    private string Code => Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
