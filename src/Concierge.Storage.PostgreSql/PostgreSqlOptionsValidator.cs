using Concierge.Storage.PostgreSql.Database;
using Concierge.Storage.PostgreSql.Schema;
using Microsoft.Extensions.Options;

namespace Concierge.Storage.PostgreSql;

internal sealed class PostgreSqlOptionsValidator : IValidateOptions<PostgreSqlOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgreSqlOptions options)
    {
        var failures = new List<string>();
        if (ConnectionSettings.Problem(options.ConnectionString) is { } problem)
        {
            failures.Add($"{PostgreSqlOptions.Section}:ConnectionString {problem}");
        }

        Check(SchemaName.IsValid(options.Schema), "Schema", options.Schema, "Use lower-case letters, digits and underscores, a letter first, at most 63.");
        Check(options.LeaseDuration >= TimeSpan.FromSeconds(2), "LeaseDuration", options.LeaseDuration, "Set it to at least 00:00:02.");
        Check(options.PollInterval >= TimeSpan.FromMilliseconds(50), "PollInterval", options.PollInterval, "Set it to at least 00:00:00.050.");
        Check(options.CommandTimeout >= TimeSpan.FromSeconds(1) && options.CommandTimeout <= TimeSpan.FromMinutes(1), "CommandTimeout", options.CommandTimeout, "Set it between 00:00:01 and 00:01:00.");
        Check(options.AcceptTimeout >= TimeSpan.FromMilliseconds(100), "AcceptTimeout", options.AcceptTimeout, "Set it to at least 00:00:00.100.");
        Check(options.MaxBacklog >= 1, "MaxBacklog", options.MaxBacklog, "Set it to the number of inputs that may wait, at least 1.");
        Check(options.Tenants.All(IsTenant), "Tenants", string.Join(' ', options.Tenants), "A tenant's name is not empty, has no comma and is not '*'.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool holds, string setting, object value, string advice)
        {
            if (!holds)
            {
                failures.Add($"{PostgreSqlOptions.Section}:{setting} is {value}. {advice}");
            }
        }
    }

    private static bool IsTenant(string tenant) => !string.IsNullOrWhiteSpace(tenant) && tenant != "*" && !tenant.Contains(',');
}
