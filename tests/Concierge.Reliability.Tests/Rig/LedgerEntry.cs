namespace Concierge.Reliability.Tests.Rig;

/// <summary>One line of the ledger.</summary>
/// <param name="At">Time since the ledger was opened.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Person">Whose conversation; null for the host's own life.</param>
/// <param name="Text">The inbound text or the text of the reply.</param>
/// <param name="Attempt">The host's id of the attempt.</param>
/// <param name="Code">HTTP status, exit code or process id; 0 when there is none.</param>
internal sealed record LedgerEntry(TimeSpan At, LedgerKind Kind, string? Person = null, string? Text = null, string? Attempt = null, int Code = 0);
