namespace Concierge.Ai.Tools;

/// <summary>Which tools a service uses.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Named">What it names.</param>
/// <param name="Own">The host's tools that it has.</param>
internal sealed record ServiceTools(string Service, IReadOnlySet<string> Named, IReadOnlyList<AiTool> Own)
{
    /// <summary>It has what other sources bring, without naming it.</summary>
    public bool HasSources { get; init; }

    /// <summary>It has what is registered at run time, without naming it.</summary>
    public bool HasAll { get; init; }
}
