namespace Concierge.Emulator.Phone;

/// <summary>A webhook that the host has not answered with 200 yet.</summary>
/// <param name="Id">Grows.</param>
/// <param name="Channel">Whose webhook.</param>
/// <param name="Body">The exact bytes, as text.</param>
/// <param name="DueAt">Not before this time.</param>
/// <param name="Attempts">How often it was posted in vain.</param>
/// <param name="MessageId">The message it is about.</param>
/// <param name="Status">The status it reports, or null for a message of the person.</param>
internal sealed record Delivery(long Id, string Channel, string Body, DateTimeOffset DueAt, int Attempts, string MessageId, string? Status);
