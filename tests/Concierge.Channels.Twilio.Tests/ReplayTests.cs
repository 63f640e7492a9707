using System.Text.RegularExpressions;
using Concierge.Testing.Shared;
using Xunit.Abstractions;

namespace Concierge.Channels.Twilio.Tests;

/// <summary>I05: bodies that others recorded, if a folder <c>shared/payloads/twilio</c> lies beside the checkout. Each must give what its index says.</summary>
public sealed class ReplayTests(ITestOutputHelper output)
{
    [Fact]
    public void Read_SharedPayloads_GiveWhatTheIndexSays()
    {
        if (SharedPayloads.Find("twilio") is not { } folder)
        {
            output.WriteLine("No payloads beside the checkout: nothing to replay.");
            return;
        }

        string[][] rows = SharedPayloads.Rows(folder);
        rows.Should().NotBeEmpty();
        foreach (string[] row in rows)
        {
            byte[] body = File.ReadAllBytes(Path.Combine(folder, row[0]));
            Match account = Regex.Match(System.Text.Encoding.UTF8.GetString(body), "AccountSid=(AC[A-Za-z0-9]+)");
            using var host = TestHost.Start(options => options.AccountSid = account.Success ? account.Groups[1].Value : options.AccountSid);
            var sink = new ChannelEventSink();
            host.Channel.Read(new WebhookRequest("POST", "/webhooks/twilio", static _ => default, body), sink);
            Check(row, sink.Events);
        }

        output.WriteLine($"{rows.Length} bodies replayed.");
    }

    private static void Check(string[] row, IReadOnlyList<ChannelEvent> events)
    {
        string because = row[0];
        if (row[3] == "status")
        {
            ReceiptReceived receipt = events.Should().ContainSingle(because).Which.Should().BeOfType<ReceiptReceived>(because).Subject;
            receipt.MessageId.Should().Be(row[7], because);
            receipt.RawStatus.Should().Be(row[12], because);
            receipt.Recipient.Addresses.Single().Value.Should().Be(Digits(row[5]), because);
            return;
        }

        MessageReceived[] messages = [.. events.Cast<MessageReceived>()];
        messages.Should().HaveCount(Math.Max(1, row[10].Length == 0 ? 1 : int.Parse(row[10], System.Globalization.CultureInfo.InvariantCulture)), because);
        messages[0].Id.Should().Be(row[7], because);
        messages[0].Sender.Addresses[0].Value.Should().Be(Digits(row[4]), because);
        (messages[0].Body.PlainText ?? string.Empty).Should().Be(row[9], because);
        (messages[0].Body is ChoiceBody).Should().Be(row[11].Length > 0, because);
        (messages[0].Body is MediaBody).Should().Be(row[10].Length > 0 && row[10] != "0", because);
    }

    private static string Digits(string address) => string.Concat(address.Where(char.IsAsciiDigit));
}
