namespace Concierge;

/// <summary>
/// A code that a person must give before a service answers, for example the parents' code of a class. Give values, a pattern, a
/// validator, or a pattern and one of the others; all that are given must hold. The whole message must be the code; blanks, signs, case
/// and accents do not count for values. A right code is remembered with the conversation.
/// </summary>
public sealed record IntrinsicIdRule
{
    /// <summary>What the code is called; services that name the same code ask for it once. Null for the service's name.</summary>
    public string? Name { get; init; }

    /// <summary>The right codes. They are kept as salted hashes when they are saved to the store; plain ones may be given again at any change.</summary>
    public IReadOnlyList<string> Values { get => field ?? []; init; } = [];

    /// <summary>A regular expression (without look-around and back references) that the whole code must match, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>The name of an <see cref="IIntrinsicIdValidator"/> of the host or of an address under <c>Concierge:IdValidators</c>, or null.</summary>
    public string? Validator { get; init; }

    /// <summary>How many wrong codes are allowed before the person is locked out; null for 3.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>How long somebody stays locked out, and after which time wrong codes are forgotten; null for 15 minutes.</summary>
    public TimeSpan? Lockout { get; init; }

    /// <summary>How long a right code is remembered; null for ever.</summary>
    public TimeSpan? RememberFor { get; init; }

    /// <summary>How many values there are: codes must not reach a log by accident.</summary>
    public override string ToString() => $"intrinsic id with {Values.Count} value(s)";
}
