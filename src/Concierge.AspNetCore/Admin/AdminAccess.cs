using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Concierge.AspNetCore.Admin;

/// <summary>Compares the bearer key in constant time, whatever its length.</summary>
internal sealed class AdminAccess(string key)
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public bool IsAllowed(HttpContext context)
    {
        StringValues header = context.Request.Headers.Authorization;
        return header is [{ } value]
            && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(value[Scheme.Length..])), _hash);
    }
}
