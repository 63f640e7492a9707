using System.Text.Json.Serialization;

namespace Concierge;

/// <summary>
/// What became of an attempt: data, never an exception. A channel must tell "not sent" from "unknown" honestly;
/// repeating an unknown one may repeat the message.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$kind")]
[JsonDerivedType(typeof(SendAccepted), "accepted")]
[JsonDerivedType(typeof(SendRejected), "rejected")]
[JsonDerivedType(typeof(SendRetry), "retry")]
[JsonDerivedType(typeof(SendAmbiguous), "ambiguous")]
public abstract record SendResult
{
    private protected SendResult()
    {
    }

    /// <summary>The provider took it.</summary>
    public static SendAccepted Accepted(string? providerMessageId) => new(providerMessageId);

    /// <summary>The provider will not send it, now or later.</summary>
    public static SendRejected Rejected(RejectReason reason, string? code = null, string? detail = null) => new(reason) { Code = code, Detail = detail };

    /// <summary>It was certainly not sent and may be tried again.</summary>
    public static SendRetry Retry(RetryScope scope = RetryScope.Message, TimeSpan? after = null, string? code = null, string? detail = null) =>
        new(scope) { After = after, Code = code, Detail = detail };

    /// <summary>Nobody can say whether it was sent.</summary>
    public static SendAmbiguous Ambiguous(string? detail = null) => new() { Detail = detail };
}
