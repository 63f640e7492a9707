using Concierge.Testing.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Twilio.Tests;

/// <summary>The services of a host with one or more Twilio accounts.</summary>
public sealed class TestHost : ChannelHost
{
    public const string AccountSid = "AC00000000000000000000000000000001";
    public const string AuthToken = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    public const string From = "+15550001111";

    private TestHost(IConfiguration? configuration, Action<IConciergeBuilder> add)
        : base(configuration, add)
    {
    }

    public static TestHost Start(Action<TwilioOptions> configure) => Start(null, builder => builder.AddTwilio(AccountKey.DefaultName, options =>
    {
        options.AccountSid = AccountSid;
        options.AuthToken = AuthToken;
        options.From = From;
        options.PublicBaseUrl = new Uri("https://bot.example.com");
        configure(options);
    }));

    public static TestHost Start(IConfiguration? configuration, Action<IConciergeBuilder> add) => new(configuration, add);
}
