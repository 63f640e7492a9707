namespace Concierge.Reliability.Tests.Rig;

/// <summary>How a host process is started.</summary>
internal sealed record HostSettings
{
    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required Uri Address { get; init; }

    public required string Folder { get; init; }

    /// <summary>The host run by <c>dotnet</c>, answering on <paramref name="address"/>, talking to <paramref name="provider"/>.</summary>
    public static HostSettings For(string artefact, Uri address, Uri provider, string folder) => new()
    {
        Command = ["dotnet", artefact, "--urls", address.ToString().TrimEnd('/')],
        Address = address,
        Folder = folder,
        Environment = new Dictionary<string, string>
        {
            ["Concierge__Meta__AppSecret"] = MetaAccount.AppSecret,
            ["Concierge__Meta__VerifyToken"] = MetaAccount.VerifyToken,
            ["Concierge__Meta__AccessToken"] = MetaAccount.AccessToken,
            ["Concierge__Meta__PhoneNumberId"] = MetaAccount.PhoneNumberId,
            ["Concierge__Meta__ApiVersion"] = MetaAccount.ApiVersion,
            ["Concierge__Meta__ApiBaseUrl"] = provider.ToString(),
            ["Concierge__Sqlite__ConnectionString"] = $"Data Source={Path.Combine(folder, "concierge.db")}",
            ["Concierge__AdminApi__Key"] = MetaAccount.AdminKey,
            ["Concierge__Outbox__MaxSendsPerSecond"] = "2000",
            ["Logging__LogLevel__Default"] = "Warning",
            ["DOTNET_ENVIRONMENT"] = "Production",
        },
    };

    public HostSettings With(string name, string value) =>
        this with { Environment = new Dictionary<string, string>(Environment) { [name] = value } };

    /// <summary>Runs the host under another program, such as a tracer.</summary>
    public HostSettings Under(params IReadOnlyList<string> wrapper) => this with { Command = [.. wrapper, .. Command] };
}
