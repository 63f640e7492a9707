using System.Text;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Twilio;

/// <summary>Writes webhooks as Twilio posts them, and reads such forms.</summary>
internal static class TwilioForm
{
    /// <summary>A webhook with the fields that have a value.</summary>
    public static Webhook Webhook(IEnumerable<(string Name, string? Value)> fields, string address) => new(
        string.Join('&', fields.Where(static field => field.Value is not null).Select(static field => $"{Escape(field.Name)}={Escape(field.Value!)}")),
        address);

    /// <summary>The text that is signed after the address: names and values, sorted, without separators.</summary>
    public static string Signed(string form) => string.Concat(form
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(static pair => pair.Split('=', 2))
        .Select(static pair => (Name: Unescape(pair[0]), Value: pair.Length == 2 ? Unescape(pair[1]) : string.Empty))
        .OrderBy(static pair => pair.Name, StringComparer.Ordinal)
        .ThenBy(static pair => pair.Value, StringComparer.Ordinal)
        .Select(static pair => pair.Name + pair.Value));

    /// <summary>A request's form; an empty one where it has none.</summary>
    public static async Task<IFormCollection> ReadAsync(HttpContext context) => context.Request.HasFormContentType
        ? await context.Request.ReadFormAsync(context.RequestAborted)
        : FormCollection.Empty;

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
