using Xunit.Sdk;

namespace Concierge.Testing;

/// <summary>Expectations that read as a conversation: <c>await ann.SaysAsync("hello").AnswersAsync("Hello Ann!")</c>.</summary>
public static class TestAnswersExtensions
{
    /// <summary>Expects exactly these texts, in this order.</summary>
    /// <exception cref="XunitException">The bot answered something else.</exception>
    public static async Task<TestAnswers> AnswersAsync(this Task<TestAnswers> exchange, params string[] texts)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(texts);
        TestAnswers answers = await exchange;
        return answers.Texts.SequenceEqual(texts, StringComparer.Ordinal)
            ? answers
            : throw new XunitException($"Expected the bot to answer: {string.Join(" | ", texts)}{Environment.NewLine}but it answered:           {answers}");
    }

    /// <summary>Expects an answer that holds these words somewhere.</summary>
    /// <exception cref="XunitException">The words are missing.</exception>
    public static async Task<TestAnswers> AnswersWithAsync(this Task<TestAnswers> exchange, string words)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        TestAnswers answers = await exchange;
        return answers.Text.Contains(words, StringComparison.Ordinal)
            ? answers
            : throw new XunitException($"Expected an answer with:   {words}{Environment.NewLine}but the bot answered:      {answers}");
    }

    /// <summary>Expects that the bot says nothing.</summary>
    /// <exception cref="XunitException">The bot said something, or its turn failed.</exception>
    public static async Task<TestAnswers> StaysSilentAsync(this Task<TestAnswers> exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        TestAnswers answers = await exchange;
        return answers is { Count: 0, Failures.Count: 0 } ? answers : throw new XunitException($"Expected silence, but the bot answered: {answers}");
    }
}
