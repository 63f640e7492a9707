namespace Concierge;

/// <summary>Something the provider could not pass on, or a type that this version does not know.</summary>
/// <param name="Type">The provider's type name, or null.</param>
public sealed record UnsupportedBody(string? Type) : MessageBody
{
    /// <summary>The provider's error code, or null.</summary>
    public string? ErrorCode { get; init; }

    /// <inheritdoc/>
    public override string Kind => "unsupported";
}
