using Concierge.Health;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Concierge.Storage.PostgreSql.Tests;

public sealed class RegistrationTests
{
    private const string Valid = "Host=db;Database=d;Username=u;Password=p";

    [Fact]
    public async Task UsePostgreSql_AfterUseInMemoryAndTwice_TakesItsPlaceOnce()
    {
        PostgreSqlOptions options = TestStore.Options(TestCluster.NewSchema());
        await using ServiceProvider provider = Build(
            builder => builder.UseInMemory().UsePostgreSql(options.ConnectionString).UsePostgreSql(),
            ("Concierge:PostgreSql:Schema", options.Schema), ("Concierge:Tenants:meta/salon", "acme"));
        await provider.GetServices<IStoreInitializer>().Should().ContainSingle().Subject.InitializeAsync(default);
        (await provider.GetRequiredService<IMailbox>().AppendAsync([Items.New("a", "x")], default)).Appended.Should().Be(1);
        provider.GetServices<IConversationStore>().Should().ContainSingle();
        provider.GetServices<ITranscriptStore>().Should().ContainSingle();
        provider.GetServices<IContactDirectory>().Should().ContainSingle();
        provider.GetServices<IRecordStore>().Should().ContainSingle();
        provider.GetServices<IHealthProbe>().Should().ContainSingle(probe => probe.Name == "store");
        ITenantMap tenants = provider.GetRequiredService<ITenantMap>();
        (tenants.TenantOf(new AccountKey("meta", "salon")), tenants.TenantOf(new AccountKey("meta", "other"))).Should().Be(("acme", "default"));
    }

    [Fact]
    public void UsePostgreSql_Configuration_IsRead()
    {
        using ServiceProvider provider = Build(
            builder => builder.UsePostgreSql(),
            ("Concierge:PostgreSql:ConnectionString", Valid),
            ("Concierge:PostgreSql:LeaseDuration", "00:00:20"),
            ("Concierge:PostgreSql:Notifications", "false"),
            ("Concierge:PostgreSql:Tenants:0", "acme"));
        PostgreSqlOptions options = provider.GetRequiredService<IOptions<PostgreSqlOptions>>().Value;
        (options.ConnectionString, options.LeaseDuration, options.Notifications).Should().Be((Valid, TimeSpan.FromSeconds(20), false));
        options.Tenants.Should().Equal("acme");
    }

    [Theory]
    [InlineData("ConnectionString", "", "Concierge:PostgreSql:ConnectionString is empty. Set it, for example, to Host=localhost;Database=concierge;Username=concierge;Password=….")]
    [InlineData("ConnectionString", "Database=d", "Concierge:PostgreSql:ConnectionString names no host. Set it, for example, to Host=localhost;Database=concierge;Username=concierge;Password=….")]
    [InlineData("ConnectionString", "Host=db;Maximum Pool Size=1", "Concierge:PostgreSql:ConnectionString has a Maximum Pool Size of 1: a node listens on one connection and works on others. Set it to at least 2, better 10 or more.")]
    [InlineData("ConnectionString", "Host=db;Minimum Pool Size=30", "Concierge:PostgreSql:ConnectionString has a Minimum Pool Size of 30, which is more than its Maximum Pool Size of 20.")]
    [InlineData("ConnectionString", "Host=db;Nonsense=secret", "Concierge:PostgreSql:ConnectionString cannot be read. Set it, for example, to Host=localhost;Database=concierge;Username=concierge;Password=….")]
    [InlineData("Schema", "a b", "Concierge:PostgreSql:Schema is a b. Use lower-case letters, digits and underscores, a letter first, at most 63.")]
    [InlineData("LeaseDuration", "00:00:01", "Concierge:PostgreSql:LeaseDuration is 00:00:01. Set it to at least 00:00:02.")]
    [InlineData("PollInterval", "00:00:00", "Concierge:PostgreSql:PollInterval is 00:00:00. Set it to at least 00:00:00.050.")]
    [InlineData("CommandTimeout", "00:10:00", "Concierge:PostgreSql:CommandTimeout is 00:10:00. Set it between 00:00:01 and 00:01:00.")]
    [InlineData("AcceptTimeout", "00:00:00", "Concierge:PostgreSql:AcceptTimeout is 00:00:00. Set it to at least 00:00:00.100.")]
    [InlineData("MaxBacklog", "0", "Concierge:PostgreSql:MaxBacklog is 0. Set it to the number of inputs that may wait, at least 1.")]
    [InlineData("Tenants:0", "*", "Concierge:PostgreSql:Tenants is *. A tenant's name is not empty, has no comma and is not '*'.")]
    public void UsePostgreSql_WrongSetting_IsNamedWithWhatToDo(string setting, string value, string message)
    {
        using ServiceProvider provider = Build(
            builder => builder.UsePostgreSql(), ("Concierge:PostgreSql:ConnectionString", Valid), ($"Concierge:PostgreSql:{setting}", value));
        Action read = () => _ = provider.GetRequiredService<IOptions<PostgreSqlOptions>>().Value;
        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(message);
    }

    private static ServiceProvider Build(Action<IConciergeBuilder> use, params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GroupBy(setting => setting.Key).Select(group => KeyValuePair.Create(group.Key, (string?)group.Last().Value))).Build());
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        use(services.AddConcierge());
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }
}
