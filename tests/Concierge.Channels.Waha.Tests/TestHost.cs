using Concierge.Health;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Waha.Tests;

/// <summary>The services of a host with one or more Waha accounts.</summary>
public sealed class TestHost : IDisposable
{
    public const string WebhookSecret = "my-secret-key";
    public const string ApiKey = "key-4711";

    private readonly ServiceProvider _services;

    private TestHost(ServiceProvider services)
    {
        _services = services;
        Channels = services.GetServices<IChannelSource>().SelectMany(static source => source.CreateChannels()).ToArray();
    }

    public IReadOnlyList<IChannel> Channels { get; }

    public IHealthProbe Probe => _services.GetServices<IHealthProbe>().Single(static probe => probe.Name == "waha");

    public IChannel Channel => Channels.Should().ContainSingle().Subject;

    public static TestHost Start(Action<WahaOptions> configure) => Start(null, builder => builder.AddWaha(AccountKey.DefaultName, options =>
    {
        options.ApiBaseUrl = new Uri("http://127.0.0.1:3000");
        options.ApiKey = ApiKey;
        options.WebhookSecret = WebhookSecret;
        configure(options);
    }));

    public static TestHost Start(IConfiguration? configuration, Action<IConciergeBuilder> add)
    {
        var services = new ServiceCollection();
        if (configuration is not null)
        {
            services.AddSingleton(configuration);
        }

        add(services.AddConcierge());
        return new TestHost(services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }));
    }

    public void Dispose() => _services.Dispose();
}
