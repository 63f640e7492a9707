using System.Text;
using System.Text.RegularExpressions;

namespace Concierge.Ai.Tests.Guard;

/// <summary>P03: a model that wants to lead a person, or a secret, somewhere else does not get there, however it writes it.</summary>
public sealed partial class LinkGuardTests
{
    private static readonly string[] Hosts = ["evil.example", "evil.com", "c2VjcmV0.evil.io", "bücher-evil.de", "xn--bcher-evil-9db.de", "192.0.2.66", "evil.co.uk", "sub.good.example.evil.net"];

    private static readonly Func<string, string>[] Spellings =
    [
        h => $"https://{h}", h => $"http://{h}/x", h => $"HTTPS://{h.ToUpperInvariant()}/?q=c2VjcmV0", h => $"[here](https://{h})", h => $"![pixel](https://{h}/p.png)",
        h => $"see [1]\n\n[1]: https://{h} \"t\"", h => $"<https://{h}>", h => h, h => $"www.{h}", h => $"{h}/path", h => $"{h}:8080/a", h => $"go to {h}, please",
        h => $"ftp://{h}", h => $"hxxps://{h}", h => $"https:\\\\{h}", h => $"https:////{h}", h => $"https: //{h}", h => $"https://good.example@{h}/", h => $"https://good.example:pw@{h}",
        h => $"https://good.example\\@{h}", h => $"https://{h}#good.example", h => $"https://{h}?good.example", h => $"https://{h}/good.example", h => $"mailto:a@{h}", h => $"a@{h}",
        h => h.Replace(".", "。"), h => h.Replace(".", "．"), h => $"https://{h.Replace(".", "｡")}/", h => h.Replace(".", "[.]"), h => h.Replace(".", "(.)"), h => h.Replace(".", " [dot] "),
        h => h.Replace(".", "%2E"), h => $"https://{h.Replace(".", "%2e")}", h => h.Replace("e", "e\u200B"), h => $"ht\u200Btps://{h}", h => h.Replace(".", "\u200B."), h => h.Replace(".", ".\u2060"),
        h => $"https://{h.Replace("v", "\u00ADv")}", h => $"\u202Ehttps://{h}", h => $"*{h}*", h => $"_https://{h}_", h => $"“{h}”", h => $"({h})", h => $"**[x]({h})**", h => $"[https://good.example](https://{h})",
        h => $"[https://{h}](https://good.example)", h => $"javascript:fetch('//{h}')", h => $"data:text/html,<a href=//{h}>", h => $"whatsapp://send?text={h}", h => $"intent://{h}", h => $"https://wa.me/?text=https://{h}",
        h => $"`{h}`", h => $"```\nhttps://{h}\n```", h => $"https://{h}.", h => $"https://{h})", h => $"good.example.{h}", h => $"https://good.example.{h}", h => $"//{h}/x", h => $"https:/{h}", h => $"1.{h}", h => $"Visit:{h}", h => $"x\t{h}\ty", h => $"| a | {h} |",
        h => h.Replace(".", "\\."), h => h.Replace(".", "&period;"), h => h.Replace(".", "&#46;"), h => h.Replace(".", "&#x2e;"), h => h.Replace(".", "\\&#46;"), h => h.Replace(".", "&amp;#46;"),
        h => h.Replace(".", "&#92;."), h => h.Replace(".", string.Concat("&", string.Concat(Enumerable.Repeat("amp;", 12)), "#46;")), h => $"[www.good.example](https://good.example).{h}",
        h => $"https&colon;//{h.Replace(".", "&period;")}", h => $"https:&sol;&sol;{h.Replace(".", "&period;")}",
    ];

    public static TheoryData<int> Numbers()
    {
        var numbers = new TheoryData<int>();
        for (int i = 0; i < Spellings.Length; i++)
        {
            numbers.Add(i);
        }

        return numbers;
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Foreign_Host_InAnySpelling_DoesNotLeave(int spelling)
    {
        var model = new ScriptedClient();
        await using ConciergeTestHost bot = await TestAi.StartAsync(model, s => s.Configure(o => o.AllowedHosts.Add("good.example")));
        foreach (string host in Hosts)
        {
            model.Says($"Look: {Spellings[spelling](host)} ok");
            TestAnswers answers = await bot.SaysAsync("hi");
            string seen = Seen(answers.Text);
            foreach (string name in Names(host))
            {
                seen.Should().NotContain(name, "it was written as {0}", Spellings[spelling](host));
            }

            answers.OfType<TextMessage>().Should().OnlyContain(message => !message.PreviewLinks);
        }
    }

    [Theory]
    [InlineData("Book at https://good.example/book?d=1.")]
    [InlineData("Book at https://www.good.example/a_b-c/ today!")]
    [InlineData("good.example or www.good.example/x")]
    [InlineData("Prices: 3.50 €, 1.200,00 and 10.5 %. At 9.30 or 18.15.")]
    [InlineData("M. Dupont, p. ex. demain… Mr. Smith etc.")]
    [InlineData("Version 2.0.1 of 12.03.2026")]
    [InlineData("Open 08.30-12.00 and 14.00-18.30, some 1.2k guests, 3.5km away")]
    [InlineData("Appelez le 06.12.34.56.78.")]
    [InlineData("It is open now.\nSee you!")]
    [InlineData("https://named.example/menu is in the prompt")]
    public async Task Allowed_LinksAndPlainWords_AreLeftAlone(string text)
    {
        var model = new ScriptedClient().Says(text);
        await using ConciergeTestHost bot = await TestAi.StartAsync(model, s => s.Prompt("The menu is at https://named.example/menu.").Configure(o => o.AllowedHosts.Add("good.example")));

        await bot.SaysAsync("hi").AnswersAsync(text);
    }

    [Fact]
    public async Task Sentence_WithoutABlank_GetsOneAndIsNoLink()
    {
        var model = new ScriptedClient().Says("All is fine.Thanks for asking");
        await using ConciergeTestHost bot = await TestAi.StartAsync(model);

        await bot.SaysAsync("hi").AnswersAsync("All is fine. Thanks for asking");
    }

    /// <summary>As an app would read it: without what is not seen, with every dot a dot.</summary>
    private static string Seen(string text)
    {
        string folded = Invisible().Replace(text, string.Empty).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return folded.Replace('。', '.').Replace("%2e", ".", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(string host)
    {
        yield return host.ToLowerInvariant();
        yield return host[(host.IndexOf('.') + 1)..].Length > 5 && host.Count(c => c == '.') > 1 ? host[(host.IndexOf('.') + 1)..].ToLowerInvariant() : host.ToLowerInvariant();
    }

    [GeneratedRegex(@"[\u200B-\u200F\u202A-\u202E\u2060-\u2069\u00AD\uFEFF]")]
    private static partial Regex Invisible();
}
