namespace Concierge.AspNetCore;

/// <summary>What became of setting one account's webhook address at its provider.</summary>
/// <param name="Account">The account.</param>
/// <param name="IsRegistered">Whether the provider took it.</param>
/// <param name="Notes">What was done, or why not and what to do, in sentences without secrets.</param>
public sealed record WebhookRegistration(AccountKey Account, bool IsRegistered, IReadOnlyList<string> Notes);
