namespace Concierge.Routing;

/// <summary>A command that the host has added.</summary>
internal sealed record HostCommand(string Name, IReadOnlyList<string> Words, Func<TurnContext, ValueTask> Handle);
