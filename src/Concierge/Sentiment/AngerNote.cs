namespace Concierge.Sentiment;

/// <summary>A turn that was irritated, and not enough for a colleague. No words are kept.</summary>
internal sealed record AngerNote(DateTimeOffset At);
