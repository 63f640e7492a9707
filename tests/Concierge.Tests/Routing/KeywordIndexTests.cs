using System.Text;
using Concierge.Routing.Keywords;
using Concierge.Testing.Shared;

namespace Concierge.Tests.Routing;

public sealed class KeywordIndexTests
{
    [Theory]
    [InlineData("catéchisme", "CATECHISME")]
    [InlineData("catéchisme", "cate\u0301chisme")]
    [InlineData("infos", "ｉｎｆｏｓ")]
    [InlineData("infos", "𝐢𝐧𝐟𝐨𝐬 please")]
    [InlineData("infos", "infos👍🏽")]
    [InlineData("infos", "in\u00ADfos")]
    [InlineData("cœur", "COEUR")]
    [InlineData("straße", "STRASSE")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("ёлка", "елка")]
    [InlineData("rendez-vous", "un rendez vous svp")]
    [InlineData("l'église", "a l’eglise")]
    [InlineData("horaires de messe", "les HORAIRES   de\nmesse ?")]
    [InlineData("予約", "明日の予約をしたい")]
    [InlineData("ガイド", "ｶﾞｲﾄﾞをください")]
    [InlineData("จอง", "อยากจองโต๊ะ")]
    [InlineData("예약", "예약")]
    [InlineData("예약", "\u110B\u1168\u110B\u1163\u11A8")]
    [InlineData("شكرا", "شُكْرًا")]
    [InlineData("सेवा", "यह सेवा है")]
    [InlineData("👍", "ok 👍🏿!")]
    [InlineData("salle 12", "la salle ١٢")]
    [InlineData("information", "infromation")]
    [InlineData("information", "informtion")]
    [InlineData("information", "informattion")]
    [InlineData("information", "informasion")]
    [InlineData("horaires de messe", "horiares de messe")]
    public void Find_WrittenOtherwise_FindsIt(string keyword, string text) =>
        new KeywordIndex([(keyword, 0)]).Find(text).Should().NotBeNull();

    [Theory]
    [InlineData("info", "informations")]
    [InlineData("menu", "menus")]
    [InlineData("horaires de messe", "horaires messe")]
    [InlineData("information", "infroamtion")]
    [InlineData("salle12", "salle13")]
    [InlineData("か", "が")]
    [InlineData("कु", "क")]
    [InlineData("!?", "anything !? at all")]
    [InlineData("infos", "")]
    [InlineData("infos", "\uD83D")]
    [InlineData("order", "border")]
    public void Find_SomethingElse_FindsNothing(string keyword, string text) =>
        new KeywordIndex([(keyword, 0)]).Find(text).Should().BeNull();

    [Fact]
    public void Find_Several_TakesTheExactThenTheLongestThenTheFirst()
    {
        var index = new KeywordIndex([("open", 0), ("opening hours", 1), ("contact", 2), ("person", 3)]);

        Owner("when do you open, what are your opening hours?").Should().Be(1);
        Owner("opennig hours? open!").Should().Be(0, "a word without a slip comes before a longer one with");
        Owner("person or contact").Should().Be(2);
        Owner("opennig hours").Should().Be(1);

        int Owner(string text) => index.Owner(index.Find(text)!.Value);
    }

    [Fact]
    public void Find_PassedOver_GivesTheNextBest()
    {
        var index = new KeywordIndex([("opening hours", 0), ("open", 1), ("opening hours", 2)]);

        index.Owner(index.Find("opening hours")!.Value).Should().Be(0);
        index.Owner(index.Find("opening hours", [true, false, false])!.Value).Should().Be(2);
        index.Find("opening hours", [true, false, true]).Should().BeNull();
    }

    /// <summary>Words from a small alphabet meet often: every kind of near miss is among them.</summary>
    [Fact]
    public void Find_ManyRandomKeywordsAndTexts_IsWhatTrialOfEveryKeywordFinds()
    {
        var random = new Random(20260101);
        for (int round = 0; round < 150; round++)
        {
            List<string> keywords = [.. Enumerable.Range(0, 40).Select(_ => Phrase(random, 1 + random.Next(3)))];
            var index = new KeywordIndex(keywords.Select((keyword, owner) => (keyword, owner)));
            var naive = new NaiveMatcher(keywords);
            for (int i = 0; i < 60; i++)
            {
                string text = i % 2 == 0 ? Phrase(random, random.Next(8)) : Slip(random, $"{Phrase(random, random.Next(3))} {keywords[random.Next(keywords.Count)]} {Phrase(random, 1)}");
                KeywordHit? found = index.Find(text);
                (int Keyword, int Typos, int Start)? expected = naive.Find(text);

                (found is { } hit ? (hit.Keyword, hit.Typos, hit.Start) : ((int, int, int)?)null)
                    .Should().Be(expected, "'{0}' among [{1}]", text, string.Join(", ", keywords));
            }
        }
    }

    [Fact]
    public void Fold_AnyText_IsStableAndHoldsSingleBlanks()
    {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++)
        {
            var text = new StringBuilder();
            for (int j = random.Next(12); j > 0; j--)
            {
                text.Append((char)random.Next(random.Next(4) == 0 ? 0x10000 : 0x500));
            }

            string folded = TextFolding.Fold(text.ToString());

            if (folded.Any(c => c is >= '\u1100' and <= '\u11FF'))
            {
                // Parts of Hangul syllables that meet because what stood between them was left out become a syllable.
                continue;
            }

            TextFolding.Fold(folded).Should().Be(folded);
            folded.Should().NotContain("  ").And.NotStartWith(" ").And.NotEndWith(" ");
        }
    }

    [Fact]
    public void Find_NothingInALongText_AllocatesNothing()
    {
        var index = new KeywordIndex(Enumerable.Range(0, 5_000).Select(i => ($"keyword{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i / 676))} phrase", i % 200)));
        string text = string.Join(' ', Enumerable.Repeat("une phrase où rien ne convient, pas même à peu près…", 8));
        index.Find(text).Should().BeNull();

        Allocations.PerCall(() => index.Find(text)).Should().Be(0);
    }

    private static string Phrase(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(random)));

    private static string Word(Random random)
    {
        string letters = "aab\u00E9";
        return string.Concat(Enumerable.Range(0, 1 + random.Next(9)).Select(_ => letters[random.Next(letters.Length)]));
    }

    private static string Slip(Random random, string text)
    {
        int place = random.Next(text.Length);
        return random.Next(4) switch
        {
            0 => text.Remove(place, 1),
            1 => text.Insert(place, "b"),
            2 => string.Concat(text.AsSpan(0, place), "b", text.AsSpan(place + 1)),
            _ => place + 1 < text.Length ? string.Concat(text.AsSpan(0, place), text.AsSpan(place + 1, 1), text.AsSpan(place, 1), text.AsSpan(place + 2)) : text,
        };
    }

    /// <summary>ASCII takes a way of its own; a sign that counts for nothing takes the same text down the other.</summary>
    [Fact]
    public void Fold_Ascii_IsFoldedLikeAnyText()
    {
        const char nothing = '\u200D';
        var random = new Random(7);
        for (int i = 0; i < 2000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(0, 700)).Select(_ => (char)random.Next(0, 128))]);
            TextFolding.Fold(text).Should().Be(TextFolding.Fold(text + nothing));
        }
    }
}
