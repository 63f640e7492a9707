using Concierge.Channels;
using Concierge.Events;
using Concierge.Storage;
using Concierge.Testing;
using Concierge.Tests.Desk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concierge.Tests.Contacts;

public sealed class ErasureTests
{
    private static readonly AccountKey Account = new("test", AccountKey.DefaultName);

    [Fact]
    public async Task EraseAsync_KnownPerson_NothingIsLeftAndANewMessageBeginsAnew()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("my secret");
        ConversationId old = await IdAsync(bot);

        (await Desk(bot).EraseAsync(old)).Should().Be(AppendStatus.Stored);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(2));

        await NothingIsLeftAsync(bot, old);
        await bot.SaysAsync("hello again").AnswersAsync("hello again");
        ConversationDocument fresh = (await bot.Person().DocumentAsync())!;
        fresh.Id.Should().NotBe(old);
        fresh.InboundCount.Should().Be(1);
        (await bot.Person().TranscriptAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task EraseAsync_ThenWhatComesLate_BringsNothingBack()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("my secret");
        ConversationId old = await IdAsync(bot);
        string attempt = bot.Sends[0].Attempt.AttemptId;
        ContactIdentity ann = bot.Person().Identity;
        DateTimeOffset before = bot.Clock.GetUtcNow();
        await bot.AdvanceAsync(TimeSpan.FromMinutes(1));
        await EraseAsync(bot, old);

        await bot.Person().IsRedeliveredAsync();
        await bot.Person().ReadsAsync();
        await bot.DeliverAsync(
            new ReceiptReceived { RawStatus = "read", Status = DeliveryStatus.Read, AttemptId = attempt, Recipient = ann },
            new AccountNotice { Topic = "user_preferences", Contact = ann, AllowsMarketing = false },
            new HandoffReceived { Id = "h1", Kind = HandoffKind.HumanMessage, Contact = ann, Body = new TextBody("secret answer"), OccurredAt = before },
            new MessageReceived { Id = "never seen", Sender = ann, Body = new TextBody("secret too"), OccurredAt = before });
        await bot.AdvanceAsync(TimeSpan.FromMinutes(1));

        await NothingIsLeftAsync(bot, old);
        (await Transcripts(bot).ReadAsync(ConversationId.ForAccount(Account), null, 10, default)).Should().BeEmpty();
        bot.Person().HeardTexts.Should().Equal("my secret");
        bot.Failures.Should().BeEmpty();
    }

    /// <summary>The repetition was looked at before the erasure, and is stored after it.</summary>
    [Fact]
    public async Task EraseAsync_WhileARepetitionIsBeingTaken_TheAddressIsNotStoredAgain()
    {
        ErasingStore? store = null;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c =>
        {
            ServiceDescriptor original = c.Services.Last(static service => service.ServiceType == typeof(IErasureStore));
            c.Services.AddSingleton<IErasureStore>(provider => store = new ErasingStore((IErasureStore)original.ImplementationFactory!(provider)));
            c.AddEcho();
        });
        await bot.SaysAsync("my secret");
        ConversationId old = await IdAsync(bot);
        store!.EraseAfterTheNextLook = async () =>
        {
            await Desk(bot).EraseAsync(old);
            while (await store.FindAsync(old, default) is null)
            {
                await Task.Yield();
            }
        };

        await bot.Person().IsRedeliveredAsync();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(5));

        store.EraseAfterTheNextLook.Should().BeNull("else nothing was erased meanwhile");
        await NothingIsLeftAsync(bot, old);
    }

    [Fact]
    public async Task EraseAsync_ProviderThatTellsNoTimes_RepetitionIsKnownByItsKeyAndANewMessageIsNot()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        var message = new MessageReceived { Id = "m1", Sender = bot.Person().Identity, Body = new TextBody("my secret") };
        await bot.DeliverAsync(message);
        ConversationId old = await IdAsync(bot);
        await EraseAsync(bot, old);

        await bot.DeliverAsync(message);
        await NothingIsLeftAsync(bot, old);
        await bot.DeliverAsync(message with { Id = "m2" });

        (await IdAsync(bot)).Should().NotBe(old);
    }

    [Fact]
    public async Task EraseAsync_MessageWaitsBehindIt_BeginsANewConversation()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("my secret");
        ConversationId old = await IdAsync(bot);

        await Desk(bot).EraseAsync(old);
        await bot.SaysAsync("a new question");
        await bot.AdvanceAsync(TimeSpan.FromSeconds(5));

        bot.Person().HeardTexts.Should().Equal("my secret", "a new question");
        (await IdAsync(bot)).Should().NotBe(old);
        (await Transcripts(bot).ReadAsync(old, null, 10, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task EraseAsync_CrashBeforeItWasHandled_IsFinishedAfterTheRestart()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("my secret");
        ConversationId old = await IdAsync(bot);

        await Desk(bot).EraseAsync(old);
        await bot.CrashAsync();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(5));

        await NothingIsLeftAsync(bot, old);
    }

    [Fact]
    public async Task EraseAsync_RepliesTimersAndLaterMessages_AreNeverSent()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("hi");
        ConversationId old = await IdAsync(bot);
        await bot.Services.GetRequiredService<IConciergeMessenger>().SendAsync(old, new TextMessage("See you tomorrow."), bot.Clock.GetUtcNow().AddHours(1));
        bot.AnswerNextSends(SendResult.Retry(after: TimeSpan.FromMinutes(10)));
        await bot.SaysAsync("this answer waits");

        await EraseAsync(bot, old);
        await bot.AdvanceAsync(TimeSpan.FromHours(3));

        bot.Person().HeardTexts.Should().Equal("hi");
        await NothingIsLeftAsync(bot, old);
    }

    [Fact]
    public async Task EraseAsync_Subscribers_AreToldAndHearNothingElseOfThePerson()
    {
        var away = new Subscriber { IsAway = true };
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c =>
        {
            c.Services.AddSingleton<IEventSubscriber>(away);
            c.AddEcho();
        });
        await bot.SaysAsync("hi");
        await bot.SaysAsync("STOP");
        ConversationId old = await IdAsync(bot);

        await EraseAsync(bot, old);
        away.IsAway = false;
        await bot.AdvanceAsync(TimeSpan.FromHours(1));

        away.Heard.Should().ContainSingle().Which.Should().Match<ConciergeEvent>(heard => heard.Type == ConciergeEventTypes.ConversationErased && heard.Conversation == old);
    }

    [Fact]
    public async Task EraseAsync_Logs_HoldNothingPersonal()
    {
        var log = new LogLines();
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c =>
        {
            c.Services.AddSingleton<ILoggerFactory>(log);
            c.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
            c.AddEcho();
        });
        await bot.SaysAsync("my secret");
        ConversationId old = await IdAsync(bot);
        await EraseAsync(bot, old);
        await bot.Person().IsRedeliveredAsync();

        log.Lines.Should().Contain((LogLevel.Information, $"Conversation {old} was erased."));
        log.Lines.Should().NotContain(line => line.Text.Contains("secret") || line.Text.Contains(bot.Person().Number) || line.Text.Contains("Ann"));
    }

    /// <summary>What is kept elsewhere under the number, and what is kept with the conversation: nothing of it meets the person who writes again.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EraseAsync_RolesCodesAndNotices_GoToo(bool vouches)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(
            c => c
                .AddService("menu", s => s.Default().Answer("menu"))
                .AddService("lessons", s => s.Keywords("lessons").RequireId(new IntrinsicIdRule { Name = "parents", Values = ["SUN"] }).Answer("Lesson one")),
            capabilities: new ChannelCapabilities { MaxTextLength = 4096, VouchesForPhones = vouches });
        IRoleDirectory roles = bot.Services.GetRequiredService<IRoleDirectory>();
        string phone = bot.Person().Identity.Find(ContactAddressKind.Phone)!;
        await roles.GrantAsync(new RoleGrant(phone, ServiceRole.Admin));
        await roles.GrantAsync(new RoleGrant("33699999999", ServiceRole.Admin));
        await bot.SaysAsync("lessons");
        await bot.SaysAsync("moon").AnswersWithAsync("That code is not right. Attempts left: 2.");
        ConversationId old = await IdAsync(bot);
        await bot.Services.GetRequiredService<IConciergeMessenger>().SendAsync(
            old, new TextMessage("See you!") { Purpose = MessagePurpose.Reminder }, bot.Clock.GetUtcNow().AddHours(1), "visit");

        await EraseAsync(bot, old);
        await bot.AdvanceAsync(TimeSpan.FromHours(2));

        (await roles.FindAsync(phone, null)).Should().Be(vouches ? null : ServiceRole.Admin, "elsewhere anybody may write a number into a contact");
        (await roles.FindAsync("33699999999", null)).Should().Be(ServiceRole.Admin);
        bot.Person().HeardTexts.Should().NotContain("See you!");
        await bot.SaysAsync("lessons");
        await bot.SaysAsync("moon").AnswersWithAsync("That code is not right. Attempts left: 2.");
    }

    /// <summary>Data, files, tickets, and what has a key: of this person all, of others none.</summary>
    [Fact]
    public async Task EraseAsync_Artifacts_GoToo()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c
            .AddHumanService("contact", s => s.Keywords("contact").Artifacts(ArtifactKinds.Ticket))
            .AddService("desk", s => s.Default(), turn =>
            {
                turn.AddArtifact(ArtifactKinds.Lead, turn.Text);
                turn.AddArtifact(ArtifactKinds.Booking, turn.Text, key: "booking");
                turn.AddArtifactFile(ArtifactKinds.Document, turn.Text);
                return ValueTask.CompletedTask;
            }));
        await bot.Person("Zoë").SaysAsync("a room");
        await bot.SaysAsync("my secret");
        await bot.SaysAsync("contact");
        ConversationId old = await IdAsync(bot);
        IRecordStore records = bot.Services.GetRequiredService<IRecordStore>();
        (await records.ListAsync(Artifact.Collection, $"{old}.", null, 10, default)).Should().HaveCount(4);

        await EraseAsync(bot, old);

        IReadOnlyList<StoredRecord> left = await records.ListAsync(Artifact.Collection, string.Empty, null, 10, default);
        left.Select(record => Artifact.Read(record)!.Conversation).Should().HaveCount(3).And.AllBeEquivalentTo((await bot.Person("Zoë").DocumentAsync())!.Id);
    }

    [Fact]
    public async Task EraseAsync_AnAccountsOwnMailbox_IsRefused()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());

        Func<Task> act = async () => await Desk(bot).EraseAsync(ConversationId.ForAccount(Account));

        await act.Should().ThrowAsync<ArgumentException>().WithMessage("An account's own mailbox*");
    }

    private static async Task NothingIsLeftAsync(ConciergeTestHost bot, ConversationId old)
    {
        (await bot.Person().DocumentAsync()).Should().BeNull();
        (await bot.Services.GetRequiredService<IConversationStore>().LoadAsync(old, default)).Should().BeNull();
        (await bot.Services.GetRequiredService<IConversationStore>().ListAsync(null, 10, default)).Should().BeEmpty();
        (await Transcripts(bot).ReadAsync(old, null, 10, default)).Should().BeEmpty();
        (await bot.Services.GetRequiredService<IContactDirectory>().FindAsync(Account, bot.Person().Identity.Addresses, default)).Should().BeNull();
        (await bot.Services.GetRequiredService<IMailbox>().CountAsync(default)).Should().Be(0);
        (await bot.DeadLettersAsync()).Should().BeEmpty();
    }

    private static async Task EraseAsync(ConciergeTestHost bot, ConversationId conversation)
    {
        await Desk(bot).EraseAsync(conversation);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(2));
    }

    private static IConciergeDesk Desk(ConciergeTestHost bot) => bot.Services.GetRequiredService<IConciergeDesk>();

    private static ITranscriptStore Transcripts(ConciergeTestHost bot) => bot.Services.GetRequiredService<ITranscriptStore>();

    private static async Task<ConversationId> IdAsync(ConciergeTestHost bot) => (await bot.Person().DocumentAsync())!.Id;

    /// <summary>Has somebody erased between a look for an erased address and what follows from it.</summary>
    private sealed class ErasingStore(IErasureStore inner) : IErasureStore
    {
        public Func<Task>? EraseAfterTheNextLook { get; set; }

        public async ValueTask<ErasedContact?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, UInt128 key, CancellationToken cancellationToken)
        {
            ErasedContact? found = await inner.FindAsync(account, addresses, key, cancellationToken);
            if (EraseAfterTheNextLook is { } erase)
            {
                EraseAfterTheNextLook = null;
                await erase();
            }

            return found;
        }

        public ValueTask<CommitOutcome> EraseAsync(Erasure erasure, CancellationToken cancellationToken) => inner.EraseAsync(erasure, cancellationToken);

        public ValueTask<DateTimeOffset?> FindAsync(ConversationId conversation, CancellationToken cancellationToken) => inner.FindAsync(conversation, cancellationToken);

        public ValueTask ForgetContactsAsync(DateTimeOffset erasedBefore, CancellationToken cancellationToken) => inner.ForgetContactsAsync(erasedBefore, cancellationToken);

        public ValueTask<IReadOnlyList<ErasedConversation>> ListErasedAsync(DateTimeOffset? erasedBefore, int limit, CancellationToken cancellationToken) =>
            inner.ListErasedAsync(erasedBefore, limit, cancellationToken);
    }

    private sealed class Subscriber : IEventSubscriber
    {
        public string Name => "crm";

        public bool IsAway { get; set; }

        public List<ConciergeEvent> Heard { get; } = [];

        public ValueTask HandleAsync(ConciergeEvent happened, CancellationToken cancellationToken)
        {
            if (IsAway)
            {
                throw new InvalidOperationException("away");
            }

            Heard.Add(happened);
            return ValueTask.CompletedTask;
        }
    }
}
