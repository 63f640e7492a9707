using Npgsql;

namespace Concierge.Storage.PostgreSql.Database;

/// <summary>What a store needs of its connections and the connection string does not say.</summary>
internal static class ConnectionSettings
{
    private const string Example = "Set it, for example, to Host=localhost;Database=concierge;Username=concierge;Password=….";
    private const int MaxPoolSize = 20;
    private const int LeastPoolSize = 2;
    private const int MaxAutoPrepare = 40;

    /// <summary>What is wrong with a connection string, or null. Never quotes it: it holds a password.</summary>
    public static string? Problem(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return $"is empty. {Example}";
        }

        try
        {
            var given = new NpgsqlConnectionStringBuilder(connectionString);
            return string.IsNullOrEmpty(given.Host) ? $"names no host. {Example}" : PoolProblem(given);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or InvalidCastException or NotSupportedException)
        {
            return $"cannot be read. {Example}";
        }
    }

    /// <summary>The setting <c>concierge.tenants</c> of every session.</summary>
    public static string Tenants(PostgreSqlOptions options) => options.Tenants.Count == 0 ? "*" : string.Join(',', options.Tenants);

    public static string Complete(PostgreSqlOptions options)
    {
        var given = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            CommandTimeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds),
            CancellationTimeout = 500,
            NoResetOnClose = true,
            IncludeErrorDetail = false,
            LogParameters = false,
        };
        Default("Maximum Pool Size", () => settings.MaxPoolSize = MaxPoolSize);
        Default("Timeout", () => settings.Timeout = 3);

        // The kernel's signs of life, not Npgsql's: those keep a thread, and whoever takes the connection, while a server hangs.
        Default("TCP Keepalive Time", () => settings.TcpKeepAliveTime = 5);
        Default("TCP Keepalive Interval", () => settings.TcpKeepAliveInterval = 1);
        Default("Max Auto Prepare", () => settings.MaxAutoPrepare = MaxAutoPrepare);
        Default("Auto Prepare Min Usages", () => settings.AutoPrepareMinUsages = 2);
        Default("Application Name", () => settings.ApplicationName = "Concierge");
        if (settings.Host!.Contains(','))
        {
            Default("Target Session Attributes", () => settings.TargetSessionAttributes = "primary");
        }

        // The server gives up by itself what a dead or frozen client has left behind. What is left of a conversation is looked for in a
        // statement after the lock, which must see what others have committed meanwhile, whatever is usual in this database.
        long limit = (long)options.CommandTimeout.TotalMilliseconds;
        settings.Options = $"{given.Options} -c statement_timeout={limit} -c lock_timeout={limit / 2} -c idle_in_transaction_session_timeout={limit} -c default_transaction_isolation=read\\ committed -c row_security=on -c concierge.tenants={Escape(Tenants(options))}".Trim();
        return settings.ConnectionString;

        void Default(string keyword, Action set)
        {
            if (!given.ShouldSerialize(keyword))
            {
                set();
            }
        }
    }

    private static string? PoolProblem(NpgsqlConnectionStringBuilder given)
    {
        int most = given.ShouldSerialize("Maximum Pool Size") ? given.MaxPoolSize : MaxPoolSize;
        if (!given.Pooling)
        {
            return null;
        }

        if (most < LeastPoolSize)
        {
            return $"has a Maximum Pool Size of {most}: a node listens on one connection and works on others. Set it to at least {LeastPoolSize}, better 10 or more.";
        }

        return given.MinPoolSize > most ? $"has a Minimum Pool Size of {given.MinPoolSize}, which is more than its Maximum Pool Size of {most}." : null;
    }

    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(" ", "\\ ", StringComparison.Ordinal);
}
