namespace Concierge.Testing;

/// <summary>One life of the tested host. Continuations of a life that was ended by a crash are dropped.</summary>
internal sealed class HostContext(HostLoop loop) : SynchronizationContext
{
    public bool IsDead { get; set; }

    public override void Post(SendOrPostCallback d, object? state) => loop.Enqueue(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;
}
