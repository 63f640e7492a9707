namespace Concierge.Channels.Meta.Inbound;

/// <summary>One entry of a payload's <c>contacts</c>.</summary>
internal readonly record struct ProfileEntry(string? WaId, string? UserId, string? ParentUserId, string? Name, string? Username);
