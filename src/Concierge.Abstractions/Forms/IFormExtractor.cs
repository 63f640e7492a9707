namespace Concierge.Forms;

/// <summary>
/// Finds in a person's words what no parser understands, for example with a language model. Asked for fields that are still empty, after the
/// parsers; what it says is parsed and validated like the person's own words, so it can be wrong but not harmful. Thread-safe.
/// </summary>
public interface IFormExtractor
{
    /// <summary>
    /// Values by field name as a person would write them (dates as yyyy-MM-dd, times as HH:mm), empty when there are none. Fields that were not asked for are ignored. An exception
    /// counts as "found nothing" and is logged.
    /// </summary>
    ValueTask<IReadOnlyDictionary<string, string>> ExtractAsync(FormExtractionRequest request, CancellationToken cancellationToken);
}
