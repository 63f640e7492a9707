namespace Concierge.Ai.OpenAiCompatible;

/// <summary>Why a request to a model failed.</summary>
public enum ModelFailure
{
    /// <summary>The endpoint refused the request; repeating it will not help.</summary>
    Rejected = 0,

    /// <summary>The key is missing, wrong or not allowed to use the model.</summary>
    Authentication = 1,

    /// <summary>The address or the model does not exist.</summary>
    NotFound = 2,

    /// <summary>The conversation is longer than the model can read.</summary>
    TooLong = 3,

    /// <summary>The endpoint's content filter refused the request.</summary>
    Filtered = 4,

    /// <summary>Too many requests or tokens for now.</summary>
    RateLimited = 5,

    /// <summary>The account has no credit left.</summary>
    OutOfCredit = 6,

    /// <summary>The endpoint is overloaded or failed; later it may work.</summary>
    Unavailable = 7,

    /// <summary>The endpoint could not be reached.</summary>
    Unreachable = 8,

    /// <summary>The endpoint did not answer in time.</summary>
    TimedOut = 9,

    /// <summary>The answer broke off.</summary>
    CutOff = 10,

    /// <summary>The answer is not what the protocol says.</summary>
    InvalidAnswer = 11,

    /// <summary>The answer is longer than <see cref="OpenAiCompatibleOptions.MaxResponseBytes"/>.</summary>
    AnswerTooLarge = 12,
}
