using Concierge.Channels;
using Concierge.Events;
using Concierge.Storage;
using Concierge.Testing;
using Concierge.Tests.Desk;
using Concierge.Tests.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Contacts;

/// <summary>One person under several addresses: found by each, with one state, and never on two accounts at once.</summary>
public sealed class MergeTests
{
    private static readonly ContactAddress Phone = new(ContactAddressKind.Phone, "33612345678");
    private static readonly ContactAddress UserId = new(ContactAddressKind.UserId, "FR.1349");
    private static readonly ContactAddress NewPhone = new(ContactAddressKind.Phone, "33687654321");

    [Fact]
    public async Task Provider_NamesANewAddress_ThePersonAndTheStateAreFoundByBoth()
    {
        await using DeskHost host = await StartAsync();
        await SaysAsync(host, "red", Phone);
        await SaysAsync(host, "green", Phone, UserId);
        await host.HappensAsync(host.Message("", null, Phone) with { Body = new SystemBody("user_changed_number") { Text = "Changed", NewAddress = NewPhone } });
        await host.Bot.RestartAsync();

        await SaysAsync(host, "blue", UserId);
        await SaysAsync(host, "white", NewPhone);

        host.Desk.Texts.Should().Equal("red", "red green", "red green blue", "red green blue white");
        host.Desk.Sends[^1].Attempt.Recipient.Addresses.Should().BeEquivalentTo([NewPhone, Phone, UserId]);
        ConversationId found = await FindAsync(host, Phone);
        (await FindAsync(host, UserId)).Should().Be(found);
        (await FindAsync(host, NewPhone)).Should().Be(found);
    }

    [Fact]
    public async Task Provider_NamesTwoThatWereTwoPersons_TheyAreOneFromThenOn()
    {
        var events = new RecordingSubscriber();
        await using DeskHost host = await StartAsync(events);
        await SaysAsync(host, "red", Phone);
        await SaysAsync(host, "green", UserId);
        ConversationId first = await FindAsync(host, Phone);
        ConversationId second = await FindAsync(host, UserId);
        second.Should().NotBe(first);
        await host.Bot.Services.GetRequiredService<IConciergeMessenger>().SendAsync(second, new TextMessage("later"), host.Bot.Clock.GetUtcNow().AddHours(1), "l1");
        await Desk(host).UpdateProfileAsync(second, new UpdateProfileCommand { Labels = ["vip"], Consent = Consent.OptedIn });
        await host.LooksAsync();

        await SaysAsync(host, "blue", Phone, UserId);
        await host.LooksAsync();
        await host.Bot.RestartAsync();
        await SaysAsync(host, "white", UserId);

        host.Desk.Texts.Should().Equal("red", "green", "red blue", "red blue white");
        ConversationDocument document = await LoadAsync(host, first);
        document.MergedFrom.Should().Equal(second);
        document.Profile.Labels.Should().Equal("vip");
        document.Profile.Consent.Should().Be(Consent.OptedIn);
        (await LoadAsync(host, second)).MergedInto.Should().Be(first);
        events.Heard.Should().ContainSingle(heard => heard.Type == ConciergeEventTypes.ContactMerged).Which.Should().Match<ConciergeEvent>(heard => heard.Conversation == first);

        (await host.Bot.Services.GetRequiredService<IConciergeMessenger>().SendAsync(second, new TextMessage("now"))).Status.Should().Be(AppendStatus.Stored);
        await host.LooksAsync();
        await host.Bot.AdvanceAsync(TimeSpan.FromHours(1));
        host.Desk.Texts.Should().EndWith(["now", "later"], "what was to be sent goes along, and what the host sends to the old one arrives once");
        (await LoadAsync(host, first)).Owed.Should().BeEmpty();
    }

    /// <summary>The new number may have been somebody else's: that person's data are not hers, but a refusal is kept.</summary>
    [Fact]
    public async Task Provider_MovesAPersonToANumberThatIsKnown_OnlyRefusalsAreTakenAlong()
    {
        await using DeskHost host = await StartAsync();
        await SaysAsync(host, "red", Phone);
        await SaysAsync(host, "green", NewPhone);
        ConversationId second = await FindAsync(host, NewPhone);
        await Desk(host).UpdateProfileAsync(second, new UpdateProfileCommand { Labels = ["vip"], Roles = ["admin"], Consent = Consent.OptedOut });
        await host.LooksAsync();

        await host.HappensAsync(host.Message("", null, Phone) with { Body = new SystemBody("user_changed_number") { Text = "Changed", NewAddress = NewPhone } });
        await host.LooksAsync();
        await SaysAsync(host, "blue", NewPhone);

        host.Desk.Texts.Should().EndWith("red blue");
        ContactProfile profile = (await LoadAsync(host, await FindAsync(host, Phone))).Profile;
        profile.Labels.Should().BeEmpty();
        profile.Roles.Should().BeEmpty();
        profile.Consent.Should().Be(Consent.OptedOut);
    }

