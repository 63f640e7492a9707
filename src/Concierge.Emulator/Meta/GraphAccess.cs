using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Meta;

/// <summary>Checks the bearer token and the version of a call.</summary>
internal static class GraphAccess
{
    public static GraphError? Check(HttpContext context, GraphSettings settings)
    {
        string expected = $"Bearer {settings.AccessToken}";
        string actual = context.Request.Headers.Authorization.ToString();
        if (settings.AccessToken.Length == 0 || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(actual), Encoding.UTF8.GetBytes(expected)))
        {
            return new GraphError(401, 190, "Invalid OAuth access token", "The bearer token is not the configured one.");
        }

        return context.Request.RouteValues["version"] is not string version || (version.StartsWith('v') && version.Length > 1 && char.IsAsciiDigit(version[1]))
            ? null
            : new GraphError(400, 2500, "Unknown path components", "The path begins with the API's version, for example v23.0.");
    }
}
