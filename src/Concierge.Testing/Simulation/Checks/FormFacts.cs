namespace Concierge.Testing.Simulation.Checks;

/// <summary>What is known of forms.</summary>
internal sealed class FormFacts
{
    public int Completed { get; set; }

    /// <summary>Artifacts that commits have written.</summary>
    public HashSet<string> Artifacts { get; } = [];

    /// <summary>Messages that have completed a form.</summary>
    public HashSet<string> UsedConfirmations { get; } = [];

    /// <summary>What was shown with a button, by the button's id.</summary>
    public Dictionary<string, string> Shown { get; } = [];
}
