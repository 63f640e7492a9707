namespace Concierge.AspNetCore.Admin;

/// <summary>Who may use the admin API: section <c>Concierge:AdminApi</c>.</summary>
internal sealed record AdminApiOptions(string? Key, string? Policy)
{
    private const int LeastKeyLength = 16;

    private static readonly string[] Placeholders = ["changeme", "change-me", "your-", "placeholder", "secret-key-here"];

    public bool IsOn => Key is not null || Policy is not null;

    public static AdminApiOptions Read(Microsoft.Extensions.Configuration.IConfiguration configuration)
    {
        string? key = configuration["Concierge:AdminApi:Key"];
        string? policy = configuration["Concierge:AdminApi:Policy"];
        if (key is not null && IsWeak(key))
        {
            throw new InvalidOperationException(
                $"Concierge:AdminApi:Key is a placeholder or shorter than {LeastKeyLength} characters. Set it to a long random value, or remove it to switch the admin API off.");
        }

        return new AdminApiOptions(key, string.IsNullOrWhiteSpace(policy) ? null : policy);
    }

    private static bool IsWeak(string key) =>
        key.Trim().Length < LeastKeyLength
        || Placeholders.Any(placeholder => key.Contains(placeholder, StringComparison.OrdinalIgnoreCase));
}