    /// <summary>Where anybody may write a number into a contact, a number joins nobody.</summary>
    [Fact]
    public async Task Provider_ThatDoesNotVouchForNumbers_JoinsNobody()
    {
        await using DeskHost host = await StartAsync(vouches: false);
        await SaysAsync(host, "red", Phone);
        await SaysAsync(host, "green", UserId);

        await SaysAsync(host, "blue", Phone, UserId);
        await SaysAsync(host, "white", UserId);

        host.Desk.Texts.Should().Equal("red", "green", "red blue", "green white");
    }

    [Fact]
    public async Task MergeAsync_OnOneAccount_OneConversationIsLeftWithWhatBothKnew()
    {
        await using DeskHost host = await StartAsync();
        await SaysAsync(host, "red", Phone);
        await SaysAsync(host, "green", UserId);
        (ConversationId into, ConversationId from) = (await FindAsync(host, Phone), await FindAsync(host, UserId));
        await Desk(host).UpdateProfileAsync(into, new UpdateProfileCommand { Name = "Zoë", Labels = ["a"], Roles = ["client"], Fields = new Dictionary<string, string> { ["city"] = "Lyon" }, Consent = Consent.OptedIn });
        await Desk(host).UpdateProfileAsync(from, new UpdateProfileCommand
        {
            Name = "Z.",
            Language = "fr",
            Labels = ["a", "b"],
            Roles = ["order:admin"],
            Fields = new Dictionary<string, string> { ["city"] = "Paris", ["size"] = "M" },
            Consent = Consent.OptedOut,
            IsBlocked = false,
        });
        await Desk(host).TakeOverAsync(from, "Olga");
        await host.LooksAsync();

        (await Desk(host).MergeAsync(from, into, "Sam")).Should().Be(AppendStatus.Stored);
        await host.LooksAsync();

        ConversationDocument document = await LoadAsync(host, into);
        ContactProfile profile = document.Profile;
        (profile.Name, profile.Language, profile.Consent).Should().Be(("Zoë", "fr", Consent.OptedOut));
        profile.Labels.Should().Equal("a", "b");
        profile.Roles.Should().Equal("client", "order:admin");
        profile.Fields.Should().Equal(new Dictionary<string, string> { ["city"] = "Lyon", ["size"] = "M" });
        document.Handling.Should().Be(Handling.Human, "a colleague had the other one");
        (await LoadAsync(host, from)).Handling.Should().Be(Handling.Bot);

        await SaysAsync(host, "for the colleague", UserId);
        host.Desk.Texts.OfType<string>().Should().Equal("red", "green");
        await Desk(host).HandBackAsync(from, "Olga");
        await host.LooksAsync();
        await SaysAsync(host, "blue", UserId);
        host.Desk.Texts.Should().EndWith("red blue");
    }

    [Fact]
    public async Task MergeAsync_OnTwoAccounts_BothKnowTheSameAndStayApart()
    {
        await using DeskHost host = await StartAsync();
        await SaysAsync(host, "red", Phone);
        await host.Bot.SaysAsync("green").AnswersWithAsync("green");
        ConversationId from = await FindAsync(host, Phone);
        ConversationId into = (await host.Bot.Person().DocumentAsync())!.Id;
        await Desk(host).UpdateProfileAsync(from, new UpdateProfileCommand { Labels = ["a"] });
        await Desk(host).UpdateProfileAsync(into, new UpdateProfileCommand { Labels = ["b"], Consent = Consent.OptedOut });

        await Desk(host).MergeAsync(from, into, "Sam");
        await host.LooksAsync();

        foreach (ConversationId id in (ConversationId[])[from, into])
        {
            ConversationDocument document = await LoadAsync(host, id);
            document.Profile.Labels.Should().BeEquivalentTo(["a", "b"]);
            document.Profile.Consent.Should().Be(Consent.OptedOut);
            document.MergedInto.Should().BeNull();
            document.Contact.Addresses.Should().ContainSingle();
        }

        await SaysAsync(host, "blue", Phone);
        host.Desk.Texts.Should().Equal("red", "red blue");
    }

    [Fact]
    public async Task MergeAsync_EachIntoTheOther_OneIsLeft()
    {
        await using DeskHost host = await StartAsync();
        await SaysAsync(host, "red", Phone);
        await SaysAsync(host, "green", UserId);
        (ConversationId one, ConversationId other) = (await FindAsync(host, Phone), await FindAsync(host, UserId));

        await Desk(host).UpdateProfileAsync(one, new UpdateProfileCommand { Labels = ["a"] });
        await Desk(host).UpdateProfileAsync(other, new UpdateProfileCommand { Labels = ["b"] });
        ConversationId stays = string.CompareOrdinal(one.Value, other.Value) < 0 ? one : other;

        await Desk(host).MergeAsync(one, other, null);
        await Desk(host).MergeAsync(other, one, null);
        await host.LooksAsync();
        await SaysAsync(host, "blue", UserId);
        await SaysAsync(host, "white", Phone);

        string began = stays == one ? "red" : "green";
        host.Desk.Texts.Should().Equal("red", "green", $"{began} blue", $"{began} blue white");
        ConversationDocument document = await LoadAsync(host, stays);
        document.MergedInto.Should().BeNull();
        document.Profile.Labels.Should().BeEquivalentTo(["a", "b"]);
        (await LoadAsync(host, stays == one ? other : one)).MergedInto.Should().Be(stays);
        (await host.Bot.Services.GetRequiredService<IMailbox>().CountAsync(default)).Should().Be(0);
    }

