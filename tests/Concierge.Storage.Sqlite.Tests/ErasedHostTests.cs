using System.Text;
using Concierge.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concierge.Storage.Sqlite.Tests;

/// <summary>S20 with a whole host on a real file: what the person said, was told and is called is in no file and no log once it is erased.</summary>
public sealed class ErasedHostTests : IDisposable
{
    private const string Canary = "Canary7f3a";
    private const string Phone = "33600007373";

    private readonly TestFolder _folder = new();
    private readonly RecordingLogger _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EraseAsync_HostThatDiesBeforeItWasDone_FinishesAfterTheRestartAndLateNewsBringNothingBack()
    {
        string file = _folder.File();
        ConversationId old;
        await using (Host host = await Host.StartAsync(file, _log))
        {
            for (int i = 0; i < 40; i++)
            {
                await host.ReceiveAsync($"m{i}", $"{Canary} said {i}");
            }

            await host.UntilAsync(async () => (await host.Conversations.ListAsync(null, 10, default)) is [{ OutboundCount: 40 }]);
            old = (await host.Conversations.ListAsync(null, 10, default))[0].Id;
            Hits(file).Should().BeGreaterThan(40);
        }

        // The wish is durable, and the process dies before anybody looks at it.
        using (TestStore store = await TestStore.OpenAsync(file))
        {
            await store.Mailbox.AppendAsync([Items.New(old.Value, "\n" + Encoding.UTF8.GetString(ConciergeJson.Write(new EraseCommand())))], default);
        }

        await using (Host host = await Host.StartAsync(file, _log))
        {
            await host.UntilAsync(async () => await host.Conversations.LoadAsync(old, default) is null);
            await host.ReceiveAsync("m39", $"{Canary} said 39");
            await host.ReceiveAsync("receipt", Canary, attempt: $"{old}.2.1");
            await host.UntilAsync(async () => await host.Mailbox.CountAsync(default) == 0);

            (await host.Conversations.ListAsync(null, 10, default)).Should().BeEmpty();
            Hits(file).Should().Be(0);
        }

        Hits(file).Should().Be(0);
        _log.Lines.Should().Contain($"Information: Conversation {old} was erased.");
        _log.Lines.Should().NotContain(line => line.Contains(Canary) || line.Contains(Phone));
    }

    /// <summary>Dead letters of both kinds, records, what is to be sent later and what waits to be sent again: within the minute nothing is left.</summary>
    [Fact]
    public async Task EraseAsync_DeadLettersAndWhatWaits_LeaveNoByteWithinAMinute()
    {
        string file = _folder.File();
        await using Host host = await Host.StartAsync(file, _log);
        await host.ReceiveAsync("m1", $"{Canary} said hello");
        await host.ReceiveAsync("m2", $"{Host.Poison} {Canary}");
        await host.ReceiveAsync("m3", $"{Host.Refused} {Canary}");
        await host.UntilAsync(async () => await host.Mailbox.CountDeadLettersAsync(default) == 2);
        ConversationId id = (await host.Conversations.ListAsync(null, 10, default))[0].Id;
        await host.Messenger.SendAsync(id, new TextMessage($"{Canary}, tomorrow at nine!"), TimeProvider.System.GetUtcNow().AddDays(1));
        await host.UntilAsync(async () => await host.Mailbox.CountAsync(default) == 0);
        Hits(file).Should().BeGreaterThan(5);

        long asked = TimeProvider.System.GetTimestamp();
        await host.Desk.EraseAsync(id);
        await host.UntilAsync(() => Task.FromResult(Hits(file) == 0));

        TimeProvider.System.GetElapsedTime(asked).Should().BeLessThan(TimeSpan.FromSeconds(60));
        (await host.Mailbox.CountDeadLettersAsync(default)).Should().Be(0);
        await host.ReceiveAsync("m2", $"{Host.Poison} {Canary}");
        await host.ReceiveAsync("late", Canary, attempt: $"{id}.2.1");
        await host.UntilAsync(async () => await host.Mailbox.CountAsync(default) == 0);
        Hits(file).Should().Be(0);
        _log.Lines.Should().NotContain(line => line.Contains(Canary) || line.Contains(Phone));
    }

    /// <summary>A backup from before the erasure holds the person; the list of erasures that was kept beside it says whom to erase again.</summary>
    [Fact]
    public async Task RestoredBackup_ErasuresAreRepeatedFromTheList_LeavesNoByteAndLateNewsBringNothingBack()
    {
        string file = _folder.File();
        string backup = _folder.File("restored.db");
        await using (Host host = await Host.StartAsync(file, _log))
        {
            await host.ReceiveAsync("m1", $"{Canary} said hello");
            await host.UntilAsync(async () => (await host.Conversations.ListAsync(null, 10, default)) is [{ OutboundCount: 1 }]);
        }

        File.Copy(file, backup);
        IReadOnlyList<ErasedConversation> erased;
        await using (Host host = await Host.StartAsync(file, _log))
        {
            await host.Desk.EraseAsync((await host.Conversations.ListAsync(null, 10, default))[0].Id);
            await host.UntilAsync(async () => (await host.Erasures.ListErasedAsync(null, 10, default)).Count == 1);
            erased = await host.Erasures.ListErasedAsync(null, 10, default);
        }

        Hits(backup).Should().BeGreaterThan(0);
        await using (Host host = await Host.StartAsync(backup, _log))
        {
            foreach (ErasedConversation again in erased)
            {
                await host.Desk.EraseAsync(again.Id);
            }

            await host.UntilAsync(() => Task.FromResult(Hits(backup) == 0));
            await host.ReceiveAsync("m1", $"{Canary} said hello");
            await host.ReceiveAsync("receipt", Canary, attempt: $"{erased[0].Id}.2.1");
            await host.UntilAsync(async () => await host.Mailbox.CountAsync(default) == 0);

            (await host.Conversations.ListAsync(null, 10, default)).Should().BeEmpty();
        }

        Hits(backup).Should().Be(0);
    }

