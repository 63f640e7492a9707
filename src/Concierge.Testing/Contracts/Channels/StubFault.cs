namespace Concierge.Testing.Contracts.Channels;

/// <summary>How a <see cref="ProviderStub"/> misbehaves.</summary>
public enum StubFault
{
    /// <summary>It answers.</summary>
    None,

    /// <summary>It takes the request and never answers.</summary>
    Hang,

    /// <summary>It takes the request and resets the connection.</summary>
    Reset,

    /// <summary>It announces a body and closes in the middle of it.</summary>
    HalfBody,

    /// <summary>It sends one byte of the body per second.</summary>
    SlowBody,

    /// <summary>It sends one gigabyte.</summary>
    HugeBody,
}