    [Fact]
    public async Task MergeAsync_CodesAndLocks_CountInBoth()
    {
        var host = await DeskHost.StartAsync(c => c
            .AddService("menu", s => s.Default().Answer("menu"))
            .AddService("lessons", s => s.Keywords("lessons").RequireId(new IntrinsicIdRule { Name = "parents", Values = ["SUN"], RememberFor = TimeSpan.FromDays(1) }).Answer("Lesson one")));
        await using DeskHost disposed = host;
        await SaysAsync(host, "lessons", Phone);
        await SaysAsync(host, "sun", Phone);
        await SaysAsync(host, "hello", UserId);

        await Desk(host).MergeAsync(await FindAsync(host, Phone), await FindAsync(host, UserId), null);
        await host.LooksAsync();

        await SaysAsync(host, "lessons", UserId);
        host.Desk.Texts.Should().EndWith("Lesson one");
        await host.Bot.AdvanceAsync(TimeSpan.FromDays(1));
        await SaysAsync(host, "lessons", UserId);
        host.Desk.Texts.Should().EndWith("Please write your code.", "it was remembered since it was given, not since the merge");
    }

    [Fact]
    public async Task MergeAsync_WhatIsNoPerson_IsRefused()
    {
        await using DeskHost host = await StartAsync();
        await SaysAsync(host, "red", Phone);
        ConversationId known = await FindAsync(host, Phone);

        Func<Task> self = async () => await Desk(host).MergeAsync(known, known, null);
        Func<Task> nobody = async () => await Desk(host).MergeAsync(known, new ConversationId("nobody"), null);
        Func<Task> account = async () => await Desk(host).MergeAsync(ConversationId.ForAccount(DeskChannel.Key), known, null);

        await self.Should().ThrowAsync<ArgumentException>().WithMessage("A conversation cannot be merged into itself.*");
        await nobody.Should().ThrowAsync<ArgumentException>().WithMessage("There is no conversation 'nobody'.*");
        await account.Should().ThrowAsync<ArgumentException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EraseAsync_OneOfTheMerged_ErasesAll(bool erasesTheOld)
    {
        await using DeskHost host = await StartAsync();
        await SaysAsync(host, "red", Phone);
        await SaysAsync(host, "green", UserId);
        (ConversationId into, ConversationId from) = (await FindAsync(host, Phone), await FindAsync(host, UserId));
        await Desk(host).MergeAsync(from, into, null);
        await host.LooksAsync();

        await Desk(host).EraseAsync(erasesTheOld ? from : into);
        await host.LooksAsync();

        (await host.Bot.Services.GetRequiredService<IConversationStore>().ListAsync(null, 10, default)).Should().BeEmpty();
        (await host.Bot.Services.GetRequiredService<IErasureStore>().ListErasedAsync(null, 10, default)).Select(erased => erased.Id).Should().BeEquivalentTo([into, from]);
        (await host.Bot.Services.GetRequiredService<IMailbox>().CountAsync(default)).Should().Be(0);
        await SaysAsync(host, "blue", UserId);
        host.Desk.Texts.Should().EndWith("blue");
    }

    /// <summary>A bot that repeats everything the person said, so that the state shows.</summary>
    private static Task<DeskHost> StartAsync(IEventSubscriber? events = null, bool vouches = true) => DeskHost.StartAsync(
        c =>
        {
            c.AddService("all", s => s.Default(), static turn =>
            {
                if (turn.Message.Body is TextBody)
                {
                    string said = $"{turn.GetState<string>("said")} {turn.Text}".Trim();
                    turn.SetState("said", said);
                    turn.Reply(said);
                }

                return ValueTask.CompletedTask;
            });
            if (events is not null)
            {
                c.Services.AddSingleton(events);
            }
        },
        vouches: vouches);

    private static Task SaysAsync(DeskHost host, string text, params ContactAddress[] addresses) => host.HappensAsync(host.Message(text, null, addresses));

    private static IConciergeDesk Desk(DeskHost host) => host.Bot.Services.GetRequiredService<IConciergeDesk>();

    private static async Task<ConversationId> FindAsync(DeskHost host, ContactAddress address) =>
        (await host.Bot.Services.GetRequiredService<IContactDirectory>().FindAsync(DeskChannel.Key, [address], default))!.Value;

    private static async Task<ConversationDocument> LoadAsync(DeskHost host, ConversationId id) =>
        ConciergeJson.ReadDocument((await host.Bot.Services.GetRequiredService<IConversationStore>().LoadAsync(id, default))!.Document.Span);
}
