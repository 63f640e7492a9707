namespace Concierge.Channels.Waha;

/// <summary>The states of a session. One that is not known counts as not working.</summary>
internal static class SessionStatus
{
    public const string Working = "WORKING";

    /// <summary>A sentence for operators that says what to do.</summary>
    public static string Describe(string? status) => status switch
    {
        Working => "The session works.",
        "STARTING" => "The session is starting.",
        "SCAN_QR_CODE" => "The session is logged out. Scan its QR code with the phone, in WAHA's dashboard.",
        "PASSKEY_REQUIRED" or "PASSKEY_CONFIRMATION_REQUIRED" => "WhatsApp asks for a passkey. Confirm it in WAHA's dashboard.",
        "STOPPED" => "The session is stopped. Start it on the WAHA server.",
        "FAILED" => "The session has failed. Restart it on the WAHA server, and scan its QR code again if that does not help.",
        _ => "The session is in a state that this version does not know. Look at it in WAHA's dashboard.",
    };

    /// <summary>A status as operators may read it: a word in capitals; anything else stays out.</summary>
    public static string Word(string? status) => status is { Length: > 0 and <= 40 } && status.All(static c => char.IsAsciiLetterUpper(c) || c == '_') ? status : "unknown";
}
