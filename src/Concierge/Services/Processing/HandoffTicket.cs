namespace Concierge.Services.Processing;

/// <summary>What a service leaves for the colleague to whom it hands over, where its definition asks for tickets.</summary>
/// <param name="Reason">One of <see cref="HandoffReason"/>.</param>
/// <param name="Summary">What the colleague reads who takes over, or null.</param>
/// <param name="Words">The person's last words; null where there are none or they are a secret.</param>
internal sealed record HandoffTicket(string Reason, string? Summary, string? Words)
{
    /// <summary>Writes the ticket of a turn that has handed over.</summary>
    public static void Write(TurnContext turn, ServiceDefinition definition, string reason)
    {
        if (definition.ArtifactKinds.Contains(ArtifactKinds.Ticket, StringComparer.Ordinal))
        {
            var ticket = new HandoffTicket(reason, turn.Document.HandoffSummary, turn.Text.Length == 0 || turn.IsConfidential ? null : turn.Text);
            turn.AddArtifact(ArtifactKinds.Ticket, ticket, HandoffTicketJsonContext.Default.HandoffTicket, service: definition.Name);
        }
    }
}
