using Concierge.Channels;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Outbox;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("**bold** and *italic* and ~~gone~~ and `code`", "*bold* and _italic_ and ~gone~ and `code`")]
    [InlineData("__bold__ _italic_ ***both***", "*bold* _italic_ _*both*_")]
    [InlineData("# Title\n\nText", "*Title*\n\nText")]
    [InlineData("## A **bold** title", "*A bold title*")]
    [InlineData("- one\n- two\n  - inner\n- three", "- one\n- two\n  - inner\n- three")]
    [InlineData("* one\n* two", "- one\n- two")]
    [InlineData("3. three\n4. four", "3. three\n4. four")]
    [InlineData("- [x] done\n- [ ] open", "- ☑ done\n- ☐ open")]
    [InlineData("> quoted\n> twice", "> quoted\n> twice")]
    [InlineData("```csharp\nvar a = *b*;\n```", "```\nvar a = *b*;\n```")]
    [InlineData("[our menu](https://example.com/menu)", "our menu (https://example.com/menu)")]
    [InlineData("[https://example.com](https://example.com)", "https://example.com")]
    [InlineData("see https://example.com/a_b_c now", "see https://example.com/a_b_c now")]
    [InlineData("<https://example.com>", "https://example.com")]
    [InlineData("![a cake](https://example.com/c.png)", "a cake (https://example.com/c.png)")]
    [InlineData("| Day | Hour |\n|---|---|\n| Mon | 9–12 |", "*Day | Hour*\nMon | 9–12")]
    [InlineData("one\n\n---\n\ntwo", "one\n\n———\n\ntwo")]
    [InlineData("line one\nline two", "line one\nline two")]
    [InlineData("2 \\* 3 = 6, file\\_name", "2 * 3 = 6, file_name")]
    [InlineData("a &amp; b &lt; c", "a & b < c")]
    [InlineData("5 < 6 and <b>no html</b>", "5 < 6 and <b>no html</b>")]
    [InlineData("**two\nlines**", "*two*\n*lines*")]
    [InlineData("plain text, 1 * 2 * 3, snake_case_name", "plain text, 1 * 2 * 3, snake_case_name")]
    [InlineData("émojis 👨‍👩‍👧 **🏴󠁧󠁢󠁥󠁮󠁧󠁿 ok**", "émojis 👨‍👩‍👧 *🏴󠁧󠁢󠁥󠁮󠁧󠁿 ok*")]
    public async Task Markdown_IsSent_AsWhatsAppMarkUp(string markdown, string expected)
    {
        await using ConciergeTestHost bot = await ReplyingAsync(new TextMessage(markdown) { Markup = TextMarkup.Markdown });

        TestAnswers answers = await bot.SaysAsync("hi");

        answers.Should().ContainSingle().Which.PlainText.Should().Be(expected);
    }

    [Fact]
    public async Task WhatsAppMarkUp_IsSent_AsItIs()
    {
        await using ConciergeTestHost bot = await ReplyingAsync(new TextMessage("*bold* # no title **x**"));

        await bot.SaysAsync("hi").AnswersAsync("*bold* # no title **x**");
    }

    [Fact]
    public async Task Markdown_OfAQuestionAndACaption_IsTurnedToo()
    {
        await using ConciergeTestHost bot = await ReplyingAsync(
            new ChoiceMessage("**Which**?", [new Choice("a", "A")]) { Markup = TextMarkup.Markdown },
            new MediaMessage(MediaKind.Image, MediaSource.FromLink(new Uri("https://example.com/a.png"))) { Caption = "**Cake**", Markup = TextMarkup.Markdown });

        TestAnswers answers = await bot.SaysAsync("hi");

        answers.Select(answer => answer.PlainText).Should().Equal("*Which*?", "*Cake*");
    }

    private static Task<ConciergeTestHost> ReplyingAsync(params OutboundMessage[] replies) => ConciergeTestHost.StartAsync(c => c.AddService("markdown", s => s.Default(), turn =>
    {
        foreach (OutboundMessage reply in replies)
        {
            turn.Reply(reply);
        }

        return ValueTask.CompletedTask;
    }));
}
