using System.Globalization;
using System.Text;
using Concierge.Channels.Tests.Rig;
using Concierge.Storage;
using Concierge.Testing.Contracts.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Tests;

/// <summary>Colleagues in Chatwoot and the bot take turns, through real webhooks and a real API.</summary>
public sealed class ChatwootHandoffTests : IAsyncLifetime
{
    private readonly ChatwootProvider _chatwoot = new();
    private BotHost _host = null!;
    private int _ids = 1000;

    [Fact]
    public async Task AgentTakesOver_BotIsSilent_UntilTheConversationIsPendingAgain()
    {
        (await SaysAsync("hello")).Should().Equal("messages: hello");

        await StatusAsync("open");
        (await SaysAsync("to the agent")).Should().BeEmpty();

        await StatusAsync("pending");
        (await SaysAsync("and back")).Should().Equal("messages: and back");
    }

    [Fact]
    public async Task BotHandsOff_ConversationIsOpenedWithANote_AndEchoesChangeNothing()
    {
        (await SaysAsync("agent please")).Should().Equal("messages: A colleague takes over.", "toggle_status: open", "private note: Wants an *agent*");

        byte[] echo = _chatwoot.Status(1, "open", $"{++_ids}");
        await PostAsync(echo);
        await PostAsync(echo);
        await StatusAsync("open");
        (await SaysAsync("anybody?")).Should().BeEmpty();
        Count().Should().Be(3, "echoes are not answered with another hand-off");

        await StatusAsync("resolved");
        await StatusAsync("pending");
        (await SaysAsync("thanks")).Should().Equal("messages: thanks");
    }

    /// <summary>Chatwoot's posts have no order: what it says of our own hand-off may come after a colleague has given the conversation back.</summary>
    [Fact]
    public async Task LateEchoes_OfOurOwnChanges_NeitherSilenceTheBotNorLetItSpeak()
    {
        await SaysAsync("agent please");
        byte[] opened = StatusAt("open", DateTimeOffset.UtcNow);
        IConciergeDesk desk = _host.Services.GetRequiredService<IConciergeDesk>();
        ConversationId conversation = (await _host.Services.GetRequiredService<IConversationStore>().ListAsync(null, 1, default)).Single().Id;
        await desk.HandBackAsync(conversation, "Olga");
        await _host.UntilRestAsync();

        await PostAsync(opened);
        (await SaysAsync("thanks")).Should().Equal("messages: thanks");

        byte[] pending = StatusAt("pending", DateTimeOffset.UtcNow);
        await desk.TakeOverAsync(conversation, "Olga");
        await _host.UntilRestAsync();
        await PostAsync(pending);
        (await SaysAsync("still there?")).Should().BeEmpty();

        await PostAsync(StatusAt("pending", DateTimeOffset.UtcNow));
        (await SaysAsync("hello")).Should().Equal("messages: hello");
        await PostAsync(StatusAt("open", DateTimeOffset.UtcNow));
        (await SaysAsync("to the agent")).Should().BeEmpty("this one is news");
    }

    [Fact]
    public async Task NewConversationOfTheSamePerson_IsAnsweredWhereItIs()
    {
        await SaysAsync("one");
        await SaysAsync("two", conversation: 31);
        await SaysAsync("three");

        _chatwoot.Stub.Requests.Select(static request => request.Target.Split('/')[6]).Should().Equal("26", "31", "26");
    }

    public async Task InitializeAsync() => _host = await BotHost.StartAsync([_chatwoot], static turn =>
    {
        if (turn.Text == "agent please")
        {
            turn.Reply("A colleague takes over.");
            turn.HandOff("Wants an _agent_".Replace('_', '*'));
        }
        else
        {
            turn.Reply(turn.Text);
        }

        return ValueTask.CompletedTask;
    });

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _chatwoot.DisposeAsync();
    }

    private int Count() => _chatwoot.Stub.Requests.Count;

    private Task StatusAsync(string status) => PostAsync(_chatwoot.Status(1, status, $"{++_ids}"));

    private byte[] StatusAt(string status, DateTimeOffset at)
    {
        string body = Encoding.UTF8.GetString(_chatwoot.Status(1, status, $"{++_ids}"));
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{body.TrimEnd()[..^1]},\"updated_at\":{(at - DateTimeOffset.UnixEpoch).TotalSeconds:F6}}}"));
    }

    /// <summary>What Chatwoot is asked to do when the person says something.</summary>
    private async Task<string[]> SaysAsync(string text, int conversation = 26)
    {
        int before = Count();
        byte[] body = _chatwoot.Text(1, $"{++_ids}", text);
        await PostAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("{\"id\":26,", $"{{\"id\":{conversation},", StringComparison.Ordinal)));
        return [.. _chatwoot.Stub.Requests.Skip(before).Select(Show)];
    }

    private string Show(StubRequest request)
    {
        string what = _chatwoot.Describe(request) == "private note" ? "private note" : request.Target.Split('/')[^1];
        return $"{what}: {(what == "toggle_status" ? request.Text.Split('"')[3] : _chatwoot.TextOf(request).Replace("**", "*", StringComparison.Ordinal))}";
    }

    private async Task PostAsync(byte[] body)
    {
        (await _host.PostAsync(_chatwoot, 1, body)).Should().Be(200);
        await _host.UntilRestAsync();
    }
}
