namespace Concierge.Reliability.Tests.Rig;

/// <summary>What the fake provider does with a send request.</summary>
internal enum ProviderAnswer
{
    /// <summary>Delivers and answers 200.</summary>
    Accept,

    /// <summary>Delivers, and the connection breaks before the answer.</summary>
    AcceptAndReset,

    /// <summary>Delivers, and something in between answers 502 in its place.</summary>
    AcceptAndBreak,

    /// <summary>Delivers and never answers.</summary>
    AcceptAndHang,

    /// <summary>Delivers nothing, and the connection breaks before the answer.</summary>
    Reset,

    /// <summary>Delivers nothing and answers 503 as a transient error.</summary>
    Break,

    /// <summary>Delivers nothing and answers 429.</summary>
    Busy,

    /// <summary>Delivers nothing and never answers.</summary>
    Hang,
}
