using System.Text.Json;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

/// <summary>
/// What a field holds: how it is found in a text, checked, shown and written. Values are kept as text that is the same in every language and
/// culture.
/// </summary>
internal abstract class FieldKind
{
    public abstract string Name { get; }

    /// <summary>Whether it can be told from other words, so that sentences may be searched for it.</summary>
    public virtual bool IsRecognisable => true;

    /// <summary>Low for what is told from other words with the greatest certainty.</summary>
    public virtual int SearchOrder => 5;

    /// <summary>Words that people call such a field by.</summary>
    public virtual IReadOnlyList<string> Aliases => [];

    /// <summary>What is said when an answer is not one.</summary>
    public abstract Problem NotUnderstood(ReadingContext context);

    /// <summary>The value that begins at a token.</summary>
    /// <param name="reading">The text.</param>
    /// <param name="at">The token.</param>
    /// <param name="context">The language, the day.</param>
    /// <param name="isAnswer">The text answers the question for this field.</param>
    public abstract Found<string>? Read(Reading reading, int at, ReadingContext context, bool isAnswer);

    /// <summary>The first value anywhere among the unused tokens.</summary>
    public virtual Found<string>? Find(Reading reading, ReadingContext context, bool isAnswer)
    {
        for (int i = 0; i < reading.Count; i++)
        {
            if (reading.IsFree(i) && Read(reading, i, context, isAnswer) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The value when the text says nothing else.</summary>
    public virtual string? ReadWhole(Reading reading, ReadingContext context, bool isAnswer)
    {
        for (int i = 0; i < reading.Count; i++)
        {
            if (Read(reading, i, context, isAnswer) is { } found && reading.IsAllOf(found.First, found.Count))
            {
                return found.Value;
            }
        }

        return null;
    }

    /// <summary>What is wrong with a value, also with one that was kept by an older definition; null when nothing is.</summary>
    public abstract Problem? Check(string value, ReadingContext context);

    /// <summary>As people see it.</summary>
    public abstract string Show(string value, ReadingContext context);

    /// <summary>As the record holds it.</summary>
    public abstract object ToObject(string value);

    public abstract void Write(Utf8JsonWriter writer, string value);
}
