namespace Concierge.Ai.Loop;

/// <summary>How the loop ended.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Text">The model's last words, or null.</param>
/// <param name="Question">What the person is asked, or null.</param>
internal sealed record LoopEnd(LoopEndKind Kind, string? Text = null, OutboundMessage? Question = null);
