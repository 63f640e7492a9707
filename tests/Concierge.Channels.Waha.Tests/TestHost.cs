using Concierge.Testing.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Waha.Tests;

/// <summary>The services of a host with one or more Waha accounts.</summary>
public sealed class TestHost : ChannelHost
{
    public const string WebhookSecret = "my-secret-key";
    public const string ApiKey = "key-4711";

    private TestHost(IConfiguration? configuration, Action<IConciergeBuilder> add)
        : base(configuration, add)
    {
    }

    public static TestHost Start(Action<WahaOptions> configure) => Start(null, builder => builder.AddWaha(AccountKey.DefaultName, options =>
    {
        options.ApiBaseUrl = new Uri("http://127.0.0.1:3000");
        options.ApiKey = ApiKey;
        options.WebhookSecret = WebhookSecret;
        configure(options);
    }));

    public static TestHost Start(IConfiguration? configuration, Action<IConciergeBuilder> add) => new(configuration, add);
}
