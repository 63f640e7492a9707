using Concierge.SqliteToPostgreSql;

// Copies everything of a stopped host from its SQLite file into an empty PostgreSQL schema: what waits, deduplication keys,
// documents with the replies that they owe, transcripts, dead letters, contacts and records. All of it or nothing.
//   dotnet run --project tools/Concierge.SqliteToPostgreSql -- concierge.db "Host=db;Database=shop;Username=…;Password=…" [schema] [meta/salon=acme …]
if (args.Length < 2)
{
    Console.Error.WriteLine("Say what to copy and where to: <SQLite file> <connection string> [schema] [account=tenant …]");
    return 2;
}

try
{
    string[] rest = args[2..];
    string schema = rest.FirstOrDefault(argument => !argument.Contains('=', StringComparison.Ordinal)) ?? "concierge";
    Dictionary<string, string> tenants = rest.Where(argument => argument.Contains('=', StringComparison.Ordinal))
        .Select(argument => argument.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
    foreach ((string table, long count) in await StoreCopy.RunAsync(args[0], args[1], schema, tenants))
    {
        Console.WriteLine($"{table,-14} {count,12:N0}");
    }

    return 0;
}
catch (Npgsql.PostgresException refused) when (refused.SqlState == Npgsql.PostgresErrorCodes.InsufficientPrivilege)
{
    Console.Error.WriteLine($"Nothing was copied. {refused.MessageText}. Sign in as the owner of the schema, or as a role that may create one in this database.");
    return 1;
}
catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or IOException or Npgsql.NpgsqlException or Microsoft.Data.Sqlite.SqliteException)
{
    Console.Error.WriteLine($"Nothing was copied. {failure.Message}");
    return 1;
}
