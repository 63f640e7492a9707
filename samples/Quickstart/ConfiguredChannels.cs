namespace Concierge.Samples.Quickstart;

/// <summary>Adds the channels that the configuration names, so that the same program runs over any of them.</summary>
internal static class ConfiguredChannels
{
    private const string Default = "meta";

    /// <param name="concierge">What <c>AddConcierge()</c> returned.</param>
    /// <param name="names">Names with commas between them; Meta alone when empty.</param>
    public static IConciergeBuilder AddChannels(this IConciergeBuilder concierge, string? names)
    {
        const StringSplitOptions tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (string name in (string.IsNullOrWhiteSpace(names) ? Default : names).Split(',', tidy))
        {
            _ = name.ToLowerInvariant() switch
            {
                "meta" => concierge.AddMeta(),
                "twilio" => concierge.AddTwilio(),
                "waha" => concierge.AddWaha(),
                "chatwoot" => concierge.AddChatwoot(),
                _ => throw new InvalidOperationException($"Concierge:Channels names '{name}'. Known are meta, twilio, waha and chatwoot, with commas between them."),
            };
        }

        return concierge;
    }
}
