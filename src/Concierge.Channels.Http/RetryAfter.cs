using System.Globalization;

namespace Concierge.Channels.Http;

/// <summary>Reads the <c>Retry-After</c> header as providers really write it.</summary>
public static class RetryAfter
{
    private const DateTimeStyles DateStyle = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;

    // The three spellings of RFC 9110.
    private static readonly string[] DateFormats = ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    /// <summary>The longest wait that is believed.</summary>
    public static TimeSpan Cap { get; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The wait in a header value: seconds (also with a fraction) or an HTTP date. Negative ones and dates in the past are
    /// zero, huge ones are <see cref="Cap"/>, anything else is null.
    /// </summary>
    /// <param name="value">The header's value, or null where it is absent.</param>
    /// <param name="now">The current time, to which a date is compared.</param>
    public static TimeSpan? Parse(string? value, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds))
        {
            return double.IsNaN(seconds) ? null : Clamp(seconds);
        }

        return DateTimeOffset.TryParseExact(value.Trim(), DateFormats, CultureInfo.InvariantCulture, DateStyle, out DateTimeOffset date)
            ? Clamp((date - now).TotalSeconds)
            : null;
    }

    /// <summary>The wait that a response asks for, or null. Several headers count as none.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(response);
        string? single = null;
        if (response.Headers.NonValidated.TryGetValues("Retry-After", out var values))
        {
            single = values.Count == 1 ? values.ToString() : null;
        }

        return Parse(single, now);
    }

    private static TimeSpan Clamp(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Cap.TotalSeconds));
}
