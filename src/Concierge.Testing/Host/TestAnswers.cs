using System.Collections;

namespace Concierge.Testing;

/// <summary>What a person heard in answer to one thing that the person did, in order; empty when the bot was silent.</summary>
public sealed class TestAnswers : IReadOnlyList<OutboundMessage>
{
    private readonly IReadOnlyList<OutboundMessage> _messages;

    internal TestAnswers(IReadOnlyList<OutboundMessage> messages, IReadOnlyList<Exception> failures)
    {
        _messages = messages;
        Failures = failures;
    }

    /// <inheritdoc/>
    public int Count => _messages.Count;

    /// <summary>The words of the messages; messages without words are left out.</summary>
    public IReadOnlyList<string> Texts => [.. _messages.Select(message => message.PlainText).OfType<string>()];

    /// <summary>The words of all messages, one line each.</summary>
    public string Text => string.Join('\n', Texts);

    /// <summary>The choices that were offered with the last question; empty without.</summary>
    public IReadOnlyList<Choice> Choices => _messages.OfType<ChoiceMessage>().LastOrDefault()?.Choices ?? [];

    /// <summary>What turns threw meanwhile; they are tried again later.</summary>
    public IReadOnlyList<Exception> Failures { get; }

    /// <inheritdoc/>
    public OutboundMessage this[int index] => _messages[index];

    /// <inheritdoc/>
    public IEnumerator<OutboundMessage> GetEnumerator() => _messages.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The words, for assertions that fail.</summary>
    public override string ToString()
    {
        string said = Count == 0 ? "nothing" : string.Join(" | ", _messages.Select(message => message.PlainText ?? $"({message.Kind})"));
        return Failures.Count == 0 ? said : $"{said}; the turn failed: {Failures[^1]}";
    }
}
