using Concierge.Health;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Concierge.Storage.Sqlite.Tests;

public sealed class RegistrationTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task UseSqlite_AfterUseInMemoryAndTwice_TakesItsPlaceOnce()
    {
        await using ServiceProvider provider = Build(builder => builder.UseInMemory().UseSqlite($"Data Source={_folder.File()}").UseSqlite());
        IStoreInitializer initializer = provider.GetServices<IStoreInitializer>().Should().ContainSingle().Subject;
        await initializer.InitializeAsync(default);

        (await provider.GetServices<IMailbox>().Should().ContainSingle().Subject.AppendAsync([Items.New("a", "x")], default)).Appended.Should().Be(1);
        provider.GetServices<IConversationStore>().Should().ContainSingle();
        provider.GetServices<ITranscriptStore>().Should().ContainSingle();
        provider.GetServices<IContactDirectory>().Should().ContainSingle();
        provider.GetServices<IHealthProbe>().Should().ContainSingle().Which.Name.Should().Be("store");
        File.Exists(_folder.File()).Should().BeTrue();
    }

    [Fact]
    public void UseSqlite_Configuration_IsRead()
    {
        using ServiceProvider provider = Build(
            builder => builder.UseSqlite(),
            ("Concierge:Sqlite:ConnectionString", "Data Source=other.db"),
            ("Concierge:Sqlite:Synchronous", "Normal"),
            ("Concierge:Sqlite:MaxBacklog", "42"));
        SqliteOptions options = provider.GetRequiredService<IOptions<SqliteOptions>>().Value;
        (options.ConnectionString, options.Synchronous, options.MaxBacklog).Should().Be(("Data Source=other.db", SqliteSynchronous.Normal, 42));
    }

    [Theory]
    [InlineData("ConnectionString", "Data Source=", "Concierge:Sqlite:ConnectionString names no file. Set it to the file to use, for example Data Source=concierge.db.")]
    [InlineData("ConnectionString", "concierge.db", "Concierge:Sqlite:ConnectionString cannot be read. Set it to the file to use, for example Data Source=concierge.db.")]
    [InlineData("ConnectionString", "Data Source=:memory:", "Concierge:Sqlite:ConnectionString names a database in memory, which would lose everything with the process. Name a file, or call UseInMemory() instead of UseSqlite().")]
    [InlineData("ConnectionString", "Data Source=a.db;Cache=Shared", "Concierge:Sqlite:ConnectionString has the keyword 'cache', which the store does not understand. Remove it; only Data Source is used.")]
    [InlineData("MaxBacklog", "0", "Concierge:Sqlite:MaxBacklog is 0. Set it to the number of inputs that may wait, at least 1.")]
    [InlineData("Synchronous", "7", "Concierge:Sqlite:Synchronous is 7. Set it to Full or Normal.")]
    public void UseSqlite_WrongSetting_IsNamedWithWhatToDo(string setting, string value, string message)
    {
        using ServiceProvider provider = Build(builder => builder.UseSqlite(), ($"Concierge:Sqlite:{setting}", value));
        Action read = () => _ = provider.GetRequiredService<IOptions<SqliteOptions>>().Value;
        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(message);
    }

    private static ServiceProvider Build(Action<IConciergeBuilder> use, params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        use(new Builder(services));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private sealed record Builder(IServiceCollection Services) : IConciergeBuilder;
}
