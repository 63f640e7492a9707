using System.Globalization;
using System.Text;
using Concierge.Outbox;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Outbox;

/// <summary>O08: what is too long for one message comes in several, whole and in order.</summary>
public sealed class SplitTests
{
    private const int Limit = 4096;

    [Fact]
    public async Task LongTexts_OfAnyKind_ArriveWholeAndInOrder()
    {
        string text = string.Empty;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("writer", s => s.Default(), turn =>
        {
            turn.Reply(text);
            return ValueTask.CompletedTask;
        }));
        var random = new Random(8);

        for (int i = 0; i < 150; i++)
        {
            text = Compose(random, random.Next(1, 20_000));
            TestAnswers parts = await bot.SaysAsync("more");

            parts.Texts.Should().OnlyContain(part => part.Length > 0 && part.Length <= Limit);
            Words(string.Concat(parts.Texts)).Should().Be(Words(text));
            parts.Texts.Should().OnlyContain(part => IsWhole(part));
        }
    }

    /// <summary>The same of the splitter alone, with every limit; CONCIERGE_CASES may ask for a million.</summary>
    [Fact]
    public void Split_OfAnyText_IsWholeAndInOrder()
    {
        int cases = int.TryParse(Environment.GetEnvironmentVariable("CONCIERGE_CASES"), out int asked) ? asked : 20_000;
        var random = new Random(88);
        for (int i = 0; i < cases; i++)
        {
            int limit = random.Next(3) == 0 ? Limit : random.Next(40, 400);
            string text = Compose(random, random.Next(1, random.Next(100) == 0 ? 100_000 : limit * 4));

            string[] parts = [.. TextSplitter.Split(text, limit)];

            bool isGood = parts.All(part => part.Length > 0 && part.Length <= limit && IsWhole(part)) && Words(string.Concat(parts)) == Words(text);
            isGood.Should().BeTrue("case {0} of {1} characters in parts of {2} must be whole", i, text.Length, limit);
        }
    }

    [Fact]
    public async Task Crash_BetweenTwoParts_GoesOnWithTheNext()
    {
        string text = string.Join(' ', Enumerable.Range(0, 3000));
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("writer", s => s.Default(), turn =>
        {
            turn.Reply(text);
            return ValueTask.CompletedTask;
        }));
        bot.AnswerNextSends(SendResult.Accepted("first"), SendResult.Retry(RetryScope.Message, TimeSpan.FromSeconds(30)));
        await bot.SaysAsync("go");
        bot.Person().Heard.Should().ContainSingle();

        await bot.CrashAsync();
        await bot.AdvanceAsync(TimeSpan.FromMinutes(1));

        string.Concat(bot.Person().HeardTexts).Replace(" ", string.Empty).Should().Be(text.Replace(" ", string.Empty));
    }

    private static string Compose(Random random, int length)
    {
        string[] pieces = ["word ", "sentence. ", "line\n", "paragraph\n\n", "👨‍👩‍👧‍👦 ", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "é", "不", "unbrokenunbrokenunbroken", " "];
        var text = new StringBuilder();
        int favourite = random.Next(pieces.Length);
        while (text.Length < length)
        {
            text.Append(pieces[random.Next(3) == 0 ? random.Next(pieces.Length) : favourite]);
        }

        return text.Append("end").ToString();
    }

    private static string Words(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>A part begins and ends at the border of what a reader takes for one character.</summary>
    private static bool IsWhole(string part)
    {
        string first = StringInfo.GetNextTextElement(part);
        return !char.IsLowSurrogate(part[0])
            && !char.IsHighSurrogate(part[^1])
            && first[0] != '\u200d'
            && part[^1] != '\u200d'
            && CharUnicodeInfo.GetUnicodeCategory(first, 0) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format);
    }
}
