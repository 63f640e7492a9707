using Concierge.Testing.Shared;
using Xunit.Abstractions;

namespace Concierge.Channels.Waha.Tests;

/// <summary>I05: bodies that others recorded, if a folder <c>shared/payloads/waha</c> with an index lies beside the checkout.</summary>
public sealed class ReplayTests(ITestOutputHelper output) : IDisposable
{
    private readonly WahaFixture _fixture = new();

    [Fact]
    public void Read_SharedPayloads_GiveWhatTheIndexSays()
    {
        if (SharedPayloads.Find("waha") is not { } folder)
        {
            output.WriteLine("No payloads beside the checkout: nothing to replay.");
            return;
        }

        IChannel channel = _fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));
        string[][] rows = SharedPayloads.Rows(folder);
        rows.Should().NotBeEmpty();
        foreach (string[] row in rows)
        {
            byte[] body = File.ReadAllBytes(Path.Combine(folder, row[0]));
            ChannelEvent found = _fixture.Read(channel, body).Should().ContainSingle(row[0]).Subject;
            (found.AccountId ?? string.Empty).Should().Be(row[5], row[0]);
            found.Raw.ToArray().Should().Equal(body, row[0]);
            Check(row, found);
        }

        output.WriteLine($"{rows.Length} bodies replayed.");
    }

    public void Dispose() => _fixture.Dispose();

    private static void Check(string[] row, ChannelEvent found)
    {
        switch (row[4], row[8])
        {
            case ("message", "True"):
                found.Should().BeOfType<AccountNotice>(row[0]).Which.Topic.Should().Be("message.own", row[0]);
                break;
            case ("message", _):
                CheckMessage(row, found.Should().BeOfType<MessageReceived>(row[0]).Subject);
                break;
            case ("message.ack", "True"):
                ReceiptReceived receipt = found.Should().BeOfType<ReceiptReceived>(row[0]).Subject;
                receipt.MessageId.Should().Be(row[9].Split('_')[2], row[0]);
                (receipt.Participant?.Value ?? string.Empty).Should().Be(row[10].Split('@')[0], row[0]);
                break;
            case ("message.ack", _):
                found.Should().BeOfType<UnknownEvent>(row[0]);
                break;
            case ("call.accepted" or "call.rejected", _):
                MessageReceived call = found.Should().BeOfType<MessageReceived>(row[0]).Subject;
                call.Body.Should().Be(new CallBody(row[4].Split('.')[1]), row[0]);
                call.Id.Should().EndWith(row[9], row[0]);
                call.Sender.Addresses.Single().Value.Should().Be(row[7].Split('@')[0], row[0]);
                break;
            case ("session.status", _):
                found.Should().BeOfType<AccountNotice>(row[0]).Which.Event.Should().Be(row[11].Split('=')[1], row[0]);
                break;
            default:
                found.Should().BeOfType<AccountNotice>(row[0]).Which.Topic.Should().Be(row[4], row[0]);
                break;
        }
    }

    private static void CheckMessage(string[] row, MessageReceived message)
    {
        (message.Id ?? string.Empty).Should().Be(row[9], row[0]);

        // Some samples name the chat in the id alone.
        string from = row[7].Length > 0 || row[9].Length == 0 ? row[7] : row[9].Split('_')[1];
        (message.Sender.Addresses.FirstOrDefault()?.Value ?? string.Empty).Should().Be(from.Split('@')[0], row[0]);
        (message.Body.PlainText ?? string.Empty).Should().Be(row[11], row[0]);
        if (row[12] == "True")
        {
            message.Body.Should().BeOfType<MediaBody>(row[0]);
        }
    }
}
