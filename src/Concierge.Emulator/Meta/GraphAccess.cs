using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Meta;

/// <summary>Finds the account whose bearer token a call shows, and checks the version.</summary>
internal static class GraphAccess
{
    private const string Scheme = "Bearer ";

    /// <param name="context">The call.</param>
    /// <param name="lines">The host's lines.</param>
    /// <param name="isMeant">Tells which one, where several accounts share a token.</param>
    public static (PhoneLine? Line, GraphError? Refused) Check(HttpContext context, PhoneLines lines, Func<PhoneLine, bool> isMeant)
    {
        string shown = context.Request.Headers.Authorization.ToString();
        PhoneLine[] opened = shown.StartsWith(Scheme, StringComparison.Ordinal)
            ? [.. lines.All.Where(candidate => candidate.Provider is MetaProvider && candidate.Opens("AccessToken", shown[Scheme.Length..]))]
            : [];
        if ((opened.FirstOrDefault(isMeant) ?? opened.FirstOrDefault()) is not { } line)
        {
            return (null, new GraphError(401, 190, "Invalid OAuth access token", "The bearer token is not the configured one."));
        }

        return context.Request.RouteValues["version"] is not string version || (version.StartsWith('v') && version.Length > 1 && char.IsAsciiDigit(version[1]))
            ? (line, null)
            : (null, new GraphError(400, 2500, "Unknown path components", "The path begins with the API's version, for example v23.0."));
    }
}
