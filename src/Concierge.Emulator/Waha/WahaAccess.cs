using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Waha;

/// <summary>Finds the session that a call names and its key opens.</summary>
internal static class WahaAccess
{
    public static (PhoneLine? Line, WahaError? Refused) Check(HttpContext context, PhoneLines lines, string? session)
    {
        string shown = context.Request.Headers["X-Api-Key"] is [{ } header] ? header : context.Request.Query["x-api-key"].ToString();
        PhoneLine[] opened = [.. lines.All.Where(line => line.Provider is WahaProvider && line.Opens("ApiKey", shown))];
        return opened.Length == 0
            ? (null, WahaError.Unauthorized)
            : Array.Find(opened, line => WahaProvider.Session(line) == (session ?? "default")) is { } found ? (found, null)
            : (null, new WahaError(404, "Session not found"));
    }
}
