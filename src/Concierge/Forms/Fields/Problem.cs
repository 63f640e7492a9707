namespace Concierge.Forms.Fields;

/// <summary>Why a value cannot be taken, to be told to the person.</summary>
internal sealed record Problem(LocalizedText Text, params IReadOnlyList<(string Name, string Value)> Values)
{
    public string Say(Parsing.ReadingContext context) => context.Say(Text, [.. Values]);
}
