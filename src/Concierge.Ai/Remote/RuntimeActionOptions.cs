namespace Concierge.Ai;

/// <summary>What actions may do that are registered at run time, through the admin API: section <c>Concierge:Ai:RuntimeActions</c>. Nothing is allowed that is not named here.</summary>
public sealed class RuntimeActionOptions
{
    /// <summary>
    /// Hosts that they may call: <c>api.shop.example</c> for the scheme's own port, <c>api.shop.example:8443</c> for that one, <c>*.shop.example</c> for every host below. Empty:
    /// no action can be registered, and those that are stored cannot be called.
    /// </summary>
    public ISet<string> AllowedHosts { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Settings that their headers may refer to as <c>{secret:Name}</c>, for example <c>Shop:ApiKey</c>. Empty: none.</summary>
    public ISet<string> AllowedSecrets { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often the store is asked, before a turn, whether actions have changed: the longest time after which another node uses a change.</summary>
    /// <value>The default is 2 seconds; zero asks before every turn.</value>
    public TimeSpan Refresh { get; set; } = TimeSpan.FromSeconds(2);
}
