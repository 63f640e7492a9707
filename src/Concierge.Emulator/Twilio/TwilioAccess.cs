using System.Text;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Twilio;

/// <summary>Finds the account that a call's basic authentication opens.</summary>
internal static class TwilioAccess
{
    private const string Scheme = "Basic ";

    /// <summary>The lines of the account; none where the credentials are wrong, or the path names another account.</summary>
    public static IReadOnlyList<PhoneLine> Find(HttpContext context, PhoneLines lines)
    {
        string header = context.Request.Headers.Authorization.ToString();
        byte[] decoded = new byte[header.Length];
        if (!header.StartsWith(Scheme, StringComparison.Ordinal) || !Convert.TryFromBase64String(header[Scheme.Length..], decoded, out int length))
        {
            return [];
        }

        string[] shown = Encoding.UTF8.GetString(decoded, 0, length).Split(':', 2);
        return shown.Length != 2 || ((string?)context.Request.RouteValues["sid"] is { } sid && sid != shown[0])
            ? []
            : [.. lines.All.Where(line => line.Provider is TwilioProvider && line.Setting("AccountSid") == shown[0] && line.Opens("AuthToken", shown[1]))];
    }
}
