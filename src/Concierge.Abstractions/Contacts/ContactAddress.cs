namespace Concierge;

/// <summary>One name by which a provider knows a person or a group.</summary>
/// <param name="Kind">What kind of name it is.</param>
/// <param name="Value">The name, normalised by the channel: case-sensitive, never empty. Personal data.</param>
public sealed record ContactAddress(ContactAddressKind Kind, string Value)
{
    /// <summary>The kind only: an address must not reach a log by accident.</summary>
    public override string ToString() => $"{Kind}:***";
}
