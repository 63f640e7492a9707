namespace Concierge.Routing.Keywords;

/// <summary>A keyword that was found.</summary>
/// <param name="Keyword">Its number, in the order of registration.</param>
/// <param name="Typos">How many of its words had a slip.</param>
/// <param name="Start">The first of its words in the message.</param>
internal readonly record struct KeywordHit(int Keyword, int Typos, int Start);
