using Concierge.Testing.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Chatwoot.Tests;

/// <summary>The services of a host with one or more Chatwoot accounts.</summary>
public sealed class TestHost : ChannelHost
{
    public const string Secret = "hook-7c1d2e3f4a5b";
    public const string AccessToken = "BotToken4711";
    public const string AccountId = "8";

    private TestHost(IConfiguration? configuration, Action<IConciergeBuilder> add, TimeProvider? clock)
        : base(configuration, add, clock)
    {
    }

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

    public static TestHost Start(IConfiguration? configuration, Action<IConciergeBuilder> add, TimeProvider? clock = null) => new(configuration, add, clock);
}
