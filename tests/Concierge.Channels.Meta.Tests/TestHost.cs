using Concierge.Testing.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Meta.Tests;

/// <summary>The services of a host with one or more Meta accounts.</summary>
public sealed class TestHost : ChannelHost
{
    public const string AppSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    public const string VerifyToken = "verify-4711";
    public const string AccessToken = "EAATESTTOKEN";
    public const string PhoneNumberId = "106540352242922";

    private TestHost(IConfiguration? configuration, Action<IConciergeBuilder> add)
        : base(configuration, add)
    {
    }

    public static TestHost Start(Action<MetaOptions> configure) => Start(null, builder => builder.AddMeta(AccountKey.DefaultName, options =>
    {
        options.AppSecret = AppSecret;
        options.VerifyToken = VerifyToken;
        options.AccessToken = AccessToken;
        options.PhoneNumberId = PhoneNumberId;
        configure(options);
    }));

    public static TestHost Start(IConfiguration? configuration, Action<IConciergeBuilder> add) => new(configuration, add);
}
