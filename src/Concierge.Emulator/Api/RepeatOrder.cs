namespace Concierge.Emulator.Api;

/// <summary>A webhook to post once more.</summary>
/// <param name="Id">The message that it is about.</param>
/// <param name="Status">For a message of the business: which receipt; the newest when left out.</param>
internal sealed record RepeatOrder(string? Id, string? Status);
