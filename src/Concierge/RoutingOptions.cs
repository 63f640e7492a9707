namespace Concierge;

/// <summary>How messages find their service: section <c>Concierge:Routing</c>.</summary>
public sealed class RoutingOptions
{
    /// <summary>The language of the host's own sentences and of prompts while a person's is unknown, as a BCP 47 tag.</summary>
    /// <value>The default is <c>en</c>.</value>
    public string Language { get; set; } = "en";

    /// <summary>How sure a classifier must be.</summary>
    /// <value>The default is 0.6; between 0 and 1.</value>
    public double ClassificationThreshold { get; set; } = 0.6;

    /// <summary>How long a person may be silent before a session expires, where the service does not say.</summary>
    /// <value>The default is 24 hours.</value>
    public TimeSpan SessionIdleTimeout { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often the store is asked, before a turn, whether services have changed.</summary>
    /// <value>The default is 2 seconds; zero asks before every turn.</value>
    public TimeSpan CatalogueRefresh { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The words of the built-in commands <c>menu</c>, <c>stop</c> and <c>agent</c>. A command is the whole message. What configuration
    /// gives is added.
    /// </summary>
    public Dictionary<string, List<string>> Commands { get; set; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["menu"] = ["menu", "main menu", "accueil", "menú", "menü"],
        ["stop"] = ["stop", "exit", "quit", "quitter", "terminer", "salir", "beenden"],
        ["agent"] = ["agent", "human", "operator", "humain", "conseiller", "agente", "humano", "operador", "mitarbeiter"],
    };

    /// <summary>When the host itself asks for a colleague.</summary>
    public EscalationOptions Escalation { get; set; } = new();
}
