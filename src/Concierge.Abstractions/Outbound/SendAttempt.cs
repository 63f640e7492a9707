namespace Concierge;

/// <summary>One recorded try to send one reply.</summary>
/// <param name="AttemptId">
/// Given to the provider as correlation data and found again in its receipts. At most 64 characters; nothing personal.
/// </param>
/// <param name="Recipient">Who gets it.</param>
/// <param name="Number">1 for the first try.</param>
public sealed record SendAttempt(string AttemptId, ContactIdentity Recipient, int Number);
