using Concierge.Channels;
using Concierge.Health;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Testing.Shared;

/// <summary>The services of a host with one or more accounts of a channel.</summary>
public class ChannelHost : IDisposable
{
    private readonly ServiceProvider _services;

    public ChannelHost(IConfiguration? configuration, Action<IConciergeBuilder> add, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? TimeProvider.System);
        if (configuration is not null)
        {
            services.AddSingleton(configuration);
        }

        add(services.AddConcierge());
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        Channels = _services.GetServices<IChannelSource>().SelectMany(static source => source.CreateChannels()).ToArray();
    }

    public IReadOnlyList<IChannel> Channels { get; }

    public IChannel Channel => Channels.Should().ContainSingle().Subject;

    public IHealthProbe Probe(string name) => _services.GetServices<IHealthProbe>().Single(probe => probe.Name == name);

    public void Dispose()
    {
        _services.Dispose();
        GC.SuppressFinalize(this);
    }
}
