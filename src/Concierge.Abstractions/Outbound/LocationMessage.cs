namespace Concierge;

/// <summary>A place.</summary>
/// <param name="Latitude">Degrees.</param>
/// <param name="Longitude">Degrees.</param>
public sealed record LocationMessage(double Latitude, double Longitude) : OutboundMessage
{
    /// <summary>Name of the place, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Postal address, or null.</summary>
    public string? Address { get; init; }

    /// <inheritdoc/>
    public override string Kind => "location";

    /// <inheritdoc/>
    public override string? PlainText => Name;
}
