namespace Concierge.Services.Processing;

/// <summary>Why a service hands over, as tickets say it.</summary>
internal static class HandoffReason
{
    /// <summary>The person asked for a colleague, or for a service that is one.</summary>
    public const string Requested = "requested";

    /// <summary>The model, or what watches over it, gave the conversation to a person.</summary>
    public const string Model = "model";

    /// <summary>The model failed.</summary>
    public const string Failed = "failed";

    /// <summary>The model had nothing to say.</summary>
    public const string Unanswered = "unanswered";
}
