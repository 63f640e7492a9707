using Microsoft.Extensions.Options;

namespace Concierge.Storage.Sqlite;

internal sealed class SqliteOptionsValidator : IValidateOptions<SqliteOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteOptions options)
    {
        var failures = new List<string>();
        if (!SqliteFile.TryParse(options.ConnectionString, out _, out string? problem))
        {
            failures.Add($"{SqliteOptions.Section}:ConnectionString {problem}");
        }

        if (!Enum.IsDefined(options.Synchronous))
        {
            failures.Add($"{SqliteOptions.Section}:Synchronous is {(int)options.Synchronous}. Set it to Full or Normal.");
        }

        if (options.MaxBacklog < 1)
        {
            failures.Add($"{SqliteOptions.Section}:MaxBacklog is {options.MaxBacklog}. Set it to the number of inputs that may wait, at least 1.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
