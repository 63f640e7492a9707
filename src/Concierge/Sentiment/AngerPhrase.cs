namespace Concierge.Sentiment;

/// <summary>A word or phrase of the lexicon.</summary>
/// <param name="Folded">Its folded form; of one with any ending the beginning.</param>
/// <param name="Weight">How much anger it shows; 0 for one that keeps the words in it from counting.</param>
/// <param name="IsStem">Whether its last word may go on.</param>
/// <param name="IsOfBody">It shows no anger, and says that mild words mean an illness.</param>
internal sealed record AngerPhrase(string Folded, double Weight, bool IsStem, bool IsOfBody)
{
    public int WordCount { get; } = Folded.AsSpan().Count(' ') + 1;
}
