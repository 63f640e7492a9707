namespace Concierge;

/// <summary>A place.</summary>
/// <param name="Latitude">Degrees, or null where the provider sent none that can be read.</param>
/// <param name="Longitude">Degrees, or null where the provider sent none that can be read.</param>
public sealed record LocationBody(double? Latitude, double? Longitude) : MessageBody
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
