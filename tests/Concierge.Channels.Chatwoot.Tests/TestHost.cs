using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Chatwoot.Tests;

/// <summary>The services of a host with one or more Chatwoot accounts.</summary>
public sealed class TestHost : IDisposable
{
    public const string Secret = "hook-7c1d2e3f4a5b";
    public const string AccessToken = "BotToken4711";
    public const string AccountId = "8";

    private readonly ServiceProvider _services;

    private TestHost(ServiceProvider services)
    {
        _services = services;
        Channels = services.GetServices<IChannelSource>().SelectMany(static source => source.CreateChannels()).ToArray();
    }

    public IReadOnlyList<IChannel> Channels { get; }

    public IChannel Channel => Channels.Should().ContainSingle().Subject;

    public static TestHost Start(Action<ChatwootOptions> configure, TimeProvider? clock = null) => Start(
        null,
        builder => builder.AddChatwoot(AccountKey.DefaultName, options =>
        {
            options.AccountId = AccountId;
            options.AccessToken = AccessToken;
            options.WebhookSecrets = [Secret];
            configure(options);
        }),
        clock);

    public static TestHost Start(IConfiguration? configuration, Action<IConciergeBuilder> add, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? TimeProvider.System);
        if (configuration is not null)
        {
            services.AddSingleton(configuration);
        }

        add(services.AddConcierge());
        return new TestHost(services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }));
    }

    public void Dispose() => _services.Dispose();
}
