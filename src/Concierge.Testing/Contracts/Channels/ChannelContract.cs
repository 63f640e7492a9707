using Concierge.Channels;
using Xunit;

namespace Concierge.Testing.Contracts.Channels;

/// <summary>Base of the contract classes: a fixture, a stub for the provider, a channel between them.</summary>
/// <typeparam name="TFixture">The channel's fixture.</typeparam>
public abstract class ChannelContract<TFixture> : IAsyncLifetime
    where TFixture : ChannelContractFixture, new()
{
    private protected ChannelContract() => Channel = Fixture.CreateChannel(Provider.Address, Timeout);

    /// <summary>The fixture.</summary>
    protected TFixture Fixture { get; } = new();

    /// <summary>The provider.</summary>
    protected ProviderStub Provider { get; } = new();

    /// <summary>The channel.</summary>
    protected IChannel Channel { get; }

    private protected static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(4);

    /// <summary>Nothing to prepare.</summary>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Frees the fixture and the stub.</summary>
    public async Task DisposeAsync()
    {
        Fixture.Dispose();
        await Provider.DisposeAsync();
    }
}
