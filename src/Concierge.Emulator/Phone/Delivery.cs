namespace Concierge.Emulator.Phone;

/// <summary>A webhook that the host has not answered with 200 yet.</summary>
/// <param name="Id">Grows.</param>
/// <param name="Line">Whose webhook.</param>
/// <param name="Body">The exact bytes, as text; empty for a step that the provider says nothing about.</param>
/// <param name="Address">The public address that the provider signs, or null.</param>
/// <param name="DueAt">Not before this time.</param>
/// <param name="Attempts">How often it was posted in vain.</param>
/// <param name="MessageId">The message it is about, or null.</param>
/// <param name="Status">The status it reports, or null for a message of the person.</param>
internal sealed record Delivery(long Id, string Line, string Body, string? Address, DateTimeOffset DueAt, int Attempts, string? MessageId, string? Status);
