using Concierge.Health;
using Concierge.Storage;
using Concierge.Storage.PostgreSql;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the PostgreSQL store.</summary>
public static class PostgreSqlBuilderExtensions
{
    /// <summary>
    /// Keeps everything in a PostgreSQL database, named in section <c>Concierge:PostgreSql</c>, which any number of hosts share.
    /// Register no other durable store beside it. Safe to call twice.
    /// </summary>
    public static IConciergeBuilder UsePostgreSql(this IConciergeBuilder builder) => builder.UsePostgreSql(static _ => { });

    /// <summary>As <see cref="UsePostgreSql(IConciergeBuilder)"/>, with the database named here, for example <c>Host=db;Database=shop;Username=concierge;Password=…</c>. It wins over the configuration.</summary>
    public static IConciergeBuilder UsePostgreSql(this IConciergeBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return builder.UsePostgreSql(options => options.ConnectionString = connectionString);
    }

    /// <summary>As <see cref="UsePostgreSql(IConciergeBuilder)"/>; what <paramref name="configure"/> sets wins over the configuration.</summary>
    public static IConciergeBuilder UsePostgreSql(this IConciergeBuilder builder, Action<PostgreSqlOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        IServiceCollection services = builder.Services;
        services.AddOptions<PostgreSqlOptions>().BindConfiguration(PostgreSqlOptions.Section).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgreSqlOptions>, PostgreSqlOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        if (services.Any(service => service.ServiceType == typeof(PostgreSqlEngine)))
        {
            return builder;
        }

        services.AddSingleton<PostgreSqlEngine>();
        services.AddSingleton<IStoreInitializer>(provider => provider.GetRequiredService<PostgreSqlEngine>());
        services.AddSingleton<IHealthProbe, PostgreSqlHealthProbe>();
        services.Replace(ServiceDescriptor.Singleton<IMailbox, PostgreSqlMailbox>());
        services.Replace(ServiceDescriptor.Singleton<IConversationStore, PostgreSqlConversationStore>());
        services.Replace(ServiceDescriptor.Singleton<ITranscriptStore, PostgreSqlTranscriptStore>());
        services.Replace(ServiceDescriptor.Singleton<IContactDirectory, PostgreSqlContactDirectory>());
        services.Replace(ServiceDescriptor.Singleton<IRecordStore, PostgreSqlRecordStore>());
        services.Replace(ServiceDescriptor.Singleton<IErasureStore, PostgreSqlErasureStore>());
        return builder;
    }
}
