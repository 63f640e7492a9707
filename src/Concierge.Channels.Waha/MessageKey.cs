namespace Concierge.Channels.Waha;

/// <summary>
/// A message id of the form <c>{fromMe}_{chat}_{bare}[_{participant}]</c>. Received messages keep it whole, because quoting,
/// reacting and marking as read need it; our own are known by the bare id, because every engine agrees on that alone.
/// </summary>
internal readonly record struct MessageKey(bool FromMe, string Chat, string Bare, string? Participant)
{
    public static MessageKey? Parse(string? id)
    {
        string[] parts = id?.Split('_', 4) ?? [];
        return parts.Length >= 3 && parts[0] is "true" or "false" && parts[1].Contains('@', StringComparison.Ordinal) && parts[2].Length > 0
            ? new MessageKey(parts[0] == "true", parts[1], parts[2], parts.Length == 4 ? parts[3] : null)
            : null;
    }

    /// <summary>The bare id of any spelling.</summary>
    public static string BareOf(string id) => Parse(id)?.Bare ?? id;

    /// <summary>How the core knows a message that another refers to.</summary>
    public static string Known(string id) => Parse(id) is { FromMe: true } own ? own.Bare : id;

    /// <summary>How WAHA wants a message named: a bare id is one of ours.</summary>
    public static string Full(string id, string chat) => Parse(id) is null && !id.Contains('@', StringComparison.Ordinal) ? $"true_{chat}_{id}" : id;

    public override string ToString() => $"{(FromMe ? "true" : "false")}_{Chat}_{Bare}{(Participant is null ? null : "_" + Participant)}";
}
