namespace Concierge.Ai;

/// <summary>What a tool may do, and when. The model has no say in it.</summary>
public sealed record ToolPolicy
{
    /// <summary>What the tool does to the world.</summary>
    /// <value>The default is <see cref="ToolEffect.Write"/>: what is not declared harmless is treated as if it were not.</value>
    public ToolEffect Effect { get; init; } = ToolEffect.Write;

    /// <summary>When the person must confirm.</summary>
    /// <value>The default is <see cref="ToolConfirmation.WhenUntrusted"/>. There is no "never" for tools that write or reach out.</value>
    public ToolConfirmation Confirm { get; init; }

    /// <summary>Whether a colleague must approve the call; it is put before the one to whom the conversation is handed off.</summary>
    public bool OperatorApproval { get; init; }

    /// <summary>The role that the person must have (<see cref="AiOptions.HasRole"/>); the model does not see the tool without it. Null for everybody.</summary>
    public string? Role { get; init; }

    /// <summary>
    /// Running the same call twice has the effect of once: the tool uses <see cref="ToolContext.IdempotencyKey"/>. Without it, a
    /// call that a crash interrupted is never repeated; the person is told that nobody knows whether it was done.
    /// </summary>
    public bool Idempotent { get; init; }

    /// <summary>The result is somebody else's text (web, remote service, document): it is given to the model as data, and the turn counts as untrusted from then on.</summary>
    public bool UntrustedResult { get; init; }

    /// <summary>How long one call may take.</summary>
    /// <value>The default is 15 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest result given to the model, in characters; the rest is cut and said to be.</summary>
    /// <value>The default is 8000.</value>
    public int MaxResultLength { get; init; } = 8000;

    /// <summary>What the person reads in a confirmation, for example "Book a table"; null for the tool's name.</summary>
    public string? Title { get; init; }

    internal static ToolPolicy Default { get; } = new();

    internal bool HasSideEffect => Effect != ToolEffect.Read;
}
