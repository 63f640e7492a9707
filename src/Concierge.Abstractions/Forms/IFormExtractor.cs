namespace Concierge.Forms;

/// <summary>
/// Finds in a person's words what no parser understands, for example with a language model. Asked for fields that are still empty, after the
/// parsers; what it says is parsed and validated like the person's own words, so it can be wrong but not harmful. Thread-safe.
/// </summary>
public interface IFormExtractor
{
    /// <summary>
    /// Values by field name, empty when there are none: dates as yyyy-MM-dd, times as HH:mm, numbers and amounts with a point before decimals and nothing between thousands
    /// (<c>12.50</c>, <c>12.50 EUR</c>), yes and no as <c>yes</c> and <c>no</c>, choices by their value or title, all else as a person would write it. Fields that were not asked
    /// for are ignored. An exception counts as "found nothing" and is logged.
    /// </summary>
    ValueTask<IReadOnlyDictionary<string, string>> ExtractAsync(FormExtractionRequest request, CancellationToken cancellationToken);
}
