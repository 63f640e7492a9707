using System.Globalization;

namespace Concierge.AspNetCore;

/// <summary>How long whoever was refused with 503 should wait, as the header has it: in whole seconds.</summary>
internal static class RetryAfterHeader
{
    public static string Value { get; } = ((int)ConciergeJourney.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
