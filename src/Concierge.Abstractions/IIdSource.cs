namespace Concierge;

/// <summary>
/// The one source of ids and randomness, so that a simulation can seed it. Thread-safe.
/// </summary>
public interface IIdSource
{
    /// <summary>
    /// A new unique id of 26 lower-case letters and digits that sorts by time of creation.
    /// It holds nothing personal and may appear in logs and URLs.
    /// </summary>
    string NewId();

    /// <summary>A number in [0, 1), for jitter. Not for secrets.</summary>
    double NextDouble();
}
