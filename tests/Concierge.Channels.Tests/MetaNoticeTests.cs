using Concierge.Channels.Tests.Rig;

namespace Concierge.Channels.Tests;

/// <summary>News about a person is kept with that person, and told to nobody.</summary>
public sealed class MetaNoticeTests
{
    [Fact]
    public async Task UserPreferences_LandInThePersonsConversation_OrInTheAccounts()
    {
        await using var meta = new MetaProvider();
        int turns = 0;
        await using BotHost host = await BotHost.StartAsync([meta], turn =>
        {
            Interlocked.Increment(ref turns);
            return ValueTask.CompletedTask;
        });
        (await host.PostAsync(meta, 1, meta.Text(1, "1", "hello"))).Should().Be(200);

        (await host.PostAsync(meta, 1, meta.Fill("meta-preferences.txt", 1, "2", "15551112222", null)[0])).Should().Be(200);
        (await host.PostAsync(meta, 1, meta.Fill("meta-preferences.txt", 1, "3", "15559998888", null)[0])).Should().Be(200);

        await host.UntilRestAsync();
        var ann = new ContactAddress(ContactAddressKind.Phone, "15551112222");
        Notice(await host.TranscriptAsync(meta, 1, ann)).Should().Be("stop 15551112222");
        Notice(await host.TranscriptAsync(meta, 1, null)).Should().Be("stop 15559998888");
        (await host.TranscriptAsync(meta, 1, ann with { Value = "15559998888" })).Should().BeEmpty("nobody with this number has written");
        turns.Should().Be(1);
        meta.Stub.Requests.Should().BeEmpty();
    }

    private static string? Notice(IReadOnlyList<TranscriptEntry> lines)
    {
        var notice = (AccountNotice)lines.Should().ContainSingle(static line => line.Input is AccountNotice).Which.Input!;
        notice.Topic.Should().Be("user_preferences");
        return $"{notice.Event} {notice.Contact!.Find(ContactAddressKind.Phone)}";
    }
}
