using Concierge.Testing.Shared;
using Xunit.Abstractions;

namespace Concierge.Channels.Chatwoot.Tests;

/// <summary>
/// I05: bodies that others recorded, if a folder <c>shared/payloads/chatwoot</c> with an index lies beside the checkout.
/// </summary>
public sealed class ReplayTests(ITestOutputHelper output) : IDisposable
{
    private readonly ChatwootFixture _fixture = new();

    [Fact]
    public void Read_SharedPayloads_GiveWhatTheIndexSays()
    {
        if (SharedPayloads.Find("chatwoot") is not { } folder)
        {
            output.WriteLine("No payloads beside the checkout: nothing to replay.");
            return;
        }

        IChannel channel = _fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));
        string[][] rows = SharedPayloads.Rows(folder);
        rows.Should().NotBeEmpty();
        foreach (string[] row in rows)
        {
            IReadOnlyList<ChannelEvent> events = _fixture.Read(channel, File.ReadAllBytes(Path.Combine(folder, row[0])));
            Check(row, events.Should().ContainSingle(row[0]).Subject);
        }

        output.WriteLine($"{rows.Length} bodies replayed.");
    }

    public void Dispose() => _fixture.Dispose();

    private static void Check(string[] row, ChannelEvent found)
    {
        switch (row[4], row[5])
        {
            case ("message_created", "incoming"):
                MessageReceived message = found.Should().BeOfType<MessageReceived>(row[0]).Subject;
                message.Body.PlainText.Should().Be(row[13], row[0]);
                message.Id.Should().Be(row[11], row[0]);
                break;
            case ("message_created", "outgoing"):
                found.Should().BeOfType<HandoffReceived>(row[0]).Which.Id.Should().Be(row[11], row[0]);
                break;
            case ("conversation_resolved", _):
                found.Should().BeOfType<HandoffReceived>(row[0]).Which.Kind.Should().Be(HandoffKind.BackToBot, row[0]);
                break;
            case ("conversation_status_changed", _):
                found.Should().BeOfType<HandoffReceived>(row[0]).Which.Kind.Should().Be(row[8] == "resolved" ? HandoffKind.BackToBot : HandoffKind.HumanTookOver, row[0]);
                break;
            case ("conversation_updated", _):
                found.Should().BeOfType<AccountNotice>(row[0]);
                break;
            default:
                found.Should().BeOfType<UnknownEvent>(row[0]);
                break;
        }
    }
}
