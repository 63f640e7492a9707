namespace Concierge.Storage;

/// <summary>Names a record.</summary>
/// <param name="Collection">Where it belongs.</param>
/// <param name="Id">Its name within the collection. May be personal data.</param>
public sealed record RecordName(string Collection, string Id)
{
    /// <summary>The collection only: an id must not reach a log by accident.</summary>
    public override string ToString() => $"{Collection}/***";
}
