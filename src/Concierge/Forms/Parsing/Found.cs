namespace Concierge.Forms.Parsing;

/// <summary>A value and the tokens that say it.</summary>
internal readonly record struct Found<T>(T Value, int First, int Count)
{
    public int End => First + Count;
}
