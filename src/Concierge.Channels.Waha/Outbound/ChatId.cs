namespace Concierge.Channels.Waha.Outbound;

/// <summary>A chat as WAHA names it.</summary>
internal static class ChatId
{
    /// <summary>The first address that WAHA can send to, or null.</summary>
    public static string? Of(ContactIdentity identity) => AllOf(identity).FirstOrDefault();

    /// <summary>Every address that WAHA can send to.</summary>
    public static IEnumerable<string> AllOf(ContactIdentity identity) => identity.Addresses.Select(Of).OfType<string>();

    private static string? Of(ContactAddress address) => address.Kind switch
    {
        ContactAddressKind.Phone => address.Value.TrimStart('+') + "@c.us",
        ContactAddressKind.Lid => Whole(address.Value, "@lid"),
        ContactAddressKind.Group => Whole(address.Value, "@g.us"),
        ContactAddressKind.Other when address.Value.Contains('@', StringComparison.Ordinal) => address.Value,
        _ => null,
    };

    private static string Whole(string value, string server) => value.Contains('@', StringComparison.Ordinal) ? value : value + server;
}
