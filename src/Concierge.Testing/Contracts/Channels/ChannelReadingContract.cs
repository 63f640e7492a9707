using Concierge.Channels;
using Xunit;

namespace Concierge.Testing.Contracts.Channels;

/// <summary>Reading is pure and total: any bytes give events, the same ones every time, and nothing is dropped.</summary>
/// <typeparam name="TFixture">The channel's fixture.</typeparam>
public abstract class ChannelReadingContract<TFixture> : ChannelContract<TFixture>
    where TFixture : ChannelContractFixture, new()
{
    /// <summary>A text arrives with its id, its sender and its words.</summary>
    [Theory]
    [InlineData("Hello")]
    [InlineData("café 😀 \" \\ / \n <b>&amp;")]
    [InlineData("")]
    public void Read_TextWebhook_GivesThatMessageOnce(string text)
    {
        IReadOnlyList<ChannelEvent> events = Fixture.Read(Channel, Fixture.TextWebhook("contract-7", text));

        MessageReceived message = Assert.IsType<MessageReceived>(Assert.Single(events));
        Assert.Equal("contract-7", message.Id);
        Assert.Equal(text, Assert.IsType<TextBody>(message.Body).Text);
        Assert.NotEmpty(message.Sender.Addresses);
        Assert.False(message.Raw.IsEmpty);
    }

    /// <summary>I05: every recording gives at least one event, with its bytes.</summary>
    [Fact]
    public void Read_EveryRecording_GivesEventsWithTheirBytes()
    {
        foreach (ReadOnlyMemory<byte> body in Fixture.Recordings)
        {
            IReadOnlyList<ChannelEvent> events = Fixture.Read(Channel, body);
            Assert.NotEmpty(events);
            Assert.All(events, static channelEvent => Assert.False(channelEvent.Raw.IsEmpty));
        }
    }

    /// <summary>The same bytes give the same events.</summary>
    [Fact]
    public void Read_SameBodyTwice_GivesTheSameEvents()
    {
        foreach (ReadOnlyMemory<byte> body in Fixture.Recordings)
        {
            Assert.Equal(Describe(Fixture.Read(Channel, body)), Describe(Fixture.Read(Channel, body)));
        }
    }

    /// <summary>S12: recordings cut at every length never throw and never give more messages than the whole.</summary>
    [Fact]
    public void Read_EveryTruncation_KeepsWhatIsWholeAndThrowsNothing()
    {
        foreach (ReadOnlyMemory<byte> body in Fixture.Recordings)
        {
            int whole = Fixture.Read(Channel, body).Count;
            for (int length = 0; length < body.Length; length++)
            {
                IReadOnlyList<ChannelEvent> events = Fixture.Read(Channel, body[..length]);
                Assert.NotEmpty(events);
                Assert.True(events.Count <= whole + 1, "A cut webhook gave more events than the whole one and a rest.");
            }
        }
    }

    /// <summary>S12: random bytes never throw and are never dropped.</summary>
    [Fact]
    public void Read_RandomBytes_GivesUnknownEvents()
    {
        var random = new Random(4711);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] body = new byte[random.Next(0, 200)];
            random.NextBytes(body);
            Assert.NotEmpty(Fixture.Read(Channel, body));
        }
    }

    /// <summary>S12: recordings with damaged bytes never throw, and never give nothing.</summary>
    [Fact]
    public void Read_DamagedRecordings_ThrowsNothing()
    {
        var random = new Random(815);
        foreach (ReadOnlyMemory<byte> recording in Fixture.Recordings)
        {
            for (int i = 0; i < 300; i++)
            {
                byte[] body = recording.ToArray();
                for (int changes = random.Next(1, 4); changes > 0; changes--)
                {
                    body[random.Next(body.Length)] = (byte)random.Next(256);
                }

                Assert.NotEmpty(Fixture.Read(Channel, body));
            }
        }
    }

    private static string[] Describe(IReadOnlyList<ChannelEvent> events) =>
        [.. events.Select(static channelEvent => Convert.ToBase64String(ConciergeJson.Write(channelEvent)) + Convert.ToBase64String(channelEvent.Raw.Span))];
}
