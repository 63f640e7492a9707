using Concierge.Health;
using Concierge.Storage;
using Concierge.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the SQLite store.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>
    /// Keeps everything in one SQLite file, named in section <c>Concierge:Sqlite</c>. Takes the place of a store that was
    /// registered before. Safe to call twice.
    /// </summary>
    public static IConciergeBuilder UseSqlite(this IConciergeBuilder builder) => builder.UseSqlite(static _ => { });

    /// <summary>As <see cref="UseSqlite(IConciergeBuilder)"/>, with the file named here, for example <c>Data Source=concierge.db</c>. It wins over the configuration.</summary>
    public static IConciergeBuilder UseSqlite(this IConciergeBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return builder.UseSqlite(options => options.ConnectionString = connectionString);
    }

    /// <summary>As <see cref="UseSqlite(IConciergeBuilder)"/>; what <paramref name="configure"/> sets wins over the configuration.</summary>
    public static IConciergeBuilder UseSqlite(this IConciergeBuilder builder, Action<SqliteOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        IServiceCollection services = builder.Services;
        services.AddOptions<SqliteOptions>().BindConfiguration(SqliteOptions.Section).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteOptions>, SqliteOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        if (services.Any(service => service.ServiceType == typeof(SqliteEngine)))
        {
            return builder;
        }

        services.AddSingleton<SqliteEngine>();
        services.AddSingleton<IStoreInitializer>(provider => provider.GetRequiredService<SqliteEngine>());
        services.AddSingleton<IHealthProbe, SqliteHealthProbe>();
        services.Replace(ServiceDescriptor.Singleton<IMailbox, SqliteMailbox>());
        services.Replace(ServiceDescriptor.Singleton<IConversationStore, SqliteConversationStore>());
        services.Replace(ServiceDescriptor.Singleton<ITranscriptStore, SqliteTranscriptStore>());
        services.Replace(ServiceDescriptor.Singleton<IContactDirectory, SqliteContactDirectory>());
        services.Replace(ServiceDescriptor.Singleton<IRecordStore, SqliteRecordStore>());
        services.Replace(ServiceDescriptor.Singleton<IErasureStore, SqliteErasureStore>());
        return builder;
    }
}
