using Concierge.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Testing.Shared;

/// <summary>S02, S06: which settings start an account, and how changes of them take effect, for every channel alike.</summary>
public abstract class SettingsContract
{
    private const string NewSecret = "new-secret-4711";

    /// <summary>The channel's section, for example <c>Concierge:Meta</c>.</summary>
    protected abstract string Section { get; }

    /// <summary>The setting that no two accounts may share.</summary>
    protected abstract string IdSetting { get; }

    /// <summary>Two valid values of it.</summary>
    protected abstract (string One, string Other) Ids { get; }

    /// <summary>The setting with the webhooks' secret.</summary>
    protected abstract string SecretSetting { get; }

    /// <summary>Its value in <see cref="Account"/>.</summary>
    protected abstract string Secret { get; }

    /// <summary>What must be set.</summary>
    protected abstract IReadOnlyList<string> NeededSettings { get; }

    [Fact]
    public void Start_NothingConfigured_NamesEverySettingThatIsNeeded()
    {
        string message = Refusal(Memory([])).Message;

        foreach (string setting in NeededSettings)
        {
            message.Should().Contain($"{Section}:{setting} ");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("changeme")]
    [InlineData("Change-Me")]
    [InlineData("your-app-secret")]
    [InlineData("<secret>")]
    [InlineData("${SECRET}")]
    [InlineData("xxxxxxxx")]
    [InlineData(" abc")]
    public void Start_SecretMissingOrPlaceholder_IsRefusedNamingTheSetting(string? value) =>
        Refusal(Configuration((SecretSetting, value))).Failures.Should().ContainSingle().Which.Should().StartWith($"{Section}:{SecretSetting} ");

    [Fact]
    public void Start_OnlyNamedAccounts_GivesThoseOnceEachAndNoDefault()
    {
        IConfigurationRoot configuration = Memory([.. Account($"{Section}:Accounts:paris", Ids.One), .. Account($"{Section}:Accounts:lyon", Ids.Other)]);

        using var host = new ChannelHost(configuration, builder =>
        {
            Add(builder);
            Add(builder);
        });

        host.Channels.Select(static channel => channel.Account.Name).Should().BeEquivalentTo("paris", "lyon");
    }

    [Fact]
    public void Start_TwoAccountsThatAreTheSame_IsRefusedNamingBoth()
    {
        IConfigurationRoot configuration = Memory([.. Account(Section, Ids.One), .. Account($"{Section}:Accounts:lyon", Ids.One)]);

        Refusal(configuration).Message.Should().StartWith($"{Section}:Accounts:lyon:{IdSetting} ").And.Contain("the same as that of account default");
    }

    [Fact]
    public async Task Reload_SecretRemoved_StopsTheAccountUntilItIsMended()
    {
        IConfigurationRoot configuration = Configuration();
        using var host = new ChannelHost(configuration, Add);
        Verdicts(host.Channel).Should().Equal(true, false);

        Set(configuration, (SecretSetting, ""));
        Verdicts(host.Channel).Should().Equal(false, false);
        (await host.Channel.SendAsync(new TextMessage("Hi"), new SendAttempt("a", new ContactIdentity(), 1), default))
            .Should().BeOfType<SendRetry>().Which.Scope.Should().Be(RetryScope.Credentials);

        Set(configuration, (SecretSetting, NewSecret));
        Verdicts(host.Channel).Should().Equal(false, true);
    }

    /// <summary>Registers the channel.</summary>
    protected abstract void Add(IConciergeBuilder builder);

    /// <summary>Valid settings of an account.</summary>
    protected abstract Dictionary<string, string?> Account(string section, string id);

    /// <summary>Whether a webhook signed with a secret gets in.</summary>
    protected abstract bool IsAuthentic(IChannel channel, string secret);

    /// <summary>A valid account without a name, with changes below its section.</summary>
    protected IConfigurationRoot Configuration(params (string Setting, string? Value)[] changes)
    {
        IConfigurationRoot configuration = Memory(Account(Section, Ids.One));
        Set(configuration, changes);
        return configuration;
    }

    protected void Set(IConfigurationRoot configuration, params (string Setting, string? Value)[] changes)
    {
        foreach ((string setting, string? value) in changes)
        {
            configuration[$"{Section}:{setting}"] = value;
        }

        configuration.Reload();
    }

    protected OptionsValidationException Refusal(IConfiguration configuration)
    {
        Action start = () => new ChannelHost(configuration, Add).Dispose();
        return start.Should().Throw<OptionsValidationException>().Which;
    }

    protected void ShouldBeRefused(string setting, string? value) =>
        Refusal(Configuration((setting, value))).Failures.Should().ContainSingle().Which.Should().StartWith($"{Section}:{setting} ");

    protected static IConfigurationRoot Memory(IEnumerable<KeyValuePair<string, string?>> values) => new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    private bool[] Verdicts(IChannel channel) => [IsAuthentic(channel, Secret), IsAuthentic(channel, NewSecret)];
}
