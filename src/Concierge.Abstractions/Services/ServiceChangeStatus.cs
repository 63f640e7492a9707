namespace Concierge;

/// <summary>What became of a change to the catalogue.</summary>
public enum ServiceChangeStatus
{
    /// <summary>It is durable and holds here; other nodes follow within seconds.</summary>
    Saved = 0,

    /// <summary>Refused: the definition is not valid. The old one stays.</summary>
    Invalid = 1,

    /// <summary>Refused: the stored version is another one than expected.</summary>
    Conflict = 2,

    /// <summary>There is nothing of that name in the store.</summary>
    NotFound = 3,
}
