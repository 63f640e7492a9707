namespace Concierge.Ai.Spending;

/// <summary>What one tenant has used, or has reserved for requests under way, on one day.</summary>
internal sealed record TenantDay(long Tokens, decimal Cost);
