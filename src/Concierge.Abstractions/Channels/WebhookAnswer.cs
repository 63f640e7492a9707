namespace Concierge.Channels;

/// <summary>What to answer to a provider's request.</summary>
/// <param name="StatusCode">HTTP status.</param>
/// <param name="ContentType">Media type of the body, or null without one.</param>
/// <param name="Body">Body, or null.</param>
public sealed record WebhookAnswer(int StatusCode, string? ContentType = null, string? Body = null)
{
    /// <summary>200 without a body.</summary>
    public static WebhookAnswer Ok { get; } = new(200);

    /// <summary>403 without a body.</summary>
    public static WebhookAnswer Forbidden { get; } = new(403);

    /// <summary>405 without a body.</summary>
    public static WebhookAnswer MethodNotAllowed { get; } = new(405);
}
