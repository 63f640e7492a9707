namespace Concierge.Ids;

/// <summary>What became of a code.</summary>
internal enum IdCheck
{
    Right,
    Wrong,
    Locked,
    Unavailable,
}
