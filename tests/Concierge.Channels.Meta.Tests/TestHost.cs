using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Meta.Tests;

/// <summary>The services of a host with one or more Meta accounts.</summary>
public sealed class TestHost : IDisposable
{
    public const string AppSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    public const string VerifyToken = "verify-4711";
    public const string AccessToken = "EAATESTTOKEN";
    public const string PhoneNumberId = "106540352242922";

    private readonly ServiceProvider _services;

    private TestHost(ServiceProvider services)
    {
        _services = services;
        Channels = services.GetServices<IChannelSource>().SelectMany(static source => source.CreateChannels()).ToArray();
    }

    public IReadOnlyList<IChannel> Channels { get; }

    public IChannel Channel => Channels.Should().ContainSingle().Subject;

    public static TestHost Start(Action<MetaOptions> configure) => Start(null, builder => builder.AddMeta(AccountKey.DefaultName, options =>
    {
        options.AppSecret = AppSecret;
        options.VerifyToken = VerifyToken;
        options.AccessToken = AccessToken;
        options.PhoneNumberId = PhoneNumberId;
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