    private static int Hits(string file)
    {
        int hits = 0;
        foreach (string path in new[] { file, file + "-wal", file + "-shm" }.Where(File.Exists))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            string bytes = reader.ReadToEnd();
            hits += bytes.Split(Canary).Length + bytes.Split(Phone).Length - 2;
        }

        return hits;
    }

    private sealed class Host : IAsyncDisposable
    {
        public const string Poison = "poison";
        public const string Refused = "refused";

        private readonly ServiceProvider _services;
        private readonly PlainChannel _channel = new();

        private Host(string file, RecordingLogger log)
        {
            var services = new ServiceCollection();
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
            services.AddSingleton<ILoggerFactory>(new OneLog(log));
            services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
            services.AddSingleton<IChannel>(_channel);
            services.AddConcierge(options =>
                {
                    options.MaxTurnFailures = 2;
                    options.TurnRetryDelay = TimeSpan.FromMilliseconds(10);
                })
                .UseSqlite($"Data Source={file}")
                .AddService("poison", service => service.Keywords(Poison), _ => throw new InvalidOperationException("It cannot be handled."))
                .AddService("echo", service => service.Default(), turn =>
                {
                    turn.Reply(turn.Text);
                    turn.Write(new RecordWrite("notes", $"{turn.ConversationId}.{turn.Document.InboundCount:D6}", Encoding.UTF8.GetBytes(turn.Text)));
                    turn.AddArtifact(ArtifactKinds.Lead, turn.Text);
                    turn.AddArtifactFile(ArtifactKinds.Document, turn.Text, fileName: $"{Canary}.txt");
                    return ValueTask.CompletedTask;
                });
            _services = services.BuildServiceProvider();
        }

        public IConversationStore Conversations => _services.GetRequiredService<IConversationStore>();

        public IConciergeDesk Desk => _services.GetRequiredService<IConciergeDesk>();

        public IConciergeMessenger Messenger => _services.GetRequiredService<IConciergeMessenger>();

        public IErasureStore Erasures => _services.GetRequiredService<IErasureStore>();

        public IMailbox Mailbox => _services.GetRequiredService<IMailbox>();

        public static async Task<Host> StartAsync(string file, RecordingLogger log)
        {
            var host = new Host(file, log);
            foreach (IHostedService service in host._services.GetServices<IHostedService>())
            {
                await service.StartAsync(default);
            }

            return host;
        }

        public async Task ReceiveAsync(string id, string text, string? attempt = null)
        {
            byte[] body = Encoding.UTF8.GetBytes($"{id}\n{text}\n{attempt}");
            var request = new WebhookRequest("POST", "/webhooks/plain", _ => default, body);
            (await _services.GetRequiredService<ConciergeJourney>().AcceptAsync(_channel, request, default)).StatusCode.Should().Be(200);
        }

        public async Task UntilAsync(Func<Task<bool>> condition)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (!await condition())
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (IHostedService service in _services.GetServices<IHostedService>().Reverse())
            {
                await service.StopAsync(default);
            }

            await _services.DisposeAsync();
        }
    }

    private sealed class PlainChannel : IChannel
    {
        public AccountKey Account { get; } = new("plain", AccountKey.DefaultName);

        public IReadOnlyList<string> AccountIds => [];

        public ChannelCapabilities Capabilities { get; } = new() { EchoesAttemptId = true };

        public WebhookVerdict Authenticate(in WebhookRequest request) => WebhookVerdict.Authentic;

        public void Read(in WebhookRequest request, ChannelEventSink sink)
        {
            string[] parts = Encoding.UTF8.GetString(request.Body.Span).Split('\n');
            var person = new ContactIdentity { Addresses = [new ContactAddress(ContactAddressKind.Phone, Phone)], DisplayName = Canary };
            sink.Add(parts[2].Length == 0
                ? new MessageReceived { Id = parts[0], Sender = person, Body = new TextBody(parts[1]), Raw = request.Body }
                : new ReceiptReceived { AttemptId = parts[2], RawStatus = "read", Status = DeliveryStatus.Read, Recipient = person, Raw = request.Body });
        }

        public ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken) =>
            ValueTask.FromResult<SendResult>(message.PlainText?.StartsWith(Host.Refused, StringComparison.Ordinal) == true
                ? SendResult.Rejected(RejectReason.Other, "131000")
                : SendResult.Accepted($"out.{attempt.AttemptId}"));
    }

    private sealed class OneLog(RecordingLogger log) : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
        }
    }
}
